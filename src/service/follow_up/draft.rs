//! An event that the rules allow, before it is recorded.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    event::Actor,
    fact::Fact,
    identity::Audience,
    partial_date::PartialDate,
    store::events::{NewEvent, Stream},
};

/// What is to be recorded of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) happened: Option<PartialDate>,
    pub(super) audience: Audience,
    pub(super) fact: Fact,
    pub(super) texts: BTreeMap<&'static str, String>,
}

impl Draft {
    /// Something that happens today.
    pub(super) fn today(today: NaiveDate, audience: Audience, fact: Fact) -> Self {
        Self { happened: Some(PartialDate::day(today)), audience, fact, texts: BTreeMap::new() }
    }

    /// With a text beside it.
    pub(super) fn with(mut self, field: &'static str, text: String) -> Self {
        self.texts.insert(field, text);
        self
    }

    /// With a text beside it, if there is one.
    pub(super) fn with_any(self, field: &'static str, text: Option<String>) -> Self {
        match text {
            Some(text) => self.with(field, text),
            None => self,
        }
    }

    pub(super) fn event(self, stream: &Stream, actor: Actor) -> NewEvent {
        let Self { happened, audience, fact, texts } = self;
        NewEvent { stream: stream.clone(), happened, actor, audience, corrects: None, fact, texts }
    }
}

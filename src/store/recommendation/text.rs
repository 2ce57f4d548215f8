//! The texts of a history, as far as a reader may read them: the rule decides, and the database once more.

use std::collections::HashMap;

use crate::{
    force::ForceSlug,
    person::Reader,
    store::events::{Recorded, texts},
    view::recommendation::Text,
};

/// Who reads about which force.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) reader: &'a Reader,
    pub(super) force: &'a ForceSlug,
}

/// The texts of a history among others, as far as the reader may read them.
pub(super) struct Texts<'a> {
    /// Those that the database shows to the reader, by event and field; see [`texts::of_events`].
    pub(super) bodies: &'a HashMap<(i64, String), texts::Salted>,
    /// Who reads, and about which force.
    pub(super) reading: Reading<'a>,
}

impl Texts<'_> {
    /// The texts an event was recorded with in the order of its form, those that were erased included.
    pub(super) fn of(&self, one: &Recorded) -> Vec<Text> {
        let may_read = self.reading.reader.may_read(one.audience, self.reading.force);
        let fields = one.texts.as_object().into_iter().flat_map(|fields| fields.keys());
        let body = |field: &String| self.bodies.get(&(one.event.seq, field.clone())).map(|(_, body)| body.clone());
        let mut texts: Vec<_> = fields.map(|field| Text::new(field, body(field), may_read)).collect();
        texts.sort_by_key(|text| one.event.fact.place_of_text(&text.field));
        texts
    }
}

//! Which events of a history are shown: all of them, or those of the kinds that the address names.

use followup::{fact::EventKind, view::recommendation::Entry};
use leptos::prelude::*;

use crate::{
    components::{CheckboxGroup, Choice, Details, KeptParameters},
    error::PageError,
    point::AskedPoint,
    request::{self, QueryParams},
};

/// The parameter, once for each kind.
const NAME: &str = "kind";

/// The kinds that were asked for; none asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HistoryFilter {
    kinds: Vec<EventKind>,
}

impl HistoryFilter {
    /// What the request asks for.
    ///
    /// # Errors
    /// A word that is no kind of event.
    pub(super) fn of_request() -> Result<Self, PageError> {
        Self::parse(&request::query())
    }

    fn parse(query: &QueryParams) -> Result<Self, PageError> {
        let refused = |given: &str| {
            PageError::bad_parameter(NAME, given, "a kind of event, for example finding_recorded or returned")
        };
        let kinds = query.all(NAME).map(|given| given.parse().map_err(|_| refused(given)));
        Ok(Self { kinds: kinds.collect::<Result<_, _>>()? })
    }

    /// Whether only some kinds were asked for.
    pub(super) const fn is_set(&self) -> bool {
        !self.kinds.is_empty()
    }

    /// Whether an event is shown. One that was put right or had a text erased is found under that kind as well, since
    /// that is told with it.
    pub(super) fn picks(&self, entry: &Entry) -> bool {
        self.kinds.is_empty() || kinds_of(entry).any(|kind| self.kinds.contains(&kind))
    }

    /// The form that chooses, and in words what is shown. Nothing where there is nothing to choose between.
    pub(super) fn form(&self, entries: &[Entry], path: &str, at: AskedPoint) -> Option<AnyView> {
        let there: Vec<EventKind> = entries.iter().flat_map(kinds_of).collect();
        let offered = |kind: &&EventKind| there.contains(kind) || self.kinds.contains(kind);
        let options: Vec<_> = EventKind::ALL
            .iter()
            .filter(offered)
            .map(|kind| Choice::new(kind.slug(), kind.label(), self.kinds.contains(kind)))
            .collect();
        if options.len() < 2 && self.kinds.is_empty() {
            return None;
        }
        let action = format!("{path}#history");
        let shown = self.shown(entries).map(|words| {
            let all = format!("{}#history", at.href(path));
            view! { <p class="govuk-body">{words}" "<a class="govuk-link app-no-print" href=all>"Show all events"</a></p> }
        });
        let form = view! {
            {shown}
            <div class="app-no-print">
                <Details summary="Show only some kinds of event">
                    <form method="get" action=action>
                        <KeptParameters parameters=at.parameters()/>
                        <CheckboxGroup name=NAME legend="Kinds of event" options/>
                        <button type="submit" class="govuk-button govuk-button--secondary">"Show"</button>
                    </form>
                </Details>
            </div>
        };
        Some(form.into_any())
    }

    /// How many events are left out and why, so that nobody takes a part for the whole; nothing where none is.
    fn shown(&self, entries: &[Entry]) -> Option<String> {
        if self.kinds.is_empty() {
            return None;
        }
        let picked = entries.iter().filter(|entry| self.picks(entry)).count();
        let kinds: Vec<_> = self.kinds.iter().map(|kind| kind.label()).collect();
        Some(format!("Showing {picked} of {} events, of these kinds only: {}.", entries.len(), kinds.join("; ")))
    }
}

/// What an event is found under: its own kind, and what was done to it since.
fn kinds_of(entry: &Entry) -> impl Iterator<Item = EventKind> + use<> {
    let later: Vec<_> = entry.later.iter().map(|later| later.kind.event_kind()).collect();
    std::iter::once(entry.fact.kind()).chain(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_kind_of_event_is_refused_by_name() {
        let parsed = |query: &str| HistoryFilter::parse(&QueryParams::parse(query));
        assert_eq!(parsed("kind=").unwrap(), HistoryFilter::default());
        assert_eq!(parsed("kind=raised&kind=returned").unwrap().kinds, [EventKind::Raised, EventKind::Returned]);
        let error = parsed("kind=raised&kind=gossip").unwrap_err();
        assert!(error.to_string().starts_with("kind is ‘gossip’"), "{error}");
    }
}

//! What a correction changed: only that, each with what it was and what it is from then on.

use followup::{
    fact::{Fact, Raised},
    partial_date::PartialDate,
    view::{recommendation::Text, register::RoundName},
};
use leptos::prelude::*;

use super::{
    fact_in_words::title,
    history::{date, texts},
};

/// An event as it reads before or after a correction.
pub(super) type Said<'a> = (&'a Fact, Option<PartialDate>);

/// `when` is the day and who did it; `words` are those that were replaced.
pub(super) fn put_right(when: &str, was: Said<'_>, is: Said<'_>, words: Vec<Text>, rounds: &[RoundName]) -> AnyView {
    let read = |(fact, happened): Said<'_>| (title(fact, rounds), date(happened));
    let ((was_title, was_date), (is_title, is_date)) = (read(was), read(is));
    let line = (was_title != is_title || was_date != is_date).then(|| {
        view! { " Until then it read: "<q>{was_title}</q>", "{was_date}". From then on: "<q>{is_title}</q>", "{is_date}"." }
    });
    let facts = changed(was.0, is.0);
    let facts = (!facts.is_empty()).then(|| {
        let lines = facts.into_iter().map(|Changed { what, was, is }| {
            view! { <li>{what}": "<q>{was}</q>", from then on "<q>{is}</q></li> }
        });
        view! { <ul class="govuk-list govuk-list--bullet">{lines.collect_view()}</ul> }
    });
    let words = (!words.is_empty()).then(|| {
        view! {
            <p class="govuk-body">"Until then its words were:"</p>
            {texts(words, None)}
        }
    });
    view! {
        <p class="govuk-body">{format!("Corrected on {when}.")}{line}</p>
        {facts}
        {words}
    }
    .into_any()
}

/// A fact beside those that the line of an event names.
#[derive(Debug, PartialEq, Eq)]
struct Changed {
    what: &'static str,
    was: String,
    is: String,
}

fn changed(was: &Fact, is: &Fact) -> Vec<Changed> {
    match (was, is) {
        (Fact::Raised(was), Fact::Raised(is)) => of_raised(was, is),
        (Fact::FindingRecorded { source_url: was, .. }, Fact::FindingRecorded { source_url: is, .. }) => {
            let source =
                |url: &Option<String>| url.clone().unwrap_or_else(|| "Recorded by the inspectorate".to_owned());
            differing([("Source", source(was), source(is))])
        }
        _ => Vec::new(),
    }
}

fn of_raised(was: &Raised, is: &Raised) -> Vec<Changed> {
    differing([
        ("Topic", was.topic.to_string(), is.topic.to_string()),
        ("Record type", was.record_type.to_string(), is.record_type.to_string()),
        ("Deadline", was.deadline.in_words(), is.deadline.in_words()),
        ("Published", date(was.published), date(is.published)),
        ("How we know it", was.known_from.to_string(), is.known_from.to_string()),
        ("Source", was.source_url.clone(), is.source_url.clone()),
    ])
}

fn differing(facts: impl IntoIterator<Item = (&'static str, String, String)>) -> Vec<Changed> {
    let facts = facts.into_iter().filter(|(_, was, is)| was != is);
    facts.map(|(what, was, is)| Changed { what, was, is }).collect()
}

#[cfg(test)]
mod tests {
    use followup::{
        deadline::Deadline,
        finding::{KnownFrom, RecordType},
        topic::Topic,
    };

    use super::*;

    fn raised() -> Raised {
        Raised {
            force: "kent".parse().unwrap(),
            round: "inspection-2019-09".parse().unwrap(),
            topic: Topic::PoliceDetention,
            record_type: RecordType::Recommendation,
            known_from: KnownFrom::Raised,
            deadline: Deadline::from_source("immediately").unwrap(),
            published: "2019-09".parse().ok(),
            source_url: "https://example.org/1".to_owned(),
        }
    }

    #[test]
    fn of_what_was_put_right_only_what_changed_is_told() {
        let was = raised();
        let is = Raised { topic: Topic::InitialContact, ..raised() };
        let [changed] = &of_raised(&was, &is)[..] else { panic!("{:?}", of_raised(&was, &is)) };
        assert_eq!((changed.what, &changed.was), ("Topic", &was.topic.to_string()));
        assert_eq!(of_raised(&was, &raised()), []);
    }

    #[test]
    fn a_correction_of_words_alone_repeats_no_line_that_stayed_the_same() {
        let (was, is) = (Fact::Raised(raised()), Fact::Raised(raised()));
        let day = "2019-09".parse().ok();
        let html = Owner::new()
            .with(|| put_right("1 May 2026, from public sources", (&was, day), (&is, day), Vec::new(), &[]).to_html());
        assert!(
            html.contains("Corrected on 1 May 2026, from public sources.") && !html.contains("Until then"),
            "{html}"
        );
    }
}

//! Who says what of an item: inspectors, its force, and whether its end was verified.

use chrono::NaiveDate;
use followup::{
    fact::Fact,
    identity::Audience,
    inspectorate_status::InspectorateStatus,
    partial_date::{PartialDate, Precision, in_words},
    person::Reader,
    position::Position,
    source_status::SourceVocabulary,
    status::Status,
    view::recommendation::RecommendationView,
};
use leptos::prelude::*;

use super::{
    force_account,
    found::{latest, silence},
};
use crate::{
    components::{StatusTag, last_said},
    point::AskedPoint,
};

/// The three cells, below the status where people have recorded one.
pub(super) fn section(found: &RecommendationView, reader: &Reader, at: AskedPoint) -> AnyView {
    let today = at.point().today;
    let status = found.row.status;
    let status =
        (status != Status::NotRecorded).then(|| view! { <p class="govuk-body">"Status: "<StatusTag status/></p> });
    view! {
        <h2 class="govuk-heading-s">"Who says what"</h2>
        {status}
        <dl class="app-sides">
            {inspectors(found, today).view("Inspectors")}
            {force(found, reader, today).view("Force")}
            {verified(found).view("Verified complete")}
        </dl>
    }
    .into_any()
}

/// What one side says: in a word, and what there is beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Side {
    word: String,
    more: Vec<String>,
}

impl Side {
    fn view(self, who: &'static str) -> AnyView {
        let more = self.more.into_iter().map(|line| view! { <dd class="app-sides__more">{line}</dd> }).collect_view();
        view! {
            <div class="app-sides__side">
                <dt class="app-sides__who">{who}</dt>
                <dd class="app-sides__word">{self.word}</dd>
                {more}
            </div>
        }
        .into_any()
    }
}

fn inspectors(found: &RecommendationView, today: NaiveDate) -> Side {
    let (row, visits) = (&found.row, found.visits.as_slice());
    let latest = latest(visits);
    let said = latest.and_then(|(_, visit)| visit.happened);
    let looked = row.work.verified_on;
    let aged = |day: NaiveDate, words: String| format!("{words} ({})", last_said(Some(day), today));
    let mut more = Vec::new();
    match (latest, said) {
        // How long ago a year was is not said to the month.
        (Some(_), Some(said)) if matches!(said.precision(), Precision::Quarter | Precision::Year) => {
            more.push(said.to_string());
        }
        (Some(_), Some(said)) => more.push(aged(said.last(), said.to_string())),
        (Some(_), None) => more.push("Inspectors looked, date not known".to_owned()),
        (None, _) => {}
    }
    // A return, a refusal or an ending; what was found before is said elsewhere.
    let is_of_finding = |day: NaiveDate| {
        visits.iter().any(|visit| visit.finding.is_some() && visit.happened.map(PartialDate::last) == Some(day))
    };
    if let Some(looked) = looked.filter(|looked| !is_of_finding(*looked)) {
        more.push(format!("Last looked at it: {}", aged(looked, in_words(looked))));
    }
    match (row.inspectorate_status, row.no_action_reason) {
        (InspectorateStatus::NotRecorded, _) => {}
        (status, Some(reason)) => more.push(format!(
            "Inspectorate status: {}, {}",
            status.label().to_lowercase(),
            reason.label().to_lowercase()
        )),
        (status, None) => more.push(format!("Inspectorate status: {}", status.label().to_lowercase())),
    }
    more.extend(published(found, false));
    Side { word: latest.map_or(silence(visits), |(finding, _)| finding.label()).to_owned(), more }
}

fn force(found: &RecommendationView, reader: &Reader, today: NaiveDate) -> Side {
    let row = &found.row;
    let word = match (row.position, reader.may_read(Audience::Force, &row.force)) {
        (Position::NotRecorded, true) if row.work.updated_on.is_none() => {
            if row.status.is_closed() { "No update" } else { "No update yet" }.to_owned()
        }
        (Position::NotRecorded, true) => "No position given".to_owned(),
        (Position::NotRecorded, false) => "Nothing public".to_owned(),
        (position, _) => position.label().to_owned(),
    };
    let updated =
        row.work.updated_on.map(|day| format!("Last update: {} ({})", in_words(day), last_said(Some(day), today)));
    let owner = force_account::owner(found, reader).map(|owner| format!("Owner: {owner}"));
    let target = force_account::own_target(found).map(|target| format!("Own target: {target}"));
    Side { word, more: [updated, owner, target].into_iter().flatten().chain(published(found, true)).collect() }
}

/// What a source last published, in the cell of those whose word it is, while nobody has recorded a status here.
fn published(found: &RecommendationView, of_force: bool) -> Option<String> {
    let source = found.row.source_status.as_ref()?;
    let is_of_force = source.vocabulary == SourceVocabulary::Rag;
    let words = found.row.as_last_published().filter(|_| is_of_force == of_force)?;
    Some(format!("{words} ({})", source.vocabulary))
}

fn verified(found: &RecommendationView) -> Side {
    let row = &found.row;
    // The history is newest first.
    let authorised = found.history.iter().find(|entry| matches!(entry.fact, Fact::ClosureAuthorised {}));
    let authorised = authorised.and_then(|entry| entry.happened);
    let on = authorised.map(|date| date.to_string());
    let (word, more) = match row.status {
        Status::VerifiedComplete => ("Yes", on),
        Status::ClosedWithoutAction => {
            ("No", Some(format!("Closed without action{}", on.map(|on| format!(", {on}")).unwrap_or_default())))
        }
        Status::ClosedAccordingToSource => ("No", Some("Closed, by someone else’s word".to_owned())),
        _ if row.work.proposal.is_some() => ("No", Some("Closure proposed, a second person has to agree".to_owned())),
        _ => ("No", None),
    };
    Side { word: word.to_owned(), more: more.into_iter().collect() }
}

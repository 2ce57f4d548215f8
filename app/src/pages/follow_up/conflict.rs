//! Two writers at once, or one twice: what was recorded meanwhile beside what was written, and the choice between them.

use followup::{
    clock::london_day,
    fact::Fact,
    identity::{Audience, PersonId},
    overtaken::Overtaken,
    partial_date::in_words,
    update_text::{TARGET_REASON, UPDATE_TEXTS, UpdateText},
    view::{event_line::EventLine, recommendation::RecommendationView, register::Found},
};
use leptos::prelude::*;

use super::{
    hidden, latest, proposal,
    review_choices::{self, PIECES},
};
use crate::{
    components::{PageHeading, freshness_in_words},
    fields::Field,
    form::{
        Answers,
        comparison::{ComparedAnswer, answer_in_words, comparison, hidden_answers},
    },
    pages::overtaken,
    request,
};

/// Nothing was overwritten: the person keeps what they wrote and puts it on top of what stands now, or drops it. `form` is the
/// last part of the form's address.
pub(super) fn page(
    found: &RecommendationView,
    reader: PersonId,
    answers: &Answers,
    since: &[EventLine],
    fields: &'static [Field],
    form: &'static str,
) -> AnyView {
    let reference = found.row.reference.to_string();
    let action = format!("/recommendations/{reference}/{form}");
    let by = overtaken::by(since, reader);
    let compared = fields.iter().filter_map(|field| {
        let now = stands(found, form, field.name);
        // Nothing to compare and nothing written: the row would say nothing.
        let is_shown = now.is_some() || !answers.value(field.name).is_empty();
        let now = now.unwrap_or_else(|| "Nothing to compare".to_owned());
        is_shown.then(|| ComparedAnswer { label: field.label, now, written: wrote(found, field, answers) })
    });
    view! {
        <PageHeading title=overtaken::heading(by) caption=reference.clone()/>
        <p class="govuk-body-l">{overtaken::lead(by, if form == "update" { "an update" } else { "a change" })}</p>
        {overtaken::list(since, reader)}
        {comparison(compared)}
        <form method="post" action=action>
            {hidden(found.version)}
            {hidden_answers(answers, &[])}
            <div class="govuk-button-group">{choices(form, by)}</div>
            <p class="govuk-body"><a class="govuk-link" href=format!("/recommendations/{reference}")>"Leave this page"</a></p>
        </form>
    }
    .into_any()
}

/// An update can be kept as it is, made one with what stands, or dropped with its draft. A review is one decision: it is looked
/// over again, or left.
fn choices(form: &str, by: Overtaken) -> AnyView {
    let (keep, discard) = (overtaken::keep(by), overtaken::discard(by));
    if form != "update" {
        return view! {
            <button type="submit" name="button" value="change" class="govuk-button">{keep}" and check it again"</button>
        }
        .into_any();
    }
    view! {
        <button type="submit" name="button" value="check" class="govuk-button">{keep}</button>
        <button type="submit" name="button" value="merge" class="govuk-button govuk-button--secondary">"Combine both"</button>
        <button type="submit" name="button" value="discard" class="govuk-button govuk-button--secondary">{discard}</button>
    }
    .into_any()
}

/// Both texts in each field, what stands now first, so that the person can make one of them.
pub(super) fn merged(found: &RecommendationView, answers: Answers) -> Answers {
    let Some(update) = latest::update(&found.history) else { return answers };
    let texts = UPDATE_TEXTS.iter().filter(|text| text.has_lines && text.field != TARGET_REASON);
    texts.fold(answers, |answers, UpdateText { field, .. }| {
        let mine = answers.value(field);
        match latest::words(update, field) {
            Some(theirs) if mine.trim().is_empty() => answers.starting(field, theirs),
            Some(theirs) if !mine.contains(theirs) => answers.starting(field, format!("{theirs}\n\n{mine}")),
            _ => answers,
        }
    })
}

fn stands(found: &RecommendationView, form: &str, field: &str) -> Option<String> {
    if form == "update" { Some(as_told(found, field)) } else { as_held(found, field) }
}

/// What a field of a review is about, as it stands now; `None` where nothing on record answers the same question.
fn as_held(found: &RecommendationView, field: &str) -> Option<String> {
    let row = &found.row;
    let behind = row.work.proposal.and_then(|_| proposal::behind(found, None));
    let words = match field {
        "round" | "finding" => match &row.found {
            Found::Finding(finding, round) => format!("{finding} ({})", round.title),
            silent => silent.label().to_owned(),
        },
        "deadline" => format!("{}. {}", row.deadline.words, row.deadline.state_in_words),
        "note" => latest::note(&found.history),
        "audience" => {
            latest::noted(&found.history).map_or_else(|| "No note yet".to_owned(), |entry| audience(entry.audience))
        }
        "verification" => behind?.verification?.label().to_owned(),
        "relied_on" => behind?.relied_on.words().unwrap_or("Not given, or you cannot read it").to_owned(),
        PIECES => match behind {
            Some(proposal) => {
                none_if_empty(review_choices::titles(found, proposal.pieces.iter().map(|piece| piece.id.to_string())))
            }
            // What could be ticked is told, so that what was is seen beside it.
            None => added(found),
        },
        "relation" => {
            let links = found.lineage.earlier.iter().map(|link| format!("{} {}", link.relation, link.other));
            let links: Vec<_> = links.collect();
            if links.is_empty() { "No link".to_owned() } else { links.join(", ") }
        }
        "status" | "ending" | "decision" => status(found),
        _ => return None,
    };
    Some(words)
}

/// The pieces of evidence that the item has, while nothing is proposed that rests on any of them.
fn added(found: &RecommendationView) -> String {
    let pieces = found.history.iter().filter_map(|entry| match entry.fact {
        Fact::EvidenceAdded { piece: Some(piece), .. } => Some(piece.id.to_string()),
        _ => None,
    });
    let titles = review_choices::titles(found, pieces);
    if titles.is_empty() {
        "No evidence added here".to_owned()
    } else {
        format!("Nobody proposes to close this. Added here:\n{titles}")
    }
}

fn none_if_empty(words: String) -> String {
    if words.is_empty() { "None".to_owned() } else { words }
}

/// Its status, what the inspectorate holds, and how old both sides' words are.
fn status(found: &RecommendationView) -> String {
    let row = &found.row;
    let fresh = request::now().ok().map(|now| {
        let (force, inspectors) = (row.work.updated_on, row.work.verified_on);
        let has_finding = matches!(row.found, Found::Finding(..));
        format!(". {}", freshness_in_words(force, inspectors, has_finding, london_day(now)))
    });
    let held = row.inspectorate_status.label().to_lowercase();
    format!("{}; {held}{}", row.status, fresh.unwrap_or_default())
}

/// What a field of an update is about, as the force told it last.
fn as_told(found: &RecommendationView, field: &str) -> String {
    let row = &found.row;
    let update = latest::update(&found.history);
    match field {
        "position" => row.position.to_string(),
        "target" => row.work.target_on.map_or_else(|| "None".to_owned(), in_words),
        "owner_post" => latest::post(&found.history)
            .or_else(|| update.map(|entry| latest::text(entry, field)))
            .unwrap_or_else(|| "Not given".to_owned()),
        "audience" => update.map_or_else(|| "No update yet".to_owned(), |entry| audience(entry.audience)),
        text => update.map_or_else(|| "No update yet".to_owned(), |entry| latest::text(entry, text)),
    }
}

/// What was answered, in the words of the form.
fn wrote(found: &RecommendationView, field: &Field, answers: &Answers) -> String {
    let value = answers.value(field.name);
    match field.name {
        "audience" if !value.is_empty() => audience_in_words(&value, field),
        PIECES if !value.is_empty() => review_choices::titles(found, answers.values(PIECES).map(str::to_owned)),
        "round" if !value.is_empty() => {
            let round = found.visits.iter().find(|visit| visit.round.slug.as_str() == value);
            round.map_or(value, |visit| visit.round.title.clone())
        }
        _ => answer_in_words(field, answers),
    }
}

/// For whom a text is, in the words of the form.
pub(super) fn audience(audience: Audience) -> String {
    match audience {
        Audience::Force => "Our force and the inspectorate",
        Audience::Inspectorate => "The inspectorate",
        Audience::Everyone => request::access().everyone(),
    }
    .to_owned()
}

/// The same of an answer as it was sent; an answer that is no audience stays as it is.
pub(super) fn audience_in_words(value: &str, field: &Field) -> String {
    value.parse().map_or_else(|_| field.in_words(value), audience)
}

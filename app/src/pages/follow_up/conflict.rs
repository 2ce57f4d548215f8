//! Two people at once: what somebody else recorded meanwhile beside what was written, and the choice between them.

use followup::{
    event::Actor,
    fact::Fact,
    partial_date::in_words,
    position::Position,
    service::follow_up::Since,
    store::{clock::london_time, recommendation::Recommendation},
};
use leptos::prelude::*;

use super::{hidden, latest};
use crate::{
    components::{CaptionSize, Column, DataTable, PageHeading, RowHeader, TableCell, TableRow},
    form::Answers,
};

/// Nothing was overwritten: the person keeps what they wrote and puts it on top of what stands now, or drops it. `form` is the
/// last part of the form's address.
pub(super) fn page(
    found: &Recommendation,
    answers: &Answers,
    since: &[Since],
    fields: &'static [(&'static str, &'static str)],
    form: &'static str,
) -> AnyView {
    let reference = found.row.reference.to_string();
    let action = format!("/recommendations/{reference}/{form}");
    let happened = since.iter().map(|one| {
        let who = match one.actor {
            Actor::Person { role, .. } => format!("by {}", role.label().to_lowercase()),
            actor => actor.in_words(),
        };
        view! { <li>{format!("{}, {} {who}", one.kind, london_time(one.recorded_at))}</li> }
    });
    let happened = happened.collect_view();
    let head = ["Answer", "As it stands now", "What you wrote"].map(Column::new).into();
    let rows = fields
        .iter()
        .map(|(field, label)| {
            let (stands, wrote) = (stands(found, field), wrote(field, answers));
            view! {
                <TableRow>
                    <RowHeader>{*label}</RowHeader>
                    <TableCell label="As it stands now"><span class="app-said">{stands}</span></TableCell>
                    <TableCell label="What you wrote"><span class="app-said">{wrote}</span></TableCell>
                </TableRow>
            }
        })
        .collect_view();
    let kept = answers
        .given()
        .filter(|(name, _)| !matches!(*name, "version" | "token" | "stage"))
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any())
        .collect_view();
    view! {
        <PageHeading title="Somebody else changed this" caption=reference.clone()/>
        <p class="govuk-body-l">"While you were writing, this was recorded. Nothing of yours is saved yet, and nothing is lost:"</p>
        <ul class="govuk-list govuk-list--bullet">{happened}</ul>
        <DataTable caption="What stands now beside what you wrote" caption_size=CaptionSize::Small head stacked=true>{rows}</DataTable>
        <form method="post" action=action>
            {hidden(found.version)}
            {kept}
            <div class="govuk-button-group">
                <button type="submit" name="stage" value="change" class="govuk-button">"Keep mine, and look it over again"</button>
                <a class="govuk-link" href=format!("/recommendations/{reference}")>"Discard mine"</a>
            </div>
        </form>
    }
    .into_any()
}

fn stands(found: &Recommendation, field: &str) -> String {
    let row = &found.row;
    let update = latest::update(found);
    match field {
        "position" => row.position.to_string(),
        "target" => row.work.target_on.map_or_else(|| "None".to_owned(), in_words),
        "owner_post" => match update.map(|entry| &entry.fact) {
            Some(Fact::UpdateRecorded { owner_post: Some(post), .. }) => post.clone(),
            _ => "Not given".to_owned(),
        },
        "activity" | "outcome" | "next_step" | "target_reason" => {
            update.map_or_else(|| "No update yet".to_owned(), |entry| latest::text(entry, field))
        }
        "audience" => update.map_or_else(|| "No update yet".to_owned(), |entry| entry.audience.to_string()),
        _ => format!("{}; {}", row.status, row.inspectorate_status.label().to_lowercase()),
    }
}

fn wrote(field: &str, answers: &Answers) -> String {
    let value = answers.value(field);
    match field {
        _ if value.trim().is_empty() => "Nothing".to_owned(),
        "position" => value.parse::<Position>().map_or(value, |position| position.to_string()),
        "target" => value.parse().map_or(value, in_words),
        _ => value,
    }
}

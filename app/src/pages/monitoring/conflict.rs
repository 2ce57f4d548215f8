//! Two people at once: what was recorded of the force meanwhile, beside what this person wrote.

use followup::{
    service::follow_up::Since,
    store::{clock::london_time, monitoring::MonitoringForm},
};
use leptos::prelude::*;

use super::{Entry, by, fields::names};
use crate::{
    components::{PageHeading, SummaryList, SummaryRow},
    form::Answers,
    pages::{
        follow_up::hidden,
        force::{FORCES, monitoring::stages},
    },
    point::AskedPoint,
};

/// Nothing was overwritten: the person looks at both and keeps theirs, or drops it.
pub(super) fn page(found: &MonitoringForm, entry: Entry, answers: &Answers, since: &[Since]) -> AnyView {
    let action = format!("{FORCES}/{}/monitoring", found.force.slug);
    let back = action.clone();
    let happened = since
        .iter()
        .map(|one| view! { <li>{format!("{}, {} {}", one.kind, london_time(one.recorded_at), by(one))}</li> })
        .collect_view();
    let wrote = names(entry).iter().map(|(field, label)| {
        let value = answers.value(field);
        SummaryRow::new(*label, if value.trim().is_empty() { "Nothing".to_owned() } else { value })
    });
    let wrote = wrote.collect();
    let kept = answers
        .given()
        .filter(|(name, _)| !matches!(*name, "version" | "token" | "again"))
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    let duties = AskedPoint::of_request().ok().map(|at| {
        let of = found.standing.duties.clone();
        crate::pages::force::monitoring::duties(of, found.force.slug.as_str(), at.in_the_present())
    });
    view! {
        <PageHeading title="Somebody else changed this" caption=found.force.name.clone()/>
        <p class="govuk-body-l">"While you were writing, this was recorded. Nothing of yours is saved yet, and nothing is lost:"</p>
        <ul class="govuk-list govuk-list--bullet">{happened}</ul>
        <h2 class="govuk-heading-m">"As it stands now"</h2>
        {stages(&found.standing.stages)}
        {duties}
        <h2 class="govuk-heading-m">"What you wrote"</h2>
        <SummaryList rows=wrote/>
        <form method="post" action=action>
            {hidden(found.version)}
            {kept}
            <div class="govuk-button-group">
                <button type="submit" name="again" value="yes" class="govuk-button">"Keep mine, and look it over again"</button>
                <a class="govuk-link" href=back>"Discard mine"</a>
            </div>
        </form>
    }
    .into_any()
}

//! Two writers at once, or one twice: what was recorded of the force meanwhile, beside what this person wrote.

use followup::{
    duty::Duty,
    fact::Monitoring,
    identity::PersonId,
    partial_date::in_words as day_in_words,
    view::{event_line::EventLine, monitoring::MonitoringForm, published::DatedRound},
};
use leptos::prelude::*;

use super::fields::names;
use crate::{
    components::{PageHeading, SummaryList, SummaryRow},
    form::{Answers, monitoring::Entry},
    pages::{
        follow_up::hidden,
        force::{FORCES, monitoring::stages},
        overtaken,
    },
    point::AskedPoint,
};

/// Nothing was overwritten: the person looks at both and keeps theirs, or drops it.
pub(super) fn page(
    found: &MonitoringForm,
    reader: PersonId,
    entry: Entry,
    answers: &Answers,
    since: &[EventLine],
) -> AnyView {
    let action = format!("{FORCES}/{}/monitoring", found.force.slug);
    let back = action.clone();
    let by = overtaken::by(since, reader);
    let wrote = names(entry).iter().map(|(field, label)| {
        let value = answers.value(field);
        SummaryRow::new(*label, in_words(found, &value))
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
        <PageHeading title=overtaken::heading(by) caption=found.force.name.clone()/>
        <p class="govuk-body-l">{overtaken::lead(by)}</p>
        {overtaken::list(since, reader)}
        <h2 class="govuk-heading-m">"As it stands now"</h2>
        {stages(&found.standing.stages)}
        {duties}
        <h2 class="govuk-heading-m">"What you wrote"</h2>
        <SummaryList rows=wrote/>
        <form method="post" action=action>
            {hidden(found.version)}
            {kept}
            <div class="govuk-button-group">
                <button type="submit" name="again" value="yes" class="govuk-button">
                    {overtaken::keep(by)}", and look it over again"
                </button>
                <a class="govuk-link" href=back>{overtaken::discard(by)}</a>
            </div>
        </form>
    }
    .into_any()
}

/// What a field holds, as the screen says it.
fn in_words(found: &MonitoringForm, value: &str) -> String {
    let round = |slug: &str| found.rounds.iter().find(|round| round.slug == slug).map(DatedRound::title);
    let duty = |slug: &str| Duty::ALL.iter().find(|duty| duty.slug() == slug).map(|duty| duty.label().to_owned());
    let stage = || Monitoring::ALL.iter().find(|stage| stage.slug() == value).map(|stage| stage.label().to_owned());
    let both = || value.split_once('/').and_then(|(of, which)| Some(format!("{}, {}", duty(which)?, round(of)?)));
    let day = || value.parse().ok().map(day_in_words);
    let nothing = || value.trim().is_empty().then(|| "Nothing".to_owned());
    let known = round(value).or_else(|| duty(value)).or_else(stage).or_else(both).or_else(day).or_else(nothing);
    known.unwrap_or_else(|| value.to_owned())
}

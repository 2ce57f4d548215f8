//! Two writers at once, or one twice: what was recorded of the force meanwhile, beside what this person wrote.

use followup::{
    duty::Duty,
    identity::PersonId,
    view::{event_line::EventLine, monitoring::MonitoringForm, published::DatedRound},
};
use leptos::prelude::*;

use crate::{
    components::{PageHeading, SummaryList, SummaryRow},
    fields::Field,
    form::{
        Answers,
        comparison::{answer_in_words, hidden_answers},
        monitoring::Entry,
    },
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
    let wrote = entry.fields().iter().map(|field| SummaryRow::new(field.label, in_words(found, field, answers)));
    let wrote = wrote.collect();
    let duties = AskedPoint::of_request().ok().map(|at| {
        let of = found.standing.duties.clone();
        crate::pages::force::monitoring::duties(of, found.force.slug.as_str(), at.in_the_present())
    });
    view! {
        <PageHeading title=overtaken::heading(by) caption=found.force.name.clone()/>
        <p class="govuk-body-l">{overtaken::lead(by, "a change")}</p>
        {overtaken::list(since, reader)}
        <h2 class="govuk-heading-m">"Saved now"</h2>
        {stages(&found.standing.stages)}
        {duties}
        <h2 class="govuk-heading-m">"What you wrote"</h2>
        <SummaryList rows=wrote/>
        <form method="post" action=action>
            {hidden(found.version)}
            {hidden_answers(answers, &[])}
            <div class="govuk-button-group">
                <button type="submit" name="button" value="change" class="govuk-button">
                    {overtaken::keep(by)}" and check it again"
                </button>
                <a class="govuk-link" href=back>{overtaken::discard(by)}</a>
            </div>
        </form>
    }
    .into_any()
}

/// What was answered, as the screen says it.
fn in_words(found: &MonitoringForm, field: &Field, answers: &Answers) -> String {
    let value = answers.value(field.name);
    let round = |slug: &str| found.rounds.iter().find(|round| round.slug == slug).map(DatedRound::title);
    let duty_of_round = || {
        let (of, which) = value.split_once('/')?;
        Some(format!("{}, {}", which.parse::<Duty>().ok()?, round(of)?))
    };
    let words = match field.name {
        "round" => round(&value),
        "duty" => duty_of_round(),
        _ => None,
    };
    words.unwrap_or_else(|| answer_in_words(field, answers))
}

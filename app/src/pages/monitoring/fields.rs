//! The fields of each form, and the dates that the rule gives for each round.

use followup::{
    duty::Duty,
    fact::Monitoring,
    partial_date::in_words,
    view::monitoring::{DutyOfForce, MonitoringForm},
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    form::{Answers, monitoring::Entry, view::FormView},
    pages::follow_up::personal_data_warning,
};

/// The fields of one form, with what this force's record offers to choose from.
pub(super) fn fields(found: &MonitoringForm, entry: Entry, answers: &Answers) -> AnyView {
    let form = FormView::new(entry.fields(), answers);
    let delicate = personal_data_warning(entry.fields(), answers);
    let body = match entry {
        Entry::SetDuty => set_duty(found, form),
        Entry::MeetDuty => {
            let open = duties(found, form, |of| match of.met_on {
                Some(_) => None,
                None => Some(format!("due {}", of.due)),
            });
            view! { {open} {form.field("met_on")} }.into_any()
        }
        Entry::CorrectMet => view! { {met(found, form)} {form.field("met_on")} {form.field("reason")} }.into_any(),
        Entry::UndoMet => view! {
            <p class="govuk-body">
                "The duty will show as not met. If it was met on another day, correct the day instead."
            </p>
            {met(found, form)}
            {form.field("reason")}
        }
        .into_any(),
        Entry::ChangeStage => {
            let now = found.standing.stages.last().map(|of| of.stage);
            let stages = Monitoring::ALL.iter().map(|stage| {
                let words = if Some(*stage) == now { format!("{stage} (as it is now)") } else { stage.to_string() };
                (stage.slug(), words)
            });
            let stages = form.offering("stage", form.choices("stage", stages));
            view! { {stages} {form.field("from")} }.into_any()
        }
    };
    view! { {form.warning()} {body} {delicate} }.into_any()
}

fn set_duty(found: &MonitoringForm, form: FormView<'_>) -> AnyView {
    let met_after =
        |round: &str| found.standing.duties.iter().filter(|of| of.round.slug == round && of.met_on.is_some()).count();
    // The round that people come here for is the last one. What was met does not move.
    let rounds = found.rounds.iter().rev().filter(|round| met_after(&round.slug) < Duty::ALL.len());
    let rounds = form.choices("round", rounds.map(|round| (round.slug.clone(), round.title())));
    view! {
        {form.offering("round", rounds)}
        {form.field("duty")}
        {by_rule(found)}
        {form.field("due")}
        {form.field("reason")}
    }
    .into_any()
}

/// The dates by rule, so that nobody has to reckon them.
fn by_rule(found: &MonitoringForm) -> AnyView {
    let head = ["Round", "Action plan", "Commissioner’s response"].map(Column::new).into();
    let rows = found.rounds.iter().rev().map(|round| {
        let due = |duty: Duty| match round.published.and_then(|published| duty.due_by_rule(published)) {
            Some(due) => due.to_string(),
            None => "Publication not known".to_owned(),
        };
        let (title, plan, response) = (round.title(), due(Duty::ActionPlan), due(Duty::CommissionerResponse));
        view! {
            <TableRow>
                <RowHeader><span class="govuk-!-font-weight-regular">{title}</span></RowHeader>
                <TableCell label="Action plan">{plan}</TableCell>
                <TableCell label="Commissioner’s response">{response}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="Usual dates: 42 and 56 days after publication" caption_size=CaptionSize::Small head stacked=true>
            {rows}
        </DataTable>
    }
    .into_any()
}

/// The duties of which there is something to say, each with that.
fn duties(found: &MonitoringForm, form: FormView<'_>, stands: impl Fn(&DutyOfForce) -> Option<String>) -> AnyView {
    let choice = |of: &DutyOfForce| {
        let value = format!("{}/{}", of.round.slug, of.duty.slug());
        Some((value, format!("{}, {}: {}", of.duty, of.round.title(), stands(of)?)))
    };
    form.offering("duty", form.choices("duty", found.standing.duties.iter().filter_map(choice)))
}

/// Those that are recorded as met.
fn met(found: &MonitoringForm, form: FormView<'_>) -> AnyView {
    duties(found, form, |of| Some(format!("met on {}", in_words(of.met_on?))))
}

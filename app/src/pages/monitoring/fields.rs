//! The fields of each form, and the dates that the rule gives for each round.

use followup::{
    duty::Duty,
    fact::Monitoring,
    likely_personal::likely_personal,
    partial_date::in_words,
    text_limits::LONGEST_TEXT,
    view::monitoring::{DutyOfForce, MonitoringForm},
};
use leptos::prelude::*;

use crate::{
    components::{
        CaptionSize, Choice, Column, DataTable, DateField, RadioGroup, RowHeader, SelectField, TableCell, TableRow,
        TextareaField,
    },
    form::{Answers, monitoring::Entry, personal_data},
    pages::follow_up::{marked, of_kinds},
};

/// What each form asks for, by field and label.
pub(super) const fn names(entry: Entry) -> &'static [(&'static str, &'static str)] {
    match entry {
        Entry::SetDuty => &[("round", "Round"), ("duty", "Duty"), ("due", "Due"), ("reason", "Reason")],
        Entry::MeetDuty => &[("duty", "Duty"), ("met_on", "Met on")],
        Entry::CorrectMet => &[("duty", "Duty"), ("met_on", "Met on"), ("reason", "Reason")],
        Entry::UndoMet => &[("duty", "Duty"), ("reason", "Reason")],
        Entry::ChangeStage => &[("stage", "Stage"), ("from", "From")],
    }
}

pub(super) fn fields(found: &MonitoringForm, entry: Entry, answers: &Answers) -> AnyView {
    match entry {
        Entry::SetDuty => set_duty(found, answers),
        Entry::MeetDuty => meet_duty(found, answers),
        Entry::CorrectMet => correct_met(found, answers),
        Entry::UndoMet => undo_met(found, answers),
        Entry::ChangeStage => change_stage(found, answers),
    }
}

fn set_duty(found: &MonitoringForm, answers: &Answers) -> AnyView {
    let chosen = answers.value("round");
    let met_after =
        |round: &str| found.standing.duties.iter().filter(|of| of.round.slug == round && of.met_on.is_some()).count();
    // The round that people come here for is the last one. What was met does not move.
    let rounds = found.rounds.iter().rev().filter(|round| met_after(&round.slug) < Duty::ALL.len());
    let rounds = rounds.map(|round| Choice::new(round.slug.clone(), round.title(), round.slug == chosen));
    let options = [Choice::new("", "Choose a round", false)].into_iter().chain(rounds).collect();
    let chosen = answers.value("duty");
    let duties = Duty::ALL.iter().map(|duty| Choice::new(duty.slug(), duty.label(), duty.slug() == chosen)).collect();
    view! {
        <SelectField name="round" label="After which round?" options error=answers.error("round")/>
        <RadioGroup name="duty" legend="Which duty?" options=duties error=answers.error("duty")/>
        {by_rule(found)}
        <DateField
            name="due"
            label="Due on"
            hint="Leave it empty for the date by rule."
            nostrip:value=Some(answers.value("due"))
            nostrip:error=answers.error("due")
        />
        {reason(answers, "Needed if the date is not the one by rule, or if it moves. Everyone sees it.")}
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
        <DataTable caption="Dates by rule: 42 and 56 days from the publication" caption_size=CaptionSize::Small head stacked=true>
            {rows}
        </DataTable>
    }
    .into_any()
}

fn meet_duty(found: &MonitoringForm, answers: &Answers) -> AnyView {
    let options = duties(found, answers, |of| match of.met_on {
        Some(_) => None,
        None => Some(format!("due {}", of.due)),
    });
    view! {
        <RadioGroup name="duty" legend="Which duty?" options error=answers.error("duty")/>
        {met_on(answers)}
    }
    .into_any()
}

fn correct_met(found: &MonitoringForm, answers: &Answers) -> AnyView {
    view! {
        <RadioGroup name="duty" legend="Which duty?" options=met(found, answers) error=answers.error("duty")/>
        {met_on(answers)}
        {reason(answers, "Why the day that is recorded is wrong. Everyone sees it beside the day.")}
    }
    .into_any()
}

fn undo_met(found: &MonitoringForm, answers: &Answers) -> AnyView {
    view! {
        <p class="govuk-body">
            "The duty then stands as not met. If it was met on another day, put the day right instead."
        </p>
        <RadioGroup name="duty" legend="Which duty was not met?" options=met(found, answers) error=answers.error("duty")/>
        {reason(answers, "Why it was recorded in error. It stays on record, and so does the day that was wrong, but no page shows them.")}
    }
    .into_any()
}

/// The duties of which there is something to say, each with that.
fn duties(found: &MonitoringForm, answers: &Answers, stands: impl Fn(&DutyOfForce) -> Option<String>) -> Vec<Choice> {
    let chosen = answers.value("duty");
    let choice = |of: &DutyOfForce| {
        let value = format!("{}/{}", of.round.slug, of.duty.slug());
        let words = format!("{}, {}: {}", of.duty, of.round.title(), stands(of)?);
        let is_chosen = value == chosen;
        Some(Choice::new(value, words, is_chosen))
    };
    found.standing.duties.iter().filter_map(choice).collect()
}

/// Those that are recorded as met.
fn met(found: &MonitoringForm, answers: &Answers) -> Vec<Choice> {
    duties(found, answers, |of| Some(format!("met on {}", in_words(of.met_on?))))
}

fn met_on(answers: &Answers) -> AnyView {
    let (value, error) = (Some(answers.value("met_on")), answers.error("met_on"));
    view! { <DateField name="met_on" label="Met on" nostrip:value=value nostrip:error=error/> }.into_any()
}

fn change_stage(found: &MonitoringForm, answers: &Answers) -> AnyView {
    let chosen = answers.value("stage");
    let now = found.standing.stages.last().map(|of| of.stage);
    let options = Monitoring::ALL.iter().map(|stage| {
        let words = if Some(*stage) == now { format!("{stage} (as it is now)") } else { stage.to_string() };
        Choice::new(stage.slug(), words, stage.slug() == chosen)
    });
    view! {
        <RadioGroup name="stage" legend="Which stage?" options=options.collect() error=answers.error("stage")/>
        <DateField name="from" label="From" nostrip:value=Some(answers.value("from")) nostrip:error=answers.error("from")/>
    }
    .into_any()
}

fn reason(answers: &Answers, hint: &'static str) -> AnyView {
    let (value, error) = (answers.value("reason"), answers.error("reason"));
    let delicate = personal_data::is_in_reason(answers).then(|| {
        let kinds = likely_personal(&value).into_iter().map(|mark| mark.kind.label()).collect();
        view! { <p class="govuk-body">{marked(&value)}</p> {of_kinds(kinds, answers.error("looked_at"))} }
    });
    let hint = format!("{hint} Never write the name of a child, or anything that could identify one.");
    view! {
        <TextareaField name="reason" label="Reason" value=value.clone() hint lines=3 longest=LONGEST_TEXT error/>
        {delicate}
    }
    .into_any()
}

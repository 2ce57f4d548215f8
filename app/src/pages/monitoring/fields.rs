//! The fields of each form, and the dates that the rule gives for each round.

use followup::{
    duty::Duty, fact::Monitoring, likely_personal::likely_personal, partial_date::in_words,
    service::follow_up::LONGEST_TEXT, store::monitoring::MonitoringForm,
};
use leptos::prelude::*;

use super::Entry;
use crate::{
    components::{
        CaptionSize, Choice, Column, DataTable, DateField, InsetText, RadioGroup, RowHeader, SelectField, TableCell,
        TableRow, TextareaField,
    },
    form::Answers,
    pages::follow_up::{marked, of_kinds},
};

/// What each form asks for, by field and label.
pub(super) const fn names(entry: Entry) -> &'static [(&'static str, &'static str)] {
    match entry {
        Entry::SetDuty => &[("round", "Round"), ("duty", "Duty"), ("due", "Due"), ("reason", "Reason")],
        Entry::MeetDuty => &[("duty", "Duty"), ("met_on", "Met on"), ("reason", "Reason")],
        Entry::UndoMet => &[("duty", "Duty"), ("reason", "Reason")],
        Entry::ChangeStage => &[("stage", "Stage"), ("from", "From")],
    }
}

pub(super) fn fields(found: &MonitoringForm, entry: Entry, answers: &Answers) -> AnyView {
    match entry {
        Entry::SetDuty => set_duty(found, answers),
        Entry::MeetDuty => meet_duty(found, answers),
        Entry::UndoMet => undo_met(found, answers),
        Entry::ChangeStage => change_stage(found, answers),
    }
}

fn set_duty(found: &MonitoringForm, answers: &Answers) -> AnyView {
    let chosen = answers.value("round");
    // The round that people come here for is the last one.
    let rounds =
        found.rounds.iter().rev().map(|round| Choice::new(round.slug.clone(), round.title(), round.slug == chosen));
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
    if found.standing.duties.is_empty() {
        return view! { <InsetText>"No duty is set yet. Set it first."</InsetText> }.into_any();
    }
    let chosen = answers.value("duty");
    let duties = found.standing.duties.iter().map(|of| {
        let value = format!("{}/{}", of.round.slug, of.duty.slug());
        let stands = match of.met_on {
            Some(met) => format!("met on {}", in_words(met)),
            None => format!("due {}", of.due),
        };
        let is_chosen = value == chosen;
        Choice::new(value, format!("{}, {}: {stands}", of.duty, of.round.title()), is_chosen)
    });
    view! {
        <RadioGroup name="duty" legend="Which duty?" options=duties.collect() error=answers.error("duty")/>
        <DateField name="met_on" label="Met on" nostrip:value=Some(answers.value("met_on")) nostrip:error=answers.error("met_on")/>
        {reason(answers, "Needed only if another day is recorded already and was wrong: then everyone sees it beside the day. It is not kept otherwise.")}
    }
    .into_any()
}

fn undo_met(found: &MonitoringForm, answers: &Answers) -> AnyView {
    let chosen = answers.value("duty");
    let met = found.standing.duties.iter().filter_map(|of| {
        let value = format!("{}/{}", of.round.slug, of.duty.slug());
        let words = format!("{}, {}: met on {}", of.duty, of.round.title(), in_words(of.met_on?));
        let is_chosen = value == chosen;
        Some(Choice::new(value, words, is_chosen))
    });
    let options: Vec<_> = met.collect();
    if options.is_empty() {
        return view! { <InsetText>"No duty is recorded as met."</InsetText> }.into_any();
    }
    view! {
        <p class="govuk-body">
            "The duty then stands as not met. If it was met on another day, record that it was met instead: that puts the day right."
        </p>
        <RadioGroup name="duty" legend="Which duty was not met?" options error=answers.error("duty")/>
        {reason(answers, "Why it was recorded in error. It stays on record, and so does the day that was wrong, but no page shows them.")}
    }
    .into_any()
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

/// Whether the reason may identify a person: then it is saved only once that was looked at.
#[must_use]
pub fn is_delicate(answers: &Answers) -> bool {
    !likely_personal(&answers.value("reason")).is_empty()
}

fn reason(answers: &Answers, hint: &'static str) -> AnyView {
    let (value, error) = (answers.value("reason"), answers.error("reason"));
    let delicate = is_delicate(answers).then(|| {
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

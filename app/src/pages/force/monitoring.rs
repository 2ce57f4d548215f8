//! What inspectors recorded of the force itself: its stage of monitoring, and its dated duties after each round.

use followup::{
    duty::DutyState,
    identity::Permission,
    partial_date::in_words,
    view::monitoring::{DutyOfForce, MonitoringView, StageSpan},
};
use leptos::prelude::*;

use super::published::round_link;
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    point::AskedPoint,
    request,
};

/// The section. Whoever may record finds the way to the form, in the present view.
#[component]
pub fn MonitoringSection(standing: MonitoringView, force: String, at: AskedPoint) -> impl IntoView {
    let may = request::account().is_some_and(|account| Permission::RecordMonitoring.is_of(account.role));
    let form = (may && !at.asked().is_past()).then(|| {
        let href = format!("/forces/{force}/monitoring");
        view! {
            <a class="govuk-button govuk-button--secondary app-no-print" href=href role="button">"Record monitoring and duties"</a>
        }
    });
    // Where nothing is recorded, readers find it said in the line of what is not published.
    let is_shown = form.is_some() || !standing.stages.is_empty() || !standing.duties.is_empty();
    is_shown.then(|| {
        view! {
            <h2 class="govuk-heading-m" id="monitoring">"Monitoring and duties"</h2>
            {stages(&standing.stages)}
            {duties(standing.duties, &force, at)}
            {form}
        }
    })
}

/// The stage the force is in, and those it was in before.
pub fn stages(stages: &[StageSpan]) -> AnyView {
    let Some((now, before)) = stages.split_last() else {
        return view! {
            <p class="govuk-body">"We know of no stage of monitoring. Every force starts in Scan."</p>
        }
        .into_any();
    };
    let since = |of: &StageSpan| {
        of.since.map_or_else(|| "from a day not known".to_owned(), |day| format!("from {}", in_words(day)))
    };
    let before = before.iter().rev().map(|of| {
        let until = of.until.map(|day| format!(" until {}", in_words(day))).unwrap_or_default();
        view! { <li>{format!("{} {}{until}", of.stage, since(of))}</li> }
    });
    let before: Vec<_> = before.collect();
    let before = (!before.is_empty()).then(
        || view! { <p class="govuk-body">"Before that:"</p> <ul class="govuk-list govuk-list--bullet">{before}</ul> },
    );
    view! {
        <p class="govuk-body">"Stage of monitoring: "<strong>{now.stage.label()}</strong>{format!(", {}.", since(now))}</p>
        {before}
    }
    .into_any()
}

/// The duties, or in words that there are none.
pub fn duties(duties: Vec<DutyOfForce>, force: &str, at: AskedPoint) -> AnyView {
    if duties.is_empty() {
        return view! {
            <p class="govuk-body">"We know of no action plan or commissioner’s response that is due."</p>
        }
        .into_any();
    }
    let head = ["Duty", "Round", "Due", "How it stands"].map(Column::new).into();
    let rows = duties.into_iter().map(|of| {
        let (due, stands) = (of.due.to_string(), DutyState::in_words(at.point().today, of.due.on, of.met_on));
        let put_right = of.met_reason.words().map(|reason| {
            let words = format!("The day was corrected. Reason: {reason}");
            view! { <br/><span class="app-secondary">{words}</span> }
        });
        let round = round_link(&of.round, force, at);
        view! {
            <TableRow>
                <RowHeader>{of.duty.label()}</RowHeader>
                <TableCell label="Round">{round}</TableCell>
                <TableCell label="Due"><span>{due}<br/><span class="app-secondary">{how_it_was_set(&of)}</span></span></TableCell>
                <TableCell label="How it stands"><span>{stands}{put_right}</span></TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="Action plans and commissioners’ responses" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    }
    .into_any()
}

/// By which rule, or why not by the rule. The first date stays visible.
fn how_it_was_set(of: &DutyOfForce) -> String {
    let mut words = match of.by_rule_from {
        Some(published) => format!("By rule, from the publication of {published}"),
        None => "Set by an inspector".to_owned(),
    };
    if of.first_due_on != of.due.on {
        words.push_str("; first due ");
        words.push_str(&in_words(of.first_due_on));
    }
    words.push('.');
    if let Some(reason) = of.reason.words() {
        words.push_str(" Reason: ");
        words.push_str(reason);
    }
    words
}

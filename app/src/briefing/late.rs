//! What is late, and what is claimed and not verified: a sentence, and the oldest in words.

use chrono::NaiveDate;
use followup::{
    age::span,
    deadline::DeadlineState,
    finding::{Finding, RecordType},
    partial_date::{PartialDate, in_words},
    progress::change::Stand,
    view::{
        change::Situation,
        overview::{Figures, PassedDeadline, WaitingClaim},
    },
};

use super::{Cell, Heading, Row, Section, Table, Whole};
use crate::{
    components::grouped,
    force_in_words::month,
    main_points::{Scope, claims, deadlines},
    point::AskedPoint,
};

/// What is said of an item whose wording is not on record.
const NO_WORDING: &str = "No wording in our sources";

/// What is late.
pub fn late(situation: &Situation, scope: &Scope) -> Section {
    let sentence = deadlines(&situation.figures, &situation.national.claims, scope).sentences;
    let rows: Vec<_> = situation.national.deadlines.iter().map(|deadline| late_row(deadline, scope)).collect();
    let table = (!rows.is_empty()).then(|| Table {
        caption: "The oldest deadlines that have passed".to_owned(),
        header: ["What was asked", "Force", "Due", "Inspectors since"].map(Heading::words).into(),
        rows,
        is_of_wordings: true,
    });
    let heading = "What is late".to_owned();
    let whole = Some(all_late(situation, scope));
    Section { id: "late", heading, lines: vec![sentence], table, after: Vec::new(), whole }
}

/// Every deadline that has passed, overdue or with an unknown outcome.
fn all_late(situation: &Situation, scope: &Scope) -> Whole {
    let Figures { headlines, passed, .. } = &situation.figures;
    let is_overdue = |stand: Stand| stand.deadline == DeadlineState::Overdue;
    let overdue: u64 = RecordType::ALL.iter().map(|of| headlines.shown(*of, is_overdue)).sum();
    let count = overdue + passed.all();
    let states = [(overdue, DeadlineState::Overdue), (passed.all(), DeadlineState::PassedOutcomeNotKnown)];
    let states = states.into_iter().filter(|(count, _)| *count > 0);
    let filter: Vec<_> = states.map(|(_, state)| ("deadline_state", state.slug())).chain([("sort", "due")]).collect();
    let words = format!("all {} deadlines that have passed", grouped(count));
    Whole { count, words, href: scope.register(&filter) }
}

fn late_row(deadline: &PassedDeadline, scope: &Scope) -> Row {
    let at_the_latest = if deadline.due_at_the_latest { " at the latest" } else { "" };
    let due = format!("{}{at_the_latest}", in_words(deadline.due));
    let cells = [deadline.force_name.clone(), due, finding_in_words(deadline.found)];
    let wording = deadline.wording.words().unwrap_or(NO_WORDING);
    let href = scope.at.href(&format!("/recommendations/{}", deadline.reference));
    Row::new(Cell::link(wording, href), cells.map(Cell::plain).into())
}

/// What inspectors found last, and when: `Still of concern, August 2021`.
fn finding_in_words(finding: Option<(Finding, Option<PartialDate>)>) -> String {
    match finding {
        None => "Nothing that we know of".to_owned(),
        Some((finding, None)) => finding.label().to_owned(),
        Some((finding, Some(said))) => format!("{}, {}", finding.label(), month(said)),
    }
}

/// What is claimed and not verified.
pub fn claimed(situation: &Situation, scope: &Scope) -> Section {
    let sentence = claims(&situation.national.claims, scope).sentences;
    let table = claims_table(&situation.waiting, scope.at);
    let heading = "Claimed done, not verified".to_owned();
    let count = situation.national.claims.waiting;
    let words = format!("all {} claims that nobody has verified", grouped(count));
    let whole = Some(Whole { count, words, href: scope.register(&[("gap", "yes")]) });
    Section { id: "claimed", heading, lines: vec![sentence], table, after: Vec::new(), whole }
}

/// The oldest claims, each with what was asked and the way to it; `None` where there is none.
pub fn claims_table(claims: &[WaitingClaim], at: AskedPoint) -> Option<Table> {
    let today = at.point().today;
    let rows: Vec<_> = claims.iter().map(|claim| claimed_row(claim, today, at)).collect();
    (!rows.is_empty()).then(|| Table {
        caption: "The oldest claims that nobody has verified".to_owned(),
        header: ["What was asked", "Force", "Claimed done for"].map(Heading::words).into(),
        rows,
        is_of_wordings: true,
    })
}

fn claimed_row(claim: &WaitingClaim, today: NaiveDate, at: AskedPoint) -> Row {
    let since = claim.since.map_or_else(|| "date not known".to_owned(), |since| span(since, today));
    let cells = [claim.force_name.clone(), since];
    let wording = claim.wording.words().unwrap_or(NO_WORDING);
    let href = at.href(&format!("/recommendations/{}", claim.reference));
    Row::new(Cell::link(wording, href), cells.map(Cell::plain).into())
}

//! What is checked of the files. The words are written out here and not taken from the types, so that the two hold each other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rows::{DataFile, Row, Set};
use crate::{clock, partial_date::PartialDate};

const COLUMNS: [(&str, &str); 8] = [
    ("forces", "code,name,short_name,nation,region,website_slug"),
    ("rounds", "force_slug,round,kind,fieldwork,published,source_url"),
    ("recommendations", "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url"),
    ("findings", "reference,round,finding,summary,source_url"),
    ("statuses", "reference,status,happened,vocabulary,note,source_url"),
    ("good_practice", "force_slug,round,topic,summary,source_url"),
    ("case_audits", "force_slug,round,cases,good,adequate,requires_improvement,inadequate,source_url"),
    ("grades", "force_slug,round,topic,grade"),
];
const KINDS: [&str; 5] =
    ["inspection", "post_inspection_review", "re_inspection", "progress_update", "follow_up_letter"];
const TOPICS_OF_2014: [&str; 8] = [
    "leadership, management and governance",
    "initial contact",
    "assessment and help",
    "investigation",
    "decision making",
    "trusted adult",
    "managing those posing a risk to children",
    "police detention",
];
const TOPICS_OF_2024: [&str; 10] = [
    "leadership",
    "partnership working",
    "initial response",
    "risk assessment and referral",
    "investigation",
    "leadership of child protection arrangements",
    "working with safeguarding partners",
    "responding to children at risk of harm",
    "assessing risk to children and making appropriate referrals",
    "investigating reports of abuse, neglect and exploitation",
];
/// In both schemes: only where the date of the round tells which.
const AMBIGUOUS: [&str; 2] = ["leadership", "investigation"];
const DEADLINES: [&str; 3] = ["immediately", "within three months", "within six months"];
const FINDINGS: [&str; 6] =
    ["improved", "partly-improved", "still-of-concern", "no-progress", "not-fully-achieved", "closed"];
const STATUSES: [(&str, &[&str]); 3] = [
    (
        "hmicfrs-register",
        &["awaiting-review", "will-be-progressed", "being-progressed", "complete", "no-further-action-needed"],
    ),
    ("coc-tracker", &["Completed", "Superseded"]),
    ("rag", &["red", "amber", "green"]),
];
const GRADES: [&str; 5] = ["outstanding", "good", "adequate", "requires improvement", "inadequate"];

type RoundDates<'s> = BTreeMap<(&'s str, &'s str), Option<PartialDate>>;

/// Every fault of the files, each with its file and line.
pub fn faults(set: &Set) -> Vec<String> {
    let mut check = Check(Vec::new());
    set.all().for_each(|rows| check.form(rows));
    for (rows, columns) in [
        (&set.rounds, &["force_slug", "round"][..]),
        (&set.recommendations, &["reference"]),
        (&set.findings, &["reference", "round"]),
        (&set.statuses, &["reference", "status", "happened", "vocabulary"]),
        (&set.good_practice, &["force_slug", "round", "topic", "summary"]),
        (&set.case_audits, &["force_slug", "round"]),
        (&set.grades, &["force_slug", "round", "topic"]),
    ] {
        check.keys(rows, columns);
    }
    let dates = check.rounds(set);
    check.order(set, &dates);
    check.items(set, &dates);
    check.findings(set, &dates);
    check.statuses(set, &dates);
    check.facts_of_rounds(set, &dates);
    check.0
}

struct Check(Vec<String>);

impl Check {
    fn fault(&mut self, row: &Row, what: impl std::fmt::Display) {
        self.0.push(format!("{}: {what}", row.at));
    }

    /// A word of a closed list.
    fn word(&mut self, row: &Row, column: &str, known: &[&str]) {
        if !known.contains(&row.text(column)) {
            self.fault(row, format_args!("{column}: “{}” is not known", row.text(column)));
        }
    }

    fn form(&mut self, rows: &DataFile) {
        let plain = !rows.text.contains('\r') && !rows.text.starts_with('\u{feff}') && rows.text.ends_with('\n');
        if !plain {
            self.0.push(format!("{}.csv: not plain lines that end with a line feed", rows.name));
        }
        let columns = COLUMNS.iter().find(|(name, _)| *name == rows.name).map_or("", |(_, columns)| columns);
        if rows.columns != columns {
            self.0.push(format!("{}.csv:1: the columns are {}, not {columns}", rows.name, rows.columns));
        }
        for row in &rows.rows {
            for (column, cell) in &row.cells {
                if cell.trim() != cell || cell.contains("  ") {
                    self.fault(row, format_args!("{column}: stray blanks"));
                }
            }
        }
    }

    fn keys(&mut self, rows: &DataFile, columns: &[&str]) {
        let mut seen = BTreeSet::new();
        for row in &rows.rows {
            let key: Vec<_> = columns.iter().map(|column| row.text(column)).collect();
            if !seen.insert(key.clone()) {
                self.fault(row, format_args!("{} {}: twice", columns[0], key.join(" ")));
            }
        }
    }

    fn date(&mut self, row: &Row, column: &str) -> Option<PartialDate> {
        let text = row.text(column);
        if text.is_empty() {
            return None;
        }
        let Ok(date) = text.parse::<PartialDate>() else {
            self.fault(row, format_args!("{column}: “{text}” is not a date"));
            return None;
        };
        if date.first() > clock::london_day(clock::now()) {
            self.fault(row, format_args!("{column}: {text} is to come"));
        }
        Some(date)
    }

    fn address(&mut self, row: &Row) {
        let url = row.text("source_url");
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or_default();
        let is_address = rest.find('/').is_some_and(|end| end > 0) && !rest.contains(char::is_whitespace);
        if !is_address {
            self.fault(row, format_args!("source_url: “{url}” is no web address"));
        }
    }

    fn topic(&mut self, row: &Row, date: Option<PartialDate>, may_be_blank: bool) {
        let words = row.text("topic");
        if words.is_empty() {
            if !may_be_blank {
                self.fault(row, "topic: blank");
            }
            return;
        }
        let (early, late) = (TOPICS_OF_2014.contains(&words), TOPICS_OF_2024.contains(&words));
        let is_of_2014 = date.is_some_and(|date| date.last() < criteria_of_2024());
        if !early && !late {
            self.fault(row, format_args!("topic: “{words}” is not known"));
        } else if is_of_2014 && !early {
            self.fault(row, format_args!("topic: “{words}” is of 2024, the round is earlier"));
        } else if !is_of_2014 && AMBIGUOUS.contains(&words) {
            self.fault(
                row,
                format_args!("topic: “{words}” is of both schemes, and the date of the round does not tell which"),
            );
        }
    }

    fn rounds<'s>(&mut self, set: &'s Set) -> RoundDates<'s> {
        let forces: BTreeSet<_> = set.forces.rows.iter().map(|row| row.text("website_slug")).collect();
        let mut dates = BTreeMap::new();
        for row in &set.rounds.rows {
            if !forces.contains(row.text("force_slug")) {
                self.fault(row, format_args!("force_slug: “{}” is not known", row.text("force_slug")));
            }
            self.word(row, "kind", &KINDS);
            let (fieldwork, published) = (self.date(row, "fieldwork"), self.date(row, "published"));
            if let (Some(fieldwork), Some(published)) = (fieldwork, published)
                && published.last() < fieldwork.first()
            {
                self.fault(row, "published before the fieldwork began");
            }
            dates.insert((row.text("force_slug"), row.text("round")), published.or(fieldwork));
            self.address(row);
        }
        dates
    }

    /// The rounds of a force stand in their order, which is the chain that imports make of them.
    fn order(&mut self, set: &Set, dates: &RoundDates<'_>) {
        let mut last: BTreeMap<&str, PartialDate> = BTreeMap::new();
        for row in &set.rounds.rows {
            let Some(Some(date)) = dates.get(&(row.text("force_slug"), row.text("round"))) else { continue };
            let before = last.insert(row.text("force_slug"), *date);
            if before.is_some_and(|before| date.last() < before.first()) {
                self.fault(row, "stands after a round that came later");
            }
        }
    }

    /// The date of a round that a row names; a fault where there is no such round.
    fn round(&mut self, row: &Row, column: &str, force: &str, dates: &RoundDates<'_>) -> Option<PartialDate> {
        let date = dates.get(&(force, row.text(column))).copied();
        if date.is_none() {
            self.fault(row, format_args!("{column}: {force} has no round “{}”", row.text(column)));
        }
        date.flatten()
    }

    fn items(&mut self, set: &Set, dates: &RoundDates<'_>) {
        let judged: BTreeSet<_> = set.findings.rows.iter().map(|row| row.text("reference")).collect();
        for row in &set.recommendations.rows {
            let date = self.round(row, "raised_in", row.text("force_slug"), dates);
            self.topic(row, date, false);
            let reference = row.text("reference");
            let is_part = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric());
            if !reference.split('-').all(is_part) || reference.len() > 60 {
                self.fault(row, format_args!("reference: “{reference}”"));
            }
            let deadline = row.text("deadline");
            let is_known = DEADLINES.iter().any(|words| deadline.starts_with(words));
            if !deadline.is_empty() && !is_known && deadline.parse::<PartialDate>().is_err() {
                self.fault(row, format_args!("deadline: “{deadline}” is not known"));
            }
            self.word(row, "record_type", &["recommendation", "area_of_concern"]);
            self.word(row, "known_from", &["raised", "later_round"]);
            if row.text("summary").is_empty() {
                self.fault(row, "summary: blank");
            }
            if row.text("known_from") == "later_round" && !judged.contains(reference) {
                self.fault(row, "known from a later round, but no finding of one");
            }
            self.address(row);
        }
    }

    fn findings(&mut self, set: &Set, dates: &RoundDates<'_>) {
        for row in &set.findings.rows {
            let Some(item) = self.item(row, set) else { continue };
            let (force, raised_in) = (item.text("force_slug"), item.text("raised_in"));
            let found = self.round(row, "round", force, dates);
            if row.text("round") == raised_in {
                self.fault(row, "round: this is the round that raised the item");
            }
            let raised = dates.get(&(force, raised_in)).copied().flatten();
            if let (Some(found), Some(raised)) = (found, raised)
                && found.last() < raised.first()
            {
                self.fault(row, "round: its last possible day is before the item was raised");
            }
            self.word(row, "finding", &FINDINGS);
            self.address(row);
        }
    }

    /// The item that a row is about; a fault where there is none.
    fn item<'s>(&mut self, row: &Row, set: &'s Set) -> Option<&'s Row> {
        let reference = row.text("reference");
        let item = set.recommendations.rows.iter().find(|item| item.text("reference") == reference);
        if item.is_none() {
            self.fault(row, format_args!("reference: there is no item {reference}"));
        }
        item
    }

    fn statuses(&mut self, set: &Set, dates: &RoundDates<'_>) {
        for row in &set.statuses.rows {
            let Some(item) = self.item(row, set) else { continue };
            let (vocabulary, word) = (row.text("vocabulary"), row.text("status"));
            let words = STATUSES.iter().find(|(name, _)| *name == vocabulary).map_or(&[][..], |(_, words)| words);
            if !words.contains(&word) {
                self.fault(row, format_args!("status: {vocabulary} has no word “{word}”"));
            }
            let happened = self.date(row, "happened");
            let raised = dates.get(&(item.text("force_slug"), item.text("raised_in"))).copied().flatten();
            if let (Some(happened), Some(raised)) = (happened, raised)
                && happened.last() < raised.first()
            {
                self.fault(row, "happened before the item was raised");
            }
            self.address(row);
        }
    }

    fn facts_of_rounds(&mut self, set: &Set, dates: &RoundDates<'_>) {
        for row in &set.good_practice.rows {
            let date = self.round(row, "round", row.text("force_slug"), dates);
            self.topic(row, date, true);
            if row.text("summary").is_empty() {
                self.fault(row, "summary: blank");
            }
            self.address(row);
        }
        for row in &set.case_audits.rows {
            self.round(row, "round", row.text("force_slug"), dates);
            for column in ["cases", "good", "adequate", "requires_improvement", "inadequate"] {
                let may_be_blank = matches!(column, "adequate" | "requires_improvement");
                let is_count = row.text(column).parse::<u32>().is_ok() || (may_be_blank && row.text(column).is_empty());
                if !is_count {
                    self.fault(row, format_args!("{column}: “{}” is no count", row.text(column)));
                }
            }
            self.address(row);
        }
        for row in &set.grades.rows {
            let date = self.round(row, "round", row.text("force_slug"), dates);
            if !TOPICS_OF_2024.contains(&row.text("topic")) {
                self.fault(row, format_args!("topic: “{}” is not graded", row.text("topic")));
            }
            self.word(row, "grade", &GRADES);
            if date.is_some_and(|date| date.last() < criteria_of_2024()) {
                self.fault(row, "round: before the graded topics");
            }
        }
    }
}

fn criteria_of_2024() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 4, 16).unwrap()
}

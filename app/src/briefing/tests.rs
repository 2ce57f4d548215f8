//! Page and paper say the same numbers, and the paper is one that can be read out: tags, language, titles, alternatives.

use followup::{
    finding::{Finding, KnownFrom, RecordType},
    progress::{
        self,
        assurance_gap::{Spell, Spells},
        change::Change,
        findings_across_rounds::{Cell, Coverage, FindingsAcrossRounds, Visit, VisitParameter},
        month::Period,
        selection::Selection,
        status_over_time::StatusChanges,
    },
    round::RoundKind,
    status::Status,
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};

use crate::charts::findings_across_rounds;

use super::{
    paper::{Imprint, Paper},
    samples::{HOSTILE, any_changes, briefing, briefing_worded, changes_of, reading},
    *,
};

mod structure;

use structure::Read;

/// Every chart of a paper, as tall as it gets: findings of four kinds of visit on both record types.
fn figures() -> Vec<Box<dyn Charted>> {
    let kinds = RoundKind::ALL.iter().filter(|kind| **kind != RoundKind::Inspection);
    let cells = kinds.enumerate().flat_map(|(place, kind)| {
        let visit = Visit {
            place: u32::try_from(place).unwrap(),
            label: kind.label().to_owned(),
            parameter: VisitParameter::FoundBy,
            value: kind.slug().to_owned(),
        };
        RecordType::ALL.iter().flat_map(move |record_type| {
            let visit = visit.clone();
            let found = [Some(Finding::Improved), Some(Finding::NoProgress), None];
            found.map(|finding| Cell {
                visit: visit.clone(),
                record_type: *record_type,
                known_from: KnownFrom::Raised,
                finding,
                items: 7,
            })
        })
    });
    let findings = FindingsAcrossRounds::new(
        "England and Wales".to_owned(),
        Selection::default(),
        Some(Coverage { with_data: 40, forces: 43 }),
        &cells.collect::<Vec<_>>(),
    );
    let (scope, selection) = ("England and Wales".to_owned(), Selection::default());
    let PeriodQuery { from: Some(from), to: Some(to) } = months(samples::address().period) else { panic!("no months") };
    let period = Period::new(from, to).unwrap();
    let today = samples::day("2022-06-30");
    let changes = Status::ALL.iter().zip(1i64..).map(|(status, place)| progress::status_over_time::Change {
        month: from.plus(u32::try_from(place).unwrap()),
        status: *status,
        items: 100 * place,
    });
    let status = StatusChanges {
        scope: scope.clone(),
        selection: selection.clone(),
        changes: changes.collect(),
        forces_since: vec![today; 40],
        forces: Some(43),
        undated: None,
    };
    let spells = (1..9).map(|month| Spell { since: from.plus(month).first(), until: None, items: 30 });
    let gap = Spells {
        scope,
        selection,
        coverage: Some(Coverage { with_data: 40, forces: 43 }),
        told: Vec::new(),
        spells: spells.collect(),
        undated: None,
    };
    vec![
        Box::new(status.over(period, today)),
        Box::new(gap.over(period, today)),
        Box::new(findings_across_rounds::report(&findings)),
    ]
}

fn paper(briefing: &Briefing, marking: Option<&str>) -> Vec<u8> {
    let imprint = Imprint {
        marking: marking.map(str::to_owned),
        base: "https://followup.example".to_owned(),
        now: "2026-11-23T12:00:00Z".parse().unwrap(),
    };
    // The rules of PDF/UA-1 are enforced as it is written.
    Paper::new(briefing, &figures(), reading(), &imprint).unwrap().pdf().unwrap()
}

fn some_briefing() -> (Changes, Briefing) {
    let mut runner = TestRunner::deterministic();
    let changes = prop::collection::vec(any_changes(), 1).new_tree(&mut runner).unwrap().current().remove(0);
    let briefing = briefing(&changes);
    (changes, briefing)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_figures_of_a_briefing_are_those_of_the_changes_and_the_annex_adds_up(changes in any_changes()) {
        let briefing = briefing(&changes);
        for (part, record_type) in briefing.parts.iter().zip(RecordType::ALL) {
            let tally = changes.tally(*record_type);
            for change in [Change::Closed, Change::Reopened, Change::Overdue, Change::Slipped, Change::Raised] {
                let label = words::counted(*record_type, change, tally.changed(change));
                let figure = part.figures.iter().find(|figure| figure.label == label).unwrap();
                prop_assert_eq!(&figure.number, &tally.changed(change).to_string());
                let listed = part.lists.iter().find(|list| list.heading.text.starts_with(&format!("{}:", change.label())));
                prop_assert_eq!(listed.is_some(), tally.changed(change) > 0);
                if let Some(list) = listed {
                    prop_assert_eq!(list.table.rows.len() as u64, tally.changed(change).min(5));
                }
            }
        }
        for (table, record_type) in briefing.annex.iter().zip(RecordType::ALL) {
            let number = |cell: &super::Cell| cell.text.parse::<u64>().unwrap_or(0);
            let (forces, whole) = table.rows.split_at(changes.forces.len());
            for (column, cell) in whole[0].cells.iter().enumerate() {
                let sum: u64 = forces.iter().map(|row| number(&row.cells[column])).sum();
                prop_assert_eq!(sum, number(cell));
            }
            prop_assert!(forces.iter().any(|row| row.name.text == "surrey (none in our sources)"));
            prop_assert_eq!(changes.tally(*record_type).all_after(), number(whole[0].cells.last().unwrap()));
        }
    }
}

#[test]
fn the_paper_says_every_number_of_the_page_and_links_each() {
    let (_, briefing) = some_briefing();
    let read = Read::of(&paper(&briefing, None));
    let text = read.text();
    for part in &briefing.parts {
        for figure in &part.figures {
            let said = format!("{} {}", figure.label, figure.number);
            assert!(text.contains(&said), "{said} in {text}");
        }
    }
    for table in briefing.annex.iter().chain(briefing.parts.iter().flat_map(|part| [&part.ends, &part.matrix])) {
        for row in &table.rows {
            let said: Vec<_> = std::iter::once(&row.name).chain(&row.cells).map(|cell| cell.text.as_str()).collect();
            assert!(text.contains(&said.join(" ")), "{said:?} in {text}");
        }
    }
    let links = read.links();
    for figure in briefing.parts.iter().flat_map(|part| &part.figures) {
        assert!(links.contains(&format!("https://followup.example{}", figure.href)), "{}", figure.href);
    }
}

#[test]
fn what_a_source_wrote_is_set_as_words_and_never_run() {
    let (_, briefing) = some_briefing();
    let text = Read::of(&paper(&briefing, None)).text();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    // A line of a paper holds the beginning of a wording.
    let beginning: String = HOSTILE.chars().take(28).collect();
    assert!(squeezed(&text).contains(&squeezed(&beginning)), "{text}");
}

#[test]
fn the_paper_can_be_read_out() {
    let (_, briefing) = some_briefing();
    let read = Read::of(&paper(&briefing, Some("OFFICIAL-SENSITIVE")));
    assert!(read.is_marked() && read.shows_its_title());
    assert_eq!(read.language(), "en-GB");
    let tags = read.tags();
    let headings: Vec<_> = tags.iter().filter(|tag| tag.len() == 2 && tag.starts_with('H')).collect();
    assert_eq!(headings.iter().filter(|tag| **tag == "H1").count(), 1, "{headings:?}");
    assert_eq!(headings[0], "H1");
    // No level is skipped on the way down.
    let levels: Vec<u32> = headings.iter().map(|tag| tag[1..].parse().unwrap()).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for tag in ["Table", "TR", "TH", "TD", "Figure", "Link", "L", "LI"] {
        assert!(tags.iter().any(|found| found == tag), "no {tag} among {tags:?}");
    }
    let tables = tags.iter().filter(|tag| *tag == "Table").count();
    assert!(tags.iter().filter(|tag| *tag == "TH").count() > 2 * tables, "heads of columns and of rows");
    // Each chart is there, in its order, and is said in words.
    let (alternatives, figures) = (read.alternatives(), figures());
    let said: Vec<_> = figures.iter().map(|figure| figure.sentences()).collect();
    assert_eq!(alternatives, said);
    let text = read.text();
    for figure in &figures {
        assert!(text.contains(&figure.headline()), "{}: {text}", figure.headline());
    }
    assert!(read.text().contains("Protective marking: OFFICIAL-SENSITIVE"), "{}", read.text());
}

#[test]
fn a_series_shows_the_year_that_ends_with_the_briefings_last_month_or_all_of_a_longer_time() {
    let of = |from, to| {
        let months = months(Between::new(samples::day(from), samples::day(to)).unwrap());
        (months.from.unwrap().to_string(), months.to.unwrap().to_string())
    };
    assert_eq!(of("2022-05-31", "2022-06-30"), ("2021-07".to_owned(), "2022-06".to_owned()));
    assert_eq!(of("2019-02-10", "2022-06-30"), ("2019-02".to_owned(), "2022-06".to_owned()));
}

#[test]
fn the_briefing_itself_takes_two_pages_however_much_happened() {
    let mut runner = TestRunner::deterministic();
    let changes = changes_of(400).new_tree(&mut runner).unwrap().current();
    let wording = "The force should review how it records and supervises decisions about children at risk ".repeat(5);
    let read = Read::of(&paper(&briefing_worded(&changes, &wording), Some("OFFICIAL-SENSITIVE")));
    let begins = read.pages().iter().position(|page| page.contains("Annex: from where to where"));
    assert!(begins.is_some_and(|page| page <= 2), "the annex begins on page {begins:?}, counted from 0");
}

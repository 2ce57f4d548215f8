//! Pace as a table for the page and as rows for a file: estimates after fixed times, and every step of the curves.

use followup::{
    progress::{
        pace::{Curve, FEWEST, Pace, Told},
        selection::Selection,
    },
    status::{Status, StatusGroup},
};

use super::words::{TIMES, estimate};
use crate::{
    charts::{Cell, Heading, Line, Records, Table, register_link::rows},
    components::grouped,
};

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &Pace, keep: &str) -> Table {
    let mut header = vec![Heading::words("Items"), Heading::figures(figure.scope.clone())];
    header.extend(figure.everywhere.as_ref().map(|_| Heading::figures("England and Wales")));
    let told: Vec<&Told> = std::iter::once(&figure.picked).chain(&figure.everywhere).collect();
    let line = |name: String, cell: &dyn Fn(usize, &Told) -> Cell| Line {
        name,
        cells: told.iter().enumerate().map(|(place, told)| cell(place, told)).collect(),
    };
    let number = |items: u64| Cell { text: grouped(items), href: None };
    let everything = Selection { record_types: figure.selection.record_types, ..Selection::default() };
    // The register lists a status whatever its days: a number links to it only where none was left out for want of them.
    let linked = |place: usize, items: u64, asked: (&str, &str), whole: bool| Cell {
        text: grouped(items),
        href: whole.then(|| rows(&[asked], if place == 0 { &figure.selection } else { &everything }, keep)),
    };
    let mut lines = vec![line("Followed".to_owned(), &|_, told| number(told.tally.all_followed()))];
    for group in StatusGroup::ALL {
        let at = *group as usize;
        lines.push(line(group.label().to_owned(), &|place, told| {
            let tally = &told.tally;
            linked(place, tally.followed[at], ("status_group", group.slug()), tally.without_days[at] == 0)
        }));
    }
    let left_out = |status: Status| format!("Left out: {}", status.label());
    lines.push(line(left_out(Status::NotRecorded), &|place, told| {
        linked(place, told.tally.not_recorded, ("status", Status::NotRecorded.slug()), true)
    }));
    lines.push(line(left_out(Status::ClosedAccordingToSource), &|place, told| {
        linked(place, told.tally.by_source, ("status", Status::ClosedAccordingToSource.slug()), true)
    }));
    lines
        .push(line("Left out: days not known to the day".to_owned(), &|_, told| number(told.tally.all_without_days())));
    for (days, words) in TIMES {
        lines.push(line(format!("Verified complete after {words}"), &|_, told| Cell {
            text: estimate(&told.curve, days).unwrap_or_else(|| "not followed so long".to_owned()),
            href: None,
        }));
    }
    Table { header, lines }
}

/// The rows of a file: one for each step of each curve, its beginning included.
pub fn records(figure: &Pace) -> Records {
    let header = [
        "scope",
        "record_type",
        "days",
        "at_risk",
        "verified_complete",
        "not_yet_verified_percent",
        "low_percent",
        "high_percent",
        "small_number",
        "followed",
        "left_out_not_recorded",
        "left_out_closed_according_to_source",
        "left_out_without_days",
        "forces_with_a_status",
        "forces",
    ];
    let mut rows = of_one(figure, &figure.scope, &figure.picked);
    if let Some(everywhere) = &figure.everywhere {
        rows.extend(of_one(figure, "England and Wales", everywhere));
    }
    Records { header: header.map(str::to_owned).to_vec(), rows }
}

fn of_one(figure: &Pace, whose: &str, told: &Told) -> Vec<Vec<String>> {
    let coverage = figure.coverage.filter(|_| whose == figure.scope);
    let coverage = coverage.map_or([String::new(), String::new()], |coverage| {
        [coverage.with_data, coverage.forces].map(|forces| forces.to_string())
    });
    let row = |days: u64, at_risk: u64, verified: u64, shares: [f64; 3]| {
        let mut cells = vec![whose.to_owned(), figure.selection.counted().slug().to_owned()];
        cells.extend([days, at_risk, verified].map(|number| number.to_string()));
        cells.extend(shares.map(|share| format!("{:.1}", 100.0 * share)));
        cells.push(if at_risk < FEWEST { "yes" } else { "no" }.to_owned());
        let tally = &told.tally;
        let counts = [tally.all_followed(), tally.not_recorded, tally.by_source, tally.all_without_days()];
        cells.extend(counts.map(|items| items.to_string()));
        cells.extend(coverage.clone());
        cells
    };
    let begins = row(0, told.tally.all_followed(), 0, [1.0; 3]);
    let curve: &Curve = &told.curve;
    let steps = curve.steps().iter().map(|step| {
        let estimate = step.estimate;
        row(step.days, step.at_risk, step.verified, [estimate.share, estimate.low, estimate.high])
    });
    std::iter::once(begins).chain(steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::pace::agreement::worked;

    #[test]
    fn a_number_links_to_its_rows_only_where_the_register_lists_no_others() {
        let table = table(&worked(), "&as_at=2026-11-25");
        let of = |column: usize, name: &str| {
            table.lines.iter().find(|line| line.name == name).unwrap().cells[column].href.clone()
        };
        let href = |name: &str| of(0, name);
        let rest = "force=kent&record_type=recommendation&as_at=2026-11-25";
        assert_eq!(href("Open"), Some(format!("/recommendations?status_group=open&{rest}")));
        assert_eq!(href("Verified complete"), None, "two more have no days");
        assert_eq!(href("Left out: Status not recorded"), Some(format!("/recommendations?status=not-recorded&{rest}")));
        // Of England and Wales whatever was picked, and none of theirs lacks its days.
        let everywhere = "record_type=recommendation&as_at=2026-11-25";
        for (name, asked) in [
            ("Open", "status_group=open"),
            ("Verified complete", "status_group=verified-complete"),
            ("Left out: Closed according to the source", "status=closed-according-to-source"),
        ] {
            assert_eq!(of(1, name), Some(format!("/recommendations?{asked}&{everywhere}")), "{name}");
        }
        assert_eq!(of(1, "Followed"), None);
    }
}

//! The rows of pace: on the page estimates after fixed times, in the file every step of the curves.

use followup::{
    progress::{
        pace::{Curve, FEWEST, Pace, Told},
        selection::Selection,
    },
    status::{Status, StatusGroup},
};

use super::words::{TIMES, estimate};
use crate::charts::{
    Records,
    register_link::rows as register_rows,
    report::{Cell, Row, Value},
};

/// The rows of the page: what was followed and what was left out, then estimates after fixed times.
pub fn rows(figure: &Pace) -> Vec<Row> {
    let told: Vec<&Told> = std::iter::once(&figure.picked).chain(&figure.everywhere).collect();
    let row = |name: String, cell: &dyn Fn(usize, &Told) -> Cell| {
        Row::new(name, Vec::new(), told.iter().enumerate().map(|(place, told)| cell(place, told)).collect())
    };
    let number = |items: u64| Cell::without_link(Value::Count(items));
    let everything = Selection { record_types: figure.selection.record_types, ..Selection::default() };
    let linked = |place: usize, items: u64, asked: (&str, &str)| {
        Cell::count(items, Some(register_rows(&[asked], if place == 0 { &figure.selection } else { &everything }, "")))
    };
    let mut rows = vec![row("Followed".to_owned(), &|_, told| number(told.tally.all_followed()))];
    for group in StatusGroup::ALL {
        let at = *group as usize;
        rows.push(row(group.label().to_owned(), &|place, told| {
            // The register lists a status whatever its days: a number links to it only where none was left out for want of them.
            match told.tally.without_days[at] {
                0 => linked(place, told.tally.followed[at], ("status_group", group.slug())),
                _ => number(told.tally.followed[at]),
            }
        }));
    }
    let left_out = |status: Status, items: fn(&Told) -> u64| {
        row(format!("Left out: {}", status.label()), &|place, told| {
            linked(place, items(told), ("status", status.slug()))
        })
    };
    rows.push(left_out(Status::NotRecorded, |told| told.tally.not_recorded));
    rows.push(left_out(Status::ClosedAccordingToSource, |told| told.tally.by_source));
    rows.push(row("Left out: days not known to the day".to_owned(), &|_, told| number(told.tally.all_without_days())));
    for (days, words) in TIMES {
        rows.push(row(format!("Verified complete after {words}"), &|_, told| {
            Cell::without_link(match estimate(&told.curve, days) {
                Some(words) => Value::Words { words, name: String::new() },
                None => Value::Unknown("not followed so long"),
            })
        }));
    }
    rows
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
    use crate::charts::{Charted as _, pace::agreement::worked};

    #[test]
    fn a_number_links_to_its_rows_only_where_the_register_lists_no_others() {
        let table = super::super::report(&worked()).table("&as_at=2026-11-25");
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
        for (name, asked) in [("Open", "status_group=open"), ("Verified complete", "status_group=verified-complete")] {
            assert_eq!(of(1, name), Some(format!("/recommendations?{asked}&{everywhere}")), "{name}");
        }
        assert_eq!(of(1, "Left out: Closed according to the source"), None, "there is none");
        assert_eq!(of(1, "Followed"), None);
    }
}

//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    counting::bands::{Band, BandedForce},
    force::Force,
    progress::{
        last_said::{LastSaid, number, whole},
        selection::{EVERYWHERE, RecordTypes, Selection},
    },
    round::RoundKind,
    view::published::DatedRound,
};
use proptest::prelude::*;

use super::{report, words::year};
use crate::charts::{
    Charted as _, Layout, drawing,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg, text,
};

fn force(slug: &str, name: &str) -> Force {
    Force {
        slug: slug.parse().unwrap(),
        code: "E23000032".parse().unwrap(),
        name: format!("{name} Police"),
        short_name: name.to_owned(),
        nation: "england".parse().unwrap(),
        region: "south-east".parse().unwrap(),
    }
}

fn banded(force: Force, band: Band, (number, more): (u64, u64), said: Option<&str>) -> BandedForce {
    let said = said.map(|date| date.parse().unwrap());
    let round = DatedRound {
        slug: "review-2021".to_owned(),
        kind: RoundKind::PostInspectionReview,
        published: said,
        fieldwork: None,
    };
    let is_silent = band >= Band::NothingOfConcern;
    BandedForce {
        force,
        band,
        number: if is_silent { 0 } else { number },
        of: number + more,
        round: (band != Band::NoVisit).then_some(round),
        said: said.filter(|_| band != Band::NoVisit),
        last_found: Default::default(),
        found: Default::default(),
        not_looked_at: Default::default(),
        rounds: Vec::new(),
        is_reported_lately: band < Band::NewlyRaised,
    }
}

fn figure(mut forces: Vec<BandedForce>, selection: Selection) -> LastSaid {
    forces.sort_by_key(|force| force.band);
    LastSaid::new(EVERYWHERE.to_owned(), selection, forces)
}

/// Every force, its band and counts made from its place in the alphabet.
fn all_forces() -> LastSaid {
    let forces = include_str!("../../../../data/forces.csv").lines().skip(1).enumerate().map(|(place, line)| {
        let columns: Vec<_> = line.split(',').collect();
        let said = ["2025-05-21", "2023-09", "2019", "2021-Q4"].get(place % 5).copied();
        let band = Band::ALL[place % Band::ALL.len()];
        banded(force(columns[5], columns[2]), band, (place as u64 % 7 + 1, 2), said)
    });
    figure(forces.collect(), Selection::default())
}

fn any_figure() -> impl Strategy<Value = LastSaid> {
    let count = || prop_oneof![1u64..20, 1u64..3_000];
    let said = prop::sample::select(&[Some("2025-05-21"), Some("2023-09"), Some("2019"), None][..]);
    let force_of_map = prop::sample::select(&["kent", "northamptonshire", "hampshire", "no-such-force"][..]);
    let row = (force_of_map, "[A-Za-zŵ<>&\"' –]{1,40}", prop::sample::select(Band::ALL), (count(), count()), said)
        .prop_map(|(slug, name, band, counts, said)| banded(force(slug, &name), band, counts, said));
    let types = prop::sample::select(&[None, Some(RecordTypes::AreasOfConcern)][..]);
    (prop::collection::vec(row, 1..5), types).prop_map(|(mut forces, record_types)| {
        // No two of one force: a force has one tile.
        forces.sort_by(|one, other| one.force.slug.cmp(&other.force.slug));
        forces.dedup_by(|one, other| one.force.slug == other.force.slug);
        figure(forces, Selection { record_types, ..Selection::default() })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn drawing_table_and_file_say_the_same_numbers(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let (table, file) = (report.table(""), file(&report));
        for (place, force) in figure.forces.iter().enumerate() {
            let cells = &table.lines[place].cells;
            let (count, of) = (number(force), whole(force));
            prop_assert_eq!(numbers(&cells[1].text), Vec::from_iter(count));
            prop_assert_eq!(numbers(&cells[2].text), Vec::from_iter(of));
            prop_assert_eq!(cells[1].href.is_some(), count.is_some_and(|count| count > 0));
            prop_assert_eq!(cells[2].href.is_some(), of.is_some());
            let in_file = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
            prop_assert_eq!(&file[place][4], &in_file(count));
            prop_assert_eq!(&file[place][5], &in_file(of));
        }
        for layout in LAYOUTS {
            let mut drawn = numbers(&shown(&report, layout));
            let bands = figure.bands().map(|(_, forces)| forces.len() as u64);
            let said = figure.forces.iter().filter(|force| number(force).is_some());
            let said = said.flat_map(|force| number(force).into_iter().chain(numbers(&year(force))));
            for wanted in bands.chain(said) {
                let place = drawn.iter().position(|number| *number == wanted);
                prop_assert!(place.is_some(), "{wanted} in {layout:?}");
                drawn.remove(place.unwrap());
            }
        }
    }
}

#[test]
fn every_force_has_a_tile_with_its_whole_name() {
    let figure = all_forces();
    let report = report(&figure);
    for layout in LAYOUTS {
        let drawn = shown(&report, layout);
        for force in &figure.forces {
            assert!(drawn.contains(force.short_name()), "{} in {layout:?}: {drawn}", force.short_name());
        }
        assert!(!drawn.contains("Not on the map"));
    }
    holds_together(&report);
}

#[test]
fn map_and_key_fit_the_first_screen_of_the_overview() {
    let figure = report(&all_forces());
    let (width, height) = drawing(&figure, &text(&figure, reading()), Layout::Wide).size();
    assert!(width <= 700 && height <= 560, "{width} by {height}");
}

#[test]
fn list_begins_with_the_band_to_look_at_first() {
    let drawn = shown(&report(&all_forces()), Layout::Narrow);
    let places: Vec<_> = ["Inadequate in a topic", "Still of concern, last", "Requires improvement", "No visit known"]
        .iter()
        .map(|words| drawn.find(words).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        insta::assert_snapshot!(layout.name(), svg(&report(&all_forces()), reading(), layout).unwrap());
    }
}

#[test]
fn a_number_leads_to_exactly_its_rows() {
    let of = |band, selection| {
        let kent = banded(force("kent", "Kent"), band, (3, 2), Some("2021-08-26"));
        let line = report(&figure(vec![kent], selection)).table("&as_at=2026-05-01").lines.remove(0);
        line.cells.into_iter().skip(1).map(|cell| (cell.text, cell.href)).collect::<Vec<_>>()
    };
    let cell = |text: &str, href: &str| (text.to_owned(), (!href.is_empty()).then(|| href.to_owned()));
    let round = cell("26 August 2021", "/forces/kent/rounds/review-2021?as_at=2026-05-01");
    assert_eq!(
        of(Band::OfConcern, Selection::default()),
        [
            cell(
                "3",
                "/recommendations?found_in=review-2021&finding_group=still-of-concern&finding_group=no-progress\
                 &force=kent&as_at=2026-05-01"
            ),
            cell(
                "5 items",
                "/recommendations?found_in=review-2021&finding_group=improved&finding_group=partly\
                 &finding_group=still-of-concern&finding_group=no-progress&force=kent&as_at=2026-05-01"
            ),
            round.clone(),
        ]
    );
    let grades = "/forces/kent/rounds/review-2021?as_at=2026-05-01#grades";
    assert_eq!(
        of(Band::Inadequate, Selection::default()),
        [cell("3", grades), cell("5 topics", grades), round.clone()]
    );
    let areas = Selection { record_types: Some(RecordTypes::AreasOfConcern), ..Selection::default() };
    assert_eq!(
        of(Band::NewlyRaised, areas),
        [
            cell(
                "3 areas of concern",
                "/recommendations?raised_in=review-2021&known_from=raised&force=kent&record_type=area_of_concern\
                 &as_at=2026-05-01"
            ),
            cell("", ""),
            round.clone(),
        ]
    );
    assert_eq!(of(Band::NothingOfConcern, Selection::default()), [cell("0 items", ""), cell("", ""), round.clone()]);
    assert_eq!(of(Band::ResultNotKnown, Selection::default()), [cell("not known", ""), cell("", ""), round]);
}

#[test]
fn headline_says_of_how_many_forces_reported_on_lately() {
    let of = |bands: &[Band]| {
        let slugs = ["kent", "essex", "surrey"];
        let forces = bands.iter().zip(slugs).map(|(band, slug)| banded(force(slug, slug), *band, (3, 2), Some("2025")));
        report(&figure(forces.collect(), Selection::default())).headline()
    };
    assert_eq!(
        of(&[Band::Inadequate, Band::RequiresImprovement, Band::NoVisit]),
        "In 1 of the 2 forces reported on in the last 5 years, something was inadequate or still of concern"
    );
    assert_eq!(
        of(&[Band::RequiresImprovement]),
        "In the 1 force reported on in the last 5 years, nothing was inadequate or still of concern"
    );
    assert_eq!(of(&[Band::OfConcernBefore]), "We know of no finding or grade of the last 5 years");
    let kent = Selection::of_force("kent".parse().unwrap());
    let kent = figure(vec![banded(force("kent", "Kent"), Band::OfConcern, (3, 2), Some("2021-08-26"))], kent);
    assert_eq!(report(&kent).headline(), "England and Wales: 3 of 5 items still of concern, 26 August 2021");
}

#[test]
fn where_no_result_is_known_there_is_nothing_to_chart() {
    let silent = |band| {
        report(&figure(vec![banded(force("gwent", "Gwent"), band, (1, 1), Some("2020-07"))], Selection::default()))
    };
    assert!(silent(Band::NoVisit).is_empty() && silent(Band::ResultNotKnown).is_empty());
    assert!(!silent(Band::NothingOfConcernBefore).is_empty());
    assert!(shown(&silent(Band::ResultNotKnown), Layout::Wide).contains("not known"));
}

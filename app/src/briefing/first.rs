//! Where to look first: up to ten forces, as the overview orders them; of one force up to ten of its items, what is still of concern first.

use followup::{
    counting::bands::{Band, BandedForce},
    force_news::LedgerGroup,
    partial_date::{PartialDate, in_words},
    round::happened,
    view::force::{ForceItem, ForceView},
};

use super::{Cell, Heading, Row, Section, Table, Whole};
use crate::{
    charts::listed,
    components::grouped,
    force_in_words::month,
    last_said_in_words::{first_to_look_at, last_said, said_in},
    main_points::Scope,
};

/// How many items of a force are shown.
const ITEMS: usize = 10;

/// The section of several forces; nothing where no visit is known.
pub fn of_forces(forces: &[BandedForce], scope: &Scope) -> Option<Section> {
    let shown = first_to_look_at(forces);
    let first = shown.first()?;
    let names: Vec<_> = shown.iter().take(3).map(|force| force.short_name().to_owned()).collect();
    let heading = match first.band {
        Band::Inadequate | Band::OfConcern => format!("Look first at {}", listed(&names)),
        _ => "Where to look first".to_owned(),
    };
    let at = scope.at;
    let rows = shown.iter().map(|force| {
        let name = Cell::link(force.short_name(), at.href(&format!("/forces/{}", force.force.slug)));
        let said = last_said(force, at);
        let words = format!("{}{}", said.text, said.rest.unwrap_or_default());
        let said_cell = match said.href {
            Some(href) => Cell::link(words, href),
            None => Cell::plain(words),
        };
        Row::new(name, vec![said_cell, Cell::plain(said_in(force))])
    });
    let table = Table {
        caption: "Where to look first".to_owned(),
        header: ["Force", "In words", "Said in"].map(Heading::words).into(),
        rows: rows.collect(),
        is_of_wordings: false,
    };
    let count = forces.iter().filter(|force| force.band < Band::ResultNotKnown).count() as u64;
    let words = format!("all {} forces with a known result", grouped(count));
    let whole = Some(Whole { count, words, href: scope.forces(&[]) });
    Some(Section { id: "first", heading, lines: Vec::new(), table: Some(table), after: Vec::new(), whole })
}

/// The section of one force; nothing where it has no item that is not known to have improved.
pub fn of_items(force: &ForceView, scope: &Scope) -> Option<Section> {
    let group = |item: &ForceItem| LedgerGroup::for_item(item);
    let mut items: Vec<_> = force.items.iter().filter(|item| group(item) != LedgerGroup::Improved).collect();
    items.sort_by_key(|item| group(item));
    let is_of_concern = items.first().is_some_and(|item| group(item) == LedgerGroup::OfConcern);
    let heading = if is_of_concern { "Ask first about what was still of concern" } else { "What to ask about first" };
    let all = items.len();
    let rows: Vec<_> = items.into_iter().take(ITEMS).map(|item| row(item, force, scope)).collect();
    let table = Table {
        caption: "What to ask about first".to_owned(),
        header: ["What was asked", "Inspectors found last", "Due"].map(Heading::words).into(),
        rows,
        is_of_wordings: true,
    };
    let slug = force.force.slug.as_str();
    let words = format!("all items of {}", force.force.short_name);
    let href = scope.at.href_with("/recommendations", &[("force", slug)]);
    (all > 0).then(|| Section {
        id: "first",
        heading: heading.to_owned(),
        lines: Vec::new(),
        table: Some(table),
        after: Vec::new(),
        whole: Some(Whole { count: all as u64, words, href }),
    })
}

fn row(item: &ForceItem, force: &ForceView, scope: &Scope) -> Row {
    let wording = item.wording.words().unwrap_or("No wording in our sources");
    let found = item.found.last().map_or_else(
        || "Nothing that we know of".to_owned(),
        |found| match said_on(force, &found.round) {
            Some(said) => format!("{}, {}", found.finding.label(), month(said)),
            None => format!("{}, date not known", found.finding.label()),
        },
    );
    let due = item.due.map_or_else(|| "–".to_owned(), in_words);
    let href = scope.at.href(&format!("/recommendations/{}", item.reference));
    Row::new(Cell::link(wording, href), vec![Cell::plain(found), Cell::plain(due)])
}

/// When a round of the force said something.
fn said_on(force: &ForceView, round: &str) -> Option<PartialDate> {
    let round = force.rounds.iter().find(|of| of.name.slug == round)?;
    happened(round.name.published, round.name.fieldwork)
}

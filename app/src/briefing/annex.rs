//! The annex, only where it is asked for: the forces that moved, how many items stood where then and now, and the items that moved.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    progress::change::{Change, ChangeList, Changes, Group, SHORT_LIST, SHORT_LISTS, Tally, by_force},
    view::change::ItemSummaries,
};
use serde::Serialize;

use super::{Address, Cell, Heading, Row, Table, day, words};
use crate::{components::grouped, phrase::Phrase, shortened_text::shortened};

/// The most letters of a wording in a line of a short list, whose whole is a link away.
const LONGEST_WORDING: usize = 110;

/// The columns of the forces.
const COLUMNS: [(Change, &str); 8] = [
    (Change::Raised, "Raised"),
    (Change::Closed, "Closed"),
    (Change::Reopened, "Reopened"),
    (Change::SaidDone, "Claimed done"),
    (Change::Overdue, "Newly overdue"),
    (Change::FirstKnownOverdue, "First known overdue"),
    (Change::Slipped, "Deadline later"),
    (Change::Found, "With findings"),
];

/// All that the annex says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// The forces that moved, a table for each record type that did.
    pub by_force: Vec<Table>,
    /// How many items stood where, then and now.
    pub then_and_now: Vec<Table>,
    /// The first items of each kind of change.
    pub lists: Vec<List>,
}

/// A short list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// What happened to its items, and to how many.
    pub heading: Phrase,
    /// Its first rows.
    pub table: Table,
    /// The way to the rest, where there is any.
    pub rest: Option<Phrase>,
}

impl Annex {
    pub(super) fn new(changes: &Changes, shown: &ItemSummaries, address: &Address) -> Self {
        let types = address.record_types();
        let lists = types.iter().flat_map(|of| {
            SHORT_LISTS.iter().filter_map(|change| list(*of, *change, changes, shown, address)).collect::<Vec<_>>()
        });
        Self {
            by_force: types.iter().filter_map(|of| forces(*of, changes, address)).collect(),
            then_and_now: types.iter().map(|of| then_and_now(*of, &changes.tally(*of), address)).collect(),
            lists: lists.collect(),
        }
    }
}

/// The forces that moved, with what their rows add up to; nothing where none did.
fn forces(record_type: RecordType, changes: &Changes, address: &Address) -> Option<Table> {
    let whole = changes.tally(record_type);
    let columns: Vec<_> = COLUMNS.iter().filter(|(change, _)| whole.changed(*change) > 0).collect();
    let tallies = by_force(&changes.items);
    let moved = changes.forces.iter().filter_map(|force| {
        let tally = tallies.get(&(&force.slug, record_type))?;
        columns.iter().any(|(change, _)| tally.changed(*change) > 0).then_some((force, tally))
    });
    let moved: Vec<_> = moved.collect();
    let number =
        |count: u64, href: String| if count == 0 { Cell::plain("0") } else { Cell::link(grouped(count), href) };
    let mut rows: Vec<_> = moved
        .iter()
        .map(|(force, tally)| {
            let cells = columns.iter().map(|(change, _)| {
                let listed = ChangeList::changed(record_type, *change);
                number(tally.changed(*change), address.list_of(&force.slug, listed))
            });
            Row::new(Cell::link(&force.name, address.force(&force.slug)), cells.collect())
        })
        .collect();
    if moved.len() > 1 {
        let cells = columns
            .iter()
            .map(|(change, _)| number(whole.changed(*change), address.list(ChangeList::changed(record_type, *change))));
        rows.push(Row::new(Cell::plain("All these forces"), cells.collect()));
    }
    let header = std::iter::once(Heading::words("Force"))
        .chain(columns.iter().map(|(_, words)| Heading::numbers(*words)))
        .collect();
    let caption = format!("{} by force: the forces that moved", record_type.plural());
    (!rows.is_empty()).then_some(Table { caption, header, rows, is_of_wordings: false })
}

/// How many items stood where at the ends, and the difference. These are stocks: items, not movements.
fn then_and_now(record_type: RecordType, tally: &Tally, address: &Address) -> Table {
    let period = address.period;
    let line = |name: &str, before: u64, after: u64, more: Option<(&str, &str)>| {
        let cell = |count, day| match count {
            0 => Cell::plain("0"),
            count => Cell::link(grouped(count), address.register(day, record_type, more)),
        };
        let cells = vec![cell(before, period.from), cell(after, period.to), Cell::plain(difference(before, after))];
        Row::new(Cell::plain(name), cells)
    };
    let groups = Group::ALL.iter().map(|group| (*group, tally.before(*group), tally.after(*group)));
    let groups = groups
        .filter(|(_, before, after)| before + after > 0)
        .map(|(group, before, after)| line(group.label(), before, after, Some(group.parameter())));
    let (before, after) = tally.overdue();
    let overdue = (before + after > 0)
        .then(|| line("Of all: overdue", before, after, Some(("deadline_state", DeadlineState::Overdue.slug()))));
    let rows = groups.chain([line("All", tally.all_before(), tally.all_after(), None)]).chain(overdue);
    Table {
        caption: format!("{}, then and now", record_type.plural()),
        header: vec![
            Heading::words("Status"),
            Heading::numbers(day(period.from)),
            Heading::numbers(day(period.to)),
            Heading::numbers("Change"),
        ],
        rows: rows.collect(),
        is_of_wordings: false,
    }
}

/// `+3`, `−2`, `none`.
pub(super) fn difference(before: u64, after: u64) -> String {
    match before.cmp(&after) {
        std::cmp::Ordering::Less => format!("+{}", grouped(after - before)),
        std::cmp::Ordering::Equal => "none".to_owned(),
        std::cmp::Ordering::Greater => format!("−{}", grouped(before - after)),
    }
}

/// The first items to which something happened, with where the rest is; nothing where it happened to none.
fn list(
    record_type: RecordType,
    change: Change,
    changes: &Changes,
    shown: &ItemSummaries,
    address: &Address,
) -> Option<List> {
    let items = changes.list(record_type, change);
    let count = items.len() as u64;
    let heading = words::heading(record_type, change, count);
    let href = address.list(ChangeList::changed(record_type, change));
    let rest = (items.len() > SHORT_LIST).then(|| {
        Phrase::link(format!("All {} {}", grouped(count), words::counted(record_type, change, count)), href.clone())
    });
    let rows = items.iter().take(SHORT_LIST).map(|item| {
        let said = shown.get(&item.reference);
        let wording = said.and_then(|said| said.wording.words()).unwrap_or_default();
        let cells = [
            changes.force_name(&item.force).to_owned(),
            shortened(wording, LONGEST_WORDING),
            words::happened(item, Some(change)),
        ];
        let cells = cells.into_iter().chain(words::freshness(said, address.period.to)).map(Cell::plain);
        Row::new(Cell::link(item.reference.as_str(), address.item(item.reference.as_str())), cells.collect())
    });
    let rows: Vec<Row> = rows.collect();
    let header = words::LISTED.map(Heading::words).into();
    (count > 0).then(|| List {
        heading: Phrase::link(heading.clone(), href),
        table: Table { caption: heading, header, rows, is_of_wordings: false },
        rest,
    })
}

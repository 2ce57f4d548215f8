//! What a briefing says of one record type: the counts of change, both ends side by side, the matrix, short lists.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    progress::change::{Cell as Place, Change, ChangeList, Changes, Group, SHORT_LIST, SHORT_LISTS, Tally},
    view::change::ItemSummaries,
};
use serde::Serialize;

use super::{Address, Cell, Heading, Row, Span, Table, day, part_id, words};
use crate::{components::grouped, shortened_text::shortened};

/// What is counted, in order.
const COUNTED: [Change; 8] = [
    Change::Closed,
    Change::Reopened,
    Change::SaidDone,
    Change::Overdue,
    Change::Slipped,
    Change::Raised,
    Change::Found,
    Change::Gone,
];

/// A count of the period and the rows it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The count.
    pub number: String,
    /// What it counts.
    pub label: String,
    /// Exactly its rows.
    pub href: String,
    /// What it is made of, each a link to its rows.
    pub made_of: Vec<Span>,
}

/// A short list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// What happened to its items, and to how many.
    pub heading: Span,
    /// Its first rows.
    pub table: Table,
    /// The way to the rest, where there is any.
    pub rest: Option<Span>,
}

/// What is said of one record type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its heading.
    pub heading: &'static str,
    /// Its place on a page.
    pub id: &'static str,
    /// What happened, counted.
    pub figures: Vec<Figure>,
    /// Both ends side by side.
    pub ends: Table,
    /// From group to group.
    pub matrix: Table,
    /// The first few items to which each thing happened.
    pub lists: Vec<List>,
}

impl Part {
    pub(super) fn new(record_type: RecordType, changes: &Changes, shown: &ItemSummaries, address: &Address) -> Self {
        let tally = changes.tally(record_type);
        let counted = COUNTED.iter().filter(|change| **change != Change::Gone || tally.changed(**change) > 0);
        Self {
            heading: record_type.plural(),
            id: part_id(record_type),
            figures: counted.map(|change| figure(record_type, *change, &tally, address)).collect(),
            ends: ends(record_type, &tally, address),
            matrix: matrix(record_type, &tally, address),
            lists: SHORT_LISTS
                .iter()
                .filter_map(|change| list(record_type, *change, changes, shown, address))
                .collect(),
        }
    }
}

fn figure(record_type: RecordType, change: Change, tally: &Tally, address: &Address) -> Figure {
    let count = tally.changed(change);
    let listed = ChangeList::changed(record_type, change);
    let outcomes = Group::ALL.iter().map(|group| (*group, tally.closed_as(*group)));
    let outcomes = outcomes.filter(|(_, count)| change == Change::Closed && *count > 0).map(|(group, count)| {
        let words = format!("{} {}", grouped(count), group.label().to_lowercase());
        Span::link(words, address.list(listed.ending_in(group)))
    });
    Figure {
        number: grouped(count),
        label: words::counted(record_type, change, count),
        href: address.list(listed),
        made_of: outcomes.collect(),
    }
}

/// How many stood where at the ends, and the difference.
fn ends(record_type: RecordType, tally: &Tally, address: &Address) -> Table {
    let period = address.period;
    let line = |name: &str, before: u64, after: u64, more: Option<(&str, &str)>| {
        let cell = |count, day| Cell::link(grouped(count), address.register(day, record_type, more));
        let cells = vec![cell(before, period.from), cell(after, period.to), Cell::plain(difference(before, after))];
        Row { name: Cell::plain(name), cells }
    };
    let groups = Group::ALL.iter().map(|group| (*group, tally.before(*group), tally.after(*group)));
    let groups = groups
        .filter(|(_, before, after)| before + after > 0)
        .map(|(group, before, after)| line(group.label(), before, after, Some(group.parameter())));
    let (before, after) = tally.overdue();
    let overdue = Some(("deadline_state", DeadlineState::Overdue.slug()));
    let rows = groups.chain([
        line("All", tally.all_before(), tally.all_after(), None),
        line("Of all: overdue", before, after, overdue),
    ]);
    Table {
        caption: format!("{} at both ends", record_type.plural()),
        header: vec![
            Heading::words("Where they stand"),
            Heading::numbers(day(period.from)),
            Heading::numbers(day(period.to)),
            Heading::numbers("Change"),
        ],
        rows: rows.collect(),
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

/// From group to group; groups in which nothing stands at either end are left out.
fn matrix(record_type: RecordType, tally: &Tally, address: &Address) -> Table {
    let groups: Vec<Group> =
        Group::ALL.iter().copied().filter(|group| tally.before(*group) + tally.after(*group) > 0).collect();
    let gone = tally.changed(Change::Gone) > 0;
    let columns: Vec<Option<Group>> = groups.iter().copied().map(Some).chain(gone.then_some(None)).collect();
    let place = |group: Option<Group>| group.map_or(Place::Absent, Place::In);
    let line = |before: Option<Group>, name: &str| {
        let cells = columns.iter().filter(|after| (before, **after) != (None, None)).map(|after| {
            let listed = ChangeList::cell(record_type, place(before), place(*after));
            Cell::link(grouped(tally.cell(before, *after)), address.list(listed))
        });
        let nothing = (before.is_none() && gone).then(|| Cell::plain("–"));
        let whole = if let Some(group) = before {
            let href = address.register(address.period.from, record_type, Some(group.parameter()));
            Cell::link(grouped(tally.before(group)), href)
        } else {
            let raised = ChangeList::changed(record_type, Change::Raised);
            Cell::link(grouped(tally.changed(Change::Raised)), address.list(raised))
        };
        Row { name: Cell::plain(name), cells: cells.chain(nothing).chain([whole]).collect() }
    };
    let mut rows: Vec<Row> = groups.iter().map(|group| line(Some(*group), group.label())).collect();
    rows.push(line(None, "Not yet raised"));
    let heads = columns.iter().map(|group| Heading::numbers(group.map_or("No longer among these", Group::label)));
    Table {
        caption: format!(
            "{}: from where they stood on {} (rows) to where they stood on {} (columns)",
            record_type.plural(),
            day(address.period.from),
            day(address.period.to)
        ),
        header: [Heading::words("From")].into_iter().chain(heads).chain([Heading::numbers("All")]).collect(),
        rows,
    }
}

/// The first items to which something happened; `None` where it happened to none.
fn list(
    record_type: RecordType,
    change: Change,
    changes: &Changes,
    shown: &ItemSummaries,
    address: &Address,
) -> Option<List> {
    let items = changes.list(record_type, change);
    let count = items.len() as u64;
    let href = address.list(ChangeList::changed(record_type, change));
    let heading = words::heading(record_type, change, count);
    let rest = (items.len() > SHORT_LIST).then(|| {
        Span::link(format!("All {} {}", grouped(count), words::counted(record_type, change, count)), href.clone())
    });
    let rows = items.iter().take(SHORT_LIST).map(|item| {
        let said = shown.get(&item.reference);
        let wording = said.and_then(|said| said.wording.words()).unwrap_or_default();
        let cells = [
            changes.force_name(&item.force).to_owned(),
            shortened(wording, LONGEST_WORDING),
            words::happened(item, Some(change)),
        ];
        Row {
            name: Cell::link(item.reference.as_str(), address.item(item.reference.as_str())),
            cells: cells.into_iter().chain(words::freshness(said, address.period.to)).map(Cell::plain).collect(),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let header = words::LISTED.map(Heading::words).into();
    (count > 0).then(|| List {
        heading: Span::link(heading.clone(), href),
        table: Table { caption: heading, header, rows },
        rest,
    })
}

/// The most letters of a wording in a line of a short list, whose whole is a link away.
const LONGEST_WORDING: usize = 110;

//! The annex: every force that was asked about in one table, those of which our sources hold nothing too.

use followup::{
    finding::RecordType,
    progress::change::{Change, ChangeList, Changes, Tally, by_force},
};

use super::{Address, Cell, Heading, Row, Table, day};
use crate::components::grouped;

/// Its columns between the two ends.
const COLUMNS: [(Change, &str); 7] = [
    (Change::Raised, "Raised"),
    (Change::Closed, "Closed"),
    (Change::Reopened, "Reopened"),
    (Change::SaidDone, "Said done"),
    (Change::Overdue, "Newly overdue"),
    (Change::Slipped, "Deadline later"),
    (Change::Found, "With findings"),
];

/// One row for each force.
pub(super) fn table(record_type: RecordType, changes: &Changes, address: &Address) -> Table {
    let tallies = by_force(&changes.items);
    let rows = changes.forces.iter().map(|force| match tallies.get(&(&force.slug, record_type)) {
        Some(tally) => {
            let end = |count, day| Cell::link(grouped(count), address.register_of(&force.slug, day, record_type));
            let between = COLUMNS.iter().map(|(change, _)| {
                let href = address.list_of(&force.slug, ChangeList::changed(record_type, *change));
                Cell::link(grouped(tally.changed(*change)), href)
            });
            let cells = [end(tally.all_before(), address.period.from)]
                .into_iter()
                .chain(between)
                .chain([end(tally.all_after(), address.period.to)]);
            Row { name: Cell::link(&force.name, address.force(&force.slug)), cells: cells.collect() }
        }
        None => Row {
            name: Cell::link(format!("{} (none in our sources)", force.name), address.force(&force.slug)),
            cells: vec![Cell::plain("–"); COLUMNS.len() + 2],
        },
    });
    let heads = COLUMNS.iter().map(|(_, words)| Heading::numbers(*words));
    let header = [Heading::words("Force"), Heading::numbers(format!("On {}", day(address.period.from)))]
        .into_iter()
        .chain(heads)
        .chain([Heading::numbers(format!("On {}", day(address.period.to)))]);
    let mut rows: Vec<Row> = rows.collect();
    if changes.forces.len() > 1 {
        rows.push(all(record_type, &changes.tally(record_type), address));
    }
    Table { caption: format!("{} by force", record_type.plural()), header: header.collect(), rows }
}

/// What the rows add up to.
fn all(record_type: RecordType, tally: &Tally, address: &Address) -> Row {
    let end = |count, day| Cell::link(grouped(count), address.register(day, record_type, None));
    let between = COLUMNS.iter().map(|(change, _)| {
        Cell::link(grouped(tally.changed(*change)), address.list(ChangeList::changed(record_type, *change)))
    });
    let cells = [end(tally.all_before(), address.period.from)]
        .into_iter()
        .chain(between)
        .chain([end(tally.all_after(), address.period.to)]);
    Row { name: Cell::plain("All these forces"), cells: cells.collect() }
}

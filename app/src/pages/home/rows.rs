//! Where the rows of the overview's figures are: in the register as shown or as at the month's end, and in lists of changes.

use chrono::NaiveDate;
use followup::{
    finding::RecordType,
    force::ForceSlug,
    progress::{
        change::{Between, Change, ChangeList, ChangeRequest, Finish, Picked, Start},
        headlines::{Moved, Undated},
        selection::Selection,
    },
};

use crate::{briefing::Address, point::AskedPoint};

/// Of whom the figures are, and at which point of the record.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// Some forces; `None` for all.
    forces: Option<Vec<ForceSlug>>,
    /// The point shown.
    pub(super) at: AskedPoint,
    /// Since when changes are told.
    pub(super) period: Option<Between>,
}

impl Rows {
    pub(super) fn new(forces: Option<&[ForceSlug]>, at: AskedPoint, period: Option<Between>) -> Self {
        Self { forces: forces.map(<[_]>::to_vec), at, period }
    }

    /// What the register shows of one record type, narrowed by a filter.
    pub(super) fn register(&self, of: RecordType, filter: &[(&str, &str)]) -> String {
        self.register_at(self.at, of, filter)
    }

    /// The same as at a day.
    pub(super) fn register_on(&self, day: NaiveDate, of: RecordType, filter: &[(&str, &str)]) -> String {
        self.register_at(self.at.on(day), of, filter)
    }

    fn register_at(&self, at: AskedPoint, of: RecordType, filter: &[(&str, &str)]) -> String {
        let forces = self.forces.iter().flatten().map(|force| ("force", force.as_str()));
        let pairs: Vec<_> = forces.chain([("record_type", of.slug())]).chain(filter.iter().copied()).collect();
        at.href_with("/recommendations", &pairs)
    }

    /// The items of one record type to which something happened.
    pub(super) fn changed(&self, of: RecordType, change: Change) -> Option<String> {
        Some(self.briefing_address()?.list(ChangeList::changed(of, change)))
    }

    /// The items of one record type that moved.
    pub(super) fn moved(&self, of: RecordType, Moved { change, before, after }: Moved) -> Option<String> {
        let picked = Picked::Items { change: Some(change), before, after };
        Some(self.briefing_address()?.list(ChangeList { record_type: of, picked, page: 1 }))
    }

    /// What of one record type has no date.
    pub(super) fn undated(&self, of: RecordType, what: Undated) -> Option<String> {
        let picked = Picked::Undated { whole: what == Undated::Item };
        Some(self.briefing_address()?.list(ChangeList { record_type: of, picked, page: 1 }))
    }

    /// The whole briefing of the same days.
    pub(super) fn briefing(&self) -> Option<String> {
        Some(self.briefing_address()?.page())
    }

    /// A briefing is of all forces or of one: of several others there is none.
    fn briefing_address(&self) -> Option<Address> {
        let selection = match self.forces.as_deref() {
            None => Selection::default(),
            Some([force]) => Selection::of_force(force.clone()),
            Some(_) => return None,
        };
        let (period, point) = (self.period?, self.at.point());
        let (start, end) = (Start::Day(period.from), Finish::Day(period.to));
        let asked = ChangeRequest { start, end, selection, known: point.known, today: point.today };
        Some(Address::new(asked, period, self.at.asked().known_at))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use followup::{as_at::AsAt, progress::change::Cell};

    use super::*;
    use crate::request::QueryParams;

    fn rows(forces: Option<&[&str]>, query: &str) -> Rows {
        let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
        let at = if query.is_empty() {
            AskedPoint::new(AsAt::default(), now)
        } else {
            AskedPoint::parse(&QueryParams::parse(query), now).unwrap()
        };
        let forces: Option<Vec<ForceSlug>> =
            forces.map(|forces| forces.iter().map(|force| force.parse().unwrap()).collect());
        Rows::new(forces.as_deref(), at, Some(Between::of_the_month(at.point().today)))
    }

    #[test]
    fn what_moved_is_listed_between_the_same_days_by_the_same_knowledge() {
        let raised = Moved { change: Change::Raised, before: Cell::Any, after: Cell::Any };
        let moved = |rows: Rows| rows.moved(RecordType::Recommendation, raised).unwrap();
        assert_eq!(
            moved(rows(None, "")),
            "/briefing/items?from=2026-10-31&to=2026-11-23&record_type=recommendation&change=raised"
        );
        assert_eq!(
            moved(rows(Some(&["kent"]), "as_at=2022-05-17&known_at=2026-11-20")),
            "/briefing/items?from=2022-04-30&to=2022-05-17&force=kent&known_at=2026-11-20&record_type=recommendation&change=raised"
        );
    }

    #[test]
    fn of_several_forces_there_is_no_briefing_and_the_register_names_each() {
        let rows = rows(Some(&["kent", "essex"]), "");
        assert_eq!(rows.briefing(), None);
        let end = rows.period.unwrap().from;
        assert_eq!(
            rows.register_on(end, RecordType::AreaOfConcern, &[("status_group", "open")]),
            "/recommendations?force=kent&force=essex&record_type=area_of_concern&status_group=open&as_at=2026-10-31"
        );
    }
}

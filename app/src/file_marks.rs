//! What a file that leaves says of itself beside its rows: its point, its protective marking, whether it leaves forces out.

use followup::scope::Scope;

use crate::{
    point::AskedPoint,
    request::Access,
    workbook::{Cell, Missing},
};

/// The marks of one file.
///
/// The first line of a CSV file stays the line of its columns, so a marking is no line above it: it stands in the file's
/// name, and in a last column `marking` with every row, which keeps it when rows are copied elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMarks {
    at: AskedPoint,
    marking: Option<String>,
    limited: bool,
}

impl FileMarks {
    /// The marks of a file with what stands at a point and within a scope. Where pages are public, so is every file.
    #[must_use]
    pub fn new(at: AskedPoint, access: &Access, scope: &Scope) -> Self {
        let marking = access.marking().filter(|_| !access.public).map(str::to_owned);
        Self { at, marking, limited: scope.only().is_some() }
    }

    /// The protective marking, if the file is not public.
    #[must_use]
    pub fn marking(&self) -> Option<&str> {
        self.marking.as_deref()
    }

    /// Whether it leaves forces out that its reader may not read about.
    #[must_use]
    pub const fn limited(&self) -> bool {
        self.limited
    }

    /// The file's name: `forces-OFFICIAL-SENSITIVE-some-forces-as-at-2022-05-01.csv`.
    #[must_use]
    pub fn name(&self, what: &str, extension: &str) -> String {
        let marking = self.marking().map(|marking| format!("-{}", for_file_name(marking))).unwrap_or_default();
        let limited = if self.limited { "-some-forces" } else { "" };
        format!("{what}{marking}{limited}{}.{extension}", self.at.in_file_name())
    }

    /// The names of the columns that hold the marks, last of all.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static str> {
        ["as_at", "known_at"].into_iter().chain(self.marking().map(|_| "marking")).collect()
    }

    /// What stands in these columns, in every row.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let parameters = self.at.lasting_parameters();
        let given = |name: &str| {
            let value = parameters.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value.as_str());
            Cell::of_csv(value, Missing::NotApplicable)
        };
        [given("as_at"), given("known_at")].into_iter().chain(self.marking.clone().map(Cell::text)).collect()
    }
}

/// An operator may write any marking; a file's name holds letters, digits and hyphens of it.
pub(crate) fn for_file_name(marking: &str) -> String {
    let plain = marking.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    let parts = plain.collect::<String>();
    parts.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn marks(public: bool, marking: &str, scope: &Scope) -> FileMarks {
        let at = AskedPoint::parse(&QueryParams::parse("as_at=2022-05-01"), "2026-11-23T12:00:00Z".parse().unwrap());
        let access = Access { public, marking: marking.to_owned(), ..Access::default() };
        FileMarks::new(at.unwrap(), &access, scope)
    }

    #[test]
    fn a_file_of_what_is_public_is_not_marked() {
        let marks = marks(true, "OFFICIAL", &Scope::EveryForce);
        assert_eq!(marks.name("forces", "csv"), "forces-as-at-2022-05-01.csv");
        assert_eq!((marks.columns().len(), marks.cells().len()), (2, 2));
    }

    #[test]
    fn a_file_of_what_is_not_public_is_marked_in_its_name_and_in_every_row() {
        let kent = Scope::Only(vec!["kent".parse().unwrap()]);
        let marks = marks(false, "OFFICIAL – \"sensitive\"/police", &kent);
        assert_eq!(marks.name("forces", "csv"), "forces-OFFICIAL-sensitive-police-some-forces-as-at-2022-05-01.csv");
        assert_eq!(marks.columns(), ["as_at", "known_at", "marking"]);
        let cells: Vec<_> = marks.cells().iter().map(Cell::in_csv).collect();
        assert_eq!(cells, ["2022-05-01", "2026-11-23T12:00:00Z", "OFFICIAL – \"sensitive\"/police"]);
    }

    #[test]
    fn an_operator_without_markings_sets_an_empty_one() {
        assert_eq!(marks(false, " ", &Scope::EveryForce).columns().len(), 2);
    }
}

//! The rows of the files, each with its line.

use std::collections::BTreeMap;

/// A row of a file.
pub struct Row {
    /// The file and the line.
    pub at: String,
    pub cells: BTreeMap<String, String>,
}

impl Row {
    /// A cell; blank where the row has none of that name.
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// A file.
pub struct DataFile {
    pub name: &'static str,
    pub text: String,
    pub columns: String,
    pub rows: Vec<Row>,
}

impl DataFile {
    pub fn new(name: &'static str, text: String) -> Self {
        let columns = text.lines().next().unwrap_or_default().to_owned();
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let rows = reader.records().map(|record| {
            let record = record.unwrap();
            let line = record.position().map_or(0, csv::Position::line);
            let cells = head.iter().zip(&record).map(|(column, cell)| (column.to_owned(), cell.to_owned()));
            Row { at: format!("{name}.csv:{line}"), cells: cells.collect() }
        });
        let rows = rows.collect();
        Self { name, text, columns, rows }
    }
}

/// All files.
pub struct Set {
    pub forces: DataFile,
    pub rounds: DataFile,
    pub recommendations: DataFile,
    pub findings: DataFile,
    pub statuses: DataFile,
    pub good_practice: DataFile,
    pub case_audits: DataFile,
    pub grades: DataFile,
}

impl Set {
    /// The files that tell something of forces.
    pub fn of_forces(&self) -> impl Iterator<Item = &DataFile> {
        let Self { forces: _, rounds, recommendations, findings, statuses, good_practice, case_audits, grades } = self;
        [rounds, recommendations, findings, statuses, good_practice, case_audits, grades].into_iter()
    }

    pub fn all(&self) -> impl Iterator<Item = &DataFile> {
        std::iter::once(&self.forces).chain(self.of_forces())
    }

    pub fn get_mut(&mut self, name: &str) -> &mut DataFile {
        match name {
            "forces" => &mut self.forces,
            "rounds" => &mut self.rounds,
            "recommendations" => &mut self.recommendations,
            "findings" => &mut self.findings,
            "statuses" => &mut self.statuses,
            "good_practice" => &mut self.good_practice,
            "case_audits" => &mut self.case_audits,
            "grades" => &mut self.grades,
            _ => panic!("no file of this name: {name}"),
        }
    }
}

/// The files of `data/`.
pub fn data() -> Set {
    let rows = |name, text: &str| DataFile::new(name, text.to_owned());
    Set {
        forces: rows("forces", include_str!("../../../../data/forces.csv")),
        rounds: rows("rounds", include_str!("../../../../data/rounds.csv")),
        recommendations: rows("recommendations", include_str!("../../../../data/recommendations.csv")),
        findings: rows("findings", include_str!("../../../../data/findings.csv")),
        statuses: rows("statuses", include_str!("../../../../data/statuses.csv")),
        good_practice: rows("good_practice", include_str!("../../../../data/good_practice.csv")),
        case_audits: rows("case_audits", include_str!("../../../../data/case_audits.csv")),
        grades: rows("grades", include_str!("../../../../data/grades.csv")),
    }
}

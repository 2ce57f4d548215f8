//! Grades as a table for the page and as rows for a file: a line for each graded round.

use followup::progress::grades::Grades;

use super::words::grade_in_words;
use crate::charts::{Cell, Heading, Line, Records, Standing, Table, coverage, round_page::href};

/// The table of a figure. A grade is a word, not a count of rows: its round has a link. `keep` are the parameters every
/// address keeps, each begun with `&`.
pub fn table(figure: &Grades, keep: &str) -> Table {
    let of_several = figure.coverage.is_some();
    let mut header = vec![Heading::words(if of_several { "Force" } else { "Graded round" }), Heading::words("Round")];
    header.extend(figure.topics.iter().map(|topic| Heading::words(topic.label())));
    let lines = figure.rows.iter().enumerate().map(|(place, row)| {
        let round = Cell { text: row.round_title.clone(), href: Some(href(&row.force, &row.round, keep)) };
        let grades = row.grades.iter().map(|grade| Cell { text: grade_in_words(*grade).to_owned(), href: None });
        Line {
            name: if of_several { row.force_name.clone() } else { (place + 1).to_string() },
            standing: Standing::Own,
            cells: std::iter::once(round).chain(grades).collect(),
        }
    });
    Table { header, lines: lines.collect() }
}

/// The rows of a file: one for each graded round; a grade our sources do not hold is left blank.
pub fn records(figure: &Grades) -> Records {
    let mut header: Vec<String> = ["scope", "force", "round"].map(str::to_owned).to_vec();
    header.extend(figure.topics.iter().map(|topic| topic.label().to_lowercase().replace(' ', "_")));
    header.extend(coverage::COLUMNS.map(str::to_owned));
    let rows = figure.rows.iter().map(|row| {
        let mut cells = vec![figure.scope.clone(), row.force_name.clone(), row.round_title.clone()];
        cells.extend(row.grades.iter().map(|grade| grade.map(|grade| grade.slug().to_owned()).unwrap_or_default()));
        cells.extend(coverage::in_file(figure.coverage));
        cells
    });
    Records { header, rows: rows.collect() }
}

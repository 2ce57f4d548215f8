//! A fault of a file: where it is, what stands there, and what would fit.

use std::fmt;

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The heading of the column, or its number where it has none.
    pub column: Option<String>,
    /// The value in the cell.
    pub value: Option<String>,
    /// What is wrong, and what would fit.
    pub problem: String,
}

impl Fault {
    /// A fault of the whole file.
    pub fn of_file(problem: impl Into<String>) -> Self {
        Self { line: 0, column: None, value: None, problem: problem.into() }
    }

    /// A fault of a line, without a column.
    pub fn of_line(line: u64, problem: impl Into<String>) -> Self {
        Self { line, column: None, value: None, problem: problem.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}", self.line)?;
        } else {
            f.write_str("file")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, ", value {value:?}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

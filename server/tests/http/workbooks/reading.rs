//! A workbook read back by another library than those that write it.

use std::io::Cursor;

use calamine::{Data, DataType as _, Range, Reader as _, open_workbook_auto_from_rs};
use chrono::NaiveDate;

pub struct Book(Vec<(String, Range<Data>)>);

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    Words(String),
    Number(f64),
    Day(NaiveDate),
}

impl Held {
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            _ => "",
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Book {
    pub fn read(bytes: Vec<u8>) -> Self {
        let mut file = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
        let names = file.sheet_names().into_iter();
        Self(names.map(|name| (name.clone(), file.worksheet_range(&name).unwrap())).collect())
    }

    pub fn tabs(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The first cell of each row, from the top.
    pub fn first_column(&self, tab: &str) -> Vec<String> {
        self.sheet(tab)
            .rows()
            .map(|row| held(&row[0]).map(|held| held.words().to_owned()).unwrap_or_default())
            .collect()
    }

    /// All words of a sheet.
    pub fn text(&self, tab: &str) -> String {
        let cells = self.sheet(tab).rows().flatten().filter_map(held);
        cells.map(|held| held.words().to_owned() + "\n").collect()
    }

    /// The headings of a sheet's table, and its rows. No cell of them is blank. The headings are the first row with something
    /// in its second cell.
    pub fn table(&self, tab: &str) -> (Vec<String>, Vec<Vec<Held>>) {
        let sheet = self.sheet(tab);
        let filled = |row: &&[Data]| row.get(1).is_some_and(|cell| !cell.is_empty());
        let mut rows = sheet.rows().skip_while(|row| !filled(row)).map(|row| {
            row.iter().map(|cell| held(cell).unwrap_or_else(|| panic!("a blank cell in {tab}: {row:?}"))).collect()
        });
        let head: Vec<Held> = rows.next().unwrap();
        (head.iter().map(|cell| cell.words().to_owned()).collect(), rows.collect())
    }

    fn sheet(&self, tab: &str) -> &Range<Data> {
        &self.0.iter().find(|(name, _)| name == tab).unwrap_or_else(|| panic!("no sheet {tab} in {:?}", self.tabs())).1
    }
}

fn held(cell: &Data) -> Option<Held> {
    match cell {
        Data::Empty => None,
        Data::String(words) => Some(Held::Words(words.clone())),
        Data::Float(number) => Some(Held::Number(*number)),
        date => Some(Held::Day(date.as_date().unwrap_or_else(|| panic!("{date:?} is nothing that we write")))),
    }
}

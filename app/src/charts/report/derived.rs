//! What is derived from a report: table, file, sentences and picture.

use followup::progress::{measure::Measure, selection::Selection};

use super::{Picture, Report, Value};
use crate::charts::{
    Charted, GAP, Layout, PART_GAP, Records, Table, coverage,
    drawing::Drawing,
    flow::{Column as Page, NOTE, paragraph},
    in_a_sentence,
    table::{Cell as TableCell, Heading, Line},
};

impl Charted for Report {
    fn measure(&self) -> Measure {
        self.measure
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_drawn(&self) -> bool {
        !self.is_empty() && self.picture.is_drawn(&self.rows)
    }

    fn why_empty(&self) -> Option<String> {
        self.why_empty.clone()
    }

    fn is_empty(&self) -> bool {
        // A map shows forces without a number too: only its figure knows whether that is all of them.
        self.why_empty.is_some()
            || !matches!(self.picture, Picture::Map(_))
                && !self
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .any(|cell| matches!(cell.value, Value::Count(1..) | Value::Part(1.., _) | Value::Grade(_)))
    }

    fn headline(&self) -> String {
        self.headline.clone()
    }

    fn subtitle(&self) -> String {
        let of = self.coverage.map(|coverage| format!("; {}", coverage::in_words(coverage))).unwrap_or_default();
        format!("{}{of}", self.subtitle)
    }

    fn sentences(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&row.cells).filter_map(|(column, cell)| {
                let value = Some(cell.value.in_a_sentence()).filter(|value| !value.is_empty())?;
                Some(format!("{} {value}", in_a_sentence(column.words.as_deref()?)))
            });
            format!("{}: {}.", row.words, cells.collect::<Vec<_>>().join(", "))
        });
        let of = self.coverage.map(|coverage| format!("O{}.", &coverage::in_words(coverage)[1..]));
        rows.chain(self.notes.iter().cloned()).chain(of).collect::<Vec<_>>().join(" ")
    }

    fn table(&self, keep: &str) -> Table {
        let heads = self.columns.iter().enumerate().filter_map(|(place, column)| {
            let words = column.words.clone()?;
            let values = || self.rows.iter().filter_map(|row| Some(&row.cells.get(place)?.value));
            let is_of_words = values().any(|value| matches!(value, Value::Words { .. } | Value::Grade(_)))
                && !values().any(|value| matches!(value, Value::Count(_)));
            Some(if is_of_words { Heading::words(words) } else { Heading::figures(words) })
        });
        let lines = self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&row.cells).filter(|(column, _)| column.words.is_some());
            let cells = cells.map(|(_, cell)| TableCell {
                text: cell.value.in_words(),
                href: cell.href.as_deref().map(|href| keeping(href, keep)),
            });
            Line { name: row.words.clone(), cells: cells.collect() }
        });
        Table { header: std::iter::once(Heading::words(self.of)).chain(heads).collect(), lines: lines.collect() }
    }

    fn records(&self) -> Records {
        if let Some(file) = &self.file {
            return file.clone();
        }
        let names = self.columns.iter().filter_map(|column| column.name.as_deref());
        let names = ["scope"].into_iter().chain(self.keys.iter().copied()).chain(names).chain(coverage::COLUMNS);
        let rows = self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&row.cells).filter(|(column, _)| column.name.is_some());
            let begin = std::iter::once(self.scope.clone()).chain(row.keys.iter().cloned());
            begin.chain(cells.map(|(_, cell)| cell.value.in_file())).chain(coverage::in_file(self.coverage)).collect()
        });
        Records { header: names.map(str::to_owned).collect(), rows: rows.collect() }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        self.selection.parameters().into_iter().chain(self.display.iter().cloned()).collect()
    }

    fn in_brief(&self) -> Option<Box<dyn Charted>> {
        let all = self.rows.len();
        let (rows, picture) = self.picture.in_brief(&self.rows);
        (rows.len() < all).then(|| {
            let notes = vec![format!("{} of {all} lines are drawn here.", rows.len())];
            Box::new(Self { rows, picture, notes, ..self.clone() }) as Box<dyn Charted>
        })
    }

    fn width(&self, layout: Layout) -> u32 {
        self.picture.width(layout)
    }

    fn draw(&self, drawing: &mut Drawing, page: Page, layout: Layout, top: i32) -> i32 {
        let rows = (self.rows.as_slice(), self.columns.as_slice());
        let bottom = self.picture.draw(rows, drawing, page, layout, top);
        if self.notes.is_empty() {
            // Paper keeps its own distance to what follows.
            return if layout == Layout::Whole { bottom } else { bottom + PART_GAP };
        }
        let bottom = if bottom > top { bottom + GAP } else { top };
        self.notes.iter().fold(bottom, |top, note| paragraph(drawing, note, page, top, NOTE)) + PART_GAP
    }
}

/// An address with what every address keeps, before the place on the page that it names.
pub(super) fn keeping(href: &str, keep: &str) -> String {
    let (address, place) = href.split_once('#').map_or((href, None), |(address, place)| (address, Some(place)));
    let keep = if address.contains('?') { keep.to_owned() } else { keep.replacen('&', "?", 1) };
    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
    format!("{address}{keep}{place}")
}

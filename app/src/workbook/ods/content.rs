//! The sheets of an OpenDocument workbook: `content.xml`.

use std::{
    collections::BTreeSet,
    io::{Result, Write},
};

use chrono::NaiveDate;
use followup::partial_date::in_words;
use quick_xml::{
    Writer,
    events::{BytesText, Event},
};

use super::{NAMESPACES, styles};
use crate::workbook::{
    cell::{Shown, fitting},
    sheet::{Grid, Line, Sheet},
};

/// The width of one character of the sheets' letters, in millimetres.
const CHARACTER: f64 = 2.35;

/// How a sheet looks.
const SHEET: &str = "sheet";
/// How a sheet looks that is printed on several pages side by side.
const WIDE_SHEET: &str = "wide-sheet";

/// Writes the whole part.
pub(super) fn write<W: Write>(xml: &mut Writer<W>, sheets: &[Sheet<'_>]) -> Result<()> {
    xml.create_element("office:document-content").with_attributes(NAMESPACES).write_inner_content(|xml| {
        xml.create_element("office:automatic-styles").write_inner_content(|xml| looks(xml, sheets))?;
        xml.create_element("office:body").write_inner_content(|xml| {
            xml.create_element("office:spreadsheet").write_inner_content(|xml| {
                for sheet in sheets {
                    write_sheet(xml, sheet)?;
                }
                xml.create_element("table:database-ranges").write_inner_content(|xml| {
                    sheets.iter().try_for_each(|sheet| sheet.grid.iter().try_for_each(|grid| range(xml, sheet, grid)))
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// How wide columns are, and that rows are as high as what they hold.
fn looks<W: Write>(xml: &mut Writer<W>, sheets: &[Sheet<'_>]) -> Result<()> {
    let widths: BTreeSet<u16> = sheets.iter().flat_map(|sheet| sheet.widths().into_owned()).collect();
    for width in widths {
        let length = format!("{:.1}mm", f64::from(width) * CHARACTER);
        xml.create_element("style:style")
            .with_attributes([("style:name", width_name(width).as_str()), ("style:family", "table-column")])
            .write_inner_content(|xml| {
                xml.create_element("style:table-column-properties")
                    .with_attribute(("style:column-width", length.as_str()))
                    .write_empty()?;
                Ok(())
            })?;
    }
    xml.create_element("style:style")
        .with_attributes([("style:name", "row"), ("style:family", "table-row")])
        .write_inner_content(|xml| {
            xml.create_element("style:table-row-properties")
                .with_attribute(("style:use-optimal-row-height", "true"))
                .write_empty()?;
            Ok(())
        })?;
    for (name, pages) in [(SHEET, styles::MASTER_PAGE), (WIDE_SHEET, styles::MASTER_PAGE_OF_WIDE)] {
        xml.create_element("style:style")
            .with_attributes([("style:name", name), ("style:family", "table"), ("style:master-page-name", pages)])
            .write_inner_content(|xml| {
                xml.create_element("style:table-properties").with_attribute(("table:display", "true")).write_empty()?;
                Ok(())
            })?;
    }
    Ok(())
}

fn width_name(width: u16) -> String {
    format!("width-{width}")
}

fn write_sheet<W: Write>(xml: &mut Writer<W>, sheet: &Sheet<'_>) -> Result<()> {
    let style = if sheet.fits_one_page() { SHEET } else { WIDE_SHEET };
    xml.create_element("table:table")
        .with_attributes([("table:name", sheet.name.as_str()), ("table:style-name", style)])
        .write_inner_content(|xml| {
            let widths = sheet.widths();
            // The column that names the rows is repeated on each page side by side.
            let (repeated, others) = widths.split_at(usize::from(!sheet.fits_one_page()).min(widths.len()));
            if !repeated.is_empty() {
                xml.create_element("table:table-header-columns")
                    .write_inner_content(|xml| repeated.iter().try_for_each(|width| column(xml, *width)))?;
            }
            others.iter().try_for_each(|width| column(xml, *width))?;
            for (number, line) in sheet.lines.iter().enumerate() {
                let style = match (number, &sheet.grid) {
                    (0, _) => styles::TITLE,
                    (_, None) => styles::WORDS,
                    (_, Some(_)) => styles::LINE,
                };
                row(xml, |xml| write_line(xml, style, line))?;
            }
            sheet.grid.iter().try_for_each(|grid| write_grid(xml, grid))
        })?;
    Ok(())
}

fn column<W: Write>(xml: &mut Writer<W>, width: u16) -> Result<()> {
    xml.create_element("table:table-column")
        .with_attribute(("table:style-name", width_name(width).as_str()))
        .write_empty()?;
    Ok(())
}

fn row<W: Write>(xml: &mut Writer<W>, cells: impl FnOnce(&mut Writer<W>) -> Result<()>) -> Result<()> {
    xml.create_element("table:table-row").with_attribute(("table:style-name", "row")).write_inner_content(cells)?;
    Ok(())
}

fn write_line<W: Write>(xml: &mut Writer<W>, style: &str, line: &Line) -> Result<()> {
    words(xml, if line.href.is_some() { styles::LINK } else { style }, &fitting(&line.text), line.href.as_deref())
}

/// Headings, which are repeated on each printed page, and rows.
fn write_grid<W: Write>(xml: &mut Writer<W>, grid: &Grid<'_>) -> Result<()> {
    xml.create_element("table:table-header-rows").write_inner_content(|xml| {
        row(xml, |xml| {
            grid.headings.iter().enumerate().try_for_each(|(column, heading)| {
                let style = if grid.is_numeric(column) { styles::HEADING_OF_NUMBERS } else { styles::HEADING };
                words(xml, style, heading, None)
            })
        })
    })?;
    for (number, cells) in grid.rows.iter().enumerate() {
        let leads_to = grid.leads_to.get(number).map(|sheet| format!("#'{sheet}'.A1"));
        row(xml, |xml| {
            cells.iter().enumerate().try_for_each(|(column, cell)| {
                let href = leads_to.as_deref().filter(|_| column == 0);
                match cell.shown() {
                    Shown::Words(text) => {
                        words(xml, if href.is_some() { styles::LINK } else { styles::WORDS }, &text, href)
                    }
                    Shown::Number(number) => write_number(xml, number),
                    Shown::Day(day) => write_day(xml, day),
                }
            })
        })?;
    }
    Ok(())
}

/// A string: whatever it begins with, it is no formula.
fn words<W: Write>(xml: &mut Writer<W>, style: &str, text: &str, href: Option<&str>) -> Result<()> {
    xml.create_element("table:table-cell")
        .with_attributes([("table:style-name", style), ("office:value-type", "string")])
        .write_inner_content(|xml| {
            for line in text.split('\n') {
                xml.create_element("text:p").write_inner_content(|xml| match href {
                    Some(href) => {
                        xml.create_element("text:a")
                            .with_attributes([("xlink:type", "simple"), ("xlink:href", href)])
                            .write_inner_content(|xml| spaced(xml, line))?;
                        Ok(())
                    }
                    None => spaced(xml, line),
                })?;
            }
            Ok(())
        })?;
    Ok(())
}

/// A line with each of its spaces: OpenDocument takes several for one, and none at an end, unless they are marked.
fn spaced<W: Write>(xml: &mut Writer<W>, line: &str) -> Result<()> {
    let kept_as_it_is = !line.contains("  ") && !line.contains('\t') && line.trim() == line;
    if kept_as_it_is {
        return xml.write_event(Event::Text(BytesText::new(line)));
    }
    let mut rest = line;
    while !rest.is_empty() {
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if spaces > 0 {
            xml.create_element("text:s").with_attribute(("text:c", spaces.to_string().as_str())).write_empty()?;
            rest = &rest[spaces..];
        } else if let Some(after) = rest.strip_prefix('\t') {
            xml.create_element("text:tab").write_empty()?;
            rest = after;
        } else {
            let end = rest.find([' ', '\t']).unwrap_or(rest.len());
            xml.write_event(Event::Text(BytesText::new(&rest[..end])))?;
            rest = &rest[end..];
        }
    }
    Ok(())
}

fn write_number<W: Write>(xml: &mut Writer<W>, number: f64) -> Result<()> {
    let style = if number.fract() == 0.0 { styles::WHOLE } else { styles::PART };
    let value = number.to_string();
    value_cell(xml, [("table:style-name", style), ("office:value-type", "float"), ("office:value", &value)], &value)
}

fn write_day<W: Write>(xml: &mut Writer<W>, day: NaiveDate) -> Result<()> {
    let value = day.to_string();
    let attributes = [("table:style-name", styles::DAY), ("office:value-type", "date"), ("office:date-value", &value)];
    value_cell(xml, attributes, &in_words(day))
}

fn value_cell<W: Write>(xml: &mut Writer<W>, attributes: [(&str, &str); 3], printed: &str) -> Result<()> {
    xml.create_element("table:table-cell").with_attributes(attributes).write_inner_content(|xml| {
        xml.create_element("text:p").write_text_content(BytesText::new(printed))?;
        Ok(())
    })?;
    Ok(())
}

/// Marks a table with its headings: OpenDocument's true table.
fn range<W: Write>(xml: &mut Writer<W>, sheet: &Sheet<'_>, grid: &Grid<'_>) -> Result<()> {
    let (name, first) = (&sheet.name, sheet.lines.len() + 1);
    let last = column_letters(grid.headings.len().saturating_sub(1));
    let range = format!("'{name}'.A{first}:'{name}'.{last}{}", first + grid.rows.len());
    xml.create_element("table:database-range")
        .with_attributes([
            ("table:name", grid.name.as_str()),
            ("table:target-range-address", &range),
            ("table:contains-header", "true"),
            ("table:display-filter-buttons", "false"),
        ])
        .write_empty()?;
    Ok(())
}

/// `A`, `Z`, `AA`, for the places from 0.
fn column_letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_are_lettered_as_spreadsheets_letter_them() {
        let lettered = [0, 25, 26, 51, 52, 701, 702].map(column_letters);
        assert_eq!(lettered, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}

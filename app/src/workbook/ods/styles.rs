//! How the cells and printed pages of an OpenDocument workbook look: `styles.xml`.

use std::io::{Result, Write};

use quick_xml::{Writer, events::BytesText};

use super::NAMESPACES;
use crate::workbook::sheet::LEAST_SCALE;

pub(super) const TITLE: &str = "Title";
pub(super) const LINE: &str = "Line";
pub(super) const LINK: &str = "Link";
pub(super) const HEADING: &str = "Column_20_heading";
pub(super) const HEADING_OF_NUMBERS: &str = "Column_20_heading_20_of_20_numbers";
pub(super) const WORDS: &str = "Words";
pub(super) const WHOLE: &str = "Whole_20_number";
pub(super) const PART: &str = "Number_20_with_20_parts";
pub(super) const DAY: &str = "Day";
/// The pages that a sheet is printed on, one page wide.
pub(super) const MASTER_PAGE: &str = "Default";
/// The pages that a wide sheet is printed on, several side by side.
pub(super) const MASTER_PAGE_OF_WIDE: &str = "Wide";

type Attributes<'a> = &'a [(&'a str, &'a str)];

/// One style of cells: its name, how its numbers are written, the cell, its letters, its paragraph.
type CellStyle<'a> = (&'a str, Option<&'a str>, Attributes<'a>, Attributes<'a>, Attributes<'a>);

const WRAPPED: Attributes<'_> = &[("fo:wrap-option", "wrap"), ("style:vertical-align", "top")];
const TOP: Attributes<'_> = &[("style:vertical-align", "top")];
const BOLD: Attributes<'_> = &[("fo:font-weight", "bold")];
const LEFT: Attributes<'_> = &[("fo:text-align", "start")];

const RIGHT: Attributes<'_> = &[("fo:text-align", "end")];
const UNDERLINED: Attributes<'_> =
    &[("fo:wrap-option", "wrap"), ("style:vertical-align", "top"), ("fo:border-bottom", "1.5pt solid #000000")];

const CELLS: [CellStyle<'_>; 9] = [
    (TITLE, None, TOP, &[("fo:font-weight", "bold"), ("fo:font-size", "16pt")], &[]),
    (LINE, None, TOP, &[], &[]),
    (
        LINK,
        None,
        WRAPPED,
        &[
            ("fo:color", "#1a65a6"),
            ("style:text-underline-style", "solid"),
            ("style:text-underline-width", "auto"),
            ("style:text-underline-color", "font-color"),
        ],
        &[],
    ),
    (HEADING, None, UNDERLINED, BOLD, LEFT),
    (HEADING_OF_NUMBERS, None, UNDERLINED, BOLD, RIGHT),
    (WORDS, None, WRAPPED, &[], LEFT),
    (WHOLE, Some("whole"), TOP, &[], &[]),
    (PART, Some("parts"), TOP, &[], &[]),
    (DAY, Some("day"), TOP, &[], LEFT),
];

/// Writes the whole part. The marking is the head of each printed page.
pub(super) fn write<W: Write>(xml: &mut Writer<W>, marking: Option<&str>) -> Result<()> {
    xml.create_element("office:document-styles").with_attributes(NAMESPACES).write_inner_content(|xml| {
        xml.create_element("office:styles").write_inner_content(|xml| {
            number_styles(xml)?;
            default_style(xml)?;
            CELLS.iter().try_for_each(|style| cell_style(xml, style))
        })?;
        xml.create_element("office:automatic-styles").write_inner_content(|xml| {
            // One page wide, and as many high as it takes.
            page(xml, "page", &[("style:scale-to-X", "1"), ("style:scale-to-Y", "0")])?;
            let scale = format!("{LEAST_SCALE}%");
            page(xml, "wide-page", &[("style:scale-to", &scale), ("style:print-page-order", "ltr")])
        })?;
        xml.create_element("office:master-styles").write_inner_content(|xml| {
            master_page(xml, MASTER_PAGE, "page", marking)?;
            master_page(xml, MASTER_PAGE_OF_WIDE, "wide-page", marking)
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Letters without serifs and of 12 points, as the guidance asks for, in the language of the whole.
fn default_style<W: Write>(xml: &mut Writer<W>) -> Result<()> {
    xml.create_element("style:default-style").with_attribute(("style:family", "table-cell")).write_inner_content(
        |xml| {
            xml.create_element("style:text-properties")
                .with_attributes([
                    ("fo:font-family", "Arial"),
                    ("style:font-family-generic", "swiss"),
                    ("fo:font-size", "12pt"),
                    ("fo:language", "en"),
                    ("fo:country", "GB"),
                ])
                .write_empty()?;
            Ok(())
        },
    )?;
    xml.create_element("style:style")
        .with_attributes([("style:name", "Default"), ("style:family", "table-cell")])
        .write_empty()?;
    Ok(())
}

fn cell_style<W: Write>(xml: &mut Writer<W>, (name, numbers, cell, letters, paragraph): &CellStyle<'_>) -> Result<()> {
    let display = name.replace("_20_", " ");
    let mut attributes = vec![
        ("style:name", *name),
        ("style:display-name", display.as_str()),
        ("style:family", "table-cell"),
        ("style:parent-style-name", "Default"),
    ];
    attributes.extend(numbers.map(|numbers| ("style:data-style-name", numbers)));
    let parts = [
        ("style:table-cell-properties", cell),
        ("style:paragraph-properties", paragraph),
        ("style:text-properties", letters),
    ];
    xml.create_element("style:style").with_attributes(attributes).write_inner_content(|xml| {
        for (part, attributes) in parts.into_iter().filter(|(_, attributes)| !attributes.is_empty()) {
            xml.create_element(part).with_attributes(attributes.iter().copied()).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `1,234`, `0.5` and `1 May 2022`.
fn number_styles<W: Write>(xml: &mut Writer<W>) -> Result<()> {
    for (name, least, most) in [("whole", "0", "0"), ("parts", "1", "3")] {
        xml.create_element("number:number-style").with_attribute(("style:name", name)).write_inner_content(|xml| {
            xml.create_element("number:number")
                .with_attributes([
                    ("number:min-integer-digits", "1"),
                    ("number:decimal-places", most),
                    ("number:min-decimal-places", least),
                    ("number:grouping", "true"),
                ])
                .write_empty()?;
            Ok(())
        })?;
    }
    xml.create_element("number:date-style")
        .with_attributes([("style:name", "day"), ("number:language", "en"), ("number:country", "GB")])
        .write_inner_content(|xml| {
            xml.create_element("number:day").write_empty()?;
            xml.create_element("number:text").write_text_content(BytesText::new(" "))?;
            xml.create_element("number:month")
                .with_attributes([("number:style", "long"), ("number:textual", "true")])
                .write_empty()?;
            xml.create_element("number:text").write_text_content(BytesText::new(" "))?;
            xml.create_element("number:year").with_attribute(("number:style", "long")).write_empty()?;
            Ok(())
        })?;
    Ok(())
}

/// Across, on A4, and how large.
fn page<W: Write>(xml: &mut Writer<W>, name: &str, scale: Attributes<'_>) -> Result<()> {
    xml.create_element("style:page-layout").with_attribute(("style:name", name)).write_inner_content(|xml| {
        xml.create_element("style:page-layout-properties")
            .with_attributes([
                ("fo:page-width", "297mm"),
                ("fo:page-height", "210mm"),
                ("style:print-orientation", "landscape"),
                ("fo:margin", "15mm"),
            ])
            .with_attributes(scale.iter().copied())
            .write_empty()?;
        for part in ["style:header-style", "style:footer-style"] {
            xml.create_element(part).write_inner_content(|xml| {
                xml.create_element("style:header-footer-properties")
                    .with_attributes([("fo:min-height", "8mm"), ("fo:margin", "0mm")])
                    .write_empty()?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn master_page<W: Write>(xml: &mut Writer<W>, name: &str, layout: &str, marking: Option<&str>) -> Result<()> {
    xml.create_element("style:master-page")
        .with_attributes([("style:name", name), ("style:page-layout-name", layout)])
        .write_inner_content(|xml| {
            xml.create_element("style:header").write_inner_content(|xml| {
                let marking = crate::workbook::cell::fitting(marking.unwrap_or_default());
                xml.create_element("text:p").write_text_content(BytesText::new(&marking))?;
                Ok(())
            })?;
            xml.create_element("style:footer").write_inner_content(|xml| {
                xml.create_element("text:p").write_inner_content(|xml| {
                    xml.create_element("text:sheet-name").write_text_content(BytesText::new("Sheet"))?;
                    xml.create_element("text:s").write_empty()?;
                    xml.create_element("text:page-number").write_text_content(BytesText::new("1"))?;
                    Ok(())
                })?;
                Ok(())
            })?;
            Ok(())
        })?;
    Ok(())
}

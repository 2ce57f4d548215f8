//! A workbook as an OpenDocument file: an archive of a few parts of XML. What a source wrote is text in it and never markup.

use std::io::{Cursor, Write};

use chrono::SecondsFormat;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    Format, LANGUAGE, Workbook, WorkbookError,
    sheet::{Sheet, sheets},
};
use crate::SERVICE_NAME;

mod content;
mod styles;

/// The version of OpenDocument that is written.
const VERSION: &str = "1.3";

/// The names that the parts use.
const NAMESPACES: [(&str, &str); 12] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("xmlns:ooo", "http://openoffice.org/2004/office"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("office:version", VERSION),
];

/// The file.
pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    let sheets = sheets(workbook);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // First and as it is, so that the kind of file can be told by its first bytes.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("mimetype", stored)?;
    archive.write_all(Format::Ods.media_type().as_bytes())?;
    part(&mut archive, "content.xml", |xml| content::write(xml, &sheets))?;
    part(&mut archive, "styles.xml", |xml| styles::write(xml, workbook.imprint.marking.as_deref()))?;
    part(&mut archive, "meta.xml", |xml| meta(xml, workbook))?;
    part(&mut archive, "settings.xml", |xml| settings(xml, &sheets))?;
    #[expect(clippy::redundant_closure, reason = "the function itself is of one lifetime, and any is asked for")]
    part(&mut archive, "META-INF/manifest.xml", |xml| manifest(xml))?;
    Ok(archive.finish()?.into_inner())
}

/// Writes one part as it is made: none is held in memory.
fn part<W: Write + std::io::Seek>(
    archive: &mut ZipWriter<W>,
    name: &str,
    write: impl FnOnce(&mut Writer<&mut ZipWriter<W>>) -> std::io::Result<()>,
) -> Result<(), WorkbookError> {
    archive.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?;
    let mut xml = Writer::new(archive);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    write(&mut xml)?;
    Ok(())
}

fn manifest<W: Write>(xml: &mut Writer<W>) -> std::io::Result<()> {
    let parts = [
        ("/", Format::Ods.media_type()),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        ("meta.xml", "text/xml"),
        ("settings.xml", "text/xml"),
    ];
    xml.create_element("manifest:manifest")
        .with_attributes([
            ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
            ("manifest:version", VERSION),
        ])
        .write_inner_content(|xml| {
            for (path, media_type) in parts {
                xml.create_element("manifest:file-entry")
                    .with_attributes([("manifest:full-path", path), ("manifest:media-type", media_type)])
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

/// Title, language and when it was made.
fn meta<W: Write>(xml: &mut Writer<W>, workbook: &Workbook) -> std::io::Result<()> {
    let made = workbook.imprint.now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let facts = [
        ("dc:title", workbook.title.as_str()),
        ("dc:subject", workbook.imprint.point.as_str()),
        ("dc:language", LANGUAGE),
        ("meta:generator", SERVICE_NAME),
        ("meta:creation-date", &made),
        ("dc:date", &made),
    ];
    xml.create_element("office:document-meta").with_attributes(NAMESPACES).write_inner_content(|xml| {
        xml.create_element("office:meta").write_inner_content(|xml| {
            for (name, fact) in facts {
                xml.create_element(name).write_text_content(BytesText::new(&super::cell::fitting(fact)))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Which rows stand still as a table is scrolled: its headings and what is above them.
fn settings<W: Write>(xml: &mut Writer<W>, sheets: &[Sheet<'_>]) -> std::io::Result<()> {
    let frozen = |xml: &mut Writer<W>, sheet: &Sheet<'_>| -> std::io::Result<()> {
        let Some(rows) = sheet.frozen() else { return Ok(()) };
        let rows = rows.to_string();
        // 2: as split by freezing. The lower half is the active one.
        let items = [
            ("VerticalSplitMode", "short", "2"),
            ("VerticalSplitPosition", "int", &rows),
            ("ActiveSplitRange", "short", "2"),
            ("PositionTop", "int", "0"),
            ("PositionBottom", "int", &rows),
        ];
        xml.create_element("config:config-item-map-entry")
            .with_attribute(("config:name", sheet.name.as_str()))
            .write_inner_content(|xml| {
                for (name, kind, value) in items {
                    xml.create_element("config:config-item")
                        .with_attributes([("config:name", name), ("config:type", kind)])
                        .write_text_content(BytesText::new(value))?;
                }
                Ok(())
            })?;
        Ok(())
    };
    xml.create_element("office:document-settings").with_attributes(NAMESPACES).write_inner_content(|xml| {
        xml.create_element("office:settings").write_inner_content(|xml| {
            xml.create_element("config:config-item-set")
                .with_attribute(("config:name", "ooo:view-settings"))
                .write_inner_content(|xml| {
                    xml.create_element("config:config-item-map-indexed")
                        .with_attribute(("config:name", "Views"))
                        .write_inner_content(|xml| {
                            xml.create_element("config:config-item-map-entry").write_inner_content(|xml| {
                                xml.create_element("config:config-item-map-named")
                                    .with_attribute(("config:name", "Tables"))
                                    .write_inner_content(|xml| {
                                        sheets.iter().try_for_each(|sheet| frozen(xml, sheet))
                                    })?;
                                xml.create_element("config:config-item")
                                    .with_attributes([("config:name", "ActiveTable"), ("config:type", "string")])
                                    .write_text_content(BytesText::new(
                                        sheets.first().map_or("", |sheet| &sheet.name),
                                    ))?;
                                Ok(())
                            })?;
                            Ok(())
                        })?;
                    Ok(())
                })?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

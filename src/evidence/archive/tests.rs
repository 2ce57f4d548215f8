//! Archives made by hand: documents as they are, and those that say one thing and do another.

use std::io::Write as _;

use flate2::{Compression, write::DeflateEncoder};
use proptest::prelude::*;

use super::*;
use crate::evidence::inflation::{Inflation, unpacked};

/// What a part is made of, and what the directory is to say of it.
pub(crate) struct Made {
    pub(crate) name: &'static str,
    pub(crate) content: Vec<u8>,
    pub(crate) packing: Packing,
    pub(crate) says: Option<u32>,
    pub(crate) flags: u16,
    pub(crate) from: Option<u32>,
}

pub(crate) fn made(name: &'static str, content: &[u8]) -> Made {
    Made { name, content: content.to_vec(), packing: Packing::Deflated, says: None, flags: 0, from: None }
}

/// An archive with these parts.
pub(crate) fn zip(parts: &[Made]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let (method, packed) = match part.packing {
            Packing::Stored => (0_u16, part.content.clone()),
            Packing::Deflated => {
                let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
                deflate.write_all(&part.content).unwrap();
                (8, deflate.finish().unwrap())
            }
        };
        let from = part.from.unwrap_or_else(|| u32::try_from(file.len()).unwrap());
        let says = part.says.unwrap_or_else(|| u32::try_from(part.content.len()).unwrap());
        let name = u16::try_from(part.name.len()).unwrap().to_le_bytes();
        let length = u32::try_from(packed.len()).unwrap().to_le_bytes();
        let mut fields = vec![20, 0];
        fields.extend(part.flags.to_le_bytes());
        fields.extend(method.to_le_bytes());
        fields.extend([0; 8]);
        fields.extend(length);
        fields.extend(says.to_le_bytes());
        fields.extend(name);
        fields.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&fields);
        file.extend(part.name.as_bytes());
        file.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(fields);
        directory.extend([0; 10]);
        directory.extend(from.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let (from, size) = (u32::try_from(file.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.iter().chain(&count));
    file.extend(size.to_le_bytes());
    file.extend(from.to_le_bytes());
    file.extend([0; 2]);
    file
}

fn types(main: &str) -> Vec<u8> {
    format!(r#"<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>"#).into_bytes()
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

pub(crate) fn word_document() -> Vec<u8> {
    zip(&[made("[Content_Types].xml", &types(WORD)), made("word/document.xml", &b"<w:p>Words</w:p>".repeat(400))])
}

/// The same with macros that it does not declare.
pub(crate) fn with_macros() -> Vec<u8> {
    zip(&[made("[Content_Types].xml", &types(WORD)), made("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")])
}

/// All that is asked of an archive, as if the file came in pieces of this size.
fn looked_into(file: &[u8], size: usize) -> Result<FileKind, Refused> {
    let length = file.len() as u64;
    let tail = &file[file.len().saturating_sub(usize::try_from(LONGEST_END).unwrap())..];
    let place = find(tail, length)?;
    let range = |from: u64, until: u64| {
        let (from, until) = (usize::try_from(from).unwrap(), usize::try_from(until.min(length)).unwrap());
        file.get(from..until).ok_or(Refused::Damaged)
    };
    let parts = parts(range(place.from, place.until)?, place, length)?;
    let part = telling(&parts)?;
    let content = part.from + before_content(range(part.from, part.from + 30)?)?;
    let kind = kind(part, &unpacked(part, range(content, content + part.packed)?)?)?;
    without_active_content(&parts)?;
    let mut inflation = Inflation::of(parts);
    for piece in file.chunks(size) {
        inflation.feed(piece)?;
    }
    inflation.finish()?;
    Ok(kind)
}

#[test]
fn an_archive_is_the_document_that_its_content_says() {
    let office = |main: &str| zip(&[made("[Content_Types].xml", &types(main)), made("main.xml", b"<x/>")]);
    let open = |mime: &str| {
        let mimetype = Made { packing: Packing::Stored, ..made("mimetype", mime.as_bytes()) };
        zip(&[mimetype, made("content.xml", b"<x/>")])
    };
    for (file, expected) in [
        (word_document(), Ok(FileKind::Docx)),
        (office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), Ok(FileKind::Xlsx)),
        (
            office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            Ok(FileKind::Pptx),
        ),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), Err(Refused::Macros)),
        (office("application/vnd.ms-package.3dmanufacturing-3dmodel+xml"), Err(Refused::Kind)),
        (open("application/vnd.oasis.opendocument.text"), Ok(FileKind::Odt)),
        (open("application/vnd.oasis.opendocument.spreadsheet"), Ok(FileKind::Ods)),
        (open("application/vnd.oasis.opendocument.presentation"), Ok(FileKind::Odp)),
        (open("application/epub+zip"), Err(Refused::Kind)),
        (zip(&[made("holiday.jpg", b"\xff\xd8\xff")]), Err(Refused::Kind)),
        (zip(&[]), Err(Refused::Kind)),
    ] {
        for size in [1, 7, 64, 100_000] {
            assert_eq!(looked_into(&file, size), expected, "in pieces of {size}");
        }
    }
}

#[test]
fn macros_are_refused_though_no_content_type_declares_them() {
    let open = |mime: &str| Made { packing: Packing::Stored, ..made("mimetype", mime.as_bytes()) };
    let word = || made("[Content_Types].xml", &types(WORD));
    let text = || open("application/vnd.oasis.opendocument.text");
    for (first, name, expected) in [
        (word(), "word/vbaProject.bin", Err(Refused::Macros)),
        (word(), "xl/macrosheets/sheet1.xml", Err(Refused::Macros)),
        (word(), "word/embeddings/oleObject1.bin", Err(Refused::Embedded)),
        (word(), "word/media/image1.png", Ok(FileKind::Docx)),
        (text(), "Basic/Standard/Module1.xml", Err(Refused::Macros)),
        (text(), "Scripts/python/run.py", Err(Refused::Macros)),
        (text(), "Object 1", Err(Refused::Embedded)),
        (text(), "Object 1/content.xml", Ok(FileKind::Odt)),
    ] {
        assert_eq!(looked_into(&zip(&[first, made(name, b"x")]), 100_000), expected, "{name}");
    }
}

#[test]
fn an_archive_of_very_many_parts_is_refused() {
    let with = |others: usize| {
        let others = (0..others).map(|_| Made { packing: Packing::Stored, ..made("word/media/image.png", b"") });
        zip(&[made("[Content_Types].xml", &types(WORD))].into_iter().chain(others).collect::<Vec<_>>())
    };
    assert_eq!(looked_into(&with(MOST_PARTS - 1), 100_000), Ok(FileKind::Docx));
    assert_eq!(looked_into(&with(MOST_PARTS), 100_000), Err(Refused::TooManyParts));
    assert_eq!(looked_into(&with(50_000), 100_000), Err(Refused::TooManyParts));
}

#[test]
fn what_says_that_it_unpacks_to_far_too_much_is_refused_without_unpacking() {
    let says = |says| Made { says: Some(says), ..made("word/document.xml", b"<x/>") };
    let types = || made("[Content_Types].xml", &types(WORD));
    for says in [
        vec![says(500 << 20)],
        vec![says(60 << 20)],
        vec![says(200 << 20), says(200 << 20), says(10 << 20)],
        vec![says(u32::MAX)],
    ] {
        let file = zip(&[types()].into_iter().chain(says).collect::<Vec<_>>());
        assert_eq!(looked_into(&file, 64), Err(Refused::Bomb));
    }
}

#[test]
fn what_unpacks_to_more_than_it_says_is_refused_while_unpacking() {
    let lies = Made { says: Some(100), ..made("word/document.xml", &vec![b'a'; 3 << 20]) };
    let file = zip(&[made("[Content_Types].xml", &types(WORD)), lies]);
    assert!(file.len() < 10_000);
    assert_eq!(looked_into(&file, 512), Err(Refused::Bomb));
    let lies = Made { says: Some(10), ..made("[Content_Types].xml", &types(WORD)) };
    assert_eq!(looked_into(&zip(&[lies]), 512), Err(Refused::Bomb));
}

#[test]
fn parts_that_lie_on_top_of_each_other_are_refused() {
    let twice = Made { from: Some(0), ..made("word/document.xml", b"<x/>") };
    let file = zip(&[made("[Content_Types].xml", &types(WORD)), twice]);
    assert_eq!(looked_into(&file, 64), Err(Refused::Bomb));
}

#[test]
fn what_is_secret_or_cut_short_is_refused() {
    let secret = Made { flags: 1, ..made("[Content_Types].xml", &types(WORD)) };
    assert_eq!(looked_into(&zip(&[secret]), 64), Err(Refused::Protected));
    let whole = word_document();
    for length in 0..whole.len() {
        assert!(looked_into(&whole[..length], 64).is_err(), "{length} of {}", whole.len());
    }
}

proptest! {
    #[test]
    fn no_damage_is_more_than_a_refusal(at in 0_usize..10_000, byte: u8, size in 1_usize..200) {
        let mut file = word_document();
        let at = at % file.len();
        file[at] = byte;
        let _ = looked_into(&file, size);
    }
}

//! The directory of an archive: what an Office or OpenDocument file holds, read without unpacking it.

use super::{FileKind, MEGABYTE, Refused, active_content};

/// Where the end of the directory can be: its record, and the longest comment behind it.
pub const LONGEST_END: u64 = 22 + 65_535;

/// The most parts that an archive may have: a long document has some hundreds, one for each picture.
pub const MOST_PARTS: usize = 5000;

/// The longest directory that is read, in bytes.
const LONGEST_DIRECTORY: u64 = 4 * MEGABYTE;
/// The most that any document may unpack to, in bytes, and how many times its own size once that is more than a few megabytes.
const MOST_UNPACKED: u64 = 400 * MEGABYTE;
const HARMLESS: u64 = 30 * MEGABYTE;
const MOST_TIMES: u64 = 150;
/// The most that the parts may unpack to which say what the file is.
const MOST_OF_A_PART: u64 = MEGABYTE;
/// The same of a manifest, which has some lines for each picture.
const LONGEST_MANIFEST: u64 = 8 * MEGABYTE;

/// Where the directory lies in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub from: u64,
    /// The first byte behind it.
    pub until: u64,
}

/// How a part is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Stored,
    /// With Deflate, the only other way in which documents are packed.
    Deflated,
}

/// One part of an archive, as its directory describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// How it is packed.
    pub packing: Packing,
    /// How long it is in the file, in bytes.
    pub packed: u64,
    /// How long it says it is once unpacked.
    pub unpacked: u64,
    /// Where its own header begins.
    pub from: u64,
    /// How long its own header is at least: as much as the directory says of it.
    header: u64,
}

/// Finds the directory, by the last bytes of a file of this length: at most [`LONGEST_END`] of them.
///
/// # Errors
/// There is none, or it is not where it says.
pub fn find(end: &[u8], length: u64) -> Result<Place, Refused> {
    let before = length.checked_sub(end.len() as u64).ok_or(Refused::Damaged)?;
    let last = end.len().checked_sub(22).ok_or(Refused::Damaged)?;
    // The record ends where the file does, so a comment that imitates one is not taken for it.
    let whole = |at: &usize| {
        end[*at..].starts_with(b"PK\x05\x06") && u16_at(end, at + 20).map(usize::from) == Some(end.len() - at - 22)
    };
    let at = (0..=last).rev().find(whole).ok_or(Refused::Damaged)?;
    let (size, from) = (u32_at(end, at + 12), u32_at(end, at + 16));
    let (Some(size), Some(from)) = (size, from) else { return Err(Refused::Damaged) };
    let place = Place { from: from.into(), until: u64::from(from) + u64::from(size) };
    if place.until > before + at as u64 {
        return Err(Refused::Damaged);
    }
    if place.until - place.from > LONGEST_DIRECTORY {
        return Err(Refused::Bomb);
    }
    Ok(place)
}

/// Reads the directory, and refuses what no document is: parts that overlap, a secret, or far too much once unpacked.
///
/// # Errors
/// See [`Refused`].
pub fn parts(directory: &[u8], place: Place, length: u64) -> Result<Vec<Part>, Refused> {
    let mut parts = Vec::new();
    let mut rest = directory;
    while !rest.is_empty() {
        if parts.len() >= MOST_PARTS {
            return Err(Refused::TooManyParts);
        }
        let (part, behind) = part(rest)?;
        parts.push(part);
        rest = behind;
    }
    parts.sort_by_key(|part| part.from);
    let mut free = 0;
    for part in &parts {
        if part.from < free {
            return Err(Refused::Bomb);
        }
        free = part.from + part.header + part.packed;
    }
    if free > place.from {
        return Err(Refused::Damaged);
    }
    let unpacked: u64 = parts.iter().map(|part| part.unpacked).sum();
    if unpacked > MOST_UNPACKED || unpacked > HARMLESS && unpacked / length.max(1) > MOST_TIMES {
        return Err(Refused::Bomb);
    }
    Ok(parts)
}

/// The part that says what the file is: the content types of an Office file, the media type of an OpenDocument.
///
/// # Errors
/// There is neither, or it is too long to be one.
pub fn telling(parts: &[Part]) -> Result<&Part, Refused> {
    let named = |name: &str| parts.iter().find(|part| part.name == name);
    let part = named("[Content_Types].xml").or_else(|| named("mimetype")).ok_or(Refused::Kind)?;
    if part.packed.max(part.unpacked) > MOST_OF_A_PART { Err(Refused::Bomb) } else { Ok(part) }
}

/// Refuses a document that has macros or programs among its parts, whatever its content types declare.
///
/// # Errors
/// It has.
pub fn without_active_content(parts: &[Part]) -> Result<(), Refused> {
    parts.iter().find_map(|part| active_content::of_part(&part.name)).map_or(Ok(()), Err)
}

/// The part of an OpenDocument that says how each of its parts is encrypted, if it is.
///
/// # Errors
/// It is too long to be one.
pub fn manifest(parts: &[Part]) -> Result<Option<&Part>, Refused> {
    let Some(part) = parts.iter().find(|part| part.name == "META-INF/manifest.xml") else { return Ok(None) };
    if part.packed.max(part.unpacked) > LONGEST_MANIFEST { Err(Refused::Bomb) } else { Ok(Some(part)) }
}

/// Whether a manifest says that something is encrypted: where a document needs a password, all of its content is.
#[must_use]
pub fn names_encryption(manifest: &[u8]) -> bool {
    const WORD: &[u8] = b"encryption-data";
    manifest.windows(WORD.len()).any(|bytes| bytes == WORD)
}

/// How many bytes lie between the beginning of a part's own header, of which these are the first 30, and its content.
///
/// # Errors
/// It is no header.
pub fn before_content(header: &[u8]) -> Result<u64, Refused> {
    let lengths = (u16_at(header, 26), u16_at(header, 28));
    match lengths {
        (Some(name), Some(extra)) if header.starts_with(b"PK\x03\x04") => Ok(30 + u64::from(name) + u64::from(extra)),
        _ => Err(Refused::Damaged),
    }
}

/// What the file is, by the content of its telling part.
///
/// # Errors
/// Another kind of file, or one with macros.
pub fn kind(part: &Part, content: &[u8]) -> Result<FileKind, Refused> {
    let text = String::from_utf8_lossy(content);
    if part.name == "mimetype" {
        return match text.trim_end() {
            "application/vnd.oasis.opendocument.text" => Ok(FileKind::Odt),
            "application/vnd.oasis.opendocument.spreadsheet" => Ok(FileKind::Ods),
            "application/vnd.oasis.opendocument.presentation" => Ok(FileKind::Odp),
            "application/vnd.oasis.opendocument.graphics" => Ok(FileKind::Odg),
            _ => Err(Refused::Kind),
        };
    }
    if text.contains("macroEnabled") || text.contains("vnd.ms-office.vbaProject") {
        return Err(Refused::Macros);
    }
    let main =
        |format: &str| text.contains(&format!("application/vnd.openxmlformats-officedocument.{format}.main+xml"));
    if main("wordprocessingml.document") {
        Ok(FileKind::Docx)
    } else if main("spreadsheetml.sheet") {
        Ok(FileKind::Xlsx)
    } else if main("presentationml.presentation") || main("presentationml.slideshow") {
        Ok(FileKind::Pptx)
    } else {
        Err(Refused::Kind)
    }
}

/// One entry of the directory, and what lies behind it.
fn part(entry: &[u8]) -> Result<(Part, &[u8]), Refused> {
    if !entry.starts_with(b"PK\x01\x02") {
        return Err(Refused::Damaged);
    }
    let read = || {
        let lengths = [28, 30, 32].map(|at| u16_at(entry, at).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
        let text = entry.get(46..46 + name)?;
        let behind = entry.get(46 + name + extra + comment..)?;
        Some((
            u16_at(entry, 8)?,
            u16_at(entry, 10)?,
            u32_at(entry, 20)?,
            u32_at(entry, 24)?,
            u32_at(entry, 42)?,
            text,
            behind,
        ))
    };
    let (flags, method, packed, unpacked, from, name, behind) = read().ok_or(Refused::Damaged)?;
    if flags & 1 != 0 {
        return Err(Refused::Protected);
    }
    // All ones: the true number is 64 bits long, which no file of an allowed size needs.
    if [packed, unpacked, from].contains(&u32::MAX) {
        return Err(Refused::Bomb);
    }
    let packing = match method {
        0 => Packing::Stored,
        8 => Packing::Deflated,
        _ => return Err(Refused::Kind),
    };
    let header = 30 + name.len() as u64;
    let name = String::from_utf8_lossy(name).into_owned();
    Ok((Part { name, packing, packed: packed.into(), unpacked: unpacked.into(), from: from.into(), header }, behind))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
pub(crate) mod tests;

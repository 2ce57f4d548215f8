//! Compound files, the container of the Office before 2007: what they hold is told by the names of their streams.

use super::{FileKind, Refused, active_content};

/// The longest directory that is read, in sectors: a document has some dozens of streams.
const MOST_SECTORS: usize = 64;

/// The header of a compound file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The length of a sector in bytes.
    sector: u64,
    /// The first sector of the directory.
    directory: u32,
    /// The sectors of the table that says which sector follows which, as far as the header names them.
    tables: Vec<u32>,
}

impl Header {
    /// Of the first 512 bytes.
    ///
    /// # Errors
    /// It is no header.
    pub fn read(head: &[u8]) -> Result<Self, Refused> {
        let sector = match u16_at(head, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(Refused::Damaged),
        };
        let directory = u32_at(head, 48).ok_or(Refused::Damaged)?;
        let tables = (0..109).filter_map(|number| u32_at(head, 76 + number * 4)).take_while(|table| is_sector(*table));
        Ok(Self { sector, directory, tables: tables.collect() })
    }

    /// The directory's sectors in order, as far as they were followed.
    pub fn walk(&self) -> Walk<'_> {
        Walk { header: self, sectors: vec![self.directory] }
    }

    fn place(&self, sector: u32) -> std::ops::Range<u64> {
        let from = (u64::from(sector) + 1) * self.sector;
        from..from + self.sector
    }
}

/// A walk through the directory: for each sector, where it lies, and where it is said which one is next.
#[derive(Debug)]
pub struct Walk<'a> {
    header: &'a Header,
    sectors: Vec<u32>,
}

impl Walk<'_> {
    /// Where the bytes of the sector lie.
    pub fn here(&self) -> Option<std::ops::Range<u64>> {
        self.sectors.last().map(|sector| self.header.place(*sector))
    }

    /// Where the four bytes lie that name the next sector; `None` where the header does not say, or after very many.
    pub fn next_is_at(&self) -> Option<std::ops::Range<u64>> {
        if self.sectors.len() >= MOST_SECTORS {
            return None;
        }
        let entries = self.header.sector / 4;
        let sector = u64::from(*self.sectors.last()?);
        let table = *self.header.tables.get(usize::try_from(sector / entries).ok()?)?;
        let from = self.header.place(table).start + sector % entries * 4;
        Some(from..from + 4)
    }

    /// Goes on to the sector that these four bytes name; says whether there is one.
    pub fn go_on(&mut self, next: &[u8]) -> bool {
        match u32_at(next, 0) {
            Some(next) if is_sector(next) && !self.sectors.contains(&next) => {
                self.sectors.push(next);
                true
            }
            _ => false,
        }
    }
}

/// What a compound file is, by its directory.
///
/// # Errors
/// Something else, one with macros or a program in it, or a newer document behind a password.
pub fn kind(directory: &[u8]) -> Result<FileKind, Refused> {
    let names: Vec<String> = directory.chunks_exact(128).filter_map(name).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    // A newer document with a password, or one whose rights are managed.
    if ["EncryptedPackage", "\u{9}DRMContent"].into_iter().any(has) {
        Err(Refused::Protected)
    } else if let Some(refused) = names.iter().find_map(|name| active_content::of_stream(name)) {
        Err(refused)
    } else if has("WordDocument") {
        Ok(FileKind::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(FileKind::Xls)
    } else if has("PowerPoint Document") {
        Ok(FileKind::Ppt)
    } else {
        Err(Refused::Kind)
    }
}

/// The name of one entry.
fn name(entry: &[u8]) -> Option<String> {
    // With its end, in bytes.
    let length = usize::from(u16_at(entry, 64)?).checked_sub(2)?;
    let units = entry.get(..length.min(62))?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    String::from_utf16(&units.collect::<Vec<_>>()).ok()
}

/// The highest numbers mean that there is none.
fn is_sector(number: u32) -> bool {
    number < 0xffff_fffa
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A compound file whose directory holds these streams, four in each sector, the sectors not in a row.
    pub(crate) fn compound(streams: &[&str]) -> Vec<u8> {
        let count = streams.len().div_ceil(4);
        let mut file = vec![0; 512 * (2 * count + 3)];
        file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        file[30] = 9;
        file[76..512].fill(0xff);
        file[76..80].copy_from_slice(&0_u32.to_le_bytes());
        file[48..52].copy_from_slice(&2_u32.to_le_bytes());
        for (number, streams) in streams.chunks(4).enumerate() {
            let sector = 2 + 2 * number;
            let next = if number + 1 < count { u32::try_from(sector + 2).unwrap() } else { 0xffff_fffe };
            file[512 + sector * 4..][..4].copy_from_slice(&next.to_le_bytes());
            for (place, name) in streams.iter().enumerate() {
                let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let entry = &mut file[512 * (sector + 1) + 128 * place..][..128];
                entry[..units.len()].copy_from_slice(&units);
                entry[64] = u8::try_from(units.len() + 2).unwrap();
            }
        }
        file
    }

    fn looked_into(file: &[u8]) -> Result<FileKind, Refused> {
        let bytes = |range: std::ops::Range<u64>| {
            let (from, until) = (usize::try_from(range.start).unwrap(), usize::try_from(range.end).unwrap());
            file.get(from..until).unwrap_or_default()
        };
        let header = Header::read(&file[..file.len().min(512)])?;
        let mut walk = header.walk();
        let mut directory = Vec::new();
        loop {
            directory.extend(walk.here().map(bytes).unwrap_or_default());
            let Some(next) = walk.next_is_at() else { break };
            if !walk.go_on(bytes(next)) {
                break;
            }
        }
        kind(&directory)
    }

    #[test]
    fn the_streams_tell_which_document_it_is_wherever_they_stand() {
        let padding = ["Root Entry", "1", "2", "3", "4", "5", "6", "7", "8"];
        for (stream, expected) in [
            ("WordDocument", Ok(FileKind::Doc)),
            ("Workbook", Ok(FileKind::Xls)),
            ("Book", Ok(FileKind::Xls)),
            ("PowerPoint Document", Ok(FileKind::Ppt)),
            ("EncryptedPackage", Err(Refused::Protected)),
            ("\u{9}DRMContent", Err(Refused::Protected)),
            ("Macros", Err(Refused::Macros)),
            ("_VBA_PROJECT_CUR", Err(Refused::Macros)),
            ("\u{1}Ole10Native", Err(Refused::Embedded)),
            ("__properties_version1.0", Err(Refused::Kind)),
        ] {
            for before in 1..padding.len() {
                let streams: Vec<_> = padding[..before].iter().copied().chain([stream]).collect();
                assert_eq!(looked_into(&compound(&streams)), expected, "{streams:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_damage_is_more_than_a_refusal(changes in prop::collection::vec((0_usize..3000, any::<u8>()), 0..30)) {
            let mut file = compound(&["Root Entry", "1", "2", "3", "WordDocument"]);
            for (at, byte) in changes {
                let at = at % file.len();
                file[at] = byte;
            }
            let _ = looked_into(&file);
        }
    }
}

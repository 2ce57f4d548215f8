//! Evidence: what shows that something was done, as a file or by saying where it is held.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::vocabulary;

pub mod active_content;
pub mod archive;
pub mod compound;
pub mod file_name;
pub mod inflation;
pub mod other_encoding;
pub mod plain_text;
pub mod refused;
pub mod signature;

pub use file_name::FileName;
pub use refused::Refused;

/// How many bytes a megabyte has here, as people's own computers count them.
pub const MEGABYTE: u64 = 1024 * 1024;

/// One piece of evidence, for good: a new version of it is a piece of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceId(pub Uuid);

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A text that is no identity of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not name a piece of evidence")]
pub struct NotAnId;

impl FromStr for EvidenceId {
    type Err = NotAnId;

    /// Only as [`EvidenceId`] itself is written: an address has one spelling.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let id = text.parse().map(Self).map_err(|_| NotAnId)?;
        if id.to_string() == text { Ok(id) } else { Err(NotAnId) }
    }
}

vocabulary! {
    /// What sort of file it is, told from what is in it.
    FileKind, "kind of file" {
        /// Portable document.
        Pdf = "pdf" => "PDF",
        /// Word, since 2007.
        Docx = "docx" => "Word document",
        /// Excel, since 2007.
        Xlsx = "xlsx" => "Excel workbook",
        /// PowerPoint, since 2007.
        Pptx = "pptx" => "PowerPoint presentation",
        /// Word, before 2007.
        Doc = "doc" => "Word document (97 to 2003)",
        /// Excel, before 2007.
        Xls = "xls" => "Excel workbook (97 to 2003)",
        /// PowerPoint, before 2007.
        Ppt = "ppt" => "PowerPoint presentation (97 to 2003)",
        /// Text of an open office suite.
        Odt = "odt" => "OpenDocument text",
        /// Table of an open office suite.
        Ods = "ods" => "OpenDocument spreadsheet",
        /// Slides of an open office suite.
        Odp = "odp" => "OpenDocument presentation",
        /// Drawing of an open office suite.
        Odg = "odg" => "OpenDocument drawing",
        /// Picture.
        Png = "png" => "PNG image",
        /// Photograph.
        Jpeg = "jpeg" => "JPEG image",
        /// Picture.
        Gif = "gif" => "GIF image",
        /// Picture.
        Webp = "webp" => "WebP image",
        /// Scan.
        Tiff = "tiff" => "TIFF image",
        /// Plain text in UTF-8: notes, comma-separated columns.
        Text = "text" => "Text",
    }
}

impl FileKind {
    /// What a browser is told it is. Text is only ever text, whatever it may look like.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Odg => "application/vnd.oasis.opendocument.graphics",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The endings that a name of such a file may have, the usual one first.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Tiff => &["tif", "tiff"],
            Self::Text => &["txt", "csv", "tsv", "md", "log"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Doc => &["doc"],
            Self::Xls => &["xls"],
            Self::Ppt => &["ppt"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Odg => &["odg"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
        }
    }
}

/// What the record says of a file for good. Its name and its SHA-256 lie beside the event, where they can be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// What sort of file.
    pub kind: FileKind,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What the record says of a piece of evidence for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which.
    pub id: EvidenceId,
    /// The piece that this is a new version of. That one stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<EvidenceId>,
    /// The file, if it is one and no reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileFacts>,
}

/// A number of bytes as a reader wants it: "340 kB", "1.2 MB".
pub fn size_in_words(bytes: u64) -> String {
    const KILOBYTE: u64 = 1024;
    match bytes {
        1 => "1 byte".to_owned(),
        0..KILOBYTE => format!("{bytes} bytes"),
        KILOBYTE..MEGABYTE => format!("{} kB", bytes.div_ceil(KILOBYTE)),
        _ if bytes.is_multiple_of(MEGABYTE) => format!("{} MB", bytes / MEGABYTE),
        _ => {
            let tenths = (u128::from(bytes) * 10).div_ceil(u128::from(MEGABYTE));
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_has_one_address() {
        let id = EvidenceId(Uuid::from_u128(0xabc));
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in [id.0.simple().to_string(), id.to_string().to_uppercase(), format!("{{{id}}}"), String::new()] {
            assert_eq!(text.parse::<EvidenceId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        for (bytes, words) in [
            (1, "1 byte"),
            (1023, "1023 bytes"),
            (1024, "1 kB"),
            (1025, "2 kB"),
            (25 * MEGABYTE, "25 MB"),
            (MEGABYTE + 1, "1.1 MB"),
        ] {
            assert_eq!(size_in_words(bytes), words);
        }
    }

    #[test]
    fn every_kind_has_an_ending_and_no_two_kinds_share_one() {
        let mut endings: Vec<_> = FileKind::ALL.iter().flat_map(|kind| kind.extensions()).collect();
        let all = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), all);
        assert!(FileKind::ALL.iter().all(|kind| !kind.extensions().is_empty()));
    }
}

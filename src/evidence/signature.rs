//! What a file begins as. Formats that are containers must be looked into.

use super::FileKind;

/// How many first bytes are enough to tell.
pub const ENOUGH: usize = 4096;

/// The beginning of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// A format that says by its first bytes what it is.
    Of(FileKind),
    /// An archive: what is in it says what it is.
    Zip,
    /// A compound file of the old Office: what is in it says what it is.
    Compound,
    /// Nothing that is known: text, or nothing that is kept here.
    Other,
}

impl Signature {
    /// Of the first bytes of a file, at most [`ENOUGH`].
    pub fn of(head: &[u8]) -> Self {
        if head.starts_with(b"PK\x03\x04") {
            return Self::Zip;
        }
        if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            return Self::Compound;
        }
        match infer::get(head).map(|found| found.mime_type()) {
            Some("application/pdf") => Self::Of(FileKind::Pdf),
            Some("image/png") => Self::Of(FileKind::Png),
            Some("image/jpeg") => Self::Of(FileKind::Jpeg),
            Some("image/gif") => Self::Of(FileKind::Gif),
            Some("image/webp") => Self::Of(FileKind::Webp),
            Some("image/tiff") => Self::Of(FileKind::Tiff),
            // Some formats are known by letters that a text may well begin with: whether it is one is seen by all of it.
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_a_file_is_and_never_its_name() {
        for (head, expected) in [
            (&b"%PDF-1.7\n%\xe2\xe3"[..], Signature::Of(FileKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Signature::Of(FileKind::Png)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Signature::Of(FileKind::Jpeg)),
            (b"GIF89a\x01\0\x01\0", Signature::Of(FileKind::Gif)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Signature::Of(FileKind::Webp)),
            (b"II*\0\x08\0\0\0\0\0\0\0", Signature::Of(FileKind::Tiff)),
            (b"MM\0*\0\0\0\x08\0\0\0\0", Signature::Of(FileKind::Tiff)),
            (b"PK\x03\x04\x14\0\x06\0", Signature::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Signature::Compound),
            (b"BM is how this text begins", Signature::Other),
            (b"MZ\x90\0\x03\0\0\0", Signature::Other),
            (b"<!doctype html><script>", Signature::Other),
            (b"", Signature::Other),
        ] {
            assert_eq!(Signature::of(head), expected, "{head:?}");
        }
    }
}

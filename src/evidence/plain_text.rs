//! Whether bytes are text: UTF-8 throughout, and nothing that no text holds. Told as they come, in pieces of any size.

/// What was seen of a file so far.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// The beginning of a character whose end is in the next piece.
    cut: Vec<u8>,
    failed: bool,
}

impl PlainText {
    /// Looks at the next piece.
    pub fn feed(&mut self, piece: &[u8]) {
        if self.failed {
            return;
        }
        if self.cut.is_empty() {
            return self.look_at(piece);
        }
        // A character has at most four bytes: what completes the cut one is among the next three.
        let (completes, rest) = piece.split_at(piece.len().min(4 - self.cut.len()));
        let mut joined = std::mem::take(&mut self.cut);
        joined.extend_from_slice(completes);
        self.look_at(&joined);
        if self.cut.is_empty() {
            self.look_at(rest);
        } else if !rest.is_empty() {
            self.feed(rest);
        }
    }

    /// Whether it is known already that it is no text.
    pub const fn failed(&self) -> bool {
        self.failed
    }

    /// Whether all of it was text.
    pub fn is_text(&self) -> bool {
        !self.failed && self.cut.is_empty()
    }

    fn look_at(&mut self, bytes: &[u8]) {
        if bytes.iter().any(|byte| is_of_no_text(*byte)) {
            self.failed = true;
            return;
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            if error.error_len().is_some() {
                self.failed = true;
            } else {
                self.cut = bytes[error.valid_up_to()..].to_vec();
            }
        }
    }
}

/// Control characters but tab, the ends of lines, form feed and the mark of an old end of file.
fn is_of_no_text(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_text(bytes: &[u8], size: usize) -> bool {
        let mut text = PlainText::default();
        bytes.chunks(size).for_each(|piece| text.feed(piece));
        text.is_text()
    }

    #[test]
    fn text_is_utf_8_without_nul() {
        for (bytes, expected) in [
            (&b"force,cases\r\nkent,33\r\n"[..], true),
            ("\u{feff}Tag für Tag – 50 € 👮".as_bytes(), true),
            (b"\xa3100", false),
            (b"a\0b", false),
            ("cut: 👮".as_bytes().split_last().unwrap().1, false),
            (b"MZ\x90\0\x03", false),
            (b"\x1b[2J", false),
        ] {
            for size in 1..6 {
                assert_eq!(is_text(bytes, size), expected, "{bytes:?} in pieces of {size}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_the_bytes_are_cut(bytes in prop::collection::vec(any::<u8>(), 0..40), size in 1_usize..9) {
            prop_assert_eq!(is_text(&bytes, size), is_text(&bytes, 40));
        }

        #[test]
        fn any_words_are_text_however_they_are_cut(words in "[a-zäöü€👮 ]{0,30}", size in 1_usize..9) {
            prop_assert!(is_text(words.as_bytes(), size));
        }
    }
}

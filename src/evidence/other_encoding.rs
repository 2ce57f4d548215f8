//! Whether bytes that are not UTF-8 are text all the same, in an encoding of one byte a sign (Windows-1252, the older ones) or in UTF-16 or
//! UTF-32. Told as they come, in pieces of any size.

/// A mark at the beginning of a text in UTF-16 or UTF-32, and how its units are read.
const MARKS: [(&[u8], Units); 4] = [
    (&[0xff, 0xfe, 0, 0], Units { length: 4, big_endian: false }),
    (&[0, 0, 0xfe, 0xff], Units { length: 4, big_endian: true }),
    (&[0xff, 0xfe], Units { length: 2, big_endian: false }),
    (&[0xfe, 0xff], Units { length: 2, big_endian: true }),
];
/// How the units of a text without a mark may be read.
const WITHOUT_MARK: [Units; 2] = [Units { length: 2, big_endian: false }, Units { length: 2, big_endian: true }];
/// A text without a mark has at least this share of Latin letters, digits and spaces, one in so many units: other bytes look like rare signs of
/// every script.
const LATIN: u64 = 2;

/// How bytes are put together to numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Units {
    length: usize,
    big_endian: bool,
}

/// What was seen of a file so far.
#[derive(Debug, Clone, Default)]
pub struct OtherEncoding {
    bytes: u64,
    /// Whether there was a byte that no text of one byte a sign holds.
    has_control: bool,
    /// The first bytes, which may be a mark.
    head: Vec<u8>,
    /// One for each way to read units.
    readings: Vec<UnitReading>,
}

impl OtherEncoding {
    /// Looks at the next piece.
    pub fn feed(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
        self.has_control |= piece.iter().any(|byte| is_control(u32::from(*byte)));
        if !self.readings.is_empty() {
            return self.readings.iter_mut().for_each(|reading| reading.feed(piece));
        }
        self.head.extend_from_slice(piece);
        if self.head.len() >= 4 {
            self.begin();
        }
    }

    /// Whether it may still be text.
    pub fn may_be_text(&self) -> bool {
        !self.has_control || self.readings.is_empty() || self.readings.iter().any(|reading| !reading.failed)
    }

    /// Whether all of it was text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        let mut whole = self.clone();
        if whole.readings.is_empty() {
            whole.begin();
        }
        self.bytes > 0 && (!self.has_control || whole.readings.iter().any(UnitReading::is_text))
    }

    /// Chooses how to read units, by the first bytes, and reads those.
    fn begin(&mut self) {
        let head = std::mem::take(&mut self.head);
        let marked = MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, units)| *units);
        let readings = match marked {
            Some(units) => vec![UnitReading::new(units, true)],
            None => WITHOUT_MARK.map(|units| UnitReading::new(units, false)).into(),
        };
        self.readings = readings;
        self.readings.iter_mut().for_each(|reading| reading.feed(&head));
    }
}

/// One way to read the bytes.
#[derive(Debug, Clone)]
struct UnitReading {
    units: Units,
    has_mark: bool,
    failed: bool,
    /// The bytes of a unit whose end is in the next piece.
    cut: Vec<u8>,
    /// Whether the first half of a sign beyond 16 bits came last.
    is_in_pair: bool,
    read: u64,
    latin: u64,
}

impl UnitReading {
    const fn new(units: Units, has_mark: bool) -> Self {
        Self { units, has_mark, failed: false, cut: Vec::new(), is_in_pair: false, read: 0, latin: 0 }
    }

    fn feed(&mut self, piece: &[u8]) {
        for byte in piece {
            if self.failed {
                return;
            }
            self.cut.push(*byte);
            if self.cut.len() == self.units.length {
                let number = self.cut.iter().enumerate().fold(0_u32, |number, (place, byte)| {
                    let place = if self.units.big_endian { self.units.length - 1 - place } else { place };
                    number | u32::from(*byte) << (8 * place)
                });
                self.cut.clear();
                self.look_at(number);
            }
        }
    }

    fn look_at(&mut self, number: u32) {
        self.read += 1;
        let is_first = self.units.length == 2 && (0xd800..0xdc00).contains(&number);
        let is_second = self.units.length == 2 && (0xdc00..0xe000).contains(&number);
        let is_sign = char::from_u32(number).is_some_and(|_| !is_control(number) && !(0x7f..0xa0).contains(&number));
        self.failed = self.is_in_pair != is_second || !(is_first || is_second || is_sign);
        self.is_in_pair = is_first;
        self.latin += u64::from(number < 0x100);
    }

    fn is_text(&self) -> bool {
        let is_whole = !self.failed && self.cut.is_empty() && !self.is_in_pair && self.read > 0;
        is_whole && (self.has_mark || self.latin * LATIN >= self.read)
    }
}

/// Control characters but tab, the ends of lines, form feed and the mark of an old end of file.
const fn is_control(number: u32) -> bool {
    number < 0x20 && !matches!(number, 0x09 | 0x0a | 0x0d | 0x0c | 0x1a)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_text(bytes: &[u8], size: usize) -> bool {
        let mut seen = OtherEncoding::default();
        bytes.chunks(size).for_each(|piece| seen.feed(piece));
        assert!(seen.may_be_text() || !seen.is_text());
        seen.is_text()
    }

    fn utf_16(text: &str, big_endian: bool, with_mark: bool) -> Vec<u8> {
        let mark = if with_mark { "\u{feff}" } else { "" };
        let units = format!("{mark}{text}").encode_utf16().collect::<Vec<_>>();
        units.into_iter().flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn text_of_other_encodings_is_told_from_what_is_no_text() {
        let table = "force,cases\r\nKent – “é”,33\r\n";
        let utf_32: Vec<u8> = "\u{feff}Kent 👮".chars().flat_map(|sign| u32::from(sign).to_le_bytes()).collect();
        for (bytes, expected) in [
            // Windows-1252, ISO-8859-15, code page 850, Shift JIS, GB 18030.
            (b"\xa3100 for Si\xe2n \x96 \x93done\x94\r\n".to_vec(), true),
            (b"caf\xe9".to_vec(), true),
            (b"\x82 and \x9c".to_vec(), true),
            (b"\x93\xfa\x96{".to_vec(), true),
            (b"\xc4\xe3\xba\xc3".to_vec(), true),
            (utf_16(table, false, true), true),
            (utf_16(table, true, true), true),
            (utf_16(table, false, false), true),
            (utf_16(table, true, false), true),
            (utf_16("漢字 👮", false, true), true),
            (utf_32, true),
            (utf_16("\u{1}\u{2}", false, true), false),
            (b"MZ\x90\0\x03\0\0\0\x04".to_vec(), false),
            (b"\x7fELF\x02\x01\x01\0".to_vec(), false),
            (b"\x1b[2J\xe9".to_vec(), false),
            (b"\xff\xfea\0b".to_vec(), false),
            (Vec::new(), false),
        ] {
            for size in 1..6 {
                assert_eq!(is_text(&bytes, size), expected, "{bytes:?} in pieces of {size}");
            }
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_the_bytes_are_cut(bytes in prop::collection::vec(any::<u8>(), 1..40), size in 1_usize..9) {
            prop_assert_eq!(is_text(&bytes, size), is_text(&bytes, 40));
        }

        #[test]
        fn any_words_in_utf_16_are_text(words in "[a-zäöü ,]{1,30}", big_endian: bool, with_mark: bool, size in 1_usize..9) {
            prop_assert!(is_text(&utf_16(&words, big_endian, with_mark), size));
        }
    }
}

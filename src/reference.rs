//! The name of a recommendation, which never changes, and the spellings in which people type it.

use crate::{invisible_signs::is_ignorable, parsed_text::parsed_text};

parsed_text! {
    /// The reference of a recommendation or area of concern, for example `KENT-2019-07`. It is read in any spelling with dashes of every
    /// kind and spaces, and written with hyphens.
    Reference, "reference", "letters, digits and single hyphens, at most 60, for example KENT-2019-07", spelled, |text| {
        text.len() <= 60
            && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }
}

impl Reference {
    /// The part that two spellings of one reference share: references are one whatever their case. The database compares them so too.
    #[must_use]
    pub fn key(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }

    /// [`Reference::key`] without the zeros before a number, which people leave out. Two references can share it; `reference_key` in
    /// the database, and a test compares the two.
    #[must_use]
    pub fn loose_key(&self) -> String {
        let parts = self.as_str().split('-').map(|part| {
            let number = part.trim_start_matches('0');
            let keeps_a_zero = !number.starts_with(|sign: char| sign.is_ascii_digit()) && number.len() < part.len();
            if keeps_a_zero { format!("0{number}") } else { number.to_owned() }
        });
        parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()
    }
}

/// A dash that people or their word processors write for a hyphen.
const fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A reference with hyphens for dashes and spaces. Two dashes stay two, so that what is no reference does not become one.
fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut spaces = false;
    for sign in text.trim().chars().filter(|sign| !is_ignorable(*sign)) {
        if sign.is_whitespace() {
            spaces = true;
        } else if is_dash(sign) {
            spelled.push('-');
            spaces = false;
        } else {
            if spaces && !spelled.is_empty() && !spelled.ends_with('-') {
                spelled.push('-');
            }
            spelled.push(sign);
            spaces = false;
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_reference_can_stand_in_an_address_and_a_file_name() {
        assert!("KENT-2019-01x".parse::<Reference>().is_ok());
        for text in ["", "KENT/2019", "-KENT", "– KENT", "KENT-", "KENT--1", "KENT – – 1", "=KENT", "KENT-é", "KENT_1"]
        {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_reference_is_read_with_any_dashes_and_spaces() {
        for text in [
            "KENT-2019-07",
            " KENT–2019–07 ",
            "KENT — 2019 — 07",
            "KENT\u{2011}2019\u{2011}07",
            "KENT−2019−07",
            "KENT 2019 07",
            "KENT\u{a0}2019 -07",
            "KENT-\u{200b}2019-07\u{202c}",
            "KENT\u{ff0d}2019‐07",
        ] {
            assert_eq!(text.parse::<Reference>().unwrap().as_str(), "KENT-2019-07", "{text:?}");
        }
    }

    #[test]
    fn zeros_before_a_number_are_no_part_of_the_loose_key() {
        for (text, expected) in [
            ("KENT-2019-07", "kent-2019-7"),
            ("kent-2019-007x", "kent-2019-7x"),
            ("KENT-2019-70", "kent-2019-70"),
            ("KENT-0-00x", "kent-0-0x"),
            ("KENT-20190", "kent-20190"),
        ] {
            assert_eq!(text.parse::<Reference>().unwrap().loose_key(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_again_the_same(text in "[A-Za-z0-9 –—‐\u{2011}−\u{a0}\u{200b}-]{0,20}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(reference.as_str().parse::<Reference>().unwrap(), reference.clone());
                prop_assert_eq!(reference.loose_key().parse::<Reference>().unwrap().loose_key(), reference.loose_key());
            }
        }
    }
}

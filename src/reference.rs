//! What a recommendation is called: the one name that never changes.

use crate::parsed_text::parsed_text;

parsed_text! {
    /// The reference of a recommendation or area of concern, for example `KENT-2019-07`.
    Reference, "reference", "letters, digits and single hyphens, at most 60, for example KENT-2019-07", |text| {
        text.len() <= 60
            && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }
}

impl Reference {
    /// What two spellings of one reference have in common: references are one whatever their case. The database compares them so too.
    #[must_use]
    pub fn key(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_can_stand_in_an_address_and_a_file_name() {
        assert!("KENT-2019-01x".parse::<Reference>().is_ok());
        for text in ["", "KENT 2019", "KENT/2019", "-KENT", "KENT--1", "=KENT", "KENT-é"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}

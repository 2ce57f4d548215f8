//! One of the 43 territorial police forces, and where it is.

use serde::{Deserialize, Serialize};

use crate::{
    parsed_text::{is_slug, parsed_text},
    vocabulary::vocabulary,
};

/// How many territorial forces England and Wales have: the whole that every coverage is stated against.
pub const FORCES: u32 = 43;

vocabulary! {
    /// The nation a force polices.
    Nation, "nation" {
        /// England.
        England = "england" => "England",
        /// Wales.
        Wales = "wales" => "Wales",
    }
}

vocabulary! {
    /// The nine English regions, and Wales. Which force lies in which is our assignment by geography.
    Region, "region" {
        /// North East.
        NorthEast = "north-east" => "North East",
        /// North West.
        NorthWest = "north-west" => "North West",
        /// Yorkshire and The Humber.
        YorkshireAndTheHumber = "yorkshire-and-the-humber" => "Yorkshire and The Humber",
        /// East Midlands.
        EastMidlands = "east-midlands" => "East Midlands",
        /// West Midlands.
        WestMidlands = "west-midlands" => "West Midlands",
        /// East of England.
        EastOfEngland = "east-of-england" => "East of England",
        /// London.
        London = "london" => "London",
        /// South East.
        SouthEast = "south-east" => "South East",
        /// South West.
        SouthWest = "south-west" => "South West",
        /// Wales.
        Wales = "wales" => "Wales",
    }
}

parsed_text! {
    /// The short name of a force in addresses and files.
    ForceSlug, "force", "small letters, digits and single hyphens, for example avon-and-somerset", is_slug
}

parsed_text! {
    /// The Office for National Statistics' code of a police force area.
    OnsCode, "code of a police force area", "E23 or W15 and six digits, for example E23000032", |text| {
        text.strip_prefix("E23")
            .or_else(|| text.strip_prefix("W15"))
            .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl OnsCode {
    /// The nation its first letter names.
    pub fn nation(&self) -> Nation {
        if self.as_str().starts_with('W') { Nation::Wales } else { Nation::England }
    }
}

/// What never changes about a force, or only by a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Force {
    /// Its address.
    pub slug: ForceSlug,
    /// The Office for National Statistics' code, for example `E23000032`.
    pub code: OnsCode,
    /// The name it uses itself: `Kent Police`.
    pub name: String,
    /// The name in tables: `Kent`.
    pub short_name: String,
    /// Its nation.
    pub nation: Nation,
    /// Its region.
    pub region: Region,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_small_letters_digits_and_single_hyphens() {
        assert!("dyfed-powys".parse::<ForceSlug>().is_ok());
        for text in ["", "Kent", "kent-", "a--b", "../kent", "kent police", "ként"] {
            assert!(text.parse::<ForceSlug>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_code_names_its_nation() {
        assert_eq!("W15000004".parse::<OnsCode>().unwrap().nation(), Nation::Wales);
        assert_eq!("E23000032".parse::<OnsCode>().unwrap().nation(), Nation::England);
        assert!("S23000032".parse::<OnsCode>().is_err());
        assert!("E2300003".parse::<OnsCode>().is_err());
    }
}

//! How much is generated: scale 1 is what the system is designed to withstand.

use std::{fmt, str::FromStr};

/// Recommendations of each force at scale 1.
const AT_SCALE_ONE: u32 = 500;

/// Events of each recommendation, on average and exactly so over a force.
pub const EVENTS_EACH: usize = 40;

/// A scale, kept as the number of recommendations of each force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    recommendations_of_a_force: u32,
}

/// Why a text is not a scale.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a scale; write a number from 0.002 to 20 with at most three decimals, for example 1 or 0.05")]
pub struct ScaleError(String);

impl Scale {
    /// How many recommendations each force gets.
    pub const fn recommendations_of_a_force(self) -> u32 {
        self.recommendations_of_a_force
    }
}

impl FromStr for Scale {
    type Err = ScaleError;

    fn from_str(text: &str) -> Result<Self, ScaleError> {
        let wrong = || ScaleError(text.to_owned());
        let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 2 || decimals.len() > 3 || !digits(whole) || !digits(decimals) {
            return Err(wrong());
        }
        let thousandths: u32 = format!("{whole}{decimals:0<3}").parse().map_err(|_| wrong())?;
        if !(2..=20_000).contains(&thousandths) {
            return Err(wrong());
        }
        Ok(Self { recommendations_of_a_force: (AT_SCALE_ONE * thousandths).div_ceil(1000) })
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} recommendations a force", self.recommendations_of_a_force)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_one_is_five_hundred_recommendations_a_force() {
        let of = |text: &str| text.parse().map(Scale::recommendations_of_a_force);
        assert_eq!(of("1"), Ok(500));
        assert_eq!(of("1.0"), Ok(500));
        assert_eq!(of("0.02"), Ok(10));
        assert_eq!(of("0.005"), Ok(3));
        assert_eq!(of("20"), Ok(10_000));
    }

    #[test]
    fn nothing_and_far_too_much_are_refused() {
        for text in ["", "0", "0.0001", ".5", "-1", "1e3", "21", "one", "1.2.3", "20.001"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }
}

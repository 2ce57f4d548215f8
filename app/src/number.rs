//! Numbers as people read them.

/// A count with commas between thousands, as GOV.UK writes numbers: `21,500`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_separated_and_smaller_numbers_left_alone() {
        let written = [0, 133, 1_000, 21_500, 860_000, 1_234_567].map(grouped);

        assert_eq!(written, ["0", "133", "1,000", "21,500", "860,000", "1,234,567"]);
    }
}

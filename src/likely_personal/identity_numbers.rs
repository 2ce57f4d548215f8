//! National Insurance and NHS numbers.

use std::ops::Range;

use super::chunks::{Chunk, from_to};

/// National Insurance numbers: two letters, six digits, one of A to D; blanks may part them.
///
/// Source: HMRC's National Insurance Manual, NIM39110, which also says which letters are never given out.
pub(super) fn national_insurance(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let starts = text.char_indices().filter(|(_, sign)| sign.is_ascii_alphabetic()).map(|(at, _)| at);
    for start in starts {
        let joined = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        if joined || found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        if let Some(end) = national_insurance_at(text, start) {
            found.push(start..end);
        }
    }
    found
}

fn national_insurance_at(text: &str, start: usize) -> Option<usize> {
    let mut signs = text[start..].char_indices().peekable();
    let mut number = String::new();
    let mut end = start;
    while number.len() < 9 {
        let (at, sign) = signs.next()?;
        match sign {
            // One blank, and never within the letters at its beginning.
            ' ' | '\u{a0}' if number.len() > 1 && text[start..start + at].ends_with(|last: char| last != ' ') => {}
            _ if sign.is_ascii_alphanumeric() => {
                number.push(sign.to_ascii_uppercase());
                end = start + at + 1;
            }
            _ => return None,
        }
    }
    let joined = signs.next().is_some_and(|(_, sign)| sign.is_alphanumeric());
    let (letters, rest) = number.split_at(2);
    let (digits, suffix) = rest.split_at(6);
    let given_out = !letters.starts_with(['D', 'F', 'I', 'Q', 'U', 'V'])
        && !letters.ends_with(['D', 'F', 'I', 'O', 'Q', 'U', 'V'])
        && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let formed = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(suffix, "A" | "B" | "C" | "D");
    // Its own example in forms and guidance, QQ: whoever types that shape means a number of this kind.
    let example = letters == "QQ";
    ((given_out || example) && formed && !joined).then_some(end)
}

/// NHS numbers: ten digits after the word NHS, or written 3-3-4 with a check digit that fits.
///
/// Source: NHS Data Dictionary, NHS NUMBER: modulus 11 over the first nine digits with weights 10 to 2.
pub(super) fn nhs(chunks: &[Chunk<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let named = chunks[..index].iter().rev().take(3).any(|before| before.text.eq_ignore_ascii_case("nhs"));
        let plain: String = chunk.text.chars().filter(|sign| !matches!(sign, '-' | '.')).collect();
        if is_ten_digits(&plain) && (named || (plain.len() < chunk.text.len() && has_check_digit(&plain))) {
            found.push(chunk.start..chunk.end());
        } else if let [first, second, third, ..] = &chunks[index..] {
            let parts = [first.text, second.text, third.text];
            let all = parts.concat();
            let formed = parts.map(str::len) == [3, 3, 4] && second.is_adjacent() && third.is_adjacent();
            if formed && is_ten_digits(&all) && (named || has_check_digit(&all)) {
                found.push(from_to(first, third));
            }
        }
    }
    found
}

fn is_ten_digits(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_check_digit(digits: &str) -> bool {
    let digits: Vec<u32> = digits.chars().filter_map(|sign| sign.to_digit(10)).collect();
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.get(9) == Some(&((11 - sum % 11) % 11))
}

//! Email addresses, and telephone numbers that may be a person's.

use std::ops::Range;

/// Email addresses: something, an at sign, a domain with a full stop in it.
pub(super) fn email_addresses(text: &str) -> Vec<Range<usize>> {
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let local = text[..at].trim_end_matches(is_local);
            let rest = &text[at + 1..];
            let domain = rest.find(|sign: char| !is_domain(sign)).map_or(rest, |end| &rest[..end]);
            let domain = domain.trim_end_matches(['.', '-']);
            (local.len() < at && domain.trim_start_matches('.').contains('.'))
                .then(|| local.len()..at + 1 + domain.len())
        })
        .collect()
}

fn is_local(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '%' | '+' | '-')
}

fn is_domain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-')
}

/// Telephone numbers of places (01, 02), mobiles (07) and abroad (+).
///
/// 03, 08 and 09 are an organisation's numbers and are passed over, as are 101 and 999. Source: National Telephone Numbering
/// Plan (Ofcom): a number is ten digits after the 0, in a few places nine after 01.
pub(super) fn telephone_numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let opens = matches!(bytes[at], b'0' | b'+') || (bytes[at] == b'(' && bytes.get(at + 1) == Some(&b'0'));
        let joined = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"/-.+".contains(&bytes[at - 1]));
        match (opens && !joined).then(|| number_at(text, at)).flatten() {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Where the telephone number that begins here ends.
fn number_at(text: &str, start: usize) -> Option<usize> {
    let groups = groups(text, start);
    let all: String = groups.iter().map(|(digits, _)| digits.as_str()).collect();
    let abroad = text[start..].starts_with('+') || all.starts_with("0044");
    if !abroad && groups.first()?.0.len() < 3 {
        return None;
    }
    // The shortest beginning that is a whole number: what follows may be the next number of the sentence.
    let mut digits = String::new();
    for (index, (group, end)) in groups.iter().enumerate() {
        digits.push_str(group);
        let last = index + 1 == groups.len();
        if is_number(&digits, abroad, last) {
            return Some(*end);
        }
    }
    None
}

fn is_number(digits: &str, abroad: bool, last: bool) -> bool {
    let british = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).filter(|_| abroad);
    let national = match british {
        Some(rest) => rest.strip_prefix('0').unwrap_or(rest),
        None if abroad => return last && (8..=15).contains(&digits.len()),
        None => digits.strip_prefix('0').unwrap_or_default(),
    };
    match national.as_bytes().first() {
        Some(b'1') => national.len() == 10 || (national.len() == 9 && last),
        Some(b'2' | b'7') => national.len() == 10,
        _ => false,
    }
}

/// Groups of digits from here on, each with where it ends, parted by at most two blanks, brackets, hyphens or full stops.
fn groups(text: &str, start: usize) -> Vec<(String, usize)> {
    let bytes = text.as_bytes();
    let mut groups: Vec<(String, usize)> = Vec::new();
    let mut at = start;
    // As much as the longest number needs, so that a page of figures is not read over and over.
    while groups.len() < 8 {
        let gap = bytes[at..].iter().take_while(|byte| b" ().-+".contains(byte)).count();
        if gap > 2 {
            break;
        }
        let from = at + gap;
        let length = bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).take(17).count();
        // A group that goes on in letters is no part of a number.
        let joined = text[from + length..].chars().next().is_some_and(char::is_alphanumeric);
        if length == 0 || joined {
            break;
        }
        at = from + length;
        groups.push((text[from..at].to_owned(), at));
    }
    groups
}

//! Addresses: a house in a street, a flat, a postcode.

use std::ops::Range;

use super::{
    chunks::{Chunk, from_to},
    dates::number,
    known_words::is_known,
};

/// What streets are called. After a number and a name these say that it is a street.
const STREETS: [&str; 17] = [
    "Street", "St", "Road", "Rd", "Lane", "Ln", "Avenue", "Ave", "Close", "Crescent", "Cres", "Terrace", "Gardens",
    "Grove", "Mews", "Drive", "Dr",
];

/// What streets are called and other things too: `3 Family Court`, `2 Safe Place`. The name before must be no common word.
const ALSO_STREETS: [&str; 12] =
    ["Court", "Place", "Park", "Green", "View", "Hill", "Rise", "Walk", "Row", "Square", "Way", "Parade"];

/// The postcode areas of the United Kingdom. Source: Royal Mail's list of postcode areas.
const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX \
                     FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML \
                     N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD \
                     TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE";

/// Addresses and parts of addresses that lead to a door.
pub(super) fn addresses(chunks: &[Chunk<'_>]) -> Vec<Range<usize>> {
    (0..chunks.len())
        .filter_map(|index| {
            let here = &chunks[index..];
            postcode(here).or_else(|| house(here)).or_else(|| flat(here))
        })
        .collect()
}

/// `ME15 9BZ`, `me159bz`.
fn postcode(chunks: &[Chunk<'_>]) -> Option<Range<usize>> {
    let first = chunks.first()?;
    if (5..=7).contains(&first.text.len()) && first.text.is_ascii() {
        let (outward, inward) = first.text.split_at(first.text.len() - 3);
        if is_postcode(outward, inward) {
            return Some(first.start..first.end());
        }
    }
    let second = chunks.get(1).filter(|second| second.is_adjacent())?;
    is_postcode(first.text, second.text).then(|| from_to(first, second))
}

/// Source of the form: BS 7666. Letters are all large or all small, so that `E1 2nd floor` is none.
fn is_postcode(outward: &str, inward: &str) -> bool {
    let letters = || outward.chars().chain(inward.chars()).filter(char::is_ascii_alphabetic);
    let one_case =
        letters().all(|letter| letter.is_ascii_uppercase()) || letters().all(|letter| letter.is_ascii_lowercase());
    let split = outward.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(outward.len());
    let (area, district) = outward.split_at(split);
    let area = area.to_ascii_uppercase();
    let district = match district.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [digit, last] => digit.is_ascii_digit() && last.is_ascii_alphanumeric(),
        _ => false,
    };
    let unit = match inward.as_bytes() {
        [digit, first, last] => {
            let ordinal = matches!(inward, "1st" | "2nd" | "3rd") || inward.ends_with("th");
            let letter = |byte: &u8| byte.is_ascii_alphabetic() && !b"CIKMOV".contains(&byte.to_ascii_uppercase());
            digit.is_ascii_digit() && letter(first) && letter(last) && !ordinal
        }
        _ => false,
    };
    one_case && district && unit && AREAS.split(' ').any(|known| known == area)
}

/// `12 High Street`, `4a St Mary’s Road`, `12 The Crescent`.
fn house(chunks: &[Chunk<'_>]) -> Option<Range<usize>> {
    let first = chunks.first().filter(|first| is_house_number(first.text))?;
    let mut name: Vec<&Chunk<'_>> = Vec::new();
    for (index, chunk) in chunks.iter().enumerate().skip(1).take(4) {
        // A comma may stand after the number: "12, High Street".
        let joined = chunk.is_adjacent() || (index == 1 && chunk.gap.trim() == "," && !chunk.gap.contains('\n'));
        if !joined || !chunk.is_capitalised() {
            return None;
        }
        if is_street(chunk.text, &name) && !goes_on_as_a_term(chunks.get(index + 1)) {
            return Some(from_to(first, chunk));
        }
        name.push(chunk);
    }
    None
}

fn is_street(text: &str, name: &[&Chunk<'_>]) -> bool {
    if name.is_empty() {
        return false;
    }
    let proper = || name.iter().any(|word| !is_known(word.text) || word.text == "The");
    STREETS.contains(&text) || (ALSO_STREETS.contains(&text) && proper())
}

/// `6 Fatal Road Traffic Collisions`, `12 Street Triage cars`.
fn goes_on_as_a_term(next: Option<&Chunk<'_>>) -> bool {
    next.is_some_and(|next| next.is_adjacent() && next.is_capitalised() && is_known(next.text))
}

/// `12`, `12a`, `12-14`; a year is none.
fn is_house_number(text: &str) -> bool {
    text.split('-').all(|part| {
        let digits = part.strip_suffix(|sign: char| sign.is_ascii_alphabetic()).unwrap_or(part);
        (1..=4).contains(&digits.len())
            && number(digits).is_some_and(|number| number > 0 && !(1900..2100).contains(&number))
    })
}

/// `Flat 3`, `flat 12b`.
fn flat(chunks: &[Chunk<'_>]) -> Option<Range<usize>> {
    let [first, second, ..] = chunks else { return None };
    let named = first.text.eq_ignore_ascii_case("flat") && second.is_adjacent() && is_house_number(second.text);
    named.then(|| from_to(first, second))
}

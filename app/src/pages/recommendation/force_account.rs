//! What the updates of a force say beside their texts: the post that owns the item, and the force's own target date.

use chrono::NaiveDate;
use followup::{
    fact::Fact,
    force::ForceSlug,
    partial_date,
    person::Reader,
    target::Target,
    view::recommendation::{Entry, RecommendationView},
};

use super::fact_in_words::in_words;

/// The post that owns the item, as the last update says; `None` where it says none, or not to this reader: it is for the same readers
/// as the texts of that update.
pub(super) fn owner(found: &RecommendationView, reader: &Reader) -> Option<String> {
    let (entry, named) = found.history.iter().find_map(|entry| updated(entry).map(|(post, _)| (entry, post)))?;
    if !reader.may_read(entry.audience, &found.row.force) {
        return None;
    }
    let text = entry.texts.iter().find(|text| text.field == "owner_post").map(|text| in_words(text.body.clone()));
    text.or_else(|| named.map(str::to_owned))
}

/// The post that an event itself names, which those of long ago do, for those who may read its texts.
pub(super) fn post<'a>(entry: &'a Entry, force: &ForceSlug, reader: &Reader) -> Option<&'a str> {
    updated(entry)?.0.filter(|_| reader.may_read(entry.audience, force))
}

/// The force's own target in words; `None` where it never gave one. Dates are for everyone.
pub(super) fn own_target(found: &RecommendationView) -> Option<String> {
    let said: Vec<Target> =
        found.history.iter().rev().filter_map(|entry| updated(entry).map(|(_, said)| said)).collect();
    target_in_words(found.row.work.target_on, &said)
}

/// What stands, with the first target and how often it moved. Updates said this of it, oldest first.
fn target_in_words(stands: Option<NaiveDate>, said: &[Target]) -> Option<String> {
    let (mut first, mut now, mut moves) = (None, None, 0_u32);
    for said in said {
        let next = said.after(now);
        if let (Some(before), Some(after)) = (now, next)
            && before != after
        {
            moves += 1;
        }
        first = first.or(next);
        now = next;
    }
    let times = match moves {
        0 => None,
        1 => Some("moved once".to_owned()),
        moves => Some(format!("moved {moves} times")),
    };
    let Some(first) = first else {
        return stands.map(partial_date::in_words);
    };
    let at_first = (stands != Some(first)).then(|| format!("at first {}", partial_date::in_words(first)));
    let more: Vec<String> = times.into_iter().chain(at_first).collect();
    let words = stands.map_or_else(|| "withdrawn".to_owned(), partial_date::in_words);
    Some(if more.is_empty() { words } else { format!("{words} ({})", more.join(", ")) })
}

fn updated(entry: &Entry) -> Option<(Option<&str>, Target)> {
    match &entry.fact {
        Fact::UpdateRecorded { owner_post, target } => Some((owner_post.as_deref(), *target)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_target_says_how_often_it_moved_and_what_it_was_at_first() {
        let (may, june, july) = (day("2027-05-01"), day("2027-06-01"), day("2027-07-01"));
        let on = Target::On;
        for (stands, said, words) in [
            (None, vec![], None),
            (None, vec![Target::Kept], None),
            (Some(may), vec![on(may), Target::Kept, on(may)], Some("1 May 2027")),
            (Some(june), vec![on(may), on(june)], Some("1 June 2027 (moved once, at first 1 May 2027)")),
            (Some(july), vec![on(may), on(june), on(july)], Some("1 July 2027 (moved 2 times, at first 1 May 2027)")),
            (None, vec![on(may), Target::Withdrawn], Some("withdrawn (at first 1 May 2027)")),
            (Some(july), vec![on(may), Target::Withdrawn, on(july)], Some("1 July 2027 (at first 1 May 2027)")),
        ] {
            assert_eq!(target_in_words(stands, &said).as_deref(), words, "{said:?}");
        }
    }
}

//! What a worklist says: how many, in which order, and that there is none.

use followup::worklist::Group;

use crate::components::grouped;

/// `1 item`, `1,200 items`.
pub(in crate::pages) fn counted(items: u64) -> String {
    if items == 1 { "1 item".to_owned() } else { format!("{} items", grouped(items)) }
}

/// The order of a group, as a sentence.
pub(super) const fn order(group: Group) -> &'static str {
    match group {
        Group::Overdue => "Longest overdue first.",
        Group::DueWithin30Days | Group::DueLater => "Next due first.",
        Group::Returned => "Oldest questions first.",
        Group::NothingRecorded => "Oldest deadline first.",
        Group::Undated => "Oldest first.",
        Group::NotUpdated => "Never updated first, then the oldest update.",
        Group::Submitted => "Oldest submission first.",
        Group::Proposed | Group::AwaitingAuthoriser => "Oldest proposal first.",
        Group::ClosureRefused | Group::NotAccepted => "Oldest refusal first.",
        Group::Reopened | Group::AsksForAnswer | Group::WithInspectorate => "Longest waiting first.",
    }
}

/// Groups with nothing in them, as one sentence: `Nothing is overdue, due within 30 days or without a date.`
pub(in crate::pages) fn nothing_is(groups: &[Group]) -> String {
    let words: Vec<&str> = groups.iter().map(|group| group.of_nothing()).collect();
    let list = match words.split_last() {
        None => return String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    };
    format!("Nothing is {list}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_good_news_in_one_sentence() {
        assert_eq!(nothing_is(&[Group::Overdue]), "Nothing is overdue.");
        assert_eq!(
            nothing_is(&[Group::Overdue, Group::Returned, Group::Undated]),
            "Nothing is overdue, returned with questions or without a date."
        );
    }
}

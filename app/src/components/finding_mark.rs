//! Finding mark: full, half, ring or dashed ring, so that shape as well as colour shows what was found last.

use followup::force_news::LedgerGroup;
use leptos::prelude::*;

/// The mark of a group of items. Words beside it say the same, so it is not read out.
#[component]
pub fn FindingMark(
    /// What was found last of them.
    group: LedgerGroup,
) -> impl IntoView {
    view! { <span class=class(group) aria-hidden="true"></span> }
}

const fn class(group: LedgerGroup) -> &'static str {
    match group {
        LedgerGroup::OfConcern => "app-mark app-mark--of-concern",
        LedgerGroup::PartlyImproved => "app-mark app-mark--partly-improved",
        LedgerGroup::Improved => "app-mark app-mark--improved",
        LedgerGroup::NotMentioned => "app-mark app-mark--not-mentioned",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_group_has_a_mark_of_its_own() {
        let classes: BTreeSet<_> = LedgerGroup::ALL.into_iter().map(class).collect();
        assert_eq!(classes.len(), LedgerGroup::ALL.len());
    }
}

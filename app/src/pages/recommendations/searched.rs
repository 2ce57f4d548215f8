//! How the words of a search were read, where that is not as they were typed.

use followup::view::register::SearchNote;
use leptos::prelude::*;

use super::address::Address;

/// Says which words were searched for instead, with a link to search for exactly what was typed; or that nothing was searched for.
pub(super) fn searched(address: &Address, note: &SearchNote) -> AnyView {
    let Some(typed) = address.filter().q.as_deref().map(in_marks) else { return ().into_any() };
    if let Some(instead) = note.instead.clone() {
        let exactly = address.with("exact", "yes");
        return view! {
            <p class="govuk-body app-register__searched">
                "Nothing found for "<bdi>{typed.clone()}</bdi>". Showing results for "<strong><bdi>{instead}</bdi></strong>". "
                <a class="govuk-link app-no-print" href=exactly rel="nofollow">"Search only for "<bdi>{typed}</bdi></a>
            </p>
        }
        .into_any();
    }
    if note.is_too_common {
        return view! {
            <p class="govuk-body app-register__searched">
                <bdi>{typed}</bdi>" has only words that nearly every text has, such as “the” and “of”. Add another word."
            </p>
        }
        .into_any();
    }
    ().into_any()
}

/// What was typed in quotation marks, which it may have already.
fn in_marks(typed: &str) -> String {
    if typed.contains(['"', '“', '”', '„', '«', '»']) { typed.to_owned() } else { format!("“{typed}”") }
}

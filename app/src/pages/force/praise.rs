//! What inspectors praised.

use followup::{round::happened, view::good_practice::GoodPractice};
use leptos::prelude::*;

use crate::{force_in_words::month, point::AskedPoint};

/// The list, newest first.
#[component]
pub(super) fn Praise(good_practice: Vec<GoodPractice>, force: String, at: AskedPoint) -> impl IntoView {
    let items = good_practice.into_iter().map(|practice| {
        let href = at.href(&format!("/forces/{force}/rounds/{}", practice.round.slug));
        let when = happened(practice.round.published, practice.round.fieldwork);
        let when = when.map_or_else(|| "date not known".to_owned(), month);
        let summary = practice.summary.words().unwrap_or_default().to_owned();
        view! {
            <li>
                {summary}" "
                <a class="govuk-link app-nowrap" href=href>{when}</a>
            </li>
        }
    });
    let items = items.collect_view();
    let all = at.href_with("/good-practice", &[("force", &force)]);
    view! {
        <h2 class="govuk-heading-s" id="praise">"What inspectors praised"</h2>
        <ul class="govuk-list govuk-list--bullet app-small-list">{items}</ul>
        <p class="govuk-body"><a class="govuk-link" href=all>"With topics and sources"</a></p>
    }
}

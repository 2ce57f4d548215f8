//! Summary list: facts about one thing, as pairs of key and value.

use leptos::prelude::*;

/// One fact.
pub struct SummaryRow {
    key: String,
    value: AnyView,
}

impl SummaryRow {
    /// What the fact is called, and the fact: text or any other view.
    pub fn new(key: impl Into<String>, value: impl IntoAny) -> Self {
        Self { key: key.into(), value: value.into_any() }
    }
}

/// The facts in the order given.
#[component]
pub fn SummaryList(
    /// The facts.
    rows: Vec<SummaryRow>,
) -> impl IntoView {
    let rows = rows.into_iter().map(|SummaryRow { key, value }| {
        view! {
            <div class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{key}</dt>
                <dd class="govuk-summary-list__value">{value}</dd>
            </div>
        }
    });
    view! { <dl class="govuk-summary-list">{rows.collect_view()}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_key_stands_beside_its_own_value() {
        let html = rendered(|| {
            let rows = vec![
                SummaryRow::new("Force", view! { <a href="/forces/kent">"Kent"</a> }),
                SummaryRow::new("Deadline", "Not stated"),
            ];
            view! { <SummaryList rows/> }
        });

        let force = html.find("Force</dt><dd class=\"govuk-summary-list__value\"><a href=\"/forces/kent\">Kent</a>");
        let deadline = html.find("Deadline</dt><dd class=\"govuk-summary-list__value\">Not stated");
        assert!(force.is_some() && force < deadline, "{html}");
    }
}

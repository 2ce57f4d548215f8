//! Identity bar: whose pages these are, above the pages of one force.

use leptos::prelude::*;

/// A name and a few short facts. Only where the thing has pages of its own below it.
#[component]
pub fn IdentityBar(
    /// The name.
    #[prop(into)]
    title: String,
    /// What each fact is called, and the fact.
    facts: Vec<(String, String)>,
) -> impl IntoView {
    let facts = facts.into_iter().map(|(key, value)| {
        view! {
            <div class="app-identity-bar__fact">
                <dt>{format!("{key}:")}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! {
        <div class="app-identity-bar">
            <span class="app-identity-bar__title">{title}</span>
            <dl class="app-identity-bar__facts">{facts.collect_view()}</dl>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn facts_are_pairs_a_screen_reader_can_tell_apart() {
        let html = rendered(|| {
            view! { <IdentityBar title="Kent Police" facts=vec![("Region".into(), "South East".into())]/> }
        });

        assert!(html.contains("<dt>Region:</dt><dd>South East</dd>"), "{html}");
    }
}

//! Figure tile: one number, what it counts, and the link to exactly the rows it counts.

use leptos::prelude::*;

/// A row of figures; each child is a [`FigureTile`].
#[component]
pub fn FigureTiles(
    /// The tiles.
    children: Children,
) -> impl IntoView {
    view! { <ul class="app-figure-tiles">{children()}</ul> }
}

/// One figure. Number and label are one link: a number alone says nothing when links are listed.
#[component]
pub fn FigureTile(
    /// The number as it reads, with its unit if it has one.
    #[prop(into)]
    number: String,
    /// What it counts.
    #[prop(into)]
    label: String,
    /// The rows it counts.
    #[prop(into)]
    href: String,
    /// What it leaves out, or how much of the whole it covers.
    #[prop(optional, into)]
    note: Option<String>,
    /// How it changed, where that is known: words with links of their own.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let note = note.map(|note| view! { <p class="app-figure-tile__note">{note}</p> });
    let change = children.map(|children| view! { <p class="app-figure-tile__note">{children()}</p> });
    view! {
        <li class="app-figure-tile">
            <a class="app-figure-tile__link" href=href>
                <span class="app-figure-tile__number">{number}</span>
                " "
                {label}
            </a>
            {note}
            {change}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_number_is_a_link_to_its_rows_named_by_what_it_counts() {
        let html = rendered(|| {
            view! { <FigureTile number="133" label="open recommendations" href="/recommendations?status=open" note="From 23 of 43 forces"/> }
        });

        assert!(html.contains(r#"<a href="/recommendations?status=open" class="app-figure-tile__link">"#), "{html}");
        let (link, note) = html.split_once("</a>").expect("a link");
        assert!(link.contains("133") && link.ends_with("open recommendations"), "{html}");
        assert!(note.contains("From 23 of 43 forces"), "{html}");
    }

    #[test]
    fn how_it_changed_is_no_part_of_the_link_to_its_rows() {
        let html = rendered(|| {
            view! {
                <FigureTile number="133" label="recommendations" href="/recommendations">
                    <a href="/briefing/items">"3 more"</a>
                </FigureTile>
            }
        });

        let (link, change) = html.split_once("</a>").expect("a link");
        assert!(!link.contains("3 more") && change.contains(r#"<a href="/briefing/items">3 more</a>"#), "{html}");
    }
}

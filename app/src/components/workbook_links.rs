//! Workbook links: the same rows as an Excel and as an OpenDocument workbook, beside the link to another file of them.

use leptos::prelude::*;

/// Two links after the words of another: each says of what it is to those who hear links in a list.
#[component]
pub fn WorkbookLinks(
    /// The address of the Excel workbook.
    #[prop(into)]
    xlsx: String,
    /// The address of the OpenDocument workbook.
    #[prop(into)]
    ods: String,
    /// Of what they are: `all of these rows`.
    #[prop(into)]
    of: String,
) -> impl IntoView {
    let hidden = move || view! { <span class="govuk-visually-hidden">{format!(" of {of}")}</span> };
    view! {
        <a class="govuk-link" href=xlsx download="">"Excel workbook"{hidden.clone()()}</a>
        " or "
        <a class="govuk-link" href=ods download="">"OpenDocument workbook"{hidden()}</a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_link_says_of_what_it_is() {
        let html = rendered(|| view! { <WorkbookLinks xlsx="/forces.xlsx" ods="/forces.ods" of="these rows"/> });

        for (href, words) in [("/forces.xlsx", "Excel workbook"), ("/forces.ods", "OpenDocument workbook")] {
            assert!(html.contains(&format!("href=\"{href}\"")) && html.contains(words), "{html}");
        }
        assert_eq!(html.matches(" of these rows</span>").count(), 2, "{html}");
    }
}

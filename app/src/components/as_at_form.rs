//! The as-at form: asks for the same page as things stood, or as they were known, on another day.

use leptos::prelude::*;

use super::{DateField, Details, KeptParameters};

/// Two dates and a button, folded away until wanted.
#[component]
pub fn AsAtForm(
    /// The page's own path.
    #[prop(into)]
    action: String,
    /// The page's other parameters.
    keep: Vec<(String, String)>,
    /// The day shown now, `YYYY-MM-DD`.
    #[prop(optional, into)]
    as_at: Option<String>,
    /// The day up to which records are shown now.
    #[prop(optional, into)]
    known_at: Option<String>,
    /// The address under which this page says the same tomorrow.
    #[prop(optional, into)]
    lasting: Option<String>,
) -> impl IntoView {
    view! {
        <div class="app-as-at-form">
            <Details summary="Change date">
                <p class="govuk-body">
                    "“As at” shows what had happened by that date. “As our records stood on” also leaves out what we learned later."
                </p>
                <form method="get" action=action>
                    <KeptParameters parameters=keep/>
                    <DateField name="as_at" label="As at" nostrip:value=as_at/>
                    <DateField name="known_at" label="As our records stood on (optional)" nostrip:value=known_at/>
                    <button type="submit" class="govuk-button govuk-button--secondary">"Show"</button>
                </form>
                {lasting.map(|lasting| view! {
                    <p class="govuk-body">
                        <a class="govuk-link" href=lasting>"Link to this page as it is today"</a>
                    </p>
                })}
            </Details>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn filters_survive_a_change_of_date() {
        let html = rendered(|| {
            let keep = vec![("region".to_owned(), "Wales".to_owned())];
            view! { <AsAtForm action="/forces" keep as_at="2022-05-01"/> }
        });

        assert!(html.contains(r#"<form method="get" action="/forces">"#), "{html}");
        assert!(html.contains(r#"<input type="hidden" name="region" value="Wales">"#), "{html}");
        assert!(html.contains(r#"value="1 May 2022""#) && !html.contains("<details open"), "{html}");
    }
}

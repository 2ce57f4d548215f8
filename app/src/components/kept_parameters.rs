//! What a GET form must send again although nobody fills it in: sort order, filters, dates.

use leptos::prelude::*;

/// One hidden input for each parameter, in order.
#[component]
pub fn KeptParameters(
    /// Names and values as they stand in the address.
    parameters: Vec<(String, String)>,
) -> impl IntoView {
    parameters.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_repeated_name_is_kept_as_often_as_it_stands_there_and_escaped() {
        let html = rendered(|| {
            let parameters = [("topic", "custody"), ("topic", "\"><script>")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec();
            view! { <KeptParameters parameters/> }
        });

        assert_eq!(html.matches(r#"name="topic""#).count(), 2, "{html}");
        assert!(html.contains(r#"value="custody""#) && !html.contains("\"><script>"), "{html}");
    }
}

//! Task list: the parts of something that is done in several sittings, and how far each is.

use leptos::prelude::*;

/// One part.
pub struct Task {
    /// What it is called.
    pub name: String,
    /// Where it is done; `None` where there is nothing to do.
    pub href: Option<String>,
    /// How far it is, in words.
    pub status: String,
}

/// The parts in the order given: they may be done in any.
#[component]
pub fn TaskList(
    /// What the ids of its parts begin with.
    #[prop(into)]
    id: String,
    /// The parts.
    tasks: Vec<Task>,
) -> impl IntoView {
    let items = (1..).zip(tasks).map(|(place, Task { name, href, status })| {
        let status_id = format!("{id}-{place}-status");
        let (class, name, status_class) = match href {
            Some(href) => (
                "govuk-task-list__item govuk-task-list__item--with-link",
                view! { <a class="govuk-link govuk-task-list__link" href=href aria-describedby=status_id.clone()>{name}</a> }.into_any(),
                "govuk-task-list__status",
            ),
            None => (
                "govuk-task-list__item",
                view! { <div>{name}</div> }.into_any(),
                "govuk-task-list__status govuk-task-list__status--cannot-start-yet",
            ),
        };
        view! {
            <li class=class>
                <div class="govuk-task-list__name-and-hint">{name}</div>
                <div class=status_class id=status_id>{status}</div>
            </li>
        }
    });
    view! { <ul class="govuk-task-list">{items.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_part_is_read_out_with_how_far_it_is_and_one_without_a_form_is_no_link() {
        let html = rendered(|| {
            let task = |name: &str, href: Option<&str>| Task {
                name: name.into(),
                href: href.map(str::to_owned),
                status: "Completed".into(),
            };
            view! { <TaskList id="draft" tasks=vec![task("Details", Some("/details")), task("Grades", None)]/> }
        });

        assert!(html.contains(r#"href="/details" aria-describedby="draft-1-status""#), "{html}");
        assert!(html.contains(r#"id="draft-2-status""#) && html.matches("<a ").count() == 1, "{html}");
    }
}

//! The first sentence of the overview: which forces inspectors graded inadequate last.

use followup::view::overview::GradedForce;
use leptos::prelude::*;

use crate::{pages::force::month, point::AskedPoint};

/// The most forces that are named. More are counted.
const MAX_NAMED: usize = 3;

/// The sentence; nothing where no force has grades.
pub(super) fn sentence(graded: &[GradedForce], at: AskedPoint) -> Option<AnyView> {
    let (inadequate, others): (Vec<_>, Vec<_>) = graded.iter().partition(|force| force.inadequate > 0);
    if graded.is_empty() {
        return None;
    }
    let all = graded.len();
    if inadequate.is_empty() {
        let words = if all == 1 {
            "The 1 force that inspectors have graded is not inadequate in any topic.".to_owned()
        } else {
            format!("None of the {all} forces that inspectors have graded is inadequate in a topic.")
        };
        return Some(view! { <p class="app-news">{words}</p> }.into_any());
    }
    if inadequate.len() > MAX_NAMED {
        let words =
            format!("{} of the {all} forces that inspectors have graded are inadequate in a topic.", inadequate.len());
        return Some(view! { <p class="app-news">{words}</p> }.into_any());
    }
    let rest = match others.len() {
        0 => None,
        1 => Some(". The other graded force is not inadequate in any topic".to_owned()),
        others => Some(format!(". None of the other {others} graded forces is inadequate in a topic")),
    };
    let count = inadequate.len();
    let named = inadequate.into_iter().enumerate().map(|(place, force)| {
        let between = match place {
            0 => None,
            _ if place + 1 == count => Some(" and "),
            _ => Some(", "),
        };
        let verb = if place == 0 { " is inadequate in " } else { " in " };
        let when = force.said.map(|date| format!(" ({})", month(date))).unwrap_or_default();
        let href = at.href(&format!("/forces/{}#grades", force.slug));
        let words =
            format!("{verb}{} of {}{}{when}", force.inadequate, force.graded, if place == 0 { " topics" } else { "" });
        view! { {between}<a class="govuk-link" href=href>{force.name.clone()}</a>{words} }
    });
    let named = named.collect_view();
    Some(view! { <p class="app-news">{named}{rest}"."</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn force(name: &str, inadequate: u64) -> GradedForce {
        let slug = name.to_lowercase().parse().unwrap();
        GradedForce { slug, name: name.to_owned(), said: "2025-05-21".parse().ok(), graded: 5, inadequate }
    }

    fn words(graded: &[GradedForce]) -> String {
        let at = AskedPoint::new(followup::as_at::AsAt::default(), "2026-11-23T12:00:00Z".parse().unwrap());
        let html = Owner::new().with(|| sentence(graded, at).map(RenderHtml::to_html).unwrap_or_default());
        let html = html.replace("<!>", "");
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
    }

    #[test]
    fn up_to_three_inadequate_forces_are_named_and_more_are_counted() {
        assert_eq!(words(&[]), "");
        assert_eq!(
            words(&[force("Gloucestershire", 3), force("Cleveland", 2), force("Kent", 0)]),
            "Gloucestershire is inadequate in 3 of 5 topics (May 2025) and Cleveland in 2 of 5 (May 2025). The other graded force is not \
             inadequate in any topic."
        );
        assert_eq!(
            words(&[force("Kent", 0)]),
            "The 1 force that inspectors have graded is not inadequate in any topic."
        );
        let many: Vec<_> = ["A", "B", "C", "D"].map(|name| force(name, 1)).into();
        assert_eq!(words(&many), "4 of the 4 forces that inspectors have graded are inadequate in a topic.");
    }
}

//! The forces that a reader's account names: the way to each, and to what moved there.

use followup::{force::ForceSlug, partial_date::in_words, view::forces::ForceName};
use leptos::prelude::*;

use super::rows::Rows;

/// A line for each, by name.
pub(super) fn list(forces: &[ForceSlug], names: Vec<ForceName>, rows: &Rows) -> impl IntoView + use<> {
    let own =
        names.into_iter().filter(|force| forces.contains(&force.slug)).map(|force| line(&force.slug, force.name, rows));
    let lines = own.collect_view();
    view! { <ul class="govuk-list govuk-list--bullet">{lines}</ul> }
}

fn line(force: &ForceSlug, name: String, rows: &Rows) -> impl IntoView + use<> {
    let at = rows.at;
    let page = at.href(&format!("/forces/{force}"));
    let alone = Rows::new(Some(std::slice::from_ref(force)), at, rows.period);
    let moved = rows.period.zip(alone.briefing()).map(|(period, href)| {
        let words = format!("what moved since {}", in_words(period.from));
        let hidden = format!(" at {name}");
        view! {
            ": "
            <a class="govuk-link" href=href>{words}<span class="govuk-visually-hidden">{hidden}</span></a>
        }
    });
    view! { <li><a class="govuk-link" href=page>{name}</a>{moved}</li> }
}

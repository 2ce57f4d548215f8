//! Forces of which no result is known: named in a sentence, because a row would say nothing of them.

use followup::{
    counting::bands::Band,
    view::{forces::ForceRow, forces_filter::Counted},
};
use leptos::prelude::*;

use super::PATH;
use crate::point::AskedPoint;

/// Whether a row would say nothing of the force. What is overdue or not verified there is said in a row.
pub(super) fn is_unlisted(row: &ForceRow, counted: Counted) -> bool {
    let tally = row.tally(counted);
    row.banded.band >= Band::ResultNotKnown && tally.overdue == 0 && tally.gap == 0
}

/// A sentence for each reason, with the way to each force; nothing where there is no such force.
pub(super) fn sentences(rows: &[ForceRow], at: AskedPoint) -> Option<AnyView> {
    let sentence = |band: Band| {
        let forces: Vec<_> = rows.iter().filter(|row| row.banded.band == band).collect();
        (!forces.is_empty()).then(|| {
            let names = forces.into_iter().enumerate().map(|(place, row)| {
                let href = at.href(&format!("{PATH}/{}", row.force.slug));
                let comma = if place == 0 { "" } else { ", " };
                view! { {comma}<a class="govuk-link" href=href>{row.force.short_name.clone()}</a> }
            });
            view! { {band.label()} ": " {names.collect_view()} ". " }
        })
    };
    (!rows.is_empty()).then(|| {
        let sentences = [Band::ResultNotKnown, Band::NoVisit].map(sentence);
        view! { <p class="govuk-body-s app-forces__end app-forces__unlisted">{sentences.into_iter().collect_view()}</p> }.into_any()
    })
}

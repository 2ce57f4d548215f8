//! “Say this”: the main points as sentences that can be read aloud; of one force first what inspectors said of it last.

use chrono::NaiveDate;
use followup::{
    force_news::force_news,
    view::{change::Situation, force::ForceView},
};

use super::{Section, case_files, comes_back};
use crate::{
    force_in_words,
    main_points::{Scope, claims, deadlines, main_points},
    phrase::Phrase,
};

/// The section.
pub fn section(situation: &Situation, force: Option<&ForceView>, scope: &Scope) -> Section {
    let lines = if let Some(force) = force {
        of_force(situation, force, scope)
    } else {
        let points = main_points(&situation.national, &situation.figures, scope);
        points.into_iter().map(|point| point.sentences).collect()
    };
    Section::of_lines("say-this", "Say this", lines)
}

fn of_force(situation: &Situation, force: &ForceView, scope: &Scope) -> Vec<Vec<Phrase>> {
    let today = scope.at.point().today;
    let claims_made = &situation.national.claims;
    let points = [
        Some(last_said(force, today)),
        comes_back::raised_anew(&situation.national.topics),
        situation.national.audits.first().map(case_files::in_a_sentence),
        Some(deadlines(&situation.figures, claims_made, scope).sentences),
        Some(claims(claims_made, scope).sentences),
    ];
    points.into_iter().flatten().collect()
}

/// The first sentence of the force's page.
fn last_said(force: &ForceView, today: NaiveDate) -> Vec<Phrase> {
    let said = force_news(force, today).map(|news| force_in_words::sentence(&news, &force.force.name, today));
    let silent = || format!("We know of nothing that inspectors said of {}.", force.force.name);
    vec![Phrase::plain(said.filter(|said| !said.is_empty()).unwrap_or_else(silent))]
}

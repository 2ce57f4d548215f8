//! The grades of a force: a strip of its topics for each graded round, the newest first.

use followup::view::published::RoundGrade;
use leptos::prelude::*;

use super::published::round_link;
use crate::point::AskedPoint;

/// A strip for each round.
#[component]
pub(super) fn GradeStrips(grades: Vec<RoundGrade>, force: String, at: AskedPoint) -> impl IntoView {
    let mut rounds: Vec<Vec<RoundGrade>> = Vec::new();
    for grade in grades {
        match rounds.iter_mut().find(|of_round| of_round.first().is_some_and(|first| first.round == grade.round)) {
            Some(of_round) => of_round.push(grade),
            None => rounds.push(vec![grade]),
        }
    }
    let strips = rounds.into_iter().filter_map(|of_round| {
        let round = round_link(&of_round.first()?.round, &force, at);
        let topics = of_round.into_iter().map(|grade| {
            view! {
                <div class=format!("app-grade-strip__topic app-grade-strip__topic--{}", grade.grade.slug())>
                    <dt>{grade.topic.label()}</dt>
                    <dd>{grade.grade.label()}</dd>
                </div>
            }
        });
        let topics = topics.collect_view();
        Some(view! {
            <h3 class="govuk-heading-s app-grade-strip__round">{round}</h3>
            <dl class="app-grade-strip">{topics}</dl>
        })
    });
    let strips = strips.collect_view();
    view! {
        <h2 class="govuk-heading-m" id="grades">"Grades"</h2>
        {strips}
    }
}

//! Grade tiles: the five graded topics of a force as five small tiles, the darker the worse.

use followup::{
    grade::Grade,
    topic::{Scheme, Topic},
};
use leptos::prelude::*;

/// One tile for each topic of the 2024 scheme, in its order; one without a grade is only outlined. In words for whoever hears the page.
#[component]
pub fn GradeTiles(
    /// The grades of one round.
    grades: Vec<(Topic, Grade)>,
    /// Where they are.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    let of = |topic: Topic| grades.iter().find(|(given, _)| *given == topic).map(|(_, grade)| *grade);
    let words = Topic::of(Scheme::Of2024)
        .filter_map(|topic| Some(format!("{}: {}", topic.label(), of(topic)?.label().to_lowercase())));
    let words = words.collect::<Vec<_>>().join(", ");
    let tiles = Topic::of(Scheme::Of2024).map(|topic| tile(of(topic))).collect_view();
    view! {
        <a class="app-grades" href=href>
            <span class="app-grades__tiles" role="img" aria-label=words>{tiles}</span>
        </a>
    }
}

fn tile(grade: Option<Grade>) -> impl IntoView {
    let class = match grade {
        Some(grade) => format!("app-grade app-grade--{}", grade.slug()),
        None => "app-grade".to_owned(),
    };
    view! { <i class=class></i> }
}

/// What the tiles mean, once for a chart.
#[component]
pub fn GradeTilesKey() -> impl IntoView {
    let grades = [Grade::Inadequate, Grade::RequiresImprovement, Grade::Adequate, Grade::Good];
    let entries =
        grades.map(|grade| view! { <li>{tile(Some(grade))}" "{grade.label().to_lowercase()}</li> }).collect_view();
    let topics: Vec<_> = Topic::of(Scheme::Of2024).map(|topic| topic.label().to_lowercase()).collect();
    view! {
        <ul class="app-marks-key" aria-hidden="true">
            <li>{format!("Grades, in order: {}", topics.join(", "))}</li>
            {entries}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn five_tiles_are_drawn_and_the_words_name_each_grade() {
        let html = rendered(|| {
            let grades = vec![(Topic::Leadership, Grade::Inadequate), (Topic::Investigation2024, Grade::Good)];
            view! { <GradeTiles grades href="/round#grades"/> }
        });

        assert_eq!(html.matches("<i class=\"app-grade").count(), 5, "{html}");
        assert_eq!(html.matches("<i class=\"app-grade\"").count(), 3, "topics without a grade: {html}");
        assert!(html.contains(r#"aria-label="Leadership: inadequate, Investigation: good""#), "{html}");
    }
}

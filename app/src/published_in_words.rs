//! What a round published lately said, in words.

use followup::{counting::visits::LastPublished, grade::Grade};

use crate::{
    charts::{in_a_sentence, listed},
    number::grouped,
};

/// `requires improvement in 2 of 5 topics and 8 new items`.
pub fn led_to(last: &LastPublished) -> String {
    let parts = parts(last);
    if parts.is_empty() { "nothing that we could read".to_owned() } else { listed(&parts) }
}

/// Grades from the worst, then what it found, then what it raised.
fn parts(last: &LastPublished) -> Vec<String> {
    let topics: u64 = last.graded.iter().map(|(_, topics)| topics).sum();
    let worst = last.graded.first().map(|(grade, count)| match grade {
        Grade::Inadequate | Grade::RequiresImprovement => {
            format!("{} in {count} of {topics} topics", in_a_sentence(grade.label()))
        }
        _ => format!("no topic below {}", in_a_sentence(grade.label())),
    });
    let concern = (last.found.all() > 0)
        .then(|| format!("{} of {} items still of concern", grouped(last.found.of_concern), grouped(last.found.all())));
    let raised = (last.raised > 0)
        .then(|| format!("{} new {}", grouped(last.raised), if last.raised == 1 { "item" } else { "items" }));
    worst.into_iter().chain(concern).chain(raised).collect()
}

//! The words of synthetic data: plainly made up, and varied enough that a search finds some of them and not all.

use super::chance::Chance;
use crate::{finding::RecordType, topic::Topic};

const VERBS: &[&str] = &[
    "review",
    "improve",
    "test",
    "record",
    "explain",
    "publish",
    "agree",
    "simplify",
    "check",
    "replace",
    "sample",
    "train staff in",
    "measure",
    "share",
    "speed up",
    "supervise",
];
const THINGS: &[&str] = &[
    "the handover between shifts",
    "its audit of closed files",
    "the quality of risk assessments",
    "the timing of strategy meetings",
    "the flagging of addresses",
    "its guidance on missing episodes",
    "referral forms",
    "how calls are graded",
    "its map of demand",
    "supervisors’ reviews",
    "the escalation of delays",
    "interview arrangements",
    "the use of body-worn video",
    "its data returns",
    "detention reviews",
    "the oversight of backlogs",
    "minutes of partnership boards",
    "its training records",
    "digital examinations",
    "the voice of the child in records",
    "custody checks",
    "visits to managed offenders",
    "its learning from reviews",
    "shared plans",
];
const MANNERS: &[&str] = &[
    "in every district",
    "at each shift change",
    "with its partners",
    "before a case is closed",
    "within one working day",
    "at a senior level",
    "and report the result",
    "by dip sampling",
    "with an independent check",
    "across all teams",
];
const ACTIVITIES: &[&str] = &[
    "met the working group",
    "ran a dip sample",
    "updated the procedure",
    "trained another team",
    "paused while the system changed",
    "sent a reminder to supervisors",
    "compared districts",
    "drafted new guidance",
    "appointed an owner",
    "asked partners for comments",
];
const OUTCOMES: &[&str] =
    &["no change yet", "a small change for the better", "two districts ahead of the rest", "results still mixed"];
const POSTS: &[&str] =
    &["Head of Public Protection", "Detective Superintendent, Safeguarding", "Head of Custody", "Performance Manager"];

/// The wording of an item.
pub fn wording(number: u32, record_type: RecordType, topic: Topic, chance: &mut Chance) -> String {
    let what = record_type.counted(1);
    let topic = topic.label().to_lowercase();
    let (verb, thing, manner) = (chance.pick(VERBS), chance.pick(THINGS), chance.pick(MANNERS));
    format!("Synthetic {what} {number} on {topic}: {verb} {thing} {manner}.")
}

/// What a force says it did.
pub fn activity(chance: &mut Chance) -> String {
    format!("Synthetic update: the force {}.", chance.pick(ACTIVITIES))
}

/// What came of it.
pub fn outcome(chance: &mut Chance) -> String {
    format!("Synthetic outcome: {}.", chance.pick(OUTCOMES))
}

/// What it does next.
pub fn next_step(chance: &mut Chance) -> String {
    format!("Synthetic next step: {} {}.", chance.pick(VERBS), chance.pick(THINGS))
}

/// The post that owns the work.
pub fn post(chance: &mut Chance) -> String {
    chance.pick(POSTS).to_owned()
}

/// The title of a piece of evidence.
pub fn evidence(chance: &mut Chance) -> String {
    format!("Synthetic evidence on {}", chance.pick(THINGS))
}

/// What a round said of an item, or singled out as effective.
pub fn summary(chance: &mut Chance) -> String {
    format!("Synthetic summary: inspectors looked at {} {}.", chance.pick(THINGS), chance.pick(MANNERS))
}

/// Why something was done.
pub fn reason(chance: &mut Chance) -> String {
    format!("Synthetic reason concerning {}.", chance.pick(THINGS))
}

/// An address that leads nowhere in particular.
pub fn source_url(of: &str) -> String {
    format!("https://example.org/synthetic-data/{of}")
}

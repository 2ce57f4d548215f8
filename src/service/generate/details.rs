//! The facts of a synthetic story: how an item is raised, what rounds find, and all that leaves its status as it is.

use chrono::NaiveDate;

use super::{
    aim::Aim,
    chance::Chance,
    draft::{Draft, LAST_DAY, Texts, later, less_exactly},
    rounds::GeneratedRound,
    story::{Item, Story},
    words,
};
use crate::{
    deadline::{Basis, Deadline, SetBy},
    fact::{Fact, Raised, Relation},
    finding::{Finding, KnownFrom, RecordType},
    identity::Audience,
    inspectorate_status::Inspectorate,
    partial_date::PartialDate,
    source_status::SourceVocabulary,
    target::Target,
};

/// What the round asks.
pub fn raised(item: Item<'_>, chance: &mut Chance) -> Raised {
    let known_from =
        if !item.later.is_empty() && chance.percent(5) { KnownFrom::LaterRound } else { KnownFrom::Raised };
    let record_type = if chance.percent(70) { RecordType::Recommendation } else { RecordType::AreaOfConcern };
    Raised {
        force: item.force.clone(),
        round: item.round.slug.clone(),
        topic: item.round.topic(chance),
        record_type,
        known_from,
        deadline: deadline(item.round.imported_on, chance),
        published: item.round.facts.published,
        source_url: item.round.facts.source_url.clone(),
    }
}

fn deadline(published: NaiveDate, chance: &mut Chance) -> Deadline {
    let (basis, set_by) = chance.weighted(&[
        (14, (Basis::Immediately, SetBy::Inspectorate)),
        (20, (Basis::WithinThreeMonths, SetBy::Inspectorate)),
        (24, (Basis::WithinSixMonths, SetBy::Inspectorate)),
        (18, (Basis::FixedDate, SetBy::Inspectorate)),
        (8, (Basis::SetByForce, SetBy::Force)),
        (5, (Basis::None, SetBy::Inspectorate)),
        (11, (Basis::NotStated, SetBy::Inspectorate)),
    ]);
    let date = match basis {
        Basis::FixedDate => Some(some_day_after(published, chance)),
        Basis::SetByForce => chance.percent(60).then(|| some_day_after(published, chance)),
        _ => None,
    };
    let compound = basis == Basis::Immediately && chance.percent(10);
    let as_written = compound.then(|| format!("immediately; all of it by {}", some_day_after(published, chance).iso()));
    Deadline { basis, date, from: None, as_written, set_by }
}

fn some_day_after(day: NaiveDate, chance: &mut Chance) -> PartialDate {
    let day = later(day, chance.between(40..=900));
    if chance.percent(25) { less_exactly(day, chance) } else { PartialDate::day(day) }
}

/// What a later round finds.
pub fn finding(round: &GeneratedRound, chance: &mut Chance) -> Fact {
    let finding = chance.weighted(&[
        (30, Finding::Improved),
        (24, Finding::PartlyImproved),
        (22, Finding::StillOfConcern),
        (10, Finding::NoProgress),
        (8, Finding::NotFullyAchieved),
        (6, Finding::Closed),
    ]);
    Fact::FindingRecorded { round: round.slug.clone(), finding, source_url: Some(round.facts.source_url.clone()) }
}

/// A word of a vocabulary, forwards or back.
pub fn word(vocabulary: SourceVocabulary, chance: &mut Chance) -> &'static str {
    let words: Vec<&'static str> = vocabulary.mappings().map(|mapping| mapping.word).collect();
    chance.pick(&words)
}

/// The word of a source with which a story ends.
pub fn last_word(chance: &mut Chance) -> Aim {
    let vocabulary = chance.weighted(&[
        (70, SourceVocabulary::HmicfrsRegister),
        (12, SourceVocabulary::CocTracker),
        (18, SourceVocabulary::Rag),
    ]);
    Aim::Word(vocabulary, word(vocabulary, chance))
}

#[derive(Clone, Copy)]
enum Detail {
    Update,
    Evidence,
    Deadline,
    Wording,
    Link,
}

/// Tells something that leaves the status as it is.
pub(super) fn detail(story: &mut Story<'_>, day: NaiveDate) {
    let ended = matches!(story.inspectorate, Inspectorate::Ended { .. });
    let link = if story.item.number > 1 { 3 } else { 0 };
    let detail = if ended {
        story.chance.weighted(&[(40, Detail::Update), (57, Detail::Evidence), (link, Detail::Link)])
    } else {
        story.chance.weighted(&[
            (62, Detail::Update),
            (26, Detail::Evidence),
            (6, Detail::Deadline),
            (3, Detail::Wording),
            (link, Detail::Link),
        ])
    };
    match detail {
        Detail::Update => update(story, day),
        Detail::Evidence => {
            let actor = story.item.people.liaison(story.chance);
            let speaks_for = story.chance.percent(50).then(|| less_exactly(day, story.chance));
            let texts = Texts::from([("title", words::evidence(story.chance))]);
            story.tells(day, actor, Audience::Force, Fact::EvidenceAdded { speaks_for, piece: None }, texts);
        }
        Detail::Deadline => {
            let actor = story.inspector();
            let date = Some(some_day_after(day.min(LAST_DAY), story.chance));
            let deadline =
                Deadline { basis: Basis::FixedDate, date, from: None, as_written: None, set_by: SetBy::Inspectorate };
            let texts = Texts::from([("reason", words::reason(story.chance))]);
            story.tells(day, actor, Audience::Everyone, Fact::DeadlineSet { deadline }, texts);
        }
        Detail::Wording => {
            let actor = story.inspector();
            let (number, topic) = (story.item.number, story.item.round.topic(story.chance));
            let wording = words::wording(number, RecordType::Recommendation, topic, story.chance);
            let texts = Texts::from([("wording", wording)]);
            story.tells(day, actor, Audience::Everyone, Fact::WordingChanged {}, texts);
        }
        Detail::Link => link_back(story, day),
    }
}

/// An update that says nothing of the force's own date.
const TOLD: Fact = Fact::UpdateRecorded { owner_post: None, target: Target::Kept };

fn update(story: &mut Story<'_>, day: NaiveDate) {
    let actor = story.item.people.liaison(story.chance);
    let mut texts = Texts::from([("activity", words::activity(story.chance))]);
    if story.chance.percent(30) {
        texts.insert("outcome", words::outcome(story.chance));
    }
    if story.chance.percent(40) {
        texts.insert("next_step", words::next_step(story.chance));
    }
    if story.chance.percent(60) {
        texts.insert("owner_post", words::post(story.chance));
    }
    story.tells(day, actor, Audience::Force, TOLD, texts);
}

fn link_back(story: &mut Story<'_>, day: NaiveDate) {
    let earlier = story.chance.between(1..=i64::from(story.item.number - 1));
    let stem = story.item.reference.rsplit_once('-').map_or(story.item.reference, |(stem, _)| stem);
    let Ok(to) = format!("{stem}-{earlier:04}").parse() else { return update(story, day) };
    let relation = story.chance.pick(Relation::ALL);
    let actor = story.inspector();
    story.tells(day, actor, Audience::Everyone, Fact::Linked { relation, to }, Texts::new());
}

/// Whether a fact may be corrected without making what people did on the strength of it impossible.
pub const fn may_be_put_right(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Raised(_) | Fact::FindingRecorded { .. } | Fact::DeadlineSet { .. } | Fact::UpdateRecorded { .. }
    )
}

/// The facts as they should have been, with their texts.
pub fn put_right(wrong: &Draft, raised: &Raised, item: Item<'_>, chance: &mut Chance) -> (Fact, Texts) {
    let fact = match &wrong.fact {
        Fact::Raised(_) => Fact::Raised(Raised { topic: item.round.topic(chance), ..raised.clone() }),
        Fact::FindingRecorded { round, source_url, .. } => Fact::FindingRecorded {
            round: round.clone(),
            finding: chance.pick(Finding::ALL),
            source_url: source_url.clone(),
        },
        Fact::DeadlineSet { deadline } => {
            let date = Some(some_day_after(wrong.recorded_at.date_naive().min(LAST_DAY), chance));
            Fact::DeadlineSet { deadline: Deadline { date, ..deadline.clone() } }
        }
        _ => {
            let mut texts = wrong.texts.clone();
            texts.insert("owner_post", words::post(chance));
            return (TOLD, texts);
        }
    };
    (fact, wrong.texts.clone())
}

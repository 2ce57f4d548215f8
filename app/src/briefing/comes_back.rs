//! What keeps coming back: topics still of concern on return, and topics that a later visit raised anew.

use followup::{
    counting::topics::{LEAST_FORCES, TopicCount},
    crosswalk,
    force::ForceSlug,
    progress::measure::Measure,
    view::forces_filter::With,
};

use super::{Bar, Cell, Heading, Row, Section, Table, Whole};
use crate::{
    charts::{comes_back::topic_in_words, in_a_sentence, listed},
    components::grouped,
    main_points::Scope,
    phrase::Phrase,
};

/// How many topics are shown.
const MOST: usize = 8;

/// The section of several forces.
pub fn of_forces(topics: &[TopicCount], scope: &Scope) -> Section {
    let (ranked, others): (Vec<_>, Vec<_>) = topics.iter().partition(|count| count.is_ranked());
    let Some(first) = ranked.first() else {
        let words = format!("Inspectors looked at no topic again in {LEAST_FORCES} forces or more, as far as we know.");
        return Section::of_lines("comes-back", "What keeps coming back", vec![vec![Phrase::plain(words)]]);
    };
    let heading = format!("What keeps coming back: {} most of all", in_a_sentence(first.topic.label()));
    let rows = ranked.iter().take(MOST).map(|count| row(count, scope));
    let table = Table {
        caption: "Topics still of concern on return".to_owned(),
        header: vec![
            Heading::words("Topic"),
            Heading::words("Forces still of concern, of those looked at again"),
            Heading::numbers("Forces where raised anew"),
        ],
        rows: rows.collect(),
        is_of_wordings: false,
    };
    let few: Vec<_> = others
        .iter()
        .filter(|count| !count.looked_at.is_empty())
        .map(|count| {
            let (part, whole) = (count.of_concern.len(), count.looked_at.len());
            format!("{} ({part} of {whole})", in_a_sentence(count.topic.label()))
        })
        .collect();
    let note = format!("Raised anew counts both topic schemes, joined by {}.", crosswalk::name());
    let few = if few.is_empty() {
        note
    } else {
        format!("{note} Looked at again in fewer than {LEAST_FORCES} forces: {}.", listed(&few))
    };
    let count = ranked.len() as u64;
    let words = format!("all {} topics", grouped(count));
    let whole = Some(Whole { count, words, href: scope.measure(Measure::ComesBack) });
    let after = vec![vec![Phrase::plain(few)]];
    Section { id: "comes-back", heading, lines: Vec::new(), table: Some(table), after, whole }
}

fn row(count: &TopicCount, scope: &Scope) -> Row {
    let topic = count.topic.slug();
    let (concern, looked_at) = (count.of_concern.len() as u64, count.looked_at.len() as u64);
    let forces = |with: With, words: String, forces: &[ForceSlug]| match forces {
        [] => Cell::plain(words),
        _ => Cell::link(words, scope.forces(&[("with", with.slug()), ("topic", topic)])),
    };
    let concern_words = format!("{} of {}", grouped(concern), grouped(looked_at));
    let anew = match count.raised_anew.len() {
        0 => "–".to_owned(),
        forces => grouped(forces as u64),
    };
    let cells = vec![
        forces(With::StillOfConcern, concern_words, &count.of_concern),
        forces(With::RaisedAnew, anew, &count.raised_anew),
    ];
    let bar = Bar { part: concern, whole: looked_at, is_of_concern: true };
    Row { name: Cell::plain(topic_in_words(count.topic)), cells, bar: Some(bar) }
}

/// The section of one force.
pub fn of_force(topics: &[TopicCount]) -> Section {
    let concern: Vec<_> = topics
        .iter()
        .filter(|count| !count.of_concern.is_empty())
        .map(|count| in_a_sentence(count.topic.label()))
        .collect();
    let concern = (!concern.is_empty())
        .then(|| vec![Phrase::plain(format!("Still of concern when inspectors returned: {}.", listed(&concern)))]);
    let lines: Vec<_> = concern.into_iter().chain(raised_anew(topics)).collect();
    let lines =
        if lines.is_empty() { vec![vec![Phrase::plain("No topic came back, as far as we know.")]] } else { lines };
    Section::of_lines("comes-back", "What keeps coming back", lines)
}

/// `A later visit raised anew: leadership and investigation.`
pub fn raised_anew(topics: &[TopicCount]) -> Option<Vec<Phrase>> {
    let mut anew: Vec<_> = topics
        .iter()
        .filter(|count| !count.raised_anew.is_empty())
        .map(|count| in_a_sentence(count.topic.label()))
        .collect();
    // The crosswalk names a topic of each scheme; both may have one name.
    anew.sort();
    anew.dedup();
    (!anew.is_empty()).then(|| vec![Phrase::plain(format!("A later visit raised anew: {}.", listed(&anew)))])
}

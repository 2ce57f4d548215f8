//! The main points: at most six, by rank, each in a sentence with its number. Overview and briefing show the same ones, so that they cannot
//! disagree; a point without data drops out or says its silence.

use followup::{
    age::span,
    counting::{case_files::CaseFileForces, grades::GradedForce, on_return::OnReturn, topics::TopicCount},
    deadline::DeadlineState,
    finding::{FindingGroup, KnownFrom, RecordType},
    grade::Grade,
    progress::{change::Stand, headlines::Headline, measure::Measure, selection::Selection},
    view::{
        forces_filter::With,
        overview::{Claims, Figures, NationalFigures, PassedDeadlines},
    },
};

use crate::{
    charts::{in_a_sentence, listed},
    force_in_words::month,
    number::grouped,
    phrase::Phrase,
    point::AskedPoint,
};

/// The most forces that are named. More are counted.
const MAX_NAMED: usize = 3;

/// One point, told in two ways by the same numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MainPoint {
    /// Its number, for where it stands apart from the words.
    pub number: u64,
    /// The rows that the number counts; `None` where there are none.
    pub href: Option<String>,
    /// Of how many.
    pub of: Option<String>,
    /// What follows the number.
    pub words: Vec<Phrase>,
    /// The same in whole sentences, number included, to be read aloud.
    pub sentences: Vec<Phrase>,
}

/// Of which forces, and at which point of the record.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The point shown.
    pub at: AskedPoint,
    /// Force, nation or region as parameters of an address; empty for all forces.
    pub place: Vec<(&'static str, String)>,
}

impl Scope {
    /// All forces.
    pub const fn everywhere(at: AskedPoint) -> Self {
        Self { at, place: Vec::new() }
    }

    /// The forces that were picked by place.
    pub fn picked(at: AskedPoint, selection: &Selection) -> Self {
        Self { at, place: selection.place().parameters() }
    }

    fn href(&self, path: &str, filter: &[(&str, &str)]) -> String {
        let place = self.place.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<_> = place.chain(filter.iter().copied()).collect();
        self.at.href_with(path, &pairs)
    }

    /// What the register shows of these forces, narrowed by a filter.
    pub fn register(&self, filter: &[(&str, &str)]) -> String {
        self.href("/recommendations", filter)
    }

    /// What the table of forces shows of these forces.
    pub fn forces(&self, filter: &[(&str, &str)]) -> String {
        self.href("/forces", filter)
    }

    /// A measure of these forces.
    pub fn measure(&self, measure: Measure) -> String {
        self.href("/progress", &[("measure", measure.slug())])
    }
}

/// The points, in the order of their rank.
pub fn main_points(national: &NationalFigures, figures: &Figures, scope: &Scope) -> Vec<MainPoint> {
    let points = [
        grades(&national.graded, scope),
        comes_back(&national.topics, scope),
        on_return(&national.on_return, scope),
        case_files(national.case_files, scope),
        Some(deadlines(figures, &national.claims, scope)),
        Some(claims(&national.claims, scope)),
    ];
    points.into_iter().flatten().collect()
}

/// Each force's latest grades: up to three forces with an inadequate topic by name, more of them counted.
fn grades(graded: &[GradedForce], scope: &Scope) -> Option<MainPoint> {
    let inadequate: Vec<_> = graded.iter().filter(|force| force.with(Grade::Inadequate).next().is_some()).collect();
    let (Some(first), true) = (inadequate.first(), inadequate.len() <= MAX_NAMED) else {
        return (!graded.is_empty()).then(|| {
            let href = scope.measure(Measure::Grades);
            let (number, all) = (inadequate.len() as u64, grouped(graded.len() as u64));
            let said = match number {
                0 => Phrase::plain(format!("None of the {all} graded forces")),
                number => Phrase::link(format!("{} of {all} graded forces", grouped(number)), href.clone()),
            };
            let is = if number < 2 { " is inadequate in a topic." } else { " are inadequate in a topic." };
            MainPoint {
                number,
                href: Some(href),
                of: Some(format!("of {all}")),
                words: vec![Phrase::strong("graded forces are inadequate in a topic"), Phrase::plain(".")],
                sentences: vec![said, Phrase::plain(is)],
            }
        });
    };
    let counts = |force: &GradedForce| (force.with(Grade::Inadequate).count(), force.grades.len());
    let href = |force: &GradedForce| {
        scope.at.href(&format!("/forces/{}/rounds/{}", force.force.slug, force.round.slug)) + "#grades"
    };
    let (number, of) = counts(first);
    let topics: Vec<_> = first.with(Grade::Inadequate).map(|topic| in_a_sentence(topic.label())).collect();
    let topics = listed(&topics);
    let when = first.said.map(|said| format!(" ({})", month(said))).unwrap_or_default();
    let name = &first.force.short_name;
    let mut words = vec![Phrase::strong(format!("{name} is inadequate")), Phrase::plain(format!(" in {topics}{when}"))];
    let mut sentences = vec![
        Phrase::link(format!("{name} is inadequate in {number} of {of} topics"), href(first)),
        Phrase::plain(format!(": {topics}{when}")),
    ];
    for force in &inadequate[1..] {
        let (number, of) = counts(force);
        let name = force.force.short_name.clone();
        words.extend([
            Phrase::plain(", "),
            Phrase::link(name.clone(), href(force)),
            Phrase::plain(format!(" in {number} of {of}")),
        ]);
        sentences.extend([Phrase::plain("; "), Phrase::link(format!("{name} in {number} of {of}"), href(force))]);
    }
    words.push(Phrase::plain("."));
    sentences.push(Phrase::plain("."));
    Some(MainPoint { number: number as u64, href: Some(href(first)), of: Some(format!("of {of}")), words, sentences })
}

/// The topic that is still of concern in the largest share of forces looked at again.
fn comes_back(topics: &[TopicCount], scope: &Scope) -> Option<MainPoint> {
    let first = topics.first().filter(|count| count.is_ranked())?;
    let anew = match first.raised_anew.len() {
        0 => String::new(),
        1 => " In 1 force a later visit raised it anew.".to_owned(),
        forces => format!(" In {forces} forces a later visit raised it anew."),
    };
    let (concern, looked_at) = (first.of_concern.len(), first.looked_at.len());
    let href = scope.forces(&[("with", With::StillOfConcern.slug()), ("topic", first.topic.slug())]);
    let label = first.topic.label();
    Some(MainPoint {
        number: concern as u64,
        href: Some(href.clone()),
        of: Some(format!("of {looked_at}")),
        words: vec![
            Phrase::plain("forces looked at again: "),
            Phrase::strong(format!("{} still of concern", in_a_sentence(label))),
            Phrase::plain(format!(".{anew}")),
        ],
        sentences: vec![
            Phrase::plain(format!("{label} was still of concern in ")),
            Phrase::link(format!("{concern} of the {looked_at} forces"), href),
            Phrase::plain(format!(" looked at again.{anew}")),
        ],
    })
}

/// Of what was asked, what any later visit found last: recommendations, then areas of concern.
fn on_return(counts: &[OnReturn; RecordType::ALL.len()], scope: &Scope) -> Option<MainPoint> {
    let mut known = RecordType::ALL.iter().map(|of| (*of, counts[*of as usize])).filter(|(_, of)| of.found.all() > 0);
    let (of, first) = known.next()?;
    let href = |of: RecordType| {
        scope.register(&[
            ("record_type", of.slug()),
            ("known_from", KnownFrom::Raised.slug()),
            ("finding_group", FindingGroup::Improved.slug()),
        ])
    };
    let part = |of: RecordType, counts: OnReturn| {
        let (improved, all) = (counts.found.improved_or_closed(), counts.found.all());
        format!("{} of {} {}", grouped(improved), grouped(all), of.counted(all))
    };
    let rest = known.next().map(|(of, counts)| [Phrase::plain(", and "), Phrase::link(part(of, counts), href(of))]);
    let rest: Vec<_> = rest.into_iter().flatten().chain([Phrase::plain(".")]).collect();
    let all = first.found.all();
    let begun =
        vec![Phrase::strong(format!("{} had improved", of.counted(all))), Phrase::plain(" when inspectors returned")];
    let said = vec![Phrase::link(part(of, first), href(of)), Phrase::plain(" had improved when inspectors returned")];
    Some(MainPoint {
        number: first.found.improved_or_closed(),
        href: Some(href(of)),
        of: Some(format!("of {}", grouped(all))),
        words: begun.into_iter().chain(rest.clone()).collect(),
        sentences: said.into_iter().chain(rest).collect(),
    })
}

/// In how many forces more files were inadequate than good.
fn case_files(counts: CaseFileForces, scope: &Scope) -> Option<MainPoint> {
    let CaseFileForces { audited, more_inadequate, audited_lately, more_inadequate_lately } = counts;
    let lately = (audited_lately > 0 && audited_lately < audited)
        .then(|| format!("{more_inadequate_lately} of {audited_lately} audited in the last 5 years"));
    let href = scope.forces(&[("with", With::MoreInadequate.slug())]);
    (audited > 0).then(|| MainPoint {
        number: more_inadequate,
        href: Some(href.clone()),
        of: Some(format!("of {audited}")),
        words: vec![
            Phrase::plain("forces had "),
            Phrase::strong("more case files inadequate than good"),
            Phrase::plain(lately.clone().map(|lately| format!("; {lately}")).unwrap_or_default() + "."),
        ],
        sentences: vec![
            Phrase::plain("More case files were inadequate than good in "),
            Phrase::link(format!("{more_inadequate} of {audited} forces"), href),
            Phrase::plain(lately.map(|lately| format!("; in {lately}")).unwrap_or_default() + "."),
        ],
    })
}

/// What is overdue where statuses tell; else what became of the deadlines that have passed.
pub fn deadlines(figures: &Figures, claims: &Claims, scope: &Scope) -> MainPoint {
    let passed = figures.passed;
    if claims.tell_of_half() {
        return overdue(figures, scope);
    }
    let PassedDeadlines { known, .. } = passed;
    let all = passed.all();
    let filter = [("deadline_state", DeadlineState::PassedOutcomeNotKnown.slug()), ("sort", "due")];
    let href = scope.register(&filter);
    let (words, sentences) = match (all, known) {
        (_, 0) => (vec![Phrase::plain("deadlines are known.")], vec![Phrase::plain("We know of no deadline.")]),
        (0, known) => (
            vec![Phrase::plain("known deadlines have passed without a known outcome.")],
            vec![Phrase::plain(format!(
                "Of {} known deadlines none has passed without a known outcome.",
                grouped(known)
            ))],
        ),
        (all, known) => {
            let (subject, said, verb) = match (all == known, all) {
                (true, 1) => ("known deadline has passed", "The 1 known deadline".to_owned(), " has passed. "),
                (true, _) => (
                    "known deadlines have all passed",
                    format!("All {} known deadlines", grouped(all)),
                    " have passed. ",
                ),
                (false, _) => (
                    "known deadlines have passed",
                    format!("{} of {} known deadlines", grouped(all), grouped(known)),
                    if all == 1 {
                        " has passed without a known outcome. "
                    } else {
                        " have passed without a known outcome. "
                    },
                ),
            };
            let since = found_since(passed);
            (
                vec![Phrase::strong(subject), Phrase::plain(". "), Phrase::plain(since.clone())],
                vec![Phrase::link(said, href.clone()), Phrase::plain(verb), Phrase::plain(since)],
            )
        }
    };
    let of = (all < known).then(|| format!("of {}", grouped(known)));
    MainPoint { number: all, href: Some(href), of, words, sentences }
}

/// How many are overdue, each record type for itself, and how many by more than a year.
fn overdue(figures: &Figures, scope: &Scope) -> MainPoint {
    let counts = |of: RecordType| {
        let is_overdue = |stand: Stand| stand.deadline == DeadlineState::Overdue;
        (figures.headlines.shown(of, is_overdue), figures.headlines.figure(of, Headline::All).shown)
    };
    let href = |of: RecordType| {
        let filter = [("record_type", of.slug()), ("deadline_state", DeadlineState::Overdue.slug()), ("sort", "due")];
        scope.register(&filter)
    };
    let (recommendations, all) = counts(RecordType::Recommendation);
    let (areas, all_areas) = counts(RecordType::AreaOfConcern);
    let rest = (all_areas > 0).then(|| {
        let words = format!("{} of {} areas of concern", grouped(areas), grouped(all_areas));
        [Phrase::plain("; so are "), Phrase::link(words, href(RecordType::AreaOfConcern))]
    });
    let by_a_year = figures.passed.overdue_by_a_year;
    let by_a_year =
        (by_a_year > 0).then(|| Phrase::plain(format!(". {} of these items by more than a year", grouped(by_a_year))));
    let rest: Vec<_> = rest.into_iter().flatten().chain(by_a_year).chain([Phrase::plain(".")]).collect();
    let noun = RecordType::Recommendation.counted(all);
    let said = format!("{} of {} {noun}", grouped(recommendations), grouped(all));
    let said = [Phrase::link(said, href(RecordType::Recommendation)), Phrase::plain(" are overdue")];
    MainPoint {
        number: recommendations,
        href: Some(href(RecordType::Recommendation)),
        of: Some(format!("of {}", grouped(all))),
        words: std::iter::once(Phrase::strong("recommendations are overdue")).chain(rest.clone()).collect(),
        sentences: said.into_iter().chain(rest).collect(),
    }
}

/// What forces say is done and nobody has verified, with its age; else that nothing of the kind is public.
pub fn claims(claims: &Claims, scope: &Scope) -> MainPoint {
    let href = scope.register(&[("gap", "yes")]);
    let (words, sentences) = match (claims.waiting, claims.by_people) {
        (0, 0) => (
            vec![
                Phrase::strong("claims can be checked"),
                Phrase::plain(": no force’s position and no closure is public."),
            ],
            vec![Phrase::plain("No claim can be checked: no force’s position and no closure is public.")],
        ),
        (0, _) => (
            vec![Phrase::plain("claims of forces wait to be verified.")],
            vec![Phrase::plain("No claim of a force waits to be verified.")],
        ),
        (waiting, _) => {
            let noun = if waiting == 1 { "item is claimed done" } else { "items are claimed done" };
            let half = claims
                .half_since
                .map(|since| format!(", half of them for {} or more", span(since, scope.at.point().today)))
                .unwrap_or_default();
            let rest = Phrase::plain(format!(" and not verified{half}."));
            (
                vec![Phrase::strong(noun), rest.clone()],
                vec![Phrase::link(format!("{} {noun}", grouped(waiting)), href.clone()), rest],
            )
        }
    };
    MainPoint { number: claims.waiting, href: Some(href), of: None, words, sentences }
}

/// What inspectors found of deadlines since they passed. Every count of passed deadlines has it beside it.
pub fn found_since(passed: PassedDeadlines) -> String {
    let PassedDeadlines { improved, partly_improved, of_concern, unknown, .. } = passed;
    let found = [(improved, "improved"), (partly_improved, "partly improved"), (of_concern, "still of concern")];
    let found: Vec<_> = found
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{} {words}", grouped(count)))
        .collect();
    match (found.is_empty(), unknown) {
        (true, _) => "Nobody has published whether it was done.".to_owned(),
        (false, 0) => format!("Inspectors later found {}.", listed(&found)),
        (false, unknown) => {
            format!("Inspectors later found {}; of {} we know nothing.", listed(&found), grouped(unknown))
        }
    }
}

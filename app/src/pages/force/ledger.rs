//! Every recommendation and area of concern of a force in words, with what each round found of it: newest round first, and within a round
//! what is still of concern first.

use chrono::NaiveDate;
use followup::{
    finding::{FindingSource, RecordType},
    force_news::{LedgerGroup, ledger},
    partial_date::in_words,
    round::happened,
    status::Status,
    view::{
        force::{ForceItem, ForceView, RoundFinding},
        published::DatedRound,
        register::as_last_published,
    },
};
use leptos::prelude::*;

use super::counts::{counted, items_href};
use crate::{
    components::{FindingMark, StatusTag},
    force_in_words::month,
    pages::{due_date::found_since, recommendation::whose_finding, recommendations::ERASED},
    point::AskedPoint,
};

/// What is said of items after which no round is known.
pub(in crate::pages) const NOT_LOOKED_AT: &str = "Not looked at again, as far as we know";

/// What is said of items of which the rounds after them are not known to have said anything.
pub(in crate::pages) const NOT_MENTIONED: &str = "Not mentioned in what we could read of later reports";

/// The most items that are listed in full. Of more, those that are neither of concern nor open are counted with a link.
pub(super) const MAX_IN_FULL: usize = 25;

/// The most rounds whose findings stand in words. Of more, an item has a mark for each round that found something, and the latest words.
const MAX_ROUNDS_IN_WORDS: usize = 3;

/// The ledger: a section for each round that raised something.
pub(super) fn sections(view: &ForceView, at: AskedPoint) -> AnyView {
    let raising = view.rounds.iter().rev().filter(|round| view.items.iter().any(|item| item.round == round.name.slug));
    let sections: Vec<_> = raising.map(|round| section(view, &round.name, at)).collect();
    if sections.is_empty() {
        return view! {
            <section id="items">
                <h2 class="govuk-heading-m">"What inspectors asked for"</h2>
                <p class="govuk-body">"We know of no recommendation or area of concern of this force."</p>
            </section>
        }
        .into_any();
    }
    view! { <div id="items">{sections}</div> }.into_any()
}

fn section(view: &ForceView, round: &DatedRound, at: AskedPoint) -> AnyView {
    let groups = ledger(view, &round.slug);
    let href = at.href(&format!("/forces/{}/rounds/{}", view.force.slug, round.slug));
    let groups = groups.iter().map(|(of, items)| group(view, *of, items, at)).collect_view();
    view! {
        <section class="app-ledger" aria-labelledby=format!("asked-{}", round.slug)>
            <h2 class="govuk-heading-m" id=format!("asked-{}", round.slug)>
                "Asked for: "<a class="govuk-link" href=href>{round.title()}</a>
            </h2>
            {groups}
        </section>
    }
    .into_any()
}

fn by_type(items: &[&ForceItem]) -> [u64; RecordType::ALL.len()] {
    let mut counts = [0; RecordType::ALL.len()];
    for item in items {
        counts[item.record_type as usize] += 1;
    }
    counts
}

/// `is_last`: no round came after the one that raised the items.
const fn label(group: LedgerGroup, is_last: bool) -> &'static str {
    match group {
        LedgerGroup::OfConcern => "Still of concern",
        LedgerGroup::PartlyImproved => "Partly improved",
        LedgerGroup::Improved => "Improved or closed",
        LedgerGroup::NotMentioned if is_last => NOT_LOOKED_AT,
        LedgerGroup::NotMentioned => NOT_MENTIONED,
    }
}

/// The words by which the register finds the items of a group.
const fn filter(group: LedgerGroup, is_last: bool) -> &'static [(&'static str, &'static str)] {
    match group {
        LedgerGroup::OfConcern => &[("finding_group", "still-of-concern"), ("finding_group", "no-progress")],
        LedgerGroup::PartlyImproved => &[("finding_group", "partly")],
        LedgerGroup::Improved => &[("finding_group", "improved")],
        LedgerGroup::NotMentioned if is_last => &[("finding", "no-later-round")],
        LedgerGroup::NotMentioned => &[("finding", "none")],
    }
}

fn group(view: &ForceView, group: LedgerGroup, items: &[&ForceItem], at: AskedPoint) -> AnyView {
    let round = items.first().map_or("", |item| item.round.as_str());
    let is_last = view.rounds.last().is_some_and(|last| last.name.slug == round);
    let counts = counted(&by_type(items), |of| {
        let narrowed = std::iter::once(("raised_in", round)).chain(filter(group, is_last).iter().copied());
        items_href(view.force.slug.as_str(), of, &narrowed.collect::<Vec<_>>(), at)
    });
    let in_full = view.items.len() <= MAX_IN_FULL;
    let (shown, rest): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| in_full || group == LedgerGroup::OfConcern || is_open(item.status));
    let rows = shown.into_iter().map(|item| row(view, item, at)).collect_view();
    let rest = (!rest.is_empty()).then(|| {
        let words = if rest.len() == items.len() {
            "Listed in the register."
        } else {
            "The others are listed in the register."
        };
        view! { <p class="govuk-body-s app-secondary">{words}</p> }
    });
    view! {
        <h3 class="govuk-heading-s app-ledger__group">
            <FindingMark group/>
            {label(group, is_last)}
            <span class="app-ledger__count">" "{counts}</span>
        </h3>
        <ul class="app-ledger__rows">{rows}</ul>
        {rest}
    }
    .into_any()
}

/// Whether people follow an item up here and it goes on.
const fn is_open(status: Status) -> bool {
    !status.is_closed() && !matches!(status, Status::NotRecorded)
}

fn row(view: &ForceView, item: &ForceItem, at: AskedPoint) -> AnyView {
    let reference = item.reference.to_string();
    let href = at.href(&format!("/recommendations/{reference}"));
    let wording = item.wording.words().unwrap_or(ERASED).to_owned();
    let about = match item.record_type {
        RecordType::Recommendation => format!("{} · ", item.topic.label()),
        RecordType::AreaOfConcern => format!("{} · area of concern · ", item.topic.label()),
    };
    let published = as_last_published(item.status, item.source_status.as_ref());
    let published = published.map(|words| view! { <p class="govuk-body-s app-secondary">{words}</p> });
    let status = (item.status != Status::NotRecorded).then(|| view! { <StatusTag status=item.status/> });
    let is_long = view.rounds.len() > MAX_ROUNDS_IN_WORDS;
    let in_words = if is_long { 1 } else { item.found.len() };
    let found = item.found.iter().rev().take(in_words).map(|found| finding(view, found)).collect_view();
    let course = is_long.then(|| course(view, item)).flatten();
    let due = item.due.map(|due| {
        let words = due_words(view, item, due, at.point().today);
        view! { <p class="govuk-body-s">{words}</p> }
    });
    // Of what nothing was found there is nothing to set beside it.
    let class = if item.found.is_empty() { "app-ledger__row app-ledger__row--silent" } else { "app-ledger__row" };
    view! {
        <li class=class>
            <div>
                <a class="govuk-link app-ledger__wording" href=href>{wording}</a>
                <p class="govuk-body-s app-secondary">{about}<span class="app-nowrap">{reference}</span>" "{status}</p>
            </div>
            <div>{found}{course}{due}{published}</div>
        </li>
    }
    .into_any()
}

/// What a round found, in its words.
fn finding(view: &ForceView, found: &RoundFinding) -> AnyView {
    let when = round_of(view, &found.round).and_then(|round| happened(round.published, round.fieldwork));
    let when = when.map_or_else(|| "date not known".to_owned(), month);
    let summary = found.summary.words().filter(|words| !words.trim().is_empty()).map(|words| format!(": {words}"));
    let ours =
        found.source.clone().filter(|source| matches!(source, FindingSource::Inspectorate(_))).map(whose_finding);
    view! {
        <p class="govuk-body app-ledger__finding">
            <strong>{found.finding.label()}</strong>{format!(", {when}")}{summary}{ours}
        </p>
    }
    .into_any()
}

/// What round after round found: a mark and its year for each. `None` where fewer than two found anything.
fn course(view: &ForceView, item: &ForceItem) -> Option<AnyView> {
    if item.found.len() < 2 {
        return None;
    }
    let steps = item.found.iter().map(|found| {
        let when = round_of(view, &found.round).and_then(|round| happened(round.published, round.fieldwork));
        let year = when.map_or_else(|| "undated".to_owned(), |when| when.last().format("%Y").to_string());
        let group = LedgerGroup::for_latest(Some(found.finding));
        view! {
            <li>
                {year}" "
                <FindingMark group/>
                <span class="govuk-visually-hidden">{format!(" {}", found.finding.label())}</span>
            </li>
        }
    });
    let steps = steps.collect_view();
    Some(view! { <ol class="app-ledger__course" aria-label="Found round by round">{steps}</ol> }.into_any())
}

fn round_of<'a>(view: &'a ForceView, slug: &str) -> Option<&'a DatedRound> {
    view.rounds.iter().map(|round| &round.name).find(|round| round.slug == slug)
}

/// `Was due 30 September 2019: still of concern 22 months later`. What is due is never said without what inspectors found since.
fn due_words(view: &ForceView, item: &ForceItem, due: NaiveDate, today: NaiveDate) -> String {
    let is_past = due < today;
    let verb = if is_past { "Was due" } else { "Due" };
    let latest = item.found.last().and_then(|found| {
        let round = round_of(view, &found.round)?;
        found_since(due, found.finding, happened(round.published, round.fieldwork)?)
    });
    let status = item.status;
    match latest {
        Some(latest) => format!("{verb} {}: {latest}.", in_words(due)),
        None if is_past && status == Status::NotRecorded => {
            format!("{verb} {}. We do not know if it was done.", in_words(due))
        }
        None => format!("{verb} {}.", in_words(due)),
    }
}

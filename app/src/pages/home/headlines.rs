//! The headline figures, each a link to the rows it counts, with its change since the end of the month before.

use std::cmp::Ordering;

use followup::{
    finding::RecordType,
    partial_date::in_words,
    progress::{
        change::{Between, Group},
        headlines::{Figure, Headline, Headlines, Movement, Undated},
    },
};
use leptos::prelude::*;

use super::rows::Rows;
use crate::components::{FigureTile, FigureTiles, grouped};

/// What a figure counts, after its noun.
const fn after_noun(headline: Headline) -> &'static str {
    match headline {
        Headline::All => " in all",
        Headline::In(Group::Open) => " open",
        Headline::In(Group::SaidDone) => " claimed done, not verified",
        Headline::In(Group::VerifiedComplete) => " verified complete",
        Headline::In(Group::ClosedWithoutAction) => " closed without action",
        Headline::In(Group::ClosedAccordingToSource) => " closed according to the source",
        Headline::In(Group::NotRecorded) => " with status not recorded",
        Headline::Overdue => " overdue",
        Headline::PassedOutcomeNotKnown => " past the deadline, status not public",
    }
}

/// So many items that a figure counts, without the number.
fn label(of: RecordType, headline: Headline, count: u64) -> String {
    format!("{}{}", of.counted(count), after_noun(headline))
}

/// A figure is shown where it counts anything, or did; how many there are in all always is. A lone "0 overdue" would
/// reassure where nothing is known: "What is late" says it with what our sources do not say.
fn is_shown(headline: Headline, Figure { shown, movement }: Figure) -> bool {
    headline == Headline::All || shown > 0 || movement.is_some_and(|movement| movement.then > 0)
}

/// The few figures that are read from across the room, a band for each record type.
pub(super) fn section(headlines: &Headlines, rows: &Rows) -> impl IntoView + use<> {
    let bands = RecordType::ALL.iter().map(|of| {
        let tiles = Headline::ALL.iter().filter_map(|headline| tile(*of, *headline, headlines, rows)).collect_view();
        view! { <FigureTiles>{tiles}</FigureTiles> }
    });
    let bands = bands.collect_view();
    view! {
        <section aria-labelledby="standing">
            <h2 class="govuk-heading-m" id="standing">"Where things stand"</h2>
            {bands}
        </section>
    }
}

fn tile(of: RecordType, headline: Headline, headlines: &Headlines, rows: &Rows) -> Option<AnyView> {
    let figure = headlines.figure(of, headline);
    let change = rows.period.zip(figure.movement).map(|(period, movement)| {
        let filter: Vec<_> = headline.parameter().into_iter().collect();
        let then = rows.register_on(period.from, of, &filter);
        let moved = movement.rows.and_then(|list| rows.moved(of, list));
        change(of, headline, movement, period, then, moved)
    });
    is_shown(headline, figure).then(|| {
        let filter: Vec<_> = headline.parameter().into_iter().collect();
        view! {
            <FigureTile
                number=grouped(figure.shown)
                label=label(of, headline, figure.shown)
                href=rows.register(of, &filter)
            >
                {change}
            </FigureTile>
        }
        .into_any()
    })
}

/// `3 more than on 31 October 2026 (117)`: the first number leads to what moved where there is a list of exactly that, the
/// second to what stood there then.
fn change(
    of: RecordType,
    headline: Headline,
    movement: Movement,
    period: Between,
    then: String,
    moved: Option<String>,
) -> AnyView {
    let day = in_words(period.from);
    let counted = |count: u64| label(of, headline, count);
    let begins = movement.of_dated_alone.then_some("Dated only: ");
    let then = |words: String, hidden: String| {
        view! { <a class="govuk-link" href=then>{words}<span class="govuk-visually-hidden">{hidden}</span></a> }
    };
    let stood = |then_words: &dyn Fn(String) -> String| then_words(counted(movement.then));
    let difference = movement.now.abs_diff(movement.then);
    match movement.now.cmp(&movement.then) {
        Ordering::Equal if movement.newly > 0 => view! {
            {begins}
            {format!("{} many as on {day}, though not the same (", if begins.is_some() { "as" } else { "As" })}
            {then(grouped(movement.then), stood(&|label| format!(" {label} on {day}")))}
            ")"
        }
        .into_any(),
        Ordering::Equal => {
            let words =
                if begins.is_some() { format!("no change since {day}") } else { format!("No change since {day}") };
            view! {
                {begins}
                {then(words, stood(&|label| format!(": {} {label}", grouped(movement.then))))}
            }
            .into_any()
        }
        order => {
            let words =
                format!("{} {}", grouped(difference), if order == Ordering::Greater { "more" } else { "fewer" });
            let moved = match moved {
                Some(href) => {
                    let hidden = format!(" {} since {day}", counted(difference));
                    view! { <a class="govuk-link" href=href>{words}<span class="govuk-visually-hidden">{hidden}</span></a> }
                        .into_any()
                }
                None => words.into_any(),
            };
            view! {
                {begins}
                {moved}
                {format!(" than on {day} (")}
                {then(grouped(movement.then), stood(&|label| format!(" {label} on {day}")))}
                ")"
            }
            .into_any()
        }
    }
}

/// What the figures count and their changes do not: it stands in the present and on no day that has come.
pub(super) fn undated(headlines: &Headlines, rows: &Rows) -> Option<AnyView> {
    let kinds = [
        (Undated::Item, ["has no date", "have no date"]),
        (Undated::Fact, ["has an undated fact", "have an undated fact"]),
    ];
    let said = kinds.into_iter().flat_map(|(what, words)| RecordType::ALL.iter().map(move |of| (*of, what, words)));
    let said: Vec<_> = said
        .map(|(of, what, words)| (of, what, words, headlines.undated(of, what)))
        .filter(|(.., count)| *count > 0)
        .collect();
    let last = said.len().checked_sub(1)?;
    let parts = said.into_iter().enumerate().map(|(place, (of, what, [one, several], count))| {
        let words = format!("{} {}", grouped(count), of.counted(count));
        let counted = match rows.undated(of, what) {
            Some(href) => view! { <a class="govuk-link" href=href>{words}</a> }.into_any(),
            None => words.into_any(),
        };
        let between = (place > 0).then_some(if place == last { " and " } else { ", " });
        view! {
            {between}
            {counted}
            {format!(" {}", if count == 1 { one } else { several })}
        }
    });
    let parts = parts.collect_view();
    Some(
        view! {
            <p class="govuk-body-s">
                {parts}
                ". They are counted today but not in comparisons with the past."
            </p>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use followup::{
        as_at::AsAt,
        deadline::DeadlineState,
        progress::{
            change::{Passage, Stand},
            headlines::Alike,
        },
        status::Status,
    };

    use super::*;
    use crate::point::AskedPoint;

    const OPEN: Stand = Stand { status: Status::InProgress, deadline: DeadlineState::NotDue };

    fn alike(before: Option<Stand>, after: Option<Stand>, items: u64) -> Alike {
        let passage = Passage {
            before,
            after,
            closed: false,
            reopened: false,
            said_done: false,
            fell_due: false,
            slipped: false,
            found: false,
        };
        Alike { record_type: RecordType::Recommendation, shown: after, passage, undated: None, items }
    }

    /// The words of the tiles and the sentence below them, without markup.
    fn words(alike: Vec<Alike>) -> String {
        let at = AskedPoint::new(AsAt::default(), "2026-11-23T12:00:00Z".parse().unwrap());
        let period = Some(Between::of_the_month(at.point().today));
        let headlines = Headlines { period, alike };
        let rows = Rows::new(None, at, period);
        let html = Owner::new().with(|| view! { {section(&headlines, &rows)} {undated(&headlines, &rows)} }.to_html());
        let html = html.replace("<!>", "").replace("<p", " <p");
        let hidden = html.split("<span class=\"govuk-visually-hidden\">");
        let seen: String = hidden
            .enumerate()
            .map(|(place, part)| if place == 0 { part } else { part.split_once("</span>").unwrap().1 })
            .collect();
        seen.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
    }

    #[test]
    fn a_change_is_said_in_words_with_what_there_was() {
        let more = words(vec![alike(Some(OPEN), Some(OPEN), 1_200), alike(None, Some(OPEN), 3)]);
        assert!(more.contains("1,203 recommendations in all 3 more than on 31 October 2026 (1,200)"), "{more}");
        let still = words(vec![alike(Some(OPEN), Some(OPEN), 1)]);
        assert!(still.contains("1 recommendation in all No change since 31 October 2026"), "{still}");
        let closed = Stand { status: Status::VerifiedComplete, ..OPEN };
        let fewer = words(vec![alike(Some(OPEN), Some(closed), 2)]);
        assert!(fewer.contains("0 recommendations open 2 fewer than on 31 October 2026 (2)"), "{fewer}");
        let others = words(vec![alike(Some(OPEN), Some(closed), 2), alike(None, Some(OPEN), 2)]);
        assert!(others.contains("open As many as on 31 October 2026, though not the same (2)"), "{others}");
    }

    #[test]
    fn what_has_no_date_is_said_apart_and_is_no_change() {
        let undated = Alike { shown: Some(OPEN), undated: Some(Undated::Item), ..alike(None, None, 5) };
        let said = words(vec![alike(Some(OPEN), Some(OPEN), 10), undated]);
        assert!(said.contains("15 recommendations in all Dated only: no change since 31 October 2026"), "{said}");
        let apart = "5 recommendations have no date. They are counted today but not in comparisons with the past.";
        assert!(said.contains(apart), "{said}");
    }

    #[test]
    fn nought_stands_only_where_there_was_something() {
        let said = words(vec![alike(Some(OPEN), Some(OPEN), 1)]);
        assert!(!said.contains("0 recommendations") && said.contains("0 areas of concern in all"), "{said}");
    }
}

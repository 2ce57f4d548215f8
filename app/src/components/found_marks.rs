//! Found marks: one mark for each item, or one bar where there are too many, by what inspectors found last.

use followup::{counting::found::FoundCounts, finding::RecordType};
use leptos::prelude::*;

use super::grouped;

/// The most items that are drawn as marks, one each. A chart with a row of more draws bars in every row.
pub const MOST_MARKS: u64 = 40;

/// How wide a bar is, in units of its drawing.
const BAR: u64 = 140;
/// How high.
const HIGH: u64 = 14;

/// Items by finding, the worst first; recommendations square, areas of concern round. In words for whoever hears the page.
#[component]
pub fn FoundMarks(
    /// What was found, in the order of [`RecordType::ALL`].
    found: [FoundCounts; RecordType::ALL.len()],
    /// Items that were not looked at again, in the same order.
    not_looked_at: [u64; RecordType::ALL.len()],
    /// Whether the chart draws bars.
    bars: bool,
    /// Where all the items are, to which the number beside a bar leads.
    #[prop(optional, into)]
    all_href: Option<String>,
) -> impl IntoView {
    let groups = groups(found, not_looked_at);
    let words: Vec<_> = groups
        .iter()
        .map(|(group, counts)| (group, counts.iter().sum::<u64>()))
        .filter(|(_, count)| *count > 0)
        .map(|(group, count)| format!("{} {}", grouped(count), group.words))
        .collect();
    let words = if words.is_empty() { "nothing asked".to_owned() } else { words.join(", ") };
    if bars {
        return bar(&groups, words, all_href).into_any();
    }
    let marks = groups.iter().flat_map(|(group, counts)| {
        RecordType::ALL.iter().flat_map(move |of| {
            let shape = if *of == RecordType::Recommendation { " app-mark--square" } else { "" };
            let class = format!("app-mark app-mark--{}{shape}", group.class);
            (0..counts[*of as usize]).map(move |_| view! { <i class=class.clone()></i> })
        })
    });
    view! { <span class="app-marks" role="img" aria-label=words>{marks.collect_view()}</span> }.into_any()
}

struct Group {
    class: &'static str,
    words: &'static str,
}

type Counts = [u64; RecordType::ALL.len()];

/// The four groups, the worst first.
fn groups(found: [FoundCounts; RecordType::ALL.len()], not_looked_at: Counts) -> [(Group, Counts); 4] {
    [
        (Group { class: "of-concern", words: "still of concern" }, found.map(|of| of.of_concern)),
        (Group { class: "partly-improved", words: "partly improved" }, found.map(|of| of.partly_improved)),
        (Group { class: "improved", words: "improved or closed" }, found.map(FoundCounts::improved_or_closed)),
        (Group { class: "not-mentioned", words: "not looked at again" }, not_looked_at),
    ]
}

/// One bar of all items, its number beside it.
fn bar(groups: &[(Group, Counts)], words: String, all_href: Option<String>) -> impl IntoView + use<> {
    let counts: Vec<_> = groups.iter().map(|(group, counts)| (group.class, counts.iter().sum::<u64>())).collect();
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let mut before = 0;
    let parts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| {
        let place = |items: u64| (items * BAR).checked_div(all).unwrap_or(0);
        let (left, right) = (place(before), place(before + count));
        before += count;
        view! { <rect class=format!("app-part app-part--{class}") x=left y="1" width=right - left height=HIGH - 2></rect> }
    });
    let parts = parts.collect_view();
    let number = match all_href {
        Some(href) => {
            view! { <a class="govuk-link" href=href>{grouped(all)}<span class="govuk-visually-hidden">" in all"</span></a> }
                .into_any()
        }
        None => view! { <span aria-hidden="true">{grouped(all)}</span> }.into_any(),
    };
    view! {
        <span class="app-marks">
            <svg class="app-marks__bar" viewBox=format!("0 0 {BAR} {HIGH}") width=BAR height=HIGH role="img" aria-label=words>{parts}</svg>
            {number}
        </span>
    }
}

/// What the marks mean, once for a chart.
#[component]
pub fn FoundMarksKey(
    /// Whether the chart holds recommendations as well as areas of concern, which the shapes tell apart.
    both_kinds: bool,
) -> impl IntoView {
    let entry = |class: &'static str, words: &'static str| {
        view! { <li><i class=format!("app-mark app-mark--{class}")></i>" "{words}</li> }
    };
    let shapes = both_kinds.then(|| {
        view! { <li>"Square: recommendation. Round: area of concern."</li> }
    });
    view! {
        <ul class="app-marks-key" aria-hidden="true">
            {entry("of-concern", "still of concern or no progress")}
            {entry("partly-improved", "partly improved")}
            {entry("improved", "improved or closed")}
            {entry("not-mentioned", "not looked at again, as far as we know")}
            {shapes}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_item_is_one_mark_and_the_words_count_them() {
        let found = [
            FoundCounts { of_concern: 1, ..FoundCounts::default() },
            FoundCounts { of_concern: 2, partly_improved: 1, improved: 1, closed: 1 },
        ];
        let html = rendered(|| view! { <FoundMarks found not_looked_at=[1, 2] bars=false/> });
        assert_eq!(html.matches("<i class=").count(), 9);
        assert_eq!(html.matches("app-mark--of-concern").count(), 3);
        assert_eq!(html.matches("app-mark--square").count(), 2, "a recommendation of concern, and one not looked at");
        assert!(
            html.contains("3 still of concern, 1 partly improved, 2 improved or closed, 3 not looked at again"),
            "{html}"
        );
    }

    #[test]
    fn parts_of_a_bar_fill_it_and_its_number_stands_beside_it() {
        let found = [FoundCounts { of_concern: 30, improved: 10, ..FoundCounts::default() }, FoundCounts::default()];
        let html = rendered(|| view! { <FoundMarks found not_looked_at=[0, 40] bars=true all_href="/all"/> });
        for part in ["x=\"0\" y=\"1\" width=\"52\"", "x=\"52\" y=\"1\" width=\"18\"", "x=\"70\" y=\"1\" width=\"70\""] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(html.contains(r#"href="/all""#) && html.contains(">80<span"), "the number leads to its items: {html}");
    }
}

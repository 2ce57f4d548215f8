//! Strip: what happened to something in its order, each with a mark; on a phone one below the other.

use leptos::prelude::*;

/// How an entry is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripMark {
    /// Something was asked: a full dot.
    Full,
    /// Somebody came back to what had been asked: a ring.
    Ring,
    /// A day by which something is due: a dashed bar.
    Due,
    /// Somebody told or showed something: a tick.
    Tick,
    /// The day that is looked at: a bar.
    Day,
}

impl StripMark {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "app-strip__entry",
            Self::Ring => "app-strip__entry app-strip__entry--ring",
            Self::Due => "app-strip__entry app-strip__entry--due",
            Self::Tick => "app-strip__entry app-strip__entry--tick",
            Self::Day => "app-strip__entry app-strip__entry--day",
        }
    }
}

/// One thing that happened.
pub struct StripEntry {
    /// How it is marked.
    pub mark: StripMark,
    /// What it was.
    pub title: AnyView,
    /// When, or what more there is to say.
    pub words: AnyView,
}

/// The entries side by side, each with its mark.
#[component]
pub fn Strip(
    /// The entries, first to last.
    entries: Vec<StripEntry>,
) -> impl IntoView {
    let entries = entries.into_iter().map(|entry| {
        let class = entry.mark.class();
        view! { <li class=class>{content(entry)}</li> }
    });
    view! { <ol class="app-strip">{entries.collect_view()}</ol> }
}

/// The most years by which a stretch of a line grows: one stretch must not take the room of all others.
const MOST_YEARS: u32 = 12;

/// The most entries of a line that stand side by side where there is room. More stand one below the other.
const MOST_ACROSS: usize = 7;

/// The stretch of a line between an entry and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How many whole years it takes: the more, the longer it is drawn.
    pub years: u32,
    /// Whether nothing is known to have happened in it.
    pub is_silent: bool,
}

/// The entries on a line whose stretches grow with the time between them.
#[component]
pub fn TimeStrip(
    /// The entries, first to last, each with the stretch to the next; that of the last is not drawn.
    entries: Vec<(StripEntry, Stretch)>,
) -> impl IntoView {
    let across = if entries.len() <= MOST_ACROSS { " app-strip--across" } else { "" };
    let class = format!("app-strip app-strip--line{across}");
    let entries = entries.into_iter().map(|(entry, Stretch { years, is_silent })| {
        let silent = if is_silent { " app-strip__entry--silent" } else { "" };
        let class = format!("{} app-strip__entry--years-{}{silent}", entry.mark.class(), years.min(MOST_YEARS));
        view! { <li class=class>{content(entry)}</li> }
    });
    view! { <ol class=class>{entries.collect_view()}</ol> }
}

fn content(StripEntry { title, words, .. }: StripEntry) -> AnyView {
    view! {
        <span class="app-strip__title">{title}</span>
        " "
        <span class="app-strip__words">{words}</span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn entry(mark: StripMark, title: &'static str) -> StripEntry {
        StripEntry { mark, title: title.into_any(), words: "2019".into_any() }
    }

    #[test]
    fn entries_are_a_list_in_the_order_given() {
        let html = rendered(|| {
            let entries = vec![entry(StripMark::Full, "Inspection"), entry(StripMark::Ring, "Review")];
            view! { <Strip entries/> }
        });

        assert!(html.starts_with(r#"<ol class="app-strip"><li class="app-strip__entry">"#), "{html}");
        assert!(html.find("Inspection") < html.find("app-strip__entry--ring"), "{html}");
    }

    #[test]
    fn a_stretch_of_many_years_is_no_longer_than_the_longest() {
        let html = rendered(|| {
            let stretch = |years, is_silent| Stretch { years, is_silent };
            let entries = vec![
                (entry(StripMark::Full, "Asked"), stretch(2, false)),
                (entry(StripMark::Ring, "Found"), stretch(73, true)),
                (entry(StripMark::Day, "Today"), stretch(0, false)),
            ];
            view! { <TimeStrip entries/> }
        });

        assert!(html.starts_with(r#"<ol class="app-strip app-strip--line app-strip--across">"#), "{html}");
        assert!(html.contains(r#"class="app-strip__entry app-strip__entry--years-2""#), "{html}");
        let silent = "app-strip__entry--ring app-strip__entry--years-12 app-strip__entry--silent";
        assert!(html.contains(silent), "{html}");
    }
}

//! Pagination: which rows these are, of how many, and links to the others.

use leptos::prelude::*;

use super::grouped;

/// What stands between "Previous" and "Next".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Page(u32),
    Gap,
}

/// First, last, and the neighbours of the page being read. A gap hides at least two pages.
fn entries(page: u32, pages: u32) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut last = 0;
    for shown in (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(page) <= 1) {
        match shown - last {
            2 => entries.push(Entry::Page(shown - 1)),
            3.. => entries.push(Entry::Gap),
            _ => {}
        }
        entries.push(Entry::Page(shown));
        last = shown;
    }
    entries
}

/// `Showing 26 to 50 of 133 recommendations`.
fn showing(page: u32, per_page: u32, total: u64, noun: &str) -> String {
    let first = u64::from(page.saturating_sub(1)) * u64::from(per_page) + 1;
    let last = total.min(first - 1 + u64::from(per_page));
    match total {
        0 => format!("Showing 0 {noun}"),
        1 => format!("Showing 1 {noun}"),
        _ => format!("Showing {} to {} of {} {noun}", grouped(first), grouped(last), grouped(total)),
    }
}

/// The sentence, and links if there is more than one page. Once on a page, after its rows.
#[component]
pub fn Pagination<F>(
    /// The page being read, from 1.
    page: u32,
    /// How many rows there are on all pages.
    total: u64,
    /// How many rows a page holds.
    per_page: u32,
    /// What the rows are, in the number that fits `total`.
    #[prop(into)]
    noun: String,
    /// The address of a page.
    href: F,
) -> impl IntoView
where
    F: Fn(u32) -> String + 'static,
{
    let pages = u32::try_from(total.div_ceil(u64::from(per_page.max(1)))).unwrap_or(u32::MAX);
    let links = (pages > 1).then(|| {
        let numbers = entries(page, pages).into_iter().map(|entry| entry_view(entry, page, &href)).collect_view();
        let previous = (page > 1).then(|| arrow(false, href(page - 1)));
        let next = (page < pages).then(|| arrow(true, href(page + 1)));
        view! {
            <nav class="govuk-pagination" aria-label="Pagination">
                {previous}
                <ul class="govuk-pagination__list">{numbers}</ul>
                {next}
            </nav>
        }
    });
    view! {
        <div class="app-pagination">
            <p class="app-pagination__showing">{showing(page, per_page, total, &noun)}</p>
            {links}
        </div>
    }
}

fn entry_view(entry: Entry, page: u32, href: &impl Fn(u32) -> String) -> AnyView {
    match entry {
        Entry::Gap => view! { <li class="govuk-pagination__item govuk-pagination__item--ellipsis">"⋯"</li> }.into_any(),
        Entry::Page(number) => {
            let current = number == page;
            let class = if current {
                "govuk-pagination__item govuk-pagination__item--current"
            } else {
                "govuk-pagination__item"
            };
            view! {
                <li class=class>
                    <a
                        class="govuk-link govuk-pagination__link"
                        href=href(number)
                        aria-label=format!("Page {number}")
                        aria-current=current.then_some("page")
                    >
                        {number}
                    </a>
                </li>
            }
            .into_any()
        }
    }
}

fn arrow(forward: bool, href: String) -> impl IntoView {
    let (class, rel, word) = if forward {
        ("govuk-pagination__next", "next", "Next")
    } else {
        ("govuk-pagination__prev", "prev", "Previous")
    };
    let (before, after) = if forward { (None, Some(icon(true))) } else { (Some(icon(false)), None) };
    view! {
        <div class=class>
            <a class="govuk-link govuk-pagination__link" href=href rel=rel>
                {before}
                <span class="govuk-pagination__link-title">
                    {word} <span class="govuk-visually-hidden">" page"</span>
                </span>
                {after}
            </a>
        </div>
    }
}

/// The arrow that points on or back.
pub(super) fn icon(forward: bool) -> impl IntoView {
    let (class, line) = if forward {
        (
            "govuk-pagination__icon govuk-pagination__icon--next",
            "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
        )
    } else {
        (
            "govuk-pagination__icon govuk-pagination__icon--prev",
            "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
        )
    };
    view! {
        <svg class=class xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">
            <path d=line></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_gap_never_hides_a_single_page() {
        for pages in 1..=40 {
            for page in 1..=pages {
                let entries = entries(page, pages);
                assert_eq!(entries.first(), Some(&Entry::Page(1)));
                assert_eq!(entries.last(), Some(&Entry::Page(pages)));
                assert!(entries.contains(&Entry::Page(page)));
                for three in entries.windows(3) {
                    if let [Entry::Page(before), Entry::Gap, Entry::Page(after)] = three {
                        assert!(after - before > 2, "{page} of {pages}: {entries:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_sentence_names_the_rows_of_a_short_last_page() {
        assert_eq!(showing(6, 25, 133, "recommendations"), "Showing 126 to 133 of 133 recommendations");
        assert_eq!(showing(1, 25, 21_500, "recommendations"), "Showing 1 to 25 of 21,500 recommendations");
        assert_eq!(showing(1, 25, 1, "recommendation"), "Showing 1 recommendation");
        assert_eq!(showing(1, 25, 0, "recommendations"), "Showing 0 recommendations");
    }

    #[test]
    fn the_first_page_has_no_previous_and_is_marked_current() {
        let html = rendered(|| {
            view! { <Pagination page=1 total=133 per_page=25 noun="recommendations" href=|page| format!("?page={page}")/> }
        });

        assert!(!html.contains(r#"rel="prev""#) && html.contains(r#"href="?page=2" rel="next""#), "{html}");
        assert_eq!(html.matches(r#"aria-current="page""#).count(), 1, "{html}");
    }

    #[test]
    fn one_page_of_rows_has_no_links() {
        let html = rendered(|| {
            view! { <Pagination page=1 total=9 per_page=25 noun="rounds" href=|page| format!("?page={page}")/> }
        });

        assert!(!html.contains("<nav") && html.contains("Showing 1 to 9 of 9 rounds"), "{html}");
    }
}

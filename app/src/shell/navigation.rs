//! The service navigation: where one can go from every page, and where one is.
#![expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

use leptos::prelude::*;

use followup::{account::Account, worklist::Group};

use crate::{components::grouped, point::AskedPoint, request, worklist_address};

/// What a reader who is limited to forces may have of one of them only.
const OF_ONE_FORCE: [&str; 2] = ["/progress", "/briefing"];

/// Title and address of each part of the service.
const PARTS: [(&str, &str); 7] = [
    ("Overview", "/"),
    ("Forces", "/forces"),
    ("Recommendations", "/recommendations"),
    ("Progress", "/progress"),
    ("Briefing", "/briefing"),
    ("Good practice", "/good-practice"),
    ("About the data", "/about-the-data"),
];

/// The navigation, with the part that `path` belongs to marked. It stays at the point in time being read: nobody should
/// leave the past without noticing.
#[component]
pub fn Navigation(
    /// The path of the page being shown.
    path: String,
    /// How many items wait for the person who reads, where that is known.
    waiting: Option<u64>,
) -> impl IntoView {
    // A page that refuses its date has no point to keep.
    let at = AskedPoint::of_request().ok();
    let scope = request::scope();
    let only = scope.only().and_then(<[_]>::first).map(|force| [("force", force.as_str())]);
    let parts = PARTS.map(|(text, href)| {
        let narrowed: &[_] = if OF_ONE_FORCE.contains(&href) { only.as_ref().map_or(&[], |only| only) } else { &[] };
        let address = match at {
            Some(at) => at.href_with(href, narrowed),
            None => href.to_owned(),
        };
        (text.to_owned(), href, address)
    });
    let own = own_worklist(request::account().as_ref(), waiting);
    let items = parts.into_iter().chain(own).map(|(text, href, address)| {
        let current = Current::of(&path, href);
        let aria = current.map(Current::aria);
        view! { <li><a class="app-bar__link" href=address aria-current=aria>{text}</a></li> }
    });
    view! {
        <nav aria-label="Main" class="app-bar__parts app-no-print">
            <ul class="app-bar__list" id="navigation">{items.collect_view()}</ul>
        </nav>
    }
}

/// What waits for the person who reads, if anything can.
fn own_worklist(account: Option<&Account>, waiting: Option<u64>) -> Option<(String, &'static str, String)> {
    let has_worklist = account.is_some_and(|account| !Group::of(account.role).is_empty());
    let count = waiting.map(|count| format!(" ({})", grouped(count))).unwrap_or_default();
    has_worklist.then(|| (format!("Worklist{count}"), worklist_address::PATH, worklist_address::PATH.to_owned()))
}

/// How a page stands to a part of the service.
#[derive(Clone, Copy)]
pub(super) enum Current {
    /// It is the part's own page.
    Page,
    /// It is further in.
    Within,
}

impl Current {
    pub(super) fn of(path: &str, href: &str) -> Option<Self> {
        if path == href {
            return Some(Self::Page);
        }
        let further = path.strip_prefix(href)?;
        (href != "/" && further.starts_with('/')).then_some(Self::Within)
    }

    pub(super) fn aria(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Within => "true",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn navigation_at(path: &str) -> String {
        let path = path.to_owned();
        Owner::new().with(|| view! { <Navigation path waiting=None/> }.to_html())
    }

    #[test]
    fn the_page_one_is_on_is_marked_as_page() {
        let html = navigation_at("/forces");

        assert!(html.contains(r#"href="/forces" aria-current="page""#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
    }

    #[test]
    fn a_page_further_in_marks_its_part_but_not_the_overview() {
        let html = navigation_at("/forces/kent");

        assert!(html.contains(r#"href="/forces" aria-current="true""#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
    }

    #[test]
    fn a_longer_name_is_not_taken_for_a_page_further_in() {
        assert!(!navigation_at("/forcesandmore").contains("aria-current"));
    }
}

//! Timeline: what happened, newest first, who said so and when.

use leptos::prelude::*;

/// One thing that happened.
pub struct TimelineItem {
    /// What happened, in a few words.
    pub title: String,
    /// Whose word it is, after the date: "by Inspector", "from public sources".
    pub by: String,
    /// When, as printed; a month stays a month.
    pub date: String,
    /// When, as machines read it, if it is a day, month or year and known.
    pub datetime: Option<String>,
    /// When it was written down, and for whom.
    pub recorded: String,
    /// What there is to read.
    pub body: AnyView,
    /// The first characters of the hash of the event, or of each event that it stands for.
    pub hashes: Vec<String>,
}

/// The events of one history, in the order given.
#[component]
pub fn Timeline(
    /// The events, newest first.
    items: Vec<TimelineItem>,
) -> impl IntoView {
    let items = items.into_iter().map(|item| {
        let marks = marks(item.hashes);
        view! {
            <li class="app-timeline__item">
                <h3 class="app-timeline__title">{item.title}</h3>
                <p class="app-timeline__date">
                    <time datetime=item.datetime>{item.date}</time>
                    {format!(", {}", item.by)}
                </p>
                <p class="app-timeline__recorded">{item.recorded}</p>
                <div class="app-timeline__body">{item.body}</div>
                {marks}
            </li>
        }
    });
    view! { <ol class="app-timeline">{items.collect_view()}</ol> }
}

fn marks(hashes: Vec<String>) -> Option<AnyView> {
    let label = match hashes.len() {
        0 => return None,
        1 => "Record mark ",
        _ => "Record marks ",
    };
    let codes = hashes.into_iter().enumerate().map(|(place, hash)| {
        let between = (place > 0).then_some(", ");
        view! { {between}<code>{hash}</code> }
    });
    Some(view! { <p class="app-timeline__hash">{label}{codes.collect_view()}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn an_event_without_a_known_day_gets_no_invented_one() {
        let html = rendered(|| {
            let item = TimelineItem {
                title: "Raised".into(),
                by: "from public sources".into(),
                date: "Date not known".into(),
                datetime: None,
                recorded: "Recorded on 1 February 2026. Audience: everyone".into(),
                body: ().into_any(),
                hashes: vec!["3fa9c1d2".into()],
            };
            view! { <Timeline items=vec![item]/> }
        });

        assert!(html.contains("<time>Date not known</time>"), "{html}");
        assert!(html.contains(", from public sources") && html.contains("<code>3fa9c1d2</code>"), "{html}");
    }
}

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
    /// The first characters of the event's hash.
    pub hash: Option<String>,
}

/// The events of one history, in the order given.
#[component]
pub fn Timeline(
    /// The events, newest first.
    items: Vec<TimelineItem>,
) -> impl IntoView {
    let items = items.into_iter().map(|item| {
        let hash = item.hash.map(|hash| {
            view! { <p class="app-timeline__hash">"Record mark " <code>{hash}</code></p> }
        });
        view! {
            <li class="app-timeline__item">
                <h3 class="app-timeline__title">{item.title}</h3>
                <p class="app-timeline__date">
                    <time datetime=item.datetime>{item.date}</time>
                    {format!(", {}", item.by)}
                </p>
                <p class="app-timeline__recorded">{item.recorded}</p>
                <div class="app-timeline__body">{item.body}</div>
                {hash}
            </li>
        }
    });
    view! { <ol class="app-timeline">{items.collect_view()}</ol> }
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
                hash: Some("3fa9c1d2".into()),
            };
            view! { <Timeline items=vec![item]/> }
        });

        assert!(html.contains("<time>Date not known</time>"), "{html}");
        assert!(html.contains(", from public sources") && html.contains("<code>3fa9c1d2</code>"), "{html}");
    }
}

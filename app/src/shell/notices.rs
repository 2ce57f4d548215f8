//! Notices on every page until the person acts: what others changed in their account, and what waits for them as the second person.
#![expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

use chrono::SecondsFormat;
use followup::{audit::AuditKind, clock::london_time, view::accounts::Notice};
use leptos::prelude::*;

use crate::{audit_in_words::change, components::grouped, pages::confirmations, request};

/// The notices, above the page. They stay until the person says that they have read them.
#[component]
pub fn Notices(
    /// What others did to the account of the person who reads.
    notices: Vec<Notice>,
    /// How many changes to authorisers wait for this person.
    confirmations: u64,
) -> impl IntoView {
    let changes = account_changes(&notices);
    let path = request::path();
    let waiting = (confirmations > 0 && path != confirmations::PATH).then(|| {
        let words = if confirmations == 1 {
            "1 change to an authoriser waits for you".to_owned()
        } else {
            format!("{} changes to authorisers wait for you", grouped(confirmations))
        };
        view! { <p class="govuk-body"><a class="govuk-link" href=confirmations::PATH>{words}</a></p> }
    });
    (changes.is_some() || waiting.is_some()).then(|| {
        view! {
            <section class="govuk-width-container app-no-print" aria-label="About your account">
                <div class="govuk-inset-text">{changes}{waiting}</div>
            </section>
        }
    })
}

fn account_changes(notices: &[Notice]) -> Option<AnyView> {
    let last = notices.last()?;
    let until = last.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let lines = notices.iter().map(|notice| view! { <li>{in_words(notice)}</li> }).collect_view();
    let contact = request::access().contact().to_owned();
    let next = request::query().href(&request::path());
    Some(
        view! {
            <p class="govuk-body govuk-!-font-weight-bold">"Someone changed your account"</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            <p class="govuk-body">{format!("If you do not know why, tell {contact}.")}</p>
            <form method="post" action="/account/notices">
                <input type="hidden" name="until" value=until/>
                <input type="hidden" name="next" value=next/>
                <button type="submit" class="govuk-button govuk-button--secondary">"I have read this"</button>
            </form>
        }
        .into_any(),
    )
}

fn in_words(notice: &Notice) -> String {
    let when = london_time(notice.at);
    if notice.kind == AuditKind::PasswordLinkMade {
        return format!(
            "{when}: a one-time link was made, by which someone can choose a new password for your account."
        );
    }
    let changes = notice.changes.iter().map(change).collect::<Vec<_>>().join("; ");
    format!("{when}: {changes}.")
}

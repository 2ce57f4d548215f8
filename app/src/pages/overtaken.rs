//! What was recorded while somebody was writing, by others, or by the same person in another window or by a form that
//! was sent twice.

use followup::{
    clock::london_time, event::Actor, identity::PersonId, overtaken::Overtaken, view::event_line::EventLine,
};
use leptos::prelude::*;

/// Who recorded what is told to somebody.
pub(super) fn by(since: &[EventLine], reader: PersonId) -> Overtaken {
    Overtaken::of(reader, since.iter().map(|one| one.actor.person()))
}

/// The heading of a page that tells it.
pub(super) const fn heading(of: Overtaken) -> &'static str {
    match of {
        Overtaken::ByThemself => "You already changed this",
        Overtaken::ByOthers => "Someone else changed this",
    }
}

/// What stands before the list of it.
///
/// `what` the person may have saved in another window, with its article: `an update`.
pub(super) fn lead(of: Overtaken, what: &str) -> String {
    match of {
        Overtaken::ByThemself => format!(
            "You already saved {what} after opening this form, perhaps in another window. Your new answers are not saved yet, and \
             nothing is lost. You saved:"
        ),
        Overtaken::ByOthers => {
            "Your answers are not saved yet, and nothing is lost. While you were writing, someone else saved:"
                .to_owned()
        }
    }
}

/// The list of it.
pub(super) fn list(since: &[EventLine], reader: PersonId) -> AnyView {
    let lines = since.iter().map(|one| view! { <li>{line(one, reader)}</li> }).collect_view();
    // What is for the inspectorate alone is not told to a force; that there is something, its form has to say.
    let unseen = since.is_empty().then(|| view! { <li>"Something only the inspectorate can see"</li> });
    view! { <ul class="govuk-list govuk-list--bullet">{lines}{unseen}</ul> }.into_any()
}

/// `Update recorded, 23 November 2026, 14:03, by you`.
fn line(one: &EventLine, reader: PersonId) -> String {
    let who = match one.actor {
        Actor::Person { id, .. } if id == reader => "by you".to_owned(),
        Actor::Person { role, .. } => format!("by {}", role.label().to_lowercase()),
        actor => actor.in_words(),
    };
    format!("{}, {}, {who}", one.kind, london_time(one.recorded_at))
}

/// The button by which a person keeps what they wrote.
pub(super) const fn keep(of: Overtaken) -> &'static str {
    match of {
        Overtaken::ByThemself => "Keep my new answers",
        Overtaken::ByOthers => "Keep my answers",
    }
}

/// The way to drop it.
pub(super) const fn discard(of: Overtaken) -> &'static str {
    match of {
        Overtaken::ByThemself => "Discard my new answers",
        Overtaken::ByOthers => "Discard my answers",
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use followup::{
        fact::EventKind,
        identity::{Audience, Role},
    };
    use uuid::Uuid;

    use super::*;

    fn since(actor: Actor) -> EventLine {
        EventLine {
            version: 2,
            kind: EventKind::Returned,
            recorded_at: DateTime::UNIX_EPOCH,
            actor,
            audience: Audience::Everyone,
        }
    }

    #[test]
    fn what_the_reader_recorded_is_told_as_theirs_and_nobody_else_is_blamed_for_it() {
        let [ann, bea] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        let [own, other] = [ann, bea].map(|id| since(Actor::Person { id, role: Role::ForceLiaisonOfficer }));
        assert_eq!(line(&own, ann), "Returned with questions, 1 January 1970, 01:00, by you");
        assert_eq!(line(&other, ann), "Returned with questions, 1 January 1970, 01:00, by force liaison officer");
        assert_eq!(heading(by(std::slice::from_ref(&own), ann)), "You already changed this");
        assert_eq!(heading(by(&[own, other], ann)), "Someone else changed this");
        assert_eq!(heading(by(&[since(Actor::System)], ann)), "Someone else changed this");
        // What a force is not told of was the inspectorate's.
        assert_eq!(heading(by(&[], ann)), "Someone else changed this");
    }
}

//! Entries of the audit as sentences: who did what, to what. Pages and files say it in the same words.

use followup::{
    audit::{AuditKind, Change},
    view::audit::AuditEntry,
};

/// Who did it: the name with the role, or what stands for nobody.
#[must_use]
pub fn who(entry: &AuditEntry) -> String {
    match (&entry.person, entry.role) {
        (Some(person), role) => {
            let name = if person.name.is_empty() { person.id.0.to_string() } else { person.name.clone() };
            role.map_or(name.clone(), |role| format!("{name}, {}", role.label().to_lowercase()))
        }
        (None, _) if is_of_console(entry.kind) => "The command line".to_owned(),
        (None, _) => "Someone who was not signed in".to_owned(),
    }
}

/// Whether it is done by people who are signed in, or by the command line.
const fn is_of_console(kind: AuditKind) -> bool {
    matches!(
        kind,
        AuditKind::AccountAdded
            | AuditKind::AccountChanged
            | AuditKind::AccountDisabled
            | AuditKind::AccountEnabled
            | AuditKind::AccountUnlocked
            | AuditKind::PasswordSet
            | AuditKind::PasswordLinkMade
            | AuditKind::Confirmed
            | AuditKind::ConfirmationRefused
            | AuditKind::AuditPruned
    )
}

/// What was done, to what, and how often.
#[must_use]
pub fn what(entry: &AuditEntry) -> String {
    let words = match entry.kind {
        AuditKind::SignedIn => "Signed in".to_owned(),
        AuditKind::SignedOut => "Signed out".to_owned(),
        AuditKind::SignedOutEverywhere => "Signed out on every device".to_owned(),
        AuditKind::SignInRefused => format!("Could not sign in {}", as_whom(entry)),
        AuditKind::SignInLimited => format!("Had to wait before trying to sign in again {}", as_whom(entry)),
        AuditKind::OwnPasswordRefused => format!("Gave a wrong current password for {}", subject(entry)),
        AuditKind::AccountAdded => format!("Added the account {}", subject(entry)),
        AuditKind::AccountChanged => format!("Changed the account {}{}", subject(entry), changes(&entry.changes)),
        AuditKind::AccountDisabled => format!("Disabled the account {}", subject(entry)),
        AuditKind::AccountEnabled => format!("Enabled the account {}", subject(entry)),
        AuditKind::AccountUnlocked => format!("Cleared the failed sign-ins of {}", subject(entry)),
        AuditKind::PasswordSet => format!("Set the password of {}", subject(entry)),
        AuditKind::PasswordLinkMade => format!("Made a one-time link for {}", subject(entry)),
        AuditKind::DeadLinkTried => match &entry.account {
            Some(account) => format!("Tried a one-time link of {} that no longer works", account.email),
            None => "Tried a one-time link that never was".to_owned(),
        },
        AuditKind::ConfirmationAsked => format!("Asked for {}", what_needs_two(entry)),
        AuditKind::Confirmed => format!("Confirmed {}", what_needs_two(entry)),
        AuditKind::ConfirmationRefused => format!("Refused {}", what_needs_two(entry)),
        AuditKind::ConfirmationWithdrawn => format!("Withdrew the request for {}", what_needs_two(entry)),
        AuditKind::ActionRefused => format!("Was refused {}", subject(entry)),
        AuditKind::ForeignFormRefused => {
            format!("Sent a form from another site to {}, which was refused", subject(entry))
        }
        AuditKind::Exported => format!("Exported {}", subject(entry)),
        AuditKind::RestrictedTextRead => read(subject(entry)),
        AuditKind::AuditPruned => format!("Removed {} from the audit", subject(entry)),
    };
    match entry.attempts {
        Some(attempts) if attempts.count > 1 => format!("{words}, {} times", attempts.count),
        _ => words,
    }
}

fn subject(entry: &AuditEntry) -> &str {
    entry.subject.as_deref().unwrap_or("an unknown page")
}

fn as_whom(entry: &AuditEntry) -> String {
    entry
        .subject
        .as_ref()
        .map_or_else(|| "with an address that has no account".to_owned(), |email| format!("as {email}"))
}

fn what_needs_two(entry: &AuditEntry) -> String {
    if entry.changes.is_empty() {
        format!("a one-time link for the authoriser {}", subject(entry))
    } else {
        format!("the role of authoriser for {}", subject(entry))
    }
}

/// The items that were read, where the address names them.
fn read(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let listed: Vec<_> = query.split('&').filter_map(|pair| pair.strip_prefix("item=")).collect();
    if let Some(item) = path.strip_prefix("/recommendations/") {
        return format!("Read restricted text of {item}");
    }
    if listed.is_empty() {
        return format!("Read {path}, which is not for everyone");
    }
    format!("Read restricted text of {}", listed.join(", "))
}

/// What changed: ": role from Inspector to Authoriser, forces from kent to none".
fn changes(changes: &[Change]) -> String {
    let words: Vec<_> = changes.iter().map(change).collect();
    if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) }
}

/// One change: "role from Inspector to Authoriser".
#[must_use]
pub fn change(change: &Change) -> String {
    let shown = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
    let field = change.field.label().to_lowercase();
    format!("{field} from {} to {}", shown(&change.old), shown(&change.new))
}

#[cfg(test)]
mod tests {
    use followup::{
        audit::ChangedField,
        identity::{PersonId, Role},
        view::audit::{Attempts, NamedAccount},
    };
    use uuid::Uuid;

    use super::*;

    fn entry(kind: AuditKind, subject: Option<&str>) -> AuditEntry {
        AuditEntry {
            id: 1,
            at: "2026-11-23T12:00:00Z".parse().unwrap(),
            kind,
            person: None,
            role: None,
            subject: subject.map(str::to_owned),
            account: None,
            changes: Vec::new(),
            address: None,
            request_id: None,
            attempts: None,
        }
    }

    #[test]
    fn every_kind_is_a_sentence_of_its_own() {
        let sentences: Vec<_> =
            AuditKind::ALL.iter().map(|kind| what(&entry(*kind, Some("ann@example.org")))).collect();
        for (place, sentence) in sentences.iter().enumerate() {
            assert!(!sentences[..place].contains(sentence), "{sentence}");
            assert!(sentence.starts_with(char::is_uppercase) && !sentence.contains("  "), "{sentence}");
        }
    }

    #[test]
    fn sentence_says_what_was_read_changed_and_how_often() {
        let read = |subject| what(&entry(AuditKind::RestrictedTextRead, Some(subject)));
        assert_eq!(read("/recommendations/KENT-2019-01"), "Read restricted text of KENT-2019-01");
        assert_eq!(read("/worklist?item=A-1&item=B-2"), "Read restricted text of A-1, B-2");
        assert_eq!(read("/evidence/7"), "Read /evidence/7, which is not for everyone");
        let attempts = Some(Attempts { count: 12, last_at: "2026-11-23T12:09:00Z".parse().unwrap() });
        let refused = AuditEntry { attempts, ..entry(AuditKind::SignInRefused, None) };
        assert_eq!(what(&refused), "Could not sign in with an address that has no account, 12 times");
        let change = |field, old: &str, new: &str| Change { field, old: old.to_owned(), new: new.to_owned() };
        let changes =
            vec![change(ChangedField::Role, "Inspector", "Authoriser"), change(ChangedField::Forces, "kent", "")];
        let of_account = AuditEntry { changes, ..entry(AuditKind::AccountChanged, Some("ann@example.org")) };
        let words = "Changed the account ann@example.org: role from Inspector to Authoriser; forces from kent to none";
        assert_eq!(what(&of_account), words);
    }

    #[test]
    fn nobody_is_the_command_line_or_somebody_not_signed_in() {
        assert_eq!(who(&entry(AuditKind::AccountAdded, None)), "The command line");
        assert_eq!(who(&entry(AuditKind::SignInRefused, None)), "Someone who was not signed in");
        let person = NamedAccount { id: PersonId(Uuid::nil()), name: "Ann Other".to_owned(), email: String::new() };
        let signed_in =
            AuditEntry { person: Some(person), role: Some(Role::Inspector), ..entry(AuditKind::SignedIn, None) };
        assert_eq!(who(&signed_in), "Ann Other, inspector");
    }
}

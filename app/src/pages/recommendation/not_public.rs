//! What is not known of an item, once and in one sentence.

use followup::{identity::Audience, person::Reader, status::Status, view::recommendation::RecommendationView};

use super::force_account;

/// `Not public: status, owner, the force’s own target.` For those who may read what force and inspectorate tell each other it is not
/// recorded. `None` where nothing is missing.
pub(super) fn sentence(found: &RecommendationView, has_deadline: bool, reader: &Reader) -> Option<String> {
    let missing = [
        (found.row.status == Status::NotRecorded, "status"),
        (force_account::owner(found, reader).is_none(), "owner"),
        (force_account::own_target(found).is_none(), "the force’s own target"),
        (!has_deadline, "deadline"),
    ];
    let missing: Vec<_> = missing.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect();
    let begins = if reader.may_read(Audience::Force, &found.row.force) { "Not recorded" } else { "Not public" };
    (!missing.is_empty()).then(|| format!("{begins}: {}.", missing.join(", ")))
}

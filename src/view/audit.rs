//! The audit as administrators read it: which entries, and what each says.

use std::{fmt, str::FromStr};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    audit::{AuditKind, Change},
    identity::{PersonId, Role},
    parameter::{BadParameter, first, word},
    query::{Query, query_serde},
    query_pairs::QueryPairs,
};

/// How many entries a page has.
pub const PER_PAGE: u32 = 50;

/// The most signs of what an item is looked for by.
const LONGEST_ITEM: usize = 254;

/// The place of an entry in the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AuditPlace {
    /// When it was.
    pub at: DateTime<Utc>,
    /// Its number.
    pub id: i64,
}

impl fmt::Display for AuditPlace {
    /// As an address has it: `2026-11-23T12:00:00.000001Z_17`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.at.to_rfc3339_opts(SecondsFormat::Micros, true), self.id)
    }
}

/// What is no place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the audit")]
pub struct NoPlace;

impl FromStr for AuditPlace {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (at, id) = text.split_once('_').ok_or(NoPlace)?;
        let at = DateTime::parse_from_rfc3339(at).map_err(|_| NoPlace)?.with_timezone(&Utc);
        Ok(Self { at, id: id.parse().map_err(|_| NoPlace)? })
    }
}

/// From where on entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuditStart {
    /// The newest first.
    #[default]
    Newest,
    /// Those older than this one.
    Before(AuditPlace),
    /// Those just newer than this one.
    After(AuditPlace),
}

/// Which entries somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Done by this person.
    pub person: Option<PersonId>,
    /// Of this kind.
    pub kind: Option<AuditKind>,
    /// About this: a reference, the address of an account or force, a part of the path of a page.
    pub item: Option<String>,
    /// From this day on, in London.
    pub from: Option<NaiveDate>,
    /// Until the end of this day, in London.
    pub to: Option<NaiveDate>,
}

/// Which entries, and from where on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// Which.
    pub filter: AuditFilter,
    /// From where on.
    pub start: AuditStart,
}

query_serde!(AuditQuery);

impl Query for AuditQuery {
    const NAMES: &'static [&'static str] = &["person", "kind", "item", "from", "to", "before", "after"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let place = |name: &'static str| {
            let read = |text: &str| text.parse().map_err(|_| BadParameter::new(name, text, "a place that a page gave"));
            first(pairs, name).map(read).transpose()
        };
        let start = match (place("before")?, place("after")?) {
            (None, None) => AuditStart::Newest,
            (Some(place), None) => AuditStart::Before(place),
            (None, Some(place)) => AuditStart::After(place),
            (Some(_), Some(after)) => {
                return Err(BadParameter::new("after", after.to_string(), "left out where before is given"));
            }
        };
        Ok(Self { filter: AuditFilter::from_pairs(pairs)?, start })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let start = match self.start {
            AuditStart::Newest => None,
            AuditStart::Before(place) => Some(("before", place.to_string())),
            AuditStart::After(place) => Some(("after", place.to_string())),
        };
        self.filter.to_pairs().into_iter().chain(start).collect()
    }
}

query_serde!(AuditFilter);

impl Query for AuditFilter {
    const NAMES: &'static [&'static str] = &["person", "kind", "item", "from", "to"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let of_person = |text: &str| {
            text.parse().map(PersonId).map_err(|_| BadParameter::new("person", text, "the id of an account"))
        };
        let given = QueryPairs::new(pairs.iter().copied());
        let (from, to) = (given.day("from")?, given.day("to")?);
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            return Err(BadParameter::new("to", to.to_string(), "on or after the first day"));
        }
        Ok(Self {
            person: first(pairs, "person").map(of_person).transpose()?,
            kind: word(pairs, "kind")?,
            item: given.text("item", LONGEST_ITEM)?,
            from,
            to,
        })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("person", self.person.map(|PersonId(id)| id.to_string())),
            ("kind", self.kind.map(|kind| kind.slug().to_owned())),
            ("item", self.item.clone()),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// An account as an entry names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedAccount {
    /// Which.
    pub id: PersonId,
    /// Whose it is, today.
    pub name: String,
    /// Its address, today.
    pub email: String,
}

/// How often something counted happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    /// How often.
    pub count: u32,
    /// The last time.
    pub last_at: DateTime<Utc>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its number.
    pub id: i64,
    /// When; of something counted the beginning of the time in which it was.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: AuditKind,
    /// Who did it; nobody where nobody was signed in, and on the command line.
    pub person: Option<NamedAccount>,
    /// In which role.
    pub role: Option<Role>,
    /// To what.
    pub subject: Option<String>,
    /// To which account.
    pub account: Option<NamedAccount>,
    /// What changed.
    pub changes: Vec<Change>,
    /// From where.
    pub address: Option<String>,
    /// The name of the request in the log.
    pub request_id: Option<String>,
    /// Of something counted.
    pub attempts: Option<Attempts>,
}

impl AuditEntry {
    /// Where it stands.
    #[must_use]
    pub const fn place(&self) -> AuditPlace {
        AuditPlace { at: self.at, id: self.id }
    }
}

/// A page of entries, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// Whether there are newer ones.
    pub has_newer: bool,
    /// Whether there are older ones.
    pub has_older: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_made_of_a_query_asks_for_the_same_again() {
        let pairs = [
            ("person", "00000000-0000-4000-8000-000000000001"),
            ("kind", "signed-in"),
            ("item", "KENT-2019-01"),
            ("from", "2026-01-01"),
            ("to", "2026-01-31"),
            ("before", "2026-01-05T12:00:00.000001Z_17"),
        ];
        let query = AuditQuery::from_pairs(&pairs).unwrap();
        let again: Vec<_> = query.to_pairs();
        assert_eq!(again.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), pairs);
        assert_eq!(AuditQuery::from_pairs(&[]), Ok(AuditQuery::default()));
    }

    #[test]
    fn what_cannot_be_asked_for_is_named() {
        for (pairs, name) in [
            (&[("person", "Ann")][..], "person"),
            (&[("kind", "x")], "kind"),
            (&[("item", "a\u{0}b")], "item"),
            (&[("from", "soon")], "from"),
            (&[("from", "2026-02-01"), ("to", "2026-01-31")], "to"),
            (&[("before", "17")], "before"),
            (&[("after", "2026-01-05T12:00:00Z_x")], "after"),
            (&[("before", "2026-01-05T12:00:00Z_1"), ("after", "2026-01-05T12:00:00Z_1")], "after"),
        ] {
            assert_eq!(AuditQuery::from_pairs(pairs).unwrap_err().name, name, "{pairs:?}");
        }
    }
}

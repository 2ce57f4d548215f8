//! What is on record before an import: forces, rounds, items, and the facts of the streams a file speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sqlx::PgConnection;

use super::plan::{Imported, OnRecord};
use crate::{
    event::{Actor, Event, StreamKind, told},
    fact::Fact,
    force::ForceSlug,
    partial_date::PartialDate,
    round::{Round, RoundSlug},
    store::{
        error::StoreError,
        events::{self, Stream},
        read_model::chain,
    },
};

/// The facts of some streams, corrections applied, each stream in the order of recording.
#[derive(Debug, Default)]
pub struct KnownStreams(HashMap<Stream, Vec<OnRecord>>);

impl KnownStreams {
    /// The facts of one stream.
    pub fn of(&self, stream: &Stream) -> &[OnRecord] {
        self.0.get(stream).map_or(&[], Vec::as_slice)
    }

    /// Every stream with its facts.
    pub fn iter(&self) -> impl Iterator<Item = (&Stream, &[OnRecord])> {
        self.0.iter().map(|(stream, facts)| (stream, facts.as_slice()))
    }

    /// Reads the facts of streams.
    pub async fn read(db: &mut PgConnection, kind: StreamKind, ids: &[String]) -> Result<Self, StoreError> {
        let recorded = events::of_streams(&mut *db, kind, ids).await?;
        let mut with_texts: Vec<i64> = Vec::new();
        let mut streams: HashMap<Stream, Vec<(OnRecord, i64)>> = HashMap::new();
        for (id, recorded) in recorded {
            let fields: HashMap<i64, Vec<String>> = recorded
                .iter()
                .map(|one| {
                    let fields = one.texts.as_object().map(|texts| texts.keys().cloned().collect());
                    (one.event.seq, fields.unwrap_or_default())
                })
                .collect();
            let plain: Vec<_> = recorded.into_iter().map(|one| one.event).collect();
            // The order of telling does not matter here, only which correction stands.
            let mut facts: Vec<(OnRecord, i64)> = told(&plain, &chain::ForceChain::default())
                .into_iter()
                .map(|told| {
                    let mut texts_of = |event: i64| -> BTreeMap<String, Option<String>> {
                        let texts = fields.get(&event).into_iter().flatten().map(|field| (field.clone(), None));
                        let texts: BTreeMap<_, _> = texts.collect();
                        if !texts.is_empty() {
                            with_texts.push(event);
                        }
                        texts
                    };
                    let texts = texts_of(told.texts);
                    let imported = imported_before_correction(&plain, told.event);
                    let on_record = OnRecord {
                        seq: told.event.seq,
                        happened: told.happened,
                        fact: told.fact.clone(),
                        texts,
                        by_person: told.event.actor.person().is_some(),
                        imported_before: imported.map(|(seq, fact)| Imported { seq, fact, texts: texts_of(seq) }),
                    };
                    (on_record, told.texts)
                })
                .collect();
            facts.sort_by_key(|(on_record, _)| on_record.seq);
            streams.insert(Stream { kind, id }, facts);
        }
        let mut bodies = text_bodies(db, &with_texts).await?;
        let with_bodies = |(mut on_record, texts): (OnRecord, i64)| {
            for (field, body) in &mut on_record.texts {
                *body = bodies.remove(&(texts, field.clone()));
            }
            if let Some(imported) = &mut on_record.imported_before {
                for (field, body) in &mut imported.texts {
                    *body = bodies.remove(&(imported.seq, field.clone()));
                }
            }
            on_record
        };
        let mut known = HashMap::new();
        let mut with_bodies = with_bodies;
        for (stream, facts) in streams {
            known.insert(stream, facts.into_iter().map(&mut with_bodies).collect());
        }
        Ok(Self(known))
    }
}

/// What a file stated last, and in which event, if a person has corrected it since. Whatever an import records after a person's correction
/// only follows from a round.
fn imported_before_correction(events: &[Event], first: &Event) -> Option<(i64, Fact)> {
    let versions = events.iter().filter(|event| event.seq == first.seq || event.corrects == Some(first.seq));
    let mut earlier = versions.rev().skip_while(|event| event.corrects.is_none() || event.actor.person().is_none());
    earlier.next()?;
    let imported = earlier.find(|event| matches!(event.actor, Actor::Import { .. }))?;
    match &imported.fact {
        Fact::Corrected { to } => Some((imported.seq, (**to).clone())),
        fact => Some((imported.seq, fact.clone())),
    }
}

async fn text_bodies(db: &mut PgConnection, events: &[i64]) -> Result<HashMap<(i64, String), String>, StoreError> {
    let rows =
        sqlx::query!("select event, field, body from event_text where event = any($1)", events).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| ((row.event, row.field), row.body)).collect())
}

/// The forces there are.
pub async fn forces(db: &mut PgConnection) -> Result<BTreeSet<ForceSlug>, StoreError> {
    let slugs = sqlx::query_scalar!("select slug from force").fetch_all(db).await?;
    slugs.into_iter().map(|slug| slug.parse().map_err(|error| StoreError::inconsistent("force", error))).collect()
}

/// The rounds there are, by force, each force's in order of place.
#[derive(Debug, Default)]
pub struct KnownRounds(BTreeMap<ForceSlug, Vec<Round>>);

impl KnownRounds {
    /// Reads all rounds: there are few, however long the history.
    pub async fn read(db: &mut PgConnection) -> Result<Self, StoreError> {
        let rows = sqlx::query!(
            r#"select r.force_slug, r.slug, r.place, v.kind::text as "kind!", v.fieldwork as "fieldwork: String",
                v.published as "published: String", v.scheme::text
            from round r join round_version v on v.force_slug = r.force_slug and v.round_slug = r.slug and v.latest
            order by r.force_slug, r.place"#
        )
        .fetch_all(db)
        .await?;
        let wrong = |error: &dyn std::fmt::Display| StoreError::inconsistent("round_version", error);
        let mut rounds: BTreeMap<ForceSlug, Vec<Round>> = BTreeMap::new();
        for row in rows {
            let date = |text: Option<String>| -> Result<Option<PartialDate>, StoreError> {
                text.map(|text| text.parse().map_err(|error| wrong(&error))).transpose()
            };
            let round = Round {
                force: row.force_slug.parse().map_err(|error| wrong(&error))?,
                slug: row.slug.parse().map_err(|error| wrong(&error))?,
                kind: row.kind.parse().map_err(|error| wrong(&error))?,
                fieldwork: date(row.fieldwork)?,
                published: date(row.published)?,
                scheme: row.scheme.map(|text| text.parse().map_err(|error| wrong(&error))).transpose()?,
                place: u32::try_from(row.place).map_err(|error| wrong(&error))?,
            };
            rounds.entry(round.force.clone()).or_default().push(round);
        }
        Ok(Self(rounds))
    }

    /// One round.
    pub fn get(&self, force: &ForceSlug, round: &RoundSlug) -> Option<&Round> {
        self.of(force).iter().find(|known| known.slug == *round)
    }

    /// The same with a round that is about to be recorded.
    pub fn and(mut self, round: Round) -> Self {
        let rounds = self.0.entry(round.force.clone()).or_default();
        rounds.push(round);
        rounds.sort_by_key(|round| round.place);
        self
    }

    /// The rounds of a force in order of place.
    pub fn of(&self, force: &ForceSlug) -> &[Round] {
        self.0.get(force).map_or(&[], Vec::as_slice)
    }

    /// Every round, force by force, each force's in order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Round> {
        self.0.values().flatten()
    }

    /// What a wrong round should have been.
    pub fn expected(&self, force: &ForceSlug) -> String {
        match self.of(force) {
            [] => format!("there is no round of {force} yet; import its rounds first"),
            rounds => {
                let slugs: Vec<_> = rounds.iter().map(|round| round.slug.as_str()).collect();
                format!("there is no such round of {force}; known are {}", slugs.join(", "))
            }
        }
    }
}

/// The stream of a round.
pub fn round_stream(force: &ForceSlug, round: &RoundSlug) -> Stream {
    Stream { kind: StreamKind::Round, id: format!("{force}/{round}") }
}

//! Addresses of a briefing, of its lists and of the register at its ends: always with both days written out.

use chrono::NaiveDate;
use followup::{
    as_at::KnownAt,
    finding::RecordType,
    force::ForceSlug,
    progress::{
        change::{Between, ChangeList, ChangeRequest},
        selection::{RecordTypes, Selection},
    },
};

use crate::{api::point::PointArguments, moment::known_at_parameter, request::QueryParams, workbook::Format};

/// The page's path.
pub const PATH: &str = "/briefing";
/// The path of its complete lists.
pub const LIST_PATH: &str = "/briefing/items";
/// The parameter that asks for the annex, and its only value.
pub const ANNEX: (&str, &str) = ("annex", "yes");
/// The path of the paper.
pub const PDF_PATH: &str = "/briefing.pdf";

/// What was asked, resolved to two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// What was asked.
    pub asked: ChangeRequest,
    /// The two days.
    pub period: Between,
    /// Whether the annex was asked for.
    pub with_annex: bool,
    known_at: Option<KnownAt>,
}

impl Address {
    pub(crate) const fn new(asked: ChangeRequest, period: Between, known_at: Option<KnownAt>) -> Self {
        Self { asked, period, with_annex: false, known_at }
    }

    /// The same with its annex, or without.
    #[must_use]
    pub fn with_annex(&self, with_annex: bool) -> Self {
        Self { with_annex, ..self.clone() }
    }

    /// The same of another period.
    #[must_use]
    pub fn over(&self, period: Between) -> Self {
        Self { period, ..self.clone() }
    }

    /// The parameters that ask for the briefing again.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        let mut query = self.without_type();
        if let Some(types) = self.asked.selection.record_types {
            query.push(("record_type".to_owned(), types.slug().to_owned()));
        }
        query.extend(self.with_annex.then(|| (ANNEX.0.to_owned(), ANNEX.1.to_owned())));
        query
    }

    fn without_type(&self) -> Vec<(String, String)> {
        let days = [("from", self.period.from), ("to", self.period.to)];
        let days = days.into_iter().map(|(name, day)| (name, day.to_string()));
        let all = days.chain(self.asked.selection.of_register_without_type());
        all.map(|(name, value)| (name.to_owned(), value)).chain(self.known_at()).collect()
    }

    fn known_at(&self) -> Option<(String, String)> {
        self.known_at.map(|known| ("known_at".to_owned(), known_at_parameter(known)))
    }

    /// By what was known when, where the reader asked.
    #[must_use]
    pub const fn known(&self) -> Option<KnownAt> {
        self.known_at
    }

    /// The same as an argument of a read function: the days are those of the period.
    #[must_use]
    pub fn known_at_argument(&self) -> PointArguments {
        PointArguments { as_at: None, known_at: self.known_at.map(known_at_parameter) }
    }

    /// Whether it tells of the past: its last day is over, or it is told by what was known then.
    #[must_use]
    pub fn is_past(&self, today: NaiveDate) -> bool {
        self.period.to < today || self.known_at.is_some()
    }

    /// The record types that are told of, each for itself.
    #[must_use]
    pub fn record_types(&self) -> Vec<RecordType> {
        match self.asked.selection.record_types.and_then(RecordTypes::one) {
            Some(one) => vec![one],
            None => RecordType::ALL.to_vec(),
        }
    }

    /// The briefing again.
    #[must_use]
    pub fn page(&self) -> String {
        query(self.parameters()).href(PATH)
    }

    /// The same on paper.
    #[must_use]
    pub fn pdf(&self) -> String {
        query(self.parameters()).href(PDF_PATH)
    }

    /// The same as a workbook.
    #[must_use]
    pub fn workbook(&self, format: Format) -> String {
        query(self.parameters()).href(&format!("{PATH}.{}", format.extension()))
    }

    /// The same of other days and of what is known today.
    #[must_use]
    pub fn of_today(&self) -> String {
        let kept = self.asked.selection.parameters();
        kept.into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(name, value)).href(PATH)
    }

    /// The briefing since a round of its force.
    #[must_use]
    pub fn since(&self, round: &str) -> String {
        query(self.parameters()).without("from").and("since_round", round).href(PATH)
    }

    /// The briefing until a round of its force.
    #[must_use]
    pub fn until(&self, round: &str) -> String {
        query(self.parameters()).without("to").and("until_round", round).href(PATH)
    }

    /// A complete list of its items.
    #[must_use]
    pub fn list(&self, listed: ChangeList) -> String {
        self.list_query(listed).href(LIST_PATH)
    }

    /// The same of one force.
    #[must_use]
    pub fn list_of(&self, force: &ForceSlug, listed: ChangeList) -> String {
        self.list_query(listed).without("nation").without("region").with("force", force.as_str()).href(LIST_PATH)
    }

    /// A page of a complete list.
    #[must_use]
    pub fn list_page(&self, listed: ChangeList, page: u32) -> String {
        self.list_query(listed).and("page", page.to_string()).href(LIST_PATH)
    }

    fn list_query(&self, listed: ChangeList) -> QueryParams {
        let listed = listed.parameters().into_iter().map(|(name, value)| (name.to_owned(), value));
        query(self.without_type().into_iter().chain(listed))
    }

    /// What the register shows of these items as at one of the two days.
    #[must_use]
    pub fn register(&self, day: NaiveDate, record_type: RecordType, more: Option<(&str, &str)>) -> String {
        let mut pairs = self.asked.selection.of_register_without_type();
        pairs.push(("record_type", record_type.slug().to_owned()));
        let mut query = pairs.into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
        if let Some((name, value)) = more {
            query = query.and(name, value);
        }
        self.at(day, query).href("/recommendations")
    }

    /// The same of one force.
    #[must_use]
    pub fn register_of(&self, force: &ForceSlug, day: NaiveDate, record_type: RecordType) -> String {
        let narrowed = self.asked.selection.of_register_without_type().into_iter();
        let narrowed = narrowed.filter(|(name, _)| !["force", "nation", "region"].contains(name));
        let query = QueryParams::default().and("force", force.as_str()).and("record_type", record_type.slug());
        let query = narrowed.fold(query, |query, (name, value)| query.and(name, value));
        self.at(day, query).href("/recommendations")
    }

    /// The page of one item as at the last day.
    #[must_use]
    pub fn item(&self, reference: &str) -> String {
        self.at(self.period.to, QueryParams::default()).href(&format!("/recommendations/{reference}"))
    }

    /// The page of one item as it stands now: where what has no date is to be seen.
    #[must_use]
    pub fn item_now(&self, reference: &str) -> String {
        let query =
            self.known_at().into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(&name, value));
        query.href(&format!("/recommendations/{reference}"))
    }

    /// What the register shows of what was picked, as it stands now.
    #[must_use]
    pub fn register_today(&self) -> String {
        let pairs = self.asked.selection.of_register_without_type().into_iter();
        let query = pairs.fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
        self.known_at().into_iter().fold(query, |query, (name, value)| query.and(&name, value)).href("/recommendations")
    }

    /// What holds all that was picked and more, the nearest first.
    #[must_use]
    pub fn wider(&self) -> Vec<Selection> {
        let asked = &self.asked.selection;
        let narrowed = asked.topic.is_some() || asked.round_kind.is_some() || asked.record_types.is_some();
        let whom = Selection {
            force: asked.force.clone(),
            nation: asked.nation,
            region: asked.region,
            ..Selection::default()
        };
        let everywhere = Selection { topic: asked.topic, round_kind: asked.round_kind, ..Selection::default() };
        let of_all = [everywhere, Selection::default()].into_iter().filter(|wider| wider != asked);
        narrowed.then_some(whom).into_iter().chain(of_all).collect()
    }

    /// The same days of other items.
    #[must_use]
    pub fn of(&self, selection: &Selection) -> String {
        Self { asked: ChangeRequest { selection: selection.clone(), ..self.asked.clone() }, ..self.clone() }.page()
    }

    /// The page of a force as at the last day.
    #[must_use]
    pub fn force(&self, force: &ForceSlug) -> String {
        self.at(self.period.to, QueryParams::default()).href(&format!("/forces/{force}"))
    }

    fn at(&self, day: NaiveDate, query: QueryParams) -> QueryParams {
        let query = query.and("as_at", day.to_string());
        self.known_at().into_iter().fold(query, |query, (name, value)| query.and(&name, value))
    }
}

fn query(pairs: impl IntoIterator<Item = (String, String)>) -> QueryParams {
    pairs.into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(&name, value))
}

//! The whole history once more, day by day: what the pages showed on each day is what they show of it for ever after.
//!
//! The database's own clock is set from day to day, for which a function of its name is put before PostgreSQL's. Rounds and
//! what belongs to them come in by the importer on the day they were published, follow-up work by the forms.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use axum::Router;
use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    identity::Role,
    ingest::{self, File},
    store::database::{APPLICATION_ROLE, Database},
};
use sqlx::{Executor as _, PgPool, postgres::PgPoolOptions};

use crate::{
    follow_up::{ANSWERS, REVIEW, UPDATE, send},
    support::{Browser, account, get, state_on},
};

mod days;
mod shown;

use days::{Days, arrivals};
use shown::shown;

/// What a committee takes away: pages, and files of all rows.
const PAPERS: [&str; 16] = [
    "/",
    "/forces/kent",
    "/recommendations/KENT-2019-03",
    "/progress?force=kent",
    "/forces.csv",
    "/recommendations.csv",
    "/charts/findings-across-rounds.csv",
    "/briefing?from=2013-12-31",
    "/progress?measure=status-over-time",
    "/charts/status-over-time.csv",
    "/progress?measure=assurance-gap",
    "/charts/assurance-gap.csv",
    "/progress?measure=deadlines",
    "/charts/deadlines.csv",
    "/progress?measure=pace",
    "/charts/pace.csv",
];

thread_local! {
    /// The day it is for the server under test, which runs on the test's own thread.
    static TODAY: Cell<NaiveDate> = const { Cell::new(NaiveDate::MIN) };
}

/// Papers are taken in the evening, when everything of the day is recorded.
fn evening() -> DateTime<Utc> {
    TODAY.get().and_hms_opt(20, 0, 0).unwrap().and_utc()
}

/// From now on it is noon of that day for the database, evening for the server.
async fn it_is(pool: &PgPool, day: NaiveDate) {
    TODAY.set(day);
    sqlx::query("update replay.noon set moment = $1")
        .bind(day.and_hms_opt(12, 0, 0).unwrap().and_utc())
        .execute(pool)
        .await
        .unwrap();
}

/// The server on a database whose clock can be set.
async fn server(pool: &PgPool) -> (Database, Router) {
    pool.execute(&*format!(
        "create schema replay;
        create table replay.noon as select '2014-01-01 12:00Z'::timestamptz as moment;
        create function replay.clock_timestamp() returns timestamptz language sql volatile as 'select moment from replay.noon';
        grant usage on schema replay to {APPLICATION_ROLE};
        grant select on replay.noon to {APPLICATION_ROLE}"
    ))
    .await
    .unwrap();
    let mut state = state_on(pool).await;
    let options = pool
        .connect_options()
        .as_ref()
        .clone()
        .options([("role", APPLICATION_ROLE), ("search_path", "replay,pg_catalog,public")]);
    let clocked = PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    state.database = Database::with_primary(clocked);
    state.clock = evening;
    (state.database.clone(), server::router(&state))
}

/// What each paper shows, line by line.
type Papers = BTreeMap<&'static str, Vec<String>>;

/// The papers of this evening, or of what was known on another day.
async fn papers(server: &Router, known_at: Option<NaiveDate>) -> Papers {
    let mut papers = BTreeMap::new();
    for path in PAPERS {
        let address = known_at.map_or_else(
            || path.to_owned(),
            |day| format!("{path}{}known_at={day}", if path.contains('?') { '&' } else { '?' }),
        );
        let answer = get(server, &address).await;
        // An item that nobody has raised yet is not there, then as now.
        assert!([200, 404].contains(&answer.status.as_u16()), "{address}: {}", answer.body);
        papers.insert(path, shown(&answer));
    }
    papers
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_paper_of_any_day_of_the_history_is_reproduced_to_the_figure(pool: PgPool) {
    let (database, server) = server(&pool).await;
    let mut taken = BTreeMap::new();

    let Days { first, later } = arrivals();
    for (day, files) in std::iter::once(first).chain(later) {
        it_is(&pool, day).await;
        for (kind, name, bytes) in files {
            let file = File { name: name.to_owned(), bytes };
            ingest::import(&database, kind, &file, false, |_| {})
                .await
                .unwrap_or_else(|error| panic!("{day} {name}: {error}"));
        }
        taken.insert(day, papers(&server, None).await);
    }
    follow_up(&pool, &server, &mut taken).await;
    assert!(taken.len() > 50, "{}", taken.len());
    // Papers of different days differ: else they would prove nothing.
    for path in PAPERS {
        let different: BTreeSet<_> = taken.values().map(|papers| &papers[path]).collect();
        let fewest = if path == "/recommendations.csv" { 16 } else { 4 };
        assert!(different.len() >= fewest, "{path}: {}", different.len());
    }

    it_is(&pool, "2027-06-30".parse().unwrap()).await;
    let mut wrong: Vec<String> = Vec::new();
    for (day, then) in &taken {
        let now = papers(&server, Some(*day)).await;
        for path in PAPERS {
            let differs = now[path].iter().zip(&then[path]).find(|(now, then)| now != then);
            if let Some((now, then)) = differs {
                wrong.push(format!("{path} as it stood on {day}: now “{now}”, then “{then}”"));
            } else if now[path].len() != then[path].len() {
                wrong.push(format!(
                    "{path} as it stood on {day}: now {} lines, then {}",
                    now[path].len(),
                    then[path].len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The day, who, which form, and its answers.
type Step<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str)]);

/// One item through follow-up work, a step a day.
async fn follow_up(pool: &PgPool, server: &Router, taken: &mut BTreeMap<NaiveDate, Papers>) {
    const ANN: &str = "ann@kent.example";
    const IVY: &str = "ivy@inspectorate.example";
    const ABE: &str = "abe@inspectorate.example";
    account(pool, ANN, Role::ForceLiaisonOfficer, &["kent"]).await;
    account(pool, IVY, Role::Inspector, &[]).await;
    account(pool, ABE, Role::Authoriser, &[]).await;
    let submitted = [&[("position", "ready-for-review")], &ANSWERS[1..]].concat();
    let proposed = [
        ("do", "propose"),
        ("ending", "complete"),
        ("verification", "desk-review"),
        ("reason", "Seen"),
        ("relied_on", "Audit"),
    ];
    let steps: [Step<'_>; 7] = [
        ("2026-12-01", ANN, UPDATE, &ANSWERS),
        ("2026-12-08", ANN, UPDATE, &submitted),
        ("2026-12-15", IVY, "?do=return", &[("do", "return"), ("questions", "How many desks?")]),
        ("2027-01-05", ANN, UPDATE, &submitted),
        ("2027-01-12", IVY, "?do=propose", &proposed),
        ("2027-01-19", ABE, "?do=decide", &[("do", "decide"), ("decision", "authorise")]),
        ("2027-02-02", ABE, "?do=reopen", &[("do", "reopen"), ("reason", "It came back")]),
    ];
    for (day, who, form, answers) in steps {
        let day = day.parse().unwrap();
        it_is(pool, day).await;
        let form = if form == UPDATE { UPDATE.to_owned() } else { format!("{REVIEW}{form}") };
        let mut browser = Browser::signed_in(server, who).await;
        let answer = send(&mut browser, &form, answers).await;
        assert_eq!(answer.status, 303, "{day} {form}: {}", answer.text());
        taken.insert(day, papers(server, None).await);
    }
}

//! Every route of the server and every kind of reader: who gets what. A route that is not in the table fails.

use std::collections::BTreeSet;

use axum::{Router, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, closed_server_on, get, server_on};

/// A route, with an address about Kent and one about Gwent or about everything.
struct Route {
    pattern: &'static str,
    own: &'static str,
    others: &'static str,
    /// The statuses of a GET: see [`READERS`].
    statuses: Statuses,
}

type Statuses = [u16; READERS.len()];

/// Nobody where reading is public, nobody where it is not; then, where it is not: inspector, authoriser, Kent's liaison officer, senior
/// leader, administrator; a leader who is limited to Kent. All of them ask for the address about Kent; Kent's officer and the limited
/// leader also ask for the other address.
const READERS: [&str; 10] = [
    "nobody, public",
    "nobody, closed",
    "inspector",
    "authoriser",
    "officer",
    "leader",
    "administrator",
    "limited leader",
    "officer, other address",
    "limited leader, other address",
];

const fn route(pattern: &'static str, own: &'static str, others: &'static str, statuses: Statuses) -> Route {
    Route { pattern, own, others, statuses }
}

/// What every reader reads; lists leave other forces out.
const READ: Statuses = [200, 303, 200, 200, 200, 200, 200, 200, 200, 200];
/// The same of one force or item: to a limited leader another does not exist.
const READ_OTHERS_ABSENT: Statuses = [200, 303, 200, 200, 200, 200, 200, 200, 200, 404];
/// Figures and lists of a named force: to a limited leader those of others are refused.
const READ_OTHERS_REFUSED: Statuses = [200, 303, 200, 200, 200, 200, 200, 200, 200, 403];
/// Forms of the inspectorate about a force. Other roles are refused whichever force it is.
const INSPECTORATE: Statuses = [303, 303, 200, 200, 403, 403, 403, 403, 403, 403];
/// A draft that does not exist: nobody can tell.
const NO_DRAFT: Statuses = [303, 303, 404, 404, 404, 404, 404, 404, 404, 404];
/// What is the same for whoever is signed in.
const SIGNED_IN: Statuses = [303, 303, 200, 200, 200, 200, 200, 200, 200, 200];
/// Accounts.
const ADMINISTRATORS: Statuses = [303, 303, 403, 403, 403, 403, 200, 403, 403, 403];
/// Only forms are sent to it.
const POST_ONLY: Statuses = [405, 303, 405, 405, 405, 405, 405, 405, 405, 405];
/// The same for everybody.
const EVERYONE: Statuses = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200];
/// Nothing of this name, for everybody.
const ABSENT: Statuses = [404, 404, 404, 404, 404, 404, 404, 404, 404, 404];

/// Every route.
const ROUTES: [Route; 53] = [
    route("/", "/", "/", READ),
    route("/forces", "/forces", "/forces?nation=wales", READ),
    route("/forces/{slug}", "/forces/kent", "/forces/gwent", READ_OTHERS_ABSENT),
    route(
        "/forces/{slug}/rounds/{round}",
        "/forces/kent/rounds/review-2021",
        "/forces/gwent/rounds/inspection-2020",
        READ_OTHERS_ABSENT,
    ),
    route("/forces/{slug}/rounds/new", "/forces/kent/rounds/new", "/forces/gwent/rounds/new", INSPECTORATE),
    route(
        "/forces/{slug}/drafts/{draft}",
        "/forces/kent/drafts/00000000-0000-4000-8000-000000000000",
        "/forces/gwent/drafts/00000000-0000-4000-8000-000000000000",
        NO_DRAFT,
    ),
    route(
        "/forces/{slug}/drafts/{draft}/{part}",
        "/forces/kent/drafts/00000000-0000-4000-8000-000000000000/details",
        "/forces/gwent/drafts/00000000-0000-4000-8000-000000000000/details",
        NO_DRAFT,
    ),
    route("/forces/{slug}/monitoring", "/forces/kent/monitoring", "/forces/gwent/monitoring", INSPECTORATE),
    route("/recommendations", "/recommendations?force=kent", "/recommendations?force=gwent", READ_OTHERS_REFUSED),
    route(
        "/recommendations/{reference}",
        "/recommendations/KENT-2019-01",
        "/recommendations/GWENT-2020-01",
        READ_OTHERS_ABSENT,
    ),
    route(
        "/recommendations/{reference}/update",
        "/recommendations/KENT-2019-01/update",
        "/recommendations/GWENT-2020-01/update",
        [303, 303, 403, 403, 200, 403, 403, 403, 404, 404],
    ),
    route(
        "/recommendations/{reference}/review",
        "/recommendations/KENT-2019-01/review",
        "/recommendations/GWENT-2020-01/review",
        [303, 303, 200, 200, 200, 403, 403, 403, 404, 404],
    ),
    route(
        "/recommendations/{reference}/evidence",
        "/recommendations/KENT-2019-01/evidence",
        "/recommendations/GWENT-2020-01/evidence",
        [303, 303, 200, 200, 200, 403, 403, 403, 404, 404],
    ),
    route("/good-practice", "/good-practice?force=kent", "/good-practice?force=gwent", READ_OTHERS_REFUSED),
    route("/progress", "/progress?force=kent", "/progress?force=gwent", READ_OTHERS_REFUSED),
    route("/briefing", "/briefing?force=kent", "/briefing?force=gwent", READ_OTHERS_REFUSED),
    route(
        "/briefing/items",
        "/briefing/items?force=kent&change=raised",
        "/briefing/items?change=raised",
        READ_OTHERS_REFUSED,
    ),
    route("/about-the-data", "/about-the-data", "/about-the-data", READ),
    route("/accessibility", "/accessibility", "/accessibility", EVERYONE),
    route("/worklist", "/worklist", "/worklist", SIGNED_IN),
    route(
        "/worklist/selected",
        "/worklist/selected?do=return&item=KENT-2019-01",
        "/worklist/selected?do=return&item=GWENT-2020-01",
        INSPECTORATE,
    ),
    route("/account", "/account", "/account", SIGNED_IN),
    route("/account/password", "/account/password", "/account/password", SIGNED_IN),
    route("/account/sign-out-everywhere", "/account/sign-out-everywhere", "/account/sign-out-everywhere", POST_ONLY),
    route("/admin/users", "/admin/users", "/admin/users", ADMINISTRATORS),
    route("/admin/users/new", "/admin/users/new", "/admin/users/new", ADMINISTRATORS),
    route(
        "/admin/users/{id}",
        "/admin/users/00000000-0000-4000-8000-000000000000",
        "/admin/users/00000000-0000-4000-8000-000000000000",
        [303, 303, 403, 403, 403, 403, 404, 403, 403, 403],
    ),
    route(
        "/admin/users/{id}/change",
        "/admin/users/00000000-0000-4000-8000-000000000000/change",
        "/admin/users/00000000-0000-4000-8000-000000000000/change",
        [303, 303, 403, 403, 403, 403, 404, 403, 403, 403],
    ),
    route(
        "/admin/confirmations",
        "/admin/confirmations",
        "/admin/confirmations",
        [303, 303, 403, 200, 403, 403, 200, 403, 403, 403],
    ),
    route("/admin/audit", "/admin/audit", "/admin/audit?kind=exported", ADMINISTRATORS),
    route("/admin/audit.csv", "/admin/audit.csv", "/admin/audit.csv?kind=exported", ADMINISTRATORS),
    route("/account/notices", "/account/notices", "/account/notices", POST_ONLY),
    route("/sign-in", "/sign-in", "/sign-in", EVERYONE),
    route("/sign-out", "/sign-out", "/sign-out", EVERYONE),
    route("/password/{token}", "/password/none", "/password/none", [410, 410, 410, 410, 410, 410, 410, 410, 410, 410]),
    route("/forces.csv", "/forces.csv", "/forces.csv?nation=wales", READ),
    route("/forces.xlsx", "/forces.xlsx", "/forces.xlsx?nation=wales", READ),
    route("/forces.ods", "/forces.ods", "/forces.ods?nation=wales", READ),
    route(
        "/recommendations.csv",
        "/recommendations.csv?force=kent",
        "/recommendations.csv?force=gwent",
        READ_OTHERS_REFUSED,
    ),
    route(
        "/recommendations.xlsx",
        "/recommendations.xlsx?force=kent",
        "/recommendations.xlsx?force=gwent",
        READ_OTHERS_REFUSED,
    ),
    route(
        "/recommendations.ods",
        "/recommendations.ods?force=kent",
        "/recommendations.ods?force=gwent",
        READ_OTHERS_REFUSED,
    ),
    route(
        "/briefing.pdf",
        "/briefing.pdf?force=kent&from=2019-01-01",
        "/briefing.pdf?from=2019-01-01",
        READ_OTHERS_REFUSED,
    ),
    route(
        "/briefing.xlsx",
        "/briefing.xlsx?force=kent&from=2019-01-01",
        "/briefing.xlsx?force=gwent&from=2019-01-01",
        READ_OTHERS_REFUSED,
    ),
    route(
        "/briefing.ods",
        "/briefing.ods?force=kent&from=2019-01-01",
        "/briefing.ods?from=2019-01-01",
        READ_OTHERS_REFUSED,
    ),
    route("/charts/{file}", "/charts/pace.csv?force=kent", "/charts/pace.csv?force=gwent", READ_OTHERS_REFUSED),
    route(
        "/evidence/{id}",
        "/evidence/00000000-0000-4000-8000-000000000000",
        "/evidence/00000000-0000-4000-8000-000000000000",
        [404, 303, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    route(
        "/api/v1/{*function}",
        "/api/v1/force?slug=kent",
        "/api/v1/force?slug=gwent",
        [200, 401, 200, 200, 200, 200, 200, 200, 200, 404],
    ),
    route("/healthz", "/healthz", "/healthz", EVERYONE),
    route("/readyz", "/readyz", "/readyz", EVERYONE),
    route("/metrics", "/metrics", "/metrics", EVERYONE),
    route("/pkg/{*file}", "/pkg/none.css", "/pkg/none.css", ABSENT),
    route("/favicon.svg", "/favicon.svg", "/favicon.svg", EVERYONE),
    route("/robots.txt", "/robots.txt", "/robots.txt", ABSENT),
];

/// What each reader gets for a GET, or for an empty form.
async fn statuses(
    (open, closed): (&Router, &Router),
    browsers: &mut [Browser<'_>],
    (own, others): (&str, &str),
) -> Statuses {
    let mut statuses = vec![get(open, own).await.status, get(closed, own).await.status];
    for browser in browsers.iter_mut() {
        statuses.push(browser.get(own).await.status);
    }
    for reader in [2, 5] {
        let answer = browsers[reader].get(others).await;
        if reader == 5 && own != others {
            assert!(!answer.body.contains("Review every detention"), "{others}: {}", answer.body);
        }
        statuses.push(answer.status);
    }
    let statuses: Vec<u16> = statuses.into_iter().map(|status: StatusCode| status.as_u16()).collect();
    statuses.try_into().unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn each_reader_gets_of_each_route_what_the_table_says(pool: PgPool) {
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    let mut browsers = Vec::new();
    for (role, forces) in [
        (Role::Inspector, [].as_slice()),
        (Role::Authoriser, &[]),
        (Role::ForceLiaisonOfficer, &["kent"]),
        (Role::SeniorLeader, &[]),
        (Role::Administrator, &[]),
        (Role::SeniorLeader, &["kent"]),
    ] {
        let email = format!("{}-{}@example.org", role.slug(), forces.len());
        account(&pool, &email, role, forces).await;
        browsers.push(Browser::signed_in(&closed, &email).await);
    }
    let mut wrong = Vec::new();
    for Route { pattern, own, others, statuses: expected } in &ROUTES {
        let found = statuses((&open, &closed), &mut browsers, (own, others)).await;
        for ((reader, expected), found) in READERS.iter().zip(expected).zip(found) {
            if *expected != found {
                wrong.push(format!("{pattern}, {reader}: {found}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn an_empty_form_records_nothing_whoever_sends_it(pool: PgPool) {
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    let recorded = || async {
        let count: i64 = sqlx::query_scalar("select count(*) from event").fetch_one(&pool).await.unwrap();
        count
    };
    let before = recorded().await;
    for role in Role::ALL {
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        let email = format!("{}@example.org", role.slug());
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&closed, &email).await;
        for Route { pattern, own, others, .. } in &ROUTES {
            for address in [own, others] {
                let status = browser.post(address, &[]).await.status;
                assert!(!status.is_server_error(), "{role} {pattern}: {status}");
            }
            if pattern.contains("sign-out") {
                browser = Browser::signed_in(&closed, &email).await;
            }
        }
    }
    for server in [&open, &closed] {
        for Route { pattern, own, .. } in &ROUTES {
            let status = Browser::new(server).post(own, &[]).await.status;
            let leads_on = [303, 403, 404, 405, 410, 422].contains(&status.as_u16());
            assert!(leads_on, "nobody {pattern}: {status}");
        }
    }
    assert_eq!(recorded().await, before);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_table_of_routes_names_every_route(pool: PgPool) {
    let _server = server_on(&pool).await;
    let named: BTreeSet<_> = ROUTES.iter().map(|route| route.pattern.to_owned()).collect();
    assert_eq!(server::patterns(), named);
    assert_eq!(named.len(), ROUTES.len(), "each route once");
}

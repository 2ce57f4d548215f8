//! A walk over all routes and forms at random: whatever is asked and sent, the service has no fault.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    time::{Duration, Instant},
};

use axum::Router;
use followup::identity::Role;
use proptest::test_runner::{RngAlgorithm, TestRng};
use sqlx::PgPool;

use crate::{
    real_data::state_with_real_data,
    support::{Answer, Browser, account},
};

/// How many requests each reader makes, unless `NCPI_WALK_STEPS` says more.
const STEPS: usize = 150;

/// What people, spreadsheets and attackers type.
const TYPED: [&str; 18] = [
    "",
    " ",
    "x",
    "5 March 2026",
    "31 February 2026",
    "Q1 2026",
    "9999-12-31",
    "0000-00-00",
    "-1",
    "99999999999999999999",
    "</title><script>alert(1)</script>",
    "'; drop table event; --",
    "é\u{202e}\u{200b}\u{0}",
    "\u{1f600} ✓ ﷽",
    "00000000-0000-4000-8000-000000000000",
    "KENT-2019-01",
    "kent",
    "../../etc/passwd%00",
];

/// What stands in addresses.
const PARAMETERS: [&str; 16] = [
    "as_at",
    "known_at",
    "force",
    "page",
    "sort",
    "q",
    "topic",
    "status",
    "from",
    "to",
    "measure",
    "do",
    "unfinished",
    "saved",
    "item",
    "region",
];

/// A choice at random that is the same each time the test is run.
struct Chance(TestRng);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        use proptest::prelude::Rng as _;
        usize::try_from(self.0.next_u64() % (most.max(1) as u64)).unwrap()
    }

    fn one_of<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(from.len());
        from.get(at)
    }

    fn typed(&mut self) -> String {
        match self.below(TYPED.len() + 1) {
            at if at < TYPED.len() => TYPED[at].to_owned(),
            _ => "long ".repeat(4000),
        }
    }
}

/// A form of a page: where it is sent, and the values that each of its fields offers; none where one types.
#[derive(Debug)]
struct Form {
    action: String,
    fields: Vec<(String, Vec<String>)>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
}

/// The forms of a page that are sent, not asked.
fn forms(page: &Answer, path: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for form in page.body.split("<form").skip(1) {
        let form = form.split("</form>").next().unwrap_or_default();
        let head = form.split('>').next().unwrap_or_default();
        if attribute(head, "method").is_none_or(|method| !method.eq_ignore_ascii_case("post")) {
            continue;
        }
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        let mut select = None;
        for tag in form.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let kind = tag.split(' ').next().unwrap_or_default();
            let value = attribute(tag, "value");
            match (kind, attribute(tag, "name")) {
                ("input" | "button", Some(name)) => {
                    let offered = ["radio", "checkbox", "hidden", "submit"];
                    let is_offered = attribute(tag, "type").is_some_and(|kind| offered.contains(&kind.as_str()));
                    let values = if is_offered { value.into_iter().collect() } else { Vec::new() };
                    match fields.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, known)) => known.extend(values),
                        None => fields.push((name, values)),
                    }
                }
                ("textarea", Some(name)) => fields.push((name, Vec::new())),
                ("select", Some(name)) => {
                    select = Some(fields.len());
                    fields.push((name, Vec::new()));
                }
                ("option", _) => {
                    if let (Some(at), Some(value)) = (select, value) {
                        fields[at].1.push(value);
                    }
                }
                _ => {}
            }
        }
        forms.push(Form { action: attribute(head, "action").unwrap_or_else(|| path.to_owned()), fields });
    }
    forms
}

fn links(page: &Answer) -> Vec<String> {
    let links = page.body.split(" href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    let links = links.map(|link| format!("/{}", link.replace("&amp;", "&")).split('#').next().unwrap().to_owned());
    // Drawings and papers are slow in a build for tests, and have tests of their own.
    links.filter(|link| ![".png", ".pdf", "/pkg/"].iter().any(|slow| link.contains(slow))).collect()
}

/// An address of a route, its parameters filled with what a page might name or with anything.
fn address(chance: &mut Chance, patterns: &[String]) -> String {
    let pattern = chance.one_of(patterns).unwrap().clone();
    let mut path = String::new();
    for segment in pattern.split('/').skip(1) {
        let value = match segment {
            "{slug}" => ["kent", "gwent", "KENT", "nowhere"][chance.below(4)].to_owned(),
            "{reference}" => ["KENT-2019-01", "kent-2019-01", "NONE-1"][chance.below(3)].to_owned(),
            "{file}" => {
                ["pace.csv", "standing.svg", "deadlines.xlsx", "nothing.svg", "pace"][chance.below(5)].to_owned()
            }
            "{*function}" => ["force", "register", "accounts", "session", "no/such"][chance.below(5)].to_owned(),
            parameter if parameter.starts_with('{') => escaped(&chance.typed()),
            fixed => fixed.to_owned(),
        };
        path.push('/');
        path.push_str(&value);
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    for _ in 0..chance.below(4) {
        let name = PARAMETERS[chance.below(PARAMETERS.len())];
        query.append_pair(name, &chance.typed());
    }
    let query = query.finish();
    if query.is_empty() { path } else { format!("{path}?{}", &query[..query.len().min(4000)]) }
}

fn escaped(text: &str) -> String {
    let text = text.chars().take(200).collect::<String>();
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// The reader of one walk, in a browser.
async fn reader<'a>(server: &'a Router, pool: &PgPool, role: Option<Role>, number: usize) -> Browser<'a> {
    let Some(role) = role else { return Browser::new(server) };
    let email = format!("{}-{number}@example.org", role.slug());
    let forces: &[&str] = if role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
    account(pool, &email, role, forces).await;
    Browser::signed_in(server, &email).await
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_request_at_random_finds_a_fault(pool: PgPool) {
    let state = state_with_real_data(&pool).await;
    let server = server::router(&state);
    let patterns = server::patterns().into_iter().filter(|pattern| !pattern.contains(".pdf")).collect::<Vec<_>>();
    let steps = std::env::var("NCPI_WALK_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let mut chance = Chance(TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (mut faults, mut took) = (Vec::new(), Vec::<(Duration, String)>::new());
    let mut routes = BTreeSet::new();
    let readers = Role::ALL.iter().copied().map(Some).chain([None]);
    for (number, role) in readers.enumerate() {
        let mut browser = reader(&server, &pool, role, number).await;
        let (mut path, mut page) = ("/".to_owned(), browser.get("/").await);
        for step in 0..steps {
            if role.is_some() && browser.cookie().is_none() {
                browser = reader(&server, &pool, role, 100 * (number + 1) + step).await;
            }
            let (forms, links) = (forms(&page, &path), links(&page));
            let before = Instant::now();
            let (what, answer) = match (chance.below(4), forms.len(), links.len()) {
                (0, 1.., _) => {
                    let form = &forms[chance.below(forms.len())];
                    let fields: Vec<(&str, String)> = form
                        .fields
                        .iter()
                        .map(|(name, values)| {
                            let offered = chance.one_of(values).cloned().filter(|_| chance.below(10) > 0);
                            (name.as_str(), offered.unwrap_or_else(|| chance.typed()))
                        })
                        .collect();
                    let sent = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
                    let shown = sent.iter().fold(String::new(), |mut shown, (name, value)| {
                        let _ = write!(shown, " {name}={:?}", value.chars().take(40).collect::<String>());
                        shown
                    });
                    let answer = browser.post(&form.action, &sent).await;
                    (format!("POST {}{shown}", form.action), answer)
                }
                (0 | 1, _, 1..) => {
                    path.clone_from(&links[chance.below(links.len())]);
                    (format!("GET {path}"), browser.get(&path).await)
                }
                (2, _, _) => {
                    path = address(&mut chance, &patterns);
                    (format!("GET {path}"), browser.get(&path).await)
                }
                _ => {
                    let to = address(&mut chance, &patterns);
                    let (name, value) = (PARAMETERS[chance.below(PARAMETERS.len())], chance.typed());
                    let answer = browser.post(&to, &[(name, &value), ("do", &chance.typed()), ("version", "1")]).await;
                    (format!("POST {to}"), answer)
                }
            };
            took.push((before.elapsed(), what.clone()));
            routes.insert(what.split(['?', ' ']).nth(1).unwrap_or_default().to_owned());
            if answer.status.is_server_error() {
                faults.push(format!("{role:?}, step {step}: {} {what}", answer.status));
            }
            // A page leads on; after anything else the walk goes on from where it was.
            if answer.status.is_success() && answer.header("content-type").starts_with("text/html") {
                page = answer;
            } else if answer.status.is_redirection() && answer.header("location").starts_with('/') {
                answer.header("location").clone_into(&mut path);
                page = browser.get(&path).await;
            }
        }
    }
    took.sort();
    println!("{} requests to {} addresses, the slowest ten:", took.len(), routes.len());
    for (time, what) in took.iter().rev().take(10) {
        println!("{:>6} ms  {}", time.as_millis(), what.chars().take(120).collect::<String>());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(routes.len() > 100, "the walk goes around in a circle: {}", routes.len());
}

//! A server to ask, and its answers taken apart.

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use app::request::Access;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use followup::{
    evidence::MEGABYTE,
    files::Files,
    identity::{PersonId, Role},
    service::{
        accounts::{self, Wanted},
        password_policy::PasswordPolicy,
    },
    store::database::{APPLICATION_ROLE, Database},
};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use server::state::{AppState, Sessions};
use sqlx::{Executor as _, PgPool, postgres::PgPoolOptions};
use tower::ServiceExt as _;

/// The style sheet among the files that every test server has.
pub const STYLE_SHEET: &str = "/pkg/ncpi.0a1b2c3d.css";

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// The body of a file that is no text.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Whether the page says what is wrong with this parameter of its address: in words, or at the field of a date.
    pub fn names_parameter(&self, name: &str) -> bool {
        let in_words = format!("<code>{name}</code> must be ");
        self.text().contains(&in_words) || self.body.contains(&format!(r#"id="{name}-error""#))
    }

    /// The page without the empty comments that stand between two texts.
    pub fn text(&self) -> String {
        self.body.replace("<!>", "")
    }

    /// What stands in the first hidden field of this name.
    pub fn hidden(&self, name: &str) -> String {
        let field = format!(r#"<input type="hidden" name="{name}" value=""#);
        let rest = self.body.split(&field).nth(1).unwrap_or_else(|| panic!("no hidden {name} in {}", self.body));
        rest.split('"').next().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The whole server on a migrated database, acting as the application does.
pub async fn server_on(pool: &PgPool) -> Router {
    server::router(&state_on(pool).await)
}

pub async fn state_on(pool: &PgPool) -> AppState {
    // What `ncpi migrate` does after the migrations.
    pool.execute(&*format!("grant select on _sqlx_migrations to {APPLICATION_ROLE}")).await.unwrap();
    let options = pool.connect_options().as_ref().clone().options([("role", APPLICATION_ROLE)]);
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    state(Database::with_primary(pool))
}

/// A state whose database nobody answers for.
pub fn state_without_database() -> AppState {
    let nowhere = PgPoolOptions::new()
        .acquire_timeout(Duration::from_millis(200))
        .connect_lazy("postgres://ncpi:secret@127.0.0.1:1/ncpi")
        .unwrap();
    state(Database::with_primary(nowhere))
}

fn state(database: Database) -> AppState {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    fs::create_dir_all(site.join("pkg")).unwrap();
    fs::write(site.join("favicon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    fs::write(site.join(&STYLE_SHEET[1..]), "body { margin: 0 }\n".repeat(20)).unwrap();
    let options = LeptosOptions::builder().output_name("ncpi").site_root(site.to_string_lossy()).build();
    let access = Access { public: true, ..Access::default() };
    let evidence = Path::new(env!("CARGO_TARGET_TMPDIR")).join("evidence");
    let files = Files::open(&evidence.to_string_lossy(), [], MEGABYTE).unwrap();
    AppState::new(database, options, || "2026-11-23T12:00:00Z".parse().unwrap(), access, Sessions::default(), files)
}

pub async fn get(server: &Router, path: &str) -> Answer {
    ask(server, Request::get(path)).await
}

/// A server that only shows pages to those who signed in.
pub async fn closed_server_on(pool: &PgPool) -> Router {
    let mut state = state_on(pool).await;
    state.access.public = false;
    server::router(&state)
}

/// The name of the session's cookie.
const SESSION: &str = "__Host-ncpi-session";

/// How many bytes of a body come at once.
const PIECE: usize = 64 * 1024;

/// A browser of one person: it keeps its cookie.
pub struct Browser<'a> {
    server: &'a Router,
    cookies: BTreeMap<String, String>,
    address: Option<&'static str>,
}

impl<'a> Browser<'a> {
    pub fn new(server: &'a Router) -> Self {
        Self { server, cookies: BTreeMap::new(), address: None }
    }

    /// A browser at this address, as a proxy in front of the server says.
    pub fn behind_proxy(server: &'a Router, address: &'static str) -> Self {
        Self { address: Some(address), ..Self::new(server) }
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(server: &'a Router, email: &str) -> Self {
        let mut browser = Self::new(server);
        let answer = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{email}: {}", answer.body);
        browser
    }

    /// The same browser at another process, or at the same one later.
    pub fn at(self, server: &'a Router) -> Self {
        Self { server, ..self }
    }

    /// The cookie of the session, as a request sends it.
    pub fn cookie(&self) -> Option<String> {
        let value = self.cookies.get(SESSION)?;
        Some(format!("{SESSION}={value}"))
    }

    /// The same browser after its cookie of the session was deleted.
    pub fn forget_session(&mut self) {
        self.cookies.remove(SESSION);
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Request::get(path)).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Asks for the head of a response alone.
    pub async fn head(&mut self, path: &str) -> Answer {
        let request = self.request(Request::head(path)).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends a form as a page of ours would, and follows where it can be finished.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .request(Request::post(path))
            .header("host", "127.0.0.1:3000")
            .header("origin", "http://127.0.0.1:3000")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.send(request).await;
        self.follow_to_unfinished_form(response).await
    }

    /// The page at which a form can be finished, where a response leads there; else the response.
    async fn follow_to_unfinished_form(&mut self, response: Answer) -> Answer {
        match response.headers.get("location").map(|address| address.to_str().unwrap().to_owned()) {
            Some(address) if response.status == StatusCode::SEE_OTHER && address.contains("?unfinished=") => {
                self.get(&address).await
            }
            _ => response,
        }
    }

    /// Sends a form with a file, as a page of ours would.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
        let body = multipart(fields, file);
        let length = body.len();
        // In pieces, as it comes over a connection.
        let pieces = bytes::Bytes::from(body);
        let pieces =
            (0..length).step_by(PIECE).map(move |at| Ok::<_, std::io::Error>(pieces.slice(at..length.min(at + PIECE))));
        let mut request = self.upload_request(path, Body::from_stream(futures_util::stream::iter(pieces)));
        request.headers_mut().insert("content-length", length.into());
        let response = self.send(request).await;
        self.follow_to_unfinished_form(response).await
    }

    /// The same in whatever way the body comes.
    pub async fn upload_body(&mut self, path: &str, body: Body) -> Answer {
        let request = self.upload_request(path, body);
        let response = self.send(request).await;
        self.follow_to_unfinished_form(response).await
    }

    /// The request that does.
    pub fn upload_request(&self, path: &str, body: Body) -> Request<Body> {
        self.request(Request::post(path))
            .header("host", "127.0.0.1:3000")
            .header("origin", "http://127.0.0.1:3000")
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(body)
            .unwrap()
    }

    fn request(&self, request: axum::http::request::Builder) -> axum::http::request::Builder {
        let request = match self.address {
            Some(address) => request.header("x-forwarded-for", address),
            None => request,
        };
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        if cookies.is_empty() { request } else { request.header("cookie", cookies) }
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = answer(self.server, request).await;
        for set in answer.headers.get_all("set-cookie") {
            let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

const BOUNDARY: &str = "----between-two-fields";

/// The body of a form with a file; a file without a name is none.
pub fn multipart(fields: &[(&str, &str)], (name, content): (&str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let field = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(field.into_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend_from_slice(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// The password of every account that [`account`] makes.
pub const PASSWORD: &str = "garden lantern otter";

/// Adds an account that can sign in.
pub async fn account(pool: &PgPool, email: &str, role: Role, forces: &[&str]) -> PersonId {
    let database = state_on(pool).await.database;
    let now = "2026-11-23T11:00:00Z".parse().unwrap();
    let wanted = Wanted {
        email: email.parse().unwrap(),
        name: "Ann Other".parse().unwrap(),
        role,
        forces: forces.iter().map(|force| force.parse().unwrap()).collect(),
    };
    let id = accounts::add(&database, None, wanted, now).await.unwrap();
    let policy = PasswordPolicy::default();
    accounts::set_password(&database, &email.parse().unwrap(), PASSWORD.to_owned(), &policy, now).await.unwrap();
    id
}

pub async fn ask(server: &Router, request: axum::http::request::Builder) -> Answer {
    answer(server, request.body(Body::empty()).unwrap()).await
}

/// Sends a request, and reads its answer.
pub async fn answer(server: &Router, request: Request<Body>) -> Answer {
    let (head, body) = server.clone().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let (text, bytes) = (String::from_utf8_lossy(&body).into_owned(), body.to_vec());
    Answer { status: head.status, headers: head.headers, body: text, bytes }
}

//! A server that is killed right after it said that something was saved: it is there when the server is started again.
//!
//! The real program in a process of its own on a fresh database, asked over the network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what went wrong by failing")]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use followup::identity::Role;
use sqlx::{ConnectOptions as _, PgPool};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// How long a server may take to be ready, on a machine that is busy with other tests.
const DEADLINE: Duration = Duration::from_mins(2);

const EMAIL: &str = "ann@kent.example";
const PASSWORD: &str = "garden lantern otter";
const UPDATE: &str = "/recommendations/KENT-2019-03/update";

/// The program, on the database of a test.
fn ncpi(pool: &PgPool, arguments: &[&str]) -> Command {
    let url = pool.connect_options().to_url_lossy().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ncpi"));
    let evidence = Path::new(env!("CARGO_TARGET_TMPDIR")).join("killed-evidence");
    command
        .args(arguments)
        .env("DATABASE_URL", &url)
        .env("DATABASE_OWNER_URL", &url)
        .env("NCPI_EVIDENCE_STORE", evidence)
        .env("NCPI_READING", "public")
        .env("RUST_LOG", "error");
    command
}

/// Runs a command of it to its end; `input` is what is typed.
fn run(pool: &PgPool, arguments: &[&str], input: &str) {
    let mut command = ncpi(pool, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "ncpi {arguments:?}");
}

/// A server in a process of its own, which does not outlive the test.
struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts one on a free port, and asks until it is ready.
    async fn start(pool: &PgPool) -> Self {
        let mut process = ncpi(pool, &["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let address = said.trim().rsplit("http://").next().unwrap().parse().unwrap_or_else(|_| panic!("{said:?}"));
        let server = Self { process, address };
        let ready = async { while server.send("GET", "/readyz", None, "").await.status != 200 {} };
        timeout(DEADLINE, ready).await.expect("the server becomes ready in time");
        server
    }

    /// Ends it as a crash would: it is told nothing and can do nothing more.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, Some(cookie), "").await
    }

    async fn post(&self, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, cookie, &body).await
    }

    /// Asks as a browser on a page of ours does, and reads to the end of the answer.
    async fn send(&self, method: &str, path: &str, cookie: Option<&str>, body: &str) -> Answer {
        let Self { address, .. } = self;
        let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\nOrigin: http://{address}\r\n{cookie}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.unwrap();
        Answer::read(&String::from_utf8_lossy(&answer))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn read(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.replace("<!>", "") }
    }

    fn header(&self, name: &str) -> String {
        let line = self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("no {name} in {}", self.head)).to_owned()
    }

    /// The cookie of the session that began.
    fn session(&self) -> String {
        let cookies = self.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let session = cookies.filter_map(|cookie| cookie.split(';').next()).find(|cookie| cookie.contains("session="));
        session.unwrap_or_else(|| panic!("no session in {}", self.head)).to_owned()
    }

    fn hidden(&self, name: &str) -> String {
        let rest = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1);
        rest.unwrap_or_else(|| panic!("no {name} in {}", self.body)).split('"').next().unwrap().to_owned()
    }
}

/// Opens the form of an update and sends it with these answers, for which it must be thanked.
async fn saved(server: &Server, cookie: &str, answers: &[(&str, &str)]) -> String {
    let form = server.get(UPDATE, cookie).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let fields = [&[("version", version.as_str()), ("token", &token)], answers].concat();
    let answer = server.post(UPDATE, Some(cookie), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location")
}

#[sqlx::test(migrations = false)]
async fn what_was_said_to_be_saved_is_there_after_the_server_was_killed(pool: PgPool) {
    run(&pool, &["migrate"], "");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for kind in ["forces", "rounds", "recommendations"] {
        run(&pool, &["import", kind, &data.join(format!("{kind}.csv")).to_string_lossy()], "");
    }
    let role = Role::ForceLiaisonOfficer.slug();
    let account = ["user", "add", EMAIL, "--name", "Ann Other", "--role", role, "--force", "kent"];
    run(&pool, &account, "");
    run(&pool, &["user", "set-password", EMAIL], &format!("{PASSWORD}\n"));

    let server = Server::start(&pool).await;
    let signed_in = server.post("/sign-in", None, &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.body);
    let cookie = signed_in.session();
    let update = [
        ("position", "in-progress"),
        ("activity", "Every desk has a supervisor"),
        ("outcome", "Referrals reach the authority in a day"),
        ("audience", "force"),
        ("button", "save"),
    ];
    let page = saved(&server, &cookie, &update).await;
    server.kill();

    let server = Server::start(&pool).await;
    let shown = server.get(&page, &cookie).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    for words in ["Saved: Update added", "Every desk has a supervisor", "Referrals reach the authority in a day"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    saved(&server, &cookie, &[("activity", "Half a sentence"), ("button", "draft")]).await;
    server.kill();

    let server = Server::start(&pool).await;
    let form = server.get(UPDATE, &cookie).await;
    assert!(form.body.contains("Half a sentence") && form.body.contains("Your draft, saved on"), "{}", form.body);
    server.kill();
    run(&pool, &["verify"], "");
}

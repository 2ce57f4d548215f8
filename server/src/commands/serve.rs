//! `ncpi serve`: the web server, from the first connection to the last answered request.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    sync::Arc,
};

use anyhow::{Context as _, bail};
use clap::Args;
use followup::{
    clock,
    service::demonstration,
    store::database::{Database, Readiness},
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    assets, clock_check,
    config::{AccessConfig, DatabaseConfig, EvidenceConfig, WebConfig},
    connections::{self, ConnectionLimits},
    metrics, operations_router, router, session,
    state::AppState,
    uploads,
};

/// Serve the pages
///
/// Waits for the database, prints the address and answers until it is told to stop (Ctrl-C or SIGTERM); requests that are
/// being answered then are finished. Run as many as you like behind a load balancer: a process holds nothing another needs.
/// Asks to watch: /healthz (the process lives), /readyz (it can answer), /metrics (Prometheus). With --public-url the last two are on
/// --operations-listen only.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi serve --database-url postgres://ncpi:secret@127.0.0.1:5432/ncpi
  DATABASE_URL=postgres://… ncpi serve --listen 0.0.0.0:8080 --log-format json
  DATABASE_URL=postgres://primary/… DATABASE_READ_URL=postgres://replica/… ncpi serve")]
pub struct Serve {
    #[command(flatten)]
    web: WebConfig,
    #[command(flatten)]
    access: AccessConfig,
    #[command(flatten)]
    evidence: EvidenceConfig,
    #[command(flatten)]
    database: DatabaseConfig,
}

/// The most connections of those who watch.
const OPERATIONS_CONNECTIONS: usize = 50;

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        let sessions = self.access.sessions(self.web.listen)?;
        let listener = listen(self.web.listen).await?;
        let operations = match self.web.operations_listen {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let password_policy = Arc::new(self.access.passwords.policy()?);
        let database = self.connect().await?;
        let options = assets::leptos_options(self.web.site_root.as_deref());
        if self.access.demo_accounts {
            demonstration::ensure(&database, clock::now()).await?;
        }
        let files = self.evidence.files()?;
        let state = AppState {
            password_policy,
            security_contact: self.access.security_contact.clone(),
            ..AppState::new(database, options, clock::now, self.access.access(), sessions, files)
        };
        state.clock_check.compare(&state).await?;
        tokio::spawn(clock_check::keep_comparing(state.clone()));
        tokio::spawn(state.database.clone().keep_watching());
        tokio::spawn(metrics::keep_up(state.metrics.clone()));
        tokio::spawn(session::sweep(state.clone()));
        tokio::spawn(uploads::sweep(state.clone()));

        let address = listener.local_addr()?;
        writeln!(io::stdout(), "Listening on http://{address}").context("the address cannot be printed")?;
        let limits = ConnectionLimits::for_this_process(self.web.shutdown_grace);
        tracing::debug!(limits.connections, "the most connections at once");
        match operations {
            Some(listener) => {
                writeln!(io::stdout(), "Operations on http://{}", listener.local_addr()?)
                    .context("the address cannot be printed")?;
                let limits = ConnectionLimits { connections: OPERATIONS_CONNECTIONS, ..limits };
                tokio::spawn(connections::serve(listener, operations_router(&state), limits, std::future::pending()));
            }
            None if state.sessions.public_url.is_some() => {
                tracing::info!(
                    "/readyz and /metrics are not served: name an address for them with --operations-listen"
                );
            }
            None => {}
        }
        if !connections::serve(listener, router(&state), limits, told_to_stop()).await {
            tracing::warn!("some requests were still being answered when time was up");
        }
        tracing::info!("stopped");
        Ok(())
    }

    async fn connect(&self) -> anyhow::Result<Database> {
        let wait = self.database.wait.database_wait;
        let database = Database::connect(&self.database.connect_options(), wait, |message| {
            eprintln!("{message}");
        })
        .await?;
        match database.ready().await? {
            Readiness::Ready | Readiness::ReadOnly => Ok(database),
            Readiness::NotMigrated(reason) => bail!("The database is not ready: {reason}"),
        }
    }
}

/// Listens before anything slow happens: a port that is taken is said at once.
async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "Something else already listens on {address}. Stop it, or choose another port: ncpi serve --listen {0}:{1}, or in the \
             project's folder NCPI_LISTEN={0}:{1} make run",
            address.ip(),
            address.port().wrapping_add(10).max(1024),
        ),
        Err(error) => Err(error).with_context(|| format!("Cannot listen on {address}")),
    }
}

async fn told_to_stop() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
    tracing::info!("told to stop");
}

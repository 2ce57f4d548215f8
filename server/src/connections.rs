//! The accept loop: how long a connection may be silent, how many there may be, and which one makes room for a new one.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::AbortHandle,
    time::{Instant, interval, sleep, timeout},
};
use tower::ServiceExt as _;

mod guarded_body;
mod watched_stream;

use guarded_body::GuardedBody;
use watched_stream::WatchedStream;

/// File descriptors that connections leave to everything else: the database, the log, files that are read and written.
const RESERVED_DESCRIPTORS: usize = 100;

/// The most connections however many files a process may open: each takes memory as well.
const MOST_CONNECTIONS: usize = 10_000;

/// At the bound, a connection that has waited for a request for longer than this is closed before all others.
const IDLE: Duration = Duration::from_secs(1);

/// After those come requests that nothing has been received for or sent to for longer than this, such as a form whose body does not
/// come, and only then connections that were just accepted.
const STALLED: Duration = Duration::from_secs(10);

/// How often connections are looked through for clients that do not read.
const SWEEP: Duration = Duration::from_secs(5);

/// How long the loop pauses where the system has no descriptor left.
const PAUSE: Duration = Duration::from_millis(20);

/// What connections may do.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// The longest that the head of a request may take, and that a connection may wait for its next request.
    pub silence: Duration,
    /// The longest that an answer may wait for its client to read on.
    pub unread: Duration,
    /// The most connections at once.
    pub connections: usize,
    /// How long requests may still take after the signal to stop.
    pub grace: Duration,
}

impl ConnectionLimits {
    /// As many connections as this process has file descriptors, less those that it needs itself.
    pub fn for_this_process(grace: Duration) -> Self {
        let descriptors = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let descriptors = descriptors.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        // A limit that leaves nothing is still shared: half for connections.
        let connections = descriptors.saturating_sub(RESERVED_DESCRIPTORS).max(descriptors / 2);
        Self {
            silence: Duration::from_secs(30),
            unread: Duration::from_mins(1),
            connections: connections.clamp(1, MOST_CONNECTIONS),
            grace,
        }
    }
}

/// Answers connections until `stop` is ready, then finishes the requests that are being answered, for as long as the grace
/// lasts. Says whether all were finished.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) -> bool {
    let graceful = GracefulShutdown::new();
    let open = Arc::new(OpenConnections::new(limits.connections));
    let mut stop = std::pin::pin!(stop);
    let mut sweep = interval(SWEEP.min(limits.unread));
    loop {
        tokio::select! {
            () = &mut stop => break,
            _ = sweep.tick() => open.close_unread(limits.unread),
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => open.add(|activity| answer(stream, peer, activity, router.clone(), limits.silence, &graceful)),
                Err(error) => after_failed_accept(&error, &open).await,
            },
        }
    }
    // Stop accepting before the last requests finish.
    drop(listener);
    timeout(limits.grace, graceful.shutdown()).await.is_ok()
}

/// A connection that broke before it was accepted is nothing; where descriptors have run out, one is made free.
async fn after_failed_accept(error: &io::Error, open: &OpenConnections) {
    let broken = [io::ErrorKind::ConnectionAborted, io::ErrorKind::ConnectionReset, io::ErrorKind::ConnectionRefused];
    if !broken.contains(&error.kind()) {
        tracing::warn!(%error, "a connection could not be accepted");
        open.close_longest_silent();
        sleep(PAUSE).await;
    }
}

/// The requests of one connection, one after the other.
fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    activity: Arc<Activity>,
    router: Router,
    silence: Duration,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + use<> {
    // A page goes out in several small writes: held back until each was acknowledged they would cost 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    let service = {
        let activity = Arc::clone(&activity);
        service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let guard = AnswerGuard::begin(&activity);
            let response = router.clone().oneshot(request);
            async move { response.await.map(|response| response.map(|body| GuardedBody::new(body, guard))) }
        })
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(silence)
        .serve_connection(TokioIo::new(WatchedStream::new(stream, activity)), service);
    let connection = graceful.watch(connection);
    async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended");
        }
    }
}

/// What a connection last did.
#[derive(Debug)]
struct Activity {
    start: Instant,
    /// Milliseconds from the start to the last byte sent to the client. A client cannot move it without a whole request.
    last_sent: AtomicU64,
    /// The same of the last byte received.
    last_received: AtomicU64,
    /// How many requests are being answered: one or none.
    answering: AtomicUsize,
    /// Whether bytes wait because the client does not read.
    is_blocked: AtomicBool,
}

impl Activity {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            last_sent: AtomicU64::new(0),
            last_received: AtomicU64::new(0),
            answering: AtomicUsize::new(0),
            is_blocked: AtomicBool::new(false),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn sent(&self) {
        self.last_sent.store(self.now(), Ordering::Relaxed);
    }

    fn received(&self) {
        self.last_received.store(self.now(), Ordering::Relaxed);
    }

    fn blocked(&self, is_blocked: bool) {
        self.is_blocked.store(is_blocked, Ordering::Relaxed);
    }

    fn since_sent(&self) -> Duration {
        Duration::from_millis(self.now().saturating_sub(self.last_sent.load(Ordering::Relaxed)))
    }

    /// Whether a request is being answered, and for how long the connection has been silent. One that waits for a request, or
    /// for the rest of a request's head, is silent since it was last sent something, however many single bytes it drips.
    fn silence(&self) -> (bool, Duration) {
        let answering = self.answering.load(Ordering::Relaxed) > 0;
        let sent = self.last_sent.load(Ordering::Relaxed);
        let last = if answering { sent.max(self.last_received.load(Ordering::Relaxed)) } else { sent };
        (answering, Duration::from_millis(self.now().saturating_sub(last)))
    }
}

/// Counts a request as being answered until its answer is sent or given up.
struct AnswerGuard(Arc<Activity>);

impl AnswerGuard {
    fn begin(activity: &Arc<Activity>) -> Self {
        activity.answering.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(activity))
    }
}

impl Drop for AnswerGuard {
    fn drop(&mut self) {
        self.0.answering.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The connections that are open.
#[derive(Debug)]
struct OpenConnections {
    most: usize,
    next: AtomicU64,
    tasks: Mutex<HashMap<u64, (Arc<Activity>, AbortHandle)>>,
}

impl OpenConnections {
    fn new(most: usize) -> Self {
        Self { most, next: AtomicU64::new(0), tasks: Mutex::default() }
    }

    /// Starts a connection in a task of its own. Where there were as many as there may be, the one that has been silent for
    /// longest is closed first.
    fn add<Task: Future<Output = ()> + Send + 'static>(
        self: &Arc<Self>,
        connection: impl FnOnce(Arc<Activity>) -> Task,
    ) {
        if self.tasks().len() >= self.most {
            self.close_longest_silent();
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let activity = Arc::new(Activity::new());
        let task = connection(Arc::clone(&activity));
        let entry = ListEntryGuard { open: Arc::clone(self), number };
        // Held until the task is listed: one that ends at once must find its entry.
        let mut tasks = self.tasks();
        let task = tokio::spawn(async move {
            let _entry = entry;
            task.await;
        });
        tasks.insert(number, (activity, task.abort_handle()));
    }

    /// Closes the connection that has been silent for longest. One that is being answered goes last.
    fn close_longest_silent(&self) {
        let mut tasks = self.tasks();
        let longest = tasks.iter().max_by_key(|(_, (activity, _))| {
            let (answering, silence) = activity.silence();
            let rank = match answering {
                false if silence > IDLE => 3,
                true if silence > STALLED => 2,
                false => 1,
                true => 0,
            };
            (rank, silence)
        });
        let Some(number) = longest.map(|(number, _)| *number) else { return };
        if let Some((_, task)) = tasks.remove(&number) {
            tracing::debug!("closed the connection that was silent for longest, to make room for another");
            task.abort();
        }
    }

    /// Closes the connections whose clients have not read on for so long: hyper sets no time limit for that.
    fn close_unread(&self, unread: Duration) {
        self.tasks().retain(|_, (activity, task)| {
            let stuck = activity.is_blocked.load(Ordering::Relaxed) && activity.since_sent() > unread;
            if stuck {
                tracing::debug!("closed a connection whose client did not read its answer");
                task.abort();
            }
            !stuck
        });
    }

    fn tasks(&self) -> MutexGuard<'_, HashMap<u64, (Arc<Activity>, AbortHandle)>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a connection off the list when its task ends, in whatever way.
struct ListEntryGuard {
    open: Arc<OpenConnections>,
    number: u64,
}

impl Drop for ListEntryGuard {
    fn drop(&mut self) {
        self.open.tasks().remove(&self.number);
    }
}

#[cfg(test)]
mod tests;

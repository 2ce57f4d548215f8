//! Where the request that is being answered comes from, and its name in the log: every entry written for it carries both.

use std::{future::Future, net::IpAddr};

/// What an entry says of its request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestTrace {
    /// The client's address, if it is known.
    pub address: Option<IpAddr>,
    /// The name of the request.
    pub request_id: Option<String>,
}

tokio::task_local! {
    /// Held for the whole of a request and not passed from function to function, so that no step can forget it.
    static CURRENT: RequestTrace;
}

impl RequestTrace {
    /// That of the request being answered; nothing outside one, as on the command line.
    pub(super) fn current() -> Self {
        CURRENT.try_with(Clone::clone).unwrap_or_default()
    }
}

/// Runs a future for a request. A task that it spawns is outside.
pub async fn with_request_trace<T>(trace: RequestTrace, future: impl Future<Output = T>) -> T {
    CURRENT.scope(trace, future).await
}

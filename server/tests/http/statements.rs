//! Counts what a test sends to the database.

use std::{cell::Cell, sync::Once};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::{Layer, filter::Targets, layer::Context, layer::SubscriberExt as _};

const STATEMENT: &str = "sqlx::query";

thread_local! {
    /// A test, and all that its server does for it, runs on one thread of its own.
    static SENT: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

impl<S: Subscriber> Layer<S> for Counting {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == STATEMENT {
            SENT.set(SENT.get() + 1);
        }
    }
}

/// How many statements this test has sent since it first asked.
///
/// The subscriber is that of the whole process: whether an event is of interest is remembered for all threads, as the first
/// thread that meets it answers, and another test would have answered that it is not.
pub fn statements_sent() -> usize {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let only = Targets::new().with_target(STATEMENT, Level::TRACE);
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Counting).with(only)).unwrap();
    });
    SENT.get()
}

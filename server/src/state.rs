//! What every request may use.

use std::sync::Arc;

use app::request::Access;
use axum::extract::FromRef;
use chrono::{DateTime, TimeDelta, Utc};
use followup::{files::Files, service::password_policy::PasswordPolicy, store::database::Database};
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::{
    briefing::Papers, charts::Pictures, clock_check::ClockCheck, exports::workbooks, metrics, public_url::PublicUrl,
    security_txt::SecurityContact, turns::Turns,
};

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The record.
    pub database: Database,
    /// Where the style sheet and script are, and what they are called.
    pub options: LeptosOptions,
    /// What tells the time: the machine, or in a test a fixed moment.
    pub clock: fn() -> DateTime<Utc>,
    /// Whether that clock and the database's agree.
    pub clock_check: ClockCheck,
    /// Who may read without signing in, and what stands on pages that are not public.
    pub access: Access,
    /// How long a session lasts, and where a request really comes from.
    pub sessions: Sessions,
    /// The files of evidence.
    pub files: Files,
    /// What the operator adds to the rules for passwords.
    pub password_policy: Arc<PasswordPolicy>,
    /// Whom to tell of a weakness; without it there is no `security.txt`.
    pub security_contact: Option<SecurityContact>,
    /// Draws the pictures of charts.
    pub pictures: Pictures,
    /// Sets briefings on paper.
    pub papers: Papers,
    /// Turns at writing workbooks.
    pub workbooks: Turns,
    /// Renders the figures of this process.
    pub metrics: PrometheusHandle,
}

impl AppState {
    /// The state of a server on this database.
    pub fn new(
        database: Database,
        options: LeptosOptions,
        clock: fn() -> DateTime<Utc>,
        access: Access,
        sessions: Sessions,
        files: Files,
    ) -> Self {
        Self {
            database,
            options,
            clock,
            clock_check: ClockCheck::default(),
            access,
            sessions,
            files,
            password_policy: Arc::default(),
            security_contact: None,
            pictures: Pictures::for_this_machine(),
            papers: Papers::for_this_machine(),
            workbooks: workbooks::turns_for_this_machine(),
            metrics: metrics::recorder(),
        }
    }
}

/// How sessions are kept, and whom a request is taken to come from.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// Over after so long without a request.
    pub idle: TimeDelta,
    /// Over after so long whatever happens.
    pub longest: TimeDelta,
    /// The address people reach the service at, where it is not this machine's: forms come from there and nowhere else.
    pub public_url: Option<PublicUrl>,
    /// Whether a proxy of ours stands in front and names the client's address.
    pub behind_proxy: bool,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle: TimeDelta::minutes(30), longest: TimeDelta::hours(12), public_url: None, behind_proxy: false }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

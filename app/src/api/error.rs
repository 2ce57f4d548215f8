//! The error of every server function: small, without SQL, paths or names, and sent as problem details (RFC 9457).

use followup::{overtaken::Overtaken, view::event_line::EventLine};
use leptos::server_fn::{
    ContentType, Decodes, Encodes, FormatType,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What can be looked for by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the thing of its name")]
pub enum Sought {
    Force,
    Round,
    Recommendation,
    Draft,
    Account,
    Function,
    Page,
}

/// What is wrong with one answer of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field; `None` where the whole of what the form asks for is refused.
    pub field: Option<String>,
    /// What to do about it, as a sentence without its full stop.
    pub message: String,
}

impl FieldError {
    /// What is wrong with a field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), message: message.into() }
    }

    /// Whether it is about this field.
    #[must_use]
    pub fn is_at(&self, field: &str) -> bool {
        self.field.as_deref() == Some(field)
    }

    /// Why what the form asks for is refused.
    pub fn of_form(message: impl Into<String>) -> Self {
        Self { field: None, message: message.into() }
    }
}

/// Why a server function did not answer. It is read back from [`ReceivedProblem`]: reading it as it is written would bring all kinds of
/// events into the browser's module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ApiError {
    /// What was asked for does not exist, or the reader may not know that it does.
    #[error("{what} was not found")]
    NotFound {
        /// The kind of thing that was looked for.
        kind: Sought,
        /// What was looked for, as the start of a sentence: "A force with the address ‘kemt’".
        what: String,
    },
    /// It exists, but not at the point of the record that was asked for.
    #[error("{what} was not found at this point of the record")]
    NotAtThisPoint {
        /// As in [`ApiError::NotFound`].
        what: String,
    },
    /// An argument is missing, doubled, unknown or cannot be understood.
    #[error("{name} must be {allowed}")]
    BadArgument {
        /// Its name.
        name: String,
        /// The value as given; empty where there is none.
        value: String,
        /// What it may be, completing "must be …".
        allowed: String,
    },
    /// The request has no session, and needs one.
    #[error("sign in first")]
    SignInFirst,
    /// The person may not do this.
    #[error("{reason}")]
    Forbidden {
        /// Why, as a sentence without its full stop.
        reason: String,
    },
    /// It is about forces other than those that the person's account is limited to.
    #[error("{reason}")]
    BeyondLimit {
        /// Why, as a sentence without its full stop.
        reason: String,
    },
    /// A one-time link that works no more, or never did.
    #[error("the link cannot be used")]
    LinkOver,
    /// The function exists, but not for this HTTP method.
    #[error("this function is called by {allowed}")]
    WrongMethod {
        /// The methods that it has, as in an `Allow` header.
        allowed: String,
    },
    /// Answers of a form are missing or do not fit. Nothing was recorded.
    #[error("answers are missing or do not fit")]
    Invalid {
        /// What is wrong, in the order of the form.
        fields: Vec<FieldError>,
    },
    /// Something was recorded after the form was made. Nothing of the form was.
    #[error("something was recorded after this form was made")]
    Conflict {
        /// Of several items the one that stands in the way.
        item: Option<String>,
        /// What was recorded, oldest first.
        since: Vec<EventLine>,
    },
    /// The draft was changed after the form was made. Nothing of the form was recorded.
    #[error("the draft was changed after this form was made")]
    DraftChanged {
        /// Who changed it.
        by: Overtaken,
    },
    /// The draft was published after the form was made.
    #[error("the draft is published")]
    Published {
        /// The slug of the round that it has become.
        round: String,
    },
    /// There have been too many attempts.
    #[error("too many attempts: wait {seconds} seconds")]
    TooManyAttempts {
        /// For how long, in seconds.
        seconds: u32,
    },
    /// The body of the request is too large.
    #[error("the request is too large")]
    TooLarge,
    /// The request did not come from a page of this service.
    #[error("the request came from another site")]
    ForeignForm,
    /// The database is unreachable or too slow.
    #[error("the service is unavailable")]
    Unavailable,
    /// A fault of the service.
    #[error("there is a problem with the service")]
    Internal,
}

impl ApiError {
    /// Something that was looked for by name.
    pub fn not_found(kind: Sought, what: impl Into<String>) -> Self {
        Self::NotFound { kind, what: what.into() }
    }

    /// An argument that cannot be used, with what it may be.
    pub fn bad_argument(name: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self::BadArgument { name: name.into(), value: value.into(), allowed: allowed.into() }
    }

    /// The error of a page that says in its own words what was not found, and where to go instead.
    #[cfg(feature = "ssr")]
    pub fn or_not_found(self, not_found: impl FnOnce() -> crate::error::PageError) -> crate::error::PageError {
        match self {
            Self::NotFound { .. } => not_found(),
            error => error.into(),
        }
    }

    /// The HTTP status of the response.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::BadArgument { .. } => 400,
            Self::SignInFirst => 401,
            Self::Forbidden { .. } | Self::BeyondLimit { .. } | Self::ForeignForm => 403,
            Self::NotFound { .. } | Self::NotAtThisPoint { .. } => 404,
            Self::WrongMethod { .. } => 405,
            Self::Conflict { .. } | Self::DraftChanged { .. } | Self::Published { .. } => 409,
            Self::LinkOver => 410,
            Self::TooLarge => 413,
            Self::Invalid { .. } => 422,
            Self::TooManyAttempts { .. } => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// After how many seconds the same request may succeed, where waiting helps.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooManyAttempts { seconds } => Some(*seconds),
            Self::Unavailable => Some(30),
            _ => None,
        }
    }

    /// The title of the problem: the same for every error of one kind.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "Not found",
            Self::NotAtThisPoint { .. } => "Not at this point of the record",
            Self::BadArgument { .. } => "An argument cannot be used",
            Self::SignInFirst => "Sign in first",
            Self::Forbidden { .. } => "Not allowed",
            Self::BeyondLimit { .. } => "Beyond the forces of this account",
            Self::WrongMethod { .. } => "Wrong method",
            Self::LinkOver => "The link cannot be used",
            Self::Invalid { .. } => "Answers are missing or do not fit",
            Self::Conflict { .. } | Self::DraftChanged { .. } => "Changed meanwhile",
            Self::Published { .. } => "Already published",
            Self::TooManyAttempts { .. } => "Too many attempts",
            Self::TooLarge => "Too large",
            Self::ForeignForm => "From another site",
            Self::Unavailable => "The service is unavailable",
            Self::Internal => "There is a problem with the service",
        }
    }
}

/// The members of problem details, with the error's own beside them.
#[derive(Serialize)]
struct ProblemDetails<'a> {
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(flatten)]
    error: &'a ApiError,
}

/// The body of the response to an error.
#[must_use]
pub fn problem_details(error: &ApiError) -> Vec<u8> {
    let details = ProblemDetails { title: error.title(), status: error.status(), detail: error.to_string(), error };
    // Texts and numbers can always be written.
    serde_json::to_vec(&details).unwrap_or_default()
}

/// Problem details as they are received: the members that errors have beside those of every problem.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReceivedProblem {
    code: String,
    kind: Option<Sought>,
    what: String,
    name: String,
    value: String,
    allowed: String,
    reason: String,
    fields: Vec<FieldError>,
    item: Option<String>,
    by: Option<Overtaken>,
    round: String,
    seconds: u32,
}

impl From<ReceivedProblem> for ApiError {
    /// What was recorded since is left out of a conflict. A code that is not known is a fault.
    fn from(problem: ReceivedProblem) -> Self {
        let ReceivedProblem { code, kind, what, name, value, allowed, reason, fields, item, by, round, seconds } =
            problem;
        match code.as_str() {
            "not-found" => Self::NotFound { kind: kind.unwrap_or(Sought::Page), what },
            "not-at-this-point" => Self::NotAtThisPoint { what },
            "bad-argument" => Self::BadArgument { name, value, allowed },
            "sign-in-first" => Self::SignInFirst,
            "forbidden" => Self::Forbidden { reason },
            "beyond-limit" => Self::BeyondLimit { reason },
            "link-over" => Self::LinkOver,
            "wrong-method" => Self::WrongMethod { allowed },
            "invalid" => Self::Invalid { fields },
            "conflict" => Self::Conflict { item, since: Vec::new() },
            "draft-changed" => Self::DraftChanged { by: by.unwrap_or(Overtaken::ByOthers) },
            "published" => Self::Published { round },
            "too-many-attempts" => Self::TooManyAttempts { seconds },
            "too-large" => Self::TooLarge,
            "foreign-form" => Self::ForeignForm,
            "unavailable" => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}

/// `application/problem+json`.
pub struct ProblemJson;

impl ContentType for ProblemJson {
    const CONTENT_TYPE: &'static str = "application/problem+json";
}

impl FormatType for ProblemJson {
    const FORMAT_TYPE: leptos::server_fn::Format = leptos::server_fn::Format::Text;
}

impl Encodes<ApiError> for ProblemJson {
    type Error = serde_json::Error;

    fn encode(error: &ApiError) -> Result<leptos::server_fn::Bytes, serde_json::Error> {
        Ok(problem_details(error).into())
    }
}

impl Decodes<ApiError> for ProblemJson {
    type Error = serde_json::Error;

    fn decode(bytes: leptos::server_fn::Bytes) -> Result<ApiError, serde_json::Error> {
        serde_json::from_slice::<ReceivedProblem>(&bytes).map(ApiError::from)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = ProblemJson;

    /// What the framework itself reports is a fault of ours, or in the browser a request that did not get through. Its text is not
    /// passed on.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            error => {
                #[cfg(feature = "ssr")]
                tracing::error!(%error, "a server function failed");
                #[cfg(not(feature = "ssr"))]
                drop(error);
                Self::Internal
            }
        }
    }
}

#[cfg(feature = "ssr")]
mod from {
    use followup::{
        parameter::BadParameter,
        store::{change::ChangeError, error::StoreError, register::RegisterError},
    };

    use super::ApiError;

    impl From<StoreError> for ApiError {
        /// The one place where a failure of the store is logged.
        fn from(error: StoreError) -> Self {
            if error.is_outage() {
                tracing::warn!(%error, "the database is away or the service overloaded");
                Self::Unavailable
            } else {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
        }
    }

    impl From<BadParameter> for ApiError {
        fn from(BadParameter { name, value, allowed }: BadParameter) -> Self {
            Self::BadArgument { name, value, allowed }
        }
    }

    impl From<RegisterError> for ApiError {
        fn from(error: RegisterError) -> Self {
            match error {
                RegisterError::Refused(refused) => refused.into(),
                RegisterError::Store(error) => error.into(),
            }
        }
    }

    impl From<ChangeError> for ApiError {
        fn from(error: ChangeError) -> Self {
            match error {
                ChangeError::Refused(refused) => refused.into(),
                ChangeError::Store(error) => error.into(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_sent_as_problem_details_and_read_back() {
        let error = ApiError::bad_argument("as_at", "soon", "a date such as 2022-05-01");
        let bytes = ProblemJson::encode(&error).unwrap();
        let text = r#"{"title":"An argument cannot be used","status":400,"detail":"as_at must be a date such as 2022-05-01","code":"bad-argument","name":"as_at","value":"soon","allowed":"a date such as 2022-05-01"}"#;
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), text);
        assert_eq!(ProblemJson::decode(bytes).unwrap(), error);
    }

    #[test]
    fn every_error_is_read_back_as_it_was_sent() {
        let text = || "some text".to_owned();
        for error in [
            ApiError::not_found(Sought::Round, text()),
            ApiError::NotAtThisPoint { what: text() },
            ApiError::bad_argument("page", "0", "a whole number from 1"),
            ApiError::SignInFirst,
            ApiError::Forbidden { reason: text() },
            ApiError::BeyondLimit { reason: text() },
            ApiError::LinkOver,
            ApiError::WrongMethod { allowed: "POST".to_owned() },
            ApiError::Invalid { fields: vec![FieldError::new("activity", text()), FieldError::of_form(text())] },
            ApiError::Conflict { item: Some(text()), since: Vec::new() },
            ApiError::DraftChanged { by: Overtaken::ByThemself },
            ApiError::Published { round: "inspection-2019".to_owned() },
            ApiError::TooManyAttempts { seconds: 17 },
            ApiError::TooLarge,
            ApiError::ForeignForm,
            ApiError::Unavailable,
            ApiError::Internal,
        ] {
            assert_eq!(ProblemJson::decode(ProblemJson::encode(&error).unwrap()).unwrap(), error);
        }
    }
}

//! The point of the record that a read function is asked for.

use serde::{Deserialize, Serialize};

/// As what day, and as known when. Without either: the present.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointArguments {
    /// The day the view is of, `YYYY-MM-DD`, from 1990-01-01 to today in London.
    pub as_at: Option<String>,
    /// What is left out was recorded later than this: a day, or a moment as in RFC 3339.
    pub known_at: Option<String>,
}

#[cfg(feature = "ssr")]
mod on_server {
    use chrono::{DateTime, Utc};
    use followup::clock::parse_point;

    use super::PointArguments;
    use crate::{
        api::error::ApiError,
        point::{AskedPoint, allowed},
    };

    impl PointArguments {
        /// Reads them, at the moment of the request.
        ///
        /// # Errors
        /// [`ApiError::BadArgument`] for the argument that is no day or moment, or out of range.
        pub fn parse(&self, now: DateTime<Utc>) -> Result<AskedPoint, ApiError> {
            let given = |name| if name == "as_at" { &self.as_at } else { &self.known_at };
            let asked =
                parse_point(self.as_at.as_deref(), self.known_at.as_deref(), now).map_err(|(name, error)| {
                    ApiError::bad_argument(name, given(name).clone().unwrap_or_default(), allowed(&error))
                })?;
            Ok(AskedPoint::new(asked, now))
        }
    }

    impl From<AskedPoint> for PointArguments {
        fn from(at: AskedPoint) -> Self {
            let value =
                |name: &str| at.parameters().into_iter().find(|(given, _)| given == name).map(|(_, value)| value);
            Self { as_at: value("as_at"), known_at: value("known_at") }
        }
    }
}

//! What every page says about the service.

use serde::{Deserialize, Serialize};

/// The service as everybody may know it, signed in or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// Whether its data is made up and says nothing about any real force.
    pub synthetic: bool,
    /// Whether its database is a demonstration, for good.
    pub demonstration: bool,
}

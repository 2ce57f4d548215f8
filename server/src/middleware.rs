//! What happens to every request on its way in and to every answer on its way out, one file each.

mod audited;
mod body_limit;
mod guard;
mod log;
mod new_link;
mod origin;
mod path_syntax;
mod reader;
mod recorded_spelling;
mod refusals;
mod request_id;
mod security_headers;
mod trailing_slash;
mod typed_dates;

pub use audited::audited;
pub use body_limit::body_limit;
pub use guard::guard;
pub use log::log;
pub use new_link::shown_once;
pub use origin::origin;
pub use path_syntax::path_syntax;
pub use reader::reader;
pub use recorded_spelling::recorded_spelling;
pub use refusals::refusals;
pub use request_id::{RequestId, request_id};
pub use security_headers::{Wasm, content_security_policy, security_headers};
pub use trailing_slash::trailing_slash;
pub use typed_dates::typed_dates;

//! explain

pub(crate) mod cost;
pub(crate) mod describe;
pub(crate) mod for_client;
pub(crate) mod nearest;

pub use describe::NewAnswer;
pub use for_client::GraverOutcome;
pub use nearest::{ChangeFinder, ChangedAnswer, Explanation, NearestChange};

//! Explains what would change a result: for given answers, the cheapest changes of answers that
//! lead to another outcome.
//!
//! - `nearest` searches, for people who work with the set.
//! - `for_client` restricts the search to what the person themselves may be told.
//! - `cost` is the cost model of both searches.
//! - `describe` turns a path through a diagram back into changed answers.

pub(crate) mod cost;
pub(crate) mod describe;
pub(crate) mod for_client;
pub(crate) mod nearest;

pub use describe::NewAnswer;
pub use for_client::GraverOutcome;
pub use nearest::{ChangeFinder, ChangedAnswer, Explanation, NearestChange};

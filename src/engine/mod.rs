//! The rules engine: pure functions from a question set and answers to what comes next and what
//! comes out. No clock, no locale, no input or output.

pub mod answers;
pub mod condition;
pub mod coverage;
pub mod decide;
pub mod meets;
pub mod outcome;
#[cfg(test)]
mod properties;
pub mod walk;

pub use answers::{Answer, Answers, Misfit};
pub use decide::{Incomplete, alerts, decide};
pub use meets::{Miss, misses};
pub use outcome::Outcome;
pub use walk::{Progress, Settled, Walk, missing, next_question, walk};

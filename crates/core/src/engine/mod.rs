//! The rules engine: pure functions from a question set and answers to what comes next and what
//! comes out. No clock, no locale, no input or output.

mod condition;
mod coverage;
mod decide;
mod expectation;
mod walk;

pub use condition::{Sum, Truth, points, support, truth};
pub use coverage::{ConditionPart, Coverage};
pub use decide::{Incomplete, alerts, decide};
pub use expectation::{Miss, misses};
pub use walk::{NotAskedReason, Progress, QuestionState, Walk, missing, next_question, walk};

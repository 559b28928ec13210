//! The rules engine: pure functions that take a question set and answers.
//!
//! [`next_question`] says what to ask next, [`decide`] returns the outcome of a complete answer
//! set, [`alerts`] names the rules that an interview must act on at once. All of them are based on
//! [`walk()`], which replays the interview for the given answers, and on [`truth`], which evaluates
//! conditions in three-valued logic. The engine uses no clock, no locale, no input and no output,
//! so the same set and answers always give the same result.

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

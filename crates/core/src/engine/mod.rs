//! The rules engine: pure functions from a question set and answers to what comes next and what
//! comes out. No clock, no locale, no input or output.

pub mod condition;
pub mod coverage;
pub mod decide;
pub mod expectation;
pub mod walk;

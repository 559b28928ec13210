//! treatfit.

pub mod engine;
pub mod error;
pub mod report;
pub mod set;
pub mod words;

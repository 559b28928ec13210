//! treatfit.

pub mod engine;
pub mod error;
pub mod set;
pub mod words;

//! treatfit.

pub mod engine;
pub mod error;
pub mod proof;
pub mod set;
pub mod words;

//! treatfit.

pub mod engine;
pub mod error;
pub mod interview;
pub mod set;
pub mod terminal;
pub mod words;

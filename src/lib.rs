//! treatfit.

pub mod engine;
pub mod error;
<<<<<<< HEAD
pub mod interview;
=======
pub mod report;
>>>>>>> report
pub mod set;
pub mod terminal;
pub mod words;

//! The program's own sentences, one file for each room that speaks. What the author wrote is not
//! here: it stands in the question set.

pub mod answered_by;
pub mod command;
pub mod condition;
pub mod count;
pub mod coverage;
pub mod crisis;
pub mod diff;
pub mod evaluate;
pub mod explain;
pub mod interview;
pub mod mutants;
pub mod printed;
pub mod proof;
pub mod proved;
pub mod report;
pub mod saving;
pub mod scenario;
pub(crate) mod set;
pub mod shell;
pub mod system;
pub mod visible;

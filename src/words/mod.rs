//! The program's own sentences, one file for each room that speaks. What the author wrote is not
//! here: it stands in the question set.

pub mod condition;
pub mod count;
pub mod evaluate;
pub mod interview;
pub mod proof;
pub mod report;
pub mod scenario;
pub(crate) mod set;

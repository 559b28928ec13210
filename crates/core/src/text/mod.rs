//! text

pub mod condition;
pub mod count;
pub mod outcome;
pub mod scenario;
pub mod visible;

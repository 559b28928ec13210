//! Question sets: from a folder of YAML to a checked model, or to every problem at once.

pub mod expectation;
pub mod model;
pub mod options;
pub mod table;

pub use model::QuestionSet;

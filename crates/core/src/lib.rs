//! core

pub mod engine;
pub mod load;
pub mod model;
pub mod text;

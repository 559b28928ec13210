//! kernel

pub mod counter;
pub mod diagram;
pub mod op;
pub mod shortest_path;

//! kernel

pub(crate) mod counter;
pub(crate) mod diagram;
pub(crate) mod op;
pub(crate) mod shortest_path;

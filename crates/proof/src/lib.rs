//! proof

pub mod check;
pub mod diff;
pub mod encode;
pub mod explain;
pub mod kernel;
pub mod mutants;
#[cfg(test)]
mod tests;
mod threads;

//! Proofs over all answer sets of a question set.

pub mod check;
pub mod diff;
mod encode;
pub mod explain;
mod kernel;
pub mod mutants;
#[cfg(test)]
mod tests;
mod threads;

pub use encode::{BUDGET, Proof};
pub use kernel::diagram::{OverBudget, WithinBudget};

//! What `test` says.

pub(super) mod coverage;
pub(super) mod mutants;

//! Messages of `test`.

pub(super) mod coverage;
pub(super) mod mutants;

//! The proofs against trying every answer set of small question sets.

mod agrees;
mod diff_properties;
mod faults;
mod mutants;
mod nearest_properties;

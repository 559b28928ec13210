//! Tests of the proofs against enumeration of all answer sets of small question sets.

mod agrees;
mod diff_properties;
mod faults;
mod mutants;
mod nearest_properties;

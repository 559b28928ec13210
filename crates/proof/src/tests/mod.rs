//! Tests of the proofs against enumeration of all answer sets of small question sets.

mod diff_properties;
mod engine_agrees;
mod faults;
mod mutants;
mod nearest_properties;

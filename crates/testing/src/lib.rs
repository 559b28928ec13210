//! Shared test support for all crates of the workspace; never published.
//!
//! - [`arbitrary`] makes small random sets and answers from bytes, for property tests of the
//!   engine, the interview and the diff of two sets.
//! - [`random`] makes random sets small enough to enumerate all answer sets, with guarantees, for
//!   tests of the proofs.
//! - [`grown`] makes sets of any size, for benchmarks.
//! - [`every`] enumerates all answer sets of a small set.
//! - [`plain`] is the oracle: an independent, deliberately simple implementation of what the engine
//!   and the proofs compute.
//! - [`sets`] loads the question sets of the repository.

#![allow(
    missing_docs,
    reason = "fields and variants whose name says it all have no docs"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "a test fails by panicking"
)]

pub mod arbitrary;
pub mod every;
pub mod grown;
pub mod plain;
pub mod properties;
pub mod random;
pub mod sets;

//! Shared test support for all crates of the workspace; never published.
//!
//! - [`random`] makes random sets and answers from bytes, for property tests; the smaller ones have
//!   few enough answer sets to enumerate them.
//! - [`large_sets`] makes sets of any size, for benchmarks.
//! - [`all_answer_sets`] enumerates all answer sets of a small set.
//! - [`oracle`] is the oracle: an independent, deliberately simple implementation of what the engine
//!   and the proofs compute.
//! - [`properties`] configures property tests outside `src`.
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

pub mod all_answer_sets;
pub mod large_sets;
pub mod oracle;
pub mod properties;
pub mod random;
pub mod sets;

//! What the tests of every crate share: random question sets, the small sets of this repository, and
//! a second, plain statement of what the engine and the proofs say.

#![allow(
    missing_docs,
    reason = "fields and cases of tests are named for what they are"
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

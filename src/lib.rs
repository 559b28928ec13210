//! A questionnaire in the terminal, whose rules are data and whose safety is proved.
//!
//! A question set is written in YAML. `treatfit` asks its questions, applies its rules and says
//! which treatment fits best and why, what has to be cleared first, and when to call for help. What
//! no sample of answers can show, the proofs do: that the set's guarantees hold for every possible
//! answer set.
//!
//! Data goes one way through the house:
//!
//! ```text
//! YAML -> set -> (interview or a file) -> answers -> engine -> outcome -> report
//!          \-> proof
//! ```
//!
//! - [`set`] reads a folder of YAML into a checked model, or gives every problem with its place.
//! - [`engine`] says what to ask next and decides the outcome; pure.
//! - [`proof`] turns a set into decision diagrams over all answer sets.
//! - [`interview`] asks, in three ways that behave the same.
//! - [`report`] tells an outcome as text, Markdown, HTML or JSON.
//! - [`words`] holds the program's own sentences.
//! - [`cli`] is the command line.

pub mod cli;
pub mod error;
pub mod folder;
pub mod interview;
mod shell;
pub mod shipped;
mod system;
pub mod terminal;

//! The program `treatfit`: a questionnaire in the terminal. It asks about safety first, then about
//! goals and wishes, and says which treatment fits best and why, what has to be cleared first, and
//! when to call for help.
//!
//! A question set is a folder of YAML. Questions, rules and texts are data; the program knows no
//! treatment by name. The proofs show what no sample of answers can: that the guarantees of a set
//! hold for every possible answer set.
//!
//! Data flows one way through the workspace:
//!
//! ```text
//! YAML -> treatfit_core::load -> question set -> interview or answers file -> answers
//!                                     |                                          |
//!                                     +------> treatfit_core::engine <-----------+
//!                                     |                  |
//!                                     |                  v
//!                                     |               outcome -> treatfit_report -> result
//!                                     v
//!                              treatfit_proof -> check, diff, explain, mutants
//! ```
//!
//! - [`treatfit_core`]: the model of a set, the loader that checks it, and the engine, which selects
//!   the next question and decides the outcome. It does no input or output.
//! - [`treatfit_proof`]: encodes a set as decision diagrams over all answer sets, to prove
//!   guarantees, compare two versions, explain a result and test the scenarios with mutants.
//! - [`treatfit_report`]: lays out one outcome as text, Markdown, HTML or JSON.
//! - This crate, the program, does all input and output and holds no rules.
//!
//! Its modules:
//!
//! - [`cli`]: the command line, one module for each command, and the exit codes.
//! - [`interview`]: asks the questions in rich, plain or scripted form; saves and resumes answers.
//! - [`terminal`]: decides colour and width once for each stream, and how to ask.
//! - [`folder`]: reads a question set from a folder, within limits of size and number.
//! - [`shipped`]: the built-in question set, embedded in the binary.
//! - [`error`]: the error type of the program, with its exit codes and hints.
//! - `shell`: quotes paths for commands that a person may copy.
//! - `system`: describes errors of the operating system in plain English.

pub mod cli;
pub mod error;
pub mod folder;
pub mod interview;
mod io_reason;
mod shell;
pub mod shipped;
pub mod terminal;

//! Proofs over all answer sets of a question set.
//!
//! An *answer set* is what a finished interview has collected: an answer to each question that was
//! asked, and "not asked" for the others. A question set of useful size has far too many answer sets
//! to enumerate. This crate encodes the question set as decision diagrams over the answers instead:
//! which questions are asked, which rules fire and which outcome follows become functions of the
//! answers, and a statement about all answer sets becomes a comparison of two diagrams. Results are
//! data; this crate prints nothing.
//!
//! | module | job |
//! |---|---|
//! | `kernel` | decision diagrams, exact counts, shortest paths |
//! | `encode` | a question set as diagrams: answers, conditions, interview, rules, outcome |
//! | [`check`] | one set: guarantees proved or refuted by a counterexample, counts, remarks |
//! | [`diff`] | two versions of a set, compared over the answers to both |
//! | [`explain`] | one answer set: the smallest changes that lead to other outcomes |
//! | [`mutants`] | mutation testing: small changes to a set that no scenario notices |
//!
//! The kernel supplies diagrams, [`Proof::build`]
//! encodes a set, and the others ask questions about the encoding. A statement is claimed only if it
//! is proved, and an example only with the outcome that the rules engine of `treatfit_core` decides
//! on it.
//!
//! # Example
//!
//! [`check::Check::of`] proves everything about a set and has a complete example:
//!
//! ```
//! use treatfit_proof::check::Check;
//! use treatfit_proof::{BUDGET, OverBudget};
//!
//! # use treatfit_core::load::{Files, load};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let head = "format: 1\nid: walk\nversion: 0.1.0\ntitle: Which walk?\n\
//! #     reviewed: {by: nobody yet, on: 2026-11-25}\n\
//! #     treatments: [{id: hill, name: The hill, summary: Up., evidence: It is there.}]\n\
//! #     decision: {minimum: 1, close: 0}\nnotices: {consult: Ask somebody.}\nsections: [walk]\n";
//! # let walk = "section: {title: A walk, why: Nobody should slip.}\n\
//! #     sources: [{id: W1, title: A map, seen: read}]\n\
//! #     questions:\n  - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}\n\
//! #     rules:\n  - {id: icy, level: exclude, when: {ice: [yes, unknown]}, because: Ice., do: Stay in., sources: [W1]}\n";
//! # let texts = [("set.yaml", head), ("walk.yaml", walk)];
//! # let files = Files::from_texts(texts.map(|(name, text)| (name.to_owned(), text.to_owned())));
//! # let set = load(&files).map_err(|problems| format!("{problems:?}"))?.set;
//! let check = Check::of(&set, BUDGET)?;
//! assert!(check.holds(), "every guarantee holds for every answer set");
//! let over = Check::of(&set, 1);
//! assert!(matches!(over, Err(OverBudget { .. })), "past the budget nothing is claimed");
//! # Ok(())
//! # }
//! ```
//!
//! # Budget
//!
//! Diagrams can grow exponentially with the number of questions. Each proof therefore has a budget,
//! counted in nodes of one diagram store, and fails with [`OverBudget`] when it needs more; nothing
//! is then claimed. The default [`BUDGET`] is 2,000,000 nodes, about 200 MB at about 100 bytes per
//! node. Work that runs on several stores, such as [`check::Check::of`] on two, may take the budget
//! for each of them.
//!
//! # Features
//!
//! `threads`: runs independent proofs on several threads, at most eight at a time. It changes no
//! result. Without it everything runs on the calling thread, for systems that have no threads.

pub mod check;
pub mod diff;
mod encode;
pub mod explain;
mod kernel;
pub mod mutants;
#[cfg(test)]
mod tests;
mod threads;

pub use encode::{BUDGET, Proof};
pub use kernel::diagram::{OverBudget, WithinBudget};

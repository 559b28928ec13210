//! The core of treatfit: question sets, answers, and the rules engine.
//!
//! A question set is a folder of YAML files that describes questions, safety rules and fit rules
//! over a few treatments. This crate loads and checks such a set, says which question to ask next,
//! and decides the outcome of a complete answer set. It does no input or output and reads no clock:
//! files come in as texts, and results go out as data.
//!
//! - [`model`] holds the data types: the checked [`QuestionSet`](model::QuestionSet), the
//!   [`Answers`](model::Answers) of one person, the [`Outcome`](model::Outcome).
//! - [`load`] turns YAML into a checked question set, or into all its problems at once, each with
//!   file, line and column. It also reads answers files and makes a JSON Schema for the files of a
//!   set.
//! - [`engine`] has the pure functions on both: [`next_question`](engine::next_question),
//!   [`decide`](engine::decide), three-valued evaluation of conditions, and comparison of an
//!   outcome with what a scenario or a guarantee expects.
//! - [`text`] holds text functions that several crates need: conditions in words, lists and counts,
//!   and the escaping of characters that could mislead a reader or a terminal.
//!
//! # Examples
//!
//! ```
//! use treatfit_core::engine::{decide, next_question};
//! use treatfit_core::load::{self, Files};
//! use treatfit_core::model::{Answer, Answers, OptionSet, Status};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//!
//! let head = "\
//! format: 1
//! id: walk
//! version: 0.1.0
//! title: Which walk?
//! reviewed: {by: nobody yet, on: 2026-11-21}
//! treatments:
//!   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
//!   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
//! decision: {minimum: 1, close: 0}
//! notices: {consult: Ask somebody who was there.}
//! sections: [walk]
//! ";
//! let section = "\
//! section: {title: A walk, why: To find a safe walk.}
//! sources: [{id: map, title: A map, seen: read}]
//! questions:
//!   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
//!   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
//! rules:
//!   - id: icy
//!     level: exclude
//!     treatments: [hill]
//!     when: {ice: [yes, unknown]}
//!     because: The hill is slippery.
//!     do: Stay off the hill.
//!     sources: [map]
//!   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
//!   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
//! ";
//! let files = Files::from_texts([
//!     ("set.yaml".to_owned(), head.to_owned()),
//!     ("walk.yaml".to_owned(), section.to_owned()),
//! ]);
//! let set = load::load(&files)
//!     .map_err(|problems| load::render(&problems, &files, false))?
//!     .set;
//!
//! // Ask until nothing is left to ask. Here the answer is always the first option: yes, there is ice.
//! let mut answers = Answers::default();
//! while let Some(next) = next_question(&set, &answers) {
//!     println!("{}", set.questions[next].ask.own);
//!     answers.give(next, Answer::Options(OptionSet::one(0)));
//! }
//!
//! let outcome = decide(&set, &answers)
//!     .map_err(|incomplete| format!("no answer to {}", set.questions[incomplete.next].name))?;
//! assert_eq!(outcome.status, Status::Suggestion);
//! // The hill has more points but is excluded.
//! assert_eq!(outcome.suggested, [set.treatments.find("park").ok_or("no park")?]);
//! # Ok(())
//! # }
//! ```

pub mod engine;
pub mod load;
pub mod model;
pub mod text;

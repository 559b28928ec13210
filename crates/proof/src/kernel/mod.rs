//! Kernel of the proofs: decision diagrams, exact counting and shortest paths. It knows no questions
//! or rules, except for the encoding of scores in [`op`] and the weights that [`counter`] takes from
//! a space of answers.
//!
//! # Why not a library
//!
//! Answers have many values, and points, scores and leads are integers; the diagrams in [`diagram`]
//! represent both directly. For comparison the same 16,580 operations that prove the shipped
//! question set were replayed on `oxidd` 0.13, with complement edges, binary-encoded answers and each
//! integer-valued function as one Boolean diagram per value (oxidd's own integer diagrams can add and
//! take the maximum, but not compare):
//!
//! | 2026-11-21, 2 cores, best of ten | this kernel | `oxidd` |
//! |---|---|---|
//! | encode the set | 33 ms | 76 ms |
//! | all operations of all proofs, one thread | 0.40 s, with counting and witnesses | 0.49 s, without them |
//! | nodes | 0.38 million | 1.05 million |

pub(crate) mod counter;
pub(crate) mod diagram;
mod hash;
pub(crate) mod op;
pub(crate) mod shortest_path;

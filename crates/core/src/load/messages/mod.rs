//! The messages of problems in question sets and answers files: what is wrong, and what to do. Each
//! function makes the message for one kind of problem.

mod answers;
mod condition;
mod form;
mod names;
mod question;
mod rule;
mod slot;

pub(crate) use answers::*;
pub(crate) use condition::*;
pub(crate) use form::*;
pub use names::*;
pub(crate) use question::*;
pub(crate) use rule::*;
pub(crate) use slot::*;

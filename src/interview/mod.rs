//! The interview: who asks what, in which order, and how.
//!
//! A [`session`] knows where the person stands; an [`asker`] knows how to ask. [`run`] brings the
//! two together, and [`hold`] does so in the terminal.

use std::path::Path;

use crate::engine::answers::Answers;
use crate::error::Error;
use crate::set::model::{Audience, QuestionSet, Region};
use crate::set::table::Id;
use crate::terminal::ColorChoice;

/// An interview to be held.
#[derive(Debug, Clone, Copy)]
pub struct Interview<'a> {
    /// The questions.
    pub set: &'a QuestionSet,
    /// Who answers them.
    pub audience: Audience,
    /// Where the person is, if that is known; asked first otherwise.
    pub region: Option<Id<Region>>,
    /// Where to save the answers when it ends, however it ends.
    pub save: Option<&'a Path>,
    /// The saved answers to go on from.
    pub resume: Option<&'a Path>,
}

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Every question is answered, and the person has checked the answers.
    Complete(Answers),
    /// An emergency: help was shown and nothing more is asked.
    Emergency(Answers),
    /// The person stopped it.
    Stopped(Answers),
    /// Input ended before the questions did.
    InputEnded(Answers),
}

impl Ended {
    /// The answers of a finished interview, to be decided on.
    ///
    /// # Errors
    /// If it was stopped or input ended; what there is to say has been said.
    pub fn finished(self) -> Result<Answers, Error> {
        Err(Error::told(crate::error::Kind::Interrupted))
    }
}

/// Holds an interview in the terminal: conversation on stderr, answers from stdin.
///
/// # Errors
/// If nobody is there to ask, or a file named for saving or resuming can't be used.
pub fn hold(interview: &Interview<'_>, plain: bool, color: ColorChoice) -> Result<Ended, Error> {
    let _ = (interview, plain, color);
    Err(Error::told(crate::error::Kind::NobodyToAsk))
}

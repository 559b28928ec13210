//! The interview: who asks what, in which order, and how.
//!
//! A [`session`] knows where the person stands; an [`asker`] knows how to ask. [`run()`] brings the
//! two together, and [`hold`] does so in the terminal.

pub mod asker;
pub mod autosave;
pub mod crisis;
pub mod layout;
pub mod lines;
pub mod marks;
pub mod messages;
pub mod plain;
pub mod prompts;
pub mod rich;
mod run;
pub mod saved;
pub mod scripted;
pub mod session;
mod signals;
mod stopping;
#[cfg(test)]
mod tests;
pub mod understand;

use std::io;
use std::io::IsTerminal;
use std::path::Path;

use treatfit_core::model::{Answers, Audience, Id, QuestionSet, Region};

use crate::error::{Error, ErrorKind};
use crate::interview::autosave::Autosave;
use crate::interview::layout::Page;
use crate::interview::messages as words;
use crate::interview::plain::Plain;
use crate::interview::rich::{Dialogue, Rich};
pub use crate::interview::run::run;
use crate::interview::saved::Resumed;
use crate::terminal;
use crate::terminal::{ColorChoice, Manner, Stream};

/// An interview to be held.
#[derive(Debug, Clone, Copy)]
pub struct Interview<'a> {
    /// The questions.
    pub set: &'a QuestionSet,
    /// Who answers them.
    pub audience: Audience,
    /// Where the person is, if that is known; asked first otherwise.
    pub region: Option<Id<Region>>,
    /// Where to save the answers when it ends, unless in an emergency; left out, where they were
    /// resumed from.
    pub save: Option<&'a Path>,
    /// The saved answers to go on from.
    pub resume: Option<&'a Resumed>,
    /// The coordinator's own reference, saved with the answers.
    pub reference: Option<&'a str>,
    /// The command that holds this interview, but for `--resume`: to be told with a saved file, if
    /// it can be copied.
    pub command: Option<&'a str>,
}

impl Interview<'_> {
    /// Has the keeper take the place to save at.
    fn prepare(&self, keeper: &Autosave) -> Result<(), Error> {
        let replaceable = |resumed: &&Resumed| resumed.whole || self.save.is_some();
        let resumed = self.resume.filter(replaceable);
        keeper.prepare(self.save, resumed)
    }
}

/// How an interview ended, with the answers on the way.
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
    /// If the person stopped it, which has been said, or if input ended.
    pub fn finished(self) -> Result<Answers, Error> {
        match self {
            Self::Complete(answers) | Self::Emergency(answers) => Ok(answers),
            Self::Stopped(_) => Err(Error::without_message(ErrorKind::Interrupted)),
            Self::InputEnded(_) => Err(words::INPUT_ENDED_HINTS.iter().fold(
                Error::new(ErrorKind::Answers, words::INPUT_ENDED),
                |error, hint| error.hint(*hint),
            )),
        }
    }
}

/// Holds an interview in the terminal: conversation on stderr, answers from stdin.
///
/// # Errors
/// If nobody is there to ask, or a file named for saving or resuming can't be used.
pub fn hold(interview: &Interview<'_>, plain: bool, color: ColorChoice) -> Result<Ended, Error> {
    let manner = terminal::manner(plain)?;
    let keeper = Autosave::default();
    signals::start(&keeper, interview.command)?;
    interview.prepare(&keeper)?;
    let page = Page {
        width: Stream::Stderr.width(),
        style: color.style(Stream::Stderr),
    };
    let ended = match manner {
        Manner::Rich => {
            let mut asker = Rich::new(Dialogue::new(page.style), page);
            run::run_keeping(interview, &mut asker, &keeper)
        }
        Manner::Plain => {
            let echoes = io::stdin().is_terminal() && Stream::Stderr.is_terminal();
            let mut asker = Plain::new(io::stdin().lock(), io::stderr(), page, echoes);
            run::run_keeping(interview, &mut asker, &keeper)
        }
    };
    keeper.close();
    ended
}

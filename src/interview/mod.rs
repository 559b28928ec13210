//! The interview: asks the questions of a set in the terminal until the answers are complete.
//!
//! The parts, from the caller inwards:
//!
//! - [`run_in_terminal`] sets up one interview: it chooses the front end, starts `signals` and
//!   [`save_file`], and calls `run`.
//! - `run` is the loop. It asks the [`session`] for the next step, builds a prompt with [`prompts`],
//!   hands it to the front end, and records the reply in the session. After each answer it updates
//!   the text in [`save_file`] and checks for danger. `danger` continues `run` for alerts and
//!   emergencies, with the texts of [`danger_texts`], and `stopping` for the ways to end early.
//! - [`session`] is the state: a pure state machine over the engine's walk. It knows forward, back
//!   and change, and does no input or output.
//! - [`asker`] is the interface to a front end, with three implementations: [`rich`] (lists with
//!   arrow keys), [`plain`] (typed lines, which [`lines`] reads and [`understand`] and [`marks`]
//!   interpret) and [`scripted`] (for tests). [`layout`] wraps text for the first two. All three
//!   must pass `tests/suite.rs`.
//! - [`save_file`] holds the text to save and writes the file; [`saved_format`] defines the format of that
//!   file and reads it back. `signals` saves through [`save_file`] when the process is told to end.
//! - [`messages`] has all sentences of the interview's own.
//!
//! Which file to open for which change:
//!
//! | change | file |
//! |---|---|
//! | which question comes next, going back, changing an answer | `session.rs` |
//! | when something is said, asked or saved | `run.rs` |
//! | what happens in danger; what is said then | `danger.rs`; `danger_texts.rs` |
//! | what happens when stopping | `stopping.rs` |
//! | the choices and commands of a prompt | `prompts.rs` |
//! | how a prompt looks or takes keys | `plain.rs` or `rich/` |
//! | what a typed line means | `understand.rs`, `marks.rs` |
//! | a sentence | `messages/` |
//! | when a file is written, and what may be overwritten | `save_file.rs` |
//! | what a saved file contains | `saved_format.rs` |
//! | Ctrl-C and termination | `signals.rs` |

pub mod asker;
mod danger;
pub mod danger_texts;
pub mod layout;
pub mod lines;
pub mod marks;
pub mod messages;
pub mod plain;
pub mod prompts;
pub mod rich;
mod run;
pub mod save_file;
pub mod saved_format;
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
use crate::interview::layout::Page;
use crate::interview::plain::Plain;
use crate::interview::rich::{Dialogue, Rich};
pub use crate::interview::run::run;
use crate::interview::save_file::SaveFile;
use crate::interview::saved_format::Resumed;
use crate::terminal;
use crate::terminal::{AskingMode, ColorChoice, Stream};

/// The parameters of an interview.
#[derive(Debug, Clone, Copy)]
pub struct Interview<'a> {
    /// The question set.
    pub set: &'a QuestionSet,
    /// Who answers: it picks the wording of every text.
    pub audience: Audience,
    /// The person's region, if known; asked first otherwise.
    pub region: Option<Id<Region>>,
    /// The file to save the answers in, unless there is an emergency. If `None`, the file resumed
    /// from is used.
    pub save: Option<&'a Path>,
    /// The saved answers to continue from.
    pub resume: Option<&'a Resumed>,
    /// The coordinator's own reference, which is saved with the answers.
    pub reference: Option<&'a str>,
    /// The command of this interview without `--resume`, shown when answers are saved; `None` if it
    /// cannot be printed in a form that can be copied.
    pub command: Option<&'a str>,
}

impl Interview<'_> {
    /// Sets the file to save in. The file resumed from is used without being named only if
    /// rewriting it loses nothing.
    fn prepare(&self, save_file: &SaveFile) -> Result<(), Error> {
        let replaceable = |resumed: &&Resumed| resumed.lossless || self.save.is_some();
        let resumed = self.resume.filter(replaceable);
        save_file.prepare(self.save, resumed)
    }
}

/// How an interview ended, with the answers on the current path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Every question is answered and the person confirmed the answers.
    Complete(Answers),
    /// An emergency: help was shown and nothing more is asked.
    Emergency(Answers),
    /// The person stopped the interview.
    Stopped(Answers),
    /// The input ended before the interview did.
    InputEnded(Answers),
}

impl Ended {
    /// Returns the answers of a finished interview, to decide on.
    ///
    /// # Errors
    /// If the person stopped the interview (without a message, as the interview has already said
    /// so) or the input ended.
    pub fn finished(self) -> Result<Answers, Error> {
        match self {
            Self::Complete(answers) | Self::Emergency(answers) => Ok(answers),
            Self::Stopped(_) => Err(Error::without_message(ErrorKind::Interrupted)),
            Self::InputEnded(_) => Err(messages::INPUT_ENDED_HINTS.iter().fold(
                Error::new(ErrorKind::Answers, messages::INPUT_ENDED),
                |error, hint| error.hint(*hint),
            )),
        }
    }
}

/// Runs an interview in the terminal: writes to stderr and reads from stdin.
///
/// # Errors
/// If there is no terminal and plain lines were not requested, if the signal handlers cannot be
/// installed, if the file to save in cannot be used, or if the terminal fails.
pub fn run_in_terminal(
    interview: &Interview<'_>,
    plain: bool,
    color: ColorChoice,
) -> Result<Ended, Error> {
    let mode = terminal::asking_mode(plain)?;
    let save_file = SaveFile::default();
    signals::start(&save_file, interview.command)?;
    interview.prepare(&save_file)?;
    let page = Page {
        width: Stream::Stderr.width(),
        style: color.style(Stream::Stderr),
    };
    let ended = match mode {
        AskingMode::Rich => {
            let mut asker = Rich::new(Dialogue::new(page.style), page);
            run::run_with_save_file(interview, &mut asker, &save_file)
        }
        AskingMode::Plain => {
            let echoes = io::stdin().is_terminal() && Stream::Stderr.is_terminal();
            let mut asker = Plain::new(io::stdin().lock(), io::stderr(), page, echoes);
            run::run_with_save_file(interview, &mut asker, &save_file)
        }
    };
    save_file.close();
    ended
}

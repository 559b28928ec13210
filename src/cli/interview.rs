//! `screen` and `intake`: holds the interview and prints its result.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use treatfit_core::engine::decide;
use treatfit_core::load::control_character;
use treatfit_core::model::Audience;
use treatfit_proof::BUDGET;
use treatfit_report::Report;

use crate::cli::explain::ExplainOptions;
use crate::cli::messages;
use crate::cli::options::{Format, region};
use crate::cli::proved::ProvedSet;
use crate::error::{Error, ErrorKind};
use crate::interview::{Interview, run_in_terminal, saved_format};
use crate::shell::quoted;
use crate::terminal::ColorChoice;

#[derive(Debug, Args)]
pub(super) struct InterviewOptions {
    #[command(flatten)]
    set: ProvedSet,
    /// Where the person is, for the right crisis lines: the id of one of the set's regions
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Ask in plain lines, for screen readers and pipes
    #[arg(long)]
    plain: bool,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Save the answers to this new file when the interview is stopped or done; with `--resume` and
    /// without this option, they are saved in the resumed file
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Continue a saved interview
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    #[command(flatten)]
    explain: ExplainOptions,
}

impl InterviewOptions {
    /// Returns the command that starts the same interview again, for a person to copy; `None` if
    /// the folder of the set cannot be quoted.
    fn command(&self, audience: Audience) -> Option<String> {
        let mut command = match audience {
            Audience::Client => "treatfit screen",
            Audience::Coordinator => "treatfit intake",
        }
        .to_owned();
        if let Some(folder) = self.set.set.folder() {
            command.push_str(" --questions ");
            command.push_str(&quoted(folder)?);
        }
        if self.set.unproved {
            command.push_str(" --unproved");
        }
        if self.set.budget != BUDGET {
            let _ = write!(command, " --budget {}", self.set.budget);
        }
        if self.plain {
            command.push_str(" --plain");
        }
        if let Some(format) = self.format.to_possible_value()
            && self.format != Format::Text
        {
            command.push_str(" --format ");
            command.push_str(format.get_name());
        }
        if self.explain.explain {
            command.push_str(" --explain");
        }
        Some(command)
    }
}

#[derive(Debug, Args)]
pub(super) struct IntakeOptions {
    #[command(flatten)]
    pub(super) interview: InterviewOptions,
    /// A reference of your own to print with the result, such as a case number; never a name
    #[arg(long, value_name = "TEXT")]
    pub(super) reference: Option<String>,
}

/// Holds the interview and prints the result. `reference` takes precedence over the one of a
/// resumed interview.
pub(super) fn run(
    options: &InterviewOptions,
    audience: Audience,
    reference: Option<&str>,
    color: ColorChoice,
) -> Result<(), Error> {
    let (set, stamp) = options.set.load(color)?;
    let resumed = match &options.resume {
        Some(path) => Some(saved_format::read(&set, path)?),
        None => None,
    };
    let saved_reference = resumed.as_ref().and_then(|it| it.reference.as_deref());
    let reference = reference
        .or(saved_reference)
        .map(checked_reference)
        .transpose()?;
    let command = options.command(audience);
    let interview = Interview {
        set: &set,
        audience,
        region: region(&set, options.region.as_deref())?,
        save: options.save.as_deref(),
        resume: resumed.as_ref(),
        reference,
        command: command.as_deref(),
    };
    let answers = run_in_terminal(&interview, options.plain, color)
        .map_err(without_listener)?
        .finished()?;
    let outcome = decide(&set, &answers).map_err(|incomplete| {
        Error::new(
            ErrorKind::Unexpected,
            format!(
                "the interview ended before `{}` was asked",
                set.questions[incomplete.next].name
            ),
        )
    })?;
    let explained = options
        .explain
        .prepare(&set, audience, options.set.budget)
        .map(|explainer| explainer.explain(&answers, &outcome));
    let report = Report {
        set: &set,
        outcome: &outcome,
        answers: &answers,
        audience,
        reference,
        stamp,
        explain: explained.as_ref(),
    };
    options.format.print(&report, color)
}

/// Converts a closed pipe during the interview into [`ErrorKind::NobodyToAsk`]: unlike a reader who
/// closes the pipe of a result, it means that there is no result.
fn without_listener(error: Error) -> Error {
    match error.kind {
        ErrorKind::ClosedPipe => Error::without_message(ErrorKind::NobodyToAsk),
        _ => error,
    }
}

/// Returns the reference, unless it has control characters.
fn checked_reference(reference: &str) -> Result<&str, Error> {
    match control_character(reference) {
        None => Ok(reference),
        Some(_) => Err(Error::new(ErrorKind::Usage, messages::REFERENCE_NOT_TEXT)
            .hint(messages::REFERENCE_HINT)),
    }
}

//! Options that several commands share, and what they load or print.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use treatfit_core::load::{Files, Loaded, Problem, load, unknown};
use treatfit_core::model::{Id, QuestionSet, Region};
use treatfit_report as report;
use treatfit_report::{Report, TextLayout};

use crate::cli::output;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};
use crate::{folder, shipped};

/// The option that selects the question set.
#[derive(Debug, Args)]
pub(super) struct SetOptions {
    /// A folder with a question set; the built-in ketamine set if left out
    #[arg(long = "questions", value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl SetOptions {
    /// Returns the folder of the set; `None` for the built-in one.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Loads the set with its scenarios.
    ///
    /// # Errors
    /// Fails if the set cannot be read or has problems.
    pub(super) fn load(&self, color: ColorChoice) -> Result<QuestionSet, Error> {
        load_from(self.folder.as_deref(), color)
    }
}

/// Loads a set with its scenarios from a folder, or the built-in one.
///
/// # Errors
/// Fails if the set cannot be read or has problems.
pub(super) fn load_from(folder: Option<&Path>, color: ColorChoice) -> Result<QuestionSet, Error> {
    load_with(load, &files(folder)?, color)
}

/// Loads a set with the given loader, [`load`] or `load_to_ask`. Warnings are ignored; only `check`
/// prints them.
///
/// # Errors
/// Fails if the set has problems, after printing them.
pub(super) fn load_with(
    load: impl Fn(&Files) -> Result<Loaded, Vec<Problem>>,
    files: &Files,
    color: ColorChoice,
) -> Result<QuestionSet, Error> {
    match load(files) {
        Ok(loaded) => Ok(loaded.set),
        Err(problems) => {
            output::problems(&problems, files, color);
            Err(Error::without_message(ErrorKind::QuestionSet))
        }
    }
}

/// Reads the files of a set from a folder, or of the built-in one.
///
/// # Errors
/// Fails if the folder or a file in it cannot be read.
pub(super) fn files(folder: Option<&Path>) -> Result<Files, Error> {
    folder.map_or_else(|| Ok(shipped::files()), folder::read)
}

/// The output formats of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For the terminal
    Text,
    /// For programs; `treatfit schema --result` describes it
    Json,
    /// For notes and tickets
    Markdown,
    /// A page to print or to open in a browser
    Html,
}

/// The output formats of the commands about a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For the terminal
    Text,
    /// For programs
    Json,
}

impl Format {
    /// Prints the result in this format.
    ///
    /// # Errors
    /// Fails if stdout cannot be written.
    pub(super) fn print(self, report: &Report<'_>, color: ColorChoice) -> Result<(), Error> {
        match self {
            Self::Text => {
                let page = TextLayout {
                    width: Stream::Stdout.width(),
                    colour: color.style(Stream::Stdout).is_on(),
                    unicode: true,
                };
                output::print_page(&report::text(report, &page), color)
            }
            Self::Json => output::print_json(&report::json(report)),
            Self::Markdown => output::print(&report::markdown(report)),
            Self::Html => output::print(&report::html(report)),
        }
    }
}

/// Returns the region with this id; `None` if no id is given.
///
/// # Errors
/// Fails if the set has no such region, and lists the known ones.
pub(super) fn region(set: &QuestionSet, name: Option<&str>) -> Result<Option<Id<Region>>, Error> {
    let Some(name) = name else { return Ok(None) };
    if let Some(id) = set.regions.find(name) {
        return Ok(Some(id));
    }
    let known = set.regions.values().map(|region| region.name.as_str());
    let message = unknown("region", name, known);
    Err(Error::new(ErrorKind::Usage, message.message()).hint(message.help()))
}

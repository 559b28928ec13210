//! Options that several commands share.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use treatfit_core::load::{Files, Loaded, Problem, load, unknown};
use treatfit_core::model::{Id, QuestionSet, Region};
use treatfit_report as report;
use treatfit_report::{Page, Report};

use crate::cli::output;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};
use crate::{folder, shipped};

/// Which question set to use.
#[derive(Debug, Args)]
pub(super) struct SetOptions {
    /// A folder with a question set; the built-in ketamine set if left out
    #[arg(long = "questions", value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl SetOptions {
    /// The folder named.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Loads the whole set.
    pub(super) fn load(&self, color: ColorChoice) -> Result<QuestionSet, Error> {
        load_from(self.folder.as_deref(), color)
    }
}

/// Loads a whole set from a folder, or the built-in one.
pub(super) fn load_from(folder: Option<&Path>, color: ColorChoice) -> Result<QuestionSet, Error> {
    loaded(load, &files(folder)?, color)
}

/// Loads a set in one of two ways. Its problems are printed; warnings are left to `check`.
pub(super) fn loaded(
    load: impl Fn(&Files) -> Result<Loaded, Vec<Problem>>,
    files: &Files,
    color: ColorChoice,
) -> Result<QuestionSet, Error> {
    match load(files) {
        Ok(loaded) => Ok(loaded.set),
        Err(problems) => {
            output::problems(&problems, files, color);
            Err(Error::told(ErrorKind::QuestionSet))
        }
    }
}

/// The files of a set in a folder, or of the built-in one.
pub(super) fn files(folder: Option<&Path>) -> Result<Files, Error> {
    folder.map_or_else(|| Ok(shipped::files()), folder::read)
}

/// How a result is printed.
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

/// How a report on a set is printed.
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
    /// If stdout can't be written.
    pub(super) fn print(self, report: &Report<'_>, color: ColorChoice) -> Result<(), Error> {
        match self {
            Self::Text => {
                let page = Page {
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

/// The region with this id.
///
/// # Errors
/// If the set has none of this id; says which there are.
pub(super) fn region(set: &QuestionSet, name: Option<&str>) -> Result<Option<Id<Region>>, Error> {
    let Some(name) = name else { return Ok(None) };
    if let Some(id) = set.regions.find(name) {
        return Ok(Some(id));
    }
    let known = set.regions.values().map(|region| region.name.as_str());
    let said = unknown("region", name, known);
    Err(Error::new(ErrorKind::Usage, said.message()).hint(said.help()))
}

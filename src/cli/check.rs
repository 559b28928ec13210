//! `check`: reads a set and says every problem at once.

use std::path::PathBuf;

use clap::Args;

use super::options::files;
use super::output;
use crate::error::{Error, Kind};
use crate::set::load;
use crate::set::problem::render;
use crate::terminal::{ColorChoice, Stream};
use crate::words::count::Count;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// A folder with a question set; the built-in ketamine set if left out
    set: Option<PathBuf>,
    /// Let warnings fail as errors do
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(options: &Options, color: ColorChoice) -> Result<(), Error> {
    let files = files(options.set.as_deref())?;
    let style = color.style(Stream::Stderr);
    let loaded = match load(&files) {
        Ok(loaded) => loaded,
        Err(problems) => {
            output::tell(&render(&problems, &files, style.is_on()));
            return Err(Error::told(Kind::QuestionSet));
        }
    };
    output::tell(&render(&loaded.warnings, &files, style.is_on()));
    let set = &loaded.set;
    output::print(&format!(
        "{} {}: {}, {}, no errors\n",
        set.name,
        set.version,
        Count(set.questions.len(), "question"),
        Count(set.rules.len(), "rule")
    ))?;
    if options.strict && !loaded.warnings.is_empty() {
        return Err(Error::told(Kind::Refused));
    }
    Ok(())
}

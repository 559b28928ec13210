//! `check`: loads a set, prints all its problems at once, and proves its guarantees for all answer
//! sets.

mod json;
pub(super) mod messages;
mod text;

use std::path::PathBuf;

use clap::Args;
use treatfit_core::load::load;
use treatfit_proof::BUDGET;
use treatfit_proof::check::Check;

use crate::cli::options::{ListFormat, files};
use crate::cli::output;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    /// A folder with a question set; the built-in ketamine set if left out
    set: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// How many decision-diagram nodes the proofs may use
    #[arg(long, value_name = "NODES", default_value_t = BUDGET)]
    budget: usize,
}

pub(super) fn run(options: &CheckOptions, color: ColorChoice) -> Result<(), Error> {
    let files = files(options.set.as_deref())?;
    let loaded = match load(&files) {
        Ok(loaded) => loaded,
        Err(problems) => {
            output::problems(&problems, &files, color);
            return Err(Error::without_message(ErrorKind::QuestionSet));
        }
    };
    output::problems(&loaded.warnings, &files, color);
    let set = &loaded.set;
    let check = Check::of(set, options.budget);
    match options.format {
        ListFormat::Text => {
            let width = Stream::Stdout.width();
            output::print(&text::text(set, check.as_ref().ok(), width))?;
        }
        ListFormat::Json => output::print_json(&json::json(set, check.as_ref()))?,
    }
    let check = check.map_err(|over| {
        Error::new(ErrorKind::Refused, over.to_string()).hint(messages::BUDGET_HINT)
    })?;
    if check.holds() && (loaded.warnings.is_empty() || !options.strict) {
        Ok(())
    } else {
        Err(Error::without_message(ErrorKind::Refused))
    }
}

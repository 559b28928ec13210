//! `diff`: compares two versions of a question set over all answer sets at once. The comparison
//! itself is in `treatfit_proof::diff`; here it is loaded, printed and, with `--deny`, refused.

mod json;
mod messages;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use treatfit_core::model::QuestionSet;
use treatfit_proof::BUDGET;
use treatfit_proof::diff::{Difference, NotProved, diff};

pub(super) use crate::cli::diff::json::json_schema;
use crate::cli::options::{ListFormat, load_from};
use crate::cli::output;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

#[derive(Debug, Args)]
pub(super) struct DiffOptions {
    /// The folder of the old version; `built-in` is the set that comes with treatfit
    old: PathBuf,
    /// The folder of the new version; `built-in` is the set that comes with treatfit
    new: PathBuf,
    /// Exit with code 6 if the new version does this
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How to print the difference
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
    /// Give up, claiming nothing, past this many nodes of decision diagrams
    #[arg(long, value_name = "NODES", default_value_t = BUDGET)]
    budget: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Any answer set has a less cautious result than before: no longer an emergency, crisis lines
    /// no longer shown, the emergency number no longer first, an excluded treatment suggested, a
    /// milder status, treatments named that were withheld, an answer no longer private, or, under
    /// the same status, a safety finding lost or milder; or a region's emergency number or crisis
    /// line is lost; or the words of a question, an option or a treatment now refer to another one
    LessCautious,
}

pub(super) fn run(options: &DiffOptions, color: ColorChoice) -> Result<(), Error> {
    let load = |path: &PathBuf| {
        let folder = (path.as_os_str() != "built-in").then_some(path.as_path());
        load_from(folder, color)
    };
    let (old, new) = (load(&options.old)?, load(&options.new)?);
    let difference = diff(&old, &new, options.budget).map_err(not_proved)?;
    let versions = Versions {
        old: &old,
        new: &new,
        difference: &difference,
    };
    match options.format {
        ListFormat::Text => output::print(&text::text(&versions, Stream::Stdout.width()))?,
        ListFormat::Json => output::print_json(&json::json(&versions))?,
    }
    if options.deny == Some(Deny::LessCautious) && difference.less_cautious() {
        return Err(Error::new(
            ErrorKind::Refused,
            messages::refused(&difference),
        ));
    }
    Ok(())
}

/// Converts the reason why nothing was proved into an error.
fn not_proved(why: NotProved) -> Error {
    match why {
        NotProved::OverBudget(over) => {
            Error::new(ErrorKind::Refused, over.to_string()).hint(messages::OVER_BUDGET_HINT)
        }
        NotProved::Disagreement => Error::new(ErrorKind::Unexpected, messages::DISAGREEMENT)
            .hint(messages::DISAGREEMENT_HINT),
    }
}

/// Two versions of a set and their difference.
struct Versions<'a> {
    old: &'a QuestionSet,
    new: &'a QuestionSet,
    difference: &'a Difference,
}

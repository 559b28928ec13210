//! `schema`: prints a JSON Schema for the files of a set, or for JSON that the program writes.

use std::path::PathBuf;

use clap::Args;

use crate::cli::options::load_from;
use crate::cli::output;
use crate::error::Error;
use crate::terminal::ColorChoice;

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// A folder with a question set; the built-in ketamine set if left out
    set: Option<PathBuf>,
    /// Print the schema of a result in JSON instead
    #[arg(long, conflicts_with = "set")]
    result: bool,
    /// Print the schema of what `diff` writes in JSON instead
    #[arg(long, conflicts_with_all = ["set", "result"])]
    difference: bool,
}

pub(super) fn run(options: &SchemaOptions, color: ColorChoice) -> Result<(), Error> {
    if options.result {
        return output::print_json(&treatfit_report::json_schema());
    }
    if options.difference {
        return output::print_json(&crate::cli::diff::json_schema());
    }
    let set = load_from(options.set.as_deref(), color)?;
    output::print_json(&treatfit_core::load::json_schema(&set))
}

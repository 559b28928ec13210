//! `show`: prints a question set in words, for authors and for review on paper.

mod questions;
mod review;
mod rules;
mod sources;
mod summary;

use clap::{Args, ValueEnum};
use treatfit_core::model::{Audience, Listener};

use crate::cli::options::SetOptions;
use crate::cli::output;
use crate::cli::output::paragraph;
use crate::error::Error;
use crate::terminal::{ColorChoice, Stream};

/// The reader of a printed set: a client, with a placeholder for the number of their region.
const READER: Listener<'static> = Listener {
    audience: Audience::Client,
    emergency: "the emergency number",
};

#[derive(Debug, Args)]
pub(super) struct ShowOptions {
    /// What to print; a summary if left out
    #[arg(value_enum)]
    topic: Option<Topic>,
    #[command(flatten)]
    set: SetOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Topic {
    /// Every question with its options and when it is asked
    Questions,
    /// Every rule as sentences
    Rules,
    /// Every source, with what cites it
    Sources,
    /// A Markdown table of every condition, its action and sources, for review on paper
    Review,
}

pub(super) fn run(options: &ShowOptions, color: ColorChoice) -> Result<(), Error> {
    let set = options.set.load(color)?;
    let width = Stream::Stdout.width();
    let text = match options.topic {
        None => summary::text(&set, width),
        Some(Topic::Questions) => questions::text(&set, width),
        Some(Topic::Rules) => rules::text(&set, width),
        Some(Topic::Sources) => sources::text(&set, width),
        Some(Topic::Review) => review::markdown(&set),
    };
    output::print(&text)
}

//! `completions`: prints a completion script for a shell.

use clap::Args;
use clap_complete::Shell;

use crate::cli::{definition, output};
use crate::error::Error;

#[derive(Debug, Args)]
pub(super) struct CompletionsOptions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(options: &CompletionsOptions) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut definition(), "treatfit", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}

//! `man`: prints the manual page in roff, with every command and option on one page.

use std::io;

use clap_mangen::Man;

use crate::cli::{EXIT_CODES, definition, output};
use crate::error::Error;

pub(super) fn run() -> Result<(), Error> {
    let page = page()?;
    output::print(&page)
}

fn page() -> io::Result<String> {
    // The manual also has the options that the short help hides.
    let mut definition = definition().mut_args(unhide);
    // Sets the full name of every command.
    definition.build();
    let man = Man::new(definition.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    page.push_str(".SH COMMANDS\n");
    for command in definition.get_subcommands() {
        if command.get_name() != "help" {
            page.push_str(&section(command)?);
        }
    }
    page.push_str(".SH EXIT STATUS\n");
    page.push_str(EXIT_CODES);
    page.push('\n');
    Ok(page)
}

/// Shows an option that is hidden in the short help.
fn unhide(argument: clap::Arg) -> clap::Arg {
    argument.hide_short_help(false)
}

/// Returns the section of one command: its purpose and its own options.
fn section(command: &clap::Command) -> io::Result<String> {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let about = command.get_about().cloned().unwrap_or_default();
    // Options of every command are listed once, in the main section.
    let own = command.clone().mut_args(|argument| {
        let common = matches!(argument.get_id().as_str(), "color" | "help");
        unhide(argument).hide(common)
    });
    let mut options = Vec::new();
    Man::new(own).render_options_section(&mut options)?;
    let options = String::from_utf8_lossy(&options);
    // Drops the page head that the options section comes with.
    let options = options
        .split_once(".SH OPTIONS\n")
        .map_or("", |(_, options)| options);
    Ok(format!(".SS {name}\n{about}\n{options}"))
}

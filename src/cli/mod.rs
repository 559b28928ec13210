//! The command line: one module for each command, and the only place that prints an error and turns
//! it into an exit code.

mod check;
mod completions;
mod count;
mod data;
mod diff;
mod evaluate;
mod explain;
mod interview;
mod man;
mod messages;
mod options;
mod output;
mod proved;
mod schema;
mod show;
mod stamp;
mod test;

use std::ffi::OsString;
use std::io;
use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};
use treatfit_core::model::Audience;

use crate::error::Error;
use crate::terminal::{ColorChoice, Stream};

/// Compares IV ketamine infusion, KAP and KAT for one person, and says why.
///
/// Without a command, treatfit asks the person themselves, as `screen` does. It decides nothing
/// about eligibility and replaces no professional.
#[derive(Debug, Parser)]
#[command(name = "treatfit", version, after_help = format!("Exit codes: {EXIT_CODES}"))]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    screen: interview::InterviewOptions,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,
}

const EXIT_CODES: &str = "\
0 finished, an emergency included; 1 something unexpected; 2 wrong usage; 3 the question set has \
problems; 4 nobody to ask; 5 answers missing or wrong; 6 check, test or diff found what it was told \
to refuse, or the question set is not proved; 130 interrupted or stopped; 143 or 129 told to end by the system.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Ask the person themselves (the default)
    Screen(interview::InterviewOptions),
    /// Ask an intake coordinator about a client
    Intake(interview::IntakeOptions),
    /// Print the results of answers in files
    Evaluate(evaluate::EvaluateOptions),
    /// Check a question set and prove its guarantees
    Check(check::CheckOptions),
    /// Run the scenarios of a question set
    Test(test::TestOptions),
    /// Compare the outcomes of two question sets
    Diff(diff::DiffOptions),
    /// Print questions, rules, sources or the review table of a set
    Show(show::ShowOptions),
    /// Print a JSON Schema for the files of a set, or for a result
    Schema(schema::SchemaOptions),
    /// Print a completion script for a shell
    Completions(completions::CompletionsOptions),
    /// Print the manual page
    Man,
}

/// Runs the program with these arguments and returns its exit code. Prints errors to stderr.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let color = color_named(&args);
    let without_escapes = args
        .iter()
        .all(|arg| !arg.to_string_lossy().contains('\u{1b}'));
    let cli = match parse(args) {
        Ok(cli) => cli,
        Err(error) => {
            let stream = if error.use_stderr() {
                Stream::Stderr
            } else {
                Stream::Stdout
            };
            let message = error.render();
            // The message quotes the arguments, which may contain escape sequences of their own.
            let color = if without_escapes {
                color
            } else {
                ColorChoice::Never
            };
            let message = if color.style(stream).is_on() {
                message.ansi().to_string()
            } else {
                message.to_string()
            };
            let message = output::safe(&message, color, stream);
            // A closed pipe while printing help is not an error.
            let _ = match stream {
                Stream::Stderr => io::stderr().lock().write_all(message.as_bytes()),
                Stream::Stdout => io::stdout().lock().write_all(message.as_bytes()),
            };
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let color = cli.color;
    match cli.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::report(&error, color);
            ExitCode::from(error.kind.exit_code())
        }
    }
}

/// Finds the value of `--color` without parsing the other arguments: help and usage errors end the
/// parse before that value is known.
fn color_named(args: &[OsString]) -> ColorChoice {
    let words = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let mut words = words.take_while(|word| *word != "--");
    let mut named = None;
    while let Some(word) = words.next() {
        named = match word.strip_prefix("--color") {
            Some("") => words.next(),
            Some(value) => value.strip_prefix('='),
            None => continue,
        };
    }
    named
        .and_then(|name| ColorChoice::from_str(name, false).ok())
        .unwrap_or_default()
}

/// Parses the arguments. An option of the interview in front of another command has no effect
/// there, so it is an error instead of being ignored.
fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut definition = definition();
    let matches = definition.try_get_matches_from_mut(args)?;
    if let Some((command, _)) = matches.subcommand() {
        let is_given = |argument: &&clap::Arg| {
            let source = matches.value_source(argument.get_id().as_str());
            !argument.is_global_set() && source == Some(ValueSource::CommandLine)
        };
        let early = definition.get_arguments().find(is_given);
        // Compares the names a person types: the id of an argument may differ from its name.
        if let Some(option) = early.and_then(clap::Arg::get_long).map(str::to_owned) {
            let belongs = definition.find_subcommand(command).is_some_and(|it| {
                it.get_arguments()
                    .any(|own| own.get_long() == Some(option.as_str()))
            });
            let message = messages::option_before_command(&option, command, belongs);
            return Err(definition.error(ErrorKind::ArgumentConflict, message));
        }
    }
    Cli::from_arg_matches(&matches)
}

impl Cli {
    fn run(self) -> Result<(), Error> {
        let color = self.color;
        match self.command {
            None => interview::run(&self.screen, Audience::Client, None, color),
            Some(Command::Screen(options)) => {
                interview::run(&options, Audience::Client, None, color)
            }
            Some(Command::Intake(options)) => interview::run(
                &options.interview,
                Audience::Coordinator,
                options.reference.as_deref(),
                color,
            ),
            Some(Command::Evaluate(options)) => evaluate::run(&options, color),
            Some(Command::Check(options)) => check::run(&options, color),
            Some(Command::Test(options)) => test::run(&options, color),
            Some(Command::Diff(options)) => diff::run(&options, color),
            Some(Command::Show(options)) => show::run(&options, color),
            Some(Command::Schema(options)) => schema::run(&options, color),
            Some(Command::Completions(options)) => completions::run(&options),
            Some(Command::Man) => man::run(),
        }
    }
}

/// Returns the command-line definition, for the manual page and completions.
fn definition() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definition_passes_the_checks_of_clap() {
        super::definition().debug_assert();
    }

    #[test]
    fn every_option_has_a_help_text() {
        fn visit(command: &clap::Command) {
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some() || argument.get_id() == "help",
                    "{} {}",
                    command.get_name(),
                    argument.get_id()
                );
            }
            command.get_subcommands().for_each(visit);
        }
        visit(&super::definition());
    }
}

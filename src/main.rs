//! The doorway: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    treatfit::cli::run(std::env::args_os())
}

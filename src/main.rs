//! The binary: passes the arguments to the library and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    treatfit::cli::run(std::env::args_os())
}

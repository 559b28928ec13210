//! Ends the program on SIGINT, SIGTERM or SIGHUP during an interview, without losing answers.
//!
//! A dedicated thread waits for the signals, so it does not matter whether the interview is waiting
//! for a key, printing or saving. It restores the terminal, saves the answers if a file was named,
//! and exits with 128 plus the signal number, as shells report it: 130 for Ctrl-C, 143 for SIGTERM,
//! 129 for SIGHUP. So a caller that terminates the program can distinguish that from the person
//! stopping it.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{io, thread};

use console::Term;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use treatfit_core::text::visible_lines;

use crate::error::{Error, ErrorKind};
use crate::interview::messages::saving;
use crate::interview::save_file::SaveFile;

/// Upper bound for the signal thread to exit the process.
const EXIT_TIMEOUT: Duration = Duration::from_secs(10);
/// Upper bound for a prompt to return after a signal interrupted it.
const PROMPT_TIMEOUT: Duration = Duration::from_millis(300);

/// Upper bound for writing the farewell, in case the terminal is blocked.
const FAREWELL_TIMEOUT: Duration = Duration::from_secs(1);

/// Whether a prompt has switched the terminal to its own mode.
static PROMPT_OPEN: AtomicBool = AtomicBool::new(false);

/// Records whether a prompt has switched the terminal to its own mode.
pub(super) fn set_prompt_open(open: bool) {
    PROMPT_OPEN.store(open, Ordering::SeqCst);
}

/// Starts the signal thread, which runs until the program ends. `command` is the command that
/// resumes from saved answers.
///
/// # Errors
/// If the signal handlers cannot be installed or the thread cannot be started.
pub(super) fn start(save_file: &SaveFile, command: Option<&str>) -> Result<(), Error> {
    let modes = tcgetattr(io::stdin()).ok();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let save_file = save_file.clone();
    let command = command.map(str::to_owned);
    thread::Builder::new().spawn(move || {
        loop {
            // While `console` waits for a key, it treats any signal as Ctrl-C and raises SIGINT in
            // addition.
            let caught: Vec<i32> = signals.wait().collect();
            let not_interrupt = caught.iter().find(|&&signal| signal != SIGINT);
            if let Some(&signal) = not_interrupt.or(caught.first()) {
                end(signal, &save_file, command.as_deref(), modes.as_ref());
            }
        }
    })?;
    Ok(())
}

/// Blocks until the signal thread exits the process. A prompt that a signal interrupted calls it,
/// because it must not continue first.
pub(super) fn wait_for_exit() -> Error {
    thread::sleep(EXIT_TIMEOUT);
    Error::without_message(ErrorKind::Interrupted)
}

/// Saves the answers, restores the terminal, prints the farewell and exits the process.
fn end(signal: i32, save_file: &SaveFile, command: Option<&str>, modes: Option<&Termios>) {
    let farewell = farewell(save_file, command);
    // A prompt that the signal interrupted restores its own terminal mode when it returns, so wait
    // for it and restore the original mode last. A prompt that the signal did not reach never
    // returns; hence the timeout.
    let start = Instant::now();
    while PROMPT_OPEN.load(Ordering::SeqCst) && start.elapsed() < PROMPT_TIMEOUT {
        thread::sleep(Duration::from_millis(1));
    }
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
    // The terminal may be gone or blocked. Writing must not delay the exit.
    let (done, written) = mpsc::channel();
    thread::spawn(move || {
        let term = Term::stderr();
        if term.is_term() {
            let _ = term.show_cursor();
        }
        let _ = writeln!(io::stderr(), "\n{}", visible_lines(&farewell));
        let _ = done.send(());
    });
    let _ = written.recv_timeout(FAREWELL_TIMEOUT);
    std::process::exit(exit_code(signal));
}

/// Saves the answers for the last time and returns what to tell the person.
fn farewell(save_file: &SaveFile, command: Option<&str>) -> String {
    match save_file.save_and_lock() {
        Ok(Some(path)) => {
            let (sentence, to_copy) = saving::saved(command, &path);
            format!("{sentence}\n{to_copy}")
        }
        Ok(None) => saving::INTERRUPTED.to_owned(),
        Err((error, text)) => {
            format!("{}\n{}\n{text}", saving::problem(&error), saving::UNSAVED)
        }
    }
}

/// Returns the exit code for a signal, as shells report it.
const fn exit_code(signal: i32) -> i32 {
    128 + signal
}

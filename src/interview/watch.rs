//! When the program is told to end in the middle of an interview.
//!
//! A thread waits for the signals, so that it does not matter what the interview is doing: waiting
//! for a key, printing, or saving. It puts the terminal back, saves what was to be saved, and ends
//! the program with 128 plus the signal, as a shell reports it: 130 for Ctrl-C, and 143 for a
//! request to terminate, so that whoever sent it can tell it from the person's own wish.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use console::Term;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use super::keeper::Keeper;
use crate::error::{Error, Kind};
use crate::words::interview as words;

/// Longer than ending takes.
const LONG_ENOUGH: Duration = Duration::from_secs(10);

/// Starts to watch for signals, until the program ends.
///
/// # Errors
/// If the system refuses.
pub(super) fn start(keeper: &Keeper) -> Result<(), Error> {
    let modes = tcgetattr(io::stdin()).ok();
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // The same signal a second time ends the program at once: nothing may hold it up for good.
        let once = Arc::new(AtomicBool::new(false));
        flag::register_conditional_shutdown(signal, exit_code(signal), Arc::clone(&once))?;
        flag::register(signal, once)?;
    }
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let keeper = keeper.clone();
    thread::Builder::new().spawn(move || {
        loop {
            // While a key is awaited `console` takes any signal for Ctrl-C and raises that too.
            let caught: Vec<i32> = signals.wait().collect();
            let told = caught.iter().find(|&&signal| signal != SIGINT);
            if let Some(&signal) = told.or(caught.first()) {
                end(signal, &keeper, modes.as_ref());
            }
        }
    })?;
    Ok(())
}

/// Waits for the watch to end the program, which a prompt that was interrupted must not outrun.
pub(super) fn wait_for_the_end() -> Error {
    thread::sleep(LONG_ENOUGH);
    Error::told(Kind::Interrupted)
}

fn end(signal: i32, keeper: &Keeper, modes: Option<&Termios>) {
    let term = Term::stderr();
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
    if term.is_term() {
        let _ = term.show_cursor();
    }
    // Nobody may be left to read this; then it is enough to have saved.
    let _ = writeln!(io::stderr(), "\n{}", farewell(keeper));
    std::process::exit(exit_code(signal));
}

fn farewell(keeper: &Keeper) -> String {
    match keeper.save() {
        Ok(Some(path)) => words::saved(&path),
        Ok(None) => words::INTERRUPTED.to_owned(),
        Err(error) => {
            let text = keeper.text().unwrap_or_default();
            format!("{}\n{}\n{text}", words::problem(&error), words::UNSAVED)
        }
    }
}

const fn exit_code(signal: i32) -> i32 {
    128 + signal
}

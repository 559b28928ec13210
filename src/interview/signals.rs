//! When the program is told to end in the middle of an interview.
//!
//! A thread waits for the signals, so that it does not matter what the interview is doing: waiting
//! for a key, printing, or saving. It puts the terminal back, saves what was to be saved, and ends
//! the program with 128 plus the signal, as a shell reports it: 130 for Ctrl-C, and 143 for a
//! request to terminate, so that whoever sent it can tell it from the person's own wish.

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
use crate::interview::autosave::Autosave;
use crate::interview::messages::saving;

/// Longer than ending takes.
const LONG_ENOUGH: Duration = Duration::from_secs(10);
/// Longer than it takes to leave a prompt that a signal interrupted.
const TO_LEAVE_A_PROMPT: Duration = Duration::from_millis(300);

/// Longer than a reader who is there takes.
const TO_BE_READ: Duration = Duration::from_secs(1);

/// Whether a prompt has the terminal in a mode of its own.
static PROMPT_OPEN: AtomicBool = AtomicBool::new(false);

/// Says that a prompt has the terminal in a mode of its own, or no longer has.
pub(super) fn prompt_is_open(open: bool) {
    PROMPT_OPEN.store(open, Ordering::SeqCst);
}

/// Starts to watch for signals, until the program ends; `command` is what goes on with what is saved.
///
/// # Errors
/// If the system refuses.
pub(super) fn start(keeper: &Autosave, command: Option<&str>) -> Result<(), Error> {
    let modes = tcgetattr(io::stdin()).ok();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    let keeper = keeper.clone();
    let command = command.map(str::to_owned);
    thread::Builder::new().spawn(move || {
        loop {
            // While a key is awaited `console` takes any signal for Ctrl-C and raises that too.
            let caught: Vec<i32> = signals.wait().collect();
            let told = caught.iter().find(|&&signal| signal != SIGINT);
            if let Some(&signal) = told.or(caught.first()) {
                end(signal, &keeper, command.as_deref(), modes.as_ref());
            }
        }
    })?;
    Ok(())
}

/// Waits for the watch to end the program, which a prompt that was interrupted must not outrun.
pub(super) fn wait_for_the_end() -> Error {
    thread::sleep(LONG_ENOUGH);
    Error::without_message(ErrorKind::Interrupted)
}

fn end(signal: i32, keeper: &Autosave, command: Option<&str>, modes: Option<&Termios>) {
    let farewell = farewell(keeper, command);
    // A prompt that the signal interrupted puts the terminal back into its own mode first, and must
    // not do so last. One that the signal did not reach never will.
    let start = Instant::now();
    while PROMPT_OPEN.load(Ordering::SeqCst) && start.elapsed() < TO_LEAVE_A_PROMPT {
        thread::sleep(Duration::from_millis(1));
    }
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
    // Nobody may be left to read this, or the reader may have stopped reading. It must not hold up
    // the end.
    let (said, saying) = mpsc::channel();
    thread::spawn(move || {
        let term = Term::stderr();
        if term.is_term() {
            let _ = term.show_cursor();
        }
        let _ = writeln!(io::stderr(), "\n{}", visible_lines(&farewell));
        let _ = said.send(());
    });
    let _ = saying.recv_timeout(TO_BE_READ);
    std::process::exit(exit_code(signal));
}

fn farewell(keeper: &Autosave, command: Option<&str>) -> String {
    match keeper.save_at_last() {
        Ok(Some(path)) => {
            let (said, to_copy) = saving::saved(command, &path);
            format!("{said}\n{to_copy}")
        }
        Ok(None) => saving::INTERRUPTED.to_owned(),
        Err((error, text)) => {
            format!("{}\n{}\n{text}", saving::problem(&error), saving::UNSAVED)
        }
    }
}

const fn exit_code(signal: i32) -> i32 {
    128 + signal
}

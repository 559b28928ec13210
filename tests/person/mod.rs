//! Drives the program at a pseudo-terminal: sends keys and reads the screen of a terminal emulator.
//!
//! A prompt discards keys pressed before it listens, and a busy machine may take any time to draw
//! it. A key is therefore sent only when the program waits for one. The operating system tells: the
//! terminal is in raw mode, no key is left to read, and the program sleeps. No decision depends on
//! a clock.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io};

use expectrl::{Session, WaitStatus};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, tcgetattr};

pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const ESCAPE: &str = "\x1b";
pub(crate) const ENTER: &str = "\r";
pub(crate) const CTRL_C: &str = "\x03";

/// Fails a test that hangs; longer than the slowest machine takes.
const TIMEOUT: Duration = Duration::from_mins(2);
/// The interval between two reads of the terminal.
const POLL_INTERVAL: Duration = Duration::from_millis(1);
/// Rows of the emulator that holds everything written after one key.
const TALL: u16 = 500;

/// A person at a terminal in which the program runs.
pub(crate) struct Person {
    pub(crate) session: Session,
    screen: vt100::Parser,
    /// A separate emulator for what was written since the last key.
    answer: vt100::Parser,
    /// Everything the program wrote, escape sequences included.
    pub(crate) raw: String,
}

/// Starts the program on the tea set, at a terminal of this size.
pub(crate) fn sit(columns: u16, rows: u16, arguments: &str) -> Person {
    sit_at("tests/sets/tea", columns, rows, arguments, "")
}

/// Starts the program on this set, at a terminal of this size, with this value of `NO_COLOR`.
pub(crate) fn sit_at(
    set: &str,
    columns: u16,
    rows: u16,
    arguments: &str,
    no_color: &str,
) -> Person {
    let mut shell = Command::new("sh");
    // Sets the size of the terminal before the program starts.
    shell
        .args(["-c", &format!("read -r go; stty echo cols {columns} rows {rows}; exec \"$0\" $ARGUMENTS --questions \"$SET\"")])
        .arg(env!("CARGO_BIN_EXE_treatfit"))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("TERM", "xterm")
        .env("NO_COLOR", no_color)
        .env("ARGUMENTS", arguments)
        .env("SET", Path::new(env!("CARGO_MANIFEST_DIR")).join(set));
    let mut session = Session::spawn(shell).unwrap();
    session.send("\n").unwrap();
    Person {
        session,
        screen: screen(rows, columns, 1000),
        answer: screen(TALL, columns, 0),
        raw: String::new(),
    }
}

/// Returns an emulator that keeps `scrolled` rows of history.
fn screen(rows: u16, columns: u16, scrolled: usize) -> vt100::Parser {
    vt100::Parser::new(
        rows.try_into().unwrap(),
        columns.try_into().unwrap(),
        scrolled,
    )
}

impl Person {
    /// Reads what the program has written; returns whether there was anything.
    fn read_output(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(read @ 1..) => {
                self.screen.process(&bytes[..read]);
                self.answer.process(&bytes[..read]);
                self.raw.push_str(&String::from_utf8_lossy(&bytes[..read]));
                true
            }
            // Nothing yet, or the other end is closed.
            Ok(_) | Err(_) => false,
        }
    }

    /// Returns the text on the screen.
    pub(crate) fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Returns the text written since the last key.
    fn answer(&self) -> String {
        self.answer.screen().contents()
    }

    /// Reads until the condition holds; panics after [`TIMEOUT`].
    #[track_caller]
    fn until(&mut self, awaited: &str, is_so: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(
                start.elapsed() < TIMEOUT,
                "waited in vain for {awaited} at:\n{}",
                self.contents()
            );
            if !self.read_output() {
                std::thread::sleep(POLL_INTERVAL);
            }
        }
    }

    /// Waits until this text has been written since the last key, because the same text may already
    /// be further up on the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let shown = |person: &Self| person.answer().contains(text);
        self.until(&format!("{text:?}"), |person| {
            shown(person) || person.awaits_key() || person.has_ended()
        });
        // Reads the rest of what was written before the program waited or ended.
        while self.read_output() {}
        assert!(
            shown(self),
            "{text:?} does not come after the last key in:\n{}",
            self.contents()
        );
        self
    }

    /// Waits until the program waits for a key, and reads everything it wrote before.
    #[track_caller]
    pub(crate) fn waits(&mut self) -> &mut Self {
        self.until("a prompt", |person| {
            person.awaits_key() || person.has_ended()
        });
        while self.read_output() {}
        assert!(
            !self.has_ended(),
            "the program ended with:\n{}",
            self.contents()
        );
        self
    }

    /// Returns whether the program waits for a key and has handled every earlier one. The order of
    /// the tests matters, because the program may continue at any time: if all keys are read and
    /// the terminal is raw, it either waits for the next key or has just read the last one; in that
    /// case it does not sleep before the terminal leaves raw mode.
    fn awaits_key(&self) -> bool {
        !self.has_keys_to_read() && self.is_raw() && self.state() == Some('S') && self.is_raw()
    }

    /// Waits until the program has read all keys and waits for another one, or for the rest of one.
    #[track_caller]
    pub(crate) fn reads_keys(&mut self) -> &mut Self {
        self.until("keys to be read", |person| {
            !person.has_keys_to_read() && (!person.is_raw() || person.awaits_key())
        });
        self
    }

    /// Returns whether the process has ended.
    fn has_ended(&self) -> bool {
        matches!(self.state(), None | Some('Z' | 'X'))
    }

    /// Returns the state of the main thread as the letter that `ps` shows.
    fn state(&self) -> Option<char> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.session.pid())).ok()?;
        // It follows the name, which is in brackets.
        stat.rsplit_once(") ")?.1.chars().next()
    }

    /// Returns whether the terminal is in raw mode, in which Ctrl-C is a key. It is only while the
    /// program reads a key.
    fn is_raw(&self) -> bool {
        let modes = self.terminal().and_then(|it| Ok(tcgetattr(it)?));
        modes.is_ok_and(|it| {
            let cooked = LocalModes::ISIG | LocalModes::ICANON;
            !it.local_modes.intersects(cooked)
        })
    }

    /// Returns whether there are keys that the program has not read.
    fn has_keys_to_read(&self) -> bool {
        self.terminal().is_ok_and(|terminal| {
            let mut awaited = [PollFd::new(&terminal, PollFlags::IN)];
            poll(&mut awaited, Some(&Timespec::default())).unwrap() > 0
        })
    }

    /// Opens the terminal of the running program.
    fn terminal(&self) -> io::Result<File> {
        File::open(format!("/proc/{}/fd/0", self.session.pid()))
    }

    /// Sends keys one by one, each when the program waits for one.
    #[track_caller]
    pub(crate) fn presses(&mut self, keys: &[&str]) -> &mut Self {
        for key in keys {
            self.waits().types(key);
        }
        self
    }

    /// Sends keys at once, without waiting.
    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        let (_, columns) = self.answer.screen().size();
        self.answer = screen(TALL, columns.into(), 0);
        self.session.send(keys).unwrap();
        self
    }

    /// Selects the entry that starts with this label, with the arrow keys and Enter.
    #[track_caller]
    pub(crate) fn chooses(&mut self, label: &str) -> &mut Self {
        self.sees(&format!("  {label}"));
        for _ in 0..40 {
            self.presses(&[DOWN]).waits();
            if self.answer().contains(&format!("> {label}")) {
                return self.presses(&[ENTER]);
            }
        }
        panic!("never reached {label} in:\n{}", self.contents());
    }

    /// Waits for the end of the program and returns the exit code.
    #[track_caller]
    pub(crate) fn leaves(&mut self) -> i32 {
        self.until("the end", Self::has_ended);
        // The main thread may end before the process does.
        let status = self.session.wait().unwrap();
        while self.read_output() {}
        match status {
            WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?} with:\n{}", self.contents()),
        }
    }

    /// Returns whether the cursor is visible.
    pub(crate) fn cursor_shows(&self) -> bool {
        !self.screen.screen().hide_cursor()
    }

    /// Returns whether the terminal echoes typed keys again, as a shell expects.
    pub(crate) fn terminal_is_as_before(&self) -> bool {
        self.session.get_echo().unwrap()
    }
}

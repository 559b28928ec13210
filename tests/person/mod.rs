//! Somebody at a pseudo-terminal: keys in, and what they see on the screen.
//!
//! A prompt drops keys pressed before it listens, and a busy machine may take any time to draw it.
//! So a key is pressed only once the program waits for one, which the system tells: the terminal is
//! in raw mode, no key is left to read, and the program sleeps. Nothing here is decided by a clock.

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

/// Ends a test that hangs; longer than the slowest machine takes.
const PATIENCE: Duration = Duration::from_mins(2);
/// Between two looks at the terminal.
const A_MOMENT: Duration = Duration::from_millis(1);
/// Lines enough for all that is written after one key.
const TALL: u16 = 500;

/// Somebody at a terminal.
pub(crate) struct Person {
    pub(crate) session: Session,
    screen: vt100::Parser,
    /// What was written since the last key, on a screen of its own.
    answer: vt100::Parser,
    /// Everything the program wrote.
    pub(crate) raw: String,
}

/// Sits somebody down at a terminal of this size, with the interview about tea.
pub(crate) fn sit(columns: u16, rows: u16, arguments: &str) -> Person {
    sit_at("tests/sets/tea", columns, rows, arguments, "")
}

pub(crate) fn sit_at(
    set: &str,
    columns: u16,
    rows: u16,
    arguments: &str,
    no_color: &str,
) -> Person {
    let mut shell = Command::new("sh");
    // The terminal gets its size before the program looks at it.
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

fn screen(rows: u16, columns: u16, scrolled: usize) -> vt100::Parser {
    vt100::Parser::new(
        rows.try_into().unwrap(),
        columns.try_into().unwrap(),
        scrolled,
    )
}

impl Person {
    /// Takes in what was written meanwhile; whether there was anything.
    fn look(&mut self) -> bool {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(read @ 1..) => {
                self.screen.process(&bytes[..read]);
                self.answer.process(&bytes[..read]);
                self.raw.push_str(&String::from_utf8_lossy(&bytes[..read]));
                true
            }
            // Nothing yet, or nothing ever: the other end is closed.
            Ok(_) | Err(_) => false,
        }
    }

    pub(crate) fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// What was written since the last key.
    fn answer(&self) -> String {
        self.answer.screen().contents()
    }

    /// Looks until this is so.
    #[track_caller]
    fn until(&mut self, awaited: &str, is_so: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain for {awaited} at:\n{}",
                self.contents()
            );
            if !self.look() {
                std::thread::sleep(A_MOMENT);
            }
        }
    }

    /// Waits until this was written since the last key: the same words may stand further up.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let shown = |person: &Self| person.answer().contains(text);
        self.until(&format!("{text:?}"), |person| {
            shown(person) || person.awaits_key() || person.has_ended()
        });
        // What was written before it waited, or ended.
        while self.look() {}
        assert!(
            shown(self),
            "{text:?} does not come after the last key in:\n{}",
            self.contents()
        );
        self
    }

    /// Waits until the program waits for a key, with all it wrote before on the screen.
    #[track_caller]
    pub(crate) fn waits(&mut self) -> &mut Self {
        self.until("a prompt", |person| {
            person.awaits_key() || person.has_ended()
        });
        while self.look() {}
        assert!(
            !self.has_ended(),
            "the program ended with:\n{}",
            self.contents()
        );
        self
    }

    /// Whether it listens and has dealt with every key. Looked at in this order, since it may go on
    /// at any time: when all keys are read and the terminal is raw, it waits for the next one or
    /// has just read the last; then it does not sleep before the terminal is no longer raw.
    fn awaits_key(&self) -> bool {
        !self.has_keys_to_read() && self.is_raw() && self.state() == Some('S') && self.is_raw()
    }

    /// Waits until the program has read all keys and decided to wait for more, or for the rest of one.
    #[track_caller]
    pub(crate) fn reads_keys(&mut self) -> &mut Self {
        self.until("keys to be read", |person| {
            !person.has_keys_to_read() && (!person.is_raw() || person.awaits_key())
        });
        self
    }

    fn has_ended(&self) -> bool {
        matches!(self.state(), None | Some('Z' | 'X'))
    }

    /// What the main thread does, in the letters of `ps`.
    fn state(&self) -> Option<char> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.session.pid())).ok()?;
        // It stands behind the name, which is in brackets.
        stat.rsplit_once(") ")?.1.chars().next()
    }

    /// Whether Ctrl-C comes as a key, which is so only while a key is read.
    fn is_raw(&self) -> bool {
        let modes = self.terminal().and_then(|it| Ok(tcgetattr(it)?));
        modes.is_ok_and(|it| {
            let cooked = LocalModes::ISIG | LocalModes::ICANON;
            !it.local_modes.intersects(cooked)
        })
    }

    fn has_keys_to_read(&self) -> bool {
        self.terminal().is_ok_and(|terminal| {
            let mut awaited = [PollFd::new(&terminal, PollFlags::IN)];
            poll(&mut awaited, Some(&Timespec::default())).unwrap() > 0
        })
    }

    /// The terminal as the program has it, while it runs.
    fn terminal(&self) -> io::Result<File> {
        File::open(format!("/proc/{}/fd/0", self.session.pid()))
    }

    /// Presses keys one after another, each when the program waits for it.
    #[track_caller]
    pub(crate) fn presses(&mut self, keys: &[&str]) -> &mut Self {
        for key in keys {
            self.waits().types(key);
        }
        self
    }

    /// Types without looking.
    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        let (_, columns) = self.answer.screen().size();
        self.answer = screen(TALL, columns.into(), 0);
        self.session.send(keys).unwrap();
        self
    }

    /// Chooses the entry that starts so, with the arrow keys.
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

    /// Waits for the end and gives the exit code.
    #[track_caller]
    pub(crate) fn leaves(&mut self) -> i32 {
        self.until("the end", Self::has_ended);
        // The main thread ends before the others.
        let status = self.session.wait().unwrap();
        while self.look() {}
        match status {
            WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?} with:\n{}", self.contents()),
        }
    }

    pub(crate) fn cursor_shows(&self) -> bool {
        !self.screen.screen().hide_cursor()
    }

    /// Whether keys show again when typed, as the shell expects.
    pub(crate) fn terminal_is_as_before(&self) -> bool {
        self.session.get_echo().unwrap()
    }
}

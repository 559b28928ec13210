//! Somebody at a pseudo-terminal: keys in, and what they see on the screen.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use expectrl::{Session, WaitStatus};

pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const ESCAPE: &str = "\x1b";
pub(crate) const ENTER: &str = "\r";
pub(crate) const CTRL_C: &str = "\x03";

/// Long enough for a slow machine, since it is only ever waited out when a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody at a terminal.
pub(crate) struct Person {
    pub(crate) session: Session,
    screen: vt100::Parser,
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
        screen: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 1000),
        raw: String::new(),
    }
}

impl Person {
    fn look(&mut self) {
        let mut bytes = [0; 4096];
        match self.session.try_read(&mut bytes) {
            Ok(0) => {}
            Ok(read) => {
                self.screen.process(&bytes[..read]);
                self.raw.push_str(&String::from_utf8_lossy(&bytes[..read]));
                return;
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            // The other end is closed.
            Err(_) => {}
        }
        std::thread::sleep(Duration::from_millis(5));
    }

    pub(crate) fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until this is on the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let start = Instant::now();
        while !self.contents().contains(text) {
            assert!(
                start.elapsed() < PATIENCE,
                "never saw {text:?} in:\n{}",
                self.contents()
            );
            self.look();
        }
        self
    }

    /// Waits until the program waits, too: it writes nothing, and it sleeps. On a busy machine
    /// silence alone would only mean that it has not had its turn yet.
    pub(crate) fn settles(&mut self) -> &mut Self {
        let mut quiet = Instant::now();
        while quiet.elapsed() < Duration::from_millis(150) {
            let before = self.raw.len();
            self.look();
            if self.raw.len() > before || self.works() {
                quiet = Instant::now();
            }
        }
        self
    }

    /// Whether the program has something to do, where the system tells.
    fn works(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.session.pid()));
        // The state stands behind the name, which is in brackets.
        stat.is_ok_and(|stat| {
            let state = stat.rsplit_once(") ").map(|(_, rest)| rest);
            state.is_some_and(|state| state.starts_with(['R', 'D']))
        })
    }

    pub(crate) fn presses(&mut self, keys: &[&str]) -> &mut Self {
        for key in keys {
            self.session.send(key).unwrap();
        }
        self
    }

    /// Chooses the entry that starts so, with the arrow keys.
    #[track_caller]
    pub(crate) fn chooses(&mut self, label: &str) -> &mut Self {
        // An answer given earlier can look the same: only a program that waits shows its list.
        self.sees(&format!("  {label}")).settles();
        for _ in 0..40 {
            self.presses(&[DOWN]).settles_on("> ");
            if self.contents().contains(&format!("> {label}")) {
                return self.presses(&[ENTER]);
            }
        }
        panic!("never reached {label} in:\n{}", self.contents());
    }

    #[track_caller]
    pub(crate) fn settles_on(&mut self, text: &str) -> &mut Self {
        std::thread::sleep(Duration::from_millis(10));
        self.sees(text);
        let mut quiet = 0;
        while quiet < 4 {
            let before = self.raw.len();
            self.look();
            quiet = if self.raw.len() > before {
                0
            } else {
                quiet + 1
            };
        }
        self
    }

    /// Waits for the end and gives the exit code.
    #[track_caller]
    pub(crate) fn leaves(&mut self) -> i32 {
        let start = Instant::now();
        loop {
            self.look();
            match self.session.status().unwrap() {
                WaitStatus::Exited(_, code) => {
                    self.settles();
                    return code;
                }
                WaitStatus::StillAlive if start.elapsed() < PATIENCE => {}
                other => panic!("{other:?} with:\n{}", self.contents()),
            }
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

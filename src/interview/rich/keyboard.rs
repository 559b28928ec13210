//! The keyboard mode of the terminal while a prompt is open.

use std::io;
use std::io::stdin;
use std::time::Duration;

use console::{Key, Term};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr,
};

use crate::interview::signals;

/// Upper bound for the rest of an arrow key to follow its first byte. A slow connection can split
/// the bytes, and hardly anyone presses Escape and a bracket this fast.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(250);

/// A guard for the mode in which keys arrive one by one and are not echoed. Dropping it restores
/// the previous mode.
pub(super) struct Keyboard {
    before: Termios,
}

impl Keyboard {
    /// Switches the mode on. Keys pressed before the question was visible are dropped, because an
    /// extra Enter must not answer it.
    ///
    /// # Errors
    /// If standard input is not a terminal or its mode cannot be changed.
    pub(super) fn listen() -> io::Result<Self> {
        let before = tcgetattr(stdin())?;
        tcflush(stdin(), QueueSelector::IFlush)?;
        let mut quiet = before.clone();
        quiet
            .local_modes
            .remove(LocalModes::ICANON | LocalModes::ECHO);
        signals::set_prompt_open(true);
        let keyboard = Self { before };
        tcsetattr(stdin(), OptionalActions::Now, &quiet)?;
        Ok(keyboard)
    }

    /// Reads on after an Escape and returns the arrow key if the Escape was its first byte.
    ///
    /// # Errors
    /// If the terminal cannot be read.
    pub(super) fn rest_of_arrow(&self, term: &Term) -> io::Result<Option<Key>> {
        if !self.byte_follows()? || term.read_key()? != Key::Char('[') || !self.byte_follows()? {
            return Ok(None);
        }
        Ok(match term.read_key()? {
            Key::Char('A') => Some(Key::ArrowUp),
            Key::Char('B') => Some(Key::ArrowDown),
            Key::Char('C') => Some(Key::ArrowRight),
            Key::Char('D') => Some(Key::ArrowLeft),
            _ => None,
        })
    }

    /// Returns whether a byte arrives within [`ESCAPE_TIMEOUT`].
    #[expect(
        clippy::unused_self,
        reason = "only while listening do bytes come before the end of a line"
    )]
    fn byte_follows(&self) -> io::Result<bool> {
        let stdin = stdin();
        let mut awaited = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec::try_from(ESCAPE_TIMEOUT).map_err(io::Error::other)?;
        Ok(poll(&mut awaited, Some(&wait))? > 0)
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // If the terminal is gone, there is no mode to restore.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
        signals::set_prompt_open(false);
    }
}

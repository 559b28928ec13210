//! The keyboard while a prompt is open.

use std::io;
use std::io::stdin;
use std::time::Duration;

use console::{Key, Term};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr,
};

use crate::interview::signals as watch;

/// How long the rest of an arrow key may take after its first byte. A slow connection can split
/// them; few people press Escape and a bracket so fast.
const REST_OF_A_KEY: Duration = Duration::from_millis(250);

/// Keys come one by one and do not show. Dropped, it leaves the terminal as it was.
pub(super) struct Keyboard {
    before: Termios,
}

impl Keyboard {
    /// Starts listening. Keys pressed before the question could be read are dropped: an Enter too
    /// many must not answer it.
    pub(super) fn listen() -> io::Result<Self> {
        let before = tcgetattr(stdin())?;
        tcflush(stdin(), QueueSelector::IFlush)?;
        let mut quiet = before.clone();
        quiet
            .local_modes
            .remove(LocalModes::ICANON | LocalModes::ECHO);
        watch::prompt_is_open(true);
        let keyboard = Self { before };
        tcsetattr(stdin(), OptionalActions::Now, &quiet)?;
        Ok(keyboard)
    }

    /// After an Escape: the arrow key of which it was only the first byte, if it was.
    pub(super) fn rest_of_arrow(&self, term: &Term) -> io::Result<Option<Key>> {
        if !self.follows()? || term.read_key()? != Key::Char('[') || !self.follows()? {
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

    #[expect(
        clippy::unused_self,
        reason = "only while listening do bytes come before the end of a line"
    )]
    fn follows(&self) -> io::Result<bool> {
        let stdin = stdin();
        let mut awaited = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec::try_from(REST_OF_A_KEY).map_err(io::Error::other)?;
        Ok(poll(&mut awaited, Some(&wait))? > 0)
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // If the terminal is gone there is nothing left to put right.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
        watch::prompt_is_open(false);
    }
}

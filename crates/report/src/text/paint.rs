//! ANSI escape sequences by role. They are empty if colour is off, so the layout code needs no
//! distinction.

use crate::document::{TextRole, Tone};

/// The escape sequence for each role.
pub(super) struct Paint {
    strong: &'static str,
    address: &'static str,
    danger: &'static str,
    care: &'static str,
    good: &'static str,
    bar: &'static str,
    reset: &'static str,
}

impl Paint {
    /// Returns the sequences, or empty strings if colour is off.
    pub(super) const fn new(colour: bool) -> Self {
        if colour {
            Self {
                strong: "\x1b[1m",
                address: "\x1b[4m",
                danger: "\x1b[1;31m",
                care: "\x1b[1;33m",
                good: "\x1b[1;32m",
                bar: "\x1b[36m",
                reset: "\x1b[0m",
            }
        } else {
            Self {
                strong: "",
                address: "",
                danger: "",
                care: "",
                good: "",
                bar: "",
                reset: "",
            }
        }
    }

    /// Returns the text painted for its role.
    pub(super) fn role(&self, role: TextRole, text: &str) -> String {
        match role {
            TextRole::Plain => text.to_owned(),
            TextRole::Strong => self.between(self.strong, text),
            TextRole::Address => self.between(self.address, text),
        }
    }

    /// Returns the text painted for a severity.
    pub(super) fn tone(&self, tone: Tone, text: &str) -> String {
        let start = match tone {
            Tone::Danger => self.danger,
            Tone::Care => self.care,
            Tone::Good => self.good,
            Tone::Plain => self.strong,
        };
        self.between(start, text)
    }

    /// Returns the text painted as a bar.
    pub(super) fn bar(&self, text: &str) -> String {
        self.between(self.bar, text)
    }

    fn between(&self, start: &str, text: &str) -> String {
        format!("{start}{text}{}", self.reset)
    }
}

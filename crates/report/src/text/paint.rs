//! Colour and bold for roles; empty where colour is off, so that laying out knows no colour.

use crate::document::{TextRole, Tone};

/// Escape sequences by role.
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

    pub(super) fn role(&self, role: TextRole, text: &str) -> String {
        match role {
            TextRole::Plain => text.to_owned(),
            TextRole::Strong => self.between(self.strong, text),
            TextRole::Address => self.between(self.address, text),
        }
    }

    pub(super) fn tone(&self, tone: Tone, text: &str) -> String {
        let start = match tone {
            Tone::Danger => self.danger,
            Tone::Care => self.care,
            Tone::Good => self.good,
            Tone::Plain => self.strong,
        };
        self.between(start, text)
    }

    pub(super) fn bar(&self, text: &str) -> String {
        self.between(self.bar, text)
    }

    fn between(&self, start: &str, text: &str) -> String {
        format!("{start}{text}{}", self.reset)
    }
}

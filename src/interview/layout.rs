//! Lays out texts for the terminal's width, for the plain and the rich front end.

use textwrap::Options;
use treatfit_core::text::visible_lines;

use crate::interview::asker::SpeechRole;
use crate::terminal::Style;

/// The width and the styles of the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// Columns; no line is wider.
    pub width: usize,
    /// The styles by role.
    pub style: Style,
}

impl Page {
    /// Returns a text laid out for its role. Every line ends in a line break.
    #[must_use]
    pub fn lay_out(&self, role: SpeechRole, text: &str) -> String {
        if role == SpeechRole::Verbatim {
            return visible_lines(text).into_owned();
        }
        let (first, rest) = match role {
            SpeechRole::Item => ("- ", "  "),
            SpeechRole::Answer => ("    ", "    "),
            SpeechRole::Contact => ("  ", "    "),
            // The marker shows danger without colour; colour only adds to it.
            SpeechRole::Alarm => ("! ", "  "),
            _ => ("", ""),
        };
        let gap = match role {
            SpeechRole::Title
            | SpeechRole::Section
            | SpeechRole::Text
            | SpeechRole::Alarm
            | SpeechRole::Urgent => "\n",
            _ => "",
        };
        format!("{gap}{}", self.lines(role, text, first, rest))
    }

    /// Returns the text of a question, set apart by a blank line.
    #[must_use]
    pub fn question(&self, text: &str) -> String {
        format!("\n{}", self.lines(SpeechRole::Title, text, "", ""))
    }

    /// Returns a text behind a marker, such as the number of an option.
    #[must_use]
    pub fn marked(&self, marker: &str, text: &str) -> String {
        let rest = " ".repeat(textwrap::core::display_width(marker));
        self.lines(SpeechRole::Text, text, marker, &rest)
    }

    fn lines(&self, role: SpeechRole, text: &str, first: &str, rest: &str) -> String {
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest);
        let mut lines = String::new();
        for line in textwrap::wrap(&visible_lines(text), options) {
            let line = match role {
                SpeechRole::Section => self.style.heading(line),
                SpeechRole::Title | SpeechRole::Urgent | SpeechRole::Contact => {
                    self.style.strong(line)
                }
                SpeechRole::Alarm => self.style.error(line),
                SpeechRole::Problem => self.style.warning(line),
                SpeechRole::Done => self.style.done(line),
                _ => line.as_ref().into(),
            };
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page {
        width: 24,
        style: Style::OFF,
    };

    #[test]
    fn no_line_is_wider_than_the_page() {
        let text = "Über hundertfünfzig Überraschungen, 日本語のテキスト, Donaudampfschifffahrt";
        for role in [
            SpeechRole::Text,
            SpeechRole::Item,
            SpeechRole::Contact,
            SpeechRole::Alarm,
        ] {
            for line in PAGE.lay_out(role, text).lines() {
                assert!(textwrap::core::display_width(line) <= 24, "{line}");
            }
        }
    }

    #[test]
    fn an_alarm_has_a_marker_without_colour() {
        insta::assert_snapshot!(PAGE.lay_out(SpeechRole::Alarm, "Please get help now, before anything else"), @"
        ! Please get help now,
          before anything else
        ");
    }

    #[test]
    fn the_lines_of_an_option_align_behind_its_number() {
        insta::assert_snapshot!(PAGE.marked("  1. ", "A heart attack or a stent"), @"
          1. A heart attack or a
             stent
        ");
    }
}

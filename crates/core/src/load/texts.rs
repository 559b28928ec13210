//! Checks texts: none may be blank, too long, cut short by a comment by accident, or have control
//! characters.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::tree::{Key, Mark, Node, Point, Value};

/// The largest number of characters of one text.
pub(super) const LONGEST: usize = 2000;

/// Returns the first character of a text that could change what a terminal or page shows without
/// being visible itself: a control character, a line break, or a change of writing direction.
#[must_use]
pub fn control_character(text: &str) -> Option<char> {
    text.chars().find(|&c| is_control(c))
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Returns whether a label begins, after signs such as `<` or a minus, with a number from 1 to
/// `options`. Such a number could be confused with the number of an option in a list.
#[must_use]
pub fn begins_with_place(label: &str, options: usize) -> bool {
    let number = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = number.trim_start_matches(|c: char| c.is_ascii_digit());
    match number.strip_suffix(digits) {
        Some(number) if !number.is_empty() => {
            let place = number.parse::<usize>();
            place.is_ok_and(|place| (1..=options).contains(&place))
        }
        // Digits of other scripts are not parsed; any of them counts.
        _ => number.starts_with(char::is_numeric),
    }
}

/// Reports control characters anywhere in a file, comments included; tabs are allowed. Returns true
/// if there are none.
pub(super) fn check_file(file: &str, text: &str, report: &mut Problems) -> bool {
    let mut clean = true;
    for (number, line) in text.split('\n').enumerate() {
        for (column, c) in line.chars().enumerate() {
            if is_control(c) && c != '\t' {
                let at = Point {
                    line: number + 1,
                    column: column + 1,
                };
                report.error(Mark::between(file, at, at), messages::control_character(c));
                clean = false;
            }
        }
    }
    clean
}

/// The surroundings of a value in a file.
pub(super) struct ValueSite<'p> {
    pub(super) file: &'p str,
    /// The key it belongs to, if it is not in a list.
    pub(super) key: Option<&'p Key<'p>>,
    /// The text after it on the line it ends on.
    pub(super) rest: &'p str,
    /// Whether the file has no control characters itself, so that one in the value comes from an
    /// escape and was not reported yet.
    pub(super) clean: bool,
}

/// Reports what is wrong with the text of a value.
pub(super) fn check(node: &Node<'_>, site: &ValueSite<'_>, report: &mut Problems) {
    let Value::Scalar { text, plain } = &node.value else {
        return;
    };
    let at = Mark::between(site.file, node.start, node.end);
    if node.is_blank() {
        let empty = site.key.filter(|_| text.is_empty());
        let at = empty.map_or(at, |key| Mark::between(site.file, key.start, key.end));
        report.error(at, messages::blank(site.key.map(|key| key.name.as_ref())));
        return;
    }
    let text = text.trim_end_matches('\n');
    let length = text.chars().count();
    if length > LONGEST {
        report.error(at, messages::too_long(length, LONGEST));
    }
    match control_character(text) {
        Some('\n') => report.error(at, messages::line_break()),
        Some(c) if site.clean => report.error(at, messages::control_character(c)),
        _ => {}
    }
    if *plain && is_cut(text, site.rest) {
        let end = node.end;
        let comment = Point {
            line: end.line,
            column: end.column + 1,
        };
        report.error(
            Mark::between(site.file, comment, comment),
            messages::cut_by_comment(),
        );
    }
}

/// Returns whether the comment after a text was probably meant as part of the text.
///
/// It counts as a comment if it has two spaces before the `#` and a space, `#`, `-`, `=` or nothing
/// after it. After a single word, one space before the `#` is enough.
fn is_cut(text: &str, rest: &str) -> bool {
    let Some(comment) = rest.trim_start().strip_prefix('#') else {
        return false;
    };
    let distance = rest.chars().take_while(|c| c.is_whitespace()).count();
    let apart = comment.is_empty() || comment.starts_with([' ', '#', '-', '=']);
    let words = text.contains(char::is_whitespace);
    !apart || (words && distance < 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> bool {
        let start = line.find(": ").unwrap() + 2;
        let end = line.find(" #").unwrap();
        let text = line[start..end].trim_end();
        is_cut(text, &line[start + text.len()..])
    }

    #[test]
    fn a_comment_is_distinguished_from_a_text_cut_short() {
        assert!(cut("ask: Are you #1 in the queue?"));
        assert!(cut("ask: Are you  #1 in the queue?"));
        assert!(cut("because: We all # are"));
        assert!(!cut("format: 1 # the format"));
        assert!(!cut("ask: Are you well?  # a comment"));
        assert!(!cut("min: 3      ## a comment"));
    }

    #[test]
    fn a_label_that_begins_with_an_option_number_is_found() {
        for text in [
            "1",
            "4 or more",
            "-1",
            "< 4",
            "1.5 mg",
            "03",
            "½ tablet",
            "٣",
        ] {
            assert!(begins_with_place(text, 4), "{text}");
        }
        for text in [
            "",
            "0",
            "None",
            "Over 3",
            "24 hours",
            "5",
            "99999999999999999999",
        ] {
            assert!(!begins_with_place(text, 4), "{text}");
        }
    }

    #[test]
    fn control_characters_are_found() {
        assert_eq!(control_character("Ça va, naïve 👍🏽? שלום"), None);
        assert_eq!(control_character("red \u{1b}[31m"), Some('\u{1b}'));
        assert_eq!(control_character("turned \u{202e}round"), Some('\u{202e}'));
        assert_eq!(control_character("a\nb"), Some('\n'));
    }
}

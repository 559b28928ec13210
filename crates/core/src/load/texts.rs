//! What no text may be: blank, endless, cut short by accident, or full of signs nobody sees.

use crate::load::messages as words;
use crate::load::problem::Problems;
use crate::load::tree::{Key, Mark, Node, Point, Value};

/// The most characters of one text.
pub(super) const LONGEST: usize = 2000;

/// The first character in a text that could change what a terminal or page shows without being
/// seen itself: a control character, a line break, or a change of writing direction.
#[must_use]
pub fn control_character(text: &str) -> Option<char> {
    text.chars().find(|&c| is_control(c))
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a label begins, after signs such as `<` or a minus, with a number that is also a place in
/// a list of so many options.
#[must_use]
pub fn begins_with_place(label: &str, options: usize) -> bool {
    let number = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = number.trim_start_matches(|c: char| c.is_ascii_digit());
    match number.strip_suffix(digits) {
        Some(number) if !number.is_empty() => {
            let place = number.parse::<usize>();
            place.is_ok_and(|place| (1..=options).contains(&place))
        }
        // Numbers of other scripts are not told apart.
        _ => number.starts_with(char::is_numeric),
    }
}

/// Reports control characters anywhere in a file, its comments included. True if there are none.
pub(super) fn check_file(file: &str, text: &str, report: &mut Problems) -> bool {
    let mut clean = true;
    for (number, line) in text.split('\n').enumerate() {
        for (column, c) in line.chars().enumerate() {
            if is_control(c) && c != '\t' {
                let at = Point {
                    line: number + 1,
                    column: column + 1,
                };
                report.error(Mark::between(file, at, at), words::control_character(c));
                clean = false;
            }
        }
    }
    clean
}

/// Where a value stands.
pub(super) struct ValueSite<'p> {
    pub(super) file: &'p str,
    /// The key before it.
    pub(super) key: Option<&'p Key<'p>>,
    /// What follows it on the line it ends on.
    pub(super) rest: &'p str,
    /// Whether the file itself has no control character, so that only an escape can bring one.
    pub(super) clean: bool,
}

/// Reports what is wrong with a value as a text.
pub(super) fn check(node: &Node<'_>, place: &ValueSite<'_>, report: &mut Problems) {
    let Value::Scalar { text, plain } = &node.value else {
        return;
    };
    let at = Mark::between(place.file, node.start, node.end);
    if node.is_blank() {
        let nothing = place.key.filter(|_| text.is_empty());
        let at = nothing.map_or(at, |key| Mark::between(place.file, key.start, key.end));
        report.error(at, words::blank(place.key.map(|key| key.name.as_ref())));
        return;
    }
    let text = text.trim_end_matches('\n');
    let length = text.chars().count();
    if length > LONGEST {
        report.error(at, words::too_long(length, LONGEST));
    }
    match control_character(text) {
        Some('\n') => report.error(at, words::line_break()),
        Some(c) if place.clean => report.error(at, words::control_character(c)),
        _ => {}
    }
    if *plain && is_cut(text, place.rest) {
        let end = node.end;
        let comment = Point {
            line: end.line,
            column: end.column + 1,
        };
        report.error(
            Mark::between(place.file, comment, comment),
            words::cut_by_comment(),
        );
    }
}

/// Whether what follows a text on its line was rather meant to belong to it. A comment is taken
/// for one when it keeps its distance: two spaces before it and one after the `#`. After a single
/// word any comment will do that does not start with a word itself.
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
    fn a_comment_is_told_from_a_text_cut_short() {
        assert!(cut("ask: Are you #1 in the queue?"));
        assert!(cut("ask: Are you  #1 in the queue?"));
        assert!(cut("because: We all # are"));
        assert!(!cut("format: 1 # the format"));
        assert!(!cut("ask: Are you well?  # a comment"));
        assert!(!cut("min: 3      ## a comment"));
    }

    #[test]
    fn a_number_that_is_a_place_too_is_found() {
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
    fn signs_nobody_sees_are_found() {
        assert_eq!(control_character("Ça va, naïve 👍🏽? שלום"), None);
        assert_eq!(control_character("red \u{1b}[31m"), Some('\u{1b}'));
        assert_eq!(control_character("turned \u{202e}round"), Some('\u{202e}'));
        assert_eq!(control_character("a\nb"), Some('\n'));
    }
}

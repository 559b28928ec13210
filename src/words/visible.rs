//! Texts in which nothing hides.

/// A text with the signs that nobody sees, such as control characters and spaces without width,
/// written out: `n\u{200b}o`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Joiners within words of some scripts and within emoji are among these; an id has neither.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_written_out() {
        assert_eq!(visible("n\u{200b}o"), r"n\u{200b}o");
        assert_eq!(visible("\u{1b}[31m\n"), r"\u{1b}[31m\u{a}");
        assert_eq!(visible("Grüße, 茶 🍵"), "Grüße, 茶 🍵");
    }
}

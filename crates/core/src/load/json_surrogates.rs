//! Rewrites the one JSON escape that YAML does not have: a surrogate pair.

use std::borrow::Cow;

/// Replaces each surrogate pair such as `\ud83d\ude00` by the YAML escape `\U0001f600`.
pub(super) fn join_pairs(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        joined.push_str(before);
        let length = if let Some(code_point) = pair(escape) {
            joined.extend(["\\U".to_owned(), format!("{code_point:08x}")]);
            12
        } else {
            // The character after a backslash is part of the escape, in particular a second
            // backslash.
            let length = escape.chars().take(2).map(char::len_utf8).sum();
            joined.extend(escape.get(..length));
            length
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

/// Returns the code point of a surrogate pair at the start of a text.
fn pair(text: &str) -> Option<u32> {
    let half = |text: &str| u32::from_str_radix(text.strip_prefix("\\u")?, 16).ok();
    let (high, low) = (half(text.get(..6)?)?, half(text.get(6..12)?)?);
    let halves = (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
    halves.then(|| 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_surrogate_pairs_are_joined() {
        assert_eq!(join_pairs(r"a \ud83d\ude00 b"), r"a \U0001f600 b");
        assert_eq!(
            join_pairs(r"\\ud83d\\ude00 \u00e9"),
            r"\\ud83d\\ude00 \u00e9"
        );
        assert_eq!(join_pairs(r"\ud83d and \ude00é\"), r"\ud83d and \ude00é\");
        assert_eq!(join_pairs(r"\\\uD83D\uDE00"), r"\\\U0001f600");
    }
}

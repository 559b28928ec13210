//! Formats counts ("2 questions"), lists ("a, b and c"), large numbers and percentages.

use std::fmt;
use std::fmt::Display;

/// A number with its noun; displayed with the noun in the singular or with an "s".
#[derive(Debug, Clone, Copy)]
pub struct Count(pub usize, pub &'static str);

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = self;
        let ending = if *number == 1 { "" } else { "s" };
        write!(f, "{number} {noun}{ending}")
    }
}

/// Joins items with commas, and the last one with the word `last`: "a, b or c".
#[must_use]
pub fn listed<T: Display>(items: &[T], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.to_string(),
        [most @ .., end] => {
            let most: Vec<String> = most.iter().map(ToString::to_string).collect();
            format!("{} {last} {end}", most.join(", "))
        }
    }
}

/// Formats a whole, non-negative number with commas between groups of thousands: "1,146".
#[must_use]
pub fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats a share as "98.9 %", rounded down, so that only the whole gives "100.0 %". A share of
/// zero items counts as the whole.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_commas() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(146), "146");
        assert_eq!(grouped(1146), "1,146");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }

    #[test]
    fn only_the_whole_is_100_percent() {
        assert_eq!(percent(9999, 10_000), "99.9 %");
        assert_eq!(percent(10, 10), "100.0 %");
        assert_eq!(percent(0, 0), "100.0 %");
    }

    #[test]
    fn a_noun_agrees_with_its_number() {
        assert_eq!(Count(0, "rule").to_string(), "0 rules");
        assert_eq!(Count(1, "rule").to_string(), "1 rule");
        assert_eq!(Count(2, "rule").to_string(), "2 rules");
    }

    #[test]
    fn lists_have_commas_and_a_last_word() {
        assert_eq!(listed::<&str>(&[], "or"), "");
        assert_eq!(listed(&["a"], "or"), "a");
        assert_eq!(listed(&["a", "b"], "or"), "a or b");
        assert_eq!(listed(&["a", "b", "c"], "and"), "a, b and c");
    }
}

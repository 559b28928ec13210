//! "1 question", "2 questions"; "a, b and c".

use std::fmt;
use std::fmt::Display;

/// A number with its noun in the right form.
#[derive(Debug, Clone, Copy)]
pub struct Count(pub usize, pub &'static str);

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = self;
        let ending = if *number == 1 { "" } else { "s" };
        write!(f, "{number} {noun}{ending}")
    }
}

/// Joins items as in "a, b or c".
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

/// A whole number with its thousands set apart: "1,146".
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

/// A share as "98.9 %", never rounded up.
#[must_use]
pub fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(146), "146");
        assert_eq!(grouped(1146), "1,146");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }

    #[test]
    fn only_all_is_a_hundred_percent() {
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
    fn items_are_listed_as_people_do() {
        assert_eq!(listed::<&str>(&[], "or"), "");
        assert_eq!(listed(&["a"], "or"), "a");
        assert_eq!(listed(&["a", "b"], "or"), "a or b");
        assert_eq!(listed(&["a", "b", "c"], "and"), "a, b and c");
    }
}

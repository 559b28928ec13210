//! "1 question", "2 questions"; "a, b and c".

use std::fmt::{self, Display};

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

#[cfg(test)]
mod tests {
    use super::*;

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

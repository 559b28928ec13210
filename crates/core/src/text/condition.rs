//! Renders conditions as English phrases, for people who review a set on paper.

use crate::model::{Condition, OptionSet, Question, QuestionKind, QuestionSet, Range};
use crate::text::listed;

/// Returns the condition as a phrase: "`systolic` is 160 or more, or `heart` includes “A heart
/// attack”".
///
/// Questions and scores appear by their id, options by their label, named conditions by their name.
/// Negations are pushed down to the tests (De Morgan), so that the phrase has no "not (...)".
#[must_use]
pub fn describe_condition(set: &QuestionSet, condition: &Condition) -> String {
    phrase(set, condition, true, Nesting::Alone)
}

/// The context of a phrase, which decides whether it needs brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    Alone,
    InAnd,
    InOr,
}

/// Renders the condition if `holds` is true, else its negation.
fn phrase(set: &QuestionSet, condition: &Condition, holds: bool, place: Nesting) -> String {
    match condition {
        Condition::All(inner) => joined(set, inner, holds, holds, place),
        Condition::Any(inner) => joined(set, inner, holds, !holds, place),
        Condition::Not(inner) => phrase(set, inner, !holds, place),
        Condition::Is(name) => {
            let verb = if holds { "holds" } else { "does not hold" };
            format!("“{}” {verb}", set.conditions[*name].name)
        }
        Condition::AnyOf { question, options } => {
            options_phrase(&set.questions[*question], *options, holds, "or")
        }
        Condition::AllOf { question, options } => {
            options_phrase(&set.questions[*question], *options, holds, "and")
        }
        Condition::Number { question, range } => {
            let question = &set.questions[*question];
            let (min, max) = match &question.kind {
                QuestionKind::Number { min, max, .. } => (*min, *max),
                _ => (i64::MIN, i64::MAX),
            };
            range_phrase(&question.name, *range, (min, max), holds)
        }
        Condition::Score { score, range } => {
            let score = &set.scores[*score];
            range_phrase(&score.name, *range, (0, score.highest()), holds)
        }
    }
}

/// Joins inner conditions with "and" or "or" (`and`). The caller swaps the two under a negation
/// (`holds` is false).
fn joined(
    set: &QuestionSet,
    inner: &[Condition],
    holds: bool,
    and: bool,
    place: Nesting,
) -> String {
    match inner {
        [] if and => "always".to_owned(),
        [] => "never".to_owned(),
        [only] => phrase(set, only, holds, place),
        _ => {
            let (word, within) = if and {
                ("and", Nesting::InAnd)
            } else {
                ("or", Nesting::InOr)
            };
            let parts: Vec<String> = inner
                .iter()
                .map(|condition| phrase(set, condition, holds, within))
                .collect();
            let text = listed(&parts, word);
            if place == Nesting::Alone || place == within {
                text
            } else {
                format!("({text})")
            }
        }
    }
}

fn options_phrase(question: &Question, options: OptionSet, holds: bool, word: &str) -> String {
    let labels: Vec<String> = question
        .chosen(options)
        .map(|option| format!("“{}”", option.label.own))
        .collect();
    let verb = match (question.kind == QuestionKind::Choices, holds) {
        (true, true) => "includes",
        (true, false) => "does not include",
        (false, true) => "is",
        (false, false) => "is not",
    };
    format!("`{}` {verb} {}", question.name, listed(&labels, word))
}

fn range_phrase(name: &str, range: Range, bounds: (i64, i64), holds: bool) -> String {
    let Range { min, max } = range;
    let verb = if holds { "is" } else { "is not" };
    let numbers = if min == max {
        format!("{min}")
    } else if max >= bounds.1 {
        format!("{min} or more")
    } else if min <= bounds.0 {
        format!("{max} or less")
    } else {
        format!("from {min} to {max}")
    };
    format!("`{name}` {verb} {numbers}")
}

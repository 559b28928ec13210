//! Messages about conditions.

use crate::load::messages::names::instead;
use crate::load::problem::Message;
use crate::model::{Question, QuestionKind};

const RANGE: &str = "`at_least`, `above`, `at_most` or `below`";

pub(crate) fn circle(name: &str, used: &str) -> Message {
    let message = if name == used {
        format!("the condition `{name}` uses itself")
    } else {
        format!("the conditions `{used}` and `{name}` use each other in a circle")
    };
    Message::new(
        message,
        "write one of them out without the names in the circle",
    )
}

pub(crate) fn empty_condition() -> Message {
    Message::new(
        "the condition is empty and would always hold",
        "add at least one test",
    )
}

pub(crate) fn empty_list(key: &str) -> Message {
    Message::new(
        format!("the list for `{key}` is empty"),
        "add at least one entry",
    )
}

pub(crate) fn condition_too_deep(deepest: usize) -> Message {
    Message::new(
        format!("the condition nests more than {deepest} levels deep, those it names included"),
        "put it more simply",
    )
}

pub(crate) fn condition_too_large(largest: usize) -> Message {
    Message::new(
        format!("the condition has more than {largest} tests, those it names included"),
        "put it more simply",
    )
}

pub(crate) fn score_needs_range(score: &str) -> Message {
    Message::new(
        format!("`{score}` is a score and has no options"),
        format!("test it with {RANGE}, as in `{score}: {{at_least: 5}}`"),
    )
}

pub(crate) fn unknown_entry<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Message {
    let known: Vec<&str> = known.chain(["all", "any", "not", "is"]).collect();
    Message::new(
        format!("there is no question or score `{name}`"),
        instead("question", name, &known),
    )
}

pub(crate) fn includes_all_not_allowed(question: &str) -> Message {
    Message::new(
        format!("`{question}` has one answer and cannot include several options"),
        format!("write `{question}: option`; `includes_all` is for questions of type `choices`"),
    )
}

pub(crate) fn includes_all_exclusive() -> Message {
    Message::new(
        "this can never hold: `none`, `unknown` and `declined` always stand alone",
        "test them on their own",
    )
}

pub(crate) fn not_a_number(question: &str) -> Message {
    Message::new(
        format!("`{question}` is not a number"),
        format!("test it with its options, as in `{question}: option`"),
    )
}

pub(crate) fn unknown_option(question: &Question, name: &str) -> Message {
    let known: Vec<&str> = question
        .options
        .iter()
        .map(|option| option.name.as_str())
        .collect();
    let help = match question.kind {
        _ if matches!(name, "unknown" | "declined") => {
            format!("add `{name}` with its label to the question, or take it out of the condition")
        }
        QuestionKind::Number { .. } if !known.contains(&name) && name.parse::<f64>().is_ok() => {
            let id = &question.name;
            format!("test it with {RANGE}, as in `{id}: {{at_least: {name}}}`")
        }
        QuestionKind::Number { .. } if known.is_empty() => format!("test it with {RANGE}"),
        QuestionKind::Text if known.is_empty() => "no rule can read free text".to_owned(),
        _ => instead("option", name, &known),
    };
    Message::new(
        format!("the question `{}` has no option `{name}`", question.name),
        help,
    )
}

pub(crate) fn empty_range(name: &str) -> Message {
    Message::new(
        format!("no number passes this test on `{name}`"),
        "the lower bound must not lie above the upper one",
    )
}

pub(crate) fn range_outside(name: &str, min: i64, max: i64) -> Message {
    Message::new(
        format!("this can never hold: `{name}` goes from {min} to {max}"),
        "correct the bounds of the test",
    )
}

//! Messages about answers files and the answers of scenarios.

use crate::load::messages::names::instead;
use crate::load::problem::Message;
use crate::model::{Misfit, Question, QuestionKind};
use crate::text::{Count, listed};

pub(crate) fn answers_too_large(limit: usize) -> Message {
    Message::new(
        format!("the answers are larger than {} MiB", limit >> 20),
        "check that it is the right file",
    )
}

pub(crate) fn not_answers(set: &str) -> Message {
    Message::new(
        "this is not an answers file",
        format!("write it as `{{set: {set}, answers: {{question: option}}}}`"),
    )
}

pub(crate) fn no_set_named(set: &str) -> Message {
    Message::new(
        "the answers do not say which question set they belong to",
        format!("add `set: {set}`, if they belong to this one"),
    )
}

pub(crate) fn other_set(named: &str, set: &str) -> Message {
    Message::new(
        format!("the answers belong to the question set `{named}`, not to `{set}`"),
        "choose the right set with `--questions`",
    )
}

pub(crate) fn not_a_text(key: &str) -> Message {
    Message::new(
        format!("`{key}` must be a word or a text"),
        "write a single value",
    )
}

pub(crate) fn no_answers() -> Message {
    Message::new(
        "`answers` is missing",
        "add `answers` with a line for each question",
    )
}

pub(crate) fn answers_not_a_mapping() -> Message {
    Message::new(
        "answers are given by question",
        "write them as `{question: option}`",
    )
}

pub(crate) fn answer_is_a_mapping(question: &Question) -> Message {
    Message::new(
        format!("this is no answer to `{}`", question.name),
        how_to(question),
    )
}

pub(crate) fn unknown_answer(question: &Question, word: &str) -> Message {
    let known: Vec<&str> = question
        .options
        .iter()
        .map(|option| option.name.as_str())
        .collect();
    let help = match question.kind {
        QuestionKind::Number { .. } | QuestionKind::Text => how_to(question),
        QuestionKind::YesNo if matches!(word, "true" | "false") => "write `yes` or `no`".to_owned(),
        _ => instead("option", word, &known),
    };
    Message::new(
        format!("`{}` is no answer to `{}`", word, question.name),
        help,
    )
}

pub(crate) fn misfit(question: &Question, misfit: Misfit) -> Message {
    let name = &question.name;
    let message = match misfit {
        Misfit::WrongKind => format!("this is no answer to `{name}`"),
        Misfit::OutOfRange => format!("the number is out of range for `{name}`"),
        Misfit::Empty => format!("no option is chosen for `{name}`"),
        Misfit::TooMany => format!("`{name}` takes one option only"),
        Misfit::NotAlone => {
            "`none`, `unknown` and `declined` cannot be chosen together with others".to_owned()
        }
        Misfit::NotOptional => format!("`{name}` cannot be skipped"),
    };
    Message::new(message, how_to(question))
}

/// Returns the help on how to answer a question in a file.
fn how_to(question: &Question) -> String {
    format!("give {}", what_fits(question))
}

/// Returns the answers that a question takes, as a phrase.
fn what_fits(question: &Question) -> String {
    let options: Vec<String> = question
        .options
        .iter()
        .map(|option| format!("`{}`", option.name))
        .collect();
    let or_options = if options.is_empty() {
        String::new()
    } else {
        format!(", or {}", listed(&options, "or"))
    };
    match question.kind {
        QuestionKind::Number { min, max, .. } => {
            format!("a whole number from {min} to {max}{or_options}")
        }
        QuestionKind::Text => format!("a line of text{or_options}"),
        QuestionKind::Choices => format!("one or more of {}", listed(&options, "and")),
        QuestionKind::YesNo | QuestionKind::Choice => listed(&options, "or"),
    }
}

pub(crate) fn not_asked(question: &str, left_out: &[&str]) -> Message {
    let message = format!("`{question}` is answered, but with these answers it is not asked");
    if left_out.is_empty() {
        return Message::new(
            message,
            "remove the answer, or correct the answers its `when` reads",
        );
    }
    let names: Vec<String> = left_out.iter().map(|name| format!("`{name}`")).collect();
    let names = listed(&names, "and");
    Message::new(
        message,
        format!("answer {names} too, which counts as skipped when left out, or remove the answer"),
    )
}

/// Lists every missing answer with the answers its question takes.
pub(crate) fn missing_answers(missing: &[&Question]) -> Message {
    if let [question] = missing {
        return Message::new(
            format!("1 answer is missing: `{}`", question.name),
            how_to(question),
        );
    }
    let each = missing
        .iter()
        .map(|question| format!("`{}`: {}", question.name, what_fits(question)));
    Message::with_list(
        format!("{} are missing", Count(missing.len(), "answer")),
        "add an answer to each:",
        &each.collect::<Vec<_>>(),
    )
}

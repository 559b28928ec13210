//! Answers files, and the answers of scenarios.

use crate::load::messages::names::instead;
use crate::load::problem::Said;
use crate::model::answers::Misfit;
use crate::model::{Kind, Question};
use crate::text::count::{Count, listed};

pub(crate) fn answers_too_large(limit: usize) -> Said {
    Said::new(
        format!("the answers are larger than {} MiB", limit >> 20),
        "check that it is the right file",
    )
}

pub(crate) fn not_answers(set: &str) -> Said {
    Said::new(
        "this is not an answers file",
        format!("write it as `{{set: {set}, answers: {{question: option}}}}`"),
    )
}

pub(crate) fn no_set_named(set: &str) -> Said {
    Said::new(
        "the answers do not say which question set they belong to",
        format!("add `set: {set}`, if they belong to this one"),
    )
}

pub(crate) fn other_set(named: &str, set: &str) -> Said {
    Said::new(
        format!("the answers belong to the question set `{named}`, not to `{set}`"),
        "choose the right set with `--questions`",
    )
}

pub(crate) fn not_a_text(key: &str) -> Said {
    Said::new(
        format!("`{key}` must be a word or a text"),
        "write a single value",
    )
}

pub(crate) fn no_answers() -> Said {
    Said::new(
        "`answers` is missing",
        "add `answers` with a line for each question",
    )
}

pub(crate) fn answers_not_a_mapping() -> Said {
    Said::new(
        "answers are given by question",
        "write them as `{question: option}`",
    )
}

pub(crate) fn answer_is_a_mapping(question: &Question) -> Said {
    Said::new(
        format!("this is no answer to `{}`", question.name),
        how_to(question),
    )
}

pub(crate) fn unknown_answer(question: &Question, word: &str) -> Said {
    let known: Vec<&str> = question
        .options
        .iter()
        .map(|option| option.name.as_str())
        .collect();
    let help = match question.kind {
        Kind::Number { .. } | Kind::Text => how_to(question),
        Kind::YesNo if matches!(word, "true" | "false") => "write `yes` or `no`".to_owned(),
        _ => instead("option", word, &known),
    };
    Said::new(
        format!("`{}` is no answer to `{}`", word, question.name),
        help,
    )
}

pub(crate) fn misfit(question: &Question, misfit: Misfit) -> Said {
    let name = &question.name;
    let message = match misfit {
        Misfit::Kind => format!("this is no answer to `{name}`"),
        Misfit::OutOfRange => format!("the number is out of range for `{name}`"),
        Misfit::Empty => format!("no option is chosen for `{name}`"),
        Misfit::TooMany => format!("`{name}` takes one option only"),
        Misfit::NotAlone => {
            "`none`, `unknown` and `declined` cannot be chosen together with others".to_owned()
        }
        Misfit::NotOptional => format!("`{name}` cannot be skipped"),
    };
    Said::new(message, how_to(question))
}

/// How to answer a question in a file.
fn how_to(question: &Question) -> String {
    format!("give {}", what_fits(question))
}

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
        Kind::Number { min, max, .. } => {
            format!("a whole number from {min} to {max}{or_options}")
        }
        Kind::Text => format!("a line of text{or_options}"),
        Kind::Choices => format!("one or more of {}", listed(&options, "and")),
        Kind::YesNo | Kind::Choice => listed(&options, "or"),
    }
}

pub(crate) fn not_asked(question: &str, left_out: &[&str]) -> Said {
    let message = format!("`{question}` is answered, but with these answers it is not asked");
    if left_out.is_empty() {
        return Said::new(
            message,
            "remove the answer, or correct the answers its `when` reads",
        );
    }
    let names: Vec<String> = left_out.iter().map(|name| format!("`{name}`")).collect();
    let names = listed(&names, "and");
    Said::new(
        message,
        format!("answer {names} too, which counts as skipped when left out, or remove the answer"),
    )
}

/// A line for each missing answer, with what it can be.
pub(crate) fn missing_answers(missing: &[&Question]) -> Said {
    if let [question] = missing {
        return Said::new(
            format!("1 answer is missing: `{}`", question.name),
            how_to(question),
        );
    }
    let each = missing
        .iter()
        .map(|question| format!("`{}`: {}", question.name, what_fits(question)));
    Said::with_list(
        format!("{} are missing", Count(missing.len(), "answer")),
        "add an answer to each:",
        &each.collect::<Vec<_>>(),
    )
}

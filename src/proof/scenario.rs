//! An answer set as an author writes it down: a scenario that replays it.

use crate::engine::{Answer, Answers};
use crate::set::answers::SKIPPED;
use crate::set::model::{Kind, Question, QuestionSet};
use crate::words::proof as words;

use super::guarantees::Example;

/// A scenario with every answer of an example, which expects what comes out of it.
#[must_use]
pub fn scenario(set: &QuestionSet, id: &str, example: &Example) -> String {
    let outcome = &example.outcome;
    let names = outcome.suggested.iter();
    let names: Vec<&str> = names.map(|&id| &*set.treatments[id].name).collect();
    format!(
        "- id: {id}\n{}  expect: {{status: {}, suggests: [{}]}}\n",
        answers(set, &example.answers),
        outcome.status.name(),
        names.join(", ")
    )
}

fn answers(set: &QuestionSet, answers: &Answers) -> String {
    // An optional question left out counts as skipped.
    let given = answers
        .iter(set)
        .filter(|(_, given)| **given != Answer::Skipped);
    let lines = given.map(|(id, given)| {
        let question = &set.questions[id];
        format!("    {}: {}\n", question.name, answer(question, given))
    });
    let lines: String = lines.collect();
    if lines.is_empty() {
        "  answers: {}\n".to_owned()
    } else {
        format!("  answers:\n{lines}")
    }
}

fn answer(question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Options(chosen) => {
            let options = chosen.positions();
            let options = options.filter_map(|position| question.options.get(position));
            let names: Vec<&str> = options.map(|option| &*option.name).collect();
            if question.kind == Kind::Choices {
                format!("[{}]", names.join(", "))
            } else {
                names.join(", ")
            }
        }
        Answer::Number(number) => number.to_string(),
        Answer::Text(_) => words::ANY_TEXT.to_owned(),
        Answer::Skipped => SKIPPED.to_owned(),
    }
}

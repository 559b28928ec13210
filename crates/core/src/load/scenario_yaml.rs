//! Writes scenarios as YAML, in the form an author would.

use std::fmt::Write;

use crate::model::{
    Answer, Answers, Expectation, Id, Named, Question, QuestionKind, QuestionSet, SKIPPED,
    Scenario, Table,
};

/// The longest line, in bytes, for a mapping in braces.
const LONGEST: usize = 110;

/// Returns a scenario as YAML, indented to be pasted under `scenarios:`.
///
/// `own` are its own answers, besides those inherited from `like`. Of `expect`, the fields that
/// only guarantees use (`at_least`, `at_most`, `suggests_some`, `never_suggests`) are not written.
#[must_use]
pub fn scenario_yaml(
    set: &QuestionSet,
    id: &str,
    like: Option<Id<Scenario>>,
    own: &Answers,
    expect: &Expectation,
) -> String {
    let mut text = format!("  - id: {id}\n");
    if let Some(like) = like {
        let _ = writeln!(text, "    like: {}", set.scenarios[like].name);
    }
    if let Some(region) = own.region {
        let _ = writeln!(text, "    region: {}", set.regions[region].name);
    }
    let own: Vec<(&str, String)> = own
        .iter(set)
        .map(|(id, given)| {
            let question = &set.questions[id];
            (question.name.as_str(), answer(question, given))
        })
        .collect();
    entries(&mut text, "answers", &own);
    entries(&mut text, "expect", &expectation(set, expect));
    text
}

/// Writes a mapping under a key: in braces if it is short, not at all if it is empty.
fn entries(text: &mut String, key: &str, entries: &[(&str, String)]) {
    if entries.is_empty() {
        return;
    }
    let short: Vec<String> = entries
        .iter()
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    let line = format!("    {key}: {{{}}}\n", short.join(", "));
    if line.len() <= LONGEST {
        text.push_str(&line);
        return;
    }
    let _ = writeln!(text, "    {key}:");
    for entry in short {
        let _ = writeln!(text, "      {entry}");
    }
}

fn answer(question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Options(chosen) => {
            let names: Vec<&str> = question
                .chosen(*chosen)
                .map(|option| option.name.as_str())
                .collect();
            let names = names.join(", ");
            if question.kind == QuestionKind::Choices {
                format!("[{names}]")
            } else {
                names
            }
        }
        Answer::Number(number) => number.to_string(),
        // A JSON string is also a YAML string.
        Answer::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Answer::Skipped => SKIPPED.to_owned(),
    }
}

fn expectation(set: &QuestionSet, expect: &Expectation) -> Vec<(&'static str, String)> {
    let status = expect.status.map(|it| it.name().to_owned());
    let some = |ids: &[Id<_>]| (!ids.is_empty()).then(|| names(&set.rules, ids));
    let treatments = |ids: &Vec<Id<_>>| names(&set.treatments, ids);
    [
        ("status", status),
        ("suggests", expect.suggests.as_ref().map(treatments)),
        ("close", expect.close.as_ref().map(treatments)),
        (
            "sequence",
            expect.sequence.map(|id| set.sequences[id].name.clone()),
        ),
        (
            "crisis_lines",
            expect.crisis_lines.map(|shown| shown.to_string()),
        ),
        ("findings", some(&expect.findings)),
        ("no_findings", some(&expect.no_findings)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

fn names<T: Named>(table: &Table<T>, ids: &[Id<T>]) -> String {
    let names: Vec<&str> = ids.iter().map(|&id| table[id].name()).collect();
    format!("[{}]", names.join(", "))
}

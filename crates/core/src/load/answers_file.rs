//! Reads answers: from an answers file, or from a scenario.
//!
//! Answers files are YAML or JSON. JSON is almost a subset of YAML, so one reader takes both; the
//! exceptions (tabs, surrogate pairs) are rewritten first.

use crate::engine::{NotAskedReason, QuestionState, missing, walk};
use crate::load::problem::{Problem, Problems};
use crate::load::tree::{Mark, Node, Spot, Value};
use crate::load::{json_surrogates, messages, tree};
use crate::model::{Answer, Answers, Id, OptionSet, Question, QuestionKind, QuestionSet, SKIPPED};

/// The largest size of an answers file, in bytes.
pub const LARGEST_ANSWERS: usize = 1 << 20;

/// The content of an answers file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersFile {
    /// The answers and the region.
    pub answers: Answers,
    /// The version of the set that was answered, if the file states it.
    pub version: Option<String>,
    /// The digest of the set that was answered, if the file states it.
    pub digest: Option<String>,
    /// The coordinator's own reference, if the file has one.
    pub reference: Option<String>,
}

/// Reads an answers file (YAML or JSON) that must lead to an outcome. Optional questions without an
/// answer are skipped. `name` is the file name to use in problems.
///
/// # Errors
/// Returns every problem of the file if it is not YAML, belongs to another set, names unknown ids,
/// or has answers that do not fit, answers to questions that are not asked, or missing answers.
///
/// # Examples
///
/// ```
/// # use treatfit_core::engine::decide;
/// # use treatfit_core::load::{Files, load, read_answers};
/// # fn main() -> Result<(), Vec<treatfit_core::load::Problem>> {
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-21}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
/// #   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody who was there.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: To find a safe walk.}
/// # sources: [{id: map, title: A map, seen: read}]
/// # questions:
/// #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
/// # rules:
/// #   - id: icy
/// #     level: exclude
/// #     treatments: [hill]
/// #     when: {ice: [yes, unknown]}
/// #     because: The hill is slippery.
/// #     do: Stay off the hill.
/// #     sources: [map]
/// #   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
/// #   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
/// # ";
/// # let files = Files::from_texts(
/// #     [("set.yaml", head), ("walk.yaml", section)].map(|(name, text)| (name.into(), text.into())),
/// # );
/// # let set = load(&files)?.set;
/// let text = "set: walk\nanswers: {ice: no, shoes: old}\n";
/// let file = read_answers(&set, "answers.yaml", text)?;
/// assert!(decide(&set, &file.answers).is_ok());
///
/// // A missing answer is a problem.
/// let text = "set: walk\nanswers: {ice: no}\n";
/// let Err(problems) = read_answers(&set, "answers.yaml", text) else {
///     panic!("an answer is missing");
/// };
/// assert_eq!(problems[0].message, "1 answer is missing: `shoes`");
/// # Ok(())
/// # }
/// ```
pub fn read_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<AnswersFile, Vec<Problem>> {
    read_with(set, name, text, |at, answers, report| {
        complete(set, answers, at, at.key_mark(), report);
    })
}

/// Reads an answers file in which answers may be missing, such as that of an interrupted interview.
///
/// # Errors
/// Returns the same problems as [`read_answers`], except missing answers.
pub fn read_unfinished_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<AnswersFile, Vec<Problem>> {
    read_with(set, name, text, |at, answers, report| {
        check_asked(set, answers, answers, at, report);
    })
}

/// The part of an answers file that fits a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FittingAnswers {
    /// The content that fits.
    pub given: AnswersFile,
    /// The ids, as in the file, of questions that the set does not have or whose answer does not
    /// fit.
    pub left_out: Vec<String>,
    /// The region in the file, if the set has no such region.
    pub unknown_region: Option<String>,
}

/// Reads an answers file as far as it fits the set, and lists what does not. With this, an
/// interview can continue from answers to an earlier version of the set.
///
/// # Errors
/// Returns every problem if the file is not YAML or not an answers file of this set.
pub fn read_fitting_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<FittingAnswers, Vec<Problem>> {
    let mut report = Problems::default();
    if text.len() > LARGEST_ANSWERS {
        report.error(
            Mark::start(name),
            messages::answers_too_large(LARGEST_ANSWERS),
        );
        return Err(report.sorted(&[]));
    }
    let text = json_surrogates::join_pairs(text);
    let root = tree::read(name, &text, &mut report);
    let fitting = root.as_ref().and_then(|root| {
        let at = Spot::root(name, root);
        let (mut given, region, answers_at) = head(set, at, &mut report)?;
        if !matches!(answers_at.node.value, Value::Map(_)) && !answers_at.node.is_blank() {
            report.error(answers_at.mark(), messages::answers_not_a_mapping());
        }
        // An answer that does not fit is not an error here; it is listed in `left_out`.
        let mut ignored = Problems::default();
        given.answers = parse_answers(set, answers_at, &mut ignored);
        given.answers.region = region.as_deref().and_then(|name| set.regions.find(name));
        let left_out = match &answers_at.node.value {
            Value::Map(entries) => entries
                .iter()
                .map(|(key, _)| key.name.to_string())
                .filter(|name| {
                    let id = set.questions.find(name);
                    id.is_none_or(|id| given.answers.get(id).is_none())
                })
                .collect(),
            _ => Vec::new(),
        };
        Some(FittingAnswers {
            unknown_region: region.filter(|_| given.answers.region.is_none()),
            given,
            left_out,
        })
    });
    match fitting {
        Some(fitting) if !report.has_errors() => Ok(fitting),
        _ => Err(report.sorted(&[])),
    }
}

/// Reads an answers file and, if it has no problem so far, lets `finish` check and complete the
/// answers.
fn read_with(
    set: &QuestionSet,
    name: &str,
    text: &str,
    finish: impl FnOnce(Spot<'_>, &mut Answers, &mut Problems),
) -> Result<AnswersFile, Vec<Problem>> {
    let mut report = Problems::default();
    if text.len() > LARGEST_ANSWERS {
        report.error(
            Mark::start(name),
            messages::answers_too_large(LARGEST_ANSWERS),
        );
        return Err(report.sorted(&[]));
    }
    let text = json_surrogates::join_pairs(text);
    // JSON allows tabs between all tokens, YAML only between some.
    let text = if text.trim_start().starts_with('{') {
        text.replace('\t', " ").into()
    } else {
        text
    };
    let given = tree::read(name, &text, &mut report)
        .and_then(|root| file(set, Spot::root(name, &root), finish, &mut report));
    match given {
        Some(given) if !report.has_errors() => Ok(given),
        _ => Err(report.sorted(&[])),
    }
}

fn file(
    set: &QuestionSet,
    at: Spot<'_>,
    finish: impl FnOnce(Spot<'_>, &mut Answers, &mut Problems),
    report: &mut Problems,
) -> Option<AnswersFile> {
    let (mut given, region, answers_at) = head(set, at, report)?;
    let sound = !report.has_errors();
    given.answers = parse_answers(set, answers_at, report);
    given.answers.region = region.and_then(|name| {
        let found = set.regions.find(&name);
        if found.is_none() {
            let known = set.regions.values().map(|region| region.name.as_str());
            report.error(
                at.key("region").mark(),
                messages::unknown("region", &name, known),
            );
        }
        found
    });
    if sound && !report.has_errors() {
        finish(answers_at, &mut given.answers, report);
    }
    Some(given)
}

/// Reads all keys of an answers file but `answers`. Returns the content with empty answers, the
/// region's name, and the position of the answers; `None` if there are no answers.
fn head<'a>(
    set: &QuestionSet,
    at: Spot<'a>,
    report: &mut Problems,
) -> Option<(AnswersFile, Option<String>, Spot<'a>)> {
    const KEYS: [&str; 6] = ["set", "region", "answers", "version", "digest", "reference"];
    let Value::Map(entries) = &at.node.value else {
        report.error(at.mark(), messages::not_answers(&set.name));
        return None;
    };
    for (key, _) in entries {
        if !KEYS.contains(&key.name.as_ref()) {
            let at = at.key(&key.name).key_mark();
            report.error(at, messages::unknown_key("answers file", &key.name, &KEYS));
        }
    }
    match at.try_key("set").map(|at| (at.mark(), word(at.node))) {
        None => report.error(Mark::start(at.file), messages::no_set_named(&set.name)),
        Some((_, Some(named))) if named == set.name => {}
        Some((at, named)) => {
            report.error(
                at,
                messages::other_set(named.unwrap_or_default(), &set.name),
            );
        }
    }
    let text = |key: &str, report: &mut Problems| {
        let at = at.try_key(key)?;
        let text = word(at.node);
        if text.is_none() {
            report.error(at.mark(), messages::not_a_text(key));
        }
        text.map(str::to_owned)
    };
    let given = AnswersFile {
        answers: Answers::default(),
        version: text("version", report),
        digest: text("digest", report),
        reference: text("reference", report),
    };
    let region = text("region", report);
    let Some(answers_at) = at.try_key("answers") else {
        report.error(Mark::start(at.file), messages::no_answers());
        return None;
    };
    Some((given, region, answers_at))
}

fn word<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// Parses a mapping from question to answer. Answers with a problem are reported and left out.
pub(super) fn parse_answers(set: &QuestionSet, at: Spot<'_>, report: &mut Problems) -> Answers {
    let mut answers = Answers::default();
    let entries = match &at.node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Scalar { text, plain: true } if text.is_empty() => &[],
        _ => {
            report.error(at.mark(), messages::answers_not_a_mapping());
            &[]
        }
    };
    for (key, _) in entries {
        let at = at.key(&key.name);
        // Blank values were reported when the tree was built.
        if at.node.is_blank() || report.is_full() {
            continue;
        }
        let Some(id) = set.questions.find(&key.name) else {
            let known = set
                .questions
                .values()
                .map(|question| question.name.as_str());
            report.error(
                at.key_mark(),
                messages::unknown("question", &key.name, known),
            );
            continue;
        };
        let question = &set.questions[id];
        let Some(answer) = answer(question, at, report) else {
            continue;
        };
        match question.accepts(&answer) {
            Ok(()) => answers.give(id, answer),
            Err(misfit) => report.error(at.mark(), messages::misfit(question, misfit)),
        }
    }
    answers
}

/// Parses one answer, without checking that it fits the question.
fn answer(question: &Question, at: Spot<'_>, report: &mut Problems) -> Option<Answer> {
    match &at.node.value {
        Value::Map(_) => {
            report.error(at.mark(), messages::answer_is_a_mapping(question));
            None
        }
        Value::List(items) => {
            let mut chosen = OptionSet::EMPTY;
            for (position, node) in items.iter().enumerate() {
                let at = at.item(position).mark();
                let Some(option) = word(node).and_then(|word| question.option(word)) else {
                    let message =
                        messages::unknown_answer(question, word(node).unwrap_or_default());
                    report.error(at, message);
                    return None;
                };
                if chosen.contains(OptionSet::one(option)) {
                    report.error(at, messages::named_twice(word(node).unwrap_or_default()));
                }
                chosen = chosen.union(OptionSet::one(option));
            }
            Some(Answer::Options(chosen))
        }
        Value::Scalar { text, plain } => one_word(question, text, *plain, at.mark(), report),
    }
}

fn one_word(
    question: &Question,
    word: &str,
    plain: bool,
    at: Mark<'_>,
    report: &mut Problems,
) -> Option<Answer> {
    if let Some(option) = question.option(word) {
        return Some(Answer::Options(OptionSet::one(option)));
    }
    if word == SKIPPED {
        return Some(Answer::Skipped);
    }
    match question.kind {
        QuestionKind::Text if !word.trim().is_empty() => {
            return Some(Answer::Text(word.to_owned()));
        }
        QuestionKind::Number { .. } if plain => {
            if let Ok(number) = word.parse() {
                return Some(Answer::Number(number));
            }
        }
        _ => {}
    }
    report.error(at, messages::unknown_answer(question, word));
    None
}

/// Skips every optional question without an answer, then reports answers to questions that are not
/// asked, and answers that are still missing; the latter at `missing`.
pub(super) fn complete(
    set: &QuestionSet,
    answers: &mut Answers,
    at: Spot<'_>,
    missing: Mark<'_>,
    report: &mut Problems,
) {
    let given = answers.clone();
    skip_optional(set, answers);
    check_asked(set, answers, &given, at, report);
    check_complete(set, answers, missing, report);
}

/// Skips every optional question that is asked and has no answer.
pub(super) fn skip_optional(set: &QuestionSet, answers: &mut Answers) {
    loop {
        let mut optional = missing(set, answers);
        optional.retain(|question| set.questions[*question].optional);
        if optional.is_empty() {
            return;
        }
        for question in optional {
            answers.give(question, Answer::Skipped);
        }
    }
}

/// Reports answers to questions that are not asked.
///
/// `given` are the answers as written, `answers` those with omitted optional questions skipped. If
/// the `when` of the question reads one of the skipped ones, the message names it as a possible
/// reason.
fn check_asked(
    set: &QuestionSet,
    answers: &Answers,
    given: &Answers,
    at: Spot<'_>,
    report: &mut Problems,
) {
    for id in not_asked(set, answers) {
        let question = &set.questions[id];
        let read = question.when.as_ref().map(|when| set.reads(when));
        let left_out: Vec<&str> = read
            .iter()
            .flatten()
            .filter(|&&read| answers.get(read).is_some())
            .filter(|&&read| given.get(read).is_none())
            .map(|&read| set.questions[read].name.as_str())
            .collect();
        let at = at.key(&question.name).key_mark();
        report.error(at, messages::not_asked(&question.name, &left_out));
    }
}

/// Reports every question that still has to be answered, in one problem.
fn check_complete(set: &QuestionSet, answers: &Answers, at: Mark<'_>, report: &mut Problems) {
    let missing: Vec<&Question> = missing(set, answers)
        .into_iter()
        .map(|question| &set.questions[question])
        .collect();
    if !missing.is_empty() {
        report.error(at, messages::missing_answers(&missing));
    }
}

/// Returns the questions that have an answer although their `when` does not hold. Answers that are
/// ignored for another reason (an emergency, all treatments excluded) are not returned.
pub(super) fn not_asked(set: &QuestionSet, answers: &Answers) -> Vec<Id<Question>> {
    let walk = walk(set, answers);
    answers
        .iter(set)
        .map(|(question, _)| question)
        .filter(|question| walk.state(*question) == QuestionState::NotAsked(NotAskedReason::When))
        .collect()
}

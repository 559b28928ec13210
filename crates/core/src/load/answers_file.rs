//! Answers as people write them: an answers file, or the answers of a scenario.
//!
//! JSON is YAML, so one reader takes both.

use crate::engine::{NotAskedReason, QuestionState, missing, walk};
use crate::load::problem::{Problem, Problems};
use crate::load::tree::{Mark, Node, Spot, Value};
use crate::load::{json_surrogates as surrogates, messages as words, tree as marked};
use crate::model::{Answer, Answers, Id, OptionSet, Question, QuestionKind, QuestionSet, SKIPPED};

/// The most bytes an answers file may have.
pub const LARGEST_ANSWERS: usize = 1 << 20;

/// What an answers file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswersFile {
    /// The answers, and the region.
    pub answers: Answers,
    /// The version of the set the answers were given to, if the file says so.
    pub version: Option<String>,
    /// The digest of the set the answers were given to, if the file says so.
    pub digest: Option<String>,
    /// The coordinator's own reference, if the file has one.
    pub reference: Option<String>,
}

/// Reads an answers file that must lead to an outcome. `name` is what problems call it.
///
/// # Errors
/// Every problem of the file: unknown ids, answers that do not fit, answers to questions that are
/// not asked, missing answers.
pub fn read_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<AnswersFile, Vec<Problem>> {
    read_with(set, name, text, |at, answers, report| {
        complete(set, answers, at, at.key_mark(), report);
    })
}

/// Reads an answers file that may stop anywhere, such as that of an interrupted interview.
///
/// # Errors
/// As [`read`], but nothing is missing.
pub fn read_unfinished_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<AnswersFile, Vec<Problem>> {
    read_with(set, name, text, |at, answers, report| {
        check_asked(set, answers, answers, at, report);
    })
}

/// What of an answers file fits a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FittingAnswers {
    /// What fits.
    pub given: AnswersFile,
    /// The questions whose answers do not, as the file names them.
    pub left_out: Vec<String>,
    /// The region the file names, if the set has none of that name.
    pub unknown_region: Option<String>,
}

/// Reads an answers file as far as it fits: an interview can go on from what an earlier version of
/// the set was answered.
///
/// # Errors
/// Every problem of a file that is no answers file of this set at all.
pub fn read_fitting_answers(
    set: &QuestionSet,
    name: &str,
    text: &str,
) -> Result<FittingAnswers, Vec<Problem>> {
    let mut report = Problems::default();
    if text.len() > LARGEST_ANSWERS {
        report.error(Mark::start(name), words::answers_too_large(LARGEST_ANSWERS));
        return Err(report.sorted(&[]));
    }
    let text = surrogates::joined(text);
    let root = marked::read(name, &text, &mut report);
    let fitting = root.as_ref().and_then(|root| {
        let at = Spot::root(name, root);
        let (mut given, region, answers_at) = head(set, at, &mut report)?;
        if !matches!(answers_at.node.value, Value::Map(_)) && !answers_at.node.is_blank() {
            report.error(answers_at.mark(), words::answers_not_a_mapping());
        }
        // What does not fit is no problem here, but is told by its name.
        let mut ignored = Problems::default();
        given.answers = self::given(set, answers_at, &mut ignored);
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

fn read_with(
    set: &QuestionSet,
    name: &str,
    text: &str,
    finish: impl FnOnce(Spot<'_>, &mut Answers, &mut Problems),
) -> Result<AnswersFile, Vec<Problem>> {
    let mut report = Problems::default();
    if text.len() > LARGEST_ANSWERS {
        report.error(Mark::start(name), words::answers_too_large(LARGEST_ANSWERS));
        return Err(report.sorted(&[]));
    }
    let text = surrogates::joined(text);
    // JSON may have a tab between any two signs, YAML only between some.
    let text = if text.trim_start().starts_with('{') {
        text.replace('\t', " ").into()
    } else {
        text
    };
    let given = marked::read(name, &text, &mut report)
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
    given.answers = self::given(set, answers_at, report);
    given.answers.region = region.and_then(|name| {
        let found = set.regions.find(&name);
        if found.is_none() {
            let known = set.regions.values().map(|region| region.name.as_str());
            report.error(
                at.key("region").mark(),
                words::unknown("region", &name, known),
            );
        }
        found
    });
    if sound && !report.has_errors() {
        finish(answers_at, &mut given.answers, report);
    }
    Some(given)
}

/// All but the answers themselves: what stands beside them, the name of the region, and where they
/// are. `None` if there are none.
fn head<'a>(
    set: &QuestionSet,
    at: Spot<'a>,
    report: &mut Problems,
) -> Option<(AnswersFile, Option<String>, Spot<'a>)> {
    const KEYS: [&str; 6] = ["set", "region", "answers", "version", "digest", "reference"];
    let Value::Map(entries) = &at.node.value else {
        report.error(at.mark(), words::not_answers(&set.name));
        return None;
    };
    for (key, _) in entries {
        if !KEYS.contains(&key.name.as_ref()) {
            let at = at.key(&key.name).key_mark();
            report.error(at, words::unknown_key("answers file", &key.name, &KEYS));
        }
    }
    match at.try_key("set").map(|at| (at.mark(), word(at.node))) {
        None => report.error(Mark::start(at.file), words::no_set_named(&set.name)),
        Some((_, Some(named))) if named == set.name => {}
        Some((at, named)) => {
            report.error(at, words::other_set(named.unwrap_or_default(), &set.name));
        }
    }
    let text = |key: &str, report: &mut Problems| {
        let at = at.try_key(key)?;
        let text = word(at.node);
        if text.is_none() {
            report.error(at.mark(), words::not_a_text(key));
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
        report.error(Mark::start(at.file), words::no_answers());
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

/// The answers in a mapping from question to answer; those with a problem are left out.
pub(super) fn given(set: &QuestionSet, at: Spot<'_>, report: &mut Problems) -> Answers {
    let mut answers = Answers::default();
    let entries = match &at.node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Scalar { text, plain: true } if text.is_empty() => &[],
        _ => {
            report.error(at.mark(), words::answers_not_a_mapping());
            &[]
        }
    };
    for (key, _) in entries {
        let at = at.key(&key.name);
        // A blank answer was reported where it stands.
        if at.node.is_blank() || report.is_full() {
            continue;
        }
        let Some(id) = set.questions.find(&key.name) else {
            let known = set
                .questions
                .values()
                .map(|question| question.name.as_str());
            report.error(at.key_mark(), words::unknown("question", &key.name, known));
            continue;
        };
        let question = &set.questions[id];
        let Some(answer) = answer(question, at, report) else {
            continue;
        };
        match question.accepts(&answer) {
            Ok(()) => answers.give(id, answer),
            Err(misfit) => report.error(at.mark(), words::misfit(question, misfit)),
        }
    }
    answers
}

fn answer(question: &Question, at: Spot<'_>, report: &mut Problems) -> Option<Answer> {
    match &at.node.value {
        Value::Map(_) => {
            report.error(at.mark(), words::answer_is_a_mapping(question));
            None
        }
        Value::List(items) => {
            let mut chosen = OptionSet::EMPTY;
            for (position, node) in items.iter().enumerate() {
                let at = at.item(position).mark();
                let Some(option) = word(node).and_then(|word| question.option(word)) else {
                    let said = words::unknown_answer(question, word(node).unwrap_or_default());
                    report.error(at, said);
                    return None;
                };
                if chosen.contains(OptionSet::one(option)) {
                    report.error(at, words::named_twice(word(node).unwrap_or_default()));
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
    report.error(at, words::unknown_answer(question, word));
    None
}

/// Skips every optional question left out, and reports answers to questions that are then not asked
/// and what is `missing` still.
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

/// Reports answers to questions that are not asked. An optional question that was not answered in
/// what was `given` is skipped because it was left out, which is said where it may be the reason.
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
        report.error(at, words::not_asked(&question.name, &left_out));
    }
}

/// Reports every question that still has to be answered.
fn check_complete(set: &QuestionSet, answers: &Answers, at: Mark<'_>, report: &mut Problems) {
    let missing: Vec<&Question> = missing(set, answers)
        .into_iter()
        .map(|question| &set.questions[question])
        .collect();
    if !missing.is_empty() {
        report.error(at, words::missing_answers(&missing));
    }
}

/// The questions that have an answer though their `when` does not hold.
pub(super) fn not_asked(set: &QuestionSet, answers: &Answers) -> Vec<Id<Question>> {
    let walk = walk(set, answers);
    answers
        .iter(set)
        .map(|(question, _)| question)
        .filter(|question| walk.settled(*question) == QuestionState::NotAsked(NotAskedReason::When))
        .collect()
}

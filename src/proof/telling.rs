//! Scenarios that would notice a change.

use crate::engine::{Answer, Answers, Miss, Outcome, decide, misses};
use crate::set::expectation::Expectation;
use crate::set::like::{fit, put_together};
use crate::set::model::{QuestionSet, Scenario};
use crate::set::table::Id;

/// A scenario that would notice a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// The scenario of the set it is like, if that makes it shorter.
    pub like: Option<Id<Scenario>>,
    /// Its own answers.
    pub own: Answers,
    /// What must come out: the status, what is suggested, and everything the change alters.
    pub expect: Expectation,
}

/// These answers, an answer set of the original, as a scenario that notices the change; `None` if
/// it can't.
#[must_use]
pub fn telling(set: &QuestionSet, mutant: &QuestionSet, answers: Answers) -> Option<Survivor> {
    let outcome = decide(set, &answers).ok()?;
    let all = everything(set, &outcome);
    let mut expect = Expectation {
        status: all.status,
        suggests: all.suggests.clone(),
        ..Expectation::default()
    };
    if let Some(other) = replay(mutant, &[&answers]) {
        let missed = misses(&all, &other);
        if missed.is_empty() {
            return None;
        }
        for miss in missed {
            state(&mut expect, &all, &miss);
        }
    }
    let (like, own) = shortest(set, mutant, answers, &expect);
    Some(Survivor { like, own, expect })
}

/// The scenario from which the fewest answers have to be written, and those. It must come to the
/// same answers on the original, and still notice the change: what it takes over could hide it.
fn shortest(
    set: &QuestionSet,
    mutant: &QuestionSet,
    answers: Answers,
    expect: &Expectation,
) -> (Option<Id<Scenario>>, Answers) {
    let mut fewest = answers.iter(set).count();
    let mut best = None;
    for (id, scenario) in set.scenarios.iter() {
        let own = beyond(set, &scenario.answers, &answers);
        let many = own.iter(set).count();
        if many >= fewest {
            continue;
        }
        let mut written = set.written(id);
        written.push(&own);
        let given = put_together(set, written.iter().copied());
        let mut ids = set.questions.ids();
        let same = ids.all(|question| given.get(question) == answers.get(question));
        let told = misses_something(expect, replay(mutant, &written).as_ref());
        if same && told {
            fewest = many;
            best = Some((Some(id), own));
        }
    }
    best.unwrap_or((None, answers))
}

/// The answers that are not taken over.
fn beyond(set: &QuestionSet, taken_over: &Answers, answers: &Answers) -> Answers {
    let mut own = Answers::default();
    for (question, given) in answers.iter(set) {
        let before = taken_over.get(question);
        let left_out = before.is_none() && *given == Answer::Skipped;
        if before != Some(given) && !left_out {
            own.give(question, given.clone());
        }
    }
    own
}

/// Everything a scenario can state of an outcome.
fn everything(set: &QuestionSet, outcome: &Outcome) -> Expectation {
    let (findings, no_findings) = set.rules.ids().partition(|&rule| outcome.found(rule));
    Expectation {
        status: Some(outcome.status),
        suggests: Some(outcome.suggested.clone()),
        close: Some(outcome.close.clone()),
        sequence: outcome.sequence,
        crisis_lines: Some(outcome.crisis.is_some_and(|crisis| crisis.lines)),
        findings,
        no_findings,
        ..Expectation::default()
    }
}

/// Adds to what is expected what this miss is about.
fn state(expect: &mut Expectation, all: &Expectation, miss: &Miss) {
    match miss {
        Miss::NotFound(rule) => expect.findings.push(*rule),
        Miss::Found(rule) => expect.no_findings.push(*rule),
        Miss::CrisisLines { .. } => expect.crisis_lines = all.crisis_lines,
        Miss::Close { .. } => expect.close.clone_from(&all.close),
        Miss::Sequence { .. } => expect.sequence = all.sequence,
        // The status and what is suggested are stated anyway.
        _ => {}
    }
}

/// Whether there is another outcome than expected, or none.
pub(super) fn misses_something(expect: &Expectation, outcome: Option<&Outcome>) -> bool {
    outcome.is_none_or(|outcome| !misses(expect, outcome).is_empty())
}

/// The outcome of a scenario with these answers; `None` if they do not fit the set.
pub(super) fn replay(set: &QuestionSet, written: &[&Answers]) -> Option<Outcome> {
    let answers = put_together(set, written.iter().copied());
    if fit(set, &answers) {
        decide(set, &answers).ok()
    } else {
        None
    }
}

//! Scenarios that would notice a change.

use treatfit_core::engine::{Miss, decide, misses};
use treatfit_core::load::{inherited_answers, is_exact};
use treatfit_core::model::{Answer, Answers, Expectation, Id, Outcome, QuestionSet, Scenario};

/// A scenario that would notice a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KillScenario {
    /// The scenario of the set it is like, if that makes it shorter.
    pub like: Option<Id<Scenario>>,
    /// Its own answers.
    pub own: Answers,
    /// What must come out: the status, what is suggested, and everything the change alters.
    pub expect: Expectation,
}

impl KillScenario {
    /// The same without each answer of its own that it can do without.
    fn shortened(mut self, set: &QuestionSet, mutant: &QuestionSet) -> Self {
        let Some(like) = self.like else { return self };
        for question in set.questions.ids() {
            let mut own = self.own.clone();
            if own.withdraw(question).is_some() {
                let mut written = set.answer_layers(like);
                written.push(&own);
                if let Some(expect) = expecting(set, mutant, &written) {
                    self = Self {
                        own,
                        expect,
                        ..self
                    };
                }
            }
        }
        self
    }

    /// Whether both have the same answers.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.like == other.like && self.own == other.own
    }

    /// Expects what the other one with these answers expects, too.
    pub(crate) fn expect_too(&mut self, other: &Self) {
        let (expect, more) = (&mut self.expect, &other.expect);
        for (rules, more) in [
            (&mut expect.findings, &more.findings),
            (&mut expect.no_findings, &more.no_findings),
        ] {
            rules.extend(more);
            rules.sort_unstable();
            rules.dedup();
        }
        expect.close = expect.close.take().or_else(|| more.close.clone());
        expect.sequence = expect.sequence.or(more.sequence);
        expect.crisis_lines = expect.crisis_lines.or(more.crisis_lines);
    }
}

/// A scenario that notices the change, with these answers, which are an answer set of the original,
/// or with fewer of its own; `None` if these answers notice nothing.
#[must_use]
pub(crate) fn telling(
    set: &QuestionSet,
    mutant: &QuestionSet,
    answers: &Answers,
) -> Option<KillScenario> {
    let expect = expecting(set, mutant, &[answers])?;
    let mut fewest = answers.iter(set).count();
    let mut best = KillScenario {
        like: None,
        own: answers.clone(),
        expect,
    };
    for (id, scenario) in set.scenarios.iter() {
        let own = beyond(set, &scenario.answers, answers);
        let many = own.iter(set).count();
        if many >= fewest {
            continue;
        }
        let mut written = set.answer_layers(id);
        written.push(&own);
        // What is taken over could be dropped on the original, or hide the change.
        let given = inherited_answers(set, written.iter().copied());
        let mut ids = set.questions.ids();
        let same = ids.all(|question| given.get(question) == answers.get(question));
        if same && let Some(expect) = expecting(set, mutant, &written) {
            fewest = many;
            let like = Some(id);
            best = KillScenario { like, own, expect };
        }
    }
    Some(best.shortened(set, mutant))
}

/// What a scenario that is written so must expect to notice the change; `None` if it can't.
fn expecting(set: &QuestionSet, mutant: &QuestionSet, written: &[&Answers]) -> Option<Expectation> {
    let all = everything(set, &replay(set, written)?);
    let mut expect = Expectation {
        status: all.status,
        suggests: all.suggests.clone(),
        ..Expectation::default()
    };
    if let Some(other) = replay(mutant, written) {
        let missed = misses(&all, &other);
        if missed.is_empty() {
            return None;
        }
        for miss in missed {
            state(&mut expect, &all, &miss);
        }
    }
    Some(expect)
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
pub(crate) fn misses_something(expect: &Expectation, outcome: Option<&Outcome>) -> bool {
    outcome.is_none_or(|outcome| !misses(expect, outcome).is_empty())
}

/// The outcome of a scenario with these answers; `None` if they do not fit the set.
pub(crate) fn replay(set: &QuestionSet, written: &[&Answers]) -> Option<Outcome> {
    let answers = inherited_answers(set, written.iter().copied());
    if is_exact(set, &answers) {
        decide(set, &answers).ok()
    } else {
        None
    }
}

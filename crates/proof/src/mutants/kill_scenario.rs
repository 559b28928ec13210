//! Finds kill scenarios: scenarios that pass on the original set and fail on a mutant.

use treatfit_core::engine::{Miss, decide, misses};
use treatfit_core::load::{inherited_answers, is_exact};
use treatfit_core::model::{Answer, Answers, Expectation, Id, Outcome, QuestionSet, Scenario};

/// A scenario that would kill a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KillScenario {
    /// The scenario of the set whose answers it inherits, if that makes it shorter.
    pub like: Option<Id<Scenario>>,
    /// Its own answers.
    pub own: Answers,
    /// What it expects: the status, the suggestions, and everything in which the mutant differs.
    pub expect: Expectation,
}

impl KillScenario {
    /// Removes each of its own answers without which it still kills the mutant.
    fn shortened(mut self, set: &QuestionSet, mutant: &QuestionSet) -> Self {
        let Some(like) = self.like else { return self };
        for question in set.questions.ids() {
            let mut own = self.own.clone();
            if own.withdraw(question).is_some() {
                let mut written = set.answer_layers(like);
                written.push(&own);
                if let Some(expect) = killing_expectation(set, mutant, &written) {
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

    /// Returns whether both scenarios have the same answers.
    pub(crate) fn has_same_answers(&self, other: &Self) -> bool {
        self.like == other.like && self.own == other.own
    }

    /// Adds what another scenario with the same answers expects.
    pub(crate) fn merge_expectation(&mut self, other: &Self) {
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

/// Returns a scenario that kills the mutant and has these answers, or fewer of its own; `None` if
/// the mutant does not differ for them. `answers` must be an answer set of the original.
///
/// Every scenario of the set is tried as a base to inherit answers from, and the one that leaves
/// the fewest own answers is used.
#[must_use]
pub(crate) fn find_kill_scenario(
    set: &QuestionSet,
    mutant: &QuestionSet,
    answers: &Answers,
) -> Option<KillScenario> {
    let expect = killing_expectation(set, mutant, &[answers])?;
    let mut fewest = answers.iter(set).count();
    let mut best = KillScenario {
        like: None,
        own: answers.clone(),
        expect,
    };
    for (id, scenario) in set.scenarios.iter() {
        let own = answers_not_inherited(set, &scenario.answers, answers);
        let many = own.iter(set).count();
        if many >= fewest {
            continue;
        }
        let mut written = set.answer_layers(id);
        written.push(&own);
        // Inherited answers could be dropped on the original, or hide the difference.
        let given = inherited_answers(set, written.iter().copied());
        let mut ids = set.questions.ids();
        let same = ids.all(|question| given.get(question) == answers.get(question));
        if same && let Some(expect) = killing_expectation(set, mutant, &written) {
            fewest = many;
            let like = Some(id);
            best = KillScenario { like, own, expect };
        }
    }
    Some(best.shortened(set, mutant))
}

/// Returns what a scenario with these answers must expect to kill the mutant; `None` if it cannot.
/// `written` lists the answers along the chain of inheritance, its own last.
fn killing_expectation(
    set: &QuestionSet,
    mutant: &QuestionSet,
    written: &[&Answers],
) -> Option<Expectation> {
    let all = full_expectation(set, &replay(set, written)?);
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
            expect_missed(&mut expect, &all, &miss);
        }
    }
    Some(expect)
}

/// Returns the answers that a base scenario with the answers `inherited` does not provide. Skipped
/// questions need no answer.
fn answers_not_inherited(set: &QuestionSet, inherited: &Answers, answers: &Answers) -> Answers {
    let mut own = Answers::default();
    for (question, given) in answers.iter(set) {
        let before = inherited.get(question);
        let left_out = before.is_none() && *given == Answer::Skipped;
        if before != Some(given) && !left_out {
            own.give(question, given.clone());
        }
    }
    own
}

/// Returns everything a scenario can expect of an outcome.
fn full_expectation(set: &QuestionSet, outcome: &Outcome) -> Expectation {
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

/// Adds what a miss is about to the expectation.
fn expect_missed(expect: &mut Expectation, all: &Expectation, miss: &Miss) {
    match miss {
        Miss::NotFound(rule) => expect.findings.push(*rule),
        Miss::Found(rule) => expect.no_findings.push(*rule),
        Miss::CrisisLines { .. } => expect.crisis_lines = all.crisis_lines,
        Miss::Close { .. } => expect.close.clone_from(&all.close),
        Miss::Sequence { .. } => expect.sequence = all.sequence,
        // The status and the suggestions are expected anyway.
        _ => {}
    }
}

/// Returns whether the outcome differs from the expectation, or there is none.
pub(crate) fn fails(expect: &Expectation, outcome: Option<&Outcome>) -> bool {
    outcome.is_none_or(|outcome| !misses(expect, outcome).is_empty())
}

/// Returns the outcome of a scenario with these answers; `None` if they do not fit the set.
pub(crate) fn replay(set: &QuestionSet, written: &[&Answers]) -> Option<Outcome> {
    let answers = inherited_answers(set, written.iter().copied());
    if is_exact(set, &answers) {
        decide(set, &answers).ok()
    } else {
        None
    }
}

//! How many small changes to a question set its scenarios notice.
//!
//! Each [`Mutation`] is made and all scenarios are run on the mutant. What none of them notices
//! is either proved [`equivalent`](crate::mutants::equivalence), so that no scenario ever could, or it survives:
//! there is an answer set that tells the two apart, and with it a scenario waiting to be written.

pub(crate) mod condition_operators;
pub(crate) mod equivalence;
pub(crate) mod kill_scenario;
pub(crate) mod operators;

pub use condition_operators::ConditionMutation;
pub use kill_scenario::KillScenario;
pub use operators::{Mutation, changes};
use treatfit_core::engine::decide;
use treatfit_core::model::{Id, QuestionSet, Scenario, Table};

use crate::kernel::diagram::OverBudget;
use crate::mutants::equivalence::Original;
use crate::mutants::kill_scenario::{misses_something, replay, telling};
use crate::threads;

/// A change, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The change.
    pub change: Mutation,
    /// Whether a scenario notices it.
    pub fate: Fate,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// This scenario notices it, as the first.
    Noticed(Id<Scenario>),
    /// No scenario could notice it: proved.
    Equivalent {
        /// Whether it also asks the same questions. If not, it asks other optional ones, or stops
        /// asking earlier.
        asks_alike: bool,
    },
    /// No scenario notices it, and this one would.
    Survives(Box<KillScenario>),
    /// No scenario notices it; whether one could is not known.
    Open(Option<OverBudget>),
}

/// What became of all changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many were tried.
    pub tried: usize,
    /// How many no scenario could notice.
    pub equivalent: usize,
    /// How many of those ask other questions.
    pub ask_otherwise: usize,
    /// How many a scenario notices.
    pub noticed: usize,
}

impl Tally {
    /// Counts.
    #[must_use]
    pub fn of(all: &[Mutant]) -> Self {
        let count = |fate: fn(&Fate) -> bool| all.iter().filter(|it| fate(&it.fate)).count();
        Self {
            tried: all.len(),
            equivalent: count(|fate| matches!(fate, Fate::Equivalent { .. })),
            ask_otherwise: count(|fate| *fate == Fate::Equivalent { asks_alike: false }),
            noticed: count(|fate| matches!(fate, Fate::Noticed(_))),
        }
    }

    /// How many a scenario could notice.
    #[must_use]
    pub const fn noticeable(&self) -> usize {
        self.tried - self.equivalent
    }

    /// Whether at least so many percent of those a scenario could notice are noticed.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.noticed * 100 >= self.noticeable() * usize::from(percent)
    }
}

/// A scenario waiting to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingScenario<'t> {
    /// The changes it would notice, which no scenario of the set does.
    pub changes: Vec<&'t Mutation>,
    /// The scenario.
    pub scenario: KillScenario,
}

/// The scenarios that would notice all that survive; one serves every change it can.
#[must_use]
pub fn waiting(all: &[Mutant]) -> Vec<MissingScenario<'_>> {
    let mut waiting: Vec<MissingScenario<'_>> = Vec::new();
    for Mutant { change, fate } in all {
        let Fate::Survives(survivor) = fate else {
            continue;
        };
        if let Some(one) = waiting.iter_mut().find(|it| it.scenario.is_like(survivor)) {
            one.changes.push(change);
            one.scenario.expect_too(survivor);
        } else {
            waiting.push(MissingScenario {
                changes: vec![change],
                scenario: survivor.as_ref().clone(),
            });
        }
    }
    waiting
}

/// Tries every small change to a set whose scenarios pass.
#[must_use]
pub fn try_all(set: &QuestionSet, budget: usize) -> Vec<Mutant> {
    let changes = changes(set);
    let bare = bare(set);
    let noticed = notice_all(set, &bare, &changes);
    let left = changes.iter().zip(&noticed);
    let left: Vec<&Mutation> = left
        .filter(|(_, noticed)| noticed.is_none())
        .map(|(change, _)| change)
        .collect();
    let mut judged = judge(set, &left, budget).into_iter();
    let fates = noticed.into_iter().map(|noticed| match noticed {
        Some(scenario) => Fate::Noticed(scenario),
        None => judged.next().unwrap_or(Fate::Open(None)),
    });
    changes
        .into_iter()
        .zip(fates)
        .map(|(change, fate)| Mutant { change, fate })
        .collect()
}

/// The set without what no change touches, so that copies cost little.
fn bare(set: &QuestionSet) -> QuestionSet {
    QuestionSet {
        scenarios: Table::default(),
        guarantees: Table::default(),
        ..set.clone()
    }
}

/// For each change, the first scenario that notices it.
fn notice_all(
    set: &QuestionSet,
    bare: &QuestionSet,
    changes: &[Mutation],
) -> Vec<Option<Id<Scenario>>> {
    threads::map(changes, |change| {
        let mutant = change.made(bare);
        let walks_alike = walk_alike(bare, &mutant);
        let mut ids = set.scenarios.ids();
        ids.find(|&id| notices(set, &mutant, id, walks_alike))
    })
}

/// Whether the walk is certainly the same for all answers.
fn walk_alike(set: &QuestionSet, mutant: &QuestionSet) -> bool {
    let stopping = |set: &QuestionSet| {
        let read = set.questions.values().flat_map(|it| &it.readers.stopping);
        let mut rules: Vec<_> = read.copied().collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    };
    let rules = stopping(set);
    set.questions == mutant.questions
        && set.conditions == mutant.conditions
        && set.scores == mutant.scores
        && rules == stopping(mutant)
        && rules.iter().all(|&id| {
            let (one, other) = (&set.rules[id], &mutant.rules[id]);
            one.when == other.when && one.effect == other.effect
        })
}

/// Whether a scenario that passes on the original fails on the mutant.
fn notices(
    set: &QuestionSet,
    mutant: &QuestionSet,
    scenario: Id<Scenario>,
    walks_alike: bool,
) -> bool {
    let outcome = if walks_alike {
        decide(mutant, &set.scenarios[scenario].answers).ok()
    } else {
        replay(mutant, &set.answer_layers(scenario))
    };
    misses_something(&set.scenarios[scenario].expect, outcome.as_ref())
}

/// What becomes of changes that no scenario notices.
#[must_use]
pub(crate) fn judge(set: &QuestionSet, changes: &[&Mutation], budget: usize) -> Vec<Fate> {
    let bare = bare(set);
    let batches: Vec<&[&Mutation]> = changes.chunks(BATCH).collect();
    let fates = threads::map(&batches, |batch| judge_batch(set, &bare, batch, budget));
    fates.into_iter().flatten().collect()
}

/// How many changes are judged with the same diagrams: each leaves some behind. Whatever the number
/// of cores, the same changes share a budget, so that the same come out as not proved.
const BATCH: usize = 50;

fn judge_batch(
    set: &QuestionSet,
    bare: &QuestionSet,
    changes: &[&Mutation],
    budget: usize,
) -> Vec<Fate> {
    let mutants = changes.iter().map(|change| change.made(bare));
    let mut original = match Original::new(bare, mutants, budget) {
        Ok(original) => original,
        Err(over) => return vec![Fate::Open(Some(over)); changes.len()],
    };
    let fate = |change: &&Mutation| {
        let mutant = change.made(bare);
        for exactly in [false, true] {
            let differences = match original.differences(&mutant, exactly) {
                Ok(differences) => differences,
                Err(over) => return Fate::Open(Some(over)),
            };
            if differences.none() {
                let asks_alike = differences.asks_alike;
                return Fate::Equivalent { asks_alike };
            }
            let examples = original.examples(differences).into_iter();
            let mut survivors = examples.filter_map(|answers| telling(set, &mutant, &answers));
            if let Some(survivor) = survivors.next() {
                return Fate::Survives(Box::new(survivor));
            }
        }
        Fate::Open(None)
    };
    changes.iter().map(fate).collect()
}

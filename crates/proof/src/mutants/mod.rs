//! Mutation testing of a question set: how many small faults do its scenarios detect?
//!
//! Every [`Mutation`] is applied to a copy of the set, the *mutant*, and all scenarios run on it.
//! If one fails, the mutant is *killed*. Otherwise it has *survived* the scenarios, and one of
//! three things holds (see [`Fate`]):
//!
//! - It is proved equivalent: no scenario can tell it from the original (module `equivalence`).
//! - A *kill scenario* exists, an answer set on which the two differ. It is offered to the author
//!   as a scenario to add.
//! - Neither could be shown: the diagrams outgrew the budget, or no difference they allow for was
//!   confirmed by the engine.

pub(crate) mod condition_operators;
pub(crate) mod equivalence;
pub(crate) mod kill_scenario;
pub(crate) mod operators;

pub use condition_operators::ConditionMutation;
pub use kill_scenario::KillScenario;
pub use operators::{Mutation, mutations};
use treatfit_core::engine::decide;
use treatfit_core::model::{Id, QuestionSet, Scenario, Table};

use crate::kernel::diagram::OverBudget;
use crate::mutants::equivalence::Original;
use crate::mutants::kill_scenario::{fails, find_kill_scenario, replay};
use crate::threads;

/// A mutation and its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The mutation.
    pub mutation: Mutation,
    /// Whether the scenarios kill the mutant.
    pub fate: Fate,
}

/// What mutation testing found about a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A scenario fails on it; this is the first one that does.
    Killed(Id<Scenario>),
    /// No scenario can kill it; this is proved.
    Equivalent {
        /// Whether it asks the same questions for all answers. If not, it asks optional questions
        /// that the original does not ask.
        same_questions: bool,
    },
    /// No scenario of the set kills it, and this one would.
    Survived(Box<KillScenario>),
    /// No scenario of the set kills it, and it is not known whether one could: the budget ran out,
    /// or if this is `None`, no difference was confirmed by the engine.
    Unknown(Option<OverBudget>),
}

/// The numbers of mutants by fate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many mutants were tried.
    pub tried: usize,
    /// How many are equivalent to the original.
    pub equivalent: usize,
    /// How many of the equivalent ones ask other questions than the original.
    pub equivalent_asking_others: usize,
    /// How many are killed by a scenario.
    pub killed: usize,
}

impl Tally {
    /// Counts mutants by their fate.
    #[must_use]
    pub fn of(all: &[Mutant]) -> Self {
        let count = |fate: fn(&Fate) -> bool| all.iter().filter(|it| fate(&it.fate)).count();
        Self {
            tried: all.len(),
            equivalent: count(|fate| matches!(fate, Fate::Equivalent { .. })),
            equivalent_asking_others: count(|fate| {
                *fate
                    == Fate::Equivalent {
                        same_questions: false,
                    }
            }),
            killed: count(|fate| matches!(fate, Fate::Killed(_))),
        }
    }

    /// Returns how many mutants are not proved equivalent.
    #[must_use]
    pub const fn killable(&self) -> usize {
        self.tried - self.equivalent
    }

    /// Returns whether at least this percentage of the killable mutants is killed.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.killed * 100 >= self.killable() * usize::from(percent)
    }
}

/// A scenario that the set lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingScenario<'t> {
    /// The mutations whose mutants it would kill. No scenario of the set kills them.
    pub mutations: Vec<&'t Mutation>,
    /// The scenario.
    pub scenario: KillScenario,
}

/// Returns scenarios that would kill all survivors. Survivors with the same kill answers share a
/// scenario.
#[must_use]
pub fn missing_scenarios(all: &[Mutant]) -> Vec<MissingScenario<'_>> {
    let mut missing_scenarios: Vec<MissingScenario<'_>> = Vec::new();
    for Mutant { mutation, fate } in all {
        let Fate::Survived(kill_scenario) = fate else {
            continue;
        };
        if let Some(one) = missing_scenarios
            .iter_mut()
            .find(|it| it.scenario.has_same_answers(kill_scenario))
        {
            one.mutations.push(mutation);
            one.scenario.merge_expectation(kill_scenario);
        } else {
            missing_scenarios.push(MissingScenario {
                mutations: vec![mutation],
                scenario: kill_scenario.as_ref().clone(),
            });
        }
    }
    missing_scenarios
}

/// Applies every mutation to a set whose scenarios pass, and finds the fate of each mutant.
///
/// Proofs use at most `budget` diagram nodes for every 50 survivors.
///
/// # Examples
/// A rule that no scenario covers can be removed without a scenario failing:
///
/// ```
/// use treatfit_core::load::{Files, load};
/// use treatfit_proof::BUDGET;
/// use treatfit_proof::mutants::{Fate, Mutation, Tally, missing_scenarios, try_all};
///
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-25}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up., evidence: It is there.}
/// #   - {id: park, name: The park, summary: Flat., evidence: It is there.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: Nobody should slip.}
/// # sources: [{id: W1, title: A map, seen: read}]
/// # questions:
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old, new: New}}
/// # rules:
/// #   - {id: for-the-hill, points: {hill: 1}, when: {shoes: old}, because: Old ones grip., sources: [W1]}
/// #   - {id: for-the-park, points: {park: 1}, when: {shoes: new}, because: It is flat., sources: [W1]}
/// # ";
/// # let scenarios = "\
/// # scenarios:
/// #   - id: old-shoes
/// #     about: Old shoes are for the hill.
/// #     answers: {shoes: old}
/// #     expect: {status: suggestion, suggests: [hill]}
/// # ";
/// # let texts = [("set.yaml", head), ("walk.yaml", section), ("scenarios/shoes.yaml", scenarios)];
/// # let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
/// # let set = load(&Files::from_texts(texts)).unwrap().set;
/// // Two rules, and one scenario: old shoes suggest the hill.
/// let mutants = try_all(&set, BUDGET);
/// let fate = |rule: &str| {
///     let mutation = Mutation::RemoveRule(set.rules.find(rule).unwrap());
///     let mutant = mutants.iter().find(|mutant| mutant.mutation == mutation);
///     &mutant.unwrap().fate
/// };
/// assert!(matches!(fate("for-the-hill"), Fate::Killed(_)));
/// assert!(matches!(fate("for-the-park"), Fate::Survived(_)));
///
/// let tally = Tally::of(&mutants);
/// assert!(tally.killed < tally.killable());
/// assert!(!missing_scenarios(&mutants).is_empty());
/// ```
#[must_use]
pub fn try_all(set: &QuestionSet, budget: usize) -> Vec<Mutant> {
    let mutations = mutations(set);
    let untested = without_tests(set);
    let killers = find_killers(set, &untested, &mutations);
    let survivors = mutations.iter().zip(&killers);
    let survivors: Vec<&Mutation> = survivors
        .filter(|(_, killer)| killer.is_none())
        .map(|(mutation, _)| mutation)
        .collect();
    let mut classified = classify_survivors(set, &survivors, budget).into_iter();
    let fates = killers.into_iter().map(|killer| match killer {
        Some(scenario) => Fate::Killed(scenario),
        None => classified.next().unwrap_or(Fate::Unknown(None)),
    });
    mutations
        .into_iter()
        .zip(fates)
        .map(|(mutation, fate)| Mutant { mutation, fate })
        .collect()
}

/// Returns the set without scenarios and guarantees. No mutation touches them, so copies get
/// cheaper.
fn without_tests(set: &QuestionSet) -> QuestionSet {
    QuestionSet {
        scenarios: Table::default(),
        guarantees: Table::default(),
        ..set.clone()
    }
}

/// Returns, for each mutation, the first scenario that kills its mutant.
fn find_killers(
    set: &QuestionSet,
    untested: &QuestionSet,
    mutations: &[Mutation],
) -> Vec<Option<Id<Scenario>>> {
    threads::map(mutations, |mutation| {
        let mutant = mutation.apply(untested);
        let same_walk = have_same_walk(untested, &mutant);
        let mut ids = set.scenarios.ids();
        ids.find(|&id| kills(set, &mutant, id, same_walk))
    })
}

/// Returns whether mutant and original certainly ask the same questions for all answers. If so,
/// stored scenario answers can be decided without being replayed.
fn have_same_walk(set: &QuestionSet, mutant: &QuestionSet) -> bool {
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

/// Returns whether a scenario that passes on the original fails on the mutant.
fn kills(set: &QuestionSet, mutant: &QuestionSet, scenario: Id<Scenario>, same_walk: bool) -> bool {
    let outcome = if same_walk {
        decide(mutant, &set.scenarios[scenario].answers).ok()
    } else {
        replay(mutant, &set.answer_layers(scenario))
    };
    fails(&set.scenarios[scenario].expect, outcome.as_ref())
}

/// Finds the fate of mutants that no scenario kills.
#[must_use]
pub(crate) fn classify_survivors(
    set: &QuestionSet,
    mutations: &[&Mutation],
    budget: usize,
) -> Vec<Fate> {
    let untested = without_tests(set);
    let batches: Vec<&[&Mutation]> = mutations.chunks(BATCH).collect();
    let fates = threads::map(&batches, |batch| {
        classify_batch(set, &untested, batch, budget)
    });
    fates.into_iter().flatten().collect()
}

/// How many mutants are classified with one store, because each leaves nodes behind. The size does
/// not depend on the number of cores, so that the same mutants share a budget everywhere and the
/// same ones come out as not proved.
const BATCH: usize = 50;

/// Compares the mutants of a batch with the original: first with the quick reading, then, if the
/// engine confirms none of its examples, exactly.
fn classify_batch(
    set: &QuestionSet,
    untested: &QuestionSet,
    mutations: &[&Mutation],
    budget: usize,
) -> Vec<Fate> {
    let mutants = mutations.iter().map(|mutation| mutation.apply(untested));
    let mut original = match Original::new(untested, mutants, budget) {
        Ok(original) => original,
        Err(over) => return vec![Fate::Unknown(Some(over)); mutations.len()],
    };
    let fate = |mutation: &&Mutation| {
        let mutant = mutation.apply(untested);
        for exactly in [false, true] {
            let differences = match original.differences(&mutant, exactly) {
                Ok(differences) => differences,
                Err(over) => return Fate::Unknown(Some(over)),
            };
            if differences.is_empty() {
                let same_questions = differences.same_questions;
                return Fate::Equivalent { same_questions };
            }
            let examples = original.examples(differences).into_iter();
            let mut scenarios =
                examples.filter_map(|answers| find_kill_scenario(set, &mutant, &answers));
            if let Some(scenario) = scenarios.next() {
                return Fate::Survived(Box::new(scenario));
            }
        }
        Fate::Unknown(None)
    };
    mutations.iter().map(fate).collect()
}

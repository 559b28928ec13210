//! Encodes a question set as decision diagrams.
//!
//! An *answer set* is what a finished walk through the interview has collected: an answer to each
//! question that was asked, and "not asked" for the others. The shipped set has too many answer sets
//! to enumerate. Instead everything the proofs need is encoded as a function of the answers:
//!
//! - [`space`]: the variables, built from the [`domain`] of each question and the tests on it;
//!   [`view`] maps a question set to them;
//! - [`condition`]: conditions, in three-valued logic;
//! - [`walk`]: which questions are asked, and from that which assignments are answer sets;
//! - [`rules`], then [`outcome`]: which rules fire, and the outcome they lead to;
//! - [`expectation`]: the outcomes a guarantee allows;
//! - [`witness`]: from a diagram back to answers.
//!
//! In these modules "the assignments in which ..." is a Boolean diagram. Assignments that are not
//! answer sets can satisfy it too: intersect it with [`Proof::answer_sets`] before drawing a
//! conclusion.
//!
//! # Variable order
//!
//! Variables are in the order of the interview; `check::route_independence` relies on it. All
//! results of the shipped set then take 152,000 nodes. The reverse order takes 777,000, and the best
//! order found by moving questions for 200 s takes 112,000.

pub(crate) mod condition;
pub(crate) mod domain;
pub(crate) mod expectation;
pub(crate) mod mapping;
pub(crate) mod outcome;
pub(crate) mod rules;
pub(crate) mod space;
pub(crate) mod walk;
pub(crate) mod witness;

use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::engine::decide;
use treatfit_core::model::{Answer, Answers, Condition, Id, Question, QuestionSet};

use crate::encode::condition::ConditionEncoder;
use crate::encode::domain::Domain;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::rules::RuleDiagrams;
use crate::encode::space::Space;
use crate::encode::walk::WalkDiagrams;
use crate::encode::witness::{Example, ValueCosts};
use crate::kernel::counter::{Counter, WeightedEdges};
use crate::kernel::diagram::{Diagram, Store, WithinBudget};

/// Default budget of a proof, in nodes of one store: 2,000,000 nodes, which take about 200 MB (100
/// bytes each, with unique table and cache).
pub const BUDGET: usize = 2_000_000;

/// Question set encoded as decision diagrams, ready to be checked.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    /// Question set.
    pub(crate) set: &'a QuestionSet,
    /// Variables of the diagrams.
    pub(crate) space: Space,
    /// Nodes of all diagrams.
    pub(crate) store: Store,
    /// Questions that are asked and reached.
    pub(crate) walk: WalkDiagrams,
    /// Parts of the outcome.
    pub(crate) outcomes: OutcomeDiagrams,
    /// Assignments that represent answer sets.
    pub(crate) answer_sets: Diagram,
    /// Encoder of further conditions.
    pub(crate) encoder: ConditionEncoder<'a>,
    /// Counter with the weights of `space`.
    pub(crate) counter: Counter,
    /// Path weights of `answer_sets`.
    pub(crate) answer_set_edges: WeightedEdges,
    /// Cost model of witnesses.
    pub(crate) value_costs: ValueCosts,
}

impl<'a> Proof<'a> {
    /// Encodes a question set with at most `budget` nodes; later checks share that budget.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the encoding needs more nodes.
    pub fn build(set: &'a QuestionSet, budget: usize) -> WithinBudget<Self> {
        let order: Vec<usize> = (0..set.questions.len()).collect();
        Self::build_with_order(set, &order, budget)
    }

    /// Encodes a question set with its questions as variables in this order, a permutation of their
    /// indices. The order changes the size of the diagrams, not what they mean, but the check of route
    /// independence needs the order of the interview.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the encoding needs more than `budget` nodes.
    pub(crate) fn build_with_order(
        set: &'a QuestionSet,
        order: &[usize],
        budget: usize,
    ) -> WithinBudget<Self> {
        let mut encoder = ConditionEncoder::own(set);
        let mut tests = vec![BTreeSet::new(); set.questions.len()];
        encoder.view.collect_tests(set, &mut tests);
        let questions: Vec<Domain> = set.questions.values().map(Domain::of).collect();
        let space = Space::new(&questions, tests, order);
        let mut store = space.store(budget);
        let walk = WalkDiagrams::encode(&mut store, &space, &mut encoder)?;
        let answer_sets = walk.answer_sets(&mut store, &space, &encoder)?;
        let truths = RuleDiagrams::encode(&mut store, &space, &mut encoder, &walk)?;
        let outcomes = OutcomeDiagrams::decide(&mut store, set, &truths)?;
        let counter = Counter::new(space.all_weights());
        Ok(Self {
            set,
            answer_set_edges: counter.weighted_edges(&store, answer_sets),
            value_costs: ValueCosts::new(set, &space, &encoder.view),
            counter,
            space,
            store,
            encoder,
            walk,
            outcomes,
            answer_sets,
        })
    }

    /// Returns the number of nodes of all diagrams so far.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.store.len()
    }

    /// Returns the assignments in which a condition is true at the end of the walk.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn holds(&mut self, condition: &Condition) -> WithinBudget<Diagram> {
        let reached = &self.walk.reached;
        self.encoder
            .holds(&mut self.store, &self.space, condition, reached)
    }

    /// Returns the assignments in which a condition is certainly true once the first `settled`
    /// questions are settled.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn certain(
        &mut self,
        condition: &Condition,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        self.encoder
            .certain(&mut self.store, &self.space, condition, settled)
    }

    /// Returns the number of answer sets among the assignments of a Boolean diagram.
    pub(crate) fn count(&mut self, diagram: Diagram) -> BigUint {
        self.counter
            .count_within(&self.store, &self.answer_set_edges, diagram)
    }

    /// Returns the cheapest answer set that satisfies a diagram, by [`ValueCosts`]; `None` if no
    /// answer set does.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn witness(&mut self, diagram: Diagram) -> WithinBudget<Option<Answers>> {
        let here = self.store.and(self.answer_sets, diagram)?;
        let values = self.value_costs.values(&self.store, here);
        Ok(values.map(|values| self.answers(&values)))
    }

    /// Returns the cheapest answer set whose answer to `question` is equivalent to `answer`, that is
    /// no test distinguishes the two; `None` if there is none.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn witness_with_answer(
        &mut self,
        question: Id<Question>,
        answer: &Answer,
    ) -> WithinBudget<Option<Answers>> {
        let ids = self.set.questions.ids();
        let only = ids.map(|id| (id == question).then_some(answer));
        let values = self.space.values(only);
        let mut equivalent = Diagram::YES;
        if let Some(slot) = self.space.slots.get(question.index()) {
            equivalent = slot.has_values(&mut self.store, &values)?;
        }
        self.witness(equivalent)
    }

    /// Returns the answers that an assignment represents.
    pub(crate) fn answers(&self, values: &[usize]) -> Answers {
        witness::answers(self.set, &self.space, &self.encoder.view, values)
    }

    /// Returns the answers with the outcome that the engine decides on them.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the engine does not accept the answers as complete.
    pub(crate) fn with_outcome(&self, answers: Answers) -> WithinBudget<Example> {
        // An answer set that the engine does not accept as complete would be a bug in the encoding.
        // Nothing may then be claimed, and `OverBudget` is the error that claims nothing.
        let outcome = decide(self.set, &answers).map_err(|_| self.store.over_budget())?;
        Ok(Example { answers, outcome })
    }

    /// Returns the assignment that represents these answers.
    #[must_use]
    pub(crate) fn values(&self, answers: &Answers) -> Vec<usize> {
        let ids = self.set.questions.ids();
        self.space.values(ids.map(|id| answers.get(id)))
    }
}

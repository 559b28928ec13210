//! Proofs over all answer sets.
//!
//! An *answer set* is what one walk through the interview can have given when it ends: an answer to
//! every question that was asked, and "not asked" for the others. The shipped set has more of them
//! than could ever be tried, so they are never tried: every question the proofs have is a function
//! of the answers, kept as a decision diagram.
//!
//! # Why these diagrams
//!
//! Answers have many values, and points, scores and leads are numbers. The diagrams of
//! [`diagram`] have both as they are. The same 16,580 steps that prove the shipped set were replayed
//! on `oxidd` 0.13, with complemented edges, answers in binary and every number as one diagram for
//! each of its values (its own diagrams over numbers can add and take the greater, but not compare):
//!
//! | 2026-11-21, 2 cores, best of ten | here | `oxidd` |
//! |---|---|---|
//! | compile | 33 ms | 76 ms |
//! | all steps of all proofs, one thread | 0.40 s, counting and witnesses included | 0.49 s, without them |
//! | nodes | 0.38 million | 1.05 million |
//!
//! Variables stand in the order of the interview, which leftover answers are proved by. To all results it
//! takes 152,000 nodes; the opposite order takes 777,000, and the best found in 200 s of moving
//! questions about takes 112,000.

pub(crate) mod condition;
pub(crate) mod domain;
pub(crate) mod expectation;
pub(crate) mod outcome;
pub(crate) mod rules;
pub(crate) mod space;
pub(crate) mod view;
pub(crate) mod walk;
pub(crate) mod witness;

use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::engine::decide;
use treatfit_core::model::{Answer, Answers, Condition, Id, Question, QuestionSet};

use crate::check::guarantees::Example;
use crate::encode::condition::ConditionEncoder;
use crate::encode::domain::Domain;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::rules::RuleDiagrams;
use crate::encode::space::Space;
use crate::encode::walk::WalkDiagrams;
use crate::encode::witness::ValueCosts;
use crate::kernel::counter::{Counter, WeightedEdges};
use crate::kernel::diagram::{Diagram, Store, WithinBudget};

/// The budget where none is given, in nodes: about 200 MB.
pub const BUDGET: usize = 2_000_000;

/// A question set as decision diagrams.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    /// The set.
    pub(crate) set: &'a QuestionSet,
    /// The space of answers.
    pub(crate) space: Space,
    /// All diagrams.
    pub(crate) store: Store,
    /// Where each question is asked.
    pub(crate) walk: WalkDiagrams,
    /// Where each outcome comes out.
    pub(crate) outcomes: OutcomeDiagrams,
    /// All answer sets.
    pub(crate) answer_sets: Diagram,
    pub(crate) encoder: ConditionEncoder<'a>,
    pub(crate) counter: Counter,
    pub(crate) shares: WeightedEdges,
    pub(crate) value_costs: ValueCosts,
}

impl<'a> Proof<'a> {
    /// Compiles a set.
    ///
    /// # Errors
    /// [`OverBudget`] if it takes more nodes than `budget`.
    pub fn build(set: &'a QuestionSet, budget: usize) -> WithinBudget<Self> {
        let order: Vec<usize> = (0..set.questions.len()).collect();
        Self::build_with_order(set, &order, budget)
    }

    /// Compiles a set with its questions as variables in this order. The order changes no result,
    /// only the size of the diagrams.
    ///
    /// # Errors
    /// [`OverBudget`].
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
        let counter = Counter::new(&space);
        Ok(Self {
            set,
            shares: counter.weighted_edges(&store, answer_sets),
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

    /// How many nodes all diagrams so far take.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.store.len()
    }

    /// Where a condition holds at the end of the walk.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn holds(&mut self, condition: &Condition) -> WithinBudget<Diagram> {
        let reached = &self.walk.reached;
        self.encoder
            .holds(&mut self.store, &self.space, condition, reached)
    }

    /// Where a condition is certain once the first `settled` questions are settled.
    pub(crate) fn certain(
        &mut self,
        condition: &Condition,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        self.encoder
            .certain(&mut self.store, &self.space, condition, settled)
    }

    /// For how many answer sets a diagram holds.
    pub(crate) fn count(&mut self, diagram: Diagram) -> BigUint {
        self.counter
            .count_within(&self.store, &self.shares, diagram)
    }

    /// An answer set a diagram holds for, as ordinary as there is; `None` if there is none.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn witness(&mut self, diagram: Diagram) -> WithinBudget<Option<Answers>> {
        let here = self.store.and(self.answer_sets, diagram)?;
        let values = self.value_costs.values(&self.store, here);
        Ok(values.map(|values| self.answers(&values)))
    }

    /// An answer set with an answer to this question that nothing tells from this one.
    pub(crate) fn witness_with_answer(
        &mut self,
        question: Id<Question>,
        answer: &Answer,
    ) -> WithinBudget<Option<Answers>> {
        let ids = self.set.questions.ids();
        let only = ids.map(|id| (id == question).then_some(answer));
        let values = self.space.values(only);
        let mut like = Diagram::YES;
        if let Some(slot) = self.space.slots.get(question.index()) {
            like = slot.has_values(&mut self.store, &values)?;
        }
        self.witness(like)
    }

    /// The answers that these values of all variables stand for.
    pub(crate) fn answers(&self, values: &[usize]) -> Answers {
        witness::answers(self.set, &self.space, &self.encoder.view, values)
    }

    /// Answers with what the engine decides on them.
    pub(crate) fn with_outcome(&self, answers: Answers) -> WithinBudget<Example> {
        // An answer set the engine does not take as complete would be a fault of the proof: then
        // nothing may be claimed.
        let outcome = decide(self.set, &answers).map_err(|_| self.store.over_budget())?;
        Ok(Example { answers, outcome })
    }

    /// The values of all variables that stand for these answers.
    #[must_use]
    pub(crate) fn values(&self, answers: &Answers) -> Vec<usize> {
        let ids = self.set.questions.ids();
        self.space.values(ids.map(|id| answers.get(id)))
    }
}

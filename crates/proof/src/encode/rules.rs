//! Encodes which rules are true at the end of the walk, and the points they add up to.

use treatfit_core::model::{Effect, Id, QuestionSet, Rule, Treatment};

use crate::encode::condition::ConditionEncoder;
use crate::encode::space::Space;
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// Conditions of rules and sequences, each as the assignments in which it is true.
#[derive(Debug, Clone)]
pub(crate) struct RuleDiagrams {
    /// True at the end of the walk, by rule.
    pub fired: Vec<Diagram>,
    /// True once all questions are settled, by rule; meaningful only where the walk is complete.
    /// If it ends early, in an emergency, that alone decides the status, so most parts of an
    /// outcome are encoded from these diagrams. They are smaller than `fired`, because they do not
    /// contain the conditions of all earlier emergencies.
    pub complete: Vec<Diagram>,
    /// Condition of the sequence true at the end of the walk, by sequence.
    pub sequences: Vec<Diagram>,
}

impl RuleDiagrams {
    /// Encodes the conditions of all rules and sequences of the encoder's set.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn encode(
        store: &mut Store,
        space: &Space,
        encoder: &mut ConditionEncoder<'_>,
        walk: &WalkDiagrams,
    ) -> WithinBudget<Self> {
        let set = encoder.set;
        let questions = set.questions.len();
        let mut truths = Self {
            fired: Vec::new(),
            complete: Vec::new(),
            sequences: Vec::new(),
        };
        for rule in set.rules.values() {
            let complete = encoder.certain(store, space, &rule.when, questions)?;
            let fired = encoder.holds(store, space, &rule.when, &walk.reached)?;
            truths.complete.push(complete);
            truths.fired.push(fired);
        }
        for sequence in set.sequences.values() {
            let holds = encoder.holds(store, space, &sequence.when, &walk.reached)?;
            truths.sequences.push(holds);
        }
        Ok(truths)
    }

    /// Returns a copy in which one rule never fires.
    #[must_use]
    pub(crate) fn without(&self, rule: Id<Rule>) -> Self {
        let mut truths = self.clone();
        for rules in [&mut truths.fired, &mut truths.complete] {
            if let Some(place) = rules.get_mut(rule.index()) {
                *place = Diagram::NO;
            }
        }
        truths
    }

    /// Encodes a weighted sum of points over the fit rules that are true; `points` is the weight of
    /// each treatment's points. Valid where the walk is complete.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn sum(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        points: impl Fn(Id<Treatment>) -> i32,
    ) -> WithinBudget<Diagram> {
        let mut sum = Diagram::terminal(0);
        // Later rules mostly read later questions: from the last rule up, each addition adds levels
        // above the existing diagram and changes little of it.
        for (rule, &holds) in set.rules.values().zip(&self.complete).rev() {
            if let Effect::Fit(given) = &rule.effect {
                let total: i32 = given
                    .iter()
                    .map(|&(treatment, given)| points(treatment) * given)
                    .sum();
                let part = store.apply(Op::Gate, holds, Diagram::terminal(total))?;
                sum = store.apply(Op::Add, part, sum)?;
            }
        }
        Ok(sum)
    }

    /// Encodes the lead of `first` over `second` in points; negative if it is behind. Valid where
    /// the walk is complete.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn lead(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        first: Id<Treatment>,
        second: Id<Treatment>,
    ) -> WithinBudget<Diagram> {
        let is = |one, other| i32::from(one == other);
        self.sum(store, set, |it| is(it, first) - is(it, second))
    }
}

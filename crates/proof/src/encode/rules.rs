//! Rules as diagrams: which are true at the end of the walk, and the points they add up to.

use treatfit_core::model::{Effect, Id, QuestionSet, Rule, Treatment};

use crate::encode::condition::ConditionEncoder;
use crate::encode::space::Space;
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// Which conditions are true at the end of the walk.
#[derive(Debug, Clone)]
pub(crate) struct RuleDiagrams {
    /// The rule is true, by rule.
    pub fired: Vec<Diagram>,
    /// The same, but read only where the walk is complete. Where it ends early, in an emergency,
    /// the status is settled by that alone; so most parts of an outcome can be made from these,
    /// which have nothing of all earlier emergencies in them.
    pub complete: Vec<Diagram>,
    /// The sequence's condition is true, by sequence.
    pub sequences: Vec<Diagram>,
}

impl RuleDiagrams {
    /// Encodes which rules are true.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// The same without one rule.
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

    /// The sum of some points of each fit rule, over the rules that are true.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn sum(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        points: impl Fn(Id<Treatment>) -> i32,
    ) -> WithinBudget<Diagram> {
        let mut sum = Diagram::terminal(0);
        // Later rules read later questions: from the bottom up, each step adds little.
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

    /// By how many points the first treatment is ahead of the second; below 0, behind it.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

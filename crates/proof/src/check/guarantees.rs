//! Proves the guarantees that the author of a question set states, or finds counterexamples.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::model::{
    Claim, Condition, Effect, Expectation, Guarantee, Id, Level, Outcome, Question, QuestionSet,
    Rule, Status,
};

use crate::encode::Proof;
use crate::encode::witness::Example;
use crate::kernel::diagram::{Diagram, WithinBudget};

/// Result of proving a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Guarantee.
    pub guarantee: Id<Guarantee>,
    /// Number of answer sets that it is about, those that satisfy its `when`.
    pub speaks_of: BigUint,
    /// Whether it holds for them.
    pub ruling: Ruling,
}

/// Whether a guarantee holds, by its kind of claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It holds for every answer set it is about.
    Holds,
    /// It claims that something is possible, and it is: the number of witnesses, and one of them.
    Possible(BigUint, Box<Example>),
    /// It is broken: the number of counterexamples, and one of them.
    Broken(BigUint, Box<Counterexample>),
    /// It claims that something is possible, and there is no witness.
    Impossible,
    /// It is vacuous: no answer set satisfies its `when`.
    SaysNothing,
}

impl Ruling {
    /// Returns whether the guarantee is proved. A vacuous one is not.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Holds | Self::Possible(..))
    }
}

/// Answer set that breaks a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterexample {
    /// Answer set and outcome.
    pub example: Example,
    /// Rule that probably should have fired: one that the guarantee requires as a finding, or one
    /// with a fitting effect that is a finding in more than half of the answer sets that the
    /// guarantee is about. `None` if there is no such rule.
    pub expected: Option<Id<Rule>>,
}

impl Proof<'_> {
    /// Proves every guarantee of the set or finds a counterexample.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn guarantees(&mut self) -> WithinBudget<Vec<Verdict>> {
        let ids = self.set.guarantees.ids();
        ids.map(|id| self.guarantee(id)).collect()
    }

    /// Proves one guarantee of the set or finds a counterexample.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn guarantee(&mut self, id: Id<Guarantee>) -> WithinBudget<Verdict> {
        let guarantee = &self.set.guarantees[id];
        let when = match &guarantee.when {
            Some(when) => self.holds(when)?,
            None => Diagram::YES,
        };
        let speaks_of = self.count(when);
        let ruling = match &guarantee.claim {
            _ if speaks_of == BigUint::ZERO => Ruling::SaysNothing,
            Claim::Always(expected) => self.always(when, guarantee, expected)?,
            Claim::Possible(expected) => self.possible(when, expected)?,
        };
        Ok(Verdict {
            guarantee: id,
            speaks_of,
            ruling,
        })
    }

    /// Proves that every assignment in `when` meets the expectation.
    fn always(
        &mut self,
        when: Diagram,
        guarantee: &Guarantee,
        expected: &Expectation,
    ) -> WithinBudget<Ruling> {
        let met = self.meets(expected)?;
        let broken = self.store.and_not(when, met)?;
        let Some(example) = self.example(broken)? else {
            return Ok(Ruling::Holds);
        };
        let many = self.count(broken);
        let expected = self.missing_rule(when, guarantee, expected, &example.outcome)?;
        Ok(Ruling::Broken(
            many,
            Box::new(Counterexample { example, expected }),
        ))
    }

    /// Proves that some assignment in `when` meets the expectation.
    fn possible(&mut self, when: Diagram, expected: &Expectation) -> WithinBudget<Ruling> {
        let met = self.meets(expected)?;
        let shown = self.store.and(when, met)?;
        Ok(match self.example(shown)? {
            Some(example) => Ruling::Possible(self.count(shown), Box::new(example)),
            None => Ruling::Impossible,
        })
    }

    /// Returns a witness of a diagram with the outcome that the engine decides on it; `None` if no
    /// answer set satisfies the diagram.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn example(&mut self, diagram: Diagram) -> WithinBudget<Option<Example>> {
        let answers = self.witness(diagram)?;
        answers
            .map(|answers| self.with_outcome(answers))
            .transpose()
    }

    /// Returns the rule for [`Counterexample::expected`]: a required finding that `outcome` lacks, or
    /// else, of the rules that read a question of the guarantee outside a `not` and could bring about what
    /// it expects, the one that is most often a finding, if in more than half of the answer sets.
    fn missing_rule(
        &mut self,
        when: Diagram,
        guarantee: &Guarantee,
        expected: &Expectation,
        outcome: &Outcome,
    ) -> WithinBudget<Option<Id<Rule>>> {
        let speaks_of = self.count(when);
        let named = expected.findings.iter().find(|&&rule| !outcome.found(rule));
        if named.is_some() {
            return Ok(named.copied());
        }
        let set = self.set;
        let read = guarantee.when.as_ref().map(|when| set.reads(when));
        let Some(read) = read else { return Ok(None) };
        let mut best = None;
        for (id, rule) in set.rules.iter() {
            let reads_same = !positively_read(set, &rule.when).is_disjoint(&read);
            if outcome.found(id) || !reads_same || !could_bring_about(rule, expected) {
                continue;
            }
            let found = self.outcomes.found(&mut self.store, set, id)?;
            let both = self.store.and(when, found)?;
            let many = self.count(both);
            if &many * 2u8 > speaks_of {
                best = best.max(Some((many, Reverse(id))));
            }
        }
        Ok(best.map(|(_, Reverse(id))| id))
    }
}

/// Returns whether the effect of a rule could bring about what is expected.
fn could_bring_about(rule: &Rule, expected: &Expectation) -> bool {
    let Effect::Safety(safety) = &rule.effect else {
        return expected.suggests_some.is_some();
    };
    let least = expected.status.max(expected.at_least);
    let grave_enough = match least {
        Some(Status::Emergency) => safety.level == Level::Emergency,
        Some(Status::NotSuitable) => safety.level >= Level::Exclude,
        Some(Status::NeedsClearance) => safety.level >= Level::Clearance,
        Some(Status::Suggestion) | None => false,
    };
    let restricts_suggestions = expected.suggests.as_ref().is_some_and(Vec::is_empty)
        || !expected.never_suggests.is_empty();
    grave_enough
        || (expected.crisis_lines == Some(true) && safety.crisis_lines)
        || (restricts_suggestions && safety.withhold)
        || (least.is_none() && restricts_suggestions && safety.level >= Level::Exclude)
}

/// Returns the questions that a condition reads outside of a `not`.
fn positively_read(set: &QuestionSet, condition: &Condition) -> BTreeSet<Id<Question>> {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .flat_map(|condition| positively_read(set, condition))
            .collect(),
        Condition::Not(_) => BTreeSet::new(),
        Condition::Is(name) => positively_read(set, &set.conditions[*name].condition),
        _ => set.reads(condition),
    }
}

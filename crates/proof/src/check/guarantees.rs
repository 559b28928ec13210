//! The guarantees of a set: proved, or broken by an answer set.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::model::{
    Answers, Claim, Condition, Effect, Expectation, Guarantee, Id, Level, Outcome, Question,
    QuestionSet, Rule, Status,
};

use crate::encode::Proof;
use crate::kernel::diagram::{Diagram, WithinBudget};

/// What became of a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The guarantee.
    pub guarantee: Id<Guarantee>,
    /// How many answer sets it speaks of.
    pub speaks_of: BigUint,
    /// Whether it holds.
    pub ruling: Ruling,
}

/// Whether a guarantee holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It holds for every answer set it speaks of.
    Holds,
    /// It is possible: so many answer sets show it, such as this one.
    Possible(BigUint, Box<Example>),
    /// So many answer sets break it, such as this one.
    Broken(BigUint, Box<Counterexample>),
    /// It says that something is possible, and no answer set does it.
    Impossible,
    /// No answer set is of the kind it speaks of, so that it says nothing.
    SaysNothing,
}

impl Ruling {
    /// Whether the author can rely on the guarantee.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Holds | Self::Possible(..))
    }
}

/// A complete answer set with what comes out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The answers.
    pub answers: Answers,
    /// What the engine decides on them.
    pub outcome: Outcome,
}

/// An answer set that breaks a guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterexample {
    /// The answer set.
    pub example: Example,
    /// The rule that should have been found, if one can be named: the guarantee wants it, or it is
    /// among the findings of most other answer sets that the guarantee speaks of.
    pub expected: Option<Id<Rule>>,
}

impl Proof<'_> {
    /// Proves every guarantee of the set, or breaks it.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn guarantees(&mut self) -> WithinBudget<Vec<Verdict>> {
        let ids = self.set.guarantees.ids();
        ids.map(|id| self.guarantee(id)).collect()
    }

    /// Proves one guarantee of the set, or breaks it.
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

    fn possible(&mut self, when: Diagram, expected: &Expectation) -> WithinBudget<Ruling> {
        let met = self.meets(expected)?;
        let shown = self.store.and(when, met)?;
        Ok(match self.example(shown)? {
            Some(example) => Ruling::Possible(self.count(shown), Box::new(example)),
            None => Ruling::Impossible,
        })
    }

    /// An answer set a diagram holds for, decided by the engine.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn example(&mut self, diagram: Diagram) -> WithinBudget<Option<Example>> {
        let answers = self.witness(diagram)?;
        answers
            .map(|answers| self.with_outcome(answers))
            .transpose()
    }

    /// The rule that keeps this guarantee for most of the other answer sets it speaks of, among
    /// those that read what it reads and have the effect it wants.
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
            let reads_same = !looks_at(set, &rule.when).is_disjoint(&read);
            if outcome.found(id) || !reads_same || !serves(rule, expected) {
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

/// Whether a rule could bring about what is expected.
fn serves(rule: &Rule, expected: &Expectation) -> bool {
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
    let names_fewer = expected.suggests.as_ref().is_some_and(Vec::is_empty)
        || !expected.never_suggests.is_empty();
    grave_enough
        || (expected.crisis_lines == Some(true) && safety.crisis_lines)
        || (names_fewer && safety.withhold)
        || (least.is_none() && names_fewer && safety.level >= Level::Exclude)
}

/// The questions a condition looks at, leaving out what it looks away from in a `not`.
fn looks_at(set: &QuestionSet, condition: &Condition) -> BTreeSet<Id<Question>> {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .flat_map(|condition| looks_at(set, condition))
            .collect(),
        Condition::Not(_) => BTreeSet::new(),
        Condition::Is(name) => looks_at(set, &set.conditions[*name].condition),
        _ => set.reads(condition),
    }
}

//! Exact counts of answer sets, by outcome, rule and number of prompts.
//!
//! These are numbers of answer sets, not of people: answer sets are not equally likely.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use treatfit_core::model::{Id, Level, Rule, Status, Treatment};

use crate::encode::{Proof, outcome};
use crate::kernel::counter::Counter;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Status and the treatments suggested with it, in the author's order.
pub type Suggestion = (Status, Vec<Id<Treatment>>);

/// Exact counts of answer sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Number of all answer sets.
    pub answer_sets: BigUint,
    /// Number of answer sets by status and suggested treatments; combinations that never occur are
    /// left out.
    pub results: BTreeMap<Suggestion, BigUint>,
    /// Counts of each rule, in the author's order.
    pub rules: Vec<RuleCount>,
    /// Number of answer sets by number of prompts.
    pub prompts: PromptCounts,
}

/// Numbers of answer sets in which a rule is among the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCount {
    /// With or without other rules.
    pub found: BigUint,
    /// For a safety rule, without another safety rule of the same or a graver level; for a fit rule,
    /// without another fit rule.
    pub alone: BigUint,
}

/// Numbers of answer sets by number of prompts, including the prompt for the region if the set has
/// regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptCounts {
    /// Number of answer sets by number of prompts; numbers of prompts that never occur are left out.
    pub answer_sets: BTreeMap<usize, BigUint>,
}

impl PromptCounts {
    /// Returns the smallest number of prompts.
    #[must_use]
    pub fn shortest(&self) -> usize {
        self.answer_sets.keys().next().copied().unwrap_or(0)
    }

    /// Returns the largest number of prompts.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.answer_sets.keys().next_back().copied().unwrap_or(0)
    }

    /// Returns the lower median: the smallest number of prompts that at least half of all answer
    /// sets do not exceed.
    #[must_use]
    pub fn median(&self) -> usize {
        let all: BigUint = self.answer_sets.values().sum();
        let mut so_far = BigUint::ZERO;
        for (&prompts, many) in &self.answer_sets {
            so_far += many;
            if &so_far * 2u8 >= all {
                return prompts;
            }
        }
        0
    }
}

impl Counts {
    /// Returns the number of answer sets with this status.
    #[must_use]
    pub fn status(&self, status: Status) -> BigUint {
        let results = self.results.iter();
        results
            .filter(|((other, _), _)| *other == status)
            .map(|(_, many)| many)
            .sum()
    }

    /// Returns the number of answer sets that suggest this treatment, alone or with others.
    #[must_use]
    pub fn suggested(&self, treatment: Id<Treatment>) -> BigUint {
        let results = self.results.iter();
        results
            .filter(|((_, suggested), _)| suggested.contains(&treatment))
            .map(|(_, many)| many)
            .sum()
    }
}

impl Proof<'_> {
    /// Counts answer sets by outcome, rule and number of prompts.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn counts(&mut self) -> WithinBudget<Counts> {
        Ok(Counts {
            answer_sets: self.count(Diagram::YES),
            results: self.count_results()?,
            rules: self.count_rules()?,
            prompts: self.count_prompts(),
        })
    }

    /// Counts answer sets by status and suggested treatments.
    fn count_results(&mut self) -> WithinBudget<BTreeMap<Suggestion, BigUint>> {
        let results = outcome::encode_results(&mut self.store, &self.outcomes)?;
        let here = self.store.apply(Op::Gate, self.answer_sets, results)?;
        let found = self.counter.histogram(&self.store, here).into_iter();
        let named = found
            .filter_map(|(result, many)| Some((outcome::decode_result(self.set, result)?, many)));
        Ok(named.collect())
    }

    /// Counts the answer sets of each rule, level by level from the gravest: "alone" at one level
    /// needs to know where a graver rule fired.
    fn count_rules(&mut self) -> WithinBudget<Vec<RuleCount>> {
        let named = self.store.and(self.answer_sets, self.outcomes.named)?;
        let named_edges = self.counter.weighted_edges(&self.store, named);
        let levels = [
            Some(Level::Emergency),
            Some(Level::Exclude),
            Some(Level::Clearance),
            Some(Level::Note),
            None,
        ];
        let mut counts = BTreeMap::new();
        let mut graver = Diagram::NO;
        for level in levels {
            let rules = self.set.rules.iter().zip(&self.outcomes.truths.fired);
            let rules: Vec<(Id<Rule>, Diagram)> = rules
                .filter(|((_, rule), _)| rule.level() == level)
                .map(|((id, _), &fired)| (id, fired))
                .collect();
            let mut how_many = Diagram::NO;
            for &(_, fired) in rules.iter().rev() {
                how_many = self.store.apply(Op::OnlyNonZero, fired, how_many)?;
            }
            let one = self.store.apply(Op::Equals, how_many, Diagram::YES)?;
            let (possible, one) = if level.is_some() {
                let none = self.store.apply(Op::Equals, how_many, Diagram::NO)?;
                let one = self.store.and_not(one, graver)?;
                let some = self.store.not(none)?;
                graver = self.store.or(graver, some)?;
                (
                    &self.answer_set_edges,
                    self.store.and(self.answer_sets, one)?,
                )
            } else {
                (&named_edges, self.store.and(named, one)?)
            };
            let alone = self.counter.weighted_edges(&self.store, one);
            for (id, fired) in rules {
                let count = RuleCount {
                    found: self.counter.count_within(&self.store, possible, fired),
                    alone: self.counter.count_within(&self.store, &alone, fired),
                };
                counts.insert(id, count);
            }
        }
        Ok(counts.into_values().collect())
    }

    /// Counts answer sets by number of prompts, in one pass. The generating function, the sum of
    /// `count[n] * x^n`, is evaluated at a power of two larger than every count: each answered
    /// question multiplies by `x`, and the counts are then read from the digits in base `x`.
    fn count_prompts(&mut self) -> PromptCounts {
        let width = self.count(Diagram::YES).bits() + 1;
        let mut weights: Vec<Vec<BigUint>> = (0..self.space.levels())
            .map(|level| self.space.weights(level).to_vec())
            .collect();
        for slot in &self.space.slots {
            for weight in weights.get_mut(slot.head).into_iter().flatten().skip(1) {
                *weight <<= width;
            }
        }
        let mut sum = Counter::new(weights).count(&self.store, self.answer_sets);
        let region = usize::from(!self.set.regions.is_empty());
        let mut answer_sets = BTreeMap::new();
        let mut prompts = region;
        while sum != BigUint::ZERO {
            let rest = &sum >> width;
            let many = sum - (&rest << width);
            if many != BigUint::ZERO {
                answer_sets.insert(prompts, many);
            }
            sum = rest;
            prompts += 1;
        }
        PromptCounts { answer_sets }
    }
}

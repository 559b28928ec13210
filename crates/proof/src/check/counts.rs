//! How many answer sets there are, and what comes out of them. These numbers count answer sets,
//! not people: nobody says that two answer sets are equally likely.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use treatfit_core::model::{Id, Level, Rule, Status, Treatment};

use crate::encode::{Proof, outcome as outcomes};
use crate::kernel::counter::Counter;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// A status and the treatments suggested with it, in the author's order.
pub type Suggestion = (Status, Vec<Id<Treatment>>);

/// Exact counts of answer sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub answer_sets: BigUint,
    /// By status and treatments suggested together; only what occurs.
    pub results: BTreeMap<Suggestion, BigUint>,
    /// By rule, in the author's order.
    pub rules: Vec<RuleCount>,
    /// How many prompts they take.
    pub prompts: PromptCounts,
}

/// For how many answer sets a rule is among the findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCount {
    /// Alone or with others.
    pub found: BigUint,
    /// Alone: no other safety rule as grave or graver is found; of a fit rule, no other fit rule.
    pub alone: BigUint,
}

/// How many prompts answer sets take, choosing the region included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptCounts {
    /// How many answer sets take so many prompts; only what occurs.
    pub answer_sets: BTreeMap<usize, BigUint>,
}

impl PromptCounts {
    /// The fewest.
    #[must_use]
    pub fn shortest(&self) -> usize {
        self.answer_sets.keys().next().copied().unwrap_or(0)
    }

    /// The most.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.answer_sets.keys().next_back().copied().unwrap_or(0)
    }

    /// Half of all answer sets take this many or fewer.
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
    /// How many answer sets have this status.
    #[must_use]
    pub fn status(&self, status: Status) -> BigUint {
        let results = self.results.iter();
        results
            .filter(|((other, _), _)| *other == status)
            .map(|(_, many)| many)
            .sum()
    }

    /// For how many answer sets this treatment is suggested, alone or with others.
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
    /// Counts answer sets.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn counts(&mut self) -> WithinBudget<Counts> {
        Ok(Counts {
            answer_sets: self.count(Diagram::YES),
            results: self.count_results()?,
            rules: self.count_rules()?,
            prompts: self.prompts(),
        })
    }

    fn count_results(&mut self) -> WithinBudget<BTreeMap<Suggestion, BigUint>> {
        let results = outcomes::encode_results(&mut self.store, &self.outcomes)?;
        let here = self.store.apply(Op::Gate, self.answer_sets, results)?;
        let found = self.counter.histogram(&self.store, here).into_iter();
        let named = found
            .filter_map(|(result, many)| Some((outcomes::decode_result(self.set, result)?, many)));
        Ok(named.collect())
    }

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

    /// Counts answer sets by prompts, in one go: each prompt multiplies by a power of two so large
    /// that counts cannot run into each other, and the sum is then taken apart again.
    fn prompts(&mut self) -> PromptCounts {
        let width = self.count(Diagram::YES).bits() + 1;
        let mut weights: Vec<Vec<BigUint>> = (0..self.space.levels())
            .map(|level| self.space.weights(level).to_vec())
            .collect();
        for slot in &self.space.slots {
            for weight in weights.get_mut(slot.head).into_iter().flatten().skip(1) {
                *weight <<= width;
            }
        }
        let mut sum = Counter::with_weights(weights).count(&self.store, self.answer_sets);
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

//! Proves that the outcome does not depend on the route through the interview.
//!
//! A person may answer a question, go back, and change an earlier answer so that the question is no
//! longer asked. The answer to it is then a *leftover answer*, which must not change the outcome.
//!
//! The proof encodes the set once more with [`ConditionEncoder::shared`], where a question that is
//! not asked can have any answer, as in the engine. It then compares each rule and sequence with the
//! diagram of all answer sets: where "not asked" is the only value a variable has there, the rule
//! must not depend on that variable. Variables are in the order of the interview, so one joint
//! descent through both diagrams, which continues with "not asked" in those places, covers every
//! combination of leftover answers.

use treatfit_core::model::{Id, Question};

use crate::check::builtin::About;
use crate::encode::Proof;
use crate::encode::condition::ConditionEncoder;
use crate::encode::mapping::SetMapping;
use crate::encode::rules::RuleDiagrams;
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, DiagramSet, Store, WithinBudget};
use crate::kernel::op::Op;

impl Proof<'_> {
    /// Returns the first leftover answer found to change the outcome, with the assignments in which
    /// it does; empty if there is none.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn leftover_answers_read(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut encoder = ConditionEncoder::shared(self.set, SetMapping::own(self.set));
        let walk = WalkDiagrams::encode(&mut self.store, &self.space, &mut encoder)?;
        let truths = RuleDiagrams::encode(&mut self.store, &self.space, &mut encoder, &walk)?;
        self.find_dependency(&truths, walk.complete())
    }

    /// Returns the first leftover answer on which a rule or sequence in `truths` depends, with the
    /// assignments in which it does; empty if there is none. `complete_walk` has the assignments in
    /// which the walk is complete.
    ///
    /// Outcomes are functions of these conditions alone, so independence of each of them is
    /// independence of the outcome.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn find_dependency(
        &mut self,
        truths: &RuleDiagrams,
        complete_walk: Diagram,
    ) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut parts = truths.fired.clone();
        parts.extend(&truths.sequences);
        for &complete in &truths.complete {
            parts.push(self.store.and(complete, complete_walk)?);
        }
        for part in parts {
            if let Some((level, value)) = dependency(&self.store, self.answer_sets, part) {
                return self.describe_dependency(part, level, value);
            }
        }
        Ok(Vec::new())
    }

    /// Returns the leftover answer at `level` and `value`, and the assignments in which `part`
    /// differs between it and "not asked".
    fn describe_dependency(
        &mut self,
        part: Diagram,
        level: usize,
        value: usize,
    ) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut found = self.set.questions.ids().zip(&self.space.slots);
        let Some((id, slot)) = found.find(|(_, slot)| slot.levels().contains(&level)) else {
            return Ok(Vec::new());
        };
        let id: Id<Question> = id;
        let mut values = vec![0; self.space.levels()];
        if let Some(place) = values.get_mut(level) {
            *place = value;
        }
        let answer = slot.answer(&values);
        let without = self.store.restrict(part, level, 0)?;
        let with = self.store.restrict(part, level, value)?;
        let same = self.store.apply(Op::Equals, without, with)?;
        let asked = slot.asked(&mut self.store)?;
        let idle = self.store.not(asked)?;
        let changed = self.store.and_not(idle, same)?;
        let about = answer.map_or(About::Question(id), |answer| About::Leftover(id, answer));
        Ok(vec![(about, changed)])
    }
}

/// Returns the level and a value of a variable on which `part` depends although its question is not
/// asked; `None` if there is none.
fn dependency(store: &Store, answer_sets: Diagram, part: Diagram) -> Option<(usize, usize)> {
    let mut seen = DiagramSet::default();
    let mut waiting = vec![(answer_sets, part)];
    while let Some((whole, part)) = waiting.pop() {
        if whole == Diagram::NO || part.value().is_some() || !seen.insert((whole, part)) {
            continue;
        }
        let level = store.level(whole).min(store.level(part));
        let next = |value| {
            (
                store.follow(whole, level, value),
                store.follow(part, level, value),
            )
        };
        let values = 0..store.arity(level);
        if values
            .clone()
            .skip(1)
            .all(|value| next(value).0 == Diagram::NO)
        {
            // In answer sets, "not asked" is the only value here.
            let other = values.clone().find(|&value| next(value).1 != next(0).1);
            if let Some(value) = other {
                return Some((level, value));
            }
            waiting.push(next(0));
        } else {
            waiting.extend(values.map(next));
        }
    }
    None
}

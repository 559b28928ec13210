//! The result does not depend on the route.
//!
//! Somebody may answer a question, go back, and change an earlier answer so that the question is no
//! longer asked. Its answer is then left over. Here the whole set is read once more with leftover
//! answers in place, as the engine reads them, and whatever a rule says is held against the
//! diagram of all answer sets: where a question is not asked, nothing may depend on its variables.
//! Questions stand in the order of the interview, so going down both diagrams together, passing on
//! with "not asked" each time, shows it for every mixture of leftover answers at once.

use treatfit_core::model::{Id, Question};

use crate::check::builtin::About;
use crate::encode::Proof;
use crate::encode::condition::ConditionEncoder;
use crate::encode::rules::RuleDiagrams;
use crate::encode::view::SetView;
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, DiagramSet, Store, WithinBudget};
use crate::kernel::op::Op;

impl Proof<'_> {
    /// Where an answer that is left over changes the outcome.
    pub(crate) fn read_though_not_asked(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut encoder = ConditionEncoder::shared(self.set, SetView::own(self.set));
        let walk = WalkDiagrams::encode(&mut self.store, &self.space, &mut encoder)?;
        let truths = RuleDiagrams::encode(&mut self.store, &self.space, &mut encoder, &walk)?;
        self.leftovers(&truths, walk.complete())
    }

    /// Where one of these truths depends on an answer that is left over, the walk being complete at
    /// `end`. Outcomes are made of them
    /// and of nothing else, so that one that depends on none is the same by every route.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn leftovers(
        &mut self,
        truths: &RuleDiagrams,
        end: Diagram,
    ) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut parts = truths.fired.clone();
        parts.extend(&truths.sequences);
        for &complete in &truths.complete {
            parts.push(self.store.and(complete, end)?);
        }
        for part in parts {
            if let Some((level, value)) = depends(&self.store, self.answer_sets, part) {
                return self.leftover(part, level, value);
            }
        }
        Ok(Vec::new())
    }

    /// Says which answer it is, and where it changes this truth.
    fn leftover(
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

/// The variable of a question that is not asked, and its value, on which `part` depends; `None` if
/// there is none.
fn depends(store: &Store, answer_sets: Diagram, part: Diagram) -> Option<(usize, usize)> {
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
            // "Not asked" is the only value an answer set has here.
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

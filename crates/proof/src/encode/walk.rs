//! The walk through the walk as diagrams: which questions are asked, and where it ends.

use treatfit_core::model::{Effect, Id, Level, Question};

use crate::encode::condition::ConditionEncoder;
use crate::encode::space::Space;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// Where the walk comes, for every answer set at once. Vectors go by question.
#[derive(Debug, Clone)]
pub(crate) struct WalkDiagrams {
    /// The question is asked.
    pub asked: Vec<Diagram>,
    /// The walk comes to the question, asked or not; one more at the end: it is complete.
    pub reached: Vec<Diagram>,
}

impl WalkDiagrams {
    /// Encodes [`treatfit_core::engine::walk()`], question by question.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn encode(
        store: &mut Store,
        space: &Space,
        encoder: &mut ConditionEncoder<'_>,
    ) -> WithinBudget<Self> {
        let set = encoder.set;
        let mut walk = Self {
            asked: Vec::new(),
            reached: Vec::new(),
        };
        let mut reached = Diagram::YES;
        let mut excluded = vec![Diagram::NO; set.treatments.len()];
        for (id, question) in set.questions.iter() {
            walk.reached.push(reached);
            let mut asked = reached;
            if let Some(when) = &question.when {
                let when = encoder.certain(store, space, when, id.index())?;
                asked = store.and(asked, when)?;
            }
            if question.readers.fit_only && !excluded.is_empty() {
                let nothing_left = conjunction(store, &excluded)?;
                asked = store.and_not(asked, nothing_left)?;
            }
            walk.asked.push(asked);
            encoder.record_asked(asked);
            let emergency =
                apply_stopping_rules(store, space, encoder, id, question, &mut excluded)?;
            reached = store.and_not(reached, emergency)?;
        }
        walk.reached.push(reached);
        Ok(walk)
    }

    /// Where the walk is complete: no emergency ended it.
    #[must_use]
    pub(crate) fn complete(&self) -> Diagram {
        self.reached.last().copied().unwrap_or(Diagram::YES)
    }

    /// The answer sets: the values of all variables that stand for the answers of a walk that ends.
    /// What is not asked has the value for "not asked".
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn answer_sets(
        &self,
        store: &mut Store,
        space: &Space,
        encoder: &ConditionEncoder<'_>,
    ) -> WithinBudget<Diagram> {
        let mut valid = Diagram::YES;
        for (id, &asked) in encoder.set.questions.ids().zip(&self.asked).rev() {
            if let Some(slot) = space.slots.get(encoder.view.slot(id)) {
                let answered = slot.asked(store)?;
                let formed = slot.well_formed(store)?;
                let same = equivalent(store, asked, answered)?;
                valid = store.and(valid, formed)?;
                valid = store.and(valid, same)?;
            }
        }
        Ok(valid)
    }
}

/// Applies the stopping rules that this question may have decided: gives where it ends in an
/// emergency, and adds where treatments are now excluded.
fn apply_stopping_rules(
    store: &mut Store,
    space: &Space,
    encoder: &mut ConditionEncoder<'_>,
    id: Id<Question>,
    question: &Question,
    excluded: &mut [Diagram],
) -> WithinBudget<Diagram> {
    let set = encoder.set;
    let mut emergency = Diagram::NO;
    for &rule in &question.readers.stopping {
        let Effect::Safety(safety) = &set.rules[rule].effect else {
            continue;
        };
        let certain = encoder.certain(store, space, &set.rules[rule].when, id.index() + 1)?;
        if safety.level == Level::Emergency {
            emergency = store.or(emergency, certain)?;
            continue;
        }
        for (treatment, excluded) in set.treatments.ids().zip(&mut *excluded) {
            if safety.concerns(treatment) {
                *excluded = store.or(*excluded, certain)?;
            }
        }
    }
    Ok(emergency)
}

/// All of them hold.
pub(crate) fn conjunction(store: &mut Store, diagrams: &[Diagram]) -> WithinBudget<Diagram> {
    diagrams
        .iter()
        .try_fold(Diagram::YES, |all, &one| store.and(all, one))
}

/// Both hold or neither does.
fn equivalent(store: &mut Store, one: Diagram, other: Diagram) -> WithinBudget<Diagram> {
    store.apply(Op::Equals, one, other)
}

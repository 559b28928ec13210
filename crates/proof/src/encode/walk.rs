//! Encodes the walk through the interview, the engine's pass over the questions: which are asked, and
//! when it ends early.

use treatfit_core::model::{Effect, Id, Level, Question};

use crate::encode::condition::ConditionEncoder;
use crate::encode::space::Space;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// Walk through the interview for all answer sets at once. Both vectors are indexed by question.
#[derive(Debug, Clone)]
pub(crate) struct WalkDiagrams {
    /// Assignments in which the question is asked.
    pub asked: Vec<Diagram>,
    /// Assignments in which the walk reaches the question, whether it is asked or not, because no
    /// emergency ended it before. The last element, after all questions, is a complete walk.
    pub reached: Vec<Diagram>,
}

impl WalkDiagrams {
    /// Encodes [`treatfit_core::engine::walk()`], question by question.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
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

    /// Returns the assignments in which the walk is complete: no emergency ended it.
    #[must_use]
    pub(crate) fn complete(&self) -> Diagram {
        self.reached.last().copied().unwrap_or(Diagram::YES)
    }

    /// Returns the assignments that represent answer sets: a question has an answer exactly if the
    /// walk asks it, and otherwise the value for "not asked".
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
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

/// Applies the emergency and exclude rules that read this question, once it is settled. Returns the
/// assignments in which one of them is an emergency, and adds to `excluded`, by treatment, those in
/// which the treatment is now excluded.
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

/// Returns the conjunction of all of them; [`Diagram::YES`] for none.
///
/// # Errors
/// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
pub(crate) fn conjunction(store: &mut Store, diagrams: &[Diagram]) -> WithinBudget<Diagram> {
    diagrams
        .iter()
        .try_fold(Diagram::YES, |all, &one| store.and(all, one))
}

/// Returns the assignments in which both hold or neither does.
fn equivalent(store: &mut Store, one: Diagram, other: Diagram) -> WithinBudget<Diagram> {
    store.apply(Op::Equals, one, other)
}

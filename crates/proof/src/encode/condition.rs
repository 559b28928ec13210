//! Encodes conditions as diagrams.
//!
//! As in the engine, a condition is true, false or pending (Kleene's three-valued logic, see
//! [`Op`]), depending on how many questions are settled, that is answered or not asked. Three
//! encodings exist. [`ConditionEncoder::own`] is for the set the space was built for: "not asked" is
//! a value of the question's variable, and every test on it is false. [`ConditionEncoder::shared`]
//! and [`ConditionEncoder::mutant`] are for a set that shares the space with another: a question may
//! then have an answer although this set does not ask it, so a test counts only where it does.

use treatfit_core::model::{Condition, Id, Question, QuestionSet, Range, Score};

use crate::encode::mapping::SetMapping;
use crate::encode::space::{Space, Test};
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::{Op, ScoreValue};

/// Encoder of the conditions of one question set over a space of answers.
#[derive(Debug, Clone)]
pub(crate) struct ConditionEncoder<'a> {
    /// Question set whose conditions are encoded.
    pub set: &'a QuestionSet,
    /// Mapping of the set's questions and options to the space.
    pub view: SetMapping,
    /// For each question encoded so far, the assignments in which the set asks it. `None` if the
    /// set has the space for itself: the value for "not asked" then makes every test false.
    asked: Option<Vec<Diagram>>,
    /// For a mutant, the assignments in which the original asks each question. If both ask a
    /// question under the same condition, its variable alone shows whether it is asked, which saves
    /// the conjunction with `asked`.
    original: Option<Vec<Diagram>>,
    /// Sums of the scores encoded so far, by score.
    score_sums: Vec<Option<Diagram>>,
}

impl<'a> ConditionEncoder<'a> {
    /// Creates an encoder for a set that has the space for itself.
    #[must_use]
    pub(crate) fn own(set: &'a QuestionSet) -> Self {
        Self {
            set,
            view: SetMapping::own(set),
            asked: None,
            original: None,
            score_sums: vec![None; set.scores.len()],
        }
    }

    /// Creates an encoder for a set that shares the space: an answer counts only where this set
    /// asks the question. The questions must be given to [`Self::record_asked`] in order.
    #[must_use]
    pub(crate) fn shared(set: &'a QuestionSet, view: SetMapping) -> Self {
        Self {
            set,
            view,
            asked: Some(Vec::new()),
            original: None,
            score_sums: vec![None; set.scores.len()],
        }
    }

    /// Creates an encoder for a mutant over the space of the original, where `original` is the walk
    /// through the original. The answers are those the original asks for, so an optional question
    /// that only the mutant asks counts as skipped.
    #[must_use]
    pub(crate) fn mutant(set: &'a QuestionSet, original: &WalkDiagrams) -> Self {
        Self {
            original: Some(original.asked.clone()),
            ..Self::shared(set, SetMapping::own(set))
        }
    }

    /// Records the assignments in which the next question is asked.
    pub(crate) fn record_asked(&mut self, asked: Diagram) {
        if let Some(all) = &mut self.asked {
            all.push(asked);
        }
    }

    /// Encodes the result of a test on the answer to a question: a truth value, or points as
    /// [`ScoreValue`].
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn test(
        &self,
        store: &mut Store,
        space: &Space,
        question: Id<Question>,
        test: &Test,
    ) -> WithinBudget<Diagram> {
        let Some(slot) = space.slots.get(self.view.slot(question)) else {
            return Ok(Diagram::NO);
        };
        let found = slot.test(store, test)?;
        match self.asked(question) {
            None => Ok(found),
            Some(asked) => store.apply(Op::Gate, asked, found),
        }
    }

    /// Returns the assignments in which this set asks a question, or `None` if the value of the
    /// question's variable already shows it.
    fn asked(&self, question: Id<Question>) -> Option<Diagram> {
        let at = |all: &Vec<Diagram>| all.get(question.index()).copied();
        let asked = at(self.asked.as_ref()?).unwrap_or(Diagram::NO);
        let same = self.original.as_ref().and_then(at) == Some(asked);
        (!same).then_some(asked)
    }

    /// Encodes the three-valued truth of a condition once the first `settled` questions are settled.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn truth(
        &mut self,
        store: &mut Store,
        space: &Space,
        condition: &Condition,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        match condition {
            Condition::All(inner) => inner.iter().try_fold(Diagram::YES, |all, condition| {
                let one = self.truth(store, space, condition, settled)?;
                store.and(all, one)
            }),
            Condition::Any(inner) => inner.iter().try_fold(Diagram::NO, |any, condition| {
                let one = self.truth(store, space, condition, settled)?;
                store.or(any, one)
            }),
            Condition::Not(inner) => {
                let inner = self.truth(store, space, inner, settled)?;
                store.not(inner)
            }
            Condition::Is(name) => {
                let set = self.set;
                self.truth(store, space, &set.conditions[*name].condition, settled)
            }
            Condition::Score { score, range } => self.score(store, space, *score, *range, settled),
            Condition::AnyOf { .. } | Condition::AllOf { .. } | Condition::Number { .. } => {
                match self.view.test(condition) {
                    Some((question, test)) if question.index() < settled => {
                        self.test(store, space, question, &test)
                    }
                    _ => Ok(Diagram::PENDING),
                }
            }
        }
    }

    /// Encodes the three-valued truth of "the score lies in `range`" once the first `settled`
    /// questions are settled. It is pending until all questions of the score are settled, and false
    /// where the score's own condition is.
    fn score(
        &mut self,
        store: &mut Store,
        space: &Space,
        id: Id<Score>,
        range: Range,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        let set = self.set;
        let definition = &set.scores[id];
        let applies = match &definition.when {
            Some(when) => self.truth(store, space, when, settled)?,
            None => Diagram::YES,
        };
        if definition
            .items
            .iter()
            .any(|item| item.question.index() >= settled)
        {
            return store.apply(Op::Gate, applies, Diagram::PENDING);
        }
        let sum = self.score_sum(store, space, id)?;
        let from = Diagram::terminal(ScoreValue::points(range.min));
        let over = Diagram::terminal(ScoreValue::points(range.max.saturating_add(1)));
        let reached = store.apply(Op::AtLeast, sum, from)?;
        let passed = store.apply(Op::AtLeast, sum, over)?;
        let inside = store.and_not(reached, passed)?;
        store.apply(Op::Gate, applies, inside)
    }

    /// Encodes the sum of a score, as [`ScoreValue`], when all its questions are settled.
    fn score_sum(
        &mut self,
        store: &mut Store,
        space: &Space,
        id: Id<Score>,
    ) -> WithinBudget<Diagram> {
        if let Some(sum) = self.score_sums.get(id.index()).copied().flatten() {
            return Ok(sum);
        }
        let mut sum = Diagram::terminal(ScoreValue::NOT_ASKED);
        // From the last item up: each addition then adds a level above the existing diagram
        // instead of rebuilding it.
        for item in self.set.scores[id].items.iter().rev() {
            let points = self.view.points(item.question, &item.points);
            let points = self.test(store, space, item.question, &points)?;
            sum = store.apply(Op::ScoreValue, points, sum)?;
            let skipped_here = self.skipped_here(store, space, item.question)?;
            let missing = store.apply(
                Op::Gate,
                skipped_here,
                Diagram::terminal(ScoreValue::MISSING),
            )?;
            sum = store.apply(Op::ScoreValue, missing, sum)?;
        }
        if let Some(place) = self.score_sums.get_mut(id.index()) {
            *place = Some(sum);
        }
        Ok(sum)
    }

    /// Returns the assignments in which this mutant asks an optional question that the original
    /// does not: the answers lack it, so it counts as skipped.
    fn skipped_here(
        &self,
        store: &mut Store,
        space: &Space,
        question: Id<Question>,
    ) -> WithinBudget<Diagram> {
        let optional = self.original.is_some() && self.set.questions[question].optional;
        let slot = space.slots.get(self.view.slot(question));
        match (self.asked(question), slot) {
            (Some(asked), Some(slot)) if optional => {
                let answered = slot.asked(store)?;
                store.and_not(asked, answered)
            }
            _ => Ok(Diagram::NO),
        }
    }

    /// Returns the assignments in which a condition is certainly true once the first `settled`
    /// questions are settled.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn certain(
        &mut self,
        store: &mut Store,
        space: &Space,
        condition: &Condition,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        let truth = self.truth(store, space, condition, settled)?;
        store.apply(Op::Equals, truth, Diagram::YES)
    }

    /// Returns the assignments in which a condition is true at the end of the walk. `reached` has,
    /// for each question, the assignments in which the walk reaches it.
    ///
    /// A walk may end early in an emergency, and a condition that is pending then is not true. A
    /// condition that is certain stays certain, so the result is the union over the questions it
    /// reads: the walk reached the question, and the condition was certain after it.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn holds(
        &mut self,
        store: &mut Store,
        space: &Space,
        condition: &Condition,
        reached: &[Diagram],
    ) -> WithinBudget<Diagram> {
        if !distinguishes_pending(self.set, condition) {
            return self.certain(store, space, condition, self.set.questions.len());
        }
        let mut holds = self.certain(store, space, condition, 0)?;
        for question in self.set.reads(condition) {
            let certain = self.certain(store, space, condition, question.index() + 1)?;
            let answered = match space.slots.get(self.view.slot(question)) {
                Some(slot) => slot.asked(store)?,
                None => Diagram::NO,
            };
            let mut here = certain;
            // If the condition is certain only where the question is answered, the walk reached
            // the question, and the conjunction is not needed.
            if store.and_not(certain, answered)? != Diagram::NO {
                let reached = reached.get(question.index()).copied();
                here = store.and(reached.unwrap_or(Diagram::NO), certain)?;
            }
            holds = store.or(holds, here)?;
        }
        Ok(holds)
    }
}

/// Returns whether it matters to a condition that a question is pending rather than not asked.
/// Inside a `not` and in a score, "not asked" can make the condition true and "pending" cannot;
/// elsewhere neither can.
fn distinguishes_pending(set: &QuestionSet, condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .any(|condition| distinguishes_pending(set, condition)),
        Condition::Not(_) | Condition::Score { .. } => true,
        Condition::Is(name) => distinguishes_pending(set, &set.conditions[*name].condition),
        _ => false,
    }
}

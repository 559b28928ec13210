//! Conditions as diagrams, in the engine's three values.

use treatfit_core::model::{Condition, Id, Question, QuestionSet, Range, Score};

use crate::encode::space::{Space, Test};
use crate::encode::view::SetView;
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::{Op, ScoreValue};

/// Reads the conditions of one set on a space.
#[derive(Debug, Clone)]
pub(crate) struct ConditionEncoder<'a> {
    /// The set.
    pub set: &'a QuestionSet,
    /// How it sees the space.
    pub view: SetView,
    /// Where each question is asked and answered, for the questions before those still to come.
    /// Empty where the space belongs to this set alone: a question not asked then has a value of
    /// its own, which no test finds anything in.
    asked: Option<Vec<Diagram>>,
    /// Of a mutant, where the original asks its questions: only where the two differ does an answer
    /// there not count, or does an optional question count as skipped.
    original: Option<Vec<Diagram>>,
    score_sums: Vec<Option<Diagram>>,
}

impl<'a> ConditionEncoder<'a> {
    /// A encoder of a set that has the space for itself.
    #[must_use]
    pub(crate) fn own(set: &'a QuestionSet) -> Self {
        Self {
            set,
            view: SetView::own(set),
            asked: None,
            original: None,
            score_sums: vec![None; set.scores.len()],
        }
    }

    /// A encoder of a set that shares the space: an answer counts only where this set asks for it.
    #[must_use]
    pub(crate) fn shared(set: &'a QuestionSet, view: SetView) -> Self {
        Self {
            set,
            view,
            asked: Some(Vec::new()),
            original: None,
            score_sums: vec![None; set.scores.len()],
        }
    }

    /// A encoder of a mutant on the space of the original, at the answers the original asks for: an
    /// optional question that only the mutant asks is left out there.
    #[must_use]
    pub(crate) fn mutant(set: &'a QuestionSet, original: &WalkDiagrams) -> Self {
        Self {
            original: Some(original.asked.clone()),
            ..Self::shared(set, SetView::own(set))
        }
    }

    /// Takes in where the next question is asked.
    pub(crate) fn record_asked(&mut self, asked: Diagram) {
        if let Some(all) = &mut self.asked {
            all.push(asked);
        }
    }

    /// What a test finds in the answer to a question.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// Where this set asks a question, if that cannot be seen in its answer.
    fn asked(&self, question: Id<Question>) -> Option<Diagram> {
        let at = |all: &Vec<Diagram>| all.get(question.index()).copied();
        let asked = at(self.asked.as_ref()?).unwrap_or(Diagram::NO);
        let same = self.original.as_ref().and_then(at) == Some(asked);
        (!same).then_some(asked)
    }

    /// The value of a condition once the first `settled` questions are settled: certain, impossible
    /// or still pending.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    fn score(
        &mut self,
        store: &mut Store,
        space: &Space,
        id: Id<Score>,
        range: Range,
        settled: usize,
    ) -> WithinBudget<Diagram> {
        let set = self.set;
        let asked_for = &set.scores[id];
        let given = match &asked_for.when {
            Some(when) => self.truth(store, space, when, settled)?,
            None => Diagram::YES,
        };
        if asked_for
            .items
            .iter()
            .any(|item| item.question.index() >= settled)
        {
            return store.apply(Op::Gate, given, Diagram::PENDING);
        }
        let sum = self.score_sum(store, space, id)?;
        let from = Diagram::terminal(ScoreValue::points(range.min));
        let over = Diagram::terminal(ScoreValue::points(range.max.saturating_add(1)));
        let reached = store.apply(Op::AtLeast, sum, from)?;
        let passed = store.apply(Op::AtLeast, sum, over)?;
        let inside = store.and_not(reached, passed)?;
        store.apply(Op::Gate, given, inside)
    }

    /// The sum of a score whose questions are all settled.
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
        // Last items first: the sum then grows from the bottom of the diagram.
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

    /// Where this set asks an optional question that the answers, given to another set, leave out: it
    /// counts as skipped.
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

    /// Where a condition is certain once the first `settled` questions are settled.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// Where a condition holds at the end of the walk, `reached` telling where the walk comes to
    /// each question. A walk may end early; a condition that then still depends on questions to
    /// come does not hold. What is once certain stays certain, so it holds where it became certain
    /// at one of the questions it reads.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn holds(
        &mut self,
        store: &mut Store,
        space: &Space,
        condition: &Condition,
        reached: &[Diagram],
    ) -> WithinBudget<Diagram> {
        if !may_stay_pending(self.set, condition) {
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
            // Where it takes an answer to the question, the walk has certainly come to it.
            if store.and_not(certain, answered)? != Diagram::NO {
                let come = reached.get(question.index()).copied();
                here = store.and(come.unwrap_or(Diagram::NO), certain)?;
            }
            holds = store.or(holds, here)?;
        }
        Ok(holds)
    }
}

/// Whether a question still to come can keep a condition from holding where the same question, not
/// asked, would not: inside a `not`, and in a score.
fn may_stay_pending(set: &QuestionSet, condition: &Condition) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .any(|condition| may_stay_pending(set, condition)),
        Condition::Not(_) | Condition::Score { .. } => true,
        Condition::Is(name) => may_stay_pending(set, &set.conditions[*name].condition),
        _ => false,
    }
}

//! The smallest changes of answers that lead to another outcome.
//!
//! For those who work with the set: every answer that a safety rule reads is kept, and every safety
//! finding. What a person is told themselves is in [`crate::explain::for_client`]; the searches share their
//! diagrams.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::engine::{decide, walk};
use treatfit_core::model::{
    Answer, Answers, Audience, Id, Outcome, Question, QuestionSet, Rule, Status,
};

use crate::check::guarantees::Example;
use crate::diff::NotProved;
use crate::diff::pairs::Pairs;
use crate::diff::visible_outcome::{Numbering, TreatmentNumbers, VisibleOutcome};
use crate::encode::Proof;
use crate::explain::cost::{Cost, CostModel, Permission, Replacement};
use crate::explain::describe::{NewAnswer, told};
use crate::explain::for_client::{GraverOutcome, any_safety, keeps_quiet};
use crate::kernel::diagram::{Diagram, OverBudget, WithinBudget};
use crate::kernel::op::Op;
use crate::kernel::shortest_path::{CheapestPath, cheapest};

/// A change of answers, and where it leads. No change with fewer answers leads there.
#[derive(Debug, Clone)]
pub struct NearestChange {
    /// What is answered differently, or not asked any more, in the order of the set.
    pub answers: Vec<ChangedAnswer>,
    /// What comes out.
    pub shown: VisibleOutcome,
    /// A whole answer set with this change, and what the engine decides on it.
    pub example: Example,
}

impl NearestChange {
    /// How many answers are given differently, or for the first time.
    #[must_use]
    pub fn count(&self) -> usize {
        let given = self.answers.iter().filter(|changed| changed.to.is_some());
        given.count()
    }
}

/// One answer in a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAnswer {
    /// The question.
    pub question: Id<Question>,
    /// What was answered; `None` if it was not asked.
    pub from: Option<Answer>,
    /// What is to be answered; `None` if it is not asked any more.
    pub to: Option<NewAnswer>,
}

/// What would change a result.
#[derive(Debug, Clone)]
pub enum Explanation {
    /// For those who work with the set: every other outcome that changed answers lead to, among
    /// answers no safety rule reads; the smallest changes first.
    Everything(Vec<NearestChange>),
    /// For the person: what would stop or delay a suggestion, the milder first.
    SafeDirection(Vec<GraverOutcome>),
    /// Nothing is to be said: in an emergency nothing counts but help, and a person in a crisis is
    /// not helped by hearing of a graver result.
    Silence,
    /// Nothing is claimed.
    NotProved(NotProved),
}

impl Explanation {
    /// What is said of these answers and their outcome to this audience.
    #[must_use]
    pub fn of(
        set: &QuestionSet,
        changes: Result<&ChangeFinder<'_>, OverBudget>,
        (answers, outcome): (&Answers, &Outcome),
        audience: Audience,
    ) -> Self {
        let silence = match audience {
            Audience::Client => keeps_quiet(set, outcome),
            Audience::Coordinator => outcome.status == Status::Emergency,
        };
        if silence {
            return Self::Silence;
        }
        let changes = changes.map_err(NotProved::from);
        let explained = changes.and_then(|changes| match audience {
            Audience::Client => changes.stricter(answers).map(Self::SafeDirection),
            Audience::Coordinator => changes.elsewhere(answers).map(Self::Everything),
        });
        explained.unwrap_or_else(Self::NotProved)
    }
}

/// Finds changes for any answers to one set.
#[derive(Debug)]
pub struct ChangeFinder<'a> {
    pub(crate) proof: Proof<'a>,
    numbering: Numbering,
    numbers: TreatmentNumbers,
    /// What is shown, as a number above 0; 0 where no answer set is.
    shown: Diagram,
    /// The status, as a number above 0.
    pub(crate) status: Diagram,
    /// The questions that safety rules read.
    safety: BTreeSet<Id<Question>>,
    pub(crate) any_safety: CostModel,
}

impl<'a> ChangeFinder<'a> {
    /// Compiles a set.
    ///
    /// # Errors
    /// [`OverBudget`] if it takes more nodes than `budget`.
    pub fn build(set: &'a QuestionSet, budget: usize) -> WithinBudget<Self> {
        let mut proof = Proof::build(set, budget)?;
        let same = Pairs::of(&set.treatments, &set.treatments, |_, _| false);
        let (numbering, numbers, _) = Numbering::of((set, set), &same);
        let (store, outcomes) = (&mut proof.store, &proof.outcomes);
        let shown = numbering.encode(store, set, &numbers, outcomes)?;
        let shown = store.apply(Op::Gate, proof.answer_sets, shown)?;
        let mut status = Diagram::terminal(0);
        for (here, number) in outcomes.status.into_iter().zip(1..) {
            let part = store.apply(Op::Gate, here, Diagram::terminal(number))?;
            status = store.apply(Op::Add, status, part)?;
        }
        let status = store.apply(Op::Gate, proof.answer_sets, status)?;
        Ok(Self {
            any_safety: any_safety(&proof),
            safety: read_by(set, |_, rule| rule.level().is_some()),
            numbering,
            numbers,
            shown,
            status,
            proof,
        })
    }

    /// For every other outcome that changed answers lead to, among answers no safety rule reads, a
    /// smallest change; the smallest first.
    ///
    /// A question that a safety rule reads may fall away with them, unless the rule of a safety
    /// finding reads it: so no finding is lost by what is not asked. None is newly asked: what would
    /// be answered to it is nobody's guess.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`].
    pub fn elsewhere(&self, answers: &Answers) -> Result<Vec<NearestChange>, NotProved> {
        let present = self.present(answers);
        let outcome = self.decided(&present.answers)?;
        let any_fit = self.any_fit(&outcome);
        let now = self.proof.store.evaluate(self.shown, &present.values);
        let mut ways: Vec<(i32, CheapestPath<Cost>)> = self
            .search(self.shown, &present, &any_fit)
            .into_iter()
            .filter(|(shown, _)| *shown != now)
            .collect();
        ways.sort_by_key(|(shown, way)| (way.cost, *shown));
        let set = self.proof.set;
        let decoded = |number| self.numbering.decode(set, &self.numbers, number);
        if decoded(now) != Some(VisibleOutcome::of(set, &outcome)) {
            return Err(NotProved::Disagreement);
        }
        let changes = ways.iter().map(|(number, way)| {
            let change = self.change((self.shown, *number), &present, &any_fit, way)?;
            match decoded(*number) {
                Some(shown) if shown == change.shown => Ok(change),
                _ => Err(NotProved::Disagreement),
            }
        });
        changes.collect()
    }

    /// Whatever only fit rules read.
    fn any_fit(&self, outcome: &Outcome) -> CostModel {
        let set = self.proof.set;
        let found = read_by(set, |id, rule| rule.level().is_some() && outcome.found(id));
        let may = set.questions.ids().map(|question| {
            if found.contains(&question) {
                Permission::Stay
            } else if self.safety.contains(&question) {
                Permission::Fall
            } else {
                Permission::NearestChange
            }
        });
        CostModel::new(&self.proof.space, may.collect())
    }

    /// What the engine decides on answers that it should take as complete.
    pub(crate) fn decided(&self, answers: &Answers) -> Result<Outcome, NotProved> {
        decide(self.proof.set, answers).map_err(|_| NotProved::Disagreement)
    }

    pub(crate) fn present(&self, answers: &Answers) -> CurrentAnswers {
        // Answers past an early stop are accepted, but nobody was asked for them.
        let mut asked = Answers::default();
        asked.region = answers.region;
        let set = self.proof.set;
        for (question, answer) in walk(set, answers).answered(set) {
            asked.give(question, answer.clone());
        }
        CurrentAnswers {
            values: self.proof.values(&asked),
            answers: asked,
        }
    }

    pub(crate) fn search(
        &self,
        diagram: Diagram,
        present: &CurrentAnswers,
        movement: &CostModel,
    ) -> BTreeMap<i32, CheapestPath<Cost>> {
        let store = &self.proof.store;
        cheapest(
            store,
            diagram,
            Replacement::Same,
            |so_far, level, value, next| movement.step(&present.values, so_far, level, value, next),
        )
    }

    /// A way as a change of answers, which the engine confirms.
    pub(crate) fn change(
        &self,
        target: (Diagram, i32),
        present: &CurrentAnswers,
        movement: &CostModel,
        way: &CheapestPath<Cost>,
    ) -> Result<NearestChange, NotProved> {
        let (changed, answers) = told(&self.proof, target, present, movement, &way.values);
        let outcome = self.decided(&answers)?;
        let change = NearestChange {
            answers: changed,
            shown: VisibleOutcome::of(self.proof.set, &outcome),
            example: Example { answers, outcome },
        };
        if usize::try_from(way.cost.answers) == Ok(change.count()) {
            Ok(change)
        } else {
            Err(NotProved::Disagreement)
        }
    }
}

/// The answers that are there, and the values of the variables that stand for them.
#[derive(Debug)]
pub(crate) struct CurrentAnswers {
    pub(crate) answers: Answers,
    pub(crate) values: Vec<usize>,
}

/// The questions that rules of this kind read, themselves or through names and scores.
pub(crate) fn read_by(
    set: &QuestionSet,
    wanted: impl Fn(Id<Rule>, &Rule) -> bool,
) -> BTreeSet<Id<Question>> {
    let rules = set.rules.iter().filter(|(id, rule)| wanted(*id, rule));
    rules.flat_map(|(_, rule)| set.reads(&rule.when)).collect()
}

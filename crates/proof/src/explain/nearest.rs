//! Finds the nearest changes: for given answers, the cheapest change of answers that leads to each
//! other outcome.
//!
//! The search works in these steps:
//!
//! 1. [`ChangeFinder::build`] compiles a set once. Two diagrams are built, one whose terminals
//!    encode the visible outcome and one whose terminals encode the status. Both are 0 outside the
//!    answer sets.
//! 2. The current answers become an assignment of all variables. Answers that were accepted but not
//!    asked for are left out.
//! 3. A cost model says which questions may change and what a change costs (see
//!    [`cost`](crate::explain::cost)).
//! 4. One shortest-path search finds the cheapest path from the root to every terminal at once.
//! 5. Each path is turned back into changed answers, widened to ranges and sets of options that
//!    lead to the same terminal (see [`describe`](crate::explain::describe)).
//!
//! Soundness: the diagrams are exact, every answer set is a path to a terminal other than 0, and
//! every permitted change is a sequence of permitted steps. So the cheapest path has the fewest
//! changed answers, and an outcome without a path cannot be reached by permitted changes. Nothing
//! is over-approximated. A mistake would be caught by the engine, which decides the whole answer
//! set of every change: its outcome must be the one of the terminal, and the number of changed
//! answers must be the cost of the path. Otherwise nothing is claimed
//! ([`NotProved::Disagreement`]). Property tests compare the numbers of changed answers and dropped
//! questions with an enumeration of all answer sets.
//!
//! This module serves people who work with the set: every answer that a safety rule reads is kept,
//! and every safety finding. What a person is told themselves is in
//! [`for_client`](crate::explain::for_client); both searches share the diagrams.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::engine::{decide, walk};
use treatfit_core::model::{
    Answer, Answers, Audience, Id, Outcome, Question, QuestionSet, Rule, Status,
};

use crate::diff::NotProved;
use crate::diff::pairs::Pairs;
use crate::diff::visible_outcome::{Numbering, TreatmentNumbers, VisibleOutcome};
use crate::encode::Proof;
use crate::encode::witness::Example;
use crate::explain::cost::{Cost, CostModel, Permission, SearchState};
use crate::explain::describe::{NewAnswer, describe_change};
use crate::explain::for_client::{GraverOutcome, client_cost_model, must_stay_silent};
use crate::kernel::diagram::{Diagram, OverBudget, WithinBudget};
use crate::kernel::op::Op;
use crate::kernel::shortest_path::{CheapestPath, cheapest};

/// A change of answers and the outcome it leads to. No permitted change with fewer answers leads
/// there.
#[derive(Debug, Clone)]
pub struct NearestChange {
    /// The answers that are given differently and the questions that are no longer asked, in the
    /// order of the set.
    pub changed_answers: Vec<ChangedAnswer>,
    /// The visible outcome after the change.
    pub visible: VisibleOutcome,
    /// A whole answer set with this change, and the engine's outcome for it.
    pub example: Example,
}

impl NearestChange {
    /// Returns how many answers are given differently, or for the first time.
    #[must_use]
    pub fn answer_count(&self) -> usize {
        let given = self
            .changed_answers
            .iter()
            .filter(|changed| changed.to.is_some());
        given.count()
    }
}

/// One answer of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedAnswer {
    /// The question.
    pub question: Id<Question>,
    /// The current answer; `None` if the question is not asked now.
    pub from: Option<Answer>,
    /// The new answer; `None` if the question is no longer asked.
    pub to: Option<NewAnswer>,
}

/// What would change a result, for one audience.
#[derive(Debug, Clone)]
pub enum Explanation {
    /// For people who work with the set: a nearest change for every other outcome that can be
    /// reached through answers no safety rule reads, the smallest first.
    NearestChanges(Vec<NearestChange>),
    /// For the person themselves: what would stop or delay a suggestion, the milder status first.
    GraverOutcomes(Vec<GraverOutcome>),
    /// Nothing is to be said: in an emergency only help counts, and hearing of a graver result does
    /// not help a person in a crisis.
    Silence,
    /// Nothing is claimed.
    NotProved(NotProved),
}

impl Explanation {
    /// Returns what is said to an audience about these answers and their outcome. `changes` is the
    /// compiled set, or the error of compiling it.
    #[must_use]
    pub fn of(
        set: &QuestionSet,
        changes: Result<&ChangeFinder<'_>, OverBudget>,
        (answers, outcome): (&Answers, &Outcome),
        audience: Audience,
    ) -> Self {
        let silence = match audience {
            Audience::Client => must_stay_silent(set, outcome),
            Audience::Coordinator => outcome.status == Status::Emergency,
        };
        if silence {
            return Self::Silence;
        }
        let changes = changes.map_err(NotProved::from);
        let explained = changes.and_then(|changes| match audience {
            Audience::Client => changes.graver_outcomes(answers).map(Self::GraverOutcomes),
            Audience::Coordinator => changes.nearest_changes(answers).map(Self::NearestChanges),
        });
        explained.unwrap_or_else(Self::NotProved)
    }
}

/// A compiled set that finds changes for any answers to it.
///
/// # Examples
/// ```
/// use treatfit_core::engine::decide;
/// use treatfit_core::load::{Files, load};
/// use treatfit_core::model::{Answer, Answers, Audience, OptionSet};
/// use treatfit_proof::BUDGET;
/// use treatfit_proof::explain::{ChangeFinder, Explanation, NewAnswer};
///
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-25}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up., evidence: It is there.}
/// #   - {id: park, name: The park, summary: Flat., evidence: It is there.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: Nobody should slip.}
/// # sources: [{id: W1, title: A map, seen: read}]
/// # questions:
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old, new: New}}
/// # rules:
/// #   - {id: for-the-hill, points: {hill: 1}, when: {shoes: old}, because: Old ones grip., sources: [W1]}
/// #   - {id: for-the-park, points: {park: 1}, when: {shoes: new}, because: It is flat., sources: [W1]}
/// # ";
/// # let texts = [("set.yaml", head), ("walk.yaml", section)];
/// # let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
/// # let set = load(&Files::from_texts(texts)).unwrap().set;
/// // Old shoes suggest the hill, new ones the park.
/// let shoes = set.questions.find("shoes").unwrap();
/// let (old, new) = (OptionSet::one(0), OptionSet::one(1));
/// let mut answers = Answers::default();
/// answers.give(shoes, Answer::Options(old));
/// let outcome = decide(&set, &answers).unwrap();
///
/// let finder = ChangeFinder::build(&set, BUDGET).unwrap();
/// let result = (&answers, &outcome);
/// let explained = Explanation::of(&set, Ok(&finder), result, Audience::Coordinator);
///
/// let Explanation::NearestChanges(changes) = explained else { panic!() };
/// assert_eq!(changes.len(), 1);
/// assert_eq!(changes[0].visible.suggested, [set.treatments.find("park").unwrap()]);
/// assert_eq!(changes[0].changed_answers[0].to, Some(NewAnswer::OneOf(new)));
/// ```
#[derive(Debug)]
pub struct ChangeFinder<'a> {
    pub(crate) proof: Proof<'a>,
    numbering: Numbering,
    numbers: TreatmentNumbers,
    /// The visible outcome as a number above 0; 0 outside the answer sets.
    visible: Diagram,
    /// The status as a number above 0; 0 outside the answer sets.
    pub(crate) status: Diagram,
    /// The questions that safety rules read.
    safety_questions: BTreeSet<Id<Question>>,
    pub(crate) client_cost_model: CostModel,
}

impl<'a> ChangeFinder<'a> {
    /// Compiles a set.
    ///
    /// # Errors
    /// [`OverBudget`] if the diagrams need more than `budget` nodes, or there are more treatments
    /// and sequences than an encoded outcome holds.
    pub fn build(set: &'a QuestionSet, budget: usize) -> WithinBudget<Self> {
        let mut proof = Proof::build(set, budget)?;
        let same = Pairs::of(&set.treatments, &set.treatments, |_, _| false);
        let (numbering, numbers, _) = Numbering::of((set, set), &same);
        let (store, outcomes) = (&mut proof.store, &proof.outcomes);
        let visible = numbering.encode(store, set, &numbers, outcomes)?;
        let visible = store.apply(Op::Gate, proof.answer_sets, visible)?;
        let mut status = Diagram::terminal(0);
        for (here, number) in outcomes.status.into_iter().zip(1..) {
            let part = store.apply(Op::Gate, here, Diagram::terminal(number))?;
            status = store.apply(Op::Add, status, part)?;
        }
        let status = store.apply(Op::Gate, proof.answer_sets, status)?;
        Ok(Self {
            client_cost_model: client_cost_model(&proof),
            safety_questions: questions_read_by(set, |_, rule| rule.level().is_some()),
            numbering,
            numbers,
            visible,
            status,
            proof,
        })
    }

    /// Returns, for every other outcome that can be reached through answers no safety rule reads, a
    /// change with the fewest answers; the smallest change comes first.
    ///
    /// A question that a safety rule reads may be dropped by a change, unless the rule of a safety
    /// finding reads it: so no finding is lost because a question is not asked. No such question is
    /// newly asked, because what would be answered to it is unknown.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`] if the engine rejects the answers as incomplete, or its outcome
    /// for a change differs from the diagrams.
    pub fn nearest_changes(&self, answers: &Answers) -> Result<Vec<NearestChange>, NotProved> {
        let current = self.current_answers(answers);
        let outcome = self.decide(&current.answers)?;
        let coordinator_cost_model = self.coordinator_cost_model(&outcome);
        let now = self.proof.store.evaluate(self.visible, &current.values);
        let mut paths: Vec<(i32, CheapestPath<Cost>)> = self
            .search(self.visible, &current, &coordinator_cost_model)
            .into_iter()
            .filter(|(visible, _)| *visible != now)
            .collect();
        paths.sort_by_key(|(visible, path)| (path.cost, *visible));
        let set = self.proof.set;
        let decoded = |number| self.numbering.decode(set, &self.numbers, number);
        if decoded(now) != Some(VisibleOutcome::of(set, &outcome)) {
            return Err(NotProved::Disagreement);
        }
        let changes = paths.iter().map(|(number, path)| {
            let change = self.confirm_change(
                (self.visible, *number),
                &current,
                &coordinator_cost_model,
                path,
            )?;
            match decoded(*number) {
                Some(visible) if visible == change.visible => Ok(change),
                _ => Err(NotProved::Disagreement),
            }
        });
        changes.collect()
    }

    /// Returns the cost model in which only answers change that no safety rule reads.
    fn coordinator_cost_model(&self, outcome: &Outcome) -> CostModel {
        let set = self.proof.set;
        let found = questions_read_by(set, |id, rule| rule.level().is_some() && outcome.found(id));
        let permissions = set.questions.ids().map(|question| {
            if found.contains(&question) {
                Permission::Keep
            } else if self.safety_questions.contains(&question) {
                Permission::KeepOrDrop
            } else {
                Permission::Change
            }
        });
        CostModel::new(&self.proof.space, permissions.collect())
    }

    /// Decides answers with the engine, which should accept them as complete.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`] if it does not.
    pub(crate) fn decide(&self, answers: &Answers) -> Result<Outcome, NotProved> {
        decide(self.proof.set, answers).map_err(|_| NotProved::Disagreement)
    }

    /// Returns the answers to the questions that are asked, with the values of the variables.
    /// Answers past an early stop are left out.
    pub(crate) fn current_answers(&self, answers: &Answers) -> CurrentAnswers {
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

    /// Finds the cheapest path to every terminal of a diagram except 0.
    pub(crate) fn search(
        &self,
        diagram: Diagram,
        current: &CurrentAnswers,
        cost_model: &CostModel,
    ) -> BTreeMap<i32, CheapestPath<Cost>> {
        let store = &self.proof.store;
        cheapest(
            store,
            diagram,
            SearchState::Unchanged,
            |state, level, value, next| cost_model.step(&current.values, state, level, value, next),
        )
    }

    /// Turns a path into a change of answers and decides it with the engine. The caller compares
    /// the outcome with the terminal.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`] if the engine rejects the answers, or the change has another
    /// number of answers than the path.
    pub(crate) fn confirm_change(
        &self,
        target: (Diagram, i32),
        current: &CurrentAnswers,
        cost_model: &CostModel,
        path: &CheapestPath<Cost>,
    ) -> Result<NearestChange, NotProved> {
        let (changed, answers) =
            describe_change(&self.proof, target, current, cost_model, &path.values);
        let outcome = self.decide(&answers)?;
        let change = NearestChange {
            changed_answers: changed,
            visible: VisibleOutcome::of(self.proof.set, &outcome),
            example: Example { answers, outcome },
        };
        if usize::try_from(path.cost.answers) == Ok(change.answer_count()) {
            Ok(change)
        } else {
            Err(NotProved::Disagreement)
        }
    }
}

/// The answers a search starts from, and the values of all variables that stand for them.
#[derive(Debug)]
pub(crate) struct CurrentAnswers {
    pub(crate) answers: Answers,
    pub(crate) values: Vec<usize>,
}

/// Returns the questions that rules of this kind read, directly or through named conditions and
/// scores.
pub(crate) fn questions_read_by(
    set: &QuestionSet,
    wanted: impl Fn(Id<Rule>, &Rule) -> bool,
) -> BTreeSet<Id<Question>> {
    let rules = set.rules.iter().filter(|(id, rule)| wanted(*id, rule));
    rules.flat_map(|(_, rule)| set.reads(&rule.when)).collect()
}

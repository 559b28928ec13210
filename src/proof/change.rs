//! The smallest changes of answers that lead to another outcome.
//!
//! Two searches share their diagrams. One keeps every answer that a safety rule reads and every
//! safety finding, and finds for each other outcome the fewest answers to change. The other is for
//! the person themselves and looks in the safe direction alone: what would stop or delay a
//! suggestion.

use std::collections::{BTreeMap, BTreeSet};

use super::cheapest::{Way, cheapest};
use super::diagram::{Diagram, Grown};
use super::guarantees::Example;
use super::movement::{Become, Effort, May, Movement};
use super::op::Op;
use super::pairs::Pairs;
use super::shown::{Numbering, Numbers, Shown};
use super::told::{Told, told};
use super::{OverBudget, Proof};
use crate::engine::walk::walk;
use crate::engine::{Answer, Answers, Outcome};
use crate::set::model::{Effect, Level, Question, QuestionSet, Rule, Status};
use crate::set::table::Id;

/// A change of answers, and where it leads. No change with fewer answers leads there.
#[derive(Debug, Clone)]
pub struct Change {
    /// What is answered differently, or not asked any more, in the order of the set.
    pub answers: Vec<Changed>,
    /// What comes out.
    pub shown: Shown,
    /// A whole answer set with this change, and what the engine decides on it.
    pub example: Example,
}

impl Change {
    /// How many answers are given differently, or for the first time.
    #[must_use]
    pub fn count(&self) -> usize {
        let given = self.answers.iter().filter(|changed| changed.to.is_some());
        given.count()
    }
}

/// One answer in a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The question.
    pub question: Id<Question>,
    /// What was answered; `None` if it was not asked.
    pub from: Option<Answer>,
    /// What is to be answered; `None` if it is not asked any more.
    pub to: Option<Told>,
}

/// A graver status than the one that came out, and what leads there.
#[derive(Debug, Clone)]
pub struct Stricter {
    /// The status.
    pub status: Status,
    /// A smallest change that leads there.
    pub smallest: Change,
    /// A change for every question of which one other answer alone leads there.
    pub alone: Vec<Change>,
}

/// What would change a result.
#[derive(Debug, Clone)]
pub enum Explained {
    /// For those who work with the set: every other outcome that changed answers lead to, among
    /// answers no safety rule reads; the smallest changes first.
    Everything(Vec<Change>),
    /// For the person: what would stop or delay a suggestion, the milder first.
    SafeDirection(Vec<Stricter>),
    /// The diagrams outgrew their budget: nothing is claimed.
    NotProved(OverBudget),
}

/// Finds changes for any answers to one set.
#[derive(Debug)]
pub struct Changes<'a> {
    proof: Proof<'a>,
    numbering: Numbering,
    numbers: Numbers,
    /// What is shown, as a number above 0; 0 where no answer set is.
    shown: Diagram,
    /// The status, as a number above 0.
    status: Diagram,
    /// The questions that safety rules read.
    safety: BTreeSet<Id<Question>>,
    any_safety: Movement,
}

impl<'a> Changes<'a> {
    /// Compiles a set.
    ///
    /// # Errors
    /// [`OverBudget`] if it takes more nodes than `budget`.
    pub fn build(set: &'a QuestionSet, budget: usize) -> Grown<Self> {
        let mut proof = Proof::build(set, budget)?;
        let same = Pairs::of(&set.treatments, &set.treatments, |_, _| false);
        let (numbering, numbers, _) = Numbering::of((set, set), &same);
        let (store, outcomes) = (&mut proof.store, &proof.outcomes);
        let shown = numbering.encode(store, set, &numbers, outcomes)?;
        let shown = store.apply(Op::Gate, proof.answer_sets, shown)?;
        let mut status = Diagram::leaf(0);
        for (here, number) in outcomes.status.into_iter().zip(1..) {
            let part = store.apply(Op::Gate, here, Diagram::leaf(number))?;
            status = store.apply(Op::Add, status, part)?;
        }
        let status = store.apply(Op::Gate, proof.answer_sets, status)?;
        let read = |wanted: &dyn Fn(&Rule) -> bool| read_by(set, &|_, rule| wanted(rule));
        let safety = read(&|rule| rule.level().is_some());
        let (grave, delicate) = (read(&is_grave), read(&is_delicate));
        let may = |may: &dyn Fn(Id<Question>) -> May| {
            Movement::new(&proof.space, set.questions.ids().map(may).collect())
        };
        let any_safety = may(&|question| {
            if delicate.contains(&question) {
                May::Stay
            } else if grave.contains(&question) {
                May::Change
            } else {
                May::Follow
            }
        });
        Ok(Self {
            any_safety: any_safety.barring(set, &proof.space, &proof.reading.view, is_emergency),
            safety,
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
    /// finding reads it: so every finding stays, and nothing gets milder by what is not asked. None
    /// is newly asked: what would be answered to it is nobody's guess.
    ///
    /// # Errors
    /// [`OverBudget`], also where the engine does not come to the same: then nothing is claimed.
    pub fn elsewhere(&self, answers: &Answers) -> Grown<Vec<Change>> {
        let present = self.present(answers);
        let outcome = self.proof.decided(present.answers.clone())?.outcome;
        let any_fit = self.any_fit(&outcome);
        let now = self.proof.store.at(self.shown, &present.values);
        let mut ways: Vec<(i32, Way<Effort>)> = self
            .search(self.shown, &present, &any_fit)
            .into_iter()
            .filter(|(shown, _)| *shown != now)
            .collect();
        ways.sort_by_key(|(shown, way)| (way.cost, *shown));
        let (set, over) = (self.proof.set, self.proof.store.over_budget());
        let decoded = |number| self.numbering.decode(set, &self.numbers, number);
        if decoded(now) != Some(Shown::of(set, &outcome)) {
            return Err(over);
        }
        let changes = ways.iter().map(|(number, way)| {
            let change = self.change((self.shown, *number), &present, &any_fit, way)?;
            match decoded(*number) {
                Some(shown) if shown == change.shown => Ok(change),
                _ => Err(over),
            }
        });
        changes.collect()
    }

    /// Whatever only fit rules read.
    fn any_fit(&self, outcome: &Outcome) -> Movement {
        let set = self.proof.set;
        let found = read_by(set, &|id, rule| rule.level().is_some() && outcome.found(id));
        let may = set.questions.ids().map(|question| {
            if found.contains(&question) {
                May::Stay
            } else if self.safety.contains(&question) {
                May::Fall
            } else {
                May::Change
            }
        });
        Movement::new(&self.proof.space, may.collect())
    }

    /// What would stop or delay a suggestion: for each graver status, a smallest change of what
    /// safety rules read.
    ///
    /// It is told to the person themselves, perhaps in a bad week, so that they tell the clinic if
    /// something changes. Therefore
    /// - no answer changes that a rule with crisis lines reads: nobody is to be shown which words
    ///   about wanting to die would have counted;
    /// - nothing leads to an emergency, and no answer that an emergency rule looks for is given,
    ///   even where it would not be one: pain in the chest is nothing to tell a clinic by and by;
    /// - where nothing may be suggested as it is, or crisis lines are shown, nothing is told: to
    ///   hear of a graver result helps nobody;
    /// - what only tells which treatment fits does not change: taste is no reason for a warning;
    /// - nothing becomes "I don't know": that says nothing of what may happen to a person.
    ///
    /// # Errors
    /// [`OverBudget`], as with [`Self::elsewhere`].
    pub fn stricter(&self, answers: &Answers) -> Grown<Vec<Stricter>> {
        let present = self.present(answers);
        let now = self.proof.decided(present.answers.clone())?.outcome;
        let graver = [Status::NeedsClearance, Status::NotSuitable];
        let graver: Vec<Status> = graver.into_iter().filter(|&it| it > now.status).collect();
        let in_a_crisis = now.crisis.is_some_and(|crisis| crisis.lines);
        if graver.is_empty() || now.withheld || in_a_crisis {
            return Ok(Vec::new());
        }
        let ways = self.search(self.status, &present, &self.any_safety);
        let single = self.proof.set.questions.ids();
        let single = single.filter_map(|question| self.any_safety.only(question));
        let alone: Vec<_> = single
            .map(|movement| self.search(self.status, &present, &movement))
            .collect();
        let mut stricter = Vec::new();
        for status in graver {
            let number = number_of(status);
            let Some(way) = ways.get(&number) else {
                continue;
            };
            let to = |way| self.stricter_change(status, &present, way);
            stricter.push(Stricter {
                status,
                smallest: to(way)?,
                alone: alone
                    .iter()
                    .filter_map(|ways| ways.get(&number))
                    .filter(|way| way.cost.answers == 1)
                    .map(to)
                    .collect::<Grown<_>>()?,
            });
        }
        Ok(stricter)
    }

    fn stricter_change(
        &self,
        status: Status,
        present: &Present,
        way: &Way<Effort>,
    ) -> Grown<Change> {
        let target = (self.status, number_of(status));
        let change = self.change(target, present, &self.any_safety, way)?;
        if change.shown.status == status {
            Ok(change)
        } else {
            Err(self.proof.store.over_budget())
        }
    }

    fn present(&self, answers: &Answers) -> Present {
        // Answers past an early stop are accepted, but nobody was asked for them.
        let mut asked = Answers::default();
        asked.region = answers.region;
        let set = self.proof.set;
        for (question, answer) in walk(set, answers).answered(set) {
            asked.give(question, answer.clone());
        }
        Present {
            values: self.proof.values(&asked),
            answers: asked,
        }
    }

    fn search(
        &self,
        diagram: Diagram,
        present: &Present,
        movement: &Movement,
    ) -> BTreeMap<i32, Way<Effort>> {
        let store = &self.proof.store;
        cheapest(
            store,
            diagram,
            Become::Same,
            |so_far, level, value, next| movement.step(&present.values, so_far, level, value, next),
        )
    }

    /// A way as a change of answers, which the engine confirms.
    fn change(
        &self,
        target: (Diagram, i32),
        present: &Present,
        movement: &Movement,
        way: &Way<Effort>,
    ) -> Grown<Change> {
        let set = self.proof.set;
        let (answers, all) = told(&self.proof, target, present, movement, &way.values);
        let example = self.proof.decided(all)?;
        let change = Change {
            answers,
            shown: Shown::of(set, &example.outcome),
            example,
        };
        if usize::try_from(way.cost.answers) == Ok(change.count()) {
            Ok(change)
        } else {
            Err(self.proof.store.over_budget())
        }
    }
}

/// The answers that are there, and the values of the variables that stand for them.
#[derive(Debug)]
pub(super) struct Present {
    pub(super) answers: Answers,
    pub(super) values: Vec<usize>,
}

/// The number that stands for a status in a diagram.
fn number_of(status: Status) -> i32 {
    let place = Status::ALL.iter().position(|&it| it == status);
    place.and_then(|at| i32::try_from(at + 1).ok()).unwrap_or(0)
}

/// The questions that rules of this kind read, themselves or through names and scores.
fn read_by(set: &QuestionSet, wanted: &dyn Fn(Id<Rule>, &Rule) -> bool) -> BTreeSet<Id<Question>> {
    let rules = set.rules.iter().filter(|(id, rule)| wanted(*id, rule));
    rules.flat_map(|(_, rule)| set.reads(&rule.when)).collect()
}

/// It stops or delays a suggestion.
fn is_grave(rule: &Rule) -> bool {
    matches!(rule.level(), Some(Level::Clearance | Level::Exclude))
}

/// It calls for help now.
fn is_emergency(rule: &Rule) -> bool {
    rule.level() == Some(Level::Emergency)
}

/// It speaks of somebody in a crisis.
fn is_delicate(rule: &Rule) -> bool {
    matches!(&rule.effect, Effect::Safety(safety) if safety.crisis_lines)
}

//! Compiles two versions of a set into diagrams over one space of variables, the joint space.
//!
//! A *pair* is an answer set of the old version and one of the new version that one person could
//! give: wherever both versions ask the same question and both offer the person's answer, the two
//! answers are the same. A question or an answer that only one version has varies freely on that
//! side. So pairs over-approximate what people do: no combination that can occur is left out, and
//! some that never occur are counted. If both versions ask the same questions with the same
//! answers, pairs are exactly the answer sets. Pairs count answer sets of both questionnaires
//! together, not people.
//!
//! How the space is built:
//!
//! 1. `joint_questions` merges the questions of both versions, in the order of the new one; a
//!    removed question is placed after the one it followed in the old version.
//! 2. `JointSlots` gives every joint question a slot of variables. If a version can be unable to
//!    express a joint answer, a slot for its stand-in comes before it.
//! 3. [`adapt`] rewrites each version over these slots. All tests of both rewritten versions are
//!    collected before the space is made, so that it tells apart every answer that either of them
//!    tells apart.
//! 4. Each version's walk is encoded. It yields where the version asks each question.
//! 5. Each version's rules are encoded in turn. A slot can hold an answer only the other version
//!    asked for; each version must read it as "not asked". Its tests are therefore gated, but only
//!    where the other version asks and it does not: elsewhere the slot itself is "not asked". The
//!    weaker gate gives the same value on every pair and keeps the diagrams smaller.
//! 6. `pairs` builds the diagram of all valid assignments. It requires, for each joint question:
//!    - the slot holds an answer exactly where at least one version asks;
//!    - the answer is foreign to a version only where the other version asks;
//!    - a stand-in holds an answer exactly where its version asks and cannot express the joint
//!      answer, and that answer is the version's own;
//!    - no two assignments stand for the same pair (see `duplicates`), so that counting assignments
//!      counts pairs.
//!
//! Diagrams of outcomes have arbitrary values on assignments outside `pairs`; every count and every
//! search is restricted to it. The encoding is exact on pairs. The engine replays the example of
//! each cell on the original versions, and property tests compare all counts with an enumeration of
//! all pairs of small random sets.

use std::collections::BTreeSet;

use treatfit_core::model::{Answers, Id, Question, QuestionSet};

use crate::diff::adapt::{Adapted, AnswerSource, adapt};
use crate::diff::joint_questions::{Incomparable, JointQuestion, VersionQuestion};
use crate::diff::pairs::Pairs;
use crate::encode::condition::ConditionEncoder;
use crate::encode::domain::Domain;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::rules::RuleDiagrams;
use crate::encode::space::{Slot, Space, Test};
use crate::encode::walk::WalkDiagrams;
use crate::encode::witness::ValueCosts;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// One version, compiled over the joint space.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    /// The original version.
    pub set: &'a QuestionSet,
    /// The diagrams of its outcomes.
    pub outcomes: OutcomeDiagrams,
    /// Where each of its questions is asked.
    asked: Vec<Diagram>,
    /// Where its interview reaches each of its questions, asked or not.
    reached: Vec<Diagram>,
    /// Where the answers to its questions are found.
    sources: Vec<AnswerSource>,
    /// How unusual each value is for this version, to find plain examples.
    value_costs: ValueCosts,
}

/// Both versions, compiled over the same variables.
#[derive(Debug)]
pub(crate) struct JointSpace<'a> {
    /// The old version.
    pub old: Side<'a>,
    /// The new version.
    pub new: Side<'a>,
    /// The variables.
    pub space: Space,
    /// The nodes of all diagrams.
    pub store: Store,
    /// The assignments that stand for a pair of answer sets, one for each pair.
    pub pairs: Diagram,
    /// The questions of both versions whose answers cannot be compared.
    pub incomparable: Vec<(Id<Question>, Id<Question>, Incomparable)>,
}

/// A question of both versions whose answers cannot be compared: its old id, its new id, the
/// reason.
type IncomparableQuestion = (Id<Question>, Id<Question>, Incomparable);

/// Merges the questions of both versions, in the order of the new one. A removed question follows
/// the one it followed in the old version.
fn joint_questions(
    old: &QuestionSet,
    new: &QuestionSet,
    questions: &Pairs<Question>,
) -> (Vec<JointQuestion>, Vec<IncomparableQuestion>) {
    let mut joints: Vec<JointQuestion> = Vec::new();
    let mut incomparable = Vec::new();
    for (id, question) in new.questions.iter() {
        let both = questions.old_of(id).map(|old_id| {
            let of_old = (old_id, &old.questions[old_id]);
            JointQuestion::shared(of_old, (id, question))
                .map_err(|why| incomparable.push((old_id, id, why)))
        });
        joints.push(match both {
            Some(Ok(joint)) => joint,
            _ => JointQuestion::only_new(new, id),
        });
    }
    let mut at = 0;
    for id in old.questions.ids() {
        let is_it =
            |joint: &JointQuestion| joint.old.as_ref().is_some_and(|part| part.question == id);
        if let Some(place) = joints.iter().position(is_it) {
            at = place + 1;
        } else {
            joints.insert(at, JointQuestion::only_old(old, id));
            at += 1;
        }
    }
    (joints, incomparable)
}

/// The slots of the joint space: each joint question, preceded by its stand-ins.
#[derive(Default)]
struct JointSlots {
    questions: Vec<Domain>,
    tests: Vec<BTreeSet<Test>>,
    old: Vec<Option<AnswerSource>>,
    new: Vec<Option<AnswerSource>>,
}

impl JointSlots {
    /// Adds the slots of a joint question and records them as sources for its versions.
    fn add(&mut self, joint: &JointQuestion) {
        let parts = [&joint.old, &joint.new];
        let both = parts.iter().all(|part| part.is_some());
        let tests: BTreeSet<_> = if both {
            parts
                .into_iter()
                .flatten()
                .flat_map(VersionQuestion::tests)
                .collect()
        } else {
            BTreeSet::new()
        };
        let mut push = || {
            self.questions.push(joint.merged.clone());
            self.tests.push(tests.clone());
            self.questions.len() - 1
        };
        let stand_ins = parts.map(|part| {
            let needed = part.as_ref().filter(|part| both && part.needs_stand_in());
            needed.map(|_| push())
        });
        let slot = push();
        let places = [&mut self.old, &mut self.new];
        for ((part, stand_in), sources) in parts.into_iter().zip(stand_ins).zip(places) {
            let Some(part) = part else { continue };
            let at = part.question.index();
            if sources.len() <= at {
                sources.resize(at + 1, None);
            }
            if let Some(source) = sources.get_mut(at) {
                *source = Some(AnswerSource {
                    version_question: part.clone(),
                    merged: joint.merged.clone(),
                    slot,
                    stand_in,
                });
            }
        }
    }
}

impl<'a> JointSpace<'a> {
    /// Compiles both versions.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams need more than `budget`
    /// nodes.
    pub(crate) fn build(
        old: &'a QuestionSet,
        new: &'a QuestionSet,
        questions: &Pairs<Question>,
        budget: usize,
    ) -> WithinBudget<Self> {
        let (joints, incomparable) = joint_questions(old, new, questions);
        let mut slots = JointSlots::default();
        for joint in &joints {
            slots.add(joint);
        }
        let sources =
            |sources: Vec<Option<AnswerSource>>| sources.into_iter().flatten().collect::<Vec<_>>();
        let (old_sources, new_sources) = (sources(slots.old), sources(slots.new));
        let (old_adapted, new_adapted) = (adapt(old, &old_sources), adapt(new, &new_sources));
        for adapted in [&old_adapted, &new_adapted] {
            adapted.view.collect_tests(&adapted.set, &mut slots.tests);
        }
        let order: Vec<usize> = (0..slots.questions.len()).collect();
        let space = Space::new(&slots.questions, slots.tests, &order);
        let mut store = space.store(budget);

        let old_walk = walk(&mut store, &space, &old_adapted)?;
        let new_walk = walk(&mut store, &space, &new_adapted)?;
        let (old_asked, new_asked) = (old_adapted.asked(&old_walk), new_adapted.asked(&new_walk));
        let mut old_gates = vec![Diagram::YES; old_adapted.set.questions.len()];
        let mut new_gates = vec![Diagram::YES; new_adapted.set.questions.len()];
        for joint in &joints {
            let (Some(of_old), Some(of_new)) = (&joint.old, &joint.new) else {
                continue;
            };
            let (of_old, of_new) = (of_old.question.index(), of_new.question.index());
            let (asked_old, asked_new) = (old_asked.get(of_old), new_asked.get(of_new));
            let (Some(&asked_old), Some(&asked_new)) = (asked_old, asked_new) else {
                continue;
            };
            for (adapted, gates, at, own, other) in [
                (&old_adapted, &mut old_gates, of_old, asked_old, asked_new),
                (&new_adapted, &mut new_gates, of_new, asked_new, asked_old),
            ] {
                let only_other = store.and_not(other, own)?;
                if let Some(gate) = adapted
                    .questions
                    .get(at)
                    .and_then(|id| gates.get_mut(id.index()))
                {
                    *gate = store.not(only_other)?;
                }
            }
        }
        let old = Side::encode(
            &mut store,
            &space,
            old,
            old_sources,
            &old_adapted,
            (&old_walk, old_asked, old_gates),
        )?;
        let new = Side::encode(
            &mut store,
            &space,
            new,
            new_sources,
            &new_adapted,
            (&new_walk, new_asked, new_gates),
        )?;
        let pairs = pairs(&mut store, &space, &joints, [&old, &new])?;
        Ok(Self {
            old,
            new,
            space,
            store,
            pairs,
            incomparable,
        })
    }
}

impl<'a> Side<'a> {
    /// Encodes the rules and outcomes of a version. `gates` says, for each question of the adapted
    /// set, where its slot may be read.
    fn encode(
        store: &mut Store,
        space: &Space,
        set: &'a QuestionSet,
        sources: Vec<AnswerSource>,
        adapted: &Adapted,
        (walk, asked, gates): (&WalkDiagrams, Vec<Diagram>, Vec<Diagram>),
    ) -> WithinBudget<Self> {
        let mut encoder = ConditionEncoder::shared(&adapted.set, adapted.view.clone());
        for gate in gates {
            encoder.record_asked(gate);
        }
        let rules = RuleDiagrams::encode(store, space, &mut encoder, walk)?;
        Ok(Self {
            set,
            outcomes: OutcomeDiagrams::decide(store, &adapted.set, &rules)?,
            asked,
            reached: adapted.reached(walk),
            sources,
            value_costs: ValueCosts::new(&adapted.set, space, &adapted.view),
        })
    }

    /// Returns where one of the version's questions is asked.
    pub(crate) fn asked(&self, question: Id<Question>) -> Diagram {
        self.asked
            .get(question.index())
            .copied()
            .unwrap_or(Diagram::NO)
    }

    /// Returns where the interview reaches one of the version's questions, asked or not: no
    /// emergency ended it before.
    pub(crate) fn reached(&self, question: Id<Question>) -> Diagram {
        self.reached
            .get(question.index())
            .copied()
            .unwrap_or(Diagram::NO)
    }

    /// Decodes an assignment of all variables into the answers of this version.
    #[must_use]
    pub(crate) fn answers(&self, store: &Store, space: &Space, values: &[usize]) -> Answers {
        let mut answers = Answers::default();
        for (id, source) in self.set.questions.ids().zip(&self.sources) {
            if store.evaluate(self.asked(id), values) != 1 {
                continue;
            }
            let joint_answer = |slot: usize| space.slots.get(slot)?.answer(values);
            let own = joint_answer(source.slot)
                .and_then(|answer| source.version_question.own_answer(&answer));
            let stand_in = || {
                source
                    .version_question
                    .own_answer(&joint_answer(source.stand_in?)?)
            };
            if let Some(answer) = own.or_else(stand_in) {
                answers.give(id, answer);
            }
        }
        answers
    }

    /// Returns how unusual a value of a variable is for this version.
    #[must_use]
    pub(crate) fn cost(&self, level: usize, value: usize) -> u32 {
        self.value_costs.cost(level, value)
    }
}

/// Encodes the walk of an adapted version.
fn walk(store: &mut Store, space: &Space, adapted: &Adapted) -> WithinBudget<WalkDiagrams> {
    let mut encoder = ConditionEncoder::shared(&adapted.set, adapted.view.clone());
    WalkDiagrams::encode(store, space, &mut encoder)
}

/// Encodes the assignments that stand for a pair of answer sets.
fn pairs(
    store: &mut Store,
    space: &Space,
    joints: &[JointQuestion],
    [old, new]: [&Side<'_>; 2],
) -> WithinBudget<Diagram> {
    let mut pairs = Diagram::YES;
    for joint in joints.iter().rev() {
        let old = joint
            .old
            .as_ref()
            .and_then(|it| VersionAnswer::of(it, old, space));
        let new = joint
            .new
            .as_ref()
            .and_then(|it| VersionAnswer::of(it, new, space));
        let mut asked_by_any = Diagram::NO;
        let mut slot = None;
        for answer in [&old, &new].into_iter().flatten() {
            asked_by_any = store.or(asked_by_any, answer.asked)?;
            slot = Some(answer.slot);
        }
        if let Some(slot) = slot {
            let answered = answered(store, slot, asked_by_any)?;
            pairs = store.and(pairs, answered)?;
        }
        if let (Some(old), Some(new)) = (&old, &new) {
            let duplicates = duplicates(store, old, new)?;
            pairs = store.and_not(pairs, duplicates)?;
            for (own, other) in [(old, new), (new, old)] {
                let consistent = own.encode_consistency(store, other)?;
                pairs = store.and(pairs, consistent)?;
            }
        }
    }
    Ok(pairs)
}

/// Encodes that a slot holds a well-formed answer where it is asked and "not asked" elsewhere.
fn answered(store: &mut Store, slot: &Slot, asked: Diagram) -> WithinBudget<Diagram> {
    let answered = slot.asked(store)?;
    let agreed = store.apply(Op::Equals, answered, asked)?;
    let formed = slot.well_formed(store)?;
    store.and(agreed, formed)
}

/// Encodes the assignments that stand for a pair which another assignment stands for already.
///
/// If the answers `x` (old) and `y` (new) are both foreign to the other version, the pair can be
/// written with `x` as the joint answer and `y` in the new stand-in, or the other way round. The
/// first way is kept.
fn duplicates(
    store: &mut Store,
    old: &VersionAnswer<'_>,
    new: &VersionAnswer<'_>,
) -> WithinBudget<Diagram> {
    let mut duplicates = Diagram::NO;
    if let Some(stand_in) = old.stand_in {
        // Both answers are foreign to the other version, and the new one is the joint answer.
        duplicates = new.question.has_foreign(store, stand_in)?;
    }
    if let Some(stand_in) = new.stand_in {
        // The old answer is "none of these" and the new one consists of ticks the old version does
        // not have. Those ticks as the joint answer, which the old version sees as "none of these",
        // stand for the same pair.
        let none = old.question.says_none(store, old.slot)?;
        let ticks = old.question.only_foreign_ticks(store, stand_in)?;
        let both = store.and(none, ticks)?;
        duplicates = store.or(duplicates, both)?;
    }
    Ok(duplicates)
}

/// The answer of one version to a joint question.
struct VersionAnswer<'b> {
    question: &'b VersionQuestion,
    asked: Diagram,
    slot: &'b Slot,
    stand_in: Option<&'b Slot>,
}

impl<'b> VersionAnswer<'b> {
    fn of(question: &'b VersionQuestion, side: &Side<'_>, space: &'b Space) -> Option<Self> {
        let source = side.sources.get(question.question.index())?;
        Some(Self {
            question,
            asked: side.asked(question.question),
            slot: space.slots.get(source.slot)?,
            stand_in: source.stand_in.and_then(|slot| space.slots.get(slot)),
        })
    }

    /// Encodes the constraints that relate this version's answer to the joint answer: a foreign
    /// answer is only given where the other version asks, and the stand-in holds an answer of this
    /// version exactly where one is needed.
    fn encode_consistency(&self, store: &mut Store, other: &Self) -> WithinBudget<Diagram> {
        let foreign = self.question.has_foreign(store, self.slot)?;
        let unexplained = store.and_not(foreign, other.asked)?;
        let mut consistent = store.not(unexplained)?;
        if let Some(stand_in) = self.stand_in {
            let inexpressible = self.question.inexpressible(store, self.slot)?;
            let needed = store.and(self.asked, inexpressible)?;
            let answered = answered(store, stand_in, needed)?;
            consistent = store.and(consistent, answered)?;
            let foreign = self.question.has_foreign(store, stand_in)?;
            consistent = store.and_not(consistent, foreign)?;
        }
        Ok(consistent)
    }
}

//! Two versions of a question set over the answers of both.
//!
//! What is looked at is a *pair*: an answer set of the old version and one of the new that give the
//! same answer wherever both versions ask the same question and both offer that answer. What only
//! one version asks or offers ranges freely on its side. So nothing that could happen is left out,
//! and where both versions ask the same, pairs are just answer sets. Pairs count answer sets of both
//! questionnaires together, not people.

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

/// One version, on the answers of both.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    /// The version.
    pub set: &'a QuestionSet,
    /// Where each of its outcomes comes out.
    pub outcomes: OutcomeDiagrams,
    /// Where each of its questions is asked.
    asked: Vec<Diagram>,
    /// Where its interview comes to each of its questions, asked or not.
    reached: Vec<Diagram>,
    seats: Vec<AnswerSource>,
    ordinary: ValueCosts,
}

/// Both versions.
#[derive(Debug)]
pub(crate) struct JointSpace<'a> {
    /// The old version.
    pub old: Side<'a>,
    /// The new version.
    pub new: Side<'a>,
    /// The space of the answers of both.
    pub space: Space,
    /// All diagrams.
    pub store: Store,
    /// All pairs of answer sets.
    pub pairs: Diagram,
    /// Questions of both whose answers can't be compared, with the reason.
    pub apart: Vec<(Id<Question>, Id<Question>, Incomparable)>,
}

/// A question of both versions whose answers can't be compared: the old one, the new one, why.
type IncomparableQuestion = (Id<Question>, Id<Question>, Incomparable);

/// The questions of both versions in the order of the new one, those that were removed after what
/// they stood behind.
fn joints(
    old: &QuestionSet,
    new: &QuestionSet,
    questions: &Pairs<Question>,
) -> (Vec<JointQuestion>, Vec<IncomparableQuestion>) {
    let mut joints: Vec<JointQuestion> = Vec::new();
    let mut apart = Vec::new();
    for (id, question) in new.questions.iter() {
        let both = questions.old_of(id).map(|old_id| {
            let of_old = (old_id, &old.questions[old_id]);
            JointQuestion::both(of_old, (id, question)).map_err(|why| apart.push((old_id, id, why)))
        });
        joints.push(match both {
            Some(Ok(joint)) => joint,
            _ => JointQuestion::added(new, id),
        });
    }
    let mut at = 0;
    for id in old.questions.ids() {
        let is_it =
            |joint: &JointQuestion| joint.old.as_ref().is_some_and(|part| part.question == id);
        if let Some(place) = joints.iter().position(is_it) {
            at = place + 1;
        } else {
            joints.insert(at, JointQuestion::removed(old, id));
            at += 1;
        }
    }
    (joints, apart)
}

/// The slots of the shared space: each joint question after its stand-ins.
#[derive(Default)]
struct JointSlots {
    questions: Vec<Domain>,
    tests: Vec<BTreeSet<Test>>,
    old: Vec<Option<AnswerSource>>,
    new: Vec<Option<AnswerSource>>,
}

impl JointSlots {
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
        for ((part, stand_in), seats) in parts.into_iter().zip(stand_ins).zip(places) {
            let Some(part) = part else { continue };
            let at = part.question.index();
            if seats.len() <= at {
                seats.resize(at + 1, None);
            }
            if let Some(seat) = seats.get_mut(at) {
                *seat = Some(AnswerSource {
                    part: part.clone(),
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
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if it takes more nodes than `budget`.
    pub(crate) fn build(
        old: &'a QuestionSet,
        new: &'a QuestionSet,
        questions: &Pairs<Question>,
        budget: usize,
    ) -> WithinBudget<Self> {
        let (joints, apart) = joints(old, new, questions);
        let mut slots = JointSlots::default();
        for joint in &joints {
            slots.add(joint);
        }
        let seats =
            |seats: Vec<Option<AnswerSource>>| seats.into_iter().flatten().collect::<Vec<_>>();
        let (old_seats, new_seats) = (seats(slots.old), seats(slots.new));
        let (old_adapted, new_adapted) = (adapt(old, &old_seats), adapt(new, &new_seats));
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
            let (asked, others) = (old_asked.get(of_old), new_asked.get(of_new));
            let (Some(&asked), Some(&others)) = (asked, others) else {
                continue;
            };
            for (adapted, gates, at, own, other) in [
                (&old_adapted, &mut old_gates, of_old, asked, others),
                (&new_adapted, &mut new_gates, of_new, others, asked),
            ] {
                let alone = store.and_not(other, own)?;
                if let Some(gate) = adapted
                    .questions
                    .get(at)
                    .and_then(|id| gates.get_mut(id.index()))
                {
                    *gate = store.not(alone)?;
                }
            }
        }
        let old = Side::encode(
            &mut store,
            &space,
            old,
            old_seats,
            &old_adapted,
            (&old_walk, old_asked, old_gates),
        )?;
        let new = Side::encode(
            &mut store,
            &space,
            new,
            new_seats,
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
            apart,
        })
    }
}

impl<'a> Side<'a> {
    fn encode(
        store: &mut Store,
        space: &Space,
        set: &'a QuestionSet,
        seats: Vec<AnswerSource>,
        adapted: &Adapted,
        (walk, asked, gates): (&WalkDiagrams, Vec<Diagram>, Vec<Diagram>),
    ) -> WithinBudget<Self> {
        let mut reading = ConditionEncoder::shared(&adapted.set, adapted.view.clone());
        for gate in gates {
            reading.record_asked(gate);
        }
        let truths = RuleDiagrams::encode(store, space, &mut reading, walk)?;
        Ok(Self {
            set,
            outcomes: OutcomeDiagrams::decide(store, &adapted.set, &truths)?,
            asked,
            reached: adapted.reached(walk),
            seats,
            ordinary: ValueCosts::new(&adapted.set, space, &adapted.view),
        })
    }

    /// Where one of its questions is asked.
    pub(crate) fn asked(&self, question: Id<Question>) -> Diagram {
        self.asked
            .get(question.index())
            .copied()
            .unwrap_or(Diagram::NO)
    }

    /// Where its interview comes to one of its questions, asked or not: no emergency ended it before.
    pub(crate) fn reached(&self, question: Id<Question>) -> Diagram {
        self.reached
            .get(question.index())
            .copied()
            .unwrap_or(Diagram::NO)
    }

    /// The answers of this version that these values of all variables stand for.
    #[must_use]
    pub(crate) fn answers(&self, store: &Store, space: &Space, values: &[usize]) -> Answers {
        let mut answers = Answers::default();
        for (id, seat) in self.set.questions.ids().zip(&self.seats) {
            if store.evaluate(self.asked(id), values) != 1 {
                continue;
            }
            let said = |slot: usize| space.slots.get(slot)?.answer(values);
            let own = said(seat.slot).and_then(|answer| seat.part.own(&answer));
            let stand_in = || seat.part.own(&said(seat.stand_in?)?);
            if let Some(answer) = own.or_else(stand_in) {
                answers.give(id, answer);
            }
        }
        answers
    }

    /// How unusual a value of a variable is for this version.
    #[must_use]
    pub(crate) fn cost(&self, level: usize, value: usize) -> u32 {
        self.ordinary.cost(level, value)
    }
}

fn walk(store: &mut Store, space: &Space, adapted: &Adapted) -> WithinBudget<WalkDiagrams> {
    let mut reading = ConditionEncoder::shared(&adapted.set, adapted.view.clone());
    WalkDiagrams::encode(store, space, &mut reading)
}

/// The values of all variables that stand for a pair of answer sets.
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
        let mut anyone = Diagram::NO;
        let mut slot = None;
        for heard in [&old, &new].into_iter().flatten() {
            anyone = store.or(anyone, heard.asks)?;
            slot = Some(heard.slot);
        }
        if let Some(slot) = slot {
            let answered = answered(store, slot, anyone)?;
            pairs = store.and(pairs, answered)?;
        }
        if let (Some(old), Some(new)) = (&old, &new) {
            let twice = twice(store, old, new)?;
            pairs = store.and_not(pairs, twice)?;
            for (own, other) in [(old, new), (new, old)] {
                let fits = own.beside(store, other)?;
                pairs = store.and(pairs, fits)?;
            }
        }
    }
    Ok(pairs)
}

/// The variables of a slot stand for an answer where it is to be answered, for none elsewhere.
fn answered(store: &mut Store, slot: &Slot, asks: Diagram) -> WithinBudget<Diagram> {
    let answered = slot.asked(store)?;
    let agreed = store.apply(Op::Equals, answered, asks)?;
    let formed = slot.well_formed(store)?;
    store.and(agreed, formed)
}

/// Stand-ins that make a pair of answers which another joint answer makes already.
fn twice(
    store: &mut Store,
    old: &VersionAnswer<'_>,
    new: &VersionAnswer<'_>,
) -> WithinBudget<Diagram> {
    let mut twice = Diagram::NO;
    if let Some(stand_in) = old.stand_in {
        // Each has no word for the other's answer: the old one's is the joint answer.
        twice = new.part.foreign(store, stand_in)?;
    }
    if let Some(stand_in) = new.stand_in {
        // "None of these" beside ticks the old one does not have: the ticks are.
        let none = old.part.says_none(store, old.slot)?;
        let ticks = old.part.only_foreign_ticks(store, stand_in)?;
        let both = store.and(none, ticks)?;
        twice = store.or(twice, both)?;
    }
    Ok(twice)
}

/// A joint question as one version hears the answer.
struct VersionAnswer<'b> {
    part: &'b VersionQuestion,
    asks: Diagram,
    slot: &'b Slot,
    stand_in: Option<&'b Slot>,
}

impl<'b> VersionAnswer<'b> {
    fn of(part: &'b VersionQuestion, side: &Side<'_>, space: &'b Space) -> Option<Self> {
        let seat = side.seats.get(part.question.index())?;
        Some(Self {
            part,
            asks: side.asked(part.question),
            slot: space.slots.get(seat.slot)?,
            stand_in: seat.stand_in.and_then(|slot| space.slots.get(slot)),
        })
    }

    /// What this version has no word for is only said where the other asks, and then the stand-in
    /// has an answer of this version.
    fn beside(&self, store: &mut Store, other: &Self) -> WithinBudget<Diagram> {
        let foreign = self.part.foreign(store, self.slot)?;
        let astray = store.and_not(foreign, other.asks)?;
        let mut fits = store.not(astray)?;
        if let Some(stand_in) = self.stand_in {
            let unsaid = self.part.unsaid(store, self.slot)?;
            let needed = store.and(self.asks, unsaid)?;
            let answered = answered(store, stand_in, needed)?;
            fits = store.and(fits, answered)?;
            let foreign = self.part.foreign(store, stand_in)?;
            fits = store.and_not(fits, foreign)?;
        }
        Ok(fits)
    }
}

//! Proofs.
pub mod count;
pub mod diagram;
pub mod interview;
pub mod merged;
pub mod outcomes;
pub mod reading;
pub mod space;
pub mod view;

use count::Counter;
use diagram::{Diagram, Grown, Op, Store};
use interview::Interview;
use merged::Merged;
use outcomes::Outcomes;
use reading::Reading;
use space::Space;

use crate::engine::Answers;
use crate::set::model::QuestionSet;

/// A question set compiled.
#[derive(Debug)]
pub struct Proof<'a> {
    /// The set.
    pub set: &'a QuestionSet,
    /// The space of answers.
    pub space: Space,
    /// All diagrams.
    pub store: Store,
    /// How conditions are read.
    pub reading: Reading<'a>,
    /// The walk.
    pub interview: Interview,
    /// What comes out.
    pub outcomes: Outcomes,
    /// Every answer set.
    pub answer_sets: Diagram,
    /// Counts.
    pub counter: Counter,
}

impl<'a> Proof<'a> {
    /// Compiles.
    ///
    /// # Errors
    /// Over budget.
    pub fn build(set: &'a QuestionSet, budget: usize) -> Grown<Self> {
        let order: Vec<usize> = (0..set.questions.len()).collect();
        Self::build_in(set, budget, &order)
    }

    /// Compiles in an order.
    ///
    /// # Errors
    /// Over budget.
    pub fn build_in(set: &'a QuestionSet, budget: usize, order: &[usize]) -> Grown<Self> {
        let mut reading = Reading::own(set);
        let mut tests = vec![std::collections::BTreeSet::new(); set.questions.len()];
        reading.view.collect_tests(set, &mut tests);
        let merged: Vec<Merged> = set.questions.values().map(Merged::of).collect();
        let space = Space::new(&merged, tests, order);
        let mut store = space.store(budget);
        let t = std::time::Instant::now();
        let interview = Interview::encode(&mut store, &space, &mut reading)?;
        let n1 = store.len();
        let t1 = t.elapsed();
        let answer_sets = interview.answer_sets(&mut store, &space, &reading)?;
        let n2 = store.len();
        let t2 = t.elapsed();
        let outcomes = Outcomes::encode(&mut store, &space, &mut reading, &interview)?;
        if std::env::var("PROOF_TRACE").is_ok() {
            eprintln!(
                "levels {} interview {n1} {t1:?}, answer sets {n2} ({}) {t2:?}, outcomes {} {:?}; suggested {:?} status {:?}",
                space.levels(),
                store.reachable(answer_sets).len(),
                store.len(),
                t.elapsed(),
                outcomes.suggested.iter().map(|&s| store.reachable(s).len()).collect::<Vec<_>>(),
                outcomes.status.iter().map(|&s| store.reachable(s).len()).collect::<Vec<_>>(),
            );
        }
        Ok(Self {
            set,
            counter: Counter::new(&space),
            space,
            store,
            reading,
            interview,
            outcomes,
            answer_sets,
        })
    }

    /// Values.
    #[must_use]
    pub fn values(&self, answers: &Answers) -> Vec<usize> {
        self.space
            .values(self.set.questions.ids().map(|id| answers.get(id)))
    }

    /// The key: status and suggested set as one number, from 1; 0 where it is no answer set.
    ///
    /// # Errors
    /// Over budget.
    pub fn results(&mut self) -> Grown<Diagram> {
        let mut key = Diagram::leaf(0);
        for (place, &status) in self.outcomes.status.iter().enumerate() {
            let value = Diagram::leaf(i32::try_from(place).unwrap_or(0) + 1);
            let part = self.store.apply(Op::Gate, status, value)?;
            key = self.store.apply(Op::Add, key, part)?;
        }
        for (place, &suggested) in self.outcomes.suggested.iter().enumerate() {
            let part = self.store.apply(Op::Gate, suggested, Diagram::leaf(8 << place))?;
            key = self.store.apply(Op::Add, key, part)?;
        }
        self.store.apply(Op::Gate, self.answer_sets, key)
    }
}

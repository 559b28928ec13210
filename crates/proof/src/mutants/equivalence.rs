//! Whether a change to a question set can be noticed at all.
//!
//! A scenario sees which questions are asked, and of an outcome its status, what is suggested and
//! equally good, the sequence, crisis lines and findings. A mutant is *equivalent* where no
//! scenario could tell it from the original. That is proved with diagrams: the original and all
//! mutants share one space, so that most of a mutant's diagrams are those of the original.
//!
//! The diagrams of a mutant are read at the answers the original asks for. Read quickly, they are exact
//! up to the first question about which the two differ; beyond, they may see a difference too many,
//! never one too few. So whoever finds a difference asks the engine whether it is one, and if it is
//! none, reads them exactly: an answer to a question that the mutant does not ask does not count, and
//! an optional question that only the mutant asks counts as skipped. That shares fewer diagrams.

use std::collections::BTreeSet;

use treatfit_core::model::{Answer, Answers, Condition, Id, Question, QuestionSet, Score};

use crate::encode::condition::ConditionEncoder;
use crate::encode::domain::{ANY_TEXT, Domain};
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::rules::RuleDiagrams;
use crate::encode::space::Space;
use crate::encode::view::SetView;
use crate::encode::walk::WalkDiagrams;
use crate::encode::witness;
use crate::encode::witness::ValueCosts;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// The original set, with a space in which mutants find their place.
#[derive(Debug)]
pub(crate) struct Original<'a> {
    set: &'a QuestionSet,
    space: Space,
    store: Store,
    answer_sets: Diagram,
    ordinary: ValueCosts,
    seen: Observed,
}

/// What scenarios see of a set.
#[derive(Debug, Clone)]
struct Observed {
    interview: WalkDiagrams,
    outcomes: OutcomeDiagrams,
    tie: Diagram,
    found: Vec<Diagram>,
}

/// Where a mutant may differ in what a scenario sees, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Differences {
    parts: [Diagram; 2],
    /// Whether the same questions are asked for all answers.
    pub asks_alike: bool,
}

impl Differences {
    /// No scenario can tell the two sets apart.
    #[must_use]
    pub(crate) fn none(self) -> bool {
        self.parts == [Diagram::NO; 2]
    }
}

impl<'a> Original<'a> {
    /// Compiles a set, in a space that tells apart what any of these mutants does.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn new(
        set: &'a QuestionSet,
        mutants: impl IntoIterator<Item = QuestionSet>,
        budget: usize,
    ) -> WithinBudget<Self> {
        let view = SetView::own(set);
        let mut tests = vec![BTreeSet::new(); set.questions.len()];
        view.collect_tests(set, &mut tests);
        for mutant in mutants {
            view.collect_tests(&mutant, &mut tests);
        }
        let questions: Vec<Domain> = set.questions.values().map(Domain::of).collect();
        let order: Vec<usize> = (0..questions.len()).collect();
        let space = Space::new(&questions, tests, &order);
        let mut store = space.store(budget);
        let mut reading = ConditionEncoder::own(set);
        let interview = WalkDiagrams::encode(&mut store, &space, &mut reading)?;
        let answer_sets = interview.answer_sets(&mut store, &space, &reading)?;
        let seen = Observed::of(&mut store, &space, &mut reading, interview)?;
        Ok(Self {
            ordinary: ValueCosts::new(set, &space, &view),
            set,
            space,
            store,
            answer_sets,
            seen,
        })
    }

    /// Where one of the mutants given at the start may differ; where it does, if read `exactly`.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn differences(
        &mut self,
        mutant: &QuestionSet,
        exactly: bool,
    ) -> WithinBudget<Differences> {
        let mut reading = if exactly {
            ConditionEncoder::mutant(mutant, &self.seen.interview)
        } else {
            ConditionEncoder::own(mutant)
        };
        let (store, space) = (&mut self.store, &self.space);
        let interview = WalkDiagrams::encode(store, space, &mut reading)?;
        let (loud, quiet) = walks(store, space, &mut reading, &self.seen.interview, &interview)?;
        let other = Observed::of(store, space, &mut reading, interview)?;
        let outcome = self.seen.unlike(store, &other)?;
        let sure = store.or(loud, outcome)?;
        let mut parts = [sure, quiet];
        for part in &mut parts {
            *part = store.and(*part, self.answer_sets)?;
        }
        let asks_alike = self.asks_alike(&other.interview)?;
        Ok(Differences { parts, asks_alike })
    }

    fn asks_alike(&mut self, other: &WalkDiagrams) -> WithinBudget<bool> {
        let pairs = self.seen.interview.asked.iter().zip(&other.asked);
        for (&one, &other) in pairs.filter(|(one, other)| one != other) {
            let same = self.store.apply(Op::Equals, one, other)?;
            if self.store.and_not(self.answer_sets, same)? != Diagram::NO {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Answer sets of the original for which the two may differ, one for each kind of difference.
    #[must_use]
    pub(crate) fn examples(&self, differences: Differences) -> Vec<Answers> {
        let view = SetView::own(self.set);
        let values = differences.parts.into_iter();
        values
            .filter_map(|part| self.ordinary.values(&self.store, part))
            .map(|values| witness::answers(self.set, &self.space, &view, &values))
            .map(|answers| with_words(self.set, answers))
            .collect()
    }
}

/// One text stands for all, and for none where it may be left out: nothing reads it.
fn with_words(set: &QuestionSet, mut answers: Answers) -> Answers {
    for (id, question) in set.questions.iter() {
        if matches!(answers.get(id), Some(Answer::Text(_))) {
            let given = if question.optional {
                Answer::Skipped
            } else {
                Answer::Text(ANY_TEXT.to_owned())
            };
            answers.give(id, given);
        }
    }
    answers
}

/// Where the two interviews differ: first where a scenario's answers no longer fit, then where the
/// interview only became shorter, or a score counts a question as skipped that was not asked before.
fn walks(
    store: &mut Store,
    space: &Space,
    reading: &mut ConditionEncoder<'_>,
    before: &WalkDiagrams,
    after: &WalkDiagrams,
) -> WithinBudget<(Diagram, Diagram)> {
    let set = reading.set;
    let (mut loud, mut quiet) = (Diagram::NO, Diagram::NO);
    for (id, question) in set.questions.iter() {
        let at = |diagrams: &[Diagram]| diagrams.get(id.index()).copied().unwrap_or(Diagram::NO);
        let (asked, asks) = (at(&before.asked), at(&after.asked));
        if asked == asks {
            continue;
        }
        let more = store.and_not(asks, asked)?;
        let less = store.and_not(asked, asks)?;
        if question.optional {
            // Left out of a scenario, it counts as skipped. Only a score knows the difference from
            // not asked: there is none.
            let counted = counted(store, space, reading, id)?;
            let skipped = store.and(more, counted)?;
            quiet = store.or(quiet, skipped)?;
        } else {
            loud = store.or(loud, more)?;
        }
        // An answer to a question whose `when` does not hold is an error; one to a question that
        // can no longer matter is not.
        let unasked = match &question.when {
            Some(when) => {
                let when = reading.certain(store, space, when, id.index())?;
                store.and_not(at(&after.reached), when)?
            }
            None => Diagram::NO,
        };
        let refused = store.and(less, unasked)?;
        loud = store.or(loud, refused)?;
        let less = store.and_not(less, unasked)?;
        quiet = store.or(quiet, less)?;
    }
    Ok((loud, quiet))
}

/// Where a test holds on a score that counts this question.
fn counted(
    store: &mut Store,
    space: &Space,
    reading: &mut ConditionEncoder<'_>,
    question: Id<Question>,
) -> WithinBudget<Diagram> {
    let set = reading.set;
    let counts = |score: &Score| score.items.iter().any(|item| item.question == question);
    let mut holds = Diagram::NO;
    for test in set.tests() {
        if let Condition::Score { score, .. } = test
            && counts(&set.scores[*score])
        {
            let here = reading.certain(store, space, test, set.questions.len())?;
            holds = store.or(holds, here)?;
        }
    }
    Ok(holds)
}

impl Observed {
    fn of(
        store: &mut Store,
        space: &Space,
        reading: &mut ConditionEncoder<'_>,
        interview: WalkDiagrams,
    ) -> WithinBudget<Self> {
        let set = reading.set;
        let truths = RuleDiagrams::encode(store, space, reading, &interview)?;
        let outcomes = OutcomeDiagrams::decide(store, set, &truths)?;
        let mut found = Vec::new();
        for id in set.rules.ids() {
            found.push(outcomes.found(store, set, id)?);
        }
        let ordered = store.any(outcomes.sequence.clone())?;
        let mut tied = store.apply(Op::Gate, ordered, Diagram::terminal(-1))?;
        for &suggested in &outcomes.suggested {
            tied = store.apply(Op::Add, tied, suggested)?;
        }
        let tie = store.apply(Op::AtLeast, tied, Diagram::terminal(2))?;
        Ok(Self {
            interview,
            outcomes,
            tie,
            found,
        })
    }

    /// Where a scenario that states everything of this outcome is missed by the other.
    fn unlike(&self, store: &mut Store, other: &Self) -> WithinBudget<Diagram> {
        let here = [
            (&self.outcomes.status[..], &other.outcomes.status[..]),
            (&self.outcomes.suggested, &other.outcomes.suggested),
            (&self.found, &other.found),
        ];
        let single = [
            (self.tie, other.tie),
            (self.outcomes.crisis_lines, other.outcomes.crisis_lines),
        ];
        let pairs = here
            .into_iter()
            .flat_map(|(one, other)| one.iter().copied().zip(other.iter().copied()))
            .chain(single);
        let mut unlike = Diagram::NO;
        for (one, other) in pairs {
            let same = store.apply(Op::Equals, one, other)?;
            let differs = store.not(same)?;
            unlike = store.or(unlike, differs)?;
        }
        // That no sequence is shown cannot be stated.
        for (&one, &other) in self.outcomes.sequence.iter().zip(&other.outcomes.sequence) {
            let gone = store.and_not(one, other)?;
            unlike = store.or(unlike, gone)?;
        }
        Ok(unlike)
    }
}

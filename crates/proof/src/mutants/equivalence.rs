//! Decides whether a mutant is equivalent to the original: no scenario can tell them apart.
//!
//! A scenario observes the status, the suggestions and whether they are equally good, the sequence,
//! the crisis lines and the findings of an outcome, and whether its answers fit the questions that
//! are asked. Mutant and original are compared in all of these, for all answer sets of the
//! original, as follows:
//!
//! 1. The original is compiled once ([`Original::new`]). Its space tells apart every answer that
//!    the original or any mutant of the batch tells apart, so most diagrams of a mutant are those
//!    of the original.
//! 2. A mutant is compiled over the same space ([`Original::differences`]).
//! 3. The walks are compared ([`compare_walks`]), then everything a scenario observes
//!    ([`Observed::differs_from`]). Both give diagrams of the answer sets on which mutant and
//!    original may differ.
//! 4. If these diagrams are empty, the mutant is equivalent. If not, an answer set of each is
//!    turned into a scenario and run by the engine on both. Only a confirmed difference makes a
//!    survivor.
//!
//! A mutant is read at the answers that the original asks for, in one of two ways:
//!
//! - *Quick*: an answer counts wherever it is given, and a question without one counts as not
//!   asked. This is exact up to the first question that only one of the two asks. After that it
//!   over-approximates: false differences are possible, missed ones are not, because every such
//!   divergence a scenario can notice is itself reported as a difference (if the mutant does not
//!   ask an answered question, or asks one without an answer). The exception is an optional
//!   question that only the mutant asks and no score test depends on: skipped or not asked, it
//!   reads the same.
//! - *Exact*: an answer to a question that the mutant does not ask does not count, and an optional
//!   question that only the mutant asks counts as skipped. This shares fewer diagrams, so it is
//!   used only if the engine confirms none of the quick examples.
//!
//! So "equivalent" is always proved. If the exact reading reports a difference and the engine does
//! not confirm the examples, nothing is claimed. This can happen if the mutant only stops asking
//! earlier: that is reported as a difference although it may not show in any outcome.

use std::collections::BTreeSet;

use treatfit_core::model::{Answer, Answers, Condition, Id, Question, QuestionSet, Score};

use crate::encode::condition::ConditionEncoder;
use crate::encode::domain::{ANY_TEXT, Domain};
use crate::encode::mapping::SetMapping;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::rules::RuleDiagrams;
use crate::encode::space::Space;
use crate::encode::walk::WalkDiagrams;
use crate::encode::witness;
use crate::encode::witness::ValueCosts;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// The compiled original set, in a space that mutants share.
#[derive(Debug)]
pub(crate) struct Original<'a> {
    set: &'a QuestionSet,
    space: Space,
    store: Store,
    answer_sets: Diagram,
    value_costs: ValueCosts,
    observed: Observed,
}

/// The diagrams of everything that scenarios observe of a set.
#[derive(Debug, Clone)]
struct Observed {
    interview: WalkDiagrams,
    outcomes: OutcomeDiagrams,
    tie: Diagram,
    found: Vec<Diagram>,
}

/// Where a mutant may differ in what scenarios observe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Differences {
    /// Answer sets on which the two may differ: first those likely to be confirmed by the engine,
    /// then those where only the walks differ in a way a scenario may not notice.
    parts: [Diagram; 2],
    /// Whether the same questions are asked for all answer sets.
    pub same_questions: bool,
}

impl Differences {
    /// Returns whether no scenario can tell the two sets apart.
    #[must_use]
    pub(crate) fn is_empty(self) -> bool {
        self.parts == [Diagram::NO; 2]
    }
}

impl<'a> Original<'a> {
    /// Compiles a set in a space that also tells apart what any of these mutants does.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams need more than `budget`
    /// nodes.
    pub(crate) fn new(
        set: &'a QuestionSet,
        mutants: impl IntoIterator<Item = QuestionSet>,
        budget: usize,
    ) -> WithinBudget<Self> {
        let view = SetMapping::own(set);
        let mut tests = vec![BTreeSet::new(); set.questions.len()];
        view.collect_tests(set, &mut tests);
        for mutant in mutants {
            view.collect_tests(&mutant, &mut tests);
        }
        let questions: Vec<Domain> = set.questions.values().map(Domain::of).collect();
        let order: Vec<usize> = (0..questions.len()).collect();
        let space = Space::new(&questions, tests, &order);
        let mut store = space.store(budget);
        let mut encoder = ConditionEncoder::own(set);
        let interview = WalkDiagrams::encode(&mut store, &space, &mut encoder)?;
        let answer_sets = interview.answer_sets(&mut store, &space, &encoder)?;
        let observed = Observed::of(&mut store, &space, &mut encoder, interview)?;
        Ok(Self {
            value_costs: ValueCosts::new(set, &space, &view),
            set,
            space,
            store,
            answer_sets,
            observed,
        })
    }

    /// Encodes where one of the mutants given to [`Self::new`] may differ, reading it quickly or
    /// `exactly`.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams do not fit into the
    /// budget.
    pub(crate) fn differences(
        &mut self,
        mutant: &QuestionSet,
        exactly: bool,
    ) -> WithinBudget<Differences> {
        let mut encoder = if exactly {
            ConditionEncoder::mutant(mutant, &self.observed.interview)
        } else {
            ConditionEncoder::own(mutant)
        };
        let (store, space) = (&mut self.store, &self.space);
        let interview = WalkDiagrams::encode(store, space, &mut encoder)?;
        let (misfit, doubtful) = compare_walks(
            store,
            space,
            &mut encoder,
            &self.observed.interview,
            &interview,
        )?;
        let other = Observed::of(store, space, &mut encoder, interview)?;
        let outcome = self.observed.differs_from(store, &other)?;
        let likely = store.or(misfit, outcome)?;
        let mut parts = [likely, doubtful];
        for part in &mut parts {
            *part = store.and(*part, self.answer_sets)?;
        }
        let same_questions = self.same_questions(&other.interview)?;
        Ok(Differences {
            parts,
            same_questions,
        })
    }

    /// Returns whether both walks ask the same questions for all answer sets.
    fn same_questions(&mut self, other: &WalkDiagrams) -> WithinBudget<bool> {
        let pairs = self.observed.interview.asked.iter().zip(&other.asked);
        for (&one, &other) in pairs.filter(|(one, other)| one != other) {
            let same = self.store.apply(Op::Equals, one, other)?;
            if self.store.and_not(self.answer_sets, same)? != Diagram::NO {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns answer sets of the original on which the two may differ, at most one for each kind
    /// of difference.
    #[must_use]
    pub(crate) fn examples(&self, differences: Differences) -> Vec<Answers> {
        let view = SetMapping::own(self.set);
        let values = differences.parts.into_iter();
        values
            .filter_map(|part| self.value_costs.values(&self.store, part))
            .map(|values| witness::answers(self.set, &self.space, &view, &values))
            .map(|answers| with_example_texts(self.set, answers))
            .collect()
    }
}

/// Fills in text answers: an example text, or "skipped" if the question is optional, since nothing
/// reads texts.
fn with_example_texts(set: &QuestionSet, mut answers: Answers) -> Answers {
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

/// Encodes where two walks differ in a way that a scenario may notice.
///
/// The first diagram holds where the answers certainly no longer fit: a required question is newly
/// asked, or an answer is given to a question whose `when` does not hold. The second holds where
/// the interview only became shorter, or where a score counts a question as skipped that was not
/// asked before.
fn compare_walks(
    store: &mut Store,
    space: &Space,
    encoder: &mut ConditionEncoder<'_>,
    before: &WalkDiagrams,
    after: &WalkDiagrams,
) -> WithinBudget<(Diagram, Diagram)> {
    let set = encoder.set;
    let (mut misfit, mut doubtful) = (Diagram::NO, Diagram::NO);
    for (id, question) in set.questions.iter() {
        let at = |diagrams: &[Diagram]| diagrams.get(id.index()).copied().unwrap_or(Diagram::NO);
        let (was_asked, is_asked) = (at(&before.asked), at(&after.asked));
        if was_asked == is_asked {
            continue;
        }
        let more = store.and_not(is_asked, was_asked)?;
        let less = store.and_not(was_asked, is_asked)?;
        if question.optional {
            // A scenario without an answer to it counts as skipping it. Only a score distinguishes
            // "skipped" from "not asked": with a skipped question it has no value.
            let counted = score_test_holds(store, space, encoder, id)?;
            let skipped = store.and(more, counted)?;
            doubtful = store.or(doubtful, skipped)?;
        } else {
            misfit = store.or(misfit, more)?;
        }
        // An answer to a question whose `when` does not hold is an error. An answer to a question
        // that can no longer matter is not.
        let unasked = match &question.when {
            Some(when) => {
                let when = encoder.certain(store, space, when, id.index())?;
                store.and_not(at(&after.reached), when)?
            }
            None => Diagram::NO,
        };
        let refused = store.and(less, unasked)?;
        misfit = store.or(misfit, refused)?;
        let less = store.and_not(less, unasked)?;
        doubtful = store.or(doubtful, less)?;
    }
    Ok((misfit, doubtful))
}

/// Encodes where a test holds on a score that counts this question.
fn score_test_holds(
    store: &mut Store,
    space: &Space,
    encoder: &mut ConditionEncoder<'_>,
    question: Id<Question>,
) -> WithinBudget<Diagram> {
    let set = encoder.set;
    let counts = |score: &Score| score.items.iter().any(|item| item.question == question);
    let mut holds = Diagram::NO;
    for test in set.tests() {
        if let Condition::Score { score, .. } = test
            && counts(&set.scores[*score])
        {
            let here = encoder.certain(store, space, test, set.questions.len())?;
            holds = store.or(holds, here)?;
        }
    }
    Ok(holds)
}

impl Observed {
    /// Compiles everything that scenarios observe.
    fn of(
        store: &mut Store,
        space: &Space,
        encoder: &mut ConditionEncoder<'_>,
        interview: WalkDiagrams,
    ) -> WithinBudget<Self> {
        let set = encoder.set;
        let rules = RuleDiagrams::encode(store, space, encoder, &interview)?;
        let outcomes = OutcomeDiagrams::decide(store, set, &rules)?;
        let mut found = Vec::new();
        for id in set.rules.ids() {
            found.push(outcomes.found(store, set, id)?);
        }
        let tie = outcomes.tie(store)?;
        Ok(Self {
            interview,
            outcomes,
            tie,
            found,
        })
    }

    /// Encodes where a scenario that expects everything of this outcome fails on the other.
    fn differs_from(&self, store: &mut Store, other: &Self) -> WithinBudget<Diagram> {
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
        let mut different = Diagram::NO;
        for (one, other) in pairs {
            let same = store.apply(Op::Equals, one, other)?;
            let differs = store.not(same)?;
            different = store.or(different, differs)?;
        }
        // A scenario cannot expect that no sequence is shown.
        for (&one, &other) in self.outcomes.sequence.iter().zip(&other.outcomes.sequence) {
            let gone = store.and_not(one, other)?;
            different = store.or(different, gone)?;
        }
        Ok(different)
    }
}

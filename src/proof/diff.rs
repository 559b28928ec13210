//! What changes between two versions of a question set, for all answer sets at once.
//!
//! Looked at are pairs of answer sets, as [`super::common`] forms them: the counts are of answer
//! sets of both questionnaires together, not of people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use num_bigint::BigUint;

use super::changes::{QuestionChange, RuleChange};
use super::cheapest::cheapest;
use super::common::{Common, Side};
use super::counter::{Counter, Shares};
use super::diagram::{Diagram, Grown};
use super::guarantees::Example;
use super::op::Op;
use super::pairs::Pairs;
use super::shown::{Numbering, Numbers, Shown, rename, values};
use crate::engine::{Answer, Answers, decide};
use crate::set::model::{Question, QuestionSet, Rule, Status, Treatment};
use crate::set::table::Id;

/// Everything that changes.
#[derive(Debug, Clone)]
pub struct Difference {
    /// How many pairs of answer sets there are.
    pub pairs: BigUint,
    /// What is shown to whom, from one thing to another: less cautious first, then more cautious,
    /// then what is neither.
    pub changed: Vec<Cell>,
    /// What is shown in both versions alike, the most frequent first.
    pub unchanged: Vec<(Shown, BigUint)>,
    /// Which treatment of the old version is which of the new one.
    pub treatments: Pairs<Treatment>,
    /// Questions that differ.
    pub questions: Vec<QuestionChange>,
    /// Rules that differ.
    pub rules: Vec<RuleChange>,
}

/// Answer sets that come to one thing in the old version and to another in the new one.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What was shown.
    pub from: Shown,
    /// What is shown now.
    pub to: Shown,
    /// What makes it less or more cautious.
    pub reasons: Vec<Reason>,
    /// How many pairs of answer sets.
    pub many: BigUint,
    /// Such answers to the old version.
    pub old: Example,
    /// The same answers, as far as they go, to the new version.
    pub new: Example,
}

/// In which direction a result changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// In some way less careful than before.
    LessCautious,
    /// In some way more careful than before, and in none less.
    MoreCautious,
    /// Neither: other treatments fit.
    Other,
}

/// Why a result is less or more cautious than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The status is milder.
    MilderStatus,
    /// Crisis lines are not shown any more.
    CrisisLinesLost,
    /// Treatments were withheld and are not any more.
    NoLongerWithheld,
    /// A treatment is suggested that was excluded.
    ExcludedSuggested,
    /// The status is graver.
    GraverStatus,
    /// Crisis lines are shown that were not.
    CrisisLinesGained,
    /// Treatments are withheld that were not.
    NowWithheld,
    /// A treatment was suggested that is excluded now.
    SuggestedExcluded,
}

impl Reason {
    /// The direction it speaks for.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::MilderStatus
            | Self::CrisisLinesLost
            | Self::NoLongerWithheld
            | Self::ExcludedSuggested => Direction::LessCautious,
            Self::GraverStatus
            | Self::CrisisLinesGained
            | Self::NowWithheld
            | Self::SuggestedExcluded => Direction::MoreCautious,
        }
    }
}

impl Cell {
    /// In which direction the result changes; less cautious in one way is less cautious.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let directions = self.reasons.iter().map(|reason| reason.direction());
        directions.min().unwrap_or(Direction::Other)
    }
}

impl Difference {
    /// No answer set changes its outcome: neither what is shown nor a finding nor a point.
    #[must_use]
    pub fn same_outcomes(&self) -> bool {
        self.changed.is_empty() && !self.rules.iter().any(RuleChange::matters)
    }

    /// No answer set changes its outcome, and nobody is asked anything else.
    #[must_use]
    pub fn wording_only(&self) -> bool {
        self.same_outcomes() && !self.questions.iter().any(QuestionChange::matters)
    }

    /// Whether any answer set has a less cautious result than before.
    #[must_use]
    pub fn less_cautious(&self) -> bool {
        let mut cells = self.changed.iter();
        cells.any(|cell| cell.direction() == Direction::LessCautious)
    }
}

/// What changes, and what is shown alike with how many pairs.
type Cells = (Vec<Cell>, Vec<(Shown, BigUint)>);

/// Compares two versions of a set.
///
/// # Errors
/// [`OverBudget`](super::OverBudget) if it takes more nodes than `budget`.
pub fn diff(old: &QuestionSet, new: &QuestionSet, budget: usize) -> Grown<Difference> {
    let questions = Pairs::of(&old.questions, &new.questions, |old: &Question, new| {
        old.ask.own == new.ask.own && old.kind == new.kind
    });
    let treatments = Pairs::of(&old.treatments, &new.treatments, |old: &Treatment, new| {
        old.title == new.title
    });
    let rules = Pairs::of(&old.rules, &new.rules, |old: &Rule, new| {
        old.because.own == new.because.own && old.level() == new.level()
    });
    let mut common = Common::build(old, new, &questions, budget)?;
    let counter = Counter::new(&common.space);
    let mut comparison = Comparison {
        shares: counter.shares(&common.store, common.pairs),
        counter,
        common: &mut common,
    };
    let pairs = comparison.count(Diagram::YES);
    let (changed, unchanged) = comparison.cells(&treatments)?;
    Ok(Difference {
        pairs,
        changed,
        unchanged,
        questions: comparison.questions(&questions)?,
        rules: comparison.rules(&rules, &treatments)?,
        treatments,
    })
}

/// Two versions and what is needed to count.
pub(super) struct Comparison<'b, 'a> {
    pub(super) common: &'b mut Common<'a>,
    counter: Counter,
    shares: Shares,
}

/// Bits beside the numbers of what is shown.
const EXCLUDED_SUGGESTED: i32 = 1;
const SUGGESTED_EXCLUDED: i32 = 2;
const FLAGS: i32 = 4;

impl Comparison<'_, '_> {
    /// For how many pairs a diagram holds.
    pub(super) fn count(&mut self, diagram: Diagram) -> BigUint {
        self.counter
            .shared(&self.common.store, &self.shares, diagram)
    }

    /// For how many pairs the first holds and the second does not.
    pub(super) fn count_only(&mut self, one: Diagram, other: Diagram) -> Grown<BigUint> {
        if one == other {
            return Ok(BigUint::ZERO);
        }
        let only = self.common.store.and_not(one, other)?;
        let only = self.common.store.and(self.common.pairs, only)?;
        Ok(self.counter.count(&self.common.store, only))
    }

    fn cells(&mut self, treatments: &Pairs<Treatment>) -> Grown<Cells> {
        let pairs = self.common.pairs;
        let Common {
            old, new, store, ..
        } = &mut *self.common;
        let (numbering, of_old, of_new) = Numbering::of((old.set, new.set), treatments);
        let old_shown = numbering.encode(store, old.set, &of_old, &old.outcomes)?;
        let new_shown = numbering.encode(store, new.set, &of_new, &new.outcomes)?;
        let old_shown = store.apply(Op::Gate, pairs, old_shown)?;
        let new_shown = store.apply(Op::Gate, pairs, new_shown)?;
        let (old_values, new_values) = (values(store, old_shown), values(store, new_shown));
        // One number for both: first what was shown, then what is shown, then the flags.
        let row = i32::try_from(new_values.len()).unwrap_or(i32::MAX);
        let row = row.saturating_mul(FLAGS);
        let columns = i32::try_from(old_values.len()).unwrap_or(i32::MAX);
        if row.saturating_mul(columns) >= 1 << 29 {
            return Err(store.over_budget());
        }
        let place = |values: &std::collections::BTreeMap<i32, i32>, value: i32| {
            values.get(&value).copied().unwrap_or(0)
        };
        let from = |value| {
            if value == 0 {
                0
            } else {
                place(&old_values, value) * row + 1
            }
        };
        let to = |value| place(&new_values, value) * FLAGS;
        let from = rename(store, old_shown, &from, &mut BTreeMap::new())?;
        let to = rename(store, new_shown, &to, &mut BTreeMap::new())?;
        let mut both = store.apply(Op::Add, from, to)?;
        for (flag, here) in self.flags(treatments)? {
            let store = &mut self.common.store;
            let part = store.apply(Op::Gate, here, Diagram::leaf(flag))?;
            both = store.apply(Op::Add, both, part)?;
        }
        let both = self.common.store.apply(Op::Gate, pairs, both)?;

        let Common {
            old, new, store, ..
        } = &*self.common;
        let old_values: Vec<i32> = old_values.into_keys().collect();
        let new_values: Vec<i32> = new_values.into_keys().collect();
        let shown = |set, numbers: &Numbers, values: &[i32], place: i32| {
            let value = values.get(usize::try_from(place).ok()?)?;
            numbering.decode(set, numbers, *value)
        };
        let ways = cheapest(store, both, (), |(), level, value, _| {
            let cost = old.cost(level, value) + new.cost(level, value);
            Some((cost, ()))
        });
        let mut changed = Vec::new();
        let mut unchanged: Vec<(Shown, BigUint)> = Vec::new();
        for (number, many) in self.counter.histogram(store, both) {
            let (flags, place) = ((number - 1) % FLAGS, (number - 1) / FLAGS);
            let row = row / FLAGS;
            let from = shown(old.set, &of_old, &old_values, place / row);
            let to = shown(new.set, &of_new, &new_values, place % row);
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            let same = old_values.get(usize::try_from(place / row).unwrap_or(usize::MAX))
                == new_values.get(usize::try_from(place % row).unwrap_or(usize::MAX));
            if same {
                unchanged.push((to, many));
                continue;
            }
            let values: Vec<usize> = ways.get(&number).map_or_else(Vec::new, |way| {
                way.values.iter().map(|value| value.unwrap_or(0)).collect()
            });
            let example = |side: &Side<'_>| example(side, self.common, &values);
            let (Some(old), Some(new)) = (example(old), example(new)) else {
                continue;
            };
            changed.push(Cell {
                reasons: reasons(&from, &to, flags),
                from,
                to,
                many,
                old,
                new,
            });
        }
        changed.sort_by_cached_key(|cell| {
            (
                cell.direction(),
                Reverse(cell.from.status),
                cell.to.status,
                Reverse(cell.many.clone()),
            )
        });
        unchanged.sort_by_cached_key(|(_, many)| Reverse(many.clone()));
        Ok((changed, unchanged))
    }

    /// Where a treatment was excluded and is suggested, and the other way round.
    fn flags(&mut self, treatments: &Pairs<Treatment>) -> Grown<[(i32, Diagram); 2]> {
        let Common {
            old, new, store, ..
        } = &mut *self.common;
        let get = |diagrams: &[Diagram], id: Id<Treatment>| {
            diagrams.get(id.index()).copied().unwrap_or(Diagram::NO)
        };
        let (mut less, mut more) = (Diagram::NO, Diagram::NO);
        for &(was, is) in &treatments.both {
            let (excluded, suggested) = (&old.outcomes.excluded, &new.outcomes.suggested);
            let here = store.and(get(excluded, was), get(suggested, is))?;
            less = store.or(less, here)?;
            let (suggested, excluded) = (&old.outcomes.suggested, &new.outcomes.excluded);
            let here = store.and(get(suggested, was), get(excluded, is))?;
            more = store.or(more, here)?;
        }
        // An interview that ends in an emergency has not come to exclude anything.
        let less = store.and_not(less, old.outcomes.status(Status::Emergency))?;
        let more = store.and_not(more, new.outcomes.status(Status::Emergency))?;
        Ok([(EXCLUDED_SUGGESTED, less), (SUGGESTED_EXCLUDED, more)])
    }
}

fn reasons(from: &Shown, to: &Shown, flags: i32) -> Vec<Reason> {
    let may_name = |shown: &Shown| shown.status < Status::NotSuitable && !shown.withheld;
    let found = [
        (Reason::MilderStatus, to.status < from.status),
        (
            Reason::CrisisLinesLost,
            from.crisis_lines && !to.crisis_lines,
        ),
        (Reason::NoLongerWithheld, from.withheld && may_name(to)),
        (Reason::ExcludedSuggested, flags & EXCLUDED_SUGGESTED != 0),
        (Reason::GraverStatus, to.status > from.status),
        (
            Reason::CrisisLinesGained,
            !from.crisis_lines && to.crisis_lines,
        ),
        (Reason::NowWithheld, may_name(from) && to.withheld),
        (Reason::SuggestedExcluded, flags & SUGGESTED_EXCLUDED != 0),
    ];
    let found = found.into_iter().filter(|(_, is_so)| *is_so);
    found.map(|(reason, _)| reason).collect()
}

/// The answers to one version that these values stand for, and what the engine decides on them.
fn example(side: &Side<'_>, common: &Common<'_>, values: &[usize]) -> Option<Example> {
    let mut answers = side.answers(&common.store, &common.space, values);
    say_something(side.set, &mut answers);
    let outcome = decide(side.set, &answers).ok()?;
    Some(Example { answers, outcome })
}

/// Puts a word where any text would do: an answers file has no room for an empty one.
fn say_something(set: &QuestionSet, answers: &mut Answers) {
    for (id, question) in set.questions.iter() {
        if answers.get(id) == Some(&Answer::Text(String::new())) {
            answers.give(
                id,
                if question.optional {
                    Answer::Skipped
                } else {
                    Answer::Text("any".to_owned())
                },
            );
        }
    }
}

//! The way through a question set that some answers take.
//!
//! [`walk`] goes through the questions in the author's order and settles each one: answered, not
//! asked, or still pending. Everything else stands on it: the interview asks [`Walk::next`], an
//! outcome is decided on a complete walk, and the proofs encode this very function.
//!
//! Because a walk reads nothing but the set and the answers, going back, changing an answer or
//! giving answers in another order cannot change where it ends.

use crate::engine::{Truth, truth};
use crate::model::{Answer, Answers, Effect, Id, Level, Question, QuestionSet, Treatment};

/// What became of a question on a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionState<'a> {
    /// Not reached: the walk stands before it, or ended in an emergency.
    Pending,
    /// Not asked, and why.
    NotAsked(NotAskedReason),
    /// Answered.
    Answered(&'a Answer),
}

/// Why a question is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAskedReason {
    /// Its `when` does not hold.
    When,
    /// Every treatment is excluded, and only fit rules read it.
    NothingLeft,
}

/// Where a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// This question is to be asked next.
    Ask(Id<Question>),
    /// An emergency rule holds; nothing more is asked.
    Emergency,
    /// Every question is settled.
    Complete,
}

/// A walk through a question set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk<'a> {
    settled: Vec<QuestionState<'a>>,
    progress: Progress,
    excluded: Vec<bool>,
}

impl<'a> Walk<'a> {
    /// What became of this question.
    #[must_use]
    pub fn settled(&self, question: Id<Question>) -> QuestionState<'a> {
        self.settled
            .get(question.index())
            .copied()
            .unwrap_or(QuestionState::Pending)
    }

    /// Where it stands.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.progress
    }

    /// The question to be asked next, or `None` if nothing is left.
    #[must_use]
    pub const fn next(&self) -> Option<Id<Question>> {
        match self.progress {
            Progress::Ask(question) => Some(question),
            Progress::Emergency | Progress::Complete => None,
        }
    }

    /// Whether a rule certainly excludes this treatment.
    #[must_use]
    pub fn excludes(&self, treatment: Id<Treatment>) -> bool {
        self.excluded
            .get(treatment.index())
            .copied()
            .unwrap_or(false)
    }

    /// The questions answered on the way, in order.
    pub fn answered(&self, set: &QuestionSet) -> impl Iterator<Item = (Id<Question>, &'a Answer)> {
        set.questions.ids().filter_map(|id| match self.settled(id) {
            QuestionState::Answered(answer) => Some((id, answer)),
            _ => None,
        })
    }

    fn nothing_left(&self) -> bool {
        !self.excluded.is_empty() && self.excluded.iter().all(|&excluded| excluded)
    }

    fn settle(&mut self, question: Id<Question>, settled: QuestionState<'a>) {
        if let Some(place) = self.settled.get_mut(question.index()) {
            *place = settled;
        }
    }

    /// Applies the emergency and exclude rules that the question just settled may have decided.
    fn apply_stopping_rules(&mut self, set: &QuestionSet, question: &Question) -> bool {
        for &rule in &question.readers.stopping {
            let Effect::Safety(safety) = &set.rules[rule].effect else {
                continue;
            };
            if truth(set, &set.rules[rule].when, self) != Truth::Yes {
                continue;
            }
            if safety.level == Level::Emergency {
                return true;
            }
            for (treatment, excluded) in set.treatments.ids().zip(&mut self.excluded) {
                *excluded |= safety.concerns(treatment);
            }
        }
        false
    }
}

/// Goes through the set with these answers, as far as they reach.
///
/// - A question whose `when` does not hold is not asked.
/// - The walk ends where an `emergency` rule certainly holds.
/// - Once every treatment is certainly excluded, questions that only fit rules read are not asked.
/// - The walk stands at the first question to be asked that has no answer; answers to questions
///   that are not asked, or lie beyond, are not read.
#[must_use]
pub fn walk<'a>(set: &QuestionSet, answers: &'a Answers) -> Walk<'a> {
    let mut walk = Walk {
        settled: vec![QuestionState::Pending; set.questions.len()],
        progress: Progress::Complete,
        excluded: vec![false; set.treatments.len()],
    };
    for (id, question) in set.questions.iter() {
        let asked = question
            .when
            .as_ref()
            .is_none_or(|when| truth(set, when, &walk) == Truth::Yes);
        let settled = if !asked {
            QuestionState::NotAsked(NotAskedReason::When)
        } else if question.readers.fit_only && walk.nothing_left() {
            QuestionState::NotAsked(NotAskedReason::NothingLeft)
        } else if let Some(answer) = answers.get(id) {
            QuestionState::Answered(answer)
        } else {
            walk.progress = Progress::Ask(id);
            return walk;
        };
        walk.settle(id, settled);
        if walk.apply_stopping_rules(set, question) {
            walk.progress = Progress::Emergency;
            return walk;
        }
    }
    walk
}

/// The question to ask next, or `None` if nothing is left to ask.
#[must_use]
pub fn next_question(set: &QuestionSet, answers: &Answers) -> Option<Id<Question>> {
    walk(set, answers).next()
}

/// Every question that certainly has to be answered before these answers lead to an outcome, in
/// order. Questions that depend on those may follow. If what is given is an emergency whatever else
/// is said, only what comes before it is missing.
#[must_use]
pub fn missing(set: &QuestionSet, answers: &Answers) -> Vec<Id<Question>> {
    let mut walk = walk(set, answers);
    let Some(first) = walk.next() else {
        return Vec::new();
    };
    let mut missing = vec![first];
    for (id, question) in set.questions.iter().filter(|(id, _)| *id > first) {
        let asked = question
            .when
            .as_ref()
            .map_or(Truth::Yes, |when| truth(set, when, &walk));
        let settled = match (asked, answers.get(id)) {
            (Truth::No, _) => QuestionState::NotAsked(NotAskedReason::When),
            (Truth::Pending, _) => continue,
            (Truth::Yes, _) if question.readers.fit_only && walk.nothing_left() => {
                QuestionState::NotAsked(NotAskedReason::NothingLeft)
            }
            (Truth::Yes, Some(answer)) => QuestionState::Answered(answer),
            (Truth::Yes, None) => {
                missing.push(id);
                continue;
            }
        };
        walk.settle(id, settled);
        if walk.apply_stopping_rules(set, question) {
            break;
        }
    }
    missing
}

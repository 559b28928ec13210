//! The walk: a replay of the interview for some answers.
//!
//! [`walk`] visits the questions in the author's order and gives each a state: answered, not asked,
//! or still pending. Everything else is based on it: the interview asks [`Walk::next`], an outcome
//! is decided on a complete walk, and the proofs encode this function as decision diagrams.
//!
//! A walk depends on nothing but the set and the answers, so going back, changing an answer or
//! giving answers in another order cannot change its result.

use crate::engine::{Truth, truth};
use crate::model::{Answer, Answers, Effect, Id, Level, Question, QuestionSet, Treatment};

/// The state of a question on a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionState<'a> {
    /// Not reached: an earlier question has no answer yet, or the walk ended in an emergency.
    Pending,
    /// Not asked, with the reason.
    NotAsked(NotAskedReason),
    /// Answered, with the answer.
    Answered(&'a Answer),
}

/// The reason why a question is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAskedReason {
    /// Its `when` does not hold.
    When,
    /// Every treatment is excluded, and only fit rules or sequences read the question.
    NothingLeft,
}

/// How far a walk got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// This question has to be asked next.
    Ask(Id<Question>),
    /// An emergency rule fired; nothing more is asked.
    Emergency,
    /// Every question is answered or not asked.
    Complete,
}

/// The result of [`walk`]: the state of every question, and the treatments excluded so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk<'a> {
    states: Vec<QuestionState<'a>>,
    progress: Progress,
    excluded: Vec<bool>,
}

impl<'a> Walk<'a> {
    /// Returns the state of a question.
    #[must_use]
    pub fn state(&self, question: Id<Question>) -> QuestionState<'a> {
        self.states
            .get(question.index())
            .copied()
            .unwrap_or(QuestionState::Pending)
    }

    /// Returns how far the walk got.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the question to ask next, or `None` if nothing is left to ask.
    #[must_use]
    pub const fn next(&self) -> Option<Id<Question>> {
        match self.progress {
            Progress::Ask(question) => Some(question),
            Progress::Emergency | Progress::Complete => None,
        }
    }

    /// Returns whether a rule excludes this treatment, whatever is still to come.
    #[must_use]
    pub fn excludes(&self, treatment: Id<Treatment>) -> bool {
        self.excluded
            .get(treatment.index())
            .copied()
            .unwrap_or(false)
    }

    /// Iterates over the questions answered on the walk, in order. Answers that the walk does not
    /// read are left out.
    pub fn answered(&self, set: &QuestionSet) -> impl Iterator<Item = (Id<Question>, &'a Answer)> {
        set.questions.ids().filter_map(|id| match self.state(id) {
            QuestionState::Answered(answer) => Some((id, answer)),
            _ => None,
        })
    }

    fn nothing_left(&self) -> bool {
        !self.excluded.is_empty() && self.excluded.iter().all(|&excluded| excluded)
    }

    fn set_state(&mut self, question: Id<Question>, state: QuestionState<'a>) {
        if let Some(old) = self.states.get_mut(question.index()) {
            *old = state;
        }
    }

    /// Applies the emergency and exclude rules that read this question, whose state is now known.
    /// Returns whether an emergency rule fired.
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

/// Walks through the set with these answers, as far as they go.
///
/// - A question whose `when` does not hold is not asked.
/// - The walk ends as soon as an `emergency` rule holds, whatever is still to come.
/// - Once every treatment is excluded, whatever is still to come, questions that only fit rules and
///   sequences read are not asked.
/// - The walk stops at the first question that has to be asked and has no answer. Answers to later
///   questions, and to questions that are not asked, are ignored.
#[must_use]
pub fn walk<'a>(set: &QuestionSet, answers: &'a Answers) -> Walk<'a> {
    let mut walk = Walk {
        states: vec![QuestionState::Pending; set.questions.len()],
        progress: Progress::Complete,
        excluded: vec![false; set.treatments.len()],
    };
    for (id, question) in set.questions.iter() {
        let asked = question
            .when
            .as_ref()
            .is_none_or(|when| truth(set, when, &walk) == Truth::Yes);
        let state = if !asked {
            QuestionState::NotAsked(NotAskedReason::When)
        } else if question.readers.fit_only && walk.nothing_left() {
            QuestionState::NotAsked(NotAskedReason::NothingLeft)
        } else if let Some(answer) = answers.get(id) {
            QuestionState::Answered(answer)
        } else {
            walk.progress = Progress::Ask(id);
            return walk;
        };
        walk.set_state(id, state);
        if walk.apply_stopping_rules(set, question) {
            walk.progress = Progress::Emergency;
            return walk;
        }
    }
    walk
}

/// Returns the question to ask next, or `None` if nothing is left to ask: every question is
/// answered or not asked, or an emergency rule fired.
///
/// # Examples
///
/// ```
/// # use treatfit_core::engine::next_question;
/// # use treatfit_core::load::{Files, load};
/// # use treatfit_core::model::{Answer, Answers, OptionSet};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-21}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
/// #   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody who was there.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: To find a safe walk.}
/// # sources: [{id: map, title: A map, seen: read}]
/// # questions:
/// #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
/// # rules:
/// #   - id: icy
/// #     level: exclude
/// #     treatments: [hill]
/// #     when: {ice: [yes, unknown]}
/// #     because: The hill is slippery.
/// #     do: Stay off the hill.
/// #     sources: [map]
/// #   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
/// #   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
/// # ";
/// # let files = Files::from_texts(
/// #     [("set.yaml", head), ("walk.yaml", section)].map(|(name, text)| (name.into(), text.into())),
/// # );
/// # let set = load(&files).map_err(|problems| format!("{problems:?}"))?.set;
/// // An interview that always chooses the first option.
/// let mut answers = Answers::default();
/// let mut asked = Vec::new();
/// while let Some(next) = next_question(&set, &answers) {
///     asked.push(set.questions[next].name.as_str());
///     answers.give(next, Answer::Options(OptionSet::one(0)));
/// }
/// assert_eq!(asked, ["ice", "shoes"]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn next_question(set: &QuestionSet, answers: &Answers) -> Option<Id<Question>> {
    walk(set, answers).next()
}

/// Returns every question that has to be answered, whatever the other answers are, before these
/// answers lead to an outcome, in order. Questions that depend on those may follow. If the given
/// answers are an emergency whatever the missing ones are, only the questions before it are
/// returned.
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
        let state = match (asked, answers.get(id)) {
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
        walk.set_state(id, state);
        if walk.apply_stopping_rules(set, question) {
            break;
        }
    }
    missing
}

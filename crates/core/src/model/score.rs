//! Sums over answers.

use crate::model::{Condition, Id, Question, QuestionSet, Source};

/// A sum over the answers to some questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The author's id.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it measures.
    pub about: String,
    /// The notice its owners ask for.
    pub licence: Option<String>,
    /// When there is a score at all; always, if there is no condition.
    pub when: Option<Condition>,
    /// The questions added up.
    pub items: Vec<ScoreItem>,
    /// Bands, lowest first; the first starts at the lowest sum there can be.
    pub bands: Vec<Band>,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}

impl Score {
    /// Whether it depends on the answer to this question.
    #[must_use]
    pub fn reads(&self, set: &QuestionSet, question: Id<Question>) -> bool {
        let when = self.when.as_ref();
        self.items.iter().any(|item| item.question == question)
            || when.is_some_and(|when| set.reads(when).contains(&question))
    }

    /// The highest sum there can be, in points.
    #[must_use]
    pub fn highest(&self) -> i64 {
        self.items
            .iter()
            .map(|item| item.points.iter().flatten().copied().max().unwrap_or(0))
            .sum()
    }
}

/// A question that a score adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreItem {
    /// The question, with one option as its answer.
    pub question: Id<Question>,
    /// Points by option position; `None` where the option gives no score.
    pub points: Vec<Option<i64>>,
}

/// A range of a score with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lowest sum in it.
    pub from: i64,
    /// What it is called.
    pub label: String,
}

//! Scores: sums of points over the answers to several questions, as in PHQ-9.

use crate::model::{Condition, Id, Question, QuestionSet, Source};

/// A sum of points over the answers to some questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The author's id.
    pub name: String,
    /// The name shown.
    pub title: String,
    /// A description of what it measures.
    pub about: String,
    /// The notice that the owners of the instrument require.
    pub licence: Option<String>,
    /// When there is a score at all; always if there is no condition.
    pub when: Option<Condition>,
    /// The questions whose points are added up.
    pub items: Vec<ScoreItem>,
    /// The bands, lowest first. The first one starts at or below the lowest possible sum.
    pub bands: Vec<Band>,
    /// The sources it cites.
    pub sources: Vec<Id<Source>>,
}

impl Score {
    /// Returns whether it depends on the answer to this question, as an item or in its `when`.
    #[must_use]
    pub fn reads(&self, set: &QuestionSet, question: Id<Question>) -> bool {
        let when = self.when.as_ref();
        self.items.iter().any(|item| item.question == question)
            || when.is_some_and(|when| set.reads(when).contains(&question))
    }

    /// Returns the highest possible sum, in points.
    #[must_use]
    pub fn highest(&self) -> i64 {
        self.items
            .iter()
            .map(|item| item.points.iter().flatten().copied().max().unwrap_or(0))
            .sum()
    }
}

/// One question of a score, with the points of its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreItem {
    /// The question; it takes exactly one option.
    pub question: Id<Question>,
    /// Points by option position. `None` for an option such as `unknown`, which makes the whole
    /// score unavailable.
    pub points: Vec<Option<i64>>,
}

/// A named range of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lowest sum in the band. It extends to the next band.
    pub from: i64,
    /// The name shown.
    pub label: String,
}

//! The answers a question takes, apart from any one version of the question set.

use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::model::{Answer, OptionRole, OptionSet, Question, QuestionKind};

use crate::encode::space::Test;

/// Stands in an example for any text a person could write: none decides anything.
pub(crate) const ANY_TEXT: &str = "anything";

/// A question as far as its answers go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Domain {
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Its options: the author's id and what choosing it means.
    pub options: Vec<(String, OptionRole)>,
    /// Whether it may be skipped.
    pub optional: bool,
}

impl Domain {
    /// A question of one set.
    #[must_use]
    pub(crate) fn of(question: &Question) -> Self {
        Self {
            kind: question.kind.clone(),
            options: question
                .options
                .iter()
                .map(|option| (option.name.clone(), option.role))
                .collect(),
            optional: question.optional,
        }
    }

    fn options_where(&self, test: impl Fn(OptionRole) -> bool) -> OptionSet {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, (_, role))| test(*role))
            .map(|(position, _)| position)
            .collect()
    }

    /// The options that can be ticked together.
    #[must_use]
    pub(crate) fn plain(&self) -> OptionSet {
        self.options_where(|role| !role.is_exclusive())
    }

    /// Its answers, with how many each stands for. Numbers come in intervals no test divides. Of a
    /// checklist, only the answers without an option that is read: the exclusive ones, and the
    /// `unread` plain ones in any mixture.
    #[must_use]
    pub(crate) fn answers(
        &self,
        tests: &BTreeSet<Test>,
        unread: OptionSet,
    ) -> Vec<(Answer, BigUint)> {
        let single = |answer| (answer, BigUint::from(1u8));
        let one = |position| single(Answer::Options(OptionSet::one(position)));
        let mut answers = match self.kind {
            QuestionKind::Number { min, max, .. } => intervals(tests, min, max)
                .map(|(from, to)| {
                    let example = min.midpoint(max).clamp(from, to);
                    let width = BigUint::from(to.abs_diff(from)) + 1u8;
                    (Answer::Number(example), width)
                })
                .collect(),
            QuestionKind::Text => vec![single(Answer::Text(ANY_TEXT.to_owned()))],
            QuestionKind::Choices => unread
                .positions()
                .next()
                .map(|first| {
                    let mixtures = (BigUint::from(1u8) << unread.len()) - 1u8;
                    (Answer::Options(OptionSet::one(first)), mixtures)
                })
                .into_iter()
                .collect(),
            QuestionKind::YesNo | QuestionKind::Choice => {
                self.plain().positions().map(one).collect()
            }
        };
        answers.extend(
            self.options_where(OptionRole::is_exclusive)
                .positions()
                .map(one),
        );
        answers.extend(self.optional.then(|| single(Answer::Skipped)));
        answers
    }

    /// Whether the first answer is the better example of the two: none at all, "none of these", or
    /// the number nearer to the middle of its range.
    #[must_use]
    pub(crate) fn more_ordinary(&self, answer: &Answer, than: &Answer) -> bool {
        match (&self.kind, answer, than) {
            (_, Answer::Skipped, _) => true,
            (
                QuestionKind::Number { min, max, .. },
                Answer::Number(answer),
                Answer::Number(than),
            ) => {
                let middle = min.midpoint(*max);
                answer.abs_diff(middle) < than.abs_diff(middle)
            }
            (QuestionKind::Choices, Answer::Options(answer), _) => {
                answer.intersects(self.options_where(|role| role == OptionRole::NoneOfThese))
            }
            _ => false,
        }
    }
}

/// The whole numbers from `min` to `max`, cut wherever a test begins or ends.
pub(crate) fn intervals(
    tests: &BTreeSet<Test>,
    min: i64,
    max: i64,
) -> impl Iterator<Item = (i64, i64)> {
    let starts: BTreeSet<i64> = tests
        .iter()
        .filter_map(|test| match test {
            Test::Number(from, to) => Some([*from, to.saturating_add(1)]),
            _ => None,
        })
        .flatten()
        .chain([min])
        .filter(|start| (min..=max).contains(start))
        .collect();
    let ends: Vec<i64> = starts
        .iter()
        .skip(1)
        .map(|next| next - 1)
        .chain(std::iter::once(max))
        .collect();
    starts.into_iter().zip(ends)
}

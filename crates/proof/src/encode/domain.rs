//! Domain of a question: the answers it accepts, independent of one version of the question set.

use std::collections::BTreeSet;

use num_bigint::BigUint;
use treatfit_core::model::{Answer, OptionRole, OptionSet, Question, QuestionKind};

use crate::encode::space::Test;

/// Answer to a text question in every witness. No condition reads texts, so one stands for all.
pub(crate) const ANY_TEXT: &str = "anything";

/// Answers that a question accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Domain {
    /// Kind of answer.
    pub kind: QuestionKind,
    /// Options: the author's id and the role of each.
    pub options: Vec<(String, OptionRole)>,
    /// Whether the question may be skipped.
    pub optional: bool,
}

impl Domain {
    /// Returns the domain of a question of one set.
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

    /// Returns the options whose role satisfies `test`.
    fn options_where(&self, test: impl Fn(OptionRole) -> bool) -> OptionSet {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, (_, role))| test(*role))
            .map(|(position, _)| position)
            .collect()
    }

    /// Returns the options that may be chosen together with others.
    #[must_use]
    pub(crate) fn plain(&self) -> OptionSet {
        self.options_where(|role| !role.is_exclusive())
    }

    /// Returns representative answers, each with the number of answers it stands for.
    ///
    /// A number stands for an interval that no boundary of `tests` divides. For a checklist only the
    /// answers without a tested option are returned: one per exclusive option, and one for all
    /// non-empty combinations of the `unread` options, which no test reads.
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

    /// Returns whether `answer` is the better example of the two: it is skipped, "none of these", or
    /// the number nearer to the middle of the range.
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

/// Splits `min..=max` into inclusive intervals, with a boundary wherever a number test begins or
/// ends.
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

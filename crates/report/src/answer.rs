//! Answers in words: for the answers behind a finding, and for the lists of open answers and free
//! text.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::model;
use treatfit_core::model::{
    Answer, Answers, Audience, Condition, Id, OptionSet, Question, QuestionKind, QuestionSet,
    SKIPPED,
};
use treatfit_core::text::steers;

use crate::messages;
use crate::view::{AnswerLine, GivenAnswer, ScoreView, Value};

/// Returns an answer in words: the labels of the chosen options, the number with its unit, or the
/// text without control characters.
#[must_use]
pub(crate) fn printable_answer(
    set: &QuestionSet,
    question: Id<Question>,
    answer: &Answer,
    audience: Audience,
) -> String {
    let question = &set.questions[question];
    match answer {
        Answer::Text(text) => printable(text),
        Answer::Skipped => messages::SKIPPED.to_owned(),
        _ => messages::answer_in_words(question, answer, audience),
    }
}

/// Removes the characters from entered text that control a terminal or a page's text direction.
/// Line breaks and tabs become spaces.
pub(super) fn printable(text: &str) -> String {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    text.chars()
        .map(|c| if breaks(c) { ' ' } else { c })
        .filter(|&c| !steers(c))
        .collect()
}

/// Returns the answer to a question as the view shows it, or `None` if the question has no answer.
/// The caller sets `private`.
pub(super) fn given_answer(
    set: &QuestionSet,
    answers: &Answers,
    question: Id<Question>,
    audience: Audience,
) -> Option<GivenAnswer> {
    let answer = answers.get(question)?;
    Some(GivenAnswer {
        question: set.questions[question].name.clone(),
        asked: set.questions[question]
            .ask
            .for_audience(audience)
            .to_owned(),
        answer: answer_value(&set.questions[question], answer),
        words: printable_answer(set, question, answer, audience),
        private: false,
    })
}

/// Converts an answer to the value an answers file has for it.
pub(super) fn answer_value(question: &Question, answer: &Answer) -> Value {
    match answer {
        Answer::Options(chosen) => {
            let ids = question.chosen(*chosen).map(|option| option.name.clone());
            if question.kind == QuestionKind::Choices {
                Value::Several(ids.collect())
            } else {
                Value::One(ids.collect())
            }
        }
        Answer::Number(number) => Value::Number(*number),
        Answer::Text(text) => Value::One(printable(text)),
        Answer::Skipped => Value::One(SKIPPED.to_owned()),
    }
}

/// Returns the answers behind a finding, shortened to what explains it.
///
/// A question that the condition reads only through a score becomes one line with that score,
/// because nine questionnaire items say less than their sum. Of a checklist answer, only the
/// options that the condition tests are listed.
///
/// `answered` are the answers of the finding that may be shown; `scores` are all scores of the
/// result. A score with `shown` unset is left out.
pub(super) fn answer_lines(
    set: &QuestionSet,
    condition: &Condition,
    answered: &[(Id<Question>, GivenAnswer)],
    (answers, audience): (&Answers, Audience),
    scores: &[ScoreView],
) -> Vec<AnswerLine> {
    let mut reads = ConditionReads::default();
    reads.collect(set, condition);
    let mut lines = Vec::new();
    for (question, given) in answered {
        let line = match reads.score_containing(set, *question, scores) {
            Some(score) if !score.shown => continue,
            Some(score) => AnswerLine {
                asked: score.title.clone(),
                words: messages::score(score.points, score.highest, &score.band),
            },
            None => AnswerLine {
                asked: given.asked.clone(),
                words: answers
                    .get(*question)
                    .and_then(|answer| reads.relevant_part(*question, answer))
                    .map_or_else(
                        || given.words.clone(),
                        |part| printable_answer(set, *question, &part, audience),
                    ),
            },
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// What a condition reads: the questions it tests directly, with the tested options, and the
/// scores.
#[derive(Default)]
struct ConditionReads {
    questions: BTreeMap<Id<Question>, OptionSet>,
    scores: BTreeSet<Id<model::Score>>,
}

impl ConditionReads {
    fn collect(&mut self, set: &QuestionSet, condition: &Condition) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => {
                for condition in inner {
                    self.collect(set, condition);
                }
            }
            Condition::Not(inner) => self.collect(set, inner),
            Condition::Is(name) => self.collect(set, &set.conditions[*name].condition),
            Condition::AnyOf { question, options } | Condition::AllOf { question, options } => {
                self.read(*question, *options);
            }
            Condition::Number { question, .. } => self.read(*question, OptionSet::EMPTY),
            Condition::Score { score, .. } => {
                self.scores.insert(*score);
            }
        }
    }

    fn read(&mut self, question: Id<Question>, options: OptionSet) {
        let known = self.questions.entry(question).or_default();
        *known = known.union(options);
    }

    /// Returns the chosen options that the condition tests, or `None` if there are none.
    fn relevant_part(&self, question: Id<Question>, answer: &Answer) -> Option<Answer> {
        let (Some(wanted), Answer::Options(chosen)) = (self.questions.get(&question), answer)
        else {
            return None;
        };
        let part: OptionSet = chosen
            .positions()
            .filter(|&position| wanted.contains(OptionSet::one(position)))
            .collect();
        (!part.is_empty()).then_some(Answer::Options(part))
    }

    /// Returns the score through which the condition reads this question. `None` if the condition
    /// also tests the question directly, or if the score has no sum.
    fn score_containing<'a>(
        &self,
        set: &QuestionSet,
        question: Id<Question>,
        scores: &'a [ScoreView],
    ) -> Option<&'a ScoreView> {
        if self.questions.contains_key(&question) {
            return None;
        }
        let score = self.scores.iter().find(|&&score| {
            let mut items = set.scores[score].items.iter();
            items.any(|item| item.question == question)
        })?;
        scores
            .iter()
            .find(|added| added.id == set.scores[*score].name)
    }
}

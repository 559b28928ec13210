//! Answers in words: for the reasons of a finding, and for the page where answers are checked.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::model;
use treatfit_core::model::{
    Answer, Answers, Audience, Condition, Id, OptionSet, Question, QuestionKind, QuestionSet,
};
use treatfit_core::text::steers;

use crate::messages as words;
use crate::view::{GivenAnswer, ScoreView, Used, Value};

/// An answer as a person would say it: the labels chosen, the number with its unit, the text.
#[must_use]
pub(crate) fn answers_in_words(
    set: &QuestionSet,
    question: Id<Question>,
    answer: &Answer,
    audience: Audience,
) -> String {
    let question = &set.questions[question];
    match answer {
        Answer::Text(text) => printable(text),
        Answer::Skipped => words::SKIPPED.to_owned(),
        _ => words::answer_in_words(question, answer, audience),
    }
}

/// What a person entered, without the characters that steer a terminal or a page. Line breaks
/// become spaces.
pub(super) fn printable(text: &str) -> String {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    text.chars()
        .map(|c| if breaks(c) { ' ' } else { c })
        .filter(|&c| !steers(c))
        .collect()
}

/// An answer that a finding used.
pub(super) fn given(
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
        answer: value(&set.questions[question], answer),
        words: answers_in_words(set, question, answer, audience),
        private: false,
    })
}

/// An answer as in a file of answers.
pub(super) fn value(question: &Question, answer: &Answer) -> Value {
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
        Answer::Skipped => Value::One("skipped".to_owned()),
    }
}

/// The answers of a finding as its reader needs them. Nine items of a questionnaire say less than
/// their sum, so what a rule reads only through a score is given as that score; and of a checklist
/// only what the rule looks for is given.
pub(super) fn used(
    set: &QuestionSet,
    condition: &Condition,
    answered: &[(Id<Question>, GivenAnswer)],
    (answers, audience): (&Answers, Audience),
    scores: &[ScoreView],
) -> Vec<Used> {
    let mut reads = Reads::default();
    reads.collect(set, condition);
    let mut used = Vec::new();
    for (question, given) in answered {
        let line = match reads.score_over(set, *question, scores) {
            Some(score) if !score.shown => continue,
            Some(score) => Used {
                asked: score.title.clone(),
                words: words::score(score.points, score.highest, &score.band),
            },
            None => Used {
                asked: given.asked.clone(),
                words: answers
                    .get(*question)
                    .and_then(|answer| reads.looked_for(*question, answer))
                    .map_or_else(
                        || given.words.clone(),
                        |part| answers_in_words(set, *question, &part, audience),
                    ),
            },
        };
        if !used.contains(&line) {
            used.push(line);
        }
    }
    used
}

/// What a condition reads itself, with the options it looks for, and what through scores.
#[derive(Default)]
struct Reads {
    questions: BTreeMap<Id<Question>, OptionSet>,
    scores: BTreeSet<Id<model::Score>>,
}

impl Reads {
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

    /// The part of an answer that is looked for, if it is not empty.
    fn looked_for(&self, question: Id<Question>, answer: &Answer) -> Option<Answer> {
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

    /// The score that this question is read through, unless the question is read itself or the
    /// score could not be added up.
    fn score_over<'a>(
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

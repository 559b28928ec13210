//! Small changes to a random set, to make a new version of it.

use treatfit_core::model::{
    AnswerOption, Effect, Level, OptionRole, QuestionKind, QuestionSet, SafetyEffect, Wording,
};

/// Makes one small change that an author could make; `choice` selects which.
pub(crate) fn mutate(mut set: QuestionSet, choice: usize) -> QuestionSet {
    let count = set.questions.len();
    let which = choice / 8 % count;
    let extra = |name: &str, role| AnswerOption {
        name: name.to_owned(),
        label: Wording::same(name),
        role,
    };
    match choice % 8 {
        0 => {
            let rules = set.rules.len();
            let kept = set.rules.values().enumerate();
            let kept = kept.filter(|(at, _)| *at != choice / 8 % rules);
            set.rules = kept.map(|(_, rule)| rule.clone()).collect();
        }
        1 if which.is_multiple_of(2) => {
            for rule in set.rules.values_mut() {
                if let Effect::Safety(safety) = &mut rule.effect {
                    // One level milder, and for one treatment only.
                    safety.level = match safety.level {
                        Level::Emergency => Level::Exclude,
                        Level::Exclude => Level::Clearance,
                        _ => Level::Note,
                    };
                    safety.withhold = false;
                    safety.treatments = set.treatments.ids().next().map(|id| vec![id]);
                }
            }
        }
        1 => {
            for rule in set.rules.values_mut() {
                if let Effect::Safety(SafetyEffect {
                    level,
                    treatments,
                    withhold,
                    ..
                }) = &mut rule.effect
                {
                    (*level, *treatments, *withhold) = (Level::Exclude, None, false);
                }
            }
        }
        2 => set.decision.minimum += 1,
        3 => {
            let question = set.questions.values_mut().nth(which).unwrap();
            question.optional = !question.optional;
        }
        4 | 5 => {
            // Appended, because a new option before the exclusive ones would shift their positions.
            let question = set.questions.values_mut().nth(which).unwrap();
            if !matches!(question.kind, QuestionKind::Number { .. }) {
                question.options.push(extra("w", OptionRole::Plain));
            }
        }
        6 => {
            let question = set.questions.values_mut().nth(which).unwrap();
            if question.option("declined").is_none() {
                question
                    .options
                    .push(extra("declined", OptionRole::Declined));
            }
        }
        _ => {
            let question = set.questions.values_mut().nth(which).unwrap();
            if let QuestionKind::Number { max, .. } = &mut question.kind {
                *max += 1;
            } else if question.kind == QuestionKind::Choices && question.option("none").is_none() {
                question
                    .options
                    .push(extra("none", OptionRole::NoneOfThese));
            }
        }
    }
    for score in set.scores.values_mut() {
        for item in &mut score.items {
            let options = set.questions[item.question].options.len();
            item.points.resize(options, Some(1));
        }
    }
    set.find_readers();
    set
}

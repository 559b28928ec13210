//! Enumerates all answer sets of a small question set: asks the engine for the next question and
//! tries every answer to it.

use treatfit_core::engine::{decide, next_question};
use treatfit_core::model::{
    Answer, Answers, OptionRole, OptionSet, Outcome, Question, QuestionKind, QuestionSet,
};

/// Returns every complete answer set; `None` if there are more than `most`.
#[must_use]
pub fn answer_sets(set: &QuestionSet, most: usize) -> Option<Vec<Answers>> {
    completed(set, Answers::default(), most)
}

/// Returns every complete answer set with its outcome; `None` if there are more than `most`.
pub fn decided(set: &QuestionSet, most: usize) -> Option<Vec<(Answers, Outcome)>> {
    let outcome = |answers: Answers| {
        let outcome = decide(set, &answers).unwrap();
        (answers, outcome)
    };
    let all = answer_sets(set, most)?;
    Some(all.into_iter().map(outcome).collect())
}

/// Returns every complete answer set that extends these answers; `None` if there are more than
/// `most`.
#[must_use]
pub fn completed(set: &QuestionSet, answers: Answers, most: usize) -> Option<Vec<Answers>> {
    let mut found = Vec::new();
    let mut unfinished = vec![answers];
    while let Some(answers) = unfinished.pop() {
        let Some(next) = next_question(set, &answers) else {
            found.push(answers);
            if found.len() > most {
                return None;
            }
            continue;
        };
        for answer in every_answer(&set.questions[next]) {
            let mut answers = answers.clone();
            answers.give(next, answer);
            unfinished.push(answers);
        }
    }
    Some(found)
}

/// Returns every answer that fits a question. Free text counts as one answer, the word "text".
pub fn every_answer(question: &Question) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    match question.kind {
        QuestionKind::Number { min, max, .. } => answers.extend((min..=max).map(Answer::Number)),
        QuestionKind::Text => answers.push(Answer::Text("text".into())),
        QuestionKind::Choices => {
            let plain = question.options_where(|role| role == OptionRole::Plain);
            answers.extend((1..1u64 << plain.len()).map(|bits| {
                let ticked = (0..64).filter(|bit| bits >> bit & 1 == 1);
                let positions: Vec<usize> = plain.positions().collect();
                Answer::Options(ticked.map(|bit: usize| positions[bit]).collect())
            }));
        }
        QuestionKind::YesNo | QuestionKind::Choice => {
            let plain = question.options_where(|role| role == OptionRole::Plain);
            answers.extend(
                plain
                    .positions()
                    .map(|at| Answer::Options(OptionSet::one(at))),
            );
        }
    }
    let alone = question.options_where(OptionRole::is_exclusive);
    answers.extend(
        alone
            .positions()
            .map(|at| Answer::Options(OptionSet::one(at))),
    );
    if question.optional {
        answers.push(Answer::Skipped);
    }
    answers.retain(|answer| question.accepts(answer).is_ok());
    answers
}

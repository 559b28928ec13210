//! Every answer set of a small question set, tried one by one.

use crate::engine::{Answers, Outcome, decide, next_question};
use crate::set::QuestionSet;
use crate::set::arbitrary::domain;

/// Every answer set with what the engine decides on it; `None` if there are more than `most`.
pub(super) fn answer_sets(set: &QuestionSet, most: usize) -> Option<Vec<(Answers, Outcome)>> {
    let mut found = Vec::new();
    let mut open = vec![Answers::default()];
    while let Some(answers) = open.pop() {
        if found.len() + open.len() > most {
            return None;
        }
        let Some(next) = next_question(set, &answers) else {
            let outcome = decide(set, &answers).unwrap();
            found.push((answers, outcome));
            continue;
        };
        for answer in domain(&set.questions[next]) {
            let mut answers = answers.clone();
            answers.give(next, answer);
            open.push(answers);
        }
    }
    Some(found)
}

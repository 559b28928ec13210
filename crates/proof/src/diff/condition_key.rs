//! Canonical form of conditions, for comparison between two versions of a set.

use treatfit_core::model::{Condition, Id, OptionSet, Question, QuestionSet, Range};

/// A condition by the author's ids. Named conditions are expanded, because two versions may define
/// the same name differently. Options are sorted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ConditionKey {
    All(Vec<ConditionKey>),
    Any(Vec<ConditionKey>),
    Not(Box<ConditionKey>),
    AnyOf(String, Vec<String>),
    AllOf(String, Vec<String>),
    Range(String, Range),
}

/// Returns the canonical form of a condition of this version.
pub(crate) fn condition_key(set: &QuestionSet, condition: &Condition) -> ConditionKey {
    let all = |inner: &[Condition]| inner.iter().map(|one| condition_key(set, one)).collect();
    let question = |id: Id<Question>| set.questions[id].name.clone();
    let options = |id: Id<Question>, options: OptionSet| {
        let options = set.questions[id].chosen(options);
        let mut names: Vec<String> = options.map(|option| option.name.clone()).collect();
        names.sort();
        names
    };
    match condition {
        Condition::All(inner) => ConditionKey::All(all(inner)),
        Condition::Any(inner) => ConditionKey::Any(all(inner)),
        Condition::Not(inner) => ConditionKey::Not(Box::new(condition_key(set, inner))),
        Condition::Is(id) => condition_key(set, &set.conditions[*id].condition),
        Condition::AnyOf {
            question: id,
            options: wanted,
        } => ConditionKey::AnyOf(question(*id), options(*id, *wanted)),
        Condition::AllOf {
            question: id,
            options: wanted,
        } => ConditionKey::AllOf(question(*id), options(*id, *wanted)),
        Condition::Number {
            question: id,
            range,
        } => ConditionKey::Range(question(*id), *range),
        Condition::Score { score, range } => {
            ConditionKey::Range(set.scores[*score].name.clone(), *range)
        }
    }
}

//! Ids and answers as JSON, the same in all commands.

use serde_json::Value;
use treatfit_core::model::{
    AnswerValue, Answers, Id, Named, OptionSet, Question, QuestionSet, Table,
};

/// Returns the ids of items.
pub(super) fn names<T: Named>(table: &Table<T>, ids: &[Id<T>]) -> Vec<String> {
    ids.iter().map(|&id| table[id].name().to_owned()).collect()
}

/// Returns answers in the format of an answers file: an option, a list of options, a number, a text
/// or the word for a skipped question, by the id of each question.
pub(super) fn answers(set: &QuestionSet, answers: &Answers) -> Value {
    let given = answers.iter(set).map(|(id, answer)| {
        let question = &set.questions[id];
        let value = match question.answer_value(answer) {
            AnswerValue::Number(number) => number.into(),
            AnswerValue::Word(word) => word.into(),
            AnswerValue::Words(words) => words.into(),
        };
        (question.name.clone(), value)
    });
    Value::Object(given.collect())
}

/// Returns the ids of options of a question.
pub(super) fn option_names(question: &Question, options: OptionSet) -> Vec<String> {
    let options = question.chosen(options);
    options.map(|option| option.name.clone()).collect()
}

//! Who reads the answer to each question.

use std::collections::BTreeSet;

use crate::model::{
    Condition, Id, Level, NamedCondition, Question, QuestionSet, Readers, Rule, Score, Table,
};

impl QuestionSet {
    /// The questions a condition reads, itself or through names and scores.
    #[must_use]
    pub fn reads(&self, condition: &Condition) -> BTreeSet<Id<Question>> {
        reads(condition, &self.scores, &self.conditions)
    }

    /// The questions an emergency could hang on: those that an `emergency` rule reads, and those that
    /// decide whether such a question is asked.
    #[must_use]
    pub fn emergency_questions(&self) -> BTreeSet<Id<Question>> {
        let rules = self.rules.values();
        let emergencies = rules.filter(|rule| rule.level() == Some(Level::Emergency));
        let read = emergencies.flat_map(|rule| self.reads(&rule.when));
        with_whens(self, read.collect())
    }

    /// The questions whose answers are left out of a client's result: those a private rule reads,
    /// also through a score.
    #[must_use]
    pub fn private_questions(&self) -> BTreeSet<Id<Question>> {
        let private = self.rules.values().filter(|rule| rule.private);
        private.flat_map(|rule| self.reads(&rule.when)).collect()
    }

    /// Works out anew who reads each question, after a change to rules or conditions.
    pub fn find_readers(&mut self) {
        fill(self);
    }
}

/// Works out the readers of every question.
fn fill(set: &mut QuestionSet) {
    let mut readers = vec![Readers::default(); set.questions.len()];
    let mut safety = BTreeSet::new();
    let mut other = BTreeSet::new();
    let mut fit = BTreeSet::new();
    for (id, rule) in set.rules.iter() {
        let read = reads(&rule.when, &set.scores, &set.conditions);
        match rule.level() {
            None => fit.extend(read),
            Some(Level::Note) => other.extend(read),
            Some(level) => {
                if level >= Level::Exclude {
                    stop(&mut readers, &read, id);
                }
                safety.extend(read);
            }
        }
    }
    for sequence in set.sequences.values() {
        fit.extend(reads(&sequence.when, &set.scores, &set.conditions));
    }
    for score in set.scores.values() {
        other.extend(score.items.iter().map(|item| item.question));
    }
    // What no rule reads is asked for its own sake, and so is what decides whether to ask it.
    other.extend(set.questions.ids().filter(|id| !fit.contains(id)));
    other.extend(&safety);
    let safety = with_whens(set, safety);
    let other = with_whens(set, other);
    for (id, readers) in set.questions.ids().zip(&mut readers) {
        readers.safety = safety.contains(&id);
        readers.fit = fit.contains(&id);
        readers.fit_only = !other.contains(&id);
    }
    for (question, readers) in set.questions.values_mut().zip(readers) {
        question.readers = readers;
    }
}

/// The questions a condition reads, itself or through names and scores.
pub(crate) fn reads(
    condition: &Condition,
    scores: &Table<Score>,
    named: &Table<NamedCondition>,
) -> BTreeSet<Id<Question>> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => open.extend(inner),
            Condition::Not(inner) => open.push(inner),
            Condition::Is(name) => {
                if seen.insert(*name) {
                    open.push(&named[*name].condition);
                }
            }
            Condition::AnyOf { question, .. }
            | Condition::AllOf { question, .. }
            | Condition::Number { question, .. } => {
                found.insert(*question);
            }
            Condition::Score { score, .. } => {
                let score = &scores[*score];
                found.extend(score.items.iter().map(|item| item.question));
                open.extend(&score.when);
            }
        }
    }
    found
}

fn stop(readers: &mut [Readers], read: &BTreeSet<Id<Question>>, rule: Id<Rule>) {
    for question in read {
        if let Some(readers) = readers.get_mut(question.index()) {
            readers.stopping.push(rule);
        }
    }
}

/// These questions and all that the `when` of one of them reads, and so on.
fn with_whens(set: &QuestionSet, start: BTreeSet<Id<Question>>) -> BTreeSet<Id<Question>> {
    let mut open: Vec<Id<Question>> = start.iter().copied().collect();
    let mut found = start;
    while let Some(question) = open.pop() {
        let Some(when) = &set.questions[question].when else {
            continue;
        };
        for read in reads(when, &set.scores, &set.conditions) {
            if found.insert(read) {
                open.push(read);
            }
        }
    }
    found
}

//! Makes random question sets and answers from bytes, for property tests.
//!
//! The bytes are a tape from which choices are read. An exhausted tape reads as zeros, and zeros stand for
//! the simplest choices, so that shorter tapes give simpler sets and failing cases shrink.
//!
//! [`set`] makes sets with guarantees, scores of any kind and free text, for the proofs of one set;
//! [`sized`] makes sets with private rules and the privacy question, for the interview, the engine and the
//! comparison of two sets.

mod with_guarantees;
mod with_private_rules;

use treatfit_core::model::{
    AnswerOption, Answers, Decision, OptionRole, QuestionSet, Reviewed, Table, Treatment, Wording,
};
pub use with_guarantees::set;
pub use with_private_rules::sized;

use crate::all_answer_sets::every_answer;

/// A tape of bytes from which choices are read.
struct Tape<'t>(std::slice::Iter<'t, u8>);

impl<'t> Tape<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        Self(bytes.iter())
    }

    /// Reads a number below `many`.
    fn below(&mut self, many: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % many.max(1)
    }

    /// Reads a truth value that is true in about `times` cases out of `of`, and false if the tape is
    /// exhausted.
    fn often(&mut self, times: usize, of: usize) -> bool {
        self.below(of) >= of - times
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// The limits on the size of a set.
#[derive(Clone, Copy)]
pub struct Size {
    /// The largest number of questions; there is at least one.
    pub questions: usize,
    /// The largest number of rules; there is at least one.
    pub rules: usize,
}

/// Returns a copy of a set with its rules in reverse order.
#[must_use]
pub fn with_rules_reversed(set: &QuestionSet) -> QuestionSet {
    let mut reversed = set.clone();
    reversed.rules = set.rules.values().rev().cloned().collect();
    reversed.find_readers();
    reversed
}

/// Makes answers to all questions of a set, whether they are asked or not. Each fits its question.
#[must_use]
pub fn answers(tape: &[u8], set: &QuestionSet) -> Answers {
    let mut tape = Tape::new(tape);
    let mut answers = Answers::default();
    for (id, question) in set.questions.iter() {
        let all = every_answer(question);
        let answer = all[tape.below(all.len())].clone();
        answers.give(id, answer);
    }
    answers
}

/// Makes a set without any items.
#[must_use]
pub fn blank() -> QuestionSet {
    QuestionSet {
        name: "random".into(),
        version: "1".into(),
        title: "Random".into(),
        intro: None,
        privacy: None,
        reviewed: Reviewed {
            by: "nobody yet".into(),
            on: "2026-11-21".into(),
        },
        digest: String::new(),
        treatments: Table::default(),
        decision: Decision {
            minimum: 1,
            close: 0,
            close_pairs: Vec::new(),
        },
        ask_provider: Vec::new(),
        notices: Vec::new(),
        sections: Table::default(),
        questions: Table::default(),
        conditions: Table::default(),
        scores: Table::default(),
        rules: Table::default(),
        sequences: Table::default(),
        regions: Table::default(),
        sources: Table::default(),
        guarantees: Table::default(),
        scenarios: Table::default(),
    }
}

/// Makes the treatment `t0`, `t1`, and so on.
#[must_use]
pub fn treatment(at: usize) -> Treatment {
    Treatment {
        name: format!("t{at}"),
        title: format!("Treatment {at}"),
        summary: String::new(),
        evidence: String::new(),
        sources: Vec::new(),
    }
}

/// Returns the treatments, rotated and perhaps reversed.
/// Makes an option whose label is its name.
#[must_use]
pub fn option(name: &str, role: OptionRole) -> AnswerOption {
    AnswerOption {
        name: name.into(),
        label: Wording::same(name),
        role,
    }
}

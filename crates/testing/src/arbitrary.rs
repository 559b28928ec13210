//! Makes small random question sets and answers from bytes, for property tests.
//!
//! The bytes are a sequence of choices. An exhausted sequence reads as zeros, and zeros stand for
//! the simplest set, so that a failing case shrinks to a small one. Unlike those of
//! [`random`](crate::random), these sets have private rules and the privacy question, but no
//! guarantees and no free text.

use treatfit_core::model::{
    AnswerOption, Answers, Band, ClosePair, Condition, Decision, Effect, Id, Level, MOST_OPTIONS,
    NamedCondition, OptionRole, OptionSet, Privacy, Question, QuestionKind, QuestionSet, Range,
    Readers, Region, Reviewed, Rule, SafetyEffect, Score, ScoreItem, Section, Sequence, Table,
    Treatment, Wording,
};

use crate::every::every_answer;

/// A sequence of bytes from which choices are read.
struct Choices<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl Choices<'_> {
    /// Reads a number below `count`.
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % count.max(1)
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Reads a truth value that is true in `times` of 16 cases, and false if the bytes are
    /// exhausted.
    fn often(&mut self, times: usize) -> bool {
        self.below(16) >= 16 - times
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

/// Makes the set that these bytes stand for.
#[must_use]
pub fn set(bytes: &[u8], size: Size) -> QuestionSet {
    let mut choices = Choices {
        bytes: bytes.iter(),
    };
    let mut set = empty(&mut choices);
    let questions = 1 + choices.below(size.questions);
    for number in 0..questions {
        let question = question(&mut choices, &set, number);
        set.questions.push(question);
        if number > 0 && choices.often(3) {
            let condition = condition(&mut choices, &set, 1);
            set.conditions.push(NamedCondition {
                name: format!("c{number}"),
                condition,
            });
        }
    }
    if choices.often(6) {
        let score = score(&mut choices, &set);
        if let Some(score) = score {
            set.scores.push(score);
        }
    }
    for number in 0..=choices.below(size.rules) {
        let rule = rule(&mut choices, &set, number);
        set.rules.push(rule);
    }
    if set.treatments.len() > 1 && choices.often(8) {
        let ids: Vec<_> = set.treatments.ids().collect();
        let first = choices.below(ids.len());
        let then = (first + 1 + choices.below(ids.len() - 1)) % ids.len();
        set.sequences.push(Sequence {
            name: "s".to_owned(),
            first: ids[first],
            then: ids[then],
            when: condition(&mut choices, &set, 1),
            because: Wording::same("Because."),
            sources: Vec::new(),
        });
    }
    set.find_readers();
    set
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
pub fn answers(bytes: &[u8], set: &QuestionSet) -> Answers {
    let mut choices = Choices {
        bytes: bytes.iter(),
    };
    let mut answers = Answers::default();
    for (id, question) in set.questions.iter() {
        let all = every_answer(question);
        let answer = all[choices.below(all.len())].clone();
        answers.give(id, answer);
    }
    answers
}

/// Makes a set with treatments and one section, without questions or rules.
fn empty(choices: &mut Choices<'_>) -> QuestionSet {
    let treatments: Table<Treatment> = ["a", "b", "c"]
        .into_iter()
        .take(1 + choices.below(3))
        .map(|name| Treatment {
            name: name.to_owned(),
            title: name.to_uppercase(),
            summary: String::new(),
            evidence: String::new(),
            sources: Vec::new(),
        })
        .collect();
    let ids: Vec<_> = treatments.ids().collect();
    let close_pairs = if ids.len() > 1 && choices.often(6) {
        vec![ClosePair {
            between: [ids[0], ids[1]],
            within: 2,
        }]
    } else {
        Vec::new()
    };
    QuestionSet {
        name: "random".to_owned(),
        version: "1".to_owned(),
        title: "Random".to_owned(),
        intro: None,
        privacy: choices.often(4).then(|| Privacy {
            ask: Wording::same("Alone?"),
            why: Wording::same("Why."),
            not_safe: Wording::same("Later."),
        }),
        reviewed: Reviewed {
            by: "nobody".to_owned(),
            on: "2026-11-21".to_owned(),
        },
        digest: String::new(),
        treatments,
        decision: Decision {
            minimum: [1, 0, 2][choices.below(3)],
            close: [0, 1][choices.below(2)],
            close_pairs,
        },
        ask_provider: Vec::new(),
        notices: Vec::new(),
        sections: [Section {
            name: "s".to_owned(),
            title: "Section".to_owned(),
            why: Wording::same("Why."),
        }]
        .into_iter()
        .collect(),
        questions: Table::default(),
        conditions: Table::default(),
        scores: Table::default(),
        rules: Table::default(),
        sequences: Table::default(),
        regions: Table::<Region>::default(),
        sources: Table::default(),
        guarantees: Table::default(),
        scenarios: Table::default(),
    }
}

fn question(choices: &mut Choices<'_>, set: &QuestionSet, number: usize) -> Question {
    let kind = match choices.below(8) {
        0..=2 => QuestionKind::YesNo,
        3 | 4 => QuestionKind::Choice,
        5 | 6 => QuestionKind::Choices,
        _ => QuestionKind::Number {
            min: 0,
            max: 4,
            unit: None,
        },
    };
    let mut options: Vec<(&str, OptionRole)> = Vec::new();
    match kind {
        QuestionKind::YesNo => {
            options.extend([("yes", OptionRole::Plain), ("no", OptionRole::Plain)]);
        }
        QuestionKind::Choice | QuestionKind::Choices => {
            options.extend([("x", OptionRole::Plain), ("y", OptionRole::Plain)]);
            if choices.often(5) {
                options.push(("z", OptionRole::Plain));
            }
        }
        QuestionKind::Number { .. } | QuestionKind::Text => {}
    }
    if kind == QuestionKind::Choices && choices.often(8) {
        options.push(("none", OptionRole::NoneOfThese));
    }
    if choices.often(6) {
        options.push(("unknown", OptionRole::Unknown));
    }
    if choices.often(4) {
        options.push(("declined", OptionRole::Declined));
    }
    let when = (number > 0 && choices.often(6)).then(|| condition(choices, set, 1));
    Question {
        name: format!("q{number}"),
        section: set.sections.ids().next().unwrap(),
        ask: Wording::same(format!("Question {number}?")),
        why: None,
        help: None,
        kind,
        options: options
            .into_iter()
            .map(|(name, role)| AnswerOption {
                name: name.to_owned(),
                label: Wording::same(name),
                role,
            })
            .collect(),
        optional: choices.often(2),
        when,
        readers: Readers::default(),
    }
}

fn condition(choices: &mut Choices<'_>, set: &QuestionSet, depth: usize) -> Condition {
    let inner = |choices: &mut Choices<'_>| {
        (0..=choices.below(3))
            .map(|_| condition(choices, set, depth.saturating_sub(1)))
            .collect()
    };
    match if depth == 0 { 0 } else { choices.below(12) } {
        0..=5 => test(choices, set),
        6 | 7 => Condition::All(inner(choices)),
        8 | 9 => Condition::Any(inner(choices)),
        10 => Condition::Not(Box::new(condition(choices, set, depth - 1))),
        _ => match set.conditions.ids().next_back() {
            Some(id) => Condition::Is(id),
            None => test(choices, set),
        },
    }
}

fn test(choices: &mut Choices<'_>, set: &QuestionSet) -> Condition {
    if let Some(score) = set.scores.ids().next()
        && choices.often(3)
    {
        let min = choices.pick(&[1, 2, 0]);
        return Condition::Score {
            score,
            range: Range {
                min,
                max: min + choices.pick(&[9, 0, 1]),
            },
        };
    }
    let ids: Vec<Id<Question>> = set.questions.ids().collect();
    let id = choices.pick(&ids);
    let question = &set.questions[id];
    if let QuestionKind::Number { min, max, .. } = question.kind
        && (question.options.is_empty() || !choices.often(4))
    {
        let low = choices.pick(&[2, 0, 1, 3, 4]).max(min);
        return Condition::Number {
            question: id,
            range: Range {
                min: low,
                max: choices.pick(&[max, low]),
            },
        };
    }
    let count = question.options.len();
    debug_assert!(count <= MOST_OPTIONS);
    let options: OptionSet = (0..=choices.below(2))
        .map(|_| choices.below(count))
        .collect();
    if question.kind == QuestionKind::Choices && choices.often(4) {
        Condition::AllOf {
            question: id,
            options,
        }
    } else {
        Condition::AnyOf {
            question: id,
            options,
        }
    }
}

fn score(choices: &mut Choices<'_>, set: &QuestionSet) -> Option<Score> {
    let items: Vec<ScoreItem> = set
        .questions
        .iter()
        .filter(|(_, question)| matches!(question.kind, QuestionKind::YesNo | QuestionKind::Choice))
        .map(|(id, question)| ScoreItem {
            question: id,
            points: question
                .options
                .iter()
                .enumerate()
                .map(|(position, option)| {
                    (!option.role.withholds()).then(|| i64::try_from(position).unwrap())
                })
                .collect(),
        })
        .collect();
    (!items.is_empty()).then(|| Score {
        name: "score".to_owned(),
        title: "Score".to_owned(),
        about: String::new(),
        licence: None,
        when: choices.often(4).then(|| test(choices, set)),
        items,
        bands: vec![Band {
            from: 0,
            label: "any".to_owned(),
        }],
        sources: Vec::new(),
    })
}

fn rule(choices: &mut Choices<'_>, set: &QuestionSet, number: usize) -> Rule {
    let depth = choices.below(3);
    let when = condition(choices, set, depth);
    let ids: Vec<Id<Treatment>> = set.treatments.ids().collect();
    let level = choices.pick(&[
        None,
        None,
        None,
        Some(Level::Exclude),
        Some(Level::Clearance),
        Some(Level::Exclude),
        Some(Level::Note),
        Some(Level::Emergency),
    ]);
    let effect = match level {
        None => Effect::Fit(vec![(choices.pick(&ids), choices.pick(&[1, 2, -1, 3]))]),
        Some(level) => {
            let treatments =
                (level != Level::Emergency && choices.often(7)).then(|| vec![choices.pick(&ids)]);
            Effect::Safety(SafetyEffect {
                level,
                crisis_lines: choices.often(3),
                number_first: choices.often(5),
                withhold: SafetyEffect::may_withhold(level)
                    && treatments.is_none()
                    && choices.often(4),
                clear_with: None,
                treatments,
            })
        }
    };
    Rule {
        name: format!("r{number}"),
        when,
        effect,
        because: Wording::same("Because."),
        action: None,
        coordinator: None,
        private: choices.often(6),
        sources: Vec::new(),
    }
}

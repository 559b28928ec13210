//! Sets with private rules and the privacy question, without guarantees or free text.

use treatfit_core::model::{
    AnswerOption, Band, ClosePair, Condition, Decision, Effect, Id, Level, MOST_OPTIONS,
    NamedCondition, OptionRole, OptionSet, Privacy, Question, QuestionKind, QuestionSet, Range,
    Readers, Rule, SafetyEffect, Score, ScoreItem, Section, Sequence, Table, Treatment, Wording,
};

use super::{Size, Tape, blank};

/// Makes the set that these bytes stand for.
#[must_use]
pub fn sized(bytes: &[u8], size: Size) -> QuestionSet {
    let mut choices = Tape::new(bytes);
    let mut set = empty(&mut choices);
    let questions = 1 + choices.below(size.questions);
    for number in 0..questions {
        let question = question(&mut choices, &set, number);
        set.questions.push(question);
        if number > 0 && choices.often(3, 16) {
            let condition = condition(&mut choices, &set, 1);
            set.conditions.push(NamedCondition {
                name: format!("c{number}"),
                condition,
            });
        }
    }
    if choices.often(6, 16) {
        let score = score(&mut choices, &set);
        if let Some(score) = score {
            set.scores.push(score);
        }
    }
    for number in 0..=choices.below(size.rules) {
        let rule = rule(&mut choices, &set, number);
        set.rules.push(rule);
    }
    if set.treatments.len() > 1 && choices.often(8, 16) {
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

/// Makes a set with treatments and one section, without questions or rules.
fn empty(choices: &mut Tape<'_>) -> QuestionSet {
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
    let close_pairs = if ids.len() > 1 && choices.often(6, 16) {
        vec![ClosePair {
            between: [ids[0], ids[1]],
            within: 2,
        }]
    } else {
        Vec::new()
    };
    QuestionSet {
        privacy: choices.often(4, 16).then(|| Privacy {
            ask: Wording::same("Alone?"),
            why: Wording::same("Why."),
            not_safe: Wording::same("Later."),
        }),
        treatments,
        decision: Decision {
            minimum: [1, 0, 2][choices.below(3)],
            close: [0, 1][choices.below(2)],
            close_pairs,
        },
        sections: [Section {
            name: "s".to_owned(),
            title: "Section".to_owned(),
            why: Wording::same("Why."),
        }]
        .into_iter()
        .collect(),
        ..blank()
    }
}

fn question(choices: &mut Tape<'_>, set: &QuestionSet, number: usize) -> Question {
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
            if choices.often(5, 16) {
                options.push(("z", OptionRole::Plain));
            }
        }
        QuestionKind::Number { .. } | QuestionKind::Text => {}
    }
    if kind == QuestionKind::Choices && choices.often(8, 16) {
        options.push(("none", OptionRole::NoneOfThese));
    }
    if choices.often(6, 16) {
        options.push(("unknown", OptionRole::Unknown));
    }
    if choices.often(4, 16) {
        options.push(("declined", OptionRole::Declined));
    }
    let when = (number > 0 && choices.often(6, 16)).then(|| condition(choices, set, 1));
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
        optional: choices.often(2, 16),
        when,
        readers: Readers::default(),
    }
}

fn condition(choices: &mut Tape<'_>, set: &QuestionSet, depth: usize) -> Condition {
    let inner = |choices: &mut Tape<'_>| {
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

fn test(choices: &mut Tape<'_>, set: &QuestionSet) -> Condition {
    if let Some(score) = set.scores.ids().next()
        && choices.often(3, 16)
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
        && (question.options.is_empty() || !choices.often(4, 16))
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
    if question.kind == QuestionKind::Choices && choices.often(4, 16) {
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

fn score(choices: &mut Tape<'_>, set: &QuestionSet) -> Option<Score> {
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
        when: choices.often(4, 16).then(|| test(choices, set)),
        items,
        bands: vec![Band {
            from: 0,
            label: "any".to_owned(),
        }],
        sources: Vec::new(),
    })
}

fn rule(choices: &mut Tape<'_>, set: &QuestionSet, number: usize) -> Rule {
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
            let treatments = (level != Level::Emergency && choices.often(7, 16))
                .then(|| vec![choices.pick(&ids)]);
            Effect::Safety(SafetyEffect {
                level,
                crisis_lines: choices.often(3, 16),
                number_first: choices.often(5, 16),
                withhold: SafetyEffect::may_withhold(level)
                    && treatments.is_none()
                    && choices.often(4, 16),
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
        private: choices.often(6, 16),
        sources: Vec::new(),
    }
}

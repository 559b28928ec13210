//! Sets with guarantees, scores and free text.

use treatfit_core::model::{
    Band, Claim, ClosePair, Condition, Decision, Effect, Expectation, Guarantee, Id, Level,
    NamedCondition, OptionRole, OptionSet, Question, QuestionKind, QuestionSet, Range, Readers,
    Rule, SafetyEffect, Score, ScoreItem, Section, Sequence, Status, Treatment, Wording,
};

use super::{Tape, blank, option, treatment};

/// Makes a set from a tape.
#[must_use]
pub fn set(tape: &[u8]) -> QuestionSet {
    let mut tape = Tape::new(tape);
    let mut set = blank();
    let treatments = 1 + tape.below(3);
    for at in 0..treatments {
        set.treatments.push(treatment(at));
    }
    set.decision = decision(&mut tape, &set);
    let section = set.sections.push(Section {
        name: "section".into(),
        title: "Section".into(),
        why: Wording::same("Because."),
    });
    for at in 0..=tape.below(5) {
        let when = (at > 0 && tape.often(5, 10)).then(|| condition(&mut tape, &set, 1));
        let mut question = question(&mut tape, at, section);
        question.when = when;
        set.questions.push(question);
        if tape.often(2, 10) {
            add_score(&mut tape, &mut set);
        }
        if tape.often(2, 10) {
            let condition = condition(&mut tape, &set, 2);
            let name = format!("c{}", set.conditions.len());
            set.conditions.push(NamedCondition { name, condition });
        }
    }
    for at in 0..tape.below(8) {
        let rule = rule(&mut tape, &set, at);
        set.rules.push(rule);
    }
    for at in 0..tape.below(3) {
        if let [first, then, ..] = shuffled(&mut tape, &set)[..] {
            set.sequences.push(Sequence {
                name: format!("s{at}"),
                first,
                then,
                when: condition(&mut tape, &set, 1),
                because: Wording::same("Because."),
                sources: Vec::new(),
            });
        }
    }
    for at in 0..tape.below(4) {
        let guarantee = guarantee(&mut tape, &set, at);
        set.guarantees.push(guarantee);
    }
    set.find_readers();
    set
}

fn shuffled(tape: &mut Tape<'_>, set: &QuestionSet) -> Vec<Id<Treatment>> {
    let mut ids: Vec<_> = set.treatments.ids().collect();
    let turn = tape.below(ids.len());
    ids.rotate_left(turn);
    if tape.often(5, 10) {
        ids.reverse();
    }
    ids
}

fn decision(tape: &mut Tape<'_>, set: &QuestionSet) -> Decision {
    let close_pairs = match shuffled(tape, set)[..] {
        [a, b, ..] if tape.often(3, 10) => vec![ClosePair {
            between: [a, b],
            within: tape.pick(&[1, 2, 3]),
        }],
        _ => Vec::new(),
    };
    Decision {
        minimum: tape.pick(&[1, 0, 2, 3]),
        close: tape.pick(&[0, 1, 2]),
        close_pairs,
    }
}

fn question(tape: &mut Tape<'_>, at: usize, section: Id<Section>) -> Question {
    let kind = match tape.below(8) {
        0 | 1 => QuestionKind::YesNo,
        2 | 3 => QuestionKind::Choice,
        4 | 5 => QuestionKind::Choices,
        6 => QuestionKind::Number {
            min: 0,
            max: 1 + tape.pick(&[3, 2, 1, 0]),
            unit: None,
        },
        _ => QuestionKind::Text,
    };
    let mut options = Vec::new();
    match kind {
        QuestionKind::YesNo => {
            options.extend(["yes", "no"].map(|name| option(name, OptionRole::Plain)));
        }
        QuestionKind::Choice | QuestionKind::Choices => {
            let many = 1 + tape.below(3);
            options.extend((0..many).map(|at| option(&format!("o{at}"), OptionRole::Plain)));
        }
        QuestionKind::Number { .. } | QuestionKind::Text => {}
    }
    if kind == QuestionKind::Choices && tape.often(7, 10) {
        options.push(option("none", OptionRole::NoneOfThese));
    }
    if tape.often(3, 10) {
        options.push(option("unknown", OptionRole::Unknown));
    }
    if tape.often(2, 10) {
        options.push(option("declined", OptionRole::Declined));
    }
    Question {
        name: format!("q{at}"),
        section,
        ask: Wording::same("?"),
        why: None,
        help: None,
        kind,
        options,
        optional: tape.often(2, 10),
        when: None,
        readers: Readers::default(),
    }
}

fn add_score(tape: &mut Tape<'_>, set: &mut QuestionSet) {
    let when = tape.often(3, 10).then(|| condition(tape, set, 1));
    let items: Vec<ScoreItem> = set
        .questions
        .iter()
        .filter(|(_, question)| matches!(question.kind, QuestionKind::Choice | QuestionKind::YesNo))
        .map(|(id, question)| ScoreItem {
            question: id,
            points: question
                .options
                .iter()
                .map(|option| (!option.role.withholds()).then(|| tape.pick(&[0, 1, 2, 3])))
                .collect(),
        })
        .collect();
    if items.is_empty() {
        return;
    }
    set.scores.push(Score {
        name: format!("score{}", set.scores.len()),
        title: "Score".into(),
        about: String::new(),
        licence: None,
        when,
        items,
        bands: vec![Band {
            from: 0,
            label: "low".into(),
        }],
        sources: Vec::new(),
    });
}

fn condition(tape: &mut Tape<'_>, set: &QuestionSet, depth: usize) -> Condition {
    match tape.below(10) {
        6 if depth > 0 => Condition::Not(Box::new(condition(tape, set, depth - 1))),
        7 if depth > 0 => Condition::All(conditions(tape, set, depth - 1)),
        8 if depth > 0 => Condition::Any(conditions(tape, set, depth - 1)),
        5 if !set.scores.is_empty() => {
            let scores: Vec<_> = set.scores.ids().collect();
            Condition::Score {
                score: tape.pick(&scores),
                range: range(tape),
            }
        }
        9 if !set.conditions.is_empty() => {
            let names: Vec<_> = set.conditions.ids().collect();
            Condition::Is(tape.pick(&names))
        }
        _ => leaf(tape, set),
    }
}

fn conditions(tape: &mut Tape<'_>, set: &QuestionSet, depth: usize) -> Vec<Condition> {
    (0..=tape.below(3))
        .map(|_| condition(tape, set, depth))
        .collect()
}

fn range(tape: &mut Tape<'_>) -> Range {
    let min = tape.pick(&[1, 2, 0, 3, i64::MIN]);
    Range {
        min,
        max: tape.pick(&[i64::MAX, 1, 2, 3]),
    }
}

/// Makes a test on a question, more often on the last one.
fn leaf(tape: &mut Tape<'_>, set: &QuestionSet) -> Condition {
    let ids: Vec<_> = set.questions.ids().collect();
    let Some(&last) = ids.last() else {
        return Condition::All(Vec::new());
    };
    let id = if tape.often(4, 10) {
        last
    } else {
        tape.pick(&ids)
    };
    let question = &set.questions[id];
    if matches!(question.kind, QuestionKind::Number { .. }) && tape.often(7, 10) {
        return Condition::Number {
            question: id,
            range: range(tape),
        };
    }
    let mut options: OptionSet = (0..question.options.len())
        .filter(|_| tape.often(4, 10))
        .collect();
    if options.is_empty() && !question.options.is_empty() {
        options = OptionSet::one(tape.below(question.options.len()));
    }
    if tape.often(2, 10) {
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

fn some_treatments(tape: &mut Tape<'_>, set: &QuestionSet) -> Vec<Id<Treatment>> {
    let many = 1 + tape.below(set.treatments.len());
    shuffled(tape, set).into_iter().take(many).collect()
}

fn rule(tape: &mut Tape<'_>, set: &QuestionSet, at: usize) -> Rule {
    let effect = match tape.below(8) {
        0 | 5 | 6 | 7 => Effect::Fit(
            some_treatments(tape, set)
                .into_iter()
                .map(|id| (id, tape.pick(&[1, 2, 3, -1, -2])))
                .collect(),
        ),
        level => {
            let level = [
                Level::Note,
                Level::Clearance,
                Level::Exclude,
                Level::Emergency,
            ][level - 1];
            let some = level != Level::Emergency && tape.often(4, 10);
            let treatments = some.then(|| some_treatments(tape, set));
            Effect::Safety(SafetyEffect {
                level,
                crisis_lines: tape.often(3, 10),
                number_first: tape.often(5, 10),
                withhold: SafetyEffect::may_withhold(level)
                    && treatments.is_none()
                    && tape.often(3, 10),
                treatments,
                clear_with: None,
            })
        }
    };
    Rule {
        name: format!("r{at}"),
        when: condition(tape, set, 2),
        effect,
        because: Wording::same("Because."),
        action: None,
        coordinator: None,
        private: false,
        sources: Vec::new(),
    }
}

fn guarantee(tape: &mut Tape<'_>, set: &QuestionSet, at: usize) -> Guarantee {
    let expectation = expectation(tape, set);
    Guarantee {
        name: format!("g{at}"),
        says: None,
        when: tape.often(6, 10).then(|| condition(tape, set, 1)),
        claim: if tape.often(5, 10) {
            Claim::Possible(expectation)
        } else {
            Claim::Always(expectation)
        },
    }
}

/// Makes an expectation with one or two tests.
fn expectation(tape: &mut Tape<'_>, set: &QuestionSet) -> Expectation {
    let mut expect = Expectation::default();
    for _ in 0..=tape.below(2) {
        let status = tape.pick(&Status::ALL);
        let treatments = some_treatments(tape, set);
        let rules: Vec<_> = set.rules.ids().collect();
        let sequences: Vec<_> = set.sequences.ids().collect();
        match tape.below(11) {
            0 => expect.status = Some(status),
            1 => expect.at_least = Some(status),
            2 => expect.at_most = Some(status),
            3 => expect.suggests = Some(treatments),
            4 => expect.suggests_some = Some(treatments),
            5 => expect.never_suggests = treatments,
            6 if !rules.is_empty() => expect.findings = vec![tape.pick(&rules)],
            7 if !rules.is_empty() => expect.no_findings = vec![tape.pick(&rules)],
            8 => expect.crisis_lines = Some(tape.often(5, 10)),
            9 => {
                expect.close = Some(if tape.often(3, 10) {
                    Vec::new()
                } else {
                    treatments
                });
            }
            10 if !sequences.is_empty() => expect.sequence = Some(tape.pick(&sequences)),
            _ => expect.suggests = Some(Vec::new()),
        }
    }
    expect
}

//! Makes question sets of any size that resemble the shipped one: checklists, follow-up questions,
//! numbers, safety rules of every level, a score, and fit rules on the last questions.

use treatfit_core::model::{
    Condition, Effect, Id, Level, OptionRole, OptionSet, Question, QuestionKind, QuestionSet,
    Range, Readers, Rule, SafetyEffect, Score, ScoreItem, Section, Wording,
};

use crate::random;

/// Which questions a rule reads; this decides how large the diagrams get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Each rule reads its own question, and some the one before.
    Local,
    /// One rule in three also reads any earlier question.
    Scattered,
}

/// A deterministic pseudo-random number generator (linear congruential).
struct Dice(u64);

impl Dice {
    fn below(&mut self, many: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % many.max(1)
    }
}

/// Makes a set with this number of questions: safety questions first, then one in ten as items of a
/// score, then one in eight that fit rules read. The same arguments give the same set.
#[must_use]
pub fn set(questions: usize, rules: Rules) -> QuestionSet {
    let mut dice = Dice(questions as u64);
    let mut set = random::blank();
    for at in 0..3 {
        set.treatments.push(random::treatment(at));
    }
    set.decision.minimum = 3;
    set.decision.close = 1;
    let section = set.sections.push(Section {
        name: "section".into(),
        title: "Section".into(),
        why: Wording::same("Because."),
    });
    let fit = questions / 8;
    let score = questions / 10;
    let safety = questions - fit - score;
    for at in 0..questions {
        let question = if at >= safety + score {
            choice(at, section, 3 + dice.below(5), false)
        } else if at >= safety {
            choice(at, section, 4, true)
        } else {
            match at % 6 {
                0 | 3 => checklist(at, section, 5 + dice.below(9)),
                1 => number(at, section),
                _ => choice(at, section, 2 + dice.below(4), true),
            }
        };
        let id = set.questions.push(question);
        if at < safety && at % 6 == 4 {
            let earlier = set.questions.ids().nth(at - 1);
            let when = earlier.map(|earlier| Condition::AnyOf {
                question: earlier,
                options: OptionSet::one(0),
            });
            if let Some(question) = set.questions.values_mut().nth(at) {
                question.when = when;
            }
        }
        if at < safety {
            add_safety(&mut set, &mut dice, id, rules);
        }
    }
    add_score(&mut set, safety, score);
    add_fit(&mut set, &mut dice, safety + score, rules);
    set.find_readers();
    set
}

fn question(
    at: usize,
    section: Id<Section>,
    kind: QuestionKind,
    options: usize,
    open: bool,
) -> Question {
    let mut all: Vec<_> = (0..options)
        .map(|at| random::option(&format!("o{at}"), OptionRole::Plain))
        .collect();
    if kind == QuestionKind::Choices {
        all.push(random::option("none", OptionRole::NoneOfThese));
    }
    if open {
        all.push(random::option("unknown", OptionRole::Unknown));
        all.push(random::option("declined", OptionRole::Declined));
    }
    Question {
        name: format!("q{at}"),
        section,
        ask: Wording::same("?"),
        why: None,
        help: None,
        kind,
        options: all,
        optional: false,
        when: None,
        readers: Readers::default(),
    }
}

fn choice(at: usize, section: Id<Section>, options: usize, open: bool) -> Question {
    question(at, section, QuestionKind::Choice, options, open)
}

fn checklist(at: usize, section: Id<Section>, options: usize) -> Question {
    question(at, section, QuestionKind::Choices, options, true)
}

fn number(at: usize, section: Id<Section>) -> Question {
    question(
        at,
        section,
        QuestionKind::Number {
            min: 60,
            max: 260,
            unit: None,
        },
        0,
        true,
    )
}

fn rule(set: &mut QuestionSet, when: Condition, effect: Effect) {
    let name = format!("r{}", set.rules.len());
    set.rules.push(Rule {
        name,
        when,
        effect,
        because: Wording::same("Because."),
        action: None,
        coordinator: None,
        private: false,
        sources: Vec::new(),
    });
}

fn safety(level: Level) -> Effect {
    Effect::Safety(SafetyEffect {
        level,
        treatments: None,
        crisis_lines: false,
        number_first: false,
        withhold: false,
        clear_with: None,
    })
}

/// Adds safety rules on a question: a clearance for the open answer, and up to three of random
/// levels.
fn add_safety(set: &mut QuestionSet, dice: &mut Dice, id: Id<Question>, rules: Rules) {
    let question = &set.questions[id];
    let open = question.options_where(OptionRole::withholds);
    let plain: Vec<usize> = question
        .options_where(|role| role == OptionRole::Plain)
        .positions()
        .collect();
    let is_number = matches!(question.kind, QuestionKind::Number { .. });
    rule(
        set,
        Condition::AnyOf {
            question: id,
            options: open,
        },
        safety(Level::Clearance),
    );
    for at in 0..3 {
        let level = [
            Level::Exclude,
            Level::Clearance,
            Level::Note,
            Level::Emergency,
        ][(at + dice.below(2) * (1 + dice.below(3))) % 4];
        let own = if is_number {
            let min = 140 + 20 * i64::try_from(at).unwrap_or(0);
            Condition::Number {
                question: id,
                range: Range { min, max: min + 19 },
            }
        } else {
            let options: OptionSet = [
                plain[dice.below(plain.len())],
                plain[dice.below(plain.len())],
            ]
            .into_iter()
            .collect();
            Condition::AnyOf {
                question: id,
                options,
            }
        };
        let other = match rules {
            Rules::Scattered if dice.below(3) == 0 => dice.below(id.index() + 1),
            _ if dice.below(4) == 0 => id.index().saturating_sub(1),
            _ => {
                rule(set, own, safety(level));
                continue;
            }
        };
        let Some(other) = set.questions.ids().nth(other).filter(|other| *other != id) else {
            continue;
        };
        let read = Condition::AnyOf {
            question: other,
            options: OptionSet::one(0),
        };
        let read = if dice.below(2) == 0 {
            Condition::Not(Box::new(read))
        } else {
            read
        };
        rule(set, Condition::All(vec![own, read]), safety(level));
    }
}

/// Adds a score over `many` questions from position `from`, and a clearance rule on it.
fn add_score(set: &mut QuestionSet, from: usize, many: usize) {
    let items = set
        .questions
        .ids()
        .skip(from)
        .take(many)
        .map(|question| ScoreItem {
            question,
            points: vec![Some(0), Some(1), Some(2), Some(3), None, None],
        });
    let items: Vec<ScoreItem> = items.collect();
    let score = set.scores.push(Score {
        name: "score".into(),
        title: "Score".into(),
        about: String::new(),
        licence: None,
        when: None,
        items,
        bands: Vec::new(),
        sources: Vec::new(),
    });
    let many = i64::try_from(many).unwrap_or(0);
    rule(
        set,
        Condition::Score {
            score,
            range: Range {
                min: many,
                max: i64::MAX,
            },
        },
        safety(Level::Clearance),
    );
}

/// Adds two fit rules on each question from position `from`.
fn add_fit(set: &mut QuestionSet, dice: &mut Dice, from: usize, rules: Rules) {
    let treatments: Vec<_> = set.treatments.ids().collect();
    let asked: Vec<_> = set.questions.ids().collect();
    for &id in &asked[from..] {
        let options = set.questions[id].options.len();
        for _ in 0..2 {
            let own = Condition::AnyOf {
                question: id,
                options: OptionSet::one(dice.below(options)),
            };
            let when = if rules == Rules::Scattered && dice.below(3) == 0 {
                let other = asked[dice.below(id.index())];
                Condition::All(vec![
                    own,
                    Condition::Not(Box::new(Condition::AnyOf {
                        question: other,
                        options: OptionSet::one(0),
                    })),
                ])
            } else {
                own
            };
            let best = dice.below(3);
            let mut points = vec![(
                treatments[best],
                1 + i32::try_from(dice.below(2)).unwrap_or(0),
            )];
            if dice.below(3) == 0 {
                points.push((treatments[(best + 1) % 3], -1));
            }
            rule(set, when, Effect::Fit(points));
        }
    }
}

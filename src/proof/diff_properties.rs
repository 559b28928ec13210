//! What is said of two versions is what trying every pair of answer sets finds, on random sets.

use std::fmt::Write;

use std::collections::BTreeMap;

use num_bigint::BigUint;
use proptest::prelude::*;

use super::BUDGET;
use super::diff::{Difference, Reason, diff};
use super::shown::Shown;
use crate::engine::{Answer, Answers, Outcome, decide, next_question};
use crate::set::QuestionSet;
use crate::set::arbitrary::{Size, domain, set};
use crate::set::model::{Effect, Kind, Level, Question, SafetyEffect, Status, Treatment, Wording};
use crate::set::options::{AnswerOption, OptionRole};
use crate::set::table::Id;

const SIZE: Size = Size {
    questions: 4,
    rules: 8,
};

/// The most answer sets of one version that are tried.
const MOST: usize = 500;

fn answer_sets(set: &QuestionSet) -> Option<Vec<(Answers, Outcome)>> {
    let mut found = Vec::new();
    let mut open = vec![Answers::default()];
    while let Some(answers) = open.pop() {
        if found.len() + open.len() > MOST {
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

/// An option by its id, or another answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Option(String),
    Number(i64),
    Skipped,
    Text,
}

fn said(question: &Question, answer: &Answer) -> Vec<Said> {
    match answer {
        Answer::Options(chosen) => chosen
            .positions()
            .map(|at| Said::Option(question.options[at].name.clone()))
            .collect(),
        Answer::Number(number) => vec![Said::Number(*number)],
        Answer::Skipped => vec![Said::Skipped],
        Answer::Text(_) => vec![Said::Text],
    }
}

fn offers(question: &Question, said: &Said) -> bool {
    match said {
        Said::Option(name) => question.option(name).is_some(),
        Said::Number(number) => {
            matches!(question.kind, Kind::Number { min, max, .. } if (min..=max).contains(number))
        }
        Said::Skipped => question.optional,
        Said::Text => question.kind == Kind::Text,
    }
}

/// Whether somebody who says `x` to the old question could say `y` to the new one.
fn agree(old: &Question, new: &Question, x: &Answer, y: &Answer) -> bool {
    let single = |kind: &Kind| matches!(kind, Kind::YesNo | Kind::Choice);
    let comparable = (single(&old.kind) && single(&new.kind))
        || std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
    let common = |one: &Question, other: &Question| {
        let mut answers = one.options.iter();
        answers.any(|option| other.option(&option.name).is_some())
    };
    let numeric = matches!(old.kind, Kind::Number { .. } | Kind::Text);
    if !comparable || (!numeric && !common(old, new)) {
        return true;
    }
    let (said_old, said_new) = (said(old, x), said(new, y));
    if old.kind != Kind::Choices {
        return said_old == said_new
            || !offers(new, &said_old[0])
            || (!offers(old, &said_new[0]) && offers(new, &said_old[0]));
    }
    checklists_agree(old, new, &said_old, &said_new)
}

fn checklists_agree(old: &Question, new: &Question, x: &[Said], y: &[Said]) -> bool {
    let role = |question: &Question, said: &Said| match said {
        Said::Option(name) => question.options[question.option(name).unwrap()].role,
        _ => OptionRole::Declined,
    };
    let alone = |question: &Question, said: &[Said]| role(question, &said[0]).is_exclusive();
    let none = |question: &Question| {
        let mut options = question.options.iter();
        options
            .find(|option| option.role == OptionRole::NoneOfThese)
            .map(|option| Said::Option(option.name.clone()))
    };
    let shared = |said: &[Said]| said.iter().all(|one| offers(old, one) && offers(new, one));
    let nothing_for = |other: &Question, said: &[Said]| !said.iter().any(|one| offers(other, one));
    // What the new one has no word for leaves it free; ticks go into "none of these" if it is there.
    if nothing_for(new, x) {
        match none(new) {
            Some(none) if !alone(old, x) => {
                if y == [none] {
                    return true;
                }
            }
            _ => return true,
        }
    }
    // The same the other way round, for answers both could have given.
    if nothing_for(old, y) {
        match none(old) {
            Some(none) if !alone(new, y) => {
                if x == [none] {
                    return true;
                }
            }
            _ => return shared(x),
        }
    }
    if alone(old, x) || alone(new, y) {
        return x == y;
    }
    let part = |said: &[Said]| -> Vec<Said> {
        let said = said
            .iter()
            .filter(|one| offers(old, one) && offers(new, one));
        let mut said: Vec<Said> = said.cloned().collect();
        said.sort();
        said
    };
    !part(x).is_empty() && part(x) == part(y)
}

fn pair_agrees(old: &QuestionSet, new: &QuestionSet, x: &Answers, y: &Answers) -> bool {
    new.questions.iter().all(|(id, question)| {
        let Some(was) = old.questions.find(&question.name) else {
            return true;
        };
        match (x.get(was), y.get(id)) {
            (Some(one), Some(other)) => agree(&old.questions[was], question, one, other),
            _ => true,
        }
    })
}

fn excludes(set: &QuestionSet, outcome: &Outcome, treatment: Id<Treatment>) -> bool {
    outcome.status != Status::Emergency
        && outcome.findings.iter().any(|finding| {
            matches!(&set.rules[finding.rule].effect, Effect::Safety(safety)
                if safety.level == Level::Exclude && safety.concerns(treatment))
        })
}

type Counted = BTreeMap<String, BigUint>;

fn key(
    old: &QuestionSet,
    new: &QuestionSet,
    from: &Shown,
    to: &Shown,
    flags: (bool, bool),
) -> String {
    format!("{} -> {} {flags:?}", named(old, from), named(new, to))
}

fn named(set: &QuestionSet, shown: &Shown) -> String {
    let name = |id: Id<Treatment>| set.treatments[id].name.clone();
    let mut names: Vec<String> = shown.suggested.iter().copied().map(name).collect();
    names.sort();
    let order = shown.order.map(|(first, then)| (name(first), name(then)));
    let Shown {
        status,
        withheld,
        crisis_lines,
        ..
    } = shown;
    format!("{status:?} {withheld} {crisis_lines} {names:?} {order:?}")
}

fn tried(old: &QuestionSet, new: &QuestionSet) -> Option<(Counted, Counted, BigUint)> {
    let (xs, ys) = (answer_sets(old)?, answer_sets(new)?);
    let mut counts = Counted::new();
    let mut found = Counted::new();
    let mut all = BigUint::ZERO;
    for (x, was) in &xs {
        for (y, is) in &ys {
            if !pair_agrees(old, new, x, y) {
                continue;
            }
            all += 1u8;
            let flag = |one: &QuestionSet,
                        excluding: &Outcome,
                        other: &QuestionSet,
                        suggesting: &Outcome| {
                one.treatments.iter().any(|(id, treatment)| {
                    other.treatments.find(&treatment.name).is_some_and(|it| {
                        excludes(one, excluding, id) && suggesting.suggested.contains(&it)
                    })
                })
            };
            let flags = (flag(old, was, new, is), flag(new, is, old, was));
            let key = key(old, new, &Shown::of(old, was), &Shown::of(new, is), flags);
            *counts.entry(key).or_default() += 1u8;
            let name = |set: &QuestionSet, outcome: &Outcome| -> Vec<String> {
                outcome
                    .findings
                    .iter()
                    .map(|it| set.rules[it.rule].name.clone())
                    .collect()
            };
            let (was, is) = (name(old, was), name(new, is));
            for rule in is.iter().filter(|rule| !was.contains(rule)) {
                *found.entry(format!("+{rule}")).or_default() += 1u8;
            }
            for rule in was.iter().filter(|rule| !is.contains(rule)) {
                *found.entry(format!("-{rule}")).or_default() += 1u8;
            }
        }
    }
    Some((counts, found, all))
}

fn said_of(old: &QuestionSet, new: &QuestionSet, difference: &Difference) -> (Counted, Counted) {
    let mut counts = Counted::new();
    for cell in &difference.changed {
        let has = |reason| cell.reasons.contains(&reason);
        let flags = (
            has(Reason::ExcludedSuggested),
            has(Reason::SuggestedExcluded),
        );
        let key = key(old, new, &cell.from, &cell.to, flags);
        assert_eq!(counts.insert(key, cell.many.clone()), None);
        assert_eq!(Shown::of(old, &cell.old.outcome), cell.from);
        assert_eq!(Shown::of(new, &cell.new.outcome), cell.to);
        assert!(pair_agrees(old, new, &cell.old.answers, &cell.new.answers));
    }
    for (shown, many) in &difference.unchanged {
        let as_old = Shown {
            suggested: shown
                .suggested
                .iter()
                .map(|&id| difference.treatments.old_of(id).unwrap())
                .collect(),
            order: shown.order.map(|(first, then)| {
                let was = |id| difference.treatments.old_of(id).unwrap();
                (was(first), was(then))
            }),
            ..shown.clone()
        };
        let key = key(old, new, &as_old, shown, (false, false));
        *counts.entry(key).or_default() += many;
    }
    let mut found = Counted::new();
    for rule in &difference.rules {
        let name = |sign: &str| {
            let old_name = rule.old.map(|id| old.rules[id].name.clone());
            let name = rule
                .new
                .map_or(old_name, |id| Some(new.rules[id].name.clone()));
            format!("{sign}{}", name.unwrap())
        };
        for (sign, many) in [("+", &rule.more), ("-", &rule.fewer)] {
            if *many != BigUint::ZERO {
                *found.entry(name(sign)).or_default() += many;
            }
        }
    }
    (counts, found)
}

/// Makes one small change that an author could make; `choice` says which.
fn edited(mut set: QuestionSet, choice: usize) -> QuestionSet {
    let count = set.questions.len();
    let which = choice / 8 % count;
    let extra = |name: &str, role| AnswerOption {
        name: name.to_owned(),
        label: Wording::same(name),
        role,
    };
    match choice % 8 {
        0 => {
            let rules = set.rules.len();
            let kept = set.rules.values().enumerate();
            let kept = kept.filter(|(at, _)| *at != choice / 8 % rules);
            set.rules = kept.map(|(_, rule)| rule.clone()).collect();
        }
        1 => {
            for rule in set.rules.values_mut() {
                if let Effect::Safety(SafetyEffect {
                    level,
                    treatments,
                    withhold,
                    ..
                }) = &mut rule.effect
                {
                    (*level, *treatments, *withhold) = (Level::Exclude, None, false);
                }
            }
        }
        2 => set.decision.minimum += 1,
        3 => {
            let question = set.questions.values_mut().nth(which).unwrap();
            question.optional = !question.optional;
        }
        4 | 5 => {
            // A new option before those that stand alone would move them; it comes last.
            let question = set.questions.values_mut().nth(which).unwrap();
            if !matches!(question.kind, Kind::Number { .. }) {
                question.options.push(extra("w", OptionRole::Plain));
            }
        }
        6 => {
            let question = set.questions.values_mut().nth(which).unwrap();
            if question.option("declined").is_none() {
                question
                    .options
                    .push(extra("declined", OptionRole::Declined));
            }
        }
        _ => {
            let question = set.questions.values_mut().nth(which).unwrap();
            if let Kind::Number { max, .. } = &mut question.kind {
                *max += 1;
            } else if question.kind == Kind::Choices && question.option("none").is_none() {
                question
                    .options
                    .push(extra("none", OptionRole::NoneOfThese));
            }
        }
    }
    for score in set.scores.values_mut() {
        for item in &mut score.items {
            let options = set.questions[item.question].options.len();
            item.points.resize(options, Some(1));
        }
    }
    set.find_readers();
    set
}

/// The questions of both, for a failing case.
fn both(old: &QuestionSet, new: &QuestionSet) -> String {
    let mut text = String::new();
    for set in [old, new] {
        for question in set.questions.values() {
            let Question {
                name,
                kind,
                options,
                optional,
                when,
                ..
            } = question;
            let options: Vec<&str> = options.iter().map(|it| it.name.as_str()).collect();
            let _ = writeln!(text, "{name} {kind:?} {options:?} {optional} {when:?}");
        }
        text += "\n";
    }
    text
}

fn compare(old: &QuestionSet, new: &QuestionSet) -> Result<(), TestCaseError> {
    let Some((counts, found, all)) = tried(old, new) else {
        return Ok(());
    };
    let difference = diff(old, new, BUDGET).unwrap();
    let (said_counts, said_found) = said_of(old, new, &difference);
    prop_assert_eq!(&difference.pairs, &all, "{}", both(old, new));
    prop_assert_eq!(said_counts, counts);
    prop_assert_eq!(said_found, found);
    Ok(())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..250)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_sets_that_have_little_in_common((one, other) in (bytes(), bytes())) {
        compare(&set(&one, SIZE), &set(&other, SIZE))?;
    }

    #[test]
    fn two_versions_with_small_changes_between_them(
        (one, choices) in (bytes(), proptest::collection::vec(0_usize..800, 1..4))
    ) {
        let old = set(&one, SIZE);
        let new = choices.into_iter().fold(old.clone(), edited);
        compare(&old, &new)?;
        compare(&new, &old)?;
    }

    #[test]
    fn a_set_does_not_differ_from_itself(one in bytes()) {
        let set = set(&one, SIZE);
        let difference = diff(&set, &set, BUDGET).unwrap();
        prop_assert!(difference.wording_only());
        prop_assert!(difference.questions.is_empty() && difference.rules.is_empty());
        if let Some(all) = answer_sets(&set) {
            prop_assert_eq!(difference.pairs, BigUint::from(all.len()));
        }
    }
}

//! What is said of two versions is what trying every pair of answer sets finds, on random sets.

mod agree;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use num_bigint::BigUint;
use proptest::prelude::*;
use treatfit_core::engine::{QuestionState, walk};
use treatfit_core::model::{
    AnswerOption, Answers, Effect, Id, Level, OptionRole, Outcome, Question, QuestionKind,
    QuestionSet, SafetyEffect, Status, Treatment, Wording,
};
use treatfit_testing::arbitrary::{Size, set};
use treatfit_testing::every::decided;

use crate::diff::caution::{Direction, Reason};
use crate::diff::condition_key::condition_key;
use crate::diff::visible_outcome::VisibleOutcome;
use crate::diff::{Cell, Difference, diff};
use crate::encode::BUDGET;
use crate::tests::diff_properties::agree::pair_agrees;

const SIZE: Size = Size {
    questions: 4,
    rules: 8,
};

/// The most answer sets of one version that are tried.
const MOST: usize = 500;

fn excludes(set: &QuestionSet, outcome: &Outcome, treatment: Id<Treatment>) -> bool {
    outcome.status != Status::Emergency
        && outcome.findings.iter().any(|finding| {
            matches!(&set.rules[finding.rule].effect, Effect::Safety(safety)
                if safety.level == Level::Exclude && safety.concerns(treatment))
        })
}

/// Whether an effect is as grave as that of the same name was, for all it concerned.
fn as_grave((old, was): (&QuestionSet, &Effect), (new, is): (&QuestionSet, &Effect)) -> bool {
    let (Effect::Safety(was), Effect::Safety(is)) = (was, is) else {
        return false;
    };
    let mut treatments = old.treatments.iter();
    let concerned = treatments.all(|(id, treatment)| {
        let heir = new.treatments.find(&treatment.name);
        !was.concerns(id) || heir.is_none_or(|heir| is.concerns(heir))
    });
    concerned && is.level >= was.level
}

/// The safety findings of the old outcome without one as grave of the same name in the new one.
fn lost(old: &QuestionSet, new: &QuestionSet, was: &Outcome, is: &Outcome) -> Vec<(Level, String)> {
    let safety = |set: &QuestionSet, outcome: &Outcome| -> Vec<(String, SafetyEffect)> {
        let rules = outcome.findings.iter().map(|it| &set.rules[it.rule]);
        let effects = rules.filter_map(|rule| match &rule.effect {
            Effect::Safety(safety) => Some((rule.name.clone(), safety.clone())),
            Effect::Fit(_) => None,
        });
        effects.collect()
    };
    let is = safety(new, is);
    let mut found = safety(old, was);
    found.retain(|(name, was)| {
        let was = Effect::Safety(was.clone());
        !is.iter().any(|(other, is)| {
            name == other && as_grave((old, &was), (new, &Effect::Safety(is.clone())))
        })
    });
    found
        .into_iter()
        .map(|(name, it)| (it.level, name))
        .collect()
}

/// The gravest finding lost under the same status. An emergency ends the interview: of a rule that
/// reads the same as before, only what was asked can be missed.
fn gravest_lost(
    (old, new): (&QuestionSet, &QuestionSet),
    (x, y): (&Answers, &Answers),
    (was, is): (&Outcome, &Outcome),
) -> Option<Level> {
    if was.status != is.status {
        return None;
    }
    let unheard = |name: &str| {
        let rule = &old.rules[old.rules.find(name).unwrap()];
        let same = new.rules.find(name).is_some_and(|heir| {
            let heir = &new.rules[heir];
            let grave = as_grave((old, &rule.effect), (new, &heir.effect));
            grave && condition_key(old, &rule.when) == condition_key(new, &heir.when)
        });
        let walk = walk(new, y);
        same && old.reads(&rule.when).into_iter().any(|question| {
            let heir = new.questions.find(&old.questions[question].name);
            let pending = heir.is_some_and(|it| walk.settled(it) == QuestionState::Pending);
            pending && x.get(question).is_some()
        })
    };
    let taken_over = |name: &str| {
        let rule = &old.rules[old.rules.find(name).unwrap()];
        let read = |set: &QuestionSet, when| -> BTreeSet<String> {
            let questions = set.reads(when).into_iter();
            questions.map(|it| set.questions[it].name.clone()).collect()
        };
        let looked_at = read(old, &rule.when);
        is.findings.iter().any(|finding| {
            let graver = &new.rules[finding.rule];
            let newly = !old.rules.find(&graver.name).is_some_and(|it| was.found(it));
            newly
                && graver.level() > rule.level()
                && as_grave((old, &rule.effect), (new, &graver.effect))
                && !read(new, &graver.when).is_disjoint(&looked_at)
        })
    };
    let mut lost = lost(old, new, was, is);
    lost.retain(|(_, name)| !taken_over(name));
    if was.status == Status::Emergency {
        lost.retain(|(_, name)| !unheard(name));
    }
    lost.into_iter().map(|it| it.0).max()
}

/// Whether an answer to both that a private rule read is read by none any more.
fn privacy_lost((old, x): (&QuestionSet, &Answers), (new, y): (&QuestionSet, &Answers)) -> bool {
    let private = |set: &QuestionSet, question| {
        let mut rules = set.rules.values().filter(|rule| rule.private);
        rules.any(|rule| set.reads(&rule.when).contains(&question))
    };
    new.questions.iter().any(|(id, question)| {
        let was = old.questions.find(&question.name);
        was.is_some_and(|was| {
            let both = x.get(was).is_some() && y.get(id).is_some();
            both && private(old, was) && !private(new, id)
        })
    })
}

type Counted = BTreeMap<String, BigUint>;

fn key(
    old: &QuestionSet,
    new: &QuestionSet,
    from: &VisibleOutcome,
    to: &VisibleOutcome,
    flags: (bool, bool, bool, Option<Level>),
) -> String {
    format!("{} -> {} {flags:?}", named(old, from), named(new, to))
}

fn named(set: &QuestionSet, shown: &VisibleOutcome) -> String {
    let name = |id: Id<Treatment>| set.treatments[id].name.clone();
    let mut names: Vec<String> = shown.suggested.iter().copied().map(name).collect();
    names.sort();
    let order = shown.order.map(|(first, then)| (name(first), name(then)));
    let VisibleOutcome {
        status,
        withheld,
        crisis_lines,
        emergency_first,
        ..
    } = shown;
    format!("{status:?} {withheld} {crisis_lines} {emergency_first} {names:?} {order:?}")
}

/// What trying every pair finds.
struct Tried {
    counts: Counted,
    found: Counted,
    pairs: BigUint,
    keeps_findings: bool,
}

fn tried(old: &QuestionSet, new: &QuestionSet) -> Option<Tried> {
    let (xs, ys) = (decided(old, MOST)?, decided(new, MOST)?);
    let mut keeps_findings = true;
    let mut counts = Counted::new();
    let mut found = Counted::new();
    let mut all = BigUint::ZERO;
    for (x, was) in &xs {
        for (y, is) in &ys {
            if !pair_agrees(old, new, x, y) {
                continue;
            }
            all += 1u8;
            keeps_findings &= lost(old, new, was, is).is_empty();
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
            let lost = gravest_lost((old, new), (x, y), (was, is));
            let flags = (
                flag(old, was, new, is),
                flag(new, is, old, was),
                privacy_lost((old, x), (new, y)),
                lost,
            );
            let key = key(
                old,
                new,
                &VisibleOutcome::of(old, was),
                &VisibleOutcome::of(new, is),
                flags,
            );
            *counts.entry(key).or_default() += 1u8;
            let names = |set: &QuestionSet, answers: &Answers, outcome: &Outcome| {
                let rules = outcome.findings.iter();
                let rules = rules.map(|it| format!("rule {}", set.rules[it.rule].name));
                let asked = answers.iter(set);
                let asked = asked.map(|(id, _)| format!("question {}", set.questions[id].name));
                rules.chain(asked).collect::<Vec<_>>()
            };
            let (was, is) = (names(old, x, was), names(new, y, is));
            for name in is.iter().filter(|name| !was.contains(name)) {
                *found.entry(format!("+{name}")).or_default() += 1u8;
            }
            for name in was.iter().filter(|name| !is.contains(name)) {
                *found.entry(format!("-{name}")).or_default() += 1u8;
            }
        }
    }
    Some(Tried {
        counts,
        found,
        pairs: all,
        keeps_findings,
    })
}

fn said_of(old: &QuestionSet, new: &QuestionSet, difference: &Difference) -> (Counted, Counted) {
    let mut counts = Counted::new();
    for cell in &difference.changed {
        let has = |reason| cell.reasons.contains(&reason);
        let flags = (
            has(Reason::ExcludedSuggested),
            has(Reason::SuggestedExcluded),
            has(Reason::PrivacyLost),
            has_lost(cell),
        );
        let key = key(old, new, &cell.from, &cell.to, flags);
        assert_eq!(counts.insert(key, cell.pair_count.clone()), None);
        assert_eq!(
            VisibleOutcome::of(old, &cell.old_example.outcome),
            cell.from
        );
        assert_eq!(VisibleOutcome::of(new, &cell.new_example.outcome), cell.to);
        assert!(pair_agrees(
            old,
            new,
            &cell.old_example.answers,
            &cell.new_example.answers
        ));
        let (was, is) = (&cell.old_example.outcome, &cell.new_example.outcome);
        let lost = lost(old, new, was, is).into_iter().map(|it| it.1);
        let named = cell
            .lost_findings
            .iter()
            .map(|&id| old.rules[id].name.clone());
        assert!(named.eq(lost));
    }
    for (shown, many) in &difference.unchanged {
        let as_old = VisibleOutcome {
            suggested: shown
                .suggested
                .iter()
                .map(|&id| difference.matching.treatments.old_of(id).unwrap())
                .collect(),
            order: shown.order.map(|(first, then)| {
                let was = |id| difference.matching.treatments.old_of(id).unwrap();
                (was(first), was(then))
            }),
            ..shown.clone()
        };
        let key = key(old, new, &as_old, shown, (false, false, false, None));
        *counts.entry(key).or_default() += many;
    }
    let mut found = Counted::new();
    for rule in &difference.rules {
        let name = |sign: &str| {
            let old_name = rule.old.map(|id| old.rules[id].name.clone());
            let name = rule
                .new
                .map_or(old_name, |id| Some(new.rules[id].name.clone()));
            format!("{sign}rule {}", name.unwrap())
        };
        count(&mut found, name, [&rule.newly_found, &rule.no_longer_found]);
    }
    for question in &difference.questions {
        let name = |sign: &str| {
            let old_name = question.old.map(|id| old.questions[id].name.clone());
            let new_name = question.new.map(|id| new.questions[id].name.clone());
            format!("{sign}question {}", new_name.or(old_name).unwrap())
        };
        count(
            &mut found,
            name,
            [&question.newly_asked, &question.no_longer_asked],
        );
    }
    assert_order(difference);
    (counts, found)
}

/// Adds how many more and how many fewer there are, where there are any.
fn count(found: &mut Counted, name: impl Fn(&str) -> String, [more, fewer]: [&BigUint; 2]) {
    for (sign, many) in [("+", more), ("-", fewer)] {
        if *many != BigUint::ZERO {
            *found.entry(name(sign)).or_default() += many;
        }
    }
}

fn has_lost(cell: &Cell) -> Option<Level> {
    let levels = [
        (Reason::EmergencyFindingLost, Level::Emergency),
        (Reason::ExcludeFindingLost, Level::Exclude),
        (Reason::ClearanceFindingLost, Level::Clearance),
        (Reason::NoteLost, Level::Note),
    ];
    let mut lost = levels.iter().filter(|it| cell.reasons.contains(&it.0));
    lost.next().map(|it| it.1)
}

/// Less cautious comes first, and the worst of it before all; the counts of all directions and of
/// what stays add up.
fn assert_order(difference: &Difference) {
    let place = |cell: &Cell| (cell.direction(), cell.reasons.first().copied());
    assert!(difference.changed.is_sorted_by_key(place));
    let changed: BigUint = Direction::ALL
        .map(|it| difference.pair_count(it))
        .iter()
        .sum();
    let unchanged: BigUint = difference.unchanged.iter().map(|it| &it.1).sum();
    assert_eq!(changed + unchanged, difference.pairs);
    let less = difference.pair_count(Direction::LessCautious) != BigUint::ZERO;
    let lost = difference.static_texts.help_lost();
    assert_eq!(difference.less_cautious(), less || lost);
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
        1 if which.is_multiple_of(2) => {
            for rule in set.rules.values_mut() {
                if let Effect::Safety(safety) = &mut rule.effect {
                    // A level milder, for one treatment alone.
                    safety.level = match safety.level {
                        Level::Emergency => Level::Exclude,
                        Level::Exclude => Level::Clearance,
                        _ => Level::Note,
                    };
                    safety.withhold = false;
                    safety.treatments = set.treatments.ids().next().map(|id| vec![id]);
                }
            }
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
            if !matches!(question.kind, QuestionKind::Number { .. }) {
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
            if let QuestionKind::Number { max, .. } = &mut question.kind {
                *max += 1;
            } else if question.kind == QuestionKind::Choices && question.option("none").is_none() {
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
    let Some(tried) = tried(old, new) else {
        return Ok(());
    };
    let difference = diff(old, new, BUDGET).unwrap();
    let (said_counts, said_found) = said_of(old, new, &difference);
    prop_assert_eq!(&difference.pairs, &tried.pairs, "{}", both(old, new));
    prop_assert_eq!(said_counts, tried.counts);
    prop_assert_eq!(said_found, tried.found);
    prop_assert_eq!(difference.keeps_findings, tried.keeps_findings);
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
        if let Some(all) = decided(&set, MOST) {
            prop_assert_eq!(difference.pairs, BigUint::from(all.len()));
        }
    }
}

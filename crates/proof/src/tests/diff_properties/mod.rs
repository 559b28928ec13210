//! Tests that the diff of two random sets matches an enumeration of all pairs of answer sets.

mod agree;
mod mutate;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use num_bigint::BigUint;
use proptest::prelude::*;
use treatfit_core::engine::{QuestionState, walk};
use treatfit_core::model::{
    Answers, Effect, Id, Level, Outcome, Question, QuestionSet, SafetyEffect, Status, Treatment,
};
use treatfit_testing::all_answer_sets::decided;
use treatfit_testing::random::{Size, sized};

use crate::diff::caution::{Direction, Reason};
use crate::diff::condition_key::condition_key;
use crate::diff::visible_outcome::VisibleOutcome;
use crate::diff::{Cell, Difference, diff};
use crate::encode::BUDGET;
use crate::tests::diff_properties::agree::pair_agrees;
use crate::tests::diff_properties::mutate::mutate;

const SIZE: Size = Size {
    questions: 4,
    rules: 8,
};

/// The most answer sets of one version that are enumerated.
const MAX_ANSWER_SETS: usize = 500;

/// Returns whether an outcome excludes a treatment. An emergency excludes nothing.
fn excludes(set: &QuestionSet, outcome: &Outcome, treatment: Id<Treatment>) -> bool {
    outcome.status != Status::Emergency
        && outcome.findings.iter().any(|finding| {
            matches!(&set.rules[finding.rule].effect, Effect::Safety(safety)
                if safety.level == Level::Exclude && safety.concerns(treatment))
        })
}

/// Returns whether an effect is at least as grave as the old one, for every treatment it concerned.
fn at_least_as_grave(
    (old, was): (&QuestionSet, &Effect),
    (new, is): (&QuestionSet, &Effect),
) -> bool {
    let (Effect::Safety(was), Effect::Safety(is)) = (was, is) else {
        return false;
    };
    let mut treatments = old.treatments.iter();
    let concerned = treatments.all(|(id, treatment)| {
        let successor = new.treatments.find(&treatment.name);
        !was.concerns(id) || successor.is_none_or(|successor| is.concerns(successor))
    });
    concerned && is.level >= was.level
}

/// Returns the safety findings of the old outcome without a finding of the same name in the new
/// outcome that is at least as grave.
fn lost_findings(
    old: &QuestionSet,
    new: &QuestionSet,
    was: &Outcome,
    is: &Outcome,
) -> Vec<(Level, String)> {
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
            name == other && at_least_as_grave((old, &was), (new, &Effect::Safety(is.clone())))
        })
    });
    found
        .into_iter()
        .map(|(name, it)| (it.level, name))
        .collect()
}

/// Returns the level of the gravest finding lost under the same status. An emergency ends the
/// interview: of a rule with an unchanged condition, a finding counts as lost only if the new
/// interview reached every question of the rule that the old one asked.
fn gravest_lost(
    (old, new): (&QuestionSet, &QuestionSet),
    (x, y): (&Answers, &Answers),
    (was, is): (&Outcome, &Outcome),
) -> Option<Level> {
    if was.status != is.status {
        return None;
    }
    let only_unreached = |name: &str| {
        let rule = &old.rules[old.rules.find(name).unwrap()];
        let same = new.rules.find(name).is_some_and(|successor| {
            let successor = &new.rules[successor];
            let grave = at_least_as_grave((old, &rule.effect), (new, &successor.effect));
            grave && condition_key(old, &rule.when) == condition_key(new, &successor.when)
        });
        let walk = walk(new, y);
        same && old.reads(&rule.when).into_iter().any(|question| {
            let successor = new.questions.find(&old.questions[question].name);
            let pending = successor.is_some_and(|it| walk.state(it) == QuestionState::Pending);
            pending && x.get(question).is_some()
        })
    };
    let is_taken_over = |name: &str| {
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
                && at_least_as_grave((old, &rule.effect), (new, &graver.effect))
                && !read(new, &graver.when).is_disjoint(&looked_at)
        })
    };
    let mut lost = lost_findings(old, new, was, is);
    lost.retain(|(_, name)| !is_taken_over(name));
    if was.status == Status::Emergency {
        lost.retain(|(_, name)| !only_unreached(name));
    }
    lost.into_iter().map(|it| it.0).max()
}

/// Returns whether a question that both asked was read by a private rule in the old version and is
/// not in the new one.
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

/// Numbers of pairs by a description of what they have in common.
type Counts = BTreeMap<String, BigUint>;

/// Describes a cell of the matrix by names, so that both versions can be compared.
fn cell_key(
    old: &QuestionSet,
    new: &QuestionSet,
    from: &VisibleOutcome,
    to: &VisibleOutcome,
    flags: (bool, bool, bool, Option<Level>),
) -> String {
    format!(
        "{} -> {} {flags:?}",
        outcome_key(old, from),
        outcome_key(new, to)
    )
}

/// Describes a visible outcome by names.
fn outcome_key(set: &QuestionSet, shown: &VisibleOutcome) -> String {
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

/// The result of enumerating all pairs.
struct Enumerated {
    counts: Counts,
    found: Counts,
    pairs: BigUint,
    keeps_findings: bool,
}

/// Enumerates all pairs; `None` if a version has too many answer sets.
fn enumerate(old: &QuestionSet, new: &QuestionSet) -> Option<Enumerated> {
    let (xs, ys) = (
        decided(old, MAX_ANSWER_SETS)?,
        decided(new, MAX_ANSWER_SETS)?,
    );
    let mut keeps_findings = true;
    let mut counts = Counts::new();
    let mut found = Counts::new();
    let mut all = BigUint::ZERO;
    for (x, was) in &xs {
        for (y, is) in &ys {
            if !pair_agrees(old, new, x, y) {
                continue;
            }
            all += 1u8;
            keeps_findings &= lost_findings(old, new, was, is).is_empty();
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
            let key = cell_key(
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
    Some(Enumerated {
        counts,
        found,
        pairs: all,
        keeps_findings,
    })
}

/// Returns the counts that a diff claims, in the form of [`Enumerated`], and checks the example of
/// each cell.
fn counts_of(old: &QuestionSet, new: &QuestionSet, difference: &Difference) -> (Counts, Counts) {
    let mut counts = Counts::new();
    for cell in &difference.changed {
        let has = |reason| cell.reasons.contains(&reason);
        let flags = (
            has(Reason::ExcludedSuggested),
            has(Reason::SuggestedExcluded),
            has(Reason::PrivacyLost),
            lost_level(cell),
        );
        let key = cell_key(old, new, &cell.from, &cell.to, flags);
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
        let lost = lost_findings(old, new, was, is).into_iter().map(|it| it.1);
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
        let key = cell_key(old, new, &as_old, shown, (false, false, false, None));
        *counts.entry(key).or_default() += many;
    }
    let mut found = Counts::new();
    for rule in &difference.rules {
        let name = |sign: &str| {
            let old_name = rule.old.map(|id| old.rules[id].name.clone());
            let name = rule
                .new
                .map_or(old_name, |id| Some(new.rules[id].name.clone()));
            format!("{sign}rule {}", name.unwrap())
        };
        add_counts(&mut found, name, [&rule.newly_found, &rule.no_longer_found]);
    }
    for question in &difference.questions {
        let name = |sign: &str| {
            let old_name = question.old.map(|id| old.questions[id].name.clone());
            let new_name = question.new.map(|id| new.questions[id].name.clone());
            format!("{sign}question {}", new_name.or(old_name).unwrap())
        };
        add_counts(
            &mut found,
            name,
            [&question.newly_asked, &question.no_longer_asked],
        );
    }
    assert_order(difference);
    (counts, found)
}

/// Adds the pairs gained and lost, where there are any.
fn add_counts(found: &mut Counts, name: impl Fn(&str) -> String, [more, fewer]: [&BigUint; 2]) {
    for (sign, many) in [("+", more), ("-", fewer)] {
        if *many != BigUint::ZERO {
            *found.entry(name(sign)).or_default() += many;
        }
    }
}

/// Returns the level of lost finding that a cell gives as a reason.
fn lost_level(cell: &Cell) -> Option<Level> {
    let levels = [
        (Reason::EmergencyFindingLost, Level::Emergency),
        (Reason::ExcludeFindingLost, Level::Exclude),
        (Reason::ClearanceFindingLost, Level::Clearance),
        (Reason::NoteLost, Level::Note),
    ];
    let mut lost = levels.iter().filter(|it| cell.reasons.contains(&it.0));
    lost.next().map(|it| it.1)
}

/// Checks that less cautious cells come first, the worst on top, and that the counts of all
/// directions and of the unchanged outcomes add up.
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

/// Describes the questions of both sets, for a failing case.
fn describe_questions(old: &QuestionSet, new: &QuestionSet) -> String {
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

/// Compares the diff of two sets with the enumeration.
fn compare(old: &QuestionSet, new: &QuestionSet) -> Result<(), TestCaseError> {
    let Some(enumerated) = enumerate(old, new) else {
        return Ok(());
    };
    let difference = diff(old, new, BUDGET).unwrap();
    let (diff_counts, diff_found) = counts_of(old, new, &difference);
    prop_assert_eq!(
        &difference.pairs,
        &enumerated.pairs,
        "{}",
        describe_questions(old, new)
    );
    prop_assert_eq!(diff_counts, enumerated.counts);
    prop_assert_eq!(diff_found, enumerated.found);
    prop_assert_eq!(difference.keeps_findings, enumerated.keeps_findings);
    Ok(())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..250)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn the_diff_of_two_unrelated_sets_matches_the_enumeration((one, other) in (bytes(), bytes())) {
        compare(&sized(&one, SIZE), &sized(&other, SIZE))?;
    }

    #[test]
    fn the_diff_of_two_similar_versions_matches_the_enumeration(
        (one, choices) in (bytes(), proptest::collection::vec(0_usize..800, 1..4))
    ) {
        let old = sized(&one, SIZE);
        let new = choices.into_iter().fold(old.clone(), mutate);
        compare(&old, &new)?;
        compare(&new, &old)?;
    }

    #[test]
    fn a_set_does_not_differ_from_itself(one in bytes()) {
        let set = sized(&one, SIZE);
        let difference = diff(&set, &set, BUDGET).unwrap();
        prop_assert!(difference.wording_only());
        prop_assert!(difference.questions.is_empty() && difference.rules.is_empty());
        if let Some(all) = decided(&set, MAX_ANSWER_SETS) {
            prop_assert_eq!(difference.pairs, BigUint::from(all.len()));
        }
    }
}

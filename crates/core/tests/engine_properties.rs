//! Property tests of the engine on random question sets and answers.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use treatfit_core::engine::{
    Progress, QuestionState, Truth, decide, misses, missing, next_question, truth, walk,
};
use treatfit_core::model::{Answers, Effect, Expectation, Level, Outcome, QuestionSet, Status};
use treatfit_testing::all_answer_sets::every_answer;
use treatfit_testing::properties::cases;
use treatfit_testing::random::{Size, answers, sized, with_rules_reversed};

const SIZE: Size = Size {
    questions: 8,
    rules: 12,
};

/// Generates a set, and answers to all of its questions.
fn case() -> impl Strategy<Value = (QuestionSet, Answers)> {
    let bytes = || proptest::collection::vec(any::<u8>(), 0..400);
    (bytes(), bytes()).prop_map(|(set_bytes, answer_bytes)| {
        let set = sized(&set_bytes, SIZE);
        let answers = answers(&answer_bytes, &set);
        (set, answers)
    })
}

/// Generates a set, answers to all of its questions, and a list of numbers from which a test
/// derives random choices.
fn case_with_choices() -> impl Strategy<Value = (QuestionSet, Answers, Vec<usize>)> {
    (case(), proptest::collection::vec(0_usize..1000, 0..60))
        .prop_map(|((set, answers), choices)| (set, answers, choices))
}

fn outcome(set: &QuestionSet, answers: &Answers) -> Outcome {
    decide(set, answers).unwrap()
}

/// Asks question by question, as an interview does, with the answers of `source`. Returns the
/// answers that were asked for.
fn interview(set: &QuestionSet, source: &Answers) -> Answers {
    let mut given = Answers::default();
    while let Some(question) = next_question(set, &given) {
        given.give(question, source.get(question).unwrap().clone());
    }
    given
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn generated_answers_fit_their_questions((set, answers) in case()) {
        for (question, answer) in answers.iter(&set) {
            prop_assert_eq!(set.questions[question].accepts(answer), Ok(()));
        }
    }

    #[test]
    fn an_interview_and_a_file_agree((set, answers) in case()) {
        prop_assert_eq!(outcome(&set, &interview(&set, &answers)), outcome(&set, &answers));
    }

    #[test]
    fn the_order_of_giving_changing_and_withdrawing_answers_does_not_matter(
        (set, answers, choices) in case_with_choices()
    ) {
        let mut edited = Answers::default();
        let questions: Vec<_> = set.questions.ids().collect();
        for choice in choices {
            let question = questions[choice % questions.len()];
            if choice % 3 == 0 {
                edited.withdraw(question);
            } else {
                let all = every_answer(&set.questions[question]);
                edited.give(question, all[choice % all.len()].clone());
            }
        }
        for &question in questions.iter().rev() {
            edited.give(question, answers.get(question).unwrap().clone());
        }
        prop_assert_eq!(&edited, &answers);
        prop_assert_eq!(outcome(&set, &edited), outcome(&set, &answers));
    }

    #[test]
    fn an_answer_to_a_question_not_asked_does_not_change_the_outcome(
        (set, answers, choices) in case_with_choices()
    ) {
        let mut other = answers.clone();
        let walk = walk(&set, &answers);
        for (place, (id, question)) in set.questions.iter().enumerate() {
            if !matches!(walk.state(id), QuestionState::Answered(_)) {
                let all = every_answer(question);
                let choice = choices.get(place).copied().unwrap_or(0);
                other.give(id, all[choice % all.len()].clone());
            }
        }
        prop_assert_eq!(outcome(&set, &other), outcome(&set, &answers));
    }

    #[test]
    fn the_worst_level_is_the_status((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        let found = |level| outcome.findings_of(&set, level).next().is_some();
        prop_assert_eq!(outcome.status == Status::Emergency, found(Level::Emergency));
        if !found(Level::Emergency) && !found(Level::Exclude) && !found(Level::Clearance) {
            prop_assert_eq!(outcome.status, Status::Suggestion);
        }
        let for_all = outcome.findings.iter().any(|finding| {
            matches!(&set.rules[finding.rule].effect, Effect::Safety(safety)
                if safety.treatments.is_none() && safety.level == Level::Exclude)
        });
        if for_all {
            prop_assert!(outcome.status >= Status::NotSuitable);
        }
    }

    #[test]
    fn the_order_of_rules_does_not_matter((set, answers) in case()) {
        let reversed = with_rules_reversed(&set);
        let (before, after) = (outcome(&set, &answers), outcome(&reversed, &answers));
        prop_assert_eq!(before.status, after.status);
        prop_assert_eq!(&before.standings, &after.standings);
        prop_assert_eq!(&before.suggested, &after.suggested);
        prop_assert_eq!(&before.close, &after.close);
        prop_assert_eq!(before.crisis, after.crisis);
        let names = |set: &QuestionSet, outcome: &Outcome| -> BTreeSet<String> {
            outcome.findings.iter().map(|it| set.rules[it.rule].name.clone()).collect()
        };
        prop_assert_eq!(names(&set, &before), names(&reversed, &after));
    }

    #[test]
    fn an_excluded_treatment_is_never_suggested((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        for finding in &outcome.findings {
            if let Effect::Safety(safety) = &set.rules[finding.rule].effect
                && safety.level == Level::Exclude
            {
                prop_assert!(!outcome.suggested.iter().any(|&id| safety.concerns(id)));
            }
        }
    }

    #[test]
    fn no_treatment_is_named_if_withheld_or_not_suitable_or_worse((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        if outcome.status >= Status::NotSuitable || outcome.withheld {
            prop_assert!(outcome.suggested.is_empty());
            prop_assert!(outcome.standings.is_empty());
            prop_assert!(outcome.sequence.is_none());
            prop_assert!(outcome.findings.iter().all(|it| set.rules[it.rule].level().is_some()));
        }
    }

    #[test]
    fn close_treatments_are_shown_as_a_tie_or_a_sequence((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        let left: Vec<_> = outcome.standings.iter().filter(|it| !it.excluded).collect();
        for best in &left {
            for other in &left {
                let band = set.decision.band(best.treatment, other.treatment);
                let leads = left.iter().all(|it| it.points <= best.points);
                if leads && best.points >= set.decision.minimum
                    && best.points - other.points <= band
                {
                    prop_assert!(outcome.suggested.contains(&other.treatment));
                }
            }
        }
        let in_order = outcome.sequence.is_some_and(|id| {
            let sequence = &set.sequences[id];
            outcome.suggested.iter().all(|it| [sequence.first, sequence.then].contains(it))
        });
        let tied = outcome.close == outcome.suggested;
        prop_assert!(outcome.suggested.len() < 2 || tied || in_order);
    }

    #[test]
    fn every_finding_lists_only_answered_questions((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        let walk = walk(&set, &answers);
        for finding in &outcome.findings {
            for &question in &finding.answers {
                prop_assert!(matches!(walk.state(question), QuestionState::Answered(_)));
            }
        }
    }

    /// A rule condition that is true or false during an interview keeps that value to the end.
    #[test]
    fn a_decided_condition_stays_decided((set, answers) in case()) {
        let mut given = Answers::default();
        let last = walk(&set, &answers);
        while let Some(question) = next_question(&set, &given) {
            let now = walk(&set, &given);
            for rule in set.rules.values() {
                let early = truth(&set, &rule.when, &now);
                if early != Truth::Pending {
                    prop_assert_eq!(early, truth(&set, &rule.when, &last));
                }
            }
            given.give(question, answers.get(question).unwrap().clone());
        }
    }

    #[test]
    fn missing_is_consistent_with_next_question_and_decide(
        (set, answers, choices) in case_with_choices()
    ) {
        let mut partial = answers;
        let questions: Vec<_> = set.questions.ids().collect();
        for choice in choices {
            partial.withdraw(questions[choice % questions.len()]);
        }
        let absent = missing(&set, &partial);
        prop_assert_eq!(absent.first().copied(), next_question(&set, &partial));
        prop_assert_eq!(absent.is_empty(), decide(&set, &partial).is_ok());
        prop_assert!(absent.iter().all(|&question| partial.get(question).is_none()));
    }

    #[test]
    fn a_walk_that_ends_in_an_emergency_has_that_status((set, answers) in case()) {
        let walk = walk(&set, &answers);
        if walk.progress() == Progress::Emergency {
            prop_assert_eq!(outcome(&set, &answers).status, Status::Emergency);
        }
    }

    #[test]
    fn an_outcome_meets_the_expectation_derived_from_it((set, answers) in case()) {
        let outcome = outcome(&set, &answers);
        let expected = Expectation {
            status: Some(outcome.status),
            at_least: Some(outcome.status),
            at_most: Some(outcome.status),
            suggests: Some(outcome.suggested.clone()),
            findings: outcome.findings.iter().map(|it| it.rule).collect(),
            no_findings: set.rules.ids().filter(|&it| !outcome.found(it)).collect(),
            crisis_lines: Some(outcome.crisis.is_some_and(|it| it.lines)),
            close: Some(outcome.close.clone()),
            sequence: outcome.sequence,
            ..Expectation::default()
        };
        prop_assert_eq!(misses(&expected, &outcome), Vec::new());
    }
}

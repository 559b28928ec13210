//! Tests that the nearest changes found in random sets match an enumeration of all answer sets.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use treatfit_core::engine::decide;
use treatfit_core::model::{
    Answer, Answers, Condition, Effect, Id, Level, OptionRole, OptionSet, Outcome, Question,
    QuestionSet, Rule, Status, Treatment,
};
use treatfit_testing::all_answer_sets::{decided, every_answer};
use treatfit_testing::random::{Size, sized};

use crate::diff::visible_outcome::VisibleOutcome;
use crate::encode::BUDGET;
use crate::explain::describe::NewAnswer;
use crate::explain::nearest::{ChangeFinder, ChangedAnswer, NearestChange};

const SIZE: Size = Size {
    questions: 5,
    rules: 10,
};

/// The most answer sets of one set that are enumerated.
const MAX_ANSWER_SETS: usize = 600;
/// The number of answer sets from which changes are searched.
const STARTS: usize = 6;

type Enumerated = Vec<(Answers, Outcome)>;

/// Turns most safety rules of a set into fit rules, so that more questions may change.
fn with_mostly_fit_rules(mut set: QuestionSet) -> QuestionSet {
    let treatments: Vec<Id<Treatment>> = set.treatments.ids().collect();
    for (at, rule) in set.rules.values_mut().enumerate() {
        if at % 4 != 0 && rule.level().is_some() {
            let points = [2, 1, 3, -1][at % 4];
            rule.effect = Effect::Fit(vec![(treatments[at % treatments.len()], points)]);
        }
    }
    set.decision.minimum += 1;
    set.find_readers();
    set
}

/// Returns whether a condition reads a question, found by a plain recursion.
fn reads(set: &QuestionSet, condition: &Condition, wanted: Id<Question>) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().any(|inner| reads(set, inner, wanted))
        }
        Condition::Not(inner) => reads(set, inner, wanted),
        Condition::Is(name) => reads(set, &set.conditions[*name].condition, wanted),
        Condition::Score { score, .. } => {
            let score = &set.scores[*score];
            let mut items = score.items.iter();
            items.any(|item| item.question == wanted)
                || score
                    .when
                    .as_ref()
                    .is_some_and(|when| reads(set, when, wanted))
        }
        Condition::AnyOf { question, .. }
        | Condition::AllOf { question, .. }
        | Condition::Number { question, .. } => *question == wanted,
    }
}

/// Returns whether a condition reads a question where it does not state which answers it looks for.
fn reads_without_stated_answers(
    set: &QuestionSet,
    condition: &Condition,
    wanted: Id<Question>,
) -> bool {
    match condition {
        Condition::Not(_) | Condition::Score { .. } => reads(set, condition, wanted),
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .any(|inner| reads_without_stated_answers(set, inner, wanted)),
        Condition::Is(name) => {
            reads_without_stated_answers(set, &set.conditions[*name].condition, wanted)
        }
        _ => false,
    }
}

/// Returns whether a rule of this kind reads the question.
fn is_read(set: &QuestionSet, question: Id<Question>, kind: impl Fn(&Rule) -> bool) -> bool {
    let mut rules = set.rules.values().filter(|rule| kind(rule));
    rules.any(|rule| reads(set, &rule.when, question))
}

fn is_emergency(rule: &Rule) -> bool {
    rule.level() == Some(Level::Emergency)
}

fn has_crisis_lines(rule: &Rule) -> bool {
    matches!(&rule.effect, Effect::Safety(safety) if safety.crisis_lines)
}

/// Returns whether crisis lines are shown by more than a note, or by a note that reads a question
/// an emergency rule reads.
fn in_a_crisis(set: &QuestionSet, outcome: &Outcome) -> bool {
    let rules = set.rules.iter().filter(|(id, _)| outcome.found(*id));
    let mut rules = rules.filter(|(_, rule)| has_crisis_lines(rule));
    rules.any(|(_, rule)| {
        let mut questions = set.questions.ids();
        rule.level() != Some(Level::Note)
            || questions.any(|id| reads(set, &rule.when, id) && is_read(set, id, is_emergency))
    })
}

fn read_by_safety(set: &QuestionSet, question: Id<Question>) -> bool {
    is_read(set, question, |rule| rule.level().is_some())
}

/// Returns how many answers are given differently, or for the first time.
fn answer_count(set: &QuestionSet, from: &Answers, to: &Answers) -> usize {
    let given = to.iter(set);
    given
        .filter(|(question, answer)| from.get(*question) != Some(answer))
        .count()
}

/// Returns how many answers change, and how many questions are dropped.
fn cost(set: &QuestionSet, from: &Answers, to: &Answers) -> (usize, usize) {
    let dropped = from.iter(set).filter(|(id, _)| to.get(*id).is_none());
    (answer_count(set, from, to), dropped.count())
}

/// Returns whether a change leaves alone what safety rules read. A question that no safety
/// finding's rule reads may be dropped.
fn is_for_coordinators(set: &QuestionSet, from: &Answers, to: &Answers) -> bool {
    let found = decide(set, from).unwrap().findings;
    let behind_a_finding = |id| {
        found.iter().any(|finding| {
            let rule = &set.rules[finding.rule];
            rule.level().is_some() && reads(set, &rule.when, id)
        })
    };
    let mut questions = set.questions.ids();
    questions.all(|id| {
        let same = from.get(id) == to.get(id);
        let dropped = to.get(id).is_none() && !behind_a_finding(id);
        same || dropped || !read_by_safety(set, id)
    })
}

/// Returns whether every safety finding of one outcome is in the other.
fn keeps_findings(set: &QuestionSet, from: &Outcome, to: &Outcome) -> bool {
    let mut found = from.findings.iter();
    found.all(|finding| set.rules[finding.rule].level().is_none() || to.found(finding.rule))
}

/// Returns whether a condition looks for something in the new answer that was not in the old one.
fn looks_for(
    set: &QuestionSet,
    condition: &Condition,
    wanted: Id<Question>,
    from: Option<&Answer>,
    to: &Answer,
) -> bool {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .any(|inner| looks_for(set, inner, wanted, from, to)),
        Condition::Is(name) => looks_for(set, &set.conditions[*name].condition, wanted, from, to),
        Condition::AnyOf { question, options } | Condition::AllOf { question, options } => {
            let Answer::Options(chosen) = to else {
                return false;
            };
            *question == wanted
                && options.positions().map(OptionSet::one).any(|option| {
                    let before =
                        matches!(from, Some(Answer::Options(from)) if from.contains(option));
                    chosen.contains(option) && !before
                })
        }
        Condition::Number { question, range } => {
            *question == wanted
                && matches!(to, Answer::Number(number) if (range.min..=range.max).contains(number))
        }
        Condition::Not(_) | Condition::Score { .. } => false,
    }
}

/// Returns whether a person may be told about a change.
fn is_for_clients(set: &QuestionSet, from: &Answers, to: &Answers) -> bool {
    set.questions.iter().all(|(id, question)| {
        let (from, to) = (from.get(id), to.get(id));
        if from == to {
            return true;
        }
        let delicate = is_read(set, id, has_crisis_lines);
        let mut emergencies = set.rules.values().filter(|rule| is_emergency(rule));
        let unstated = emergencies.any(|rule| reads_without_stated_answers(set, &rule.when, id));
        let grave = is_read(set, id, |rule| {
            matches!(rule.level(), Some(Level::Clearance | Level::Exclude))
        });
        if delicate || unstated || (!grave && from.is_some() && to.is_some()) {
            return false;
        }
        let withheld = question.options_where(OptionRole::withholds);
        let says_nothing = |answer: &Answer| matches!(answer, Answer::Options(chosen) if chosen.intersects(withheld));
        let emergency = |answer: &Answer| {
            let mut rules = set.rules.values();
            rules.any(|rule| {
                is_emergency(rule) && looks_for(set, &rule.when, id, from, answer)
            })
        };
        !to.is_some_and(|to| says_nothing(to) || emergency(to))
    })
}

/// Returns, for every key, the least cost among the answer sets whose outcome has that key.
fn least_costs<K: Ord>(
    set: &QuestionSet,
    enumerated: &Enumerated,
    from: &Answers,
    allowed: impl Fn(&QuestionSet, &Answers, &Answers) -> bool,
    key: impl Fn(&Outcome) -> K,
) -> BTreeMap<K, (usize, usize)> {
    let mut least_costs = BTreeMap::new();
    for (to, outcome) in enumerated {
        if allowed(set, from, to) {
            let many = cost(set, from, to);
            let known = least_costs.entry(key(outcome)).or_insert(many);
            *known = many.min(*known);
        }
    }
    least_costs
}

/// Returns every answer that a new answer allows.
fn choices(question: &Question, new_answer: &NewAnswer) -> Vec<Answer> {
    let one = |at| Answer::Options(OptionSet::one(at));
    match new_answer {
        NewAnswer::Anything => every_answer(question),
        NewAnswer::OneOf(options) => options.positions().map(one).collect(),
        NewAnswer::Ticked(options) => vec![Answer::Options(*options)],
        NewAnswer::Number(from, to) => (*from..=*to).map(Answer::Number).collect(),
        NewAnswer::Skipped => vec![Answer::Skipped],
    }
}

/// Checks that every choice a change leaves open leads to the same outcome and differs from the old
/// answer.
fn check_every_choice(
    set: &QuestionSet,
    from: &Answers,
    change: &NearestChange,
    right: impl Fn(&Answers, &VisibleOutcome) -> bool,
) -> Result<(), TestCaseError> {
    let mut all = vec![change.example.answers.clone()];
    for ChangedAnswer { question, from, to } in &change.changed_answers {
        let Some(new_answer) = to else { continue };
        let choices = choices(&set.questions[*question], new_answer);
        prop_assert!(!choices.is_empty());
        prop_assert!(choices.iter().all(|choice| Some(choice) != from.as_ref()));
        let mut more = Vec::new();
        for answers in &all {
            for choice in &choices {
                let mut answers = answers.clone();
                answers.give(*question, choice.clone());
                more.push(answers);
            }
        }
        all = more;
    }
    for answers in &all {
        let outcome = decide(set, answers).unwrap();
        prop_assert!(right(answers, &VisibleOutcome::of(set, &outcome)));
        prop_assert_eq!(answer_count(set, from, answers), change.answer_count());
    }
    prop_assert!(all.contains(&change.example.answers));
    Ok(())
}

fn outcome_key(shown: &VisibleOutcome) -> String {
    format!("{shown:?}")
}

/// Compares the changes found from one answer set with the enumeration.
fn compare(
    set: &QuestionSet,
    enumerated: &Enumerated,
    from: &Answers,
) -> Result<(), TestCaseError> {
    let changes = ChangeFinder::build(set, BUDGET).unwrap();
    let now = decide(set, from).unwrap();

    let nearest_changes = changes.nearest_changes(from).unwrap();
    let mut found = BTreeMap::new();
    for change in &nearest_changes {
        let mut moved = change.changed_answers.iter();
        prop_assert!(
            moved.all(|changed| changed.to.is_none() || !read_by_safety(set, changed.question))
        );
        prop_assert!(keeps_findings(set, &now, &change.example.outcome));
        prop_assert!(is_for_coordinators(set, from, &change.example.answers));
        check_every_choice(set, from, change, |to, shown| {
            is_for_coordinators(set, from, to) && *shown == change.visible
        })?;
        let least = cost(set, from, &change.example.answers);
        found.insert(outcome_key(&change.visible), least);
    }
    let shown = |outcome: &Outcome| outcome_key(&VisibleOutcome::of(set, outcome));
    let mut expected = least_costs(set, enumerated, from, is_for_coordinators, shown);
    expected.remove(&shown(&now));
    prop_assert_eq!(found, expected);
    if now.status >= Status::NotSuitable || now.withheld {
        let mut shown = nearest_changes.iter().map(|change| &change.visible);
        prop_assert!(shown.all(|shown| shown.suggested.is_empty()));
    }

    let graver_outcomes = changes.graver_outcomes(from).unwrap();
    if now.withheld || in_a_crisis(set, &now) {
        prop_assert!(graver_outcomes.is_empty());
        return Ok(());
    }
    let graver = [Status::NeedsClearance, Status::NotSuitable];
    let mut expected = least_costs(set, enumerated, from, is_for_clients, |outcome| {
        outcome.status
    });
    expected.retain(|status, _| graver.contains(status) && *status > now.status);
    let least = |change: &NearestChange| cost(set, from, &change.example.answers);
    let found: BTreeMap<Status, _> = graver_outcomes
        .iter()
        .map(|it| (it.status, least(&it.smallest_change)))
        .collect();
    prop_assert_eq!(found, expected);
    for it in &graver_outcomes {
        let mut alone = BTreeSet::new();
        for (to, outcome) in enumerated {
            let single = outcome.status == it.status && answer_count(set, from, to) == 1;
            if single && is_for_clients(set, from, to) {
                let mut given = to.iter(set);
                let given = given.find(|(id, answer)| from.get(*id) != Some(*answer));
                alone.insert(given.unwrap().0);
            }
        }
        let mut found = BTreeSet::new();
        for change in &it.single_answer_changes {
            prop_assert_eq!(change.answer_count(), 1);
            let mut given = change.changed_answers.iter();
            let given = given.find(|changed| changed.to.is_some());
            found.insert(given.unwrap().question);
        }
        prop_assert_eq!(found, alone);
        for change in it.single_answer_changes.iter().chain([&it.smallest_change]) {
            // If any answer will do, "I don't know" is one of them.
            let mut new_answer = change.changed_answers.iter();
            let open = new_answer.any(|changed| changed.to == Some(NewAnswer::Anything));
            prop_assert!(is_for_clients(set, from, &change.example.answers));
            check_every_choice(set, from, change, |to, shown| {
                (open || is_for_clients(set, from, to)) && shown.status == it.status
            })?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_nearest_changes_match_the_enumeration(
        bytes in prop::collection::vec(any::<u8>(), 0..160),
        start: usize,
        about_fit: bool,
    ) {
        let set = sized(&bytes, SIZE);
        let set = if about_fit { with_mostly_fit_rules(set) } else { set };
        let enumerated = decided(&set, MAX_ANSWER_SETS);
        prop_assume!(enumerated.is_some());
        let enumerated = enumerated.unwrap();
        for turn in 0..STARTS.min(enumerated.len()) {
            let from = &enumerated[(start % enumerated.len() + turn * 37) % enumerated.len()].0;
            compare(&set, &enumerated, from)?;
        }
    }
}

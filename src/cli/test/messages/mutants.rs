//! Messages about mutants: the small change that makes each one, and those that no scenario kills.

use treatfit_core::model::{ConditionSite, QuestionSet};
use treatfit_core::text::{describe_condition, grouped, percent};
use treatfit_proof::OverBudget;
use treatfit_proof::mutants::{ConditionMutation, Mutation, Tally};

use crate::cli::test::messages::coverage::holder;

/// Replaces the summary while a scenario fails: mutants are then not tried.
pub(crate) const SCENARIOS_FAIL: &str =
    "mutants: not tried, because a scenario that already fails cannot notice a change";

/// Describes a mutation as a clause: "with rule `kettle-burns` removed".
#[must_use]
pub(crate) fn change(set: &QuestionSet, change: &Mutation) -> String {
    let rule = |id: &_| format!("rule `{}`", set.rules[*id].name);
    let score = |id: &_| format!("score `{}`", set.scores[*id].name);
    match change {
        Mutation::RemoveRule(id) => format!("with {} removed", rule(id)),
        Mutation::SetLevel(id, level) => {
            let before = set.rules[*id].level().map_or("fit", |level| level.name());
            format!(
                "with {} at level {} instead of {before}",
                rule(id),
                level.name()
            )
        }
        Mutation::RemoveCrisisLines(id) => format!("with {} not showing crisis lines", rule(id)),
        Mutation::RemoveWithhold(id) => format!("with {} not withholding treatments", rule(id)),
        Mutation::ChangePoints(id, treatment, by) => format!(
            "with one point {} for `{}` in {}",
            if *by > 0 { "more" } else { "less" },
            set.treatments[*treatment].name,
            rule(id)
        ),
        Mutation::ReplaceCondition(place, edit, _) => edited(set, *place, edit),
        Mutation::RemoveSequence(id) => {
            format!("with sequence `{}` removed", set.sequences[*id].name)
        }
        Mutation::RemoveScoreItem(id, question) => {
            let question = &set.questions[*question].name;
            format!("with `{question}` not counted in {}", score(id))
        }
        Mutation::ChangeScorePoints(id, answer, by) => format!(
            "with one point {} for `{answer}` in {}",
            if *by > 0 { "more" } else { "less" },
            score(id)
        ),
        Mutation::ChangeMinimum(by) => with_number("minimum", set.decision.minimum, *by),
        Mutation::ChangeBand(by) => with_number("close", set.decision.close, *by),
        Mutation::ChangePairBand(place, by) => {
            let Some(pair) = set.decision.close_pairs.get(*place) else {
                return String::new();
            };
            let [one, other] = pair.between.map(|id| &set.treatments[id].name);
            let number = with_number("within", pair.within, *by);
            format!("{number} between `{one}` and `{other}`")
        }
    }
}

/// Describes a number of the `decision` section that was changed by `by`.
fn with_number(name: &str, before: i32, by: i32) -> String {
    format!("with `{name}: {}` instead of {before}", before + by)
}

/// Describes a mutation of a condition as a clause.
fn edited(set: &QuestionSet, place: ConditionSite, edit: &ConditionMutation) -> String {
    let whose = holder(set, place);
    match edit {
        ConditionMutation::Always => match place {
            ConditionSite::Rule(_) => format!("with {whose} always firing"),
            ConditionSite::Question(_) | ConditionSite::Score(_) => format!("without the {whose}"),
            ConditionSite::Named(_) | ConditionSite::Sequence(_) => {
                format!("with {whose} always holding")
            }
        },
        ConditionMutation::Remove(part) => {
            format!("with {whose} dropping {}", describe_condition(set, part))
        }
        ConditionMutation::Replace { test, by } => format!(
            "with {whose} using {} instead of {}",
            describe_condition(set, by),
            describe_condition(set, test)
        ),
    }
}

/// Describes a mutant that survives.
#[must_use]
pub(crate) fn survives(set: &QuestionSet, it: &Mutation) -> String {
    format!("{}, no scenario fails.", capital(&change(set, it)))
}

/// Introduces the scenario that would kill the surviving mutants above it.
#[must_use]
pub(crate) const fn kill_scenario(changes: usize) -> &'static str {
    if changes == 1 {
        "This scenario would:"
    } else {
        "This scenario would, for each of these changes:"
    }
}

/// Describes a mutant that no scenario kills and that is not proved equivalent either.
#[must_use]
pub(crate) fn open(set: &QuestionSet, it: &Mutation, over: Option<OverBudget>) -> String {
    let clause = capital(&change(set, it));
    let why = match over {
        Some(over) => format!("not proved: {} nodes", grouped(over.nodes)),
        None => "not proved, and no answer set was found that shows a difference".to_owned(),
    };
    format!("{clause}, no scenario fails. Whether one could is {why}.")
}

/// Returns the clause with a capital first letter.
fn capital(clause: &str) -> String {
    let mut rest = clause.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + rest.as_str()
    })
}

/// Returns the summary line of all mutants.
#[must_use]
pub(crate) fn summary(tally: &Tally) -> String {
    let noticeable = tally.killable();
    format!(
        "mutants: {} tried, {} equivalent (proved), {} noticed, {} not noticed: {}",
        grouped(tally.tried),
        grouped(tally.equivalent),
        grouped(tally.killed),
        grouped(noticeable - tally.killed),
        percent(tally.killed, noticeable)
    )
}

/// Returns the error for a kill rate below `--min-mutants`.
#[must_use]
pub(crate) fn too_little(tally: &Tally, percent_required: u8) -> String {
    format!(
        "the scenarios notice {} of the changes that can be noticed, less than the required \
         {percent_required} %",
        percent(tally.killed, tally.killable())
    )
}

/// Hint for a kill rate below `--min-mutants`.
pub(crate) const TOO_LITTLE_HINT: &str =
    "once you agree with the scenarios above, add them to a file in the folder `scenarios`";

/// Introduces the scenarios: they are generated from the current behaviour of the set, right or
/// wrong.
pub(crate) const READ_FIRST: &str = "The scenarios below expect what the set does now. Read each before you \
     use it: if it is not what you want, the set is wrong.";

/// Counts the equivalent mutants that ask other questions; `None` if there are none.
#[must_use]
pub(crate) fn asks_differently(tally: &Tally) -> Option<String> {
    let many = tally.equivalent_asking_others;
    (many > 0).then(|| {
        format!(
            "{} of the equivalent changes only affect whether questions that may be left out are asked; \
             no scenario can state that",
            grouped(many)
        )
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use treatfit_proof::mutants::mutations;
    use treatfit_testing::sets::small;

    use super::change;

    #[test]
    fn every_mutation_has_a_description() {
        let set = small("tea");
        let clauses: Vec<String> = mutations(&set).iter().map(|it| change(&set, it)).collect();
        assert_snapshot!(clauses.join("\n"));
    }
}

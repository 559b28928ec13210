//! What is said of small changes to a set, and of those that no scenario notices.

use treatfit_core::model::{ConditionSite, QuestionSet};
use treatfit_core::text::{describe_condition, grouped, percent};
use treatfit_proof::OverBudget;
use treatfit_proof::mutants::{ConditionMutation, Mutation, Tally};

use crate::cli::test::messages::coverage::holder;

/// Said instead of trying any change while a scenario fails.
pub(crate) const SCENARIOS_FAIL: &str =
    "mutants: not tried, because a scenario that fails already can notice nothing";

/// A change as a clause: "with rule `kettle-burns` left out".
#[must_use]
pub(crate) fn change(set: &QuestionSet, change: &Mutation) -> String {
    let rule = |id: &_| format!("rule `{}`", set.rules[*id].name);
    let score = |id: &_| format!("score `{}`", set.scores[*id].name);
    match change {
        Mutation::RemoveRule(id) => format!("with {} left out", rule(id)),
        Mutation::SetLevel(id, level) => {
            let before = set.rules[*id].level().map_or("fit", |level| level.name());
            format!(
                "with {} at level {} instead of {before}",
                rule(id),
                level.name()
            )
        }
        Mutation::RemoveCrisisLines(id) => format!("with {} showing no crisis lines", rule(id)),
        Mutation::RemoveWithhold(id) => format!("with {} withholding nothing", rule(id)),
        Mutation::ChangePoints(id, treatment, by) => format!(
            "with one point {} for `{}` in {}",
            if *by > 0 { "more" } else { "less" },
            set.treatments[*treatment].name,
            rule(id)
        ),
        Mutation::ReplaceCondition(place, edit, _) => edited(set, *place, edit),
        Mutation::RemoveSequence(id) => {
            format!("with sequence `{}` left out", set.sequences[*id].name)
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

fn with_number(name: &str, before: i32, by: i32) -> String {
    format!("with `{name}: {}` instead of {before}", before + by)
}

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
            "with {whose} reading {} where it says {}",
            describe_condition(set, by),
            describe_condition(set, test)
        ),
    }
}

/// What is said of a change that no scenario notices.
#[must_use]
pub(crate) fn survives(set: &QuestionSet, it: &Mutation) -> String {
    format!("{}, no scenario notices.", capital(&change(set, it)))
}

/// Said after one such change or several, before the scenario that would notice them.
#[must_use]
pub(crate) const fn would(changes: usize) -> &'static str {
    if changes == 1 {
        "This one would:"
    } else {
        "This one would notice each:"
    }
}

/// What is said of a change of which it is not known whether a scenario could notice it.
#[must_use]
pub(crate) fn open(set: &QuestionSet, it: &Mutation, over: Option<OverBudget>) -> String {
    let clause = capital(&change(set, it));
    let why = match over {
        Some(over) => format!("not proved: {} nodes", grouped(over.nodes)),
        None => "not proved, and no answer set was found that shows a difference".to_owned(),
    };
    format!("{clause}, no scenario notices. Whether one could is {why}.")
}

fn capital(clause: &str) -> String {
    let mut rest = clause.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + rest.as_str()
    })
}

/// The line that sums it up.
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

/// Said where that is less than asked for.
#[must_use]
pub(crate) fn too_little(tally: &Tally, percent_asked: u8) -> String {
    format!(
        "the scenarios notice {} of the changes that can be noticed, less than the {percent_asked} % \
         asked for",
        percent(tally.killed, tally.killable())
    )
}

/// What to do about it.
pub(crate) const TOO_LITTLE_HINT: &str =
    "put the scenarios above into a file of the folder `scenarios`, once you agree with them";

/// Said before scenarios that are made from what the set does now.
pub(crate) const READ_FIRST: &str = "The scenarios below expect what the set does now. Read each before you \
     use it: if it is not what you want, the set is wrong.";

/// Said of equivalent changes that ask otherwise; nothing where there is none.
#[must_use]
pub(crate) fn ask_otherwise(tally: &Tally) -> Option<String> {
    let many = tally.equivalent_asking_others;
    (many > 0).then(|| {
        format!(
            "{} of the equivalent ones change only which questions are asked that may be left out; \
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
    fn every_kind_of_change_is_made() {
        let set = small("tea");
        let said: Vec<String> = mutations(&set).iter().map(|it| change(&set, it)).collect();
        assert_snapshot!(said.join("\n"));
    }
}

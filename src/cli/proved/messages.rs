//! What is said of a question set that is to be proved before it is used.

use std::path::Path;

use treatfit_core::model::QuestionSet;
use treatfit_core::text::{Count, grouped, listed};
use treatfit_proof::OverBudget;
use treatfit_proof::check::Check;

use crate::shell::quoted;

/// How many broken guarantees are named; `check` shows all.
const NAMED: usize = 8;

/// On a terminal, while the proof takes long.
pub(super) const PROVING: &str = "Proving the guarantees of the question set before it is used…\n";

/// Before a set is used without proof.
pub(super) const UNPROVED: &str = "this question set is used without proof (`--unproved`): what keeps its \
                            results safe may be missing";

/// Before a set is used that states nothing itself.
pub(super) const BUILT_IN_ONLY: &str = "this question set has no guarantees of its own: only what holds for \
                                 every set was proved, not what its rules are for";

/// What to do to use a set all the same.
pub(super) const UNPROVED_HINT: &str =
    "`--unproved` uses the set nevertheless, and says so with every result";

/// What to do where the budget ran out.
pub(super) const OVER_BUDGET_HINT: &str = "a larger `--budget` takes more time and memory";

/// A set that is refused because guarantees are broken, and which.
#[must_use]
pub(super) fn broken(set: &QuestionSet, check: &Check) -> String {
    let built_in = check.built_in.iter().filter(|verdict| !verdict.holds());
    let built_in = built_in.map(|verdict| format!("`{}` (built in)", verdict.guarantee.name()));
    let own = check.guarantees.iter();
    let own = own.filter(|verdict| !verdict.ruling.holds());
    let own = own.map(|verdict| format!("`{}`", set.guarantees[verdict.guarantee].name));
    let mut names: Vec<String> = built_in.chain(own).collect();
    let broken = names.len();
    if broken > NAMED {
        names.truncate(NAMED);
        names.push(format!("{} more", broken - NAMED));
    }
    let all = Count(check.built_in.len() + check.guarantees.len(), "guarantee");
    let verb = if broken == 1 { "does" } else { "do" };
    format!(
        "the question set `{}` is not used: {broken} of {all} {verb} not hold: {}",
        set.name,
        listed(&names, "and")
    )
}

/// A set that is refused because the proof outgrew its budget.
#[must_use]
pub(super) fn over_budget(set: &QuestionSet, over: OverBudget) -> String {
    format!(
        "the question set `{}` is not used: its guarantees are not proved, as that takes more than \
         {} nodes",
        set.name,
        grouped(over.nodes)
    )
}

/// Where everything that is broken is shown.
#[must_use]
pub(super) fn check_hint(folder: Option<&Path>) -> String {
    let command = match folder.map(quoted) {
        None => "treatfit check".to_owned(),
        Some(Some(folder)) => format!("treatfit check {folder}"),
        Some(None) => "treatfit check FOLDER".to_owned(),
    };
    format!("`{command}` shows each of them with answers that break it")
}

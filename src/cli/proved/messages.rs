//! Messages about question sets that are proved before they are used.

use std::path::Path;

use treatfit_core::model::QuestionSet;
use treatfit_core::text::{Count, grouped, listed};
use treatfit_proof::OverBudget;
use treatfit_proof::check::Check;

use crate::shell::quoted;

/// The most broken guarantees that are named; `check` shows all.
const NAMED: usize = 8;

/// Shown on a terminal while a long proof runs.
pub(super) const PROVING: &str = "Proving the guarantees of the question set before it is used…\n";

/// Warning before a set is used without proof.
pub(super) const UNPROVED: &str = "this question set is used without proof (`--unproved`): what keeps its \
                            results safe may be missing";

/// Warning before a set without guarantees of its own is used.
pub(super) const BUILT_IN_ONLY: &str = "this question set has no guarantees of its own: only the built-in \
                                 guarantees were proved, and none about the purpose of its rules";

/// Hint on how to use a set that was refused.
pub(super) const UNPROVED_HINT: &str =
    "`--unproved` uses the set anyway, and says so with every result";

/// Hint for a proof that exceeded the node budget.
pub(super) const OVER_BUDGET_HINT: &str = "a larger `--budget` takes more time and memory";

/// Returns the error for a set that is refused because of broken guarantees, and names them.
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

/// Returns the error for a set that is refused because its proof exceeded the node budget.
#[must_use]
pub(super) fn over_budget(set: &QuestionSet, over: OverBudget) -> String {
    format!(
        "the question set `{}` is not used: its guarantees are not proved, because that takes \
         more than {} nodes",
        set.name,
        grouped(over.nodes)
    )
}

/// Returns the hint with the `check` command that shows every broken guarantee.
#[must_use]
pub(super) fn check_hint(folder: Option<&Path>) -> String {
    let command = match folder.map(quoted) {
        None => "treatfit check".to_owned(),
        Some(Some(folder)) => format!("treatfit check {folder}"),
        Some(None) => "treatfit check FOLDER".to_owned(),
    };
    format!("`{command}` shows each of them with answers that break it")
}

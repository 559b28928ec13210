//! `--explain`: explains what would change a result. The diagrams are built once for any number of
//! answer sets.

use clap::Args;
use treatfit_core::model::{Answers, Audience, Outcome, QuestionSet};
use treatfit_proof::OverBudget;
use treatfit_proof::explain::{ChangeFinder, Explanation};

/// The option `--explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// Say what would change the result; for a client, what to tell the clinic
    #[arg(long)]
    pub(super) explain: bool,
}

impl ExplainOptions {
    /// Builds the diagrams with at most `budget` nodes; `None` without `--explain`.
    pub(super) fn prepare<'a>(
        &self,
        set: &'a QuestionSet,
        audience: Audience,
        budget: usize,
    ) -> Option<Explainer<'a>> {
        self.explain.then(|| Explainer {
            set,
            changes: ChangeFinder::build(set, budget),
            audience,
        })
    }
}

/// Explains results of one set. If the diagrams exceed the budget, each explanation says "not
/// proved" in place of the changes.
pub(super) struct Explainer<'a> {
    set: &'a QuestionSet,
    changes: Result<ChangeFinder<'a>, OverBudget>,
    audience: Audience,
}

impl Explainer<'_> {
    /// Explains what would change the result of these answers.
    pub(super) fn explain(&self, answers: &Answers, outcome: &Outcome) -> Explanation {
        let changes = self.changes.as_ref().map_err(|over| *over);
        Explanation::of(self.set, changes, (answers, outcome), self.audience)
    }
}

//! `--explain`: what would change a result, worked out once for any number of answer sets.

use clap::Args;
use treatfit_core::model::{Answers, Audience, Outcome, QuestionSet};
use treatfit_proof::OverBudget;
use treatfit_proof::explain::{ChangeFinder, Explanation};

/// Whether to explain.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// Say what would change the result; to a client, what to tell the clinic
    #[arg(long)]
    pub(super) explain: bool,
}

impl ExplainOptions {
    /// Prepares to explain results with so many nodes, if that was asked for.
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

/// Explains results of one set.
pub(super) struct Explainer<'a> {
    set: &'a QuestionSet,
    changes: Result<ChangeFinder<'a>, OverBudget>,
    audience: Audience,
}

impl Explainer<'_> {
    /// What would change the result of these answers.
    pub(super) fn explain(&self, answers: &Answers, outcome: &Outcome) -> Explanation {
        let changes = self.changes.as_ref().map_err(|over| *over);
        Explanation::of(self.set, changes, (answers, outcome), self.audience)
    }
}

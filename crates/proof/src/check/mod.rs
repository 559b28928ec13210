//! Everything that is proved of a set, as data.

pub(crate) mod builtin;
pub(crate) mod counts;
pub(crate) mod guarantees;
pub(crate) mod remarks;
pub(crate) mod route_independence;

pub use builtin::{About, Breach, BuiltIn, BuiltInVerdict};
pub use counts::{Counts, PromptCounts, RuleCount, Suggestion};
pub use guarantees::{Counterexample, Example, Ruling, Verdict};
pub use remarks::Remark;
use treatfit_core::model::QuestionSet;

use crate::encode::Proof;
use crate::kernel::diagram::WithinBudget;
use crate::threads;

/// What is proved of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How many answer sets there are, and what comes out of them.
    pub counts: Counts,
    /// What became of the built-in guarantees.
    pub built_in: Vec<BuiltInVerdict>,
    /// What became of the set's own guarantees.
    pub guarantees: Vec<Verdict>,
    /// What never comes into play.
    pub remarks: Vec<Remark>,
    /// How many nodes it took.
    pub nodes: usize,
}

impl Check {
    /// Proves everything about a set: its own guarantees and all the rest with `budget` nodes each.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget): then nothing is claimed.
    pub fn of(set: &QuestionSet, budget: usize) -> WithinBudget<Self> {
        let mut proof = Proof::build(set, budget)?;
        let built = proof.store.len();
        let mut other = proof.clone();
        // The set's own guarantees take about as long as all the rest, and neither needs the other.
        let ((guarantees, nodes), rest) = threads::join(
            || (other.guarantees(), other.store.len()),
            || {
                let counts = proof.counts()?;
                let built_in = proof.built_in()?;
                let remarks = proof.remarks(&counts)?;
                Ok((counts, built_in, remarks))
            },
        );
        let (counts, built_in, remarks) = rest?;
        Ok(Self {
            counts,
            built_in,
            guarantees: guarantees?,
            remarks,
            nodes: proof.store.len() + nodes - built,
        })
    }

    /// Whether every guarantee holds, built in or the set's own.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.proved() == self.built_in.len() + self.guarantees.len()
    }

    /// How many guarantees hold, built in or the set's own.
    #[must_use]
    pub fn proved(&self) -> usize {
        let built_in = self.built_in.iter().map(BuiltInVerdict::holds);
        let rulings = self.guarantees.iter().map(|verdict| &verdict.ruling);
        let own = rulings.map(Ruling::holds);
        built_in.chain(own).filter(|&holds| holds).count()
    }
}

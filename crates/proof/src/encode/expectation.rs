//! Where an outcome is what a guarantee expects.

use treatfit_core::model::{Expectation, Id, Status, Treatment};

use crate::encode::Proof;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

impl Proof<'_> {
    /// Where the outcome meets an expectation, as [`treatfit_core::engine::misses`] finds nothing missed.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn meets(&mut self, expected: &Expectation) -> WithinBudget<Diagram> {
        let mut parts = vec![self.status_between(expected)?];
        if let Some(wanted) = &expected.suggests {
            parts.push(self.exactly(wanted)?);
        }
        if let Some(some) = &expected.suggests_some {
            parts.push(self.any_suggested(some)?);
        }
        let never = self.any_suggested(&expected.never_suggests)?;
        parts.push(self.store.not(never)?);
        for &rule in &expected.findings {
            parts.push(self.outcomes.found(&mut self.store, self.set, rule)?);
        }
        for &rule in &expected.no_findings {
            let found = self.outcomes.found(&mut self.store, self.set, rule)?;
            parts.push(self.store.not(found)?);
        }
        if let Some(wanted) = expected.crisis_lines {
            let shown = self.outcomes.crisis_lines;
            parts.push(self.store.apply(Op::Equals, shown, wanted.into())?);
        }
        if let Some(wanted) = &expected.close {
            let tie = self.tie()?;
            parts.push(if wanted.is_empty() {
                self.store.not(tie)?
            } else {
                let these = self.exactly(wanted)?;
                self.store.and(tie, these)?
            });
        }
        if let Some(sequence) = expected.sequence {
            let shown = self.outcomes.sequence.get(sequence.index()).copied();
            parts.push(shown.unwrap_or(Diagram::NO));
        }
        crate::encode::walk::conjunction(&mut self.store, &parts)
    }

    fn status_between(&mut self, expected: &Expectation) -> WithinBudget<Diagram> {
        let fits = |status: &Status| {
            expected.status.is_none_or(|wanted| wanted == *status)
                && expected.at_least.is_none_or(|least| *status >= least)
                && expected.at_most.is_none_or(|most| *status <= most)
        };
        let allowed: Vec<Status> = Status::ALL.into_iter().filter(fits).collect();
        if allowed.len() == Status::ALL.len() {
            return Ok(Diagram::YES);
        }
        let allowed = allowed
            .into_iter()
            .map(|status| self.outcomes.status(status));
        self.store.any(allowed)
    }

    fn suggested(&self, treatment: Id<Treatment>) -> Diagram {
        let suggested = self.outcomes.suggested.get(treatment.index());
        suggested.copied().unwrap_or(Diagram::NO)
    }

    fn any_suggested(&mut self, treatments: &[Id<Treatment>]) -> WithinBudget<Diagram> {
        let these: Vec<Diagram> = treatments.iter().map(|&id| self.suggested(id)).collect();
        self.store.any(these)
    }

    /// Exactly these are suggested.
    fn exactly(&mut self, wanted: &[Id<Treatment>]) -> WithinBudget<Diagram> {
        let mut exactly = Diagram::YES;
        for treatment in self.set.treatments.ids() {
            let is = self.suggested(treatment);
            let wanted = wanted.contains(&treatment).into();
            let agrees = self.store.apply(Op::Equals, is, wanted)?;
            exactly = self.store.and(exactly, agrees)?;
        }
        Ok(exactly)
    }

    /// Several treatments are shown as equally good: a sequence puts two of them in an order, and
    /// what it leaves over counts as one.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn tie(&mut self) -> WithinBudget<Diagram> {
        let ordered = self.store.any(self.outcomes.sequence.clone())?;
        let mut tied = self.store.apply(Op::Gate, ordered, Diagram::terminal(-1))?;
        for suggested in self.outcomes.suggested.clone() {
            tied = self.store.apply(Op::Add, tied, suggested)?;
        }
        self.store.apply(Op::AtLeast, tied, Diagram::terminal(2))
    }
}

//! Encodes the expectation of a guarantee.

use treatfit_core::model::{Expectation, Id, Status, Treatment};

use crate::encode::Proof;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

impl Proof<'_> {
    /// Returns the assignments whose outcome meets an expectation, that is for which
    /// [`treatfit_core::engine::misses`] returns nothing.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn meets(&mut self, expected: &Expectation) -> WithinBudget<Diagram> {
        let mut parts = vec![self.status_between(expected)?];
        if let Some(wanted) = &expected.suggests {
            parts.push(self.suggests_exactly(wanted)?);
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
                let these = self.suggests_exactly(wanted)?;
                self.store.and(tie, these)?
            });
        }
        if let Some(sequence) = expected.sequence {
            let shown = self.outcomes.sequence.get(sequence.index()).copied();
            parts.push(shown.unwrap_or(Diagram::NO));
        }
        crate::encode::walk::conjunction(&mut self.store, &parts)
    }

    /// Returns the assignments whose status is the expected one and within the expected bounds.
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

    /// Returns the assignments in which a treatment is suggested.
    fn suggested(&self, treatment: Id<Treatment>) -> Diagram {
        let suggested = self.outcomes.suggested.get(treatment.index());
        suggested.copied().unwrap_or(Diagram::NO)
    }

    /// Returns the assignments in which at least one of these treatments is suggested.
    fn any_suggested(&mut self, treatments: &[Id<Treatment>]) -> WithinBudget<Diagram> {
        let these: Vec<Diagram> = treatments.iter().map(|&id| self.suggested(id)).collect();
        self.store.any(these)
    }

    /// Returns the assignments in which these treatments and no others are suggested.
    fn suggests_exactly(&mut self, wanted: &[Id<Treatment>]) -> WithinBudget<Diagram> {
        let mut exactly = Diagram::YES;
        for treatment in self.set.treatments.ids() {
            let is = self.suggested(treatment);
            let wanted = wanted.contains(&treatment).into();
            let agrees = self.store.apply(Op::Equals, is, wanted)?;
            exactly = self.store.and(exactly, agrees)?;
        }
        Ok(exactly)
    }

    /// Returns the assignments in which several treatments are shown as equally good.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn tie(&mut self) -> WithinBudget<Diagram> {
        self.outcomes.tie(&mut self.store)
    }
}

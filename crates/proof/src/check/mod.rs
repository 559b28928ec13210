//! Checks a question set: counts, guarantees and remarks, as data.

pub(crate) mod builtin;
pub(crate) mod counts;
pub(crate) mod guarantees;
pub(crate) mod remarks;
pub(crate) mod route_independence;

pub use builtin::{About, Breach, BuiltIn, BuiltInVerdict};
pub use counts::{Counts, PromptCounts, RuleCount, Suggestion};
pub use guarantees::{Counterexample, Ruling, Verdict};
pub use remarks::Remark;
use treatfit_core::model::QuestionSet;

use crate::encode::Proof;
pub use crate::encode::witness::Example;
use crate::kernel::diagram::WithinBudget;
use crate::threads;

/// Result of checking a question set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Exact counts of answer sets.
    pub counts: Counts,
    /// Results of the built-in guarantees.
    pub built_in: Vec<BuiltInVerdict>,
    /// Results of the set's own guarantees.
    pub guarantees: Vec<Verdict>,
    /// Things the author may not have intended, such as rules without effect.
    pub remarks: Vec<Remark>,
    /// Number of nodes created by the encoding and all proofs.
    pub nodes: usize,
}

impl Check {
    /// Counts the answer sets of a question set, proves all guarantees and collects remarks.
    ///
    /// The set is encoded once. Its own guarantees are then proved in a copy of the diagrams, so
    /// that they can run on a second thread; each of the two stores may take `budget` nodes.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if one of the stores needs more than `budget` nodes. Nothing
    /// is then proved or refuted.
    ///
    /// # Examples
    ///
    /// A set with two safety rules, a fit rule for each treatment and one guarantee:
    ///
    /// ```
    /// use treatfit_core::load::{Files, load};
    /// use treatfit_proof::BUDGET;
    /// use treatfit_proof::check::{Check, Ruling};
    ///
    /// # let head = "\
    /// # format: 1
    /// # id: walk
    /// # version: 0.1.0
    /// # title: Which walk?
    /// # reviewed: {by: nobody yet, on: 2026-11-25}
    /// # treatments:
    /// #   - {id: hill, name: The hill, summary: Up., evidence: It is there.}
    /// #   - {id: park, name: The park, summary: Flat., evidence: It is there.}
    /// # decision: {minimum: 1, close: 0}
    /// # notices: {consult: Ask somebody.}
    /// # sections: [walk]
    /// # ";
    /// // `set.yaml` names the treatments `hill` and `park`.
    /// let walk = "\
    /// section: {title: A walk, why: Nobody should slip.}
    /// sources: [{id: W1, title: A map, seen: read}]
    /// questions:
    ///   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
    ///   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old, new: New}}
    /// rules:
    ///   - id: icy
    ///     level: exclude
    ///     treatments: [hill]
    ///     when: {ice: yes}
    ///     because: Ice on a slope.
    ///     do: Stay down.
    ///     sources: [W1]
    ///   - id: ice-not-known
    ///     level: clearance
    ///     when: {ice: unknown}
    ///     because: There may be ice.
    ///     do: Have a look.
    ///     clear_with: a guide
    ///     sources: [W1]
    ///   - {id: grip, points: {hill: 1}, when: {shoes: old}, because: They grip., sources: [W1]}
    ///   - {id: clean, points: {park: 1}, when: {shoes: new}, because: Paths are dry., sources: [W1]}
    /// guarantees:
    ///   - {id: no-hill-on-ice, when: {ice: yes}, then: {never_suggests: [hill]}}
    /// ";
    /// # let files = |walk: &str| {
    /// #     let texts = [("set.yaml", head), ("walk.yaml", walk)];
    /// #     Files::from_texts(texts.map(|(name, text)| (name.to_owned(), text.to_owned())))
    /// # };
    /// let set = load(&files(walk)).unwrap().set;
    /// let check = Check::of(&set, BUDGET).unwrap();
    /// assert!(check.holds());
    ///
    /// // Excluding the other treatment breaks the guarantee.
    /// let set = load(&files(&walk.replace("treatments: [hill]", "treatments: [park]"))).unwrap().set;
    /// let check = Check::of(&set, BUDGET).unwrap();
    /// assert!(!check.holds());
    /// assert!(matches!(check.guarantees[0].ruling, Ruling::Broken(..)));
    ///
    /// // Without enough nodes nothing is claimed.
    /// assert!(Check::of(&set, 5).is_err());
    /// ```
    pub fn of(set: &QuestionSet, budget: usize) -> WithinBudget<Self> {
        let mut proof = Proof::build(set, budget)?;
        let built = proof.store.len();
        let mut other = proof.clone();
        // The set's own guarantees take about as long as everything else, and the two are
        // independent.
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

    /// Returns whether every guarantee holds, the built-in ones and the set's own.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.proved() == self.built_in.len() + self.guarantees.len()
    }

    /// Returns how many guarantees hold, of the built-in ones and the set's own.
    #[must_use]
    pub fn proved(&self) -> usize {
        let built_in = self.built_in.iter().map(BuiltInVerdict::holds);
        let rulings = self.guarantees.iter().map(|verdict| &verdict.ruling);
        let own = rulings.map(Ruling::holds);
        built_in.chain(own).filter(|&holds| holds).count()
    }
}

//! Compares two versions of a question set over all answer sets at once.
//!
//! The unit of comparison is a *pair*: an answer set of the old version and one of the new version
//! that one person could have given. `joint_space` defines which pairs there are. Counts are of
//! pairs, not of people.
//!
//! [`diff()`] works in these steps:
//!
//! 1. [`Matching`] decides which question, rule and treatment of the old version is which of the
//!    new one.
//! 2. `joint_space` compiles both versions into decision diagrams over one set of variables;
//!    `adapt` rewrites the conditions of each version for it.
//! 3. `regressions` encodes for which pairs a safety finding or the privacy of an answer is lost.
//! 4. `matrix` counts the pairs for every combination of old and new visible outcome, and finds
//!    an example for each.
//! 5. `items`, `answer_texts` and `static_texts` list the questions, rules, treatments,
//!    scores and texts that differ.
//!
//! Each example is replayed by the engine. If the engine disagrees with the diagrams on one of
//! them, nothing is claimed ([`NotProved::Disagreement`]).

pub(crate) mod adapt;
pub(crate) mod answer_texts;
pub(crate) mod caution;
pub(crate) mod condition_key;
pub(crate) mod items;
pub(crate) mod joint_questions;
pub(crate) mod joint_space;
pub(crate) mod matrix;
pub(crate) mod pairs;
pub(crate) mod regressions;
pub(crate) mod static_texts;
pub(crate) mod visible_outcome;

pub use answer_texts::{AnswerTexts, MovedText, RewordedText, TextMeaning};
pub use caution::{Direction, Reason};
pub use items::{QuestionChange, RuleChange, TreatmentChange};
pub use joint_questions::Incomparable;
use num_bigint::BigUint;
pub use static_texts::{RegionChange, StaticTexts, TextChange, TextFate};
use treatfit_core::engine::decide;
use treatfit_core::model::{Id, Question, QuestionSet, Rule, Treatment};
pub use visible_outcome::VisibleOutcome;

use crate::diff::items::{changed_scores, changed_treatments};
use crate::diff::joint_space::{JointSpace, Side};
use crate::diff::pairs::Pairs;
use crate::encode::witness::Example;
use crate::kernel::counter::{Counter, WeightedEdges};
use crate::kernel::diagram::{Diagram, OverBudget, WithinBudget};

/// The difference between two versions of a question set.
#[derive(Debug, Clone)]
pub struct Difference {
    /// How many pairs of answer sets there are.
    pub pairs: BigUint,
    /// The cells of the matrix in which the visible outcome changes or something is lost. Less
    /// cautious cells come first, the worst of them on top, then more cautious ones, then those
    /// that are neither.
    pub changed: Vec<Cell>,
    /// The visible outcomes that are the same in both versions, without a lost safety finding or
    /// lost privacy, each with its number of pairs. The most frequent comes first. Ids are of the
    /// new version.
    pub unchanged: Vec<(VisibleOutcome, BigUint)>,
    /// Whether no pair loses a safety finding, not even one whose questions the new interview does
    /// not reach because an emergency ended it earlier.
    pub keeps_findings: bool,
    /// Which item of the old version is which of the new one.
    pub matching: Matching,
    /// The questions that differ.
    pub questions: Vec<QuestionChange>,
    /// The rules that differ.
    pub rules: Vec<RuleChange>,
    /// Ids of scores that changed (items, points, bands or condition), that read a question which
    /// is asked differently, or that exist in one version only.
    pub scores: Vec<String>,
    /// The treatments that differ.
    pub treatments: Vec<TreatmentChange>,
    /// Differences in the texts by which a person chooses an answer.
    pub answer_texts: AnswerTexts,
    /// Differences in what a result prints besides the outcome: whom to call, notices, questions
    /// for the provider.
    pub static_texts: StaticTexts,
}

/// The correspondence between the items of two versions.
#[derive(Debug, Clone)]
pub struct Matching {
    /// Matched by id, else by the same wording and kind of answer.
    pub questions: Pairs<Question>,
    /// Matched by id, else by the same title.
    pub treatments: Pairs<Treatment>,
    /// Matched by id, else by the same reason and level.
    pub rules: Pairs<Rule>,
}

impl Matching {
    /// Matches the questions, treatments and rules of two versions.
    pub(crate) fn of(old: &QuestionSet, new: &QuestionSet) -> Self {
        Self {
            questions: Pairs::of(&old.questions, &new.questions, |old, new| {
                old.ask.own == new.ask.own && old.kind == new.kind
            }),
            treatments: Pairs::of(&old.treatments, &new.treatments, |old, new| {
                old.title == new.title
            }),
            rules: Pairs::of(&old.rules, &new.rules, |old, new| {
                old.because.own == new.because.own && old.level() == new.level()
            }),
        }
    }
}

/// A cell of the matrix: the pairs with one visible outcome in the old version, another in the new
/// one, and the same reasons.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The visible outcome in the old version.
    pub from: VisibleOutcome,
    /// The visible outcome in the new version. It equals `from` where only a finding or privacy is
    /// lost.
    pub to: VisibleOutcome,
    /// Why the new outcome is less or more cautious, the worst reason first. Empty if it is
    /// neither.
    pub reasons: Vec<Reason>,
    /// How many pairs of answer sets the cell contains.
    pub pair_count: BigUint,
    /// The safety findings of `old_example` that are missing or milder in `new_example`, as rules
    /// of the old version.
    pub lost_findings: Vec<Id<Rule>>,
    /// An answer set of the old version that is in the cell, with its outcome.
    pub old_example: Example,
    /// The answer set of the new version that forms a pair with `old_example`, with its outcome.
    pub new_example: Example,
}

impl Cell {
    /// Returns the direction of the change. One reason to be less cautious outweighs all others.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let directions = self.reasons.iter().map(|reason| reason.direction());
        directions.min().unwrap_or(Direction::Other)
    }
}

impl Difference {
    /// Returns whether no pair changes its visible outcome or loses a safety finding or privacy.
    /// Findings that are missing only because an emergency ended the new interview earlier are not
    /// counted; see [`Difference::keeps_findings`].
    #[must_use]
    pub fn same_results(&self) -> bool {
        self.changed.is_empty()
    }

    /// Returns whether no pair changes its outcome, compared by ids: neither the visible part nor a
    /// finding, a point, a score or whom to call.
    #[must_use]
    pub fn same_outcomes(&self) -> bool {
        let treatments = &self.matching.treatments;
        self.same_results()
            && self.keeps_findings
            && !self.rules.iter().any(RuleChange::matters)
            && self.scores.is_empty()
            && treatments.added.is_empty()
            && treatments.removed.is_empty()
            && !matches!(
                self.static_texts.privacy,
                Some(TextFate::Removed | TextFate::Added)
            )
            && self.static_texts.changed_contacts().next().is_none()
    }

    /// Returns whether the questions that both versions ask were reordered.
    #[must_use]
    pub fn reordered(&self) -> bool {
        let both = &self.matching.questions.both;
        !both.is_sorted_by_key(|(was, _)| was)
    }

    /// Returns whether no pair changes its outcome, compared by ids, and the same questions are
    /// asked in the same order.
    #[must_use]
    pub fn same_by_id(&self) -> bool {
        self.same_outcomes()
            && !self.reordered()
            && !self.questions.iter().any(QuestionChange::matters)
    }

    /// Returns whether [`same_by_id`](Self::same_by_id) holds and the texts by which a person
    /// chooses an answer are unchanged too.
    #[must_use]
    pub fn wording_only(&self) -> bool {
        self.same_by_id() && self.answer_texts.unchanged()
    }

    /// Returns whether questions, rules, treatments or static texts differ. If
    /// [`wording_only`](Self::wording_only) also holds, the difference is in texts whose meaning is
    /// not compared.
    #[must_use]
    pub fn unjudged_texts_differ(&self) -> bool {
        !self.questions.is_empty()
            || !self.rules.is_empty()
            || !self.treatments.is_empty()
            || !self.static_texts.unchanged()
    }

    /// Iterates over the changed cells of one direction, in their order.
    pub fn cells(&self, direction: Direction) -> impl Iterator<Item = &Cell> {
        let cells = self.changed.iter();
        cells.filter(move |cell| cell.direction() == direction)
    }

    /// Returns for how many pairs of answer sets the result changes in this direction.
    #[must_use]
    pub fn pair_count(&self, direction: Direction) -> BigUint {
        self.cells(direction).map(|cell| &cell.pair_count).sum()
    }

    /// Returns whether the new version is less cautious: a pair has a less cautious result, a text
    /// by which a person answers now stands for something else, or a contact for help is lost.
    #[must_use]
    pub fn less_cautious(&self) -> bool {
        self.cells(Direction::LessCautious).next().is_some()
            || !self.answer_texts.moved.is_empty()
            || self.static_texts.help_lost()
    }
}

/// The reason why a proof claims nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotProved {
    /// The diagrams outgrew the budget.
    OverBudget(OverBudget),
    /// The engine's outcome for an example differs from what the diagrams say: a bug in this
    /// program.
    Disagreement,
}

impl From<OverBudget> for NotProved {
    fn from(over: OverBudget) -> Self {
        Self::OverBudget(over)
    }
}

/// Compares two versions of a question set over all answer sets. `budget` is the number of diagram
/// nodes that may be built.
///
/// # Errors
/// - [`NotProved::OverBudget`] if the diagrams need more than `budget` nodes, or if there are too
///   many treatments, sequences or outcomes for the numbers that encode them.
/// - [`NotProved::Disagreement`] if the engine's outcome for an example differs from the diagrams.
///
/// # Examples
/// Raising the limit of an excluding rule is less cautious:
///
/// ```
/// use treatfit_core::load::{Files, load};
/// use treatfit_proof::BUDGET;
/// use treatfit_proof::diff::{Reason, diff};
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
/// # let section = "\
/// # section: {title: A walk, why: Nobody should slip.}
/// # sources: [{id: W1, title: A map, seen: read}]
/// # questions:
/// #   - {id: snow, ask: How deep is the snow?, type: number, unit: cm, min: 0, max: 100, unknown: Not sure}
/// # rules:
/// #   - {id: unknown-snow, level: clearance, when: {snow: unknown}, because: Look., do: Look., clear_with: a guide, sources: [W1]}
/// #   - {id: deep-snow, level: exclude, when: {snow: {at_least: LIMIT}}, because: Deep., do: Stay in., sources: [W1]}
/// #   - {id: for-the-park, points: {park: 1}, when: {snow: {at_least: 0}}, because: It is flat., sources: [W1]}
/// # ";
/// # let set = |limit: &str| {
/// #     let section = section.replace("LIMIT", limit);
/// #     let texts = [("set.yaml", head.to_owned()), ("walk.yaml", section)];
/// #     load(&Files::from_texts(texts.map(|(name, text)| (name.to_owned(), text)))).unwrap().set
/// # };
/// // The rule `deep-snow` excludes both walks: from 30 cm in the old version, 40 cm in the new one.
/// let (old, new) = (set("30"), set("40"));
/// let difference = diff(&old, &new, BUDGET).unwrap();
///
/// assert!(difference.less_cautious());
/// let cell = &difference.changed[0];
/// assert_eq!(cell.reasons, [Reason::ExcludedSuggested, Reason::MilderStatus]);
/// assert_eq!(cell.pair_count, 10_u32.into()); // 30 to 39 cm
///
/// // The other way round it is more cautious.
/// assert!(!diff(&new, &old, BUDGET).unwrap().less_cautious());
/// ```
pub fn diff(old: &QuestionSet, new: &QuestionSet, budget: usize) -> Result<Difference, NotProved> {
    let matching = Matching::of(old, new);
    let mut joint = JointSpace::build(old, new, &matching.questions, budget)?;
    let counter = Counter::new(joint.space.all_weights());
    let mut comparison = Comparison {
        shares: counter.weighted_edges(&joint.store, joint.pairs),
        counter,
        joint: &mut joint,
    };
    let pairs = comparison.count(Diagram::YES);
    let lost = comparison.encode_lost_findings(&matching)?;
    let privacy_lost = comparison.encode_lost_privacy(&matching)?;
    let (changed, unchanged) = comparison.cells(&matching, lost.gravest, privacy_lost)?;
    let questions = comparison.questions(&matching.questions)?;
    Ok(Difference {
        pairs,
        keeps_findings: comparison.count_only(lost.any, Diagram::NO)? == BigUint::ZERO,
        changed,
        unchanged,
        rules: comparison.rules(&matching.rules, &matching.treatments)?,
        treatments: changed_treatments(old, new, &matching.treatments),
        answer_texts: AnswerTexts::of(old, new, &matching),
        static_texts: StaticTexts::of(old, new),
        scores: changed_scores(old, new, &questions),
        questions,
        matching,
    })
}

/// Two compiled versions with a counter over their joint space.
pub(crate) struct Comparison<'b, 'a> {
    pub(crate) joint: &'b mut JointSpace<'a>,
    pub(crate) counter: Counter,
    shares: WeightedEdges,
}

impl Comparison<'_, '_> {
    /// Counts the pairs for which a diagram holds.
    pub(crate) fn count(&mut self, diagram: Diagram) -> BigUint {
        self.counter
            .count_within(&self.joint.store, &self.shares, diagram)
    }

    /// Counts the pairs for which the first diagram holds and the second does not.
    ///
    /// # Errors
    /// [`OverBudget`] if the combined diagram does not fit into the budget.
    pub(crate) fn count_only(&mut self, one: Diagram, other: Diagram) -> WithinBudget<BigUint> {
        if one == other {
            return Ok(BigUint::ZERO);
        }
        let only = self.joint.store.and_not(one, other)?;
        let only = self.joint.store.and(self.joint.pairs, only)?;
        Ok(self.counter.count(&self.joint.store, only))
    }
}

/// Decodes an assignment of all variables into the answers of one version and decides them with the
/// engine. Returns `None` if the engine does not accept the answers as complete.
pub(crate) fn example(
    side: &Side<'_>,
    joint: &JointSpace<'_>,
    values: &[usize],
) -> Option<Example> {
    let answers = side.answers(&joint.store, &joint.space, values);
    let outcome = decide(side.set, &answers).ok()?;
    Some(Example { answers, outcome })
}

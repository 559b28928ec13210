//! What changes between two versions of a question set, for all answer sets at once.
//!
//! Looked at are pairs of answer sets, as [`crate::diff::joint_space`] forms them: the counts are of answer
//! sets of both questionnaires together, not of people.

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

pub use answer_texts::{AnswerTexts, Moved, Reworded, TextMeaning};
pub use caution::{Direction, Reason};
pub use items::{QuestionChange, RuleChange, TreatmentChange};
pub use joint_questions::Incomparable;
use num_bigint::BigUint;
pub use static_texts::{RegionChange, StaticTexts, TextChange, TextFate};
use treatfit_core::engine::decide;
use treatfit_core::model::{Id, Question, QuestionSet, Rule, Treatment};
pub use visible_outcome::VisibleOutcome;

use crate::check::guarantees::Example;
use crate::diff::items::{changed_scores, changed_treatments};
use crate::diff::joint_space::{JointSpace, Side};
use crate::diff::pairs::Pairs;
use crate::kernel::counter::{Counter, WeightedEdges};
use crate::kernel::diagram::{Diagram, OverBudget, WithinBudget};

/// Everything that changes.
#[derive(Debug, Clone)]
pub struct Difference {
    /// How many pairs of answer sets there are.
    pub pairs: BigUint,
    /// What is shown to whom, from one thing to another: less cautious first, the worst of it before
    /// all, then more cautious, then what is neither.
    pub changed: Vec<Cell>,
    /// What is shown in both versions alike, without a safety finding lost; the most frequent first.
    pub unchanged: Vec<(VisibleOutcome, BigUint)>,
    /// No answer set loses a safety finding, not even one that the new interview, ended earlier by an
    /// emergency, has not come to.
    pub keeps_findings: bool,
    /// What of the old version is what of the new one.
    pub matched: Matching,
    /// Questions that differ.
    pub questions: Vec<QuestionChange>,
    /// Rules that differ.
    pub rules: Vec<RuleChange>,
    /// Ids of scores that are added up or given otherwise, that read what is asked otherwise, or that
    /// only one version has.
    pub scores: Vec<String>,
    /// Treatments that differ.
    pub treatments: Vec<TreatmentChange>,
    /// Texts a person answers by that differ.
    pub answered_by: AnswerTexts,
    /// What differs beside the outcome: whom to call, notices, what to ask the provider.
    pub printed: StaticTexts,
}

/// What of the old version is what of the new one.
#[derive(Debug, Clone)]
pub struct Matching {
    /// By id, or with the same wording and kind of answer.
    pub questions: Pairs<Question>,
    /// By id, or with the same title.
    pub treatments: Pairs<Treatment>,
    /// By id, or with the same reason and level.
    pub rules: Pairs<Rule>,
}

impl Matching {
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

/// Answer sets that come to one thing in the old version and to another in the new one.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What was shown.
    pub from: VisibleOutcome,
    /// What is shown now.
    pub to: VisibleOutcome,
    /// What makes it less or more cautious, the worst first.
    pub reasons: Vec<Reason>,
    /// How many pairs of answer sets.
    pub many: BigUint,
    /// Safety findings of the old example that are lost or milder in the new one, as rules of the old
    /// version.
    pub lost: Vec<Id<Rule>>,
    /// Such answers to the old version.
    pub old: Example,
    /// The same answers, as far as they go, to the new version.
    pub new: Example,
}

impl Cell {
    /// In which direction the result changes; less cautious in one way is less cautious.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let directions = self.reasons.iter().map(|reason| reason.direction());
        directions.min().unwrap_or(Direction::Other)
    }
}

impl Difference {
    /// No answer set changes what it is shown, nor loses a safety finding but one that the new
    /// interview, ended earlier by an emergency, has not come to.
    #[must_use]
    pub fn same_results(&self) -> bool {
        self.changed.is_empty()
    }

    /// No answer set, by its ids, changes its outcome: neither what is shown nor a finding, a point, a
    /// score or whom to call.
    #[must_use]
    pub fn same_outcomes(&self) -> bool {
        let treatments = &self.matched.treatments;
        self.same_results()
            && self.keeps_findings
            && !self.rules.iter().any(RuleChange::matters)
            && self.scores.is_empty()
            && treatments.added.is_empty()
            && treatments.removed.is_empty()
            && !matches!(
                self.printed.privacy,
                Some(TextFate::Removed | TextFate::Added)
            )
            && self.printed.calls().next().is_none()
    }

    /// The questions of both versions stand in another order.
    #[must_use]
    pub fn reordered(&self) -> bool {
        let both = &self.matched.questions.both;
        !both.is_sorted_by_key(|(was, _)| was)
    }

    /// No answer set, by its ids, changes its outcome, and no other question is asked, or in another
    /// order.
    #[must_use]
    pub fn same_by_id(&self) -> bool {
        self.same_outcomes()
            && !self.reordered()
            && !self.questions.iter().any(QuestionChange::matters)
    }

    /// The same, and every text a person answers by is what it was.
    #[must_use]
    pub fn wording_only(&self) -> bool {
        self.same_by_id() && self.answered_by.same()
    }

    /// Texts differ that nothing here judges.
    #[must_use]
    pub fn words_differ(&self) -> bool {
        !self.questions.is_empty()
            || !self.rules.is_empty()
            || !self.treatments.is_empty()
            || !self.printed.same()
    }

    /// The cells that go one way, in their order.
    pub fn cells(&self, direction: Direction) -> impl Iterator<Item = &Cell> {
        let cells = self.changed.iter();
        cells.filter(move |cell| cell.direction() == direction)
    }

    /// For how many pairs of answer sets the result changes in this direction.
    #[must_use]
    pub fn many(&self, direction: Direction) -> BigUint {
        self.cells(direction).map(|cell| &cell.many).sum()
    }

    /// Whether any answer set has a less cautious result than before, a text a person answers by stands
    /// for something else, or somebody to call is lost.
    #[must_use]
    pub fn less_cautious(&self) -> bool {
        self.cells(Direction::LessCautious).next().is_some()
            || !self.answered_by.moved.is_empty()
            || self.printed.help_lost()
    }
}

/// Why nothing is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotProved {
    /// The diagrams outgrew the budget.
    OverBudget(OverBudget),
    /// The engine decides otherwise on an example than the diagrams say: a fault of the program.
    Disagreement,
}

impl From<OverBudget> for NotProved {
    fn from(over: OverBudget) -> Self {
        Self::OverBudget(over)
    }
}

/// Compares two versions of a set.
///
/// # Errors
/// [`NotProved`] if it takes more nodes than `budget`, or if the engine disagrees on an example.
pub fn diff(old: &QuestionSet, new: &QuestionSet, budget: usize) -> Result<Difference, NotProved> {
    let matched = Matching::of(old, new);
    let mut common = JointSpace::build(old, new, &matched.questions, budget)?;
    let counter = Counter::new(&common.space);
    let mut comparison = Comparison {
        shares: counter.weighted_edges(&common.store, common.pairs),
        counter,
        common: &mut common,
    };
    let pairs = comparison.count(Diagram::YES);
    let lost = comparison.findings_lost(&matched)?;
    let privacy_lost = comparison.privacy_lost(&matched)?;
    let (changed, unchanged) = comparison.cells(&matched, lost.gravest, privacy_lost)?;
    let questions = comparison.questions(&matched.questions)?;
    Ok(Difference {
        pairs,
        keeps_findings: comparison.count_only(lost.any, Diagram::NO)? == BigUint::ZERO,
        changed,
        unchanged,
        rules: comparison.rules(&matched.rules, &matched.treatments)?,
        treatments: changed_treatments(old, new, &matched.treatments),
        answered_by: AnswerTexts::of(old, new, &matched),
        printed: StaticTexts::of(old, new),
        scores: changed_scores(old, new, &questions),
        questions,
        matched,
    })
}

/// Two versions and what is needed to count.
pub(crate) struct Comparison<'b, 'a> {
    pub(crate) common: &'b mut JointSpace<'a>,
    pub(crate) counter: Counter,
    shares: WeightedEdges,
}

impl Comparison<'_, '_> {
    /// For how many pairs a diagram holds.
    pub(crate) fn count(&mut self, diagram: Diagram) -> BigUint {
        self.counter
            .count_within(&self.common.store, &self.shares, diagram)
    }

    /// For how many pairs the first holds and the second does not.
    pub(crate) fn count_only(&mut self, one: Diagram, other: Diagram) -> WithinBudget<BigUint> {
        if one == other {
            return Ok(BigUint::ZERO);
        }
        let only = self.common.store.and_not(one, other)?;
        let only = self.common.store.and(self.common.pairs, only)?;
        Ok(self.counter.count(&self.common.store, only))
    }
}

/// The answers to one version that these values stand for, and what the engine decides on them.
pub(crate) fn example(
    side: &Side<'_>,
    common: &JointSpace<'_>,
    values: &[usize],
) -> Option<Example> {
    let answers = side.answers(&common.store, &common.space, values);
    let outcome = decide(side.set, &answers).ok()?;
    Some(Example { answers, outcome })
}

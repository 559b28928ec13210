//! The part of an outcome that two versions are compared by, and its encoding as a number in a
//! diagram.

use std::collections::BTreeMap;

use treatfit_core::model::{Id, Outcome, QuestionSet, Status, Treatment};

use crate::diff::pairs::Pairs;
use crate::encode::outcome::OutcomeDiagrams;
use crate::kernel::diagram::{Diagram, DiagramMap, Store, WithinBudget};
use crate::kernel::op::Op;

/// The part of an outcome that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisibleOutcome {
    /// The status.
    pub status: Status,
    /// Whether a rule withholds the names of all treatments.
    pub withheld: bool,
    /// Whether crisis lines are shown.
    pub crisis_lines: bool,
    /// Whether the emergency number is shown, before any crisis line.
    pub emergency_first: bool,
    /// The treatments suggested, in the order of the set.
    pub suggested: Vec<Id<Treatment>>,
    /// The treatment that comes first and the one that follows, if a sequence is shown.
    pub order: Option<(Id<Treatment>, Id<Treatment>)>,
}

impl VisibleOutcome {
    /// Extracts the visible part of an outcome.
    #[must_use]
    pub fn of(set: &QuestionSet, outcome: &Outcome) -> Self {
        let mut suggested = outcome.suggested.clone();
        suggested.sort();
        Self {
            status: outcome.status,
            withheld: outcome.withheld,
            crisis_lines: outcome.crisis.is_some_and(|crisis| crisis.lines),
            emergency_first: outcome.crisis.is_some_and(|crisis| crisis.emergency_first),
            suggested,
            order: outcome
                .sequence
                .map(|id| (set.sequences[id].first, set.sequences[id].then)),
        }
    }
}

/// The numbering of the treatments and orders of both versions, by which visible outcomes are
/// encoded.
///
/// The lowest 3 bits hold the status (1 to 4), plus 4 if treatments are withheld; an emergency
/// withholds nothing, so the sum stays below 8, and it is never 0. Then follow one bit for crisis
/// lines, one for the emergency number and one for each treatment, then the position of the order
/// from 1, or 0 if there is none.
#[derive(Debug)]
pub(crate) struct Numbering {
    treatments: usize,
    orders: Vec<(usize, usize)>,
}

/// The number of each treatment of one version. Matching treatments have the same number.
pub(crate) type TreatmentNumbers = Vec<usize>;

const STATUS: i32 = 1;
const WITHHELD: i32 = 4;
const CRISIS_LINES: i32 = 8;
const EMERGENCY_FIRST: i32 = 16;
const FIRST_TREATMENT_BIT: usize = 5;
/// The most bits that may be used.
const MAX_BITS: usize = 26;

impl Numbering {
    /// Numbers the treatments and orders of two versions. The numbers of the old treatments come
    /// first in the result.
    #[must_use]
    pub(crate) fn of(
        (old, new): (&QuestionSet, &QuestionSet),
        paired: &Pairs<Treatment>,
    ) -> (Self, TreatmentNumbers, TreatmentNumbers) {
        let of_new: TreatmentNumbers = new.treatments.ids().map(Id::index).collect();
        let mut treatments = of_new.len();
        let of_old: TreatmentNumbers = old
            .treatments
            .ids()
            .map(|id| {
                paired.new_of(id).map_or_else(
                    || {
                        treatments += 1;
                        treatments - 1
                    },
                    Id::index,
                )
            })
            .collect();
        let mut orders = Vec::new();
        for (set, numbers) in [(new, &of_new), (old, &of_old)] {
            for sequence in set.sequences.values() {
                let order = number(numbers, sequence.first).zip(number(numbers, sequence.then));
                orders.extend(order.filter(|order| !orders.contains(order)));
            }
        }
        (Self { treatments, orders }, of_old, of_new)
    }

    /// Encodes the visible outcome of every answer set as a number above 0.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams do not fit into the
    /// budget, or if there are more treatments and orders than fit into a number.
    pub(crate) fn encode(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        numbers: &TreatmentNumbers,
        outcomes: &OutcomeDiagrams,
    ) -> WithinBudget<Diagram> {
        let bits = usize::BITS - self.orders.len().leading_zeros();
        if FIRST_TREATMENT_BIT + self.treatments + bits as usize > MAX_BITS {
            return Err(store.over_budget());
        }
        let mut parts: Vec<(Diagram, i32)> = (STATUS..)
            .zip(outcomes.status)
            .map(|(value, here)| (here, value))
            .collect();
        parts.push((outcomes.withheld, WITHHELD));
        parts.push((outcomes.crisis_lines, CRISIS_LINES));
        parts.push((outcomes.emergency_first, EMERGENCY_FIRST));
        for (&here, &number) in outcomes.suggested.iter().zip(numbers) {
            parts.push((here, 1 << (FIRST_TREATMENT_BIT + number)));
        }
        for (sequence, &here) in set.sequences.values().zip(&outcomes.sequence) {
            let order = number(numbers, sequence.first).zip(number(numbers, sequence.then));
            let place = self.orders.iter().position(|it| Some(*it) == order);
            let place =
                place.map_or(0, |place| place + 1) << (FIRST_TREATMENT_BIT + self.treatments);
            parts.push((here, i32::try_from(place).unwrap_or(0)));
        }
        let mut shown = Diagram::terminal(0);
        for (here, value) in parts {
            let part = store.apply(Op::Gate, here, Diagram::terminal(value))?;
            shown = store.apply(Op::Add, shown, part)?;
        }
        Ok(shown)
    }

    /// Decodes a number into a visible outcome, with the treatment ids of the version that has
    /// these numbers.
    #[must_use]
    pub(crate) fn decode(
        &self,
        set: &QuestionSet,
        numbers: &TreatmentNumbers,
        shown: i32,
    ) -> Option<VisibleOutcome> {
        let status = usize::try_from((shown - 1) % WITHHELD).ok()?;
        let find = |wanted: usize| {
            let mut ids = set.treatments.ids().zip(numbers);
            ids.find(|(_, number)| **number == wanted).map(|(id, _)| id)
        };
        let order = usize::try_from(shown >> (FIRST_TREATMENT_BIT + self.treatments)).ok()?;
        let order = order
            .checked_sub(1)
            .and_then(|place| self.orders.get(place));
        Some(VisibleOutcome {
            status: *Status::ALL.get(status)?,
            withheld: (shown % CRISIS_LINES) > WITHHELD,
            crisis_lines: shown & CRISIS_LINES != 0,
            emergency_first: shown & EMERGENCY_FIRST != 0,
            suggested: set
                .treatments
                .ids()
                .zip(numbers)
                .filter(|(_, number)| shown & (1 << (FIRST_TREATMENT_BIT + **number)) != 0)
                .map(|(id, _)| id)
                .collect(),
            order: order.and_then(|&(first, then)| find(first).zip(find(then))),
        })
    }
}

/// Returns the number of a treatment.
fn number(numbers: &TreatmentNumbers, treatment: Id<Treatment>) -> Option<usize> {
    numbers.get(treatment.index()).copied()
}

/// Numbers the terminals of a diagram from 0, in ascending order.
#[must_use]
pub(crate) fn number_values(store: &Store, diagram: Diagram) -> BTreeMap<i32, i32> {
    let mut values: Vec<i32> = store
        .reachable(diagram)
        .into_iter()
        .flat_map(|node| store.children(node))
        .chain([&diagram])
        .filter_map(|child| child.value())
        .collect();
    values.sort_unstable();
    values.dedup();
    values.into_iter().zip(0..).collect()
}

/// Applies a function to every terminal of a diagram. `known` remembers the nodes already mapped.
///
/// # Errors
/// [`OverBudget`](crate::kernel::diagram::OverBudget) if the result does not fit into the budget.
pub(crate) fn map_values(
    store: &mut Store,
    diagram: Diagram,
    name: &impl Fn(i32) -> i32,
    known: &mut DiagramMap<Diagram, Diagram>,
) -> WithinBudget<Diagram> {
    if let Some(value) = diagram.value() {
        return Ok(Diagram::terminal(name(value)));
    }
    if let Some(&renamed) = known.get(&diagram) {
        return Ok(renamed);
    }
    let children = store.children(diagram).to_vec();
    let mut renamed = Vec::with_capacity(children.len());
    for child in children {
        renamed.push(map_values(store, child, name, known)?);
    }
    let renamed = store.node(store.level(diagram), &renamed)?;
    known.insert(diagram, renamed);
    Ok(renamed)
}

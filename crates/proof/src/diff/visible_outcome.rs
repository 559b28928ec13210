//! What a person is told, as far as two versions of a set are compared, as a number in a diagram.

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
    /// A rule asks that no treatment be named.
    pub withheld: bool,
    /// Crisis lines are shown.
    pub crisis_lines: bool,
    /// The emergency number comes before them.
    pub emergency_first: bool,
    /// The treatments suggested, in the order of the set.
    pub suggested: Vec<Id<Treatment>>,
    /// Which of them comes first, and which follows.
    pub order: Option<(Id<Treatment>, Id<Treatment>)>,
}

impl VisibleOutcome {
    /// What an outcome shows.
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

    /// Those that are shown as equally good.
    #[must_use]
    pub fn close(&self) -> bool {
        self.suggested.len() - usize::from(self.order.is_some()) > 1
    }
}

/// How the treatments and orders of both versions are numbered.
#[derive(Debug)]
pub(crate) struct Numbering {
    treatments: usize,
    orders: Vec<(usize, usize)>,
}

/// How one version takes part in a [`Numbering`]: the number of each of its treatments.
pub(crate) type TreatmentNumbers = Vec<usize>;

const STATUS: i32 = 1;
const WITHHELD: i32 = 4;
const CRISIS_LINES: i32 = 8;
const EMERGENCY_FIRST: i32 = 16;
const FIRST: usize = 5;
/// The most bits treatments and orders may take.
const MOST: usize = 26;

impl Numbering {
    /// Numbers the treatments of two versions.
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

    /// What is shown, as a number above 0, for every answer set at once.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget), also where there are more treatments and orders than fit
    /// into a number.
    pub(crate) fn encode(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        numbers: &TreatmentNumbers,
        outcomes: &OutcomeDiagrams,
    ) -> WithinBudget<Diagram> {
        let bits = usize::BITS - self.orders.len().leading_zeros();
        if FIRST + self.treatments + bits as usize > MOST {
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
            parts.push((here, 1 << (FIRST + number)));
        }
        for (sequence, &here) in set.sequences.values().zip(&outcomes.sequence) {
            let order = number(numbers, sequence.first).zip(number(numbers, sequence.then));
            let place = self.orders.iter().position(|it| Some(*it) == order);
            let place = place.map_or(0, |place| place + 1) << (FIRST + self.treatments);
            parts.push((here, i32::try_from(place).unwrap_or(0)));
        }
        let mut shown = Diagram::terminal(0);
        for (here, value) in parts {
            let part = store.apply(Op::Gate, here, Diagram::terminal(value))?;
            shown = store.apply(Op::Add, shown, part)?;
        }
        Ok(shown)
    }

    /// What a number stands for in the version with these numbers.
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
        let order = usize::try_from(shown >> (FIRST + self.treatments)).ok()?;
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
                .filter(|(_, number)| shown & (1 << (FIRST + **number)) != 0)
                .map(|(id, _)| id)
                .collect(),
            order: order.and_then(|&(first, then)| find(first).zip(find(then))),
        })
    }
}

fn number(numbers: &TreatmentNumbers, treatment: Id<Treatment>) -> Option<usize> {
    numbers.get(treatment.index()).copied()
}

/// The values of a diagram, each with a number of its own from 0, in order.
#[must_use]
pub(crate) fn values(store: &Store, diagram: Diagram) -> BTreeMap<i32, i32> {
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

/// The same function with its values renamed.
///
/// # Errors
/// [`OverBudget`](crate::kernel::diagram::OverBudget).
pub(crate) fn rename(
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
        renamed.push(rename(store, child, name, known)?);
    }
    let renamed = store.node(store.level(diagram), &renamed)?;
    known.insert(diagram, renamed);
    Ok(renamed)
}

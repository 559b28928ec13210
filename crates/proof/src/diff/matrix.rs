//! Builds the matrix of a diff: every combination of old and new visible outcome that occurs, with
//! its number of pairs and an example.
//!
//! For each pair of answer sets one number encodes its cell: the old visible outcome, the new one,
//! and the [`HiddenChange`] that they do not show (`CellCodes`). The numbers are the terminals of
//! one diagram, so a histogram over it gives all cells with their counts, and one shortest-path
//! search gives the most ordinary pair of each cell. Pairs with equal visible outcomes and no loss
//! are counted separately as unchanged.

use std::cmp::Reverse;

use num_bigint::BigUint;
use treatfit_core::model::{Id, Status, Treatment};

use crate::diff::caution::{HiddenChange, reasons};
use crate::diff::joint_space::{JointSpace, Side};
use crate::diff::regressions::lost_findings;
use crate::diff::visible_outcome::{Numbering, VisibleOutcome, map_values, number_values};
use crate::diff::{Cell, Comparison, Matching, NotProved, example};
use crate::kernel::diagram::{Diagram, DiagramMap, Store, WithinBudget};
use crate::kernel::op::Op;
use crate::kernel::shortest_path::cheapest;

/// Visible outcomes that are the same in both versions, with their numbers of pairs.
pub(crate) type Unchanged = Vec<(VisibleOutcome, BigUint)>;

impl Comparison<'_, '_> {
    /// Returns the changed cells, the worst first, and the unchanged outcomes, the most frequent
    /// first.
    ///
    /// # Errors
    /// - [`NotProved::OverBudget`] if the diagrams do not fit into the budget, or there are too
    ///   many combinations for a cell code.
    /// - [`NotProved::Disagreement`] if the engine's outcome for the example of a cell is not the
    ///   one the cell says.
    pub(crate) fn cells(
        &mut self,
        matching: &Matching,
        findings_lost: Diagram,
        privacy_lost: Diagram,
    ) -> Result<(Vec<Cell>, Unchanged), NotProved> {
        let sets = (self.joint.old.set, self.joint.new.set);
        let (numbering, of_old, of_new) = Numbering::of(sets, &matching.treatments);
        let JointSpace {
            old,
            new,
            store,
            pairs,
            ..
        } = &mut *self.joint;
        let old_visible = numbering.encode(store, old.set, &of_old, &old.outcomes)?;
        let new_visible = numbering.encode(store, new.set, &of_new, &new.outcomes)?;
        let same = store.apply(Op::Equals, old_visible, new_visible)?;
        let anything_lost = store.apply(Op::AtLeast, findings_lost, Diagram::terminal(1))?;
        let same = store.and_not(same, anything_lost)?;
        let same = store.and_not(same, privacy_lost)?;
        let changed = store.and_not(*pairs, same)?;
        let same = store.and(*pairs, same)?;
        let same = store.apply(Op::Gate, same, new_visible)?;
        let decode = |shown| numbering.decode(new.set, &of_new, shown);
        let mut unchanged = Unchanged::new();
        for (shown, many) in self.counter.histogram(store, same) {
            unchanged.push((decode(shown).ok_or(NotProved::Disagreement)?, many));
        }
        unchanged.sort_by_cached_key(|(_, many)| Reverse(many.clone()));

        let parts = [changed, old_visible, new_visible, findings_lost];
        let flags = flags(self.joint, matching, privacy_lost)?;
        let codes = CellCodes::encode(&mut self.joint.store, parts, flags)?;
        let joint = &*self.joint;
        let examples = cheapest(&joint.store, codes.diagram, (), |(), level, value, _| {
            let costs = [&joint.old, &joint.new].map(|side: &Side<'_>| side.cost(level, value));
            Some((costs.into_iter().sum::<u32>(), ()))
        });
        let mut cells = Vec::new();
        for (code, pair_count) in self.counter.histogram(&joint.store, codes.diagram) {
            let (from, to, hidden) = codes.decode(code).ok_or(NotProved::Disagreement)?;
            let path = examples.get(&code).ok_or(NotProved::Disagreement)?;
            let values: Vec<usize> = path.values.iter().map(|value| value.unwrap_or(0)).collect();
            let replay = |side: &Side<'_>, numbers, shown| {
                let shown = numbering.decode(side.set, numbers, shown)?;
                let example = example(side, joint, &values)?;
                (VisibleOutcome::of(side.set, &example.outcome) == shown)
                    .then_some((shown, example))
            };
            let old = replay(&joint.old, &of_old, from);
            let new = replay(&joint.new, &of_new, to);
            let ((from, old), (to, new)) = old.zip(new).ok_or(NotProved::Disagreement)?;
            let lost_findings = lost_findings(sets, matching, (&old.outcome, &new.outcome));
            if hidden.gravest_lost > 0 && lost_findings.is_empty() {
                return Err(NotProved::Disagreement);
            }
            cells.push(Cell {
                reasons: reasons(&from, &to, hidden),
                from,
                to,
                pair_count,
                lost_findings,
                old_example: old,
                new_example: new,
            });
        }
        cells.sort_by_cached_key(|cell| {
            let worst = cell.reasons.first().copied();
            let statuses = (Reverse(cell.from.status), cell.to.status);
            (
                cell.direction(),
                worst,
                statuses,
                Reverse(cell.pair_count.clone()),
            )
        });
        Ok((cells, unchanged))
    }
}

/// How a [`HiddenChange`] is encoded: three flags, and the gravest lost level (0 to 4) as a
/// multiple of [`GRAVEST_LOST`].
const EXCLUDED_SUGGESTED: i32 = 1;
const SUGGESTED_EXCLUDED: i32 = 2;
const PRIVACY_LOST: i32 = 4;
const GRAVEST_LOST: i32 = 8;
const HIDDEN_CODES: i32 = 5 * GRAVEST_LOST;

/// The code of the cell of each pair: a number above 0 where anything changes, 0 elsewhere.
///
/// The code is `((old * columns + new) * HIDDEN_CODES + hidden) + 1`, where `old` and `new` index
/// the visible outcomes that occur.
struct CellCodes {
    diagram: Diagram,
    old_values: Vec<i32>,
    new_values: Vec<i32>,
}

impl CellCodes {
    /// Combines the old and new visible outcomes, the lost findings and the flags, where `changed`
    /// holds.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams do not fit into the
    /// budget or the codes into 29 bits.
    fn encode(
        store: &mut Store,
        [changed, old_visible, new_visible, lost]: [Diagram; 4],
        flags: [(i32, Diagram); 3],
    ) -> WithinBudget<Self> {
        let old_visible = store.apply(Op::Gate, changed, old_visible)?;
        let new_visible = store.apply(Op::Gate, changed, new_visible)?;
        let lost = store.apply(Op::Gate, changed, lost)?;
        let (old, new) = (
            number_values(store, old_visible),
            number_values(store, new_visible),
        );
        let [rows, columns] = [&old, &new].map(|all| i32::try_from(all.len()).unwrap_or(i32::MAX));
        let row = columns.saturating_mul(HIDDEN_CODES);
        if row.saturating_mul(rows) >= 1 << 29 {
            return Err(store.over_budget());
        }
        let old_code = |value| old.get(&value).map_or(0, |place| place * row + 1);
        let new_code = |value| new.get(&value).map_or(0, |place| place * HIDDEN_CODES);
        let above_0 =
            |number: &dyn Fn(i32) -> i32, value| if value == 0 { 0 } else { number(value) };
        let old_codes = map_values(
            store,
            old_visible,
            &|it| above_0(&old_code, it),
            &mut DiagramMap::default(),
        )?;
        let new_codes = map_values(
            store,
            new_visible,
            &|it| above_0(&new_code, it),
            &mut DiagramMap::default(),
        )?;
        let lost = map_values(
            store,
            lost,
            &|it| it * GRAVEST_LOST,
            &mut DiagramMap::default(),
        )?;
        let mut diagram = store.apply(Op::Add, old_codes, new_codes)?;
        diagram = store.apply(Op::Add, diagram, lost)?;
        for (flag, here) in flags {
            let here = store.and(changed, here)?;
            let part = store.apply(Op::Gate, here, Diagram::terminal(flag))?;
            diagram = store.apply(Op::Add, diagram, part)?;
        }
        Ok(Self {
            diagram,
            old_values: old.into_keys().collect(),
            new_values: new.into_keys().collect(),
        })
    }

    /// Splits a code into the numbers of the old and the new visible outcome and the hidden change.
    fn decode(&self, code: i32) -> Option<(i32, i32, HiddenChange)> {
        let (place, hidden) = ((code - 1) / HIDDEN_CODES, (code - 1) % HIDDEN_CODES);
        let place = usize::try_from(place).ok()?;
        let old_value = self.old_values.get(place / self.new_values.len())?;
        let new_value = self.new_values.get(place % self.new_values.len())?;
        let hidden = HiddenChange {
            excluded_suggested: hidden & EXCLUDED_SUGGESTED != 0,
            suggested_excluded: hidden & SUGGESTED_EXCLUDED != 0,
            privacy_lost: hidden & PRIVACY_LOST != 0,
            gravest_lost: usize::try_from(hidden / GRAVEST_LOST).ok()?,
        };
        Some((*old_value, *new_value, hidden))
    }
}

/// Encodes where a treatment was excluded and is suggested, where it is the other way round, and
/// where privacy is lost.
fn flags(
    joint: &mut JointSpace<'_>,
    matching: &Matching,
    privacy_lost: Diagram,
) -> WithinBudget<[(i32, Diagram); 3]> {
    let JointSpace {
        old, new, store, ..
    } = joint;
    let (mut less, mut more) = (Diagram::NO, Diagram::NO);
    for &(old_id, new_id) in &matching.treatments.both {
        let here = excluded_suggested(store, (old, old_id), (new, new_id))?;
        less = store.or(less, here)?;
        let here = excluded_suggested(store, (new, new_id), (old, old_id))?;
        more = store.or(more, here)?;
    }
    Ok([
        (EXCLUDED_SUGGESTED, less),
        (SUGGESTED_EXCLUDED, more),
        (PRIVACY_LOST, privacy_lost),
    ])
}

/// Encodes where one version excludes a treatment that the other suggests.
fn excluded_suggested(
    store: &mut Store,
    (one, excluded): (&Side<'_>, Id<Treatment>),
    (other, suggested): (&Side<'_>, Id<Treatment>),
) -> WithinBudget<Diagram> {
    let at = |diagrams: &[Diagram], id: Id<Treatment>| {
        diagrams.get(id.index()).copied().unwrap_or(Diagram::NO)
    };
    let excluded = at(&one.outcomes.excluded, excluded);
    let suggested = at(&other.outcomes.suggested, suggested);
    let here = store.and(excluded, suggested)?;
    // An interview that an emergency ended has not excluded anything yet.
    store.and_not(here, one.outcomes.status(Status::Emergency))
}

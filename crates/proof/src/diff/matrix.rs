//! From what was shown to what is shown: every combination that occurs, with its count.

use std::cmp::Reverse;

use num_bigint::BigUint;
use treatfit_core::model::{Id, Status, Treatment};

use crate::diff::caution::{HiddenChange, reasons};
use crate::diff::joint_space::{JointSpace, Side};
use crate::diff::regressions::lost;
use crate::diff::visible_outcome::{Numbering, VisibleOutcome, rename, values};
use crate::diff::{Cell, Comparison, Matching, NotProved, example};
use crate::kernel::diagram::{Diagram, DiagramMap, Store, WithinBudget};
use crate::kernel::op::Op;
use crate::kernel::shortest_path::cheapest;

/// What is shown alike in both versions, with counts.
pub(crate) type Unchanged = Vec<(VisibleOutcome, BigUint)>;

impl Comparison<'_, '_> {
    /// What changes, the worst first, and what does not, the most frequent first.
    ///
    /// Each cell is shown by an example, on which the engine is asked: were it to decide otherwise,
    /// nothing would be claimed at all.
    pub(crate) fn cells(
        &mut self,
        matched: &Matching,
        findings_lost: Diagram,
        privacy_lost: Diagram,
    ) -> Result<(Vec<Cell>, Unchanged), NotProved> {
        let sets = (self.common.old.set, self.common.new.set);
        let (numbering, of_old, of_new) = Numbering::of(sets, &matched.treatments);
        let JointSpace {
            old,
            new,
            store,
            pairs,
            ..
        } = &mut *self.common;
        let was = numbering.encode(store, old.set, &of_old, &old.outcomes)?;
        let is = numbering.encode(store, new.set, &of_new, &new.outcomes)?;
        let same = store.apply(Op::Equals, was, is)?;
        let anything_lost = store.apply(Op::AtLeast, findings_lost, Diagram::terminal(1))?;
        let same = store.and_not(same, anything_lost)?;
        let same = store.and_not(same, privacy_lost)?;
        let changed = store.and_not(*pairs, same)?;
        let same = store.and(*pairs, same)?;
        let same = store.apply(Op::Gate, same, is)?;
        let decode = |shown| numbering.decode(new.set, &of_new, shown);
        let mut unchanged = Unchanged::new();
        for (shown, many) in self.counter.histogram(store, same) {
            unchanged.push((decode(shown).ok_or(NotProved::Disagreement)?, many));
        }
        unchanged.sort_by_cached_key(|(_, many)| Reverse(many.clone()));

        let parts = [changed, was, is, findings_lost];
        let flags = flags(self.common, matched, privacy_lost)?;
        let crossing = CellCode::of(&mut self.common.store, parts, flags)?;
        let common = &*self.common;
        let examples = cheapest(&common.store, crossing.both, (), |(), level, value, _| {
            let costs = [&common.old, &common.new].map(|side: &Side<'_>| side.cost(level, value));
            Some((costs.into_iter().sum::<u32>(), ()))
        });
        let mut cells = Vec::new();
        for (number, many) in self.counter.histogram(&common.store, crossing.both) {
            let (from, to, unseen) = crossing.parts(number).ok_or(NotProved::Disagreement)?;
            let way = examples.get(&number).ok_or(NotProved::Disagreement)?;
            let values: Vec<usize> = way.values.iter().map(|value| value.unwrap_or(0)).collect();
            let seen = |side: &Side<'_>, numbers, shown| {
                let shown = numbering.decode(side.set, numbers, shown)?;
                let example = example(side, common, &values)?;
                (VisibleOutcome::of(side.set, &example.outcome) == shown)
                    .then_some((shown, example))
            };
            let old = seen(&common.old, &of_old, from);
            let new = seen(&common.new, &of_new, to);
            let ((from, old), (to, new)) = old.zip(new).ok_or(NotProved::Disagreement)?;
            let lost = lost(sets, matched, (&old.outcome, &new.outcome));
            if unseen.lost > 0 && lost.is_empty() {
                return Err(NotProved::Disagreement);
            }
            cells.push(Cell {
                reasons: reasons(&from, &to, unseen),
                from,
                to,
                many,
                lost,
                old,
                new,
            });
        }
        cells.sort_by_cached_key(|cell| {
            let worst = cell.reasons.first().copied();
            let statuses = (Reverse(cell.from.status), cell.to.status);
            (
                cell.direction(),
                worst,
                statuses,
                Reverse(cell.many.clone()),
            )
        });
        Ok((cells, unchanged))
    }
}

/// How [`HiddenChange`] is counted.
const EXCLUDED_SUGGESTED: i32 = 1;
const SUGGESTED_EXCLUDED: i32 = 2;
const PRIVACY_LOST: i32 = 4;
const LOST: i32 = 8;
const UNSEEN: i32 = 5 * LOST;

/// What was shown, what is shown and what that does not show, as one number above 0, where anything
/// changes.
struct CellCode {
    both: Diagram,
    was: Vec<i32>,
    is: Vec<i32>,
}

impl CellCode {
    fn of(
        store: &mut Store,
        [changed, was, is, lost]: [Diagram; 4],
        flags: [(i32, Diagram); 3],
    ) -> WithinBudget<Self> {
        let was = store.apply(Op::Gate, changed, was)?;
        let is = store.apply(Op::Gate, changed, is)?;
        let lost = store.apply(Op::Gate, changed, lost)?;
        let (old, new) = (values(store, was), values(store, is));
        let [rows, columns] = [&old, &new].map(|all| i32::try_from(all.len()).unwrap_or(i32::MAX));
        let row = columns.saturating_mul(UNSEEN);
        if row.saturating_mul(rows) >= 1 << 29 {
            return Err(store.over_budget());
        }
        let of_was = |value| old.get(&value).map_or(0, |place| place * row + 1);
        let of_is = |value| new.get(&value).map_or(0, |place| place * UNSEEN);
        let above_0 =
            |number: &dyn Fn(i32) -> i32, value| if value == 0 { 0 } else { number(value) };
        let was = rename(
            store,
            was,
            &|it| above_0(&of_was, it),
            &mut DiagramMap::default(),
        )?;
        let is = rename(
            store,
            is,
            &|it| above_0(&of_is, it),
            &mut DiagramMap::default(),
        )?;
        let lost = rename(store, lost, &|it| it * LOST, &mut DiagramMap::default())?;
        let mut both = store.apply(Op::Add, was, is)?;
        both = store.apply(Op::Add, both, lost)?;
        for (flag, here) in flags {
            let here = store.and(changed, here)?;
            let part = store.apply(Op::Gate, here, Diagram::terminal(flag))?;
            both = store.apply(Op::Add, both, part)?;
        }
        Ok(Self {
            both,
            was: old.into_keys().collect(),
            is: new.into_keys().collect(),
        })
    }

    fn parts(&self, number: i32) -> Option<(i32, i32, HiddenChange)> {
        let (place, unseen) = ((number - 1) / UNSEEN, (number - 1) % UNSEEN);
        let place = usize::try_from(place).ok()?;
        let was = self.was.get(place / self.is.len())?;
        let is = self.is.get(place % self.is.len())?;
        let unseen = HiddenChange {
            excluded_suggested: unseen & EXCLUDED_SUGGESTED != 0,
            suggested_excluded: unseen & SUGGESTED_EXCLUDED != 0,
            privacy_lost: unseen & PRIVACY_LOST != 0,
            lost: usize::try_from(unseen / LOST).ok()?,
        };
        Some((*was, *is, unseen))
    }
}

/// Where a treatment was excluded and is suggested, and the other way round, and where privacy is
/// lost.
fn flags(
    common: &mut JointSpace<'_>,
    matched: &Matching,
    privacy_lost: Diagram,
) -> WithinBudget<[(i32, Diagram); 3]> {
    let JointSpace {
        old, new, store, ..
    } = common;
    let (mut less, mut more) = (Diagram::NO, Diagram::NO);
    for &(was, is) in &matched.treatments.both {
        let here = excluded_suggested(store, (old, was), (new, is))?;
        less = store.or(less, here)?;
        let here = excluded_suggested(store, (new, is), (old, was))?;
        more = store.or(more, here)?;
    }
    Ok([
        (EXCLUDED_SUGGESTED, less),
        (SUGGESTED_EXCLUDED, more),
        (PRIVACY_LOST, privacy_lost),
    ])
}

/// Where one version excludes a treatment that the other suggests.
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
    // An interview that ends in an emergency has not come to exclude anything.
    store.and_not(here, one.outcomes.status(Status::Emergency))
}

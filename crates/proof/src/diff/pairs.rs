//! Which item of one set is which of another.
//!
//! Items go by their id. Of those left over, two that read alike to a person are one item with a
//! new id, if neither could be paired with another.

use treatfit_core::model::{Id, Named, Table};

/// The items of two tables, as far as they are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs<T> {
    /// The same item in the old and in the new table, in the new order.
    pub both: Vec<(Id<T>, Id<T>)>,
    /// Only in the old table.
    pub removed: Vec<Id<T>>,
    /// Only in the new table.
    pub added: Vec<Id<T>>,
}

impl<T: Named> Pairs<T> {
    /// Pairs items by their ids, then those that are `alike`.
    #[must_use]
    pub fn of(old: &Table<T>, new: &Table<T>, alike: impl Fn(&T, &T) -> bool) -> Self {
        let mut both: Vec<(Id<T>, Id<T>)> = new
            .iter()
            .filter_map(|(id, item)| Some((old.find(item.name())?, id)))
            .collect();
        let mut removed: Vec<Id<T>> = old.ids().collect();
        let mut added: Vec<Id<T>> = new.ids().collect();
        removed.retain(|id| both.iter().all(|(paired, _)| paired != id));
        added.retain(|id| both.iter().all(|(_, paired)| paired != id));
        let renamed: Vec<(Id<T>, Id<T>)> = removed
            .iter()
            .filter_map(|&from| {
                let to = only(added.iter().filter(|&&to| alike(&old[from], &new[to])))?;
                let back = only(
                    removed
                        .iter()
                        .filter(|&&other| alike(&old[other], &new[*to])),
                );
                back.map(|_| (from, *to))
            })
            .collect();
        removed.retain(|id| renamed.iter().all(|(paired, _)| paired != id));
        added.retain(|id| renamed.iter().all(|(_, paired)| paired != id));
        both.extend(renamed);
        both.sort_by_key(|&(_, id)| id);
        Self {
            both,
            removed,
            added,
        }
    }
}

impl<T> Pairs<T> {
    /// Every item of either version: these of the new one in order, then those removed.
    #[must_use]
    pub fn each(&self, new: impl Iterator<Item = Id<T>>) -> Vec<Sides<T>> {
        let of_new = new.map(|id| (self.old_of(id), Some(id)));
        let removed = self.removed.iter().map(|&id| (Some(id), None));
        of_new.chain(removed).collect()
    }

    /// The new item that an old one is.
    #[must_use]
    pub fn new_of(&self, old: Id<T>) -> Option<Id<T>> {
        self.both
            .iter()
            .find(|(paired, _)| *paired == old)
            .map(|(_, new)| *new)
    }

    /// The old item that a new one is.
    #[must_use]
    pub fn old_of(&self, new: Id<T>) -> Option<Id<T>> {
        self.both
            .iter()
            .find(|(_, paired)| *paired == new)
            .map(|(old, _)| *old)
    }
}

/// An item of the old version, of the new one, or the same of both.
pub(crate) type Sides<T> = (Option<Id<T>>, Option<Id<T>>);

/// The only item there is.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

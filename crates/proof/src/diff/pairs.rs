//! Matches the items of one set to those of another.
//!
//! Items with the same id match. Of the rest, two items that read alike to a person are one item
//! with a new id, if neither has a second candidate.

use treatfit_core::model::{Id, Named, Table};

/// The correspondence between the items of two tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs<T> {
    /// Items that match, as old and new id, in the order of the new table.
    pub both: Vec<(Id<T>, Id<T>)>,
    /// Items of the old table without a match.
    pub removed: Vec<Id<T>>,
    /// Items of the new table without a match.
    pub added: Vec<Id<T>>,
}

impl<T: Named> Pairs<T> {
    /// Matches items by their ids, then those for which `reads_alike` holds.
    #[must_use]
    pub fn of(old: &Table<T>, new: &Table<T>, reads_alike: impl Fn(&T, &T) -> bool) -> Self {
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
                let to = only(
                    added
                        .iter()
                        .filter(|&&to| reads_alike(&old[from], &new[to])),
                )?;
                let back = only(
                    removed
                        .iter()
                        .filter(|&&other| reads_alike(&old[other], &new[*to])),
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
    /// Returns the items of either version: those of the new one in its order, then the removed
    /// ones.
    #[must_use]
    pub fn all_items(&self, new: impl Iterator<Item = Id<T>>) -> Vec<Sides<T>> {
        let of_new = new.map(|id| (self.old_of(id), Some(id)));
        let removed = self.removed.iter().map(|&id| (Some(id), None));
        of_new.chain(removed).collect()
    }

    /// Returns the new item that matches an old one.
    #[must_use]
    pub fn new_of(&self, old: Id<T>) -> Option<Id<T>> {
        self.both
            .iter()
            .find(|(paired, _)| *paired == old)
            .map(|(_, new)| *new)
    }

    /// Returns the old item that matches a new one.
    #[must_use]
    pub fn old_of(&self, new: Id<T>) -> Option<Id<T>> {
        self.both
            .iter()
            .find(|(_, paired)| *paired == new)
            .map(|(old, _)| *old)
    }
}

/// The id of an item in the old and in the new version; at least one is there.
pub(crate) type Sides<T> = (Option<Id<T>>, Option<Id<T>>);

/// Returns the single element of an iterator, if it has exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

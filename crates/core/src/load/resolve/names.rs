//! Ids: given once, spelt right, and found again.

use std::collections::HashMap;

use crate::load::messages as words;
use crate::load::problem::Problems;
use crate::load::tree::{Mark, Spot};
use crate::model::{Id, Named, Table};

/// The ids of one kind given so far, and where.
pub(super) struct Names<'a> {
    kind: &'static str,
    given: HashMap<&'a str, Mark<'a>>,
}

impl<'a> Names<'a> {
    /// `kind` is the noun for messages, such as `question`.
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            given: HashMap::new(),
        }
    }

    /// Takes the id of an item at this place, and says whether it is new. `at` is the id itself.
    pub(super) fn take(&mut self, id: &'a str, at: Mark<'a>, report: &mut Problems) -> bool {
        if !is_id(id, self.kind == "source") {
            report.error(at, words::bad_id(self.kind, id));
        }
        if let Some(first) = self.given.get(id) {
            let file = (first.file != at.file).then_some(first.file);
            report.error(at, words::id_twice(self.kind, id, file, first.line));
            return false;
        }
        self.given.insert(id, at);
        true
    }
}

/// Whether an id is spelt as the guide says.
pub(super) fn is_id(id: &str, capitals: bool) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || (capitals && c.is_ascii_uppercase());
    id.len() <= 80
        && id.starts_with(letter)
        && id
            .chars()
            .all(|c| letter(c) || c.is_ascii_digit() || c == '-' || c == '_')
}

/// The item with this id; a problem at `at` if there is none.
pub(super) fn find<T: Named>(
    table: &Table<T>,
    kind: &'static str,
    name: &str,
    at: Mark<'_>,
    report: &mut Problems,
) -> Option<Id<T>> {
    let found = table.find(name);
    // A blank name was reported where it stands.
    if found.is_none() && !name.trim().is_empty() && !report.is_full() {
        let known = table.values().map(Named::name);
        report.error(at, words::unknown(kind, name, known));
    }
    found
}

/// The items with these ids, each once.
pub(super) fn find_all<T: Named>(
    table: &Table<T>,
    kind: &'static str,
    names: &[String],
    at: Spot<'_>,
    report: &mut Problems,
) -> Vec<Id<T>> {
    let mut found = Vec::with_capacity(names.len());
    for (position, name) in names.iter().enumerate() {
        let at = at.item(position).mark();
        let Some(id) = find(table, kind, name, at, report) else {
            continue;
        };
        if found.contains(&id) {
            report.error(at, words::named_twice(name));
        } else {
            found.push(id);
        }
    }
    found
}

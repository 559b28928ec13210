//! Checks that ids are well-formed and unique, and resolves references to them.

use std::collections::HashMap;

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::tree::{Mark, Spot};
use crate::model::{Id, Named, Table};

/// The ids of one kind that are defined so far, with their positions.
pub(super) struct Names<'a> {
    kind: &'static str,
    given: HashMap<&'a str, Mark<'a>>,
}

impl<'a> Names<'a> {
    /// Creates an empty collection. `kind` is the noun for messages, such as `question`.
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            given: HashMap::new(),
        }
    }

    /// Adds the id of an item, at the position `at`, and reports one that is malformed or a
    /// duplicate. Returns whether it is new.
    pub(super) fn take(&mut self, id: &'a str, at: Mark<'a>, report: &mut Problems) -> bool {
        if !is_id(id, self.kind == "source") {
            report.error(at, messages::bad_id(self.kind, id));
        }
        if let Some(first) = self.given.get(id) {
            let file = (first.file != at.file).then_some(first.file);
            report.error(at, messages::id_twice(self.kind, id, file, first.line));
            return false;
        }
        self.given.insert(id, at);
        true
    }
}

/// Returns whether an id is well-formed: at most 80 letters, digits, `-` and `_`, starting with a
/// letter. Upper-case letters count only with `capitals`.
pub(super) fn is_id(id: &str, capitals: bool) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || (capitals && c.is_ascii_uppercase());
    id.len() <= 80
        && id.starts_with(letter)
        && id
            .chars()
            .all(|c| letter(c) || c.is_ascii_digit() || c == '-' || c == '_')
}

/// Resolves a reference. Reports a problem at `at` if no item has this id.
pub(super) fn find<T: Named>(
    table: &Table<T>,
    kind: &'static str,
    name: &str,
    at: Mark<'_>,
    report: &mut Problems,
) -> Option<Id<T>> {
    let found = table.find(name);
    // Blank values were reported when the tree was built.
    if found.is_none() && !name.trim().is_empty() && !report.is_full() {
        let known = table.values().map(Named::name);
        report.error(at, messages::unknown(kind, name, known));
    }
    found
}

/// Resolves a list of references. Unknown and repeated ids are reported and left out.
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
            report.error(at, messages::named_twice(name));
        } else {
            found.push(id);
        }
    }
    found
}

//! Runs `diff` on two versions of the small `walk` set.

use std::fs;

use super::{Ran, repository, treatfit};

/// Runs `treatfit diff` from the `walk` set to a copy with texts replaced; each text must occur
/// exactly once. The set is so small that the whole output fits on one page.
pub(crate) fn diff_walk(options: &str, changes: &[(&str, &str)]) -> Ran {
    let mut run = treatfit(&format!("diff {options}"))
        .argument("old", "old")
        .argument("new", "new");
    let mut found = vec![0; changes.len()];
    for name in ["set.yaml", "walk.yaml"] {
        let old = fs::read_to_string(repository("tests/sets/walk").join(name)).unwrap();
        let mut new = old.clone();
        for (found, (from, to)) in found.iter_mut().zip(changes) {
            *found += new.matches(from).count();
            new = new.replace(from, to);
        }
        run = run.file(&format!("old/{name}"), old);
        run = run.file(&format!("new/{name}"), new);
    }
    assert!(found.iter().all(|&times| times == 1), "{found:?}");
    run.run()
}

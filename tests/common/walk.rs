//! Two versions of a small set, compared.

use std::fs;

use super::{Ran, repository, treatfit};

/// `treatfit diff` from a set so small that all there is to say fits on a page to one with some of
/// its text replaced.
pub(crate) fn walked(options: &str, changes: &[(&str, &str)]) -> Ran {
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

//! Tests that the fast path for files marked as checked gives the same set as full loading.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use treatfit_core::load::{load, load_to_ask};
use treatfit_testing::sets::shipped_files;

#[test]
fn the_fast_path_gives_the_same_set() {
    let files = shipped_files();
    let mut full = load(&files).unwrap().set;
    let fast = load_to_ask(&files.clone().assume_checked()).unwrap().set;
    full.scenarios = fast.scenarios.clone();
    assert_eq!(fast, full);
    assert_eq!(load_to_ask(&files).unwrap().set, fast);
}

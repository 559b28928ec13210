//! A question set that was loaded before is read the short way, to the same end.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use treatfit_core::load::{load, load_to_ask};
use treatfit_testing::sets::shipped_files;

#[test]
fn the_short_way_leads_to_the_same_set() {
    let files = shipped_files();
    let mut long = load(&files).unwrap().set;
    let short = load_to_ask(&files.clone().assume_checked()).unwrap().set;
    long.scenarios = short.scenarios.clone();
    assert_eq!(short, long);
    assert_eq!(load_to_ask(&files).unwrap().set, short);
}

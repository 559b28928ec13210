//! The small set that shows every element of the format loads without a word.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::path::Path;

use treatfit::engine::decide;
use treatfit::set::{self, files::Files};

#[test]
fn the_tea_set_loads_without_warnings() {
    let files = Files::from_folder(Path::new("tests/sets/tea")).unwrap();
    let loaded = set::load(&files).unwrap();
    assert_eq!(loaded.warnings, []);
    for scenario in loaded.set.scenarios.values() {
        assert!(
            decide(&loaded.set, &scenario.answers).is_ok(),
            "{}",
            scenario.name
        );
    }
}

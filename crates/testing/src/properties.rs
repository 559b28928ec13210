//! Configures property tests that are not unit tests.

use proptest::test_runner::{Config, FileFailurePersistence};

/// Returns a configuration with this number of cases. A failing case is saved beside the test file, as
/// `NAME.proptest-regressions`, and tried first in later runs.
pub fn cases(cases: u32) -> Config {
    let kept = FileFailurePersistence::WithSource("proptest-regressions");
    Config {
        failure_persistence: Some(Box::new(kept)),
        ..Config::with_cases(cases)
    }
}

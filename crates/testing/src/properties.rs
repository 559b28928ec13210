//! The configuration of property tests outside `src`.

use proptest::test_runner::{Config, FileFailurePersistence};

/// So many cases. A failing one is kept beside the test file, as `NAME.proptest-regressions`, and tried
/// first from then on.
pub fn cases(cases: u32) -> Config {
    let kept = FileFailurePersistence::WithSource("proptest-regressions");
    Config {
        failure_persistence: Some(Box::new(kept)),
        ..Config::with_cases(cases)
    }
}

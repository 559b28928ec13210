//! The stamp of the built-in set: the statement in every result of how many guarantees are proved
//! for how many answer sets.
//!
//! To save time at every run, the built-in set is proved by a test, not by the program. The stamp
//! is kept in `stamp.json` with the digest of the set it was proved for; a set with any other
//! digest is proved when it is used.

use num_bigint::BigUint;
use serde_json::Value;
use treatfit_core::model::QuestionSet;
use treatfit_report::Stamp;

use crate::cli::count::many;

/// The stored stamp, as JSON.
const PROVED: &str = include_str!("stamp.json");

/// Returns the stamp of a set if it is the built-in one.
pub(super) fn of(set: &QuestionSet) -> Option<Stamp> {
    proved(set, PROVED)
}

/// Returns the stored stamp if its digest is that of the set.
fn proved(set: &QuestionSet, proved: &str) -> Option<Stamp> {
    let proved: Value = serde_json::from_str(proved).ok()?;
    if proved.get("digest")?.as_str()? != set.digest {
        return None;
    }
    let guarantees = proved.get("guarantees")?.as_u64()?;
    let answer_sets: BigUint = proved.get("answer_sets")?.as_str()?.parse().ok()?;
    Some(Stamp::Checked {
        guarantees: usize::try_from(guarantees).ok()?,
        answer_sets: many(&answer_sets),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::json;
    use treatfit_core::load::load;
    use treatfit_proof::BUDGET;
    use treatfit_proof::check::Check;

    use super::{PROVED, of};
    use crate::shipped;

    /// After a change to the built-in set, `STAMP=write cargo test stamp` proves it and stores the
    /// new stamp.
    #[test]
    fn the_stored_stamp_is_what_a_proof_of_the_built_in_set_gives() {
        let set = load(&shipped::files()).unwrap().set;
        let check = Check::of(&set, BUDGET).unwrap();
        assert!(check.holds(), "see `treatfit check`");
        let proved = json!({
            "digest": set.digest,
            "guarantees": check.proved(),
            "answer_sets": check.counts.answer_sets.to_string(),
        });
        let proved = format!("{proved:#}\n");
        if std::env::var_os("STAMP").is_some_and(|it| it == "write") {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/stamp.json");
            fs::write(file, &proved).unwrap();
        } else {
            assert_eq!(PROVED, proved, "STAMP=write cargo test stamp");
        }
    }

    #[test]
    fn a_set_with_another_digest_has_no_stored_stamp() {
        let mut set = load(&shipped::files()).unwrap().set;
        set.digest.push('0');
        assert_eq!(of(&set), None);
    }
}

//! What every result says of the proofs behind its question set.
//!
//! Proving the shipped set takes a moment that a person need not wait for at every result. It is
//! proved when the program is built and tested, and what was proved is kept beside this file with
//! the digest of the set it was proved of. A set with any other digest is proved when it is used.

use num_bigint::BigUint;
use serde_json::Value;
use treatfit_core::model::QuestionSet;
use treatfit_report::Stamp;

use crate::cli::count::many;

/// What was proved of the shipped set.
const PROVED: &str = include_str!("stamp.json");

/// The stamp of a set, if it is the shipped one.
pub(super) fn of(set: &QuestionSet) -> Option<Stamp> {
    proved(set, PROVED)
}

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

    /// After a change to the shipped set, `STAMP=write cargo test stamp` proves it anew.
    #[test]
    fn the_stamp_of_the_shipped_set_is_true() {
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
    fn another_set_is_not_stamped() {
        let mut set = load(&shipped::files()).unwrap().set;
        set.digest.push('0');
        assert_eq!(of(&set), None);
    }
}

//! Answers and outcomes as data.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;
use treatfit_core::engine::decide;
use treatfit_core::load::read_answers;
use treatfit_testing::all_answer_sets::answer_sets;
use treatfit_testing::properties::cases;
use treatfit_testing::random;
use treatfit_testing::sets::small;

#[test]
fn an_outcome_names_what_the_author_named() {
    let set = small("tea");
    let scenario = set.scenarios.find("strong-and-flowery").unwrap();
    let outcome = decide(&set, &set.scenarios[scenario].answers).unwrap();
    assert_snapshot!(serde_json::to_string_pretty(&set.by_id(&outcome)).unwrap());
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn serialised_answers_are_read_as_they_were(tape in prop::collection::vec(any::<u8>(), 0..120)) {
        let set = random::set(&tape);
        let Some(all) = answer_sets(&set, 200) else { return Ok(()) };
        for answers in all {
            let file = json!({"set": set.name, "answers": set.by_id(&answers)});
            let read = read_answers(&set, "answers.json", &file.to_string()).unwrap();
            prop_assert_eq!(read.answers, answers);
        }
    }
}

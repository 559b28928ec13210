//! Phrases that must not occur in the built-in set or in any output about it, and texts that must.

use treatfit::shipped;
use treatfit_core::engine::decide;
use treatfit_core::load::load;
use treatfit_core::model::{Audience, Claim, EMERGENCY_SLOT, Effect, Rule, Status};
use treatfit_report as report;
use treatfit_report::{Report, Stamp, TextLayout};

/// Advice to stop, skip or change a medicine; home use on offer; approval that does not exist;
/// promises of safety; blame; numbers that are no longer answered.
const NEVER: [&str; 33] = [
    "stop taking",
    "stop your",
    "stop the medicine",
    "stop all medicine",
    "come off",
    "wean",
    "taper",
    "skip a dose",
    "skip your",
    "skip the",
    "miss a dose",
    "hold your",
    "hold the dose",
    "lower your dose",
    "lower the dose",
    "reduce your",
    "reduce the dose",
    "change your dose",
    "double your",
    "switch to another medicine",
    "approved for depression",
    "approved for mental",
    "no risk",
    "risk-free",
    "risk free",
    "without risk",
    "completely safe",
    "you can take it at home",
    "home kit",
    "denied",
    "press 3",
    "1-833-456-4566",
    "833 456 4566",
];

fn assert_clean(text: &str, place: &str) {
    let plain = text.to_lowercase();
    // Joins wrapped lines, which could hide a phrase.
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for phrase in NEVER {
        assert!(!plain.contains(phrase), "`{phrase}` in {place}");
    }
}

#[test]
fn no_text_of_the_built_in_set_has_a_forbidden_phrase() {
    let files = shipped::files();
    for (name, text) in files.iter() {
        // Comments are for authors and may name what is forbidden.
        let texts: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect();
        assert_clean(&texts.join("\n"), name);
    }
}

#[test]
fn no_result_of_a_scenario_has_a_forbidden_phrase() {
    let set = load(&shipped::files()).unwrap().set;
    for scenario in set.scenarios.values() {
        let outcome = decide(&set, &scenario.answers).unwrap();
        for audience in [Audience::Client, Audience::Coordinator] {
            let report = Report {
                set: &set,
                outcome: &outcome,
                answers: &scenario.answers,
                audience,
                reference: None,
                explain: None,
                stamp: Stamp::Unproved,
            };
            let page = TextLayout {
                width: 80,
                colour: false,
                unicode: true,
            };
            let text = report::text(&report, &page);
            assert_clean(&text, &scenario.name);
            let consult = "Talk to a qualified medical or mental health professional";
            let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // An emergency result refers to professionals at once and has no notice about deciding.
            let emergency = outcome.status == Status::Emergency;
            let consults = match audience {
                Audience::Client if emergency => joined.contains("professional help"),
                Audience::Coordinator if emergency => joined.contains("clinician in"),
                _ => joined.contains(consult),
            };
            assert!(consults, "{} lacks the notice", scenario.name);
        }
    }
}

#[test]
fn no_retired_number_is_in_the_repository_outside_this_test() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        root.join("src"),
        root.join("crates"),
        root.join("questions"),
        root.join("tests"),
        root.join("benches"),
    ];
    let mut files = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests/texts.rs") {
                files.push(path);
            }
        }
    }
    for path in files {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).to_lowercase();
        for number in ["456-4566", "456 4566", "press 3"] {
            assert!(!text.contains(number), "{number} in {}", path.display());
        }
    }
}

/// Returns the texts of a rule that a client or a coordinator reads.
fn said_by(rule: &Rule) -> Vec<&str> {
    let wordings = std::iter::once(&rule.because).chain(&rule.action);
    let texts = wordings.flat_map(|it| std::iter::once(&it.own).chain(&it.client));
    texts.chain(&rule.coordinator).map(String::as_str).collect()
}

/// Returns whether only authors read the texts of a file.
fn is_for_authors(name: &str) -> bool {
    name == "guarantees.yaml" || name.starts_with("scenarios/")
}

#[test]
fn a_text_that_says_to_call_shows_the_number_or_the_crisis_lines() {
    let files = shipped::files();
    for (name, text) in files.iter().filter(|(name, _)| !is_for_authors(name)) {
        // Comments are for authors; a source may have it in its title.
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#') && !line.contains("title: "));
        let text = lines.collect::<Vec<_>>().join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.to_lowercase();
        for bare in [
            "emergency number",
            "emergency services",
            "ambulance",
            "call 9",
            "call 1",
        ] {
            let found = text.contains(bare) && name != "regions.yaml";
            assert!(!found, "{bare} in {name}: write {EMERGENCY_SLOT}");
        }
    }
    let set = load(&files).unwrap().set;
    for rule in set.rules.values() {
        let mentioned = said_by(rule).iter().any(|it| it.contains("crisis line"));
        let shown = matches!(&rule.effect, Effect::Safety(safety) if safety.crisis_lines);
        assert!(shown || !mentioned, "{} shows no crisis lines", rule.name);
    }
}

/// Every rule for an open answer about present danger says what to do if the danger is real.
#[test]
fn an_open_answer_about_danger_says_when_to_call() {
    let set = load(&shipped::files()).unwrap().set;
    let open = set
        .guarantees
        .values()
        .filter(|it| it.name.starts_with("open-about-"));
    let mut rules = std::collections::BTreeSet::new();
    for guarantee in open {
        let Claim::Always(expected) = &guarantee.claim else {
            panic!("{} holds for some only", guarantee.name);
        };
        for &rule in &expected.findings {
            let action = set.rules[rule].action.as_ref().unwrap();
            // Shown at the moment of the answer, not only in the result.
            let safety = set.rules[rule].safety().unwrap();
            let about_suicide = guarantee.name == "open-about-suicide";
            assert!(safety.number_first || (about_suicide && safety.crisis_lines));
            for text in std::iter::once(&action.own).chain(&action.client) {
                assert!(text.contains(EMERGENCY_SLOT), "{}", set.rules[rule].name);
            }
            rules.insert(rule);
        }
    }
    assert_eq!(rules.len(), 14);
}

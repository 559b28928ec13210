//! An emergency shows only what matters now, fits a small screen as a whole, and ends with whom to
//! call.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::treatfit;
use insta::assert_snapshot;
use treatfit::interview::{danger_texts, layout};
use treatfit::shipped;
use treatfit::terminal::Style;
use treatfit_core::engine::decide;
use treatfit_core::load::load;
use treatfit_core::model::{Audience, Effect, Status};
use treatfit_report as report;
use treatfit_report::{Report, Stamp, TextLayout};

/// The largest number of lines of an emergency at 80 columns.
const LINES: usize = 15;

const PAGE: TextLayout = TextLayout {
    width: 80,
    colour: false,
    unicode: true,
};

const SCREEN: layout::Page = layout::Page {
    width: 80,
    style: Style::OFF,
};

/// Checks every emergency of the scenarios, in every region, for both audiences.
#[test]
fn every_emergency_is_short_and_ends_with_whom_to_call() {
    let set = load(&shipped::files()).unwrap().set;
    let mut spoken_of = std::collections::BTreeSet::new();
    for scenario in set.scenarios.values() {
        for region in set.regions.ids() {
            let mut answers = scenario.answers.clone();
            answers.region = Some(region);
            let outcome = decide(&set, &answers).unwrap();
            if outcome.status != Status::Emergency {
                continue;
            }
            spoken_of.insert(outcome.gravest(&set).unwrap().rule);
            let region = &set.regions[region];
            for audience in [Audience::Client, Audience::Coordinator] {
                let report = Report {
                    set: &set,
                    outcome: &outcome,
                    answers: &answers,
                    audience,
                    reference: Some("case-17"),
                    explain: None,
                    stamp: Stamp::Unproved,
                };
                let listener = set.listener(audience, answers.region);
                let gravest = outcome.gravest(&set).map(|finding| finding.rule);
                let screen: String =
                    danger_texts::emergency(&set, listener, gravest, outcome.crisis)
                        .iter()
                        .map(|(role, text)| SCREEN.lay_out(*role, text))
                        .collect();
                let result = report::text(&report, &PAGE);
                for said in [&screen, &result] {
                    let lines = said.trim().lines().count();
                    assert!(lines <= LINES, "{lines} lines\n{said}");
                    let flat: Vec<&str> = said.split_whitespace().filter(|it| *it != "┃").collect();
                    let flat = flat.join(" ");
                    assert!(flat.contains(&region.emergency), "{said}");
                    let crisis = outcome.crisis.unwrap();
                    let last = match region.lines.last() {
                        Some(line) if crisis.lines && crisis.emergency_first => &line.contact,
                        _ => &region.emergency,
                    };
                    let last = flat.rfind(last.as_str()).unwrap() + last.len();
                    // Only the opening hours of a crisis line may follow.
                    assert!(flat.len() - last <= " (day and night)".len(), "{said}");
                }
            }
        }
    }
    let emergencies = set.rules.iter().filter(|(_, rule)| {
        matches!(&rule.effect, Effect::Safety(safety) if safety.level == treatfit_core::model::Level::Emergency)
    });
    for (id, rule) in emergencies {
        assert!(
            spoken_of.contains(&id),
            "no scenario speaks of `{}`",
            rule.name
        );
    }
}

/// Milder notices shown earlier in the interview are not repeated, and the result repeats the
/// emergency.
#[test]
fn an_interview_that_ends_in_an_emergency() {
    let typed = "yes / none / no / none / nearly / 1 / 3 / 1 / yes / 1 / not sure / 1 / yes / 1";
    assert_snapshot!(
        treatfit("screen --plain --region us")
            .typed(typed)
            .transcript()
    );
}

#[test]
fn an_intake_that_ends_in_an_emergency() {
    let typed = "yes / none / no / 1, 3 / 1";
    let run = treatfit("intake --plain --region uk --reference case-17 --save a.yaml").typed(typed);
    assert_snapshot!(run.transcript());
}

//! What a report must not say, and what comes first in an emergency.

use treatfit_core::model::Audience::{Client, Coordinator};
use treatfit_core::model::{Level, Status};
use treatfit_testing::sets::shipped_files;

use crate::tests::PAGE;
use crate::tests::sample::{each_report, load, many_reports, of, sample};
use crate::{Report, html, json, markdown, names_a_treatment, text};

fn assert_names_nothing(report: &Report<'_>) {
    if report.may_name() {
        return;
    }
    for shown in [
        text(report, &PAGE),
        markdown(report),
        html(report),
        json(report).to_string(),
    ] {
        assert!(!names_a_treatment(report.set, &shown), "{shown}");
    }
}

#[test]
fn no_style_is_named_where_none_may_be() {
    let set = sample();
    each_report(&set, |_, report| assert_names_nothing(report));
    many_reports(&set, 500, assert_names_nothing);
}

#[test]
fn the_built_in_set_names_no_style_where_none_may_be() {
    many_reports(&load(&shipped_files()), 120, assert_names_nothing);
}

#[test]
fn a_note_on_what_tells_which_style_fits_is_left_out_where_none_may_be_named() {
    each_report(&sample(), |name, report| {
        let written = json(report);
        let findings = written["findings"].as_array().unwrap();
        let stands = |rule: &str| findings.iter().any(|finding| finding["rule"] == rule);
        let fired = |rule: &str| {
            let mut found = report.outcome.findings.iter();
            found.any(|found| report.set.rules[found.rule].name == rule)
        };
        let about_fit = fired("about-issues");
        assert_eq!(
            stands("about-issues"),
            about_fit && report.may_name(),
            "{name}"
        );
        assert_eq!(stands("worry-raised"), fired("worry-raised"), "{name}");
    });
    of(&sample(), "withheld", Client, |report| {
        assert!(!text(report, &PAGE).contains("one issue"));
    });
}

/// A fast treatment is no help in a crisis, least of all where none may be named.
#[test]
fn who_is_in_a_hurry_is_told_whom_to_call_where_no_style_may_be_named() {
    let set = load(&shipped_files());
    for scenario in [
        "days-though-nothing-is-suitable",
        "days-though-a-question-stays-open",
    ] {
        of(&set, scenario, Client, |report| {
            assert!(!report.may_name());
            let shown = text(report, &PAGE);
            assert!(shown.contains("Fast relief is not crisis care."), "{shown}");
            assert!(shown.contains("Numbers checked on"), "{shown}");
        });
    }
}

#[test]
fn a_treatment_is_named_by_whole_words() {
    let mut set = sample();
    for treatment in set.treatments.values_mut() {
        if treatment.name == "kap" {
            treatment.title = "ACT (acceptance and commitment therapy)".to_owned();
        }
    }
    for names in [
        "Ask about ACT.",
        "(kap)",
        "IV infusions",
        "the iv\ninfusion",
        "A-C-T, act",
    ] {
        assert!(names_a_treatment(&set, names), "{names}");
    }
    for names_none in [
        "Contact a doctor.",
        "an infusion",
        "activity",
        "five infusions",
        "",
    ] {
        assert!(!names_a_treatment(&set, names_none), "{names_none}");
    }
}

#[test]
fn an_emergency_is_about_help_and_little_else() {
    let set = sample();
    let mut seen = 0;
    each_report(&set, |_, report| {
        if report.outcome.status != Status::Emergency {
            return;
        }
        seen += 1;
        let shown = text(report, &PAGE);
        for noise in [
            "point",
            "Sources",
            "C9",
            "Worry-2",
            "Which style",
            "guarantee",
            "not say",
        ] {
            assert!(!shown.contains(noise), "{noise} in {shown}");
        }
        // Of several reasons the gravest is spoken of, alone.
        let gravest = report.outcome.gravest(report.set).unwrap().rule;
        let flat: Vec<&str> = shown.split_whitespace().collect();
        let flat = flat.join(" ");
        for finding in report.outcome.findings_of(report.set, Level::Emergency) {
            let rule = &report.set.rules[finding.rule];
            let gravest = &report.set.rules[gravest];
            let spoken = rule.action == gravest.action;
            let action = rule.action.as_ref().unwrap().for_audience(report.audience);
            assert_eq!(flat.contains(action), spoken, "{action} in {shown}");
            let now = rule.coordinator.as_ref().unwrap();
            let told = rule.coordinator == gravest.coordinator && report.audience == Coordinator;
            assert_eq!(flat.contains(now), told, "{now} in {shown}");
        }
        if report.audience == Client {
            assert!(flat.contains("professional help"), "{shown}");
        }
        assert_eq!(json(report)["scores"].as_array().unwrap().len(), 0);
    });
    assert_eq!(seen, 6);
}

#[test]
fn a_crisis_leads_with_the_lines_and_a_medical_emergency_with_the_number() {
    let set = sample();
    let places = |name| {
        of(&set, name, Client, |report| {
            let shown = text(report, &PAGE);
            ["988", "911"].map(|number| shown.find(number).unwrap())
        })
    };
    let [line, number] = places("crisis");
    assert!(line < number);
    let [line, number] = places("both");
    assert!(number < line);
}

#[test]
fn the_coordinators_line_is_for_the_coordinator_alone() {
    let set = sample();
    each_report(&set, |_, report| {
        let page = json(report);
        let lines = page["findings"].as_array().unwrap().iter();
        let any = lines
            .clone()
            .any(|finding| !finding["coordinator"].is_null());
        assert!(!any || report.audience == Coordinator);
        let shown = text(report, &PAGE);
        // In an emergency it is said in the same breath as what to do.
        let calm = report.outcome.status != Status::Emergency;
        assert_eq!(
            any && calm && report.audience == Coordinator,
            shown.contains("Now:")
        );
    });
}

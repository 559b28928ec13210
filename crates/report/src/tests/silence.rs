//! Tests of what a report must not say, and of what comes first in an emergency.

use treatfit_core::model::Audience::{Client, Coordinator};
use treatfit_core::model::{Level, Status};
use treatfit_testing::sets::shipped_files;

use crate::tests::PAGE;
use crate::tests::sample::{each_report, load, many_reports, report_of, sample};
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
fn no_report_names_a_treatment_when_none_may_be_named() {
    let set = sample();
    each_report(&set, |_, report| assert_names_nothing(report));
    many_reports(&set, 500, assert_names_nothing);
}

#[test]
fn no_report_of_the_shipped_set_names_a_treatment_when_none_may_be_named() {
    many_reports(&load(&shipped_files()), 120, assert_names_nothing);
}

#[test]
fn a_note_on_a_fit_question_is_left_out_when_no_treatment_may_be_named() {
    each_report(&sample(), |name, report| {
        let result = json(report);
        let findings = result["findings"].as_array().unwrap();
        let is_shown = |rule: &str| findings.iter().any(|finding| finding["rule"] == rule);
        let fired = |rule: &str| {
            let mut found = report.outcome.findings.iter();
            found.any(|found| report.set.rules[found.rule].name == rule)
        };
        let about_fit = fired("about-issues");
        assert_eq!(
            is_shown("about-issues"),
            about_fit && report.may_name(),
            "{name}"
        );
        assert_eq!(is_shown("worry-raised"), fired("worry-raised"), "{name}");
    });
    report_of(&sample(), "withheld", Client, |report| {
        assert!(!text(report, &PAGE).contains("one issue"));
    });
}

/// A fast treatment does not help in a crisis, least of all if none may be named.
#[test]
fn an_urgent_client_gets_crisis_contacts_when_no_treatment_may_be_named() {
    let set = load(&shipped_files());
    for scenario in [
        "days-though-nothing-is-suitable",
        "days-though-a-question-stays-open",
    ] {
        report_of(&set, scenario, Client, |report| {
            assert!(!report.may_name());
            let shown = text(report, &PAGE);
            assert!(shown.contains("Fast relief is not crisis care."), "{shown}");
            assert!(shown.contains("Numbers checked on"), "{shown}");
        });
    }
}

#[test]
fn a_treatment_is_recognized_by_whole_words() {
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
fn an_emergency_page_shows_only_the_most_severe_finding() {
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
        // Only the most severe of several findings is shown.
        let gravest = report.outcome.gravest(report.set).unwrap().rule;
        let flat: Vec<&str> = shown.split_whitespace().collect();
        let flat = flat.join(" ");
        for finding in report.outcome.findings_of(report.set, Level::Emergency) {
            let rule = &report.set.rules[finding.rule];
            let gravest = &report.set.rules[gravest];
            let shown_action = rule.action == gravest.action;
            let action = rule.action.as_ref().unwrap().for_audience(report.audience);
            assert_eq!(flat.contains(action), shown_action, "{action} in {shown}");
            let now = rule.coordinator.as_ref().unwrap();
            let shown_to_coordinator =
                rule.coordinator == gravest.coordinator && report.audience == Coordinator;
            assert_eq!(flat.contains(now), shown_to_coordinator, "{now} in {shown}");
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
        report_of(&set, name, Client, |report| {
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
fn only_the_coordinator_reads_the_coordinators_line() {
    let set = sample();
    each_report(&set, |_, report| {
        let page = json(report);
        let lines = page["findings"].as_array().unwrap().iter();
        let any = lines
            .clone()
            .any(|finding| !finding["coordinator"].is_null());
        assert!(!any || report.audience == Coordinator);
        let shown = text(report, &PAGE);
        // In an emergency the action itself includes the coordinator's text, without "Now:".
        let calm = report.outcome.status != Status::Emergency;
        assert_eq!(
            any && calm && report.audience == Coordinator,
            shown.contains("Now:")
        );
    });
}

//! What would change a result, as it is told.

use super::PAGE;
use super::json::strict;
use super::same::assert_same;
use super::sample::{each_report, load, many_reports, sample};
use super::width::assert_fits;
use crate::proof::BUDGET;
use crate::proof::change::{Changes, Explained};
use crate::proof::diagram::OverBudget;
use crate::report::{self, Page, Report, html, json, markdown, names_a_treatment, text};
use crate::set::files::Files;
use crate::set::model::Audience;
use crate::words::explain as words;

/// The same report with what would change it.
pub(super) fn explained<T>(
    changes: &Changes<'_>,
    report: &Report<'_>,
    test: impl FnOnce(&Report<'_>) -> T,
) -> T {
    let explained = match report.audience {
        Audience::Client => Explained::SafeDirection(changes.stricter(report.answers).unwrap()),
        Audience::Coordinator => Explained::Everything(changes.elsewhere(report.answers).unwrap()),
    };
    test(&Report {
        explain: Some(&explained),
        ..report.clone()
    })
}

#[test]
fn it_fits_every_page_says_the_same_in_all_formats_and_keeps_to_the_schema() {
    let set = sample();
    let changes = Changes::build(&set, BUDGET).unwrap();
    let schema = strict();
    let mut told = [0; 2];
    each_report(&set, |name, report| {
        explained(&changes, report, |report| {
            for width in [20, 33, 40, 80] {
                let page = Page { width, ..PAGE };
                assert_fits(&text(report, &page), width);
            }
            assert_same(name, report);
            let written = json(report);
            assert!(schema.is_valid(&written), "{name}");
            for (told, key) in told.iter_mut().zip(["changes", "stricter"]) {
                *told += written["explain"][key].as_array().map_or(0, Vec::len);
            }
        });
    });
    assert!(told.iter().all(|&told| told > 10), "{told:?}");
}

#[test]
fn it_is_there_only_if_asked_for() {
    each_report(&sample(), |_, report| {
        assert!(json(report).get("explain").is_none());
        for heading in [Audience::Client, Audience::Coordinator].map(words::heading) {
            assert!(!text(report, &PAGE).contains(heading));
        }
    });
}

/// Questions and answers of the built-in set that speak of a crisis or an emergency.
const GRAVE: [&str; 10] = [
    "suicide",
    "phq9_9",
    "danger_now",
    "_danger\"",
    "medical_now",
    "mind_now",
    "symptoms_now",
    "signs_now",
    "chest_pain",
    "threatened",
];

#[test]
fn no_style_is_named_where_none_may_be_nor_ever_to_a_client() {
    let builtin = load(&Files::embedded());
    for (set, runs) in [(sample(), 300), (builtin, 60)] {
        let changes = Changes::build(&set, BUDGET).unwrap();
        many_reports(&set, runs, |report| {
            explained(&changes, report, |report| {
                let page = json(report);
                let explain = page["explain"].to_string();
                let client = report.audience == Audience::Client;
                if client || !report.may_name() {
                    assert!(!names_a_treatment(report.set, &explain), "{explain}");
                }
                for grave in GRAVE {
                    assert!(!client || !explain.contains(grave), "{explain}");
                }
                if client {
                    assert!(page["explain"]["changes"].is_null());
                } else if !report.may_name() {
                    assert_eq!(page["explain"]["changes"], serde_json::json!([]));
                    assert!(text(report, &PAGE).contains("No answer outside the safety"));
                }
            });
        });
    }
}

/// To a person whose result is grave, or who is shown whom to call, a graver one is no help.
#[test]
fn a_client_in_need_is_told_of_nothing_graver() {
    let set = sample();
    let changes = Changes::build(&set, BUDGET).unwrap();
    let mut kept_quiet = 0;
    many_reports(&set, 500, |report| {
        let in_need = !report.may_name() || report.outcome.crisis.is_some();
        if report.audience == Audience::Client && in_need {
            kept_quiet += 1;
            explained(&changes, report, |explained| {
                assert_eq!(text(explained, &PAGE), text(report, &PAGE));
                assert_eq!(
                    json(explained)["explain"]["stricter"],
                    serde_json::json!([])
                );
            });
        }
    });
    assert!(kept_quiet > 20, "{kept_quiet}");
}

#[test]
fn over_the_budget_nothing_is_claimed() {
    each_report(&sample(), |_, report| {
        let explained = Explained::NotProved(OverBudget { nodes: 1000 });
        let report = Report {
            explain: Some(&explained),
            ..report.clone()
        };
        assert!(strict().is_valid(&json(&report)));
        for page in [
            text(&report, &PAGE),
            markdown(&report),
            html(&report),
            report::json(&report).to_string(),
        ] {
            assert!(!page.contains("Proved over"), "{page}");
            assert!(!page.contains(words::TELL), "{page}");
        }
    });
}

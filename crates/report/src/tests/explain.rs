//! Tests of the section on what would change a result.

use treatfit_core::model::{Audience, Status};
use treatfit_proof::diff::NotProved;
use treatfit_proof::explain::{ChangeFinder, Explanation};
use treatfit_proof::{BUDGET, OverBudget};
use treatfit_testing::sets::shipped_files;

use crate as report;
use crate::messages::explain;
use crate::tests::PAGE;
use crate::tests::json::strict;
use crate::tests::same::assert_same;
use crate::tests::sample::{each_report, load, many_reports, report_of, sample};
use crate::tests::width::assert_fits;
use crate::{Report, TextLayout, html, json, markdown, names_a_treatment, text};

/// Runs a test on a report with its explanation added.
pub(super) fn explained<T>(
    changes: &ChangeFinder<'_>,
    report: &Report<'_>,
    test: impl FnOnce(&Report<'_>) -> T,
) -> T {
    let result = (report.answers, report.outcome);
    let explained = Explanation::of(report.set, Ok(changes), result, report.audience);
    assert!(!matches!(explained, Explanation::NotProved(_)));
    test(&Report {
        explain: Some(&explained),
        ..report.clone()
    })
}

#[test]
fn an_explanation_fits_the_page_agrees_across_formats_and_matches_the_schema() {
    let set = sample();
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    let schema = strict();
    let mut shown = [0; 2];
    each_report(&set, |name, report| {
        explained(&changes, report, |report| {
            for width in [20, 33, 40, 80] {
                let page = TextLayout { width, ..PAGE };
                assert_fits(&text(report, &page), width);
            }
            assert_same(name, report);
            let result = json(report);
            assert!(schema.is_valid(&result), "{name}");
            for (shown, key) in shown.iter_mut().zip(["changes", "stricter"]) {
                *shown += result["explain"][key].as_array().map_or(0, Vec::len);
            }
        });
    });
    assert!(shown.iter().all(|&shown| shown > 10), "{shown:?}");
}

#[test]
fn an_explanation_appears_only_if_requested() {
    each_report(&sample(), |_, report| {
        assert!(json(report).get("explain").is_none());
        for heading in [Audience::Client, Audience::Coordinator].map(explain::heading) {
            assert!(!text(report, &PAGE).contains(heading));
        }
    });
}

/// Ids in the shipped set of questions and answers about a crisis or an emergency.
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
fn an_explanation_never_names_a_treatment_to_a_client_or_when_none_may_be_named() {
    let builtin = load(&shipped_files());
    for (set, runs) in [(sample(), 300), (builtin, 60)] {
        let changes = ChangeFinder::build(&set, BUDGET).unwrap();
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
                    let mut changes = page["explain"]["changes"].as_array().into_iter().flatten();
                    assert!(changes.all(|change| change["suggested"] == serde_json::json!([])));
                }
            });
        });
    }
}

/// Answers about danger and suicide must not appear in an explanation for a client.
#[test]
fn no_explanation_for_a_client_mentions_danger_or_suicide_in_any_shipped_scenario() {
    let set = load(&shipped_files());
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    let mut shown = 0;
    let mut with_lines = 0;
    each_report(&set, |name, report| {
        if report.audience == Audience::Coordinator {
            return;
        }
        explained(&changes, report, |report| {
            let page = json(report);
            let explain = page["explain"].to_string();
            let nothing = Vec::new();
            let stricter = page["explain"]["stricter"].as_array().unwrap_or(&nothing);
            for change in stricter
                .iter()
                .flat_map(|it| it["changes"].as_array().unwrap())
            {
                for changed in change.as_array().unwrap() {
                    let id = set
                        .questions
                        .find(changed["question"].as_str().unwrap())
                        .unwrap();
                    let section = &set.sections[set.questions[id].section];
                    assert_ne!(section.name, "right-now", "{name}: {changed}");
                }
            }
            for grave in GRAVE {
                assert!(!explain.contains(grave), "{name}: {explain}");
            }
            shown += usize::from(!stricter.is_empty());
            let lines = report.outcome.crisis.is_some_and(|crisis| crisis.lines);
            with_lines += usize::from(!stricter.is_empty() && lines);
        });
    });
    assert!(shown > 50 && with_lines > 0, "{shown}, {with_lines}");
}

/// A more severe outcome does not help a client whose result is already severe or shows crisis
/// contacts.
#[test]
fn a_client_in_crisis_reads_no_more_severe_outcome() {
    let set = sample();
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    let mut silent = 0;
    many_reports(&set, 500, |report| {
        let in_need = !report.may_name() || report.outcome.crisis.is_some();
        if report.audience == Audience::Client && in_need {
            silent += 1;
            explained(&changes, report, |explained| {
                assert_eq!(text(explained, &PAGE), text(report, &PAGE));
                assert!(json(explained)["explain"]["stricter"].is_null());
            });
        }
    });
    assert!(silent > 20, "{silent}");
}

/// Neither an emergency page nor a client's page that names no treatment mentions a proof that did
/// not finish.
#[test]
fn an_exceeded_budget_is_not_mentioned_where_no_explanation_is_shown() {
    let set = sample();
    let over = || Err(OverBudget { nodes: 1 });
    each_report(&set, |name, report| {
        let result = (report.answers, report.outcome);
        let explained = Explanation::of(&set, over(), result, report.audience);
        let client = report.audience == Audience::Client;
        let silent = report.outcome.status == Status::Emergency || client && !report.may_name();
        if silent {
            let with = Report {
                explain: Some(&explained),
                ..report.clone()
            };
            assert_eq!(text(&with, &PAGE), text(report, &PAGE), "{name}");
            let said = serde_json::json!({"proved": false, "changes": null, "stricter": null});
            assert_eq!(report::json(&with)["explain"], said);
        }
    });
}

#[test]
fn a_disagreement_is_reported_as_a_fault_not_as_a_budget() {
    let set = sample();
    let explained = Explanation::NotProved(NotProved::Disagreement);
    report_of(&set, "nothing", Audience::Coordinator, |report| {
        let report = Report {
            explain: Some(&explained),
            ..report.clone()
        };
        let page = text(&report, &PAGE);
        assert!(page.contains("This is a fault of treatfit"), "{page}");
        assert!(!page.contains("--budget"), "{page}");
    });
}

#[test]
fn nothing_is_claimed_when_the_budget_is_exceeded() {
    each_report(&sample(), |_, report| {
        let explained = Explanation::NotProved(NotProved::OverBudget(OverBudget { nodes: 1000 }));
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
            assert!(!page.contains(explain::TELL), "{page}");
        }
    });
}

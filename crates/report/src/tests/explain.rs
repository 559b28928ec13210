//! What would change a result, as it is told.

use treatfit_core::model::{Audience, Status};
use treatfit_proof::diff::NotProved;
use treatfit_proof::explain::{ChangeFinder, Explanation};
use treatfit_proof::{BUDGET, OverBudget};
use treatfit_testing::sets::shipped_files;

use crate as report;
use crate::messages::explain as words;
use crate::tests::PAGE;
use crate::tests::json::strict;
use crate::tests::same::assert_same;
use crate::tests::sample::{each_report, load, many_reports, of, sample};
use crate::tests::width::assert_fits;
use crate::{Page, Report, html, json, markdown, names_a_treatment, text};

/// The same report with what would change it.
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
fn it_fits_every_page_says_the_same_in_all_formats_and_keeps_to_the_schema() {
    let set = sample();
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
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

/// Whatever is asked about danger and suicide stays out of what a person is told.
#[test]
fn no_client_is_told_of_danger_or_suicide_in_any_scenario_of_the_built_in_set() {
    let set = load(&shipped_files());
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    let mut told = 0;
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
            told += usize::from(!stricter.is_empty());
            let lines = report.outcome.crisis.is_some_and(|crisis| crisis.lines);
            with_lines += usize::from(!stricter.is_empty() && lines);
        });
    });
    assert!(told > 50 && with_lines > 0, "{told}, {with_lines}");
}

/// To a person whose result is grave, or who is shown whom to call, a graver one is no help.
#[test]
fn a_client_in_need_is_told_of_nothing_graver() {
    let set = sample();
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    let mut kept_quiet = 0;
    many_reports(&set, 500, |report| {
        let in_need = !report.may_name() || report.outcome.crisis.is_some();
        if report.audience == Audience::Client && in_need {
            kept_quiet += 1;
            explained(&changes, report, |explained| {
                assert_eq!(text(explained, &PAGE), text(report, &PAGE));
                assert!(json(explained)["explain"]["stricter"].is_null());
            });
        }
    });
    assert!(kept_quiet > 20, "{kept_quiet}");
}

/// Neither a graver status nor a page that stands by somebody ends with what was not worked out.
#[test]
fn where_nothing_is_to_be_said_the_budget_is_nothing_to_speak_of() {
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
fn a_fault_is_told_as_one_and_not_as_a_budget() {
    let set = sample();
    let explained = Explanation::NotProved(NotProved::Disagreement);
    of(&set, "nothing", Audience::Coordinator, |report| {
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
fn over_the_budget_nothing_is_claimed() {
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
            assert!(!page.contains(words::TELL), "{page}");
        }
    });
}

//! Snapshots of whole reports.

use treatfit_core::engine::misses;
use treatfit_core::model::Audience::{Client, Coordinator};

use crate::tests::PAGE;
use crate::tests::sample::{each_report, report_of, sample};
use crate::{Report, Stamp, TextLayout, html, json, markdown, text};

#[test]
fn each_scenario_has_its_expected_outcome() {
    each_report(&sample(), |name, report| {
        let id = report.set.scenarios.find(name).unwrap();
        let missed = misses(&report.set.scenarios[id].expect, report.outcome);
        assert_eq!(missed, [], "{name}");
    });
}

#[test]
fn text_for_the_client() {
    let set = sample();
    for scenario in set.scenarios.values() {
        let shown = report_of(&set, &scenario.name, Client, |report| text(report, &PAGE));
        insta::assert_snapshot!(format!("text-{}", scenario.name), shown);
    }
}

#[test]
fn text_for_the_coordinator() {
    let set = sample();
    for name in ["one", "not-suitable", "withheld", "both"] {
        let shown = report_of(&set, name, Coordinator, |report| text(report, &PAGE));
        insta::assert_snapshot!(format!("text-coordinator-{name}"), shown);
    }
}

#[test]
fn text_on_a_narrow_page_in_ascii() {
    let set = sample();
    let page = TextLayout {
        width: 40,
        colour: false,
        unicode: false,
    };
    for name in ["clear-first", "close-pair", "both"] {
        let shown = report_of(&set, name, Client, |report| text(report, &page));
        assert!(shown.is_ascii(), "{shown}");
        insta::assert_snapshot!(format!("text-narrow-{name}"), shown);
    }
}

#[test]
fn markdown_reports() {
    let set = sample();
    for name in ["clear-first", "close-pair", "crisis"] {
        insta::assert_snapshot!(
            format!("markdown-{name}"),
            report_of(&set, name, Client, markdown)
        );
    }
}

#[test]
fn html_reports() {
    let set = sample();
    for name in ["ruled-out", "crisis"] {
        let page = report_of(&set, name, Client, html);
        let (_, body) = page.split_once("</style>\n").unwrap();
        insta::assert_snapshot!(format!("html-{name}"), body);
    }
}

#[test]
fn json_reports() {
    let set = sample();
    for (name, audience) in [("one", Client), ("both", Coordinator), ("sequence", Client)] {
        let shown = report_of(&set, name, audience, |report| format!("{:#}", json(report)));
        insta::assert_snapshot!(format!("json-{name}"), shown);
    }
}

/// Runs a test on the report of a scenario with this stamp.
fn stamped<T>(scenario: &str, stamp: &Stamp, test: impl FnOnce(&Report<'_>) -> T) -> T {
    report_of(&sample(), scenario, Client, |report| {
        let stamp = stamp.clone();
        test(&Report {
            stamp,
            ..report.clone()
        })
    })
}

/// Returns the part of a page above its headline.
fn top(page: &str, headline: &str) -> String {
    page.split_once(headline).unwrap().0.to_owned()
}

#[test]
fn an_unproved_set_is_announced_above_the_headline() {
    let (name, stamp) = ("one", Stamp::Unproved);
    let headline = stamped(name, &stamp, |it| {
        json(it)["headline"].as_str().unwrap().to_owned()
    });
    let plain = stamped(name, &stamp, |it| text(it, &PAGE));
    let marked = stamped(name, &stamp, markdown);
    let page = stamped(name, &stamp, html);
    let (_, page) = page.split_once("<main>").unwrap();
    let tops = [&plain, &marked, page].map(|page| top(page, &headline));
    insta::assert_snapshot!(tops.join("\n~~~\n"));
    let data = stamped(name, &stamp, json);
    insta::assert_snapshot!(format!("{:#}\n{:#}", data["warning"], data["stamp"]));
    let last = "Not proved: this question set was used without proof of its guarantees.\n";
    assert!(plain.ends_with(last), "{plain}");
}

/// Whom to call comes first, and the short page has no room for the proof state.
#[test]
fn an_emergency_page_does_not_mention_proofs() {
    let pages = |stamp: &Stamp| {
        let plain = stamped("crisis", stamp, |it| text(it, &PAGE));
        let marked = stamped("crisis", stamp, markdown);
        [plain, marked, stamped("crisis", stamp, html)]
    };
    let checked = Stamp::Checked {
        guarantees: 3,
        answer_sets: "8".to_owned(),
    };
    assert_eq!(pages(&Stamp::Unproved), pages(&checked));
    let data = stamped("crisis", &Stamp::Unproved, json);
    assert_eq!(data["status"], "emergency");
    assert_eq!(data["warning"], serde_json::Value::Null);
    assert_eq!(data["stamp"]["unproved"], true);
}

#[test]
fn a_set_without_guarantees_of_its_own_is_not_called_checked() {
    let stamp = Stamp::BuiltInOnly {
        guarantees: 7,
        answer_sets: "8".to_owned(),
    };
    let plain = stamped("one", &stamp, |it| {
        text(it, &TextLayout { width: 92, ..PAGE })
    });
    let last = "\nThis question set has no guarantees of its own; the 7 built-in guarantees hold for all 8\nanswer sets.\n";
    assert!(plain.ends_with(last), "{plain}");
    assert!(!plain.contains("Checked"), "{plain}");
    let data = stamped("one", &stamp, json);
    insta::assert_snapshot!(format!("{:#}\n{:#}", data["warning"], data["stamp"]));
}

#[test]
fn equal_answers_give_byte_identical_reports() {
    let (one, other) = (sample(), sample());
    each_report(&one, |name, report| {
        let again = |test: &dyn Fn(&crate::Report<'_>) -> String| {
            report_of(&other, name, report.audience, test)
        };
        assert_eq!(html(report), again(&|report| html(report)));
        assert_eq!(
            json(report).to_string(),
            again(&|report| json(report).to_string())
        );
    });
}

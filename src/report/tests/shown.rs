//! Whole reports, as people see them.

use super::PAGE;
use super::sample::{each_report, of, sample};
use crate::engine::misses;
use crate::report::{Page, Stamp, html, json, markdown, text};
use crate::set::model::Audience::{Client, Coordinator};

#[test]
fn each_case_comes_out_as_it_is_meant() {
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
        let shown = of(&set, &scenario.name, Client, |report| text(report, &PAGE));
        insta::assert_snapshot!(format!("text-{}", scenario.name), shown);
    }
}

#[test]
fn text_for_the_coordinator() {
    let set = sample();
    for name in ["one", "not-suitable", "withheld", "both"] {
        let shown = of(&set, name, Coordinator, |report| text(report, &PAGE));
        insta::assert_snapshot!(format!("text-coordinator-{name}"), shown);
    }
}

#[test]
fn text_on_a_narrow_page_in_ascii() {
    let set = sample();
    let page = Page {
        width: 40,
        colour: false,
        unicode: false,
    };
    for name in ["clear-first", "close-pair", "both"] {
        let shown = of(&set, name, Client, |report| text(report, &page));
        assert!(shown.is_ascii(), "{shown}");
        insta::assert_snapshot!(format!("text-narrow-{name}"), shown);
    }
}

#[test]
fn markdown_reports() {
    let set = sample();
    for name in ["clear-first", "close-pair", "crisis"] {
        insta::assert_snapshot!(format!("markdown-{name}"), of(&set, name, Client, markdown));
    }
}

#[test]
fn html_reports() {
    let set = sample();
    for name in ["ruled-out", "crisis"] {
        let page = of(&set, name, Client, html);
        let (_, body) = page.split_once("</style>\n").unwrap();
        insta::assert_snapshot!(format!("html-{name}"), body);
    }
}

#[test]
fn json_reports() {
    let set = sample();
    for (name, audience) in [("one", Client), ("both", Coordinator), ("sequence", Client)] {
        let shown = of(&set, name, audience, |report| format!("{:#}", json(report)));
        insta::assert_snapshot!(format!("json-{name}"), shown);
    }
}

#[test]
fn a_set_that_was_not_checked_says_so() {
    let set = sample();
    let shown = of(&set, "one", Client, |report| {
        let unchecked = crate::report::Report {
            stamp: Stamp::NotChecked,
            ..report.clone()
        };
        text(&unchecked, &Page { width: 92, ..PAGE })
    });
    let last = shown.lines().last().unwrap();
    insta::assert_snapshot!(last, @"Not checked: the guarantees of this question set were not proved for this result.");
}

#[test]
fn the_same_answers_give_the_same_report_byte_for_byte() {
    let (one, other) = (sample(), sample());
    each_report(&one, |name, report| {
        let again = |test: &dyn Fn(&crate::report::Report<'_>) -> String| {
            of(&other, name, report.audience, test)
        };
        assert_eq!(html(report), again(&|report| html(report)));
        assert_eq!(
            json(report).to_string(),
            again(&|report| json(report).to_string())
        );
    });
}

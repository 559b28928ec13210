//! Tests that pages for a client do not show what private rules read, because someone may read
//! along.

use treatfit_core::model::Audience::{Client, Coordinator};
use treatfit_core::model::QuestionSet;
use treatfit_proof::BUDGET;
use treatfit_proof::explain::ChangeFinder;
use treatfit_testing::sets::shipped_files;

use crate::tests::PAGE;
use crate::tests::explain::explained;
use crate::tests::sample::{each_report, load, many_reports, report_of, sample};
use crate::{Report, html, json, markdown, text};

/// Returns the text, Markdown and HTML pages, each as one line.
fn pages(report: &Report<'_>) -> [String; 3] {
    [text(report, &PAGE), markdown(report), html(report)]
        .map(|page| page.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns, for each page, whether it contains the text of this question.
fn shows(report: &Report<'_>, set: &QuestionSet, question: &str) -> [bool; 3] {
    let id = set.questions.find(question).unwrap();
    let asked = set.questions[id].ask.for_audience(report.audience);
    pages(report).map(|page| page.contains(asked))
}

#[test]
fn no_client_page_shows_an_answer_that_a_private_rule_reads() {
    let set = load(&shipped_files());
    let mut read_by_coordinators = 0;
    many_reports(&set, 200, |report| {
        for question in ["afterwards", "threatened_now"] {
            let shown = shows(report, &set, question);
            if report.audience == Client {
                assert_eq!(shown, [false; 3], "{question}");
            } else {
                read_by_coordinators += usize::from(shown == [true; 3]);
            }
        }
    });
    assert!(read_by_coordinators > 0);
}

#[test]
fn a_private_rule_still_shows_its_action() {
    let set = load(&shipped_files());
    for audience in [Client, Coordinator] {
        report_of(&set, "pushed-into-it", audience, |report| {
            for page in pages(report) {
                assert!(page.contains("alone and in private"), "{page}");
            }
            let shown = shows(report, &set, "afterwards");
            assert_eq!(shown, [audience == Coordinator; 3]);
            let result = json(report);
            let findings = result["findings"].as_array().unwrap();
            let talk = findings.iter().find(|it| it["rule"] == "talk-in-private");
            let answer = &talk.unwrap()["answers"][0];
            assert_eq!(answer["private"], true);
            assert_eq!(answer["question"], "afterwards");
        });
    }
}

#[test]
fn no_client_page_shows_a_score_that_a_private_rule_reads() {
    let mut set = sample();
    let id = set.rules.find("worry-raised").unwrap();
    let when = set.rules[id].when.clone();
    for rule in set.rules.values_mut() {
        match &*rule.name {
            "worry-raised" => rule.private = true,
            // Another rule that reads the same score must not reveal it.
            "heart-to-clear" => rule.when = when.clone(),
            _ => {}
        }
    }
    set.find_readers();
    let changes = ChangeFinder::build(&set, BUDGET).unwrap();
    each_report(&set, |_, report| {
        explained(&changes, report, |report| {
            let result = json(report);
            let scores = result["scores"].as_array().unwrap();
            assert!(scores.iter().all(|score| score["private"] == true));
            let shows_score = |page: &String| page.contains("Worry-2") || page.contains("nervous");
            let shown = pages(report).iter().any(shows_score);
            assert!(
                !(shown && report.audience == Client),
                "{}",
                text(report, &PAGE)
            );
            assert!(shown || scores.is_empty() || report.audience == Client);
        });
    });
    assert!(
        !report_of(&set, "one", Client, json)["scores"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

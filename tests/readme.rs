//! Compares every marked block of the README, and the review table of the guide, with a real run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{repository, treatfit};

fn readme() -> String {
    std::fs::read_to_string(repository("README.md")).unwrap()
}

/// Returns the text block after this marker.
fn block(marker: &str) -> String {
    let readme = readme();
    let (_, after) = readme.split_once(marker).expect(marker);
    let (_, block) = after.split_once("```text\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    block.to_owned()
}

/// Asserts that the parts of a block between lines of `[…]` occur in the output, in order.
fn assert_shows(block: &str, printed: &str) {
    let mut rest = printed;
    for part in block.split("[…]\n") {
        assert!(!part.trim().is_empty(), "the README shows something");
        let place = rest.find(part);
        assert!(place.is_some(), "not printed:\n{part}\nin:\n{rest}");
        rest = &rest[place.unwrap() + part.len()..];
    }
}

#[test]
fn the_interview_excerpt_is_current() {
    let ran = treatfit("intake --plain --region us")
        .stdin("yes\nnone\nno\nwhy\nnone\nstop\n")
        .run();
    let printed = ran.stderr();
    assert_shows(
        &block("<!-- excerpt of `treatfit intake --plain --region us` -->"),
        &printed,
    );
}

#[test]
fn the_result_is_current() {
    let ran = treatfit("evaluate")
        .argument(repository("tests/readme/marcus.yaml"), "marcus.yaml")
        .run();
    let printed = ran.stdout();
    assert_shows(
        &block("<!-- output of `treatfit evaluate tests/readme/marcus.yaml` -->"),
        &printed,
    );
}

#[test]
fn the_explanation_is_current() {
    let ran = treatfit("evaluate --coordinator --explain")
        .argument(repository("tests/readme/marcus.yaml"), "marcus.yaml")
        .run();
    let options = "tests/readme/marcus.yaml --coordinator --explain";
    assert_shows(
        &block(&format!("<!-- output of `treatfit evaluate {options}` -->")),
        &ran.stdout(),
    );
}

#[test]
fn every_command_and_exit_code_is_in_the_tables() {
    let readme = readme();
    let ran = treatfit("--help").run();
    let help = ran.stdout();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    for line in commands.lines() {
        let Some(name) = line.strip_prefix("  ").and_then(|it| it.split(' ').next()) else {
            continue;
        };
        if !name.is_empty() && name != "help" {
            assert!(readme.contains(&format!("`treatfit {name}")), "{name}");
        }
    }
    let (_, codes) = help.split_once("Exit codes: ").unwrap();
    let code = |word: &str| word.trim_end_matches(',').parse::<u8>().ok();
    let codes: Vec<u8> = codes.split_whitespace().filter_map(code).collect();
    assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 130, 143, 129]);
    for code in codes {
        let known = [
            format!("\n| {code} |"),
            format!("; {code} and"),
            format!("and {code} where"),
        ];
        assert!(known.iter().any(|it| readme.contains(it)), "{code}");
    }
}

#[test]
fn the_review_table_of_the_guide_is_current() {
    const START: &str = "<!-- review table -->\n";
    const END: &str = "<!-- end of review table -->";
    let ran = treatfit("show review").run();
    let table = ran.stdout();
    let path = repository("questions/README.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = guide.split_once(START).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    if shown != table && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        std::fs::write(&path, format!("{before}{START}{table}{END}{after}")).unwrap();
    } else {
        assert_eq!(shown, table);
    }
}

//! `--explain`: what would change a result, for coordinators and for clients.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod common;

use std::fs;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// Returns a run of `evaluate --explain` with these options on the tea set.
fn explain(options: &str) -> Run {
    treatfit(&format!("evaluate --explain {options}")).about_tea()
}

/// Answers of a person who likes fresh tea.
const YAML: &str = "\
set: tea
region: town
answers:
  smoke: no
  longing: calm
  reactions: none
  drinks_tea: yes
  cups: 3
  shaky: never
  sleepless: never
  time: now
  likes: [fresh]
";

/// Returns a run of `evaluate --explain` with these options on a set with these questions.
fn walk(questions: &str, answers: &str, options: &str) -> Run {
    let set = fs::read_to_string(repository("tests/sets/walk/set.yaml")).unwrap();
    let run = treatfit(&format!(
        "evaluate --explain a.yaml --questions w {options}"
    ));
    run.file("w/set.yaml", set)
        .file("w/walk.yaml", questions)
        .file("a.yaml", format!("set: walk\nanswers: {answers}\n"))
}

/// Returns the text under one heading of a page.
fn section(page: &str, heading: &str) -> String {
    let (_, rest) = page.split_once(&format!("\n{heading}\n")).unwrap();
    let lines: Vec<&str> = rest.lines().skip(1).collect();
    let next = lines.windows(2).position(|it| it[1].starts_with("──"));
    let lines = &lines[..next.unwrap_or(lines.len())];
    format!("{heading}\n{}", lines.join("\n"))
        .trim_end()
        .to_owned()
}

const CHANGES: &str = "What would change this result";
const BEFORE: &str = "Before your appointment";

#[test]
fn a_whole_page_for_a_coordinator() {
    let run = explain("a.yaml --coordinator").file("a.yaml", YAML);
    assert_snapshot!(run.transcript());
}

#[test]
fn on_a_narrow_page() {
    let run = explain("a.yaml --coordinator").env("COLUMNS", "40");
    let page = run.file("a.yaml", YAML).run().stdout();
    assert!(
        page.lines().all(|line| line.chars().count() <= 40),
        "{page}"
    );
    let points = section(&page, "Points by rule");
    assert_snapshot!(points + "\n\n" + &section(&page, CHANGES));
}

#[test]
fn every_format_has_the_explanation() {
    for format in ["json", "markdown", "html"] {
        let run = explain(&format!("a.yaml --coordinator --format {format}"));
        assert_snapshot!(format, run.file("a.yaml", YAML).transcript());
    }
}

#[test]
fn a_client_learns_what_to_tell_the_clinic_and_nothing_else() {
    let run = explain("a.yaml").file("a.yaml", YAML).run();
    let page = run.stdout();
    assert_eq!(run.code(), 0);
    assert_snapshot!(section(&page, BEFORE));
    assert!(
        !page.contains(CHANGES) && !page.contains("Points by rule"),
        "{page}"
    );
}

#[test]
fn an_interview_ends_with_what_to_tell_the_clinic() {
    let typed = "town / no / calm / none / yes / 3 / never / sometimes / now / fresh / skip / done";
    let run = treatfit("screen --plain --explain")
        .about_tea()
        .typed(typed)
        .run();
    assert_eq!(run.code(), 0);
    assert_snapshot!(section(&run.stdout(), BEFORE));
    let run = treatfit("intake --plain --explain --region town").about_tea();
    let typed = typed.split_once(" / ").unwrap().1;
    let page = run.typed(typed).run().stdout();
    assert!(page.contains(CHANGES) && !page.contains(BEFORE), "{page}");
}

#[test]
fn if_no_treatment_may_be_named_no_fit_change_is_shown() {
    for (from, to) in [
        ("reactions: none", "reactions: [mint, chamomile, tannin]"),
        ("cups: 3", "cups: 13"),
    ] {
        let yaml = YAML.replace(from, to);
        let run = explain("a.yaml --coordinator").file("a.yaml", &yaml);
        let page = run.run().stdout();
        assert!(page.contains("no change leads to"), "{page}");
        let client = explain("a.yaml").file("a.yaml", &yaml).run().stdout();
        let plain = treatfit("evaluate a.yaml")
            .about_tea()
            .file("a.yaml", &yaml);
        assert_eq!(client, plain.run().stdout(), "{to}");
    }
}

/// A set in which `dog` is read by fit rules only, and `bites`, asked only with a dog, by a safety
/// rule.
const DOGS: &str = "\
section: {title: A walk, why: Nobody should slip.}
sources: [{id: W1, title: A map, year: 2020, seen: read}]
questions:
  - id: dog
    ask: Do you have a dog?
    type: yes_no
  - id: bites
    ask: Does it bite?
    type: choice
    options: {often: Often, never: Never}
    when: {dog: yes}
rules:
  - id: muzzle
    level: note
    when: {bites: often}
    because: Biting dogs need a muzzle.
    do: Take one along.
    sources: [W1]
  - id: dogs-like-parks
    points: {park: 2}
    when: {dog: yes}
    because: Dogs like parks.
    sources: [W1]
  - id: hills-are-for-people
    points: {hill: 2}
    when: {dog: no}
    because: Hills are for people.
    sources: [W1]
";

#[test]
fn a_change_may_drop_a_safety_question_but_no_finding() {
    let said = [
        "{dog: yes, bites: never}",
        "{dog: yes, bites: often}",
        "{dog: no}",
    ];
    let said = said.map(|answers| {
        let page = walk(DOGS, answers, "--coordinator").run().stdout();
        section(&page, CHANGES)
    });
    assert!(said[0].contains("not asked any more"), "{}", said[0]);
    assert!(said[1..].iter().all(|it| it.contains("no change leads")));
    assert_snapshot!(said.join("\n\n"));
}

/// A set whose emergency rules read `pain` through a score and `settled` inside a `not`. Changes of
/// these two answers must not be shown to a client, who might wait for them instead of calling.
const CHEST: &str = "\
section: {title: A walk, why: Nobody should slip.}
sources: [{id: W1, title: A map, year: 2020, seen: read}]
questions:
  - id: pain
    ask: How strong is the chest pain?
    type: choice
    options: {none: None, mild: Mild, strong: Crushing}
    unknown: Not sure
  - id: settled
    ask: Has the swelling of your throat gone down?
    type: yes_no
    unknown: Not sure
  - id: legs
    ask: Are your legs sore?
    type: yes_no
    unknown: Not sure
scores:
  - id: hurt
    title: Hurt
    about: Sum.
    licence: free
    items: [pain]
    values: {none: 0, mild: 1, strong: 2}
    bands: [{from: 0, label: low}]
    sources: [W1]
rules:
  - {id: grave-pain, level: emergency, when: {hurt: {at_least: 2}}, because: Grave., do: Call., sources: [W1]}
  - {id: throat, level: emergency, when: {pain: mild, not: {settled: yes}}, because: Grave., do: Call., sources: [W1]}
  - id: first
    level: clearance
    when: {any: [{pain: [mild, strong, unknown]}, {settled: [no, unknown]}, {legs: [yes, unknown]}]}
    because: It needs a look.
    do: Show it to somebody.
    clear_with: a doctor
    sources: [W1]
  - {id: park, points: {park: 2}, when: {pain: none}, because: Parks are near., sources: [W1]}
regions:
  - {id: us, name: United States, emergency: \"911\", lines: [{name: \"988\", contact: Call 988}], checked_on: \"2026-11-21\", fallback: true, sources: [W1]}
";

#[test]
fn a_client_sees_no_change_of_an_answer_that_an_emergency_rule_reads() {
    let page = walk(CHEST, "{pain: none, settled: yes, legs: no}", "").run();
    assert_snapshot!(section(&page.stdout(), BEFORE));
}

#[test]
fn an_emergency_page_has_no_explanation() {
    let yaml = "set: tea\nregion: town\nanswers: {smoke: yes}\n";
    for options in ["a.yaml", "a.yaml --coordinator"] {
        let plain = treatfit(&format!("evaluate {options}")).about_tea();
        let plain = plain.file("a.yaml", yaml).run().stdout();
        for budget in ["", "--unproved --budget 1"] {
            let run = explain(&format!("{options} {budget}")).file("a.yaml", yaml);
            let run = run.run();
            assert_eq!(run.stdout(), plain);
            let warning = "warning: this question set is used without proof";
            let warned = run.stderr().starts_with(warning);
            assert_eq!(warned, !budget.is_empty());
            assert!(warned || run.stderr().is_empty(), "{}", run.stderr());
        }
    }
}

#[test]
fn over_the_budget_the_explanation_claims_nothing() {
    // With this budget the set itself cannot be proved either, hence `--unproved`.
    let run = explain("a.yaml --coordinator --unproved --budget 50")
        .file("a.yaml", YAML)
        .run();
    let without = treatfit("evaluate a.yaml --coordinator --unproved").about_tea();
    let without = without.file("a.yaml", YAML).run().stdout();
    assert_eq!(run.code(), 0);
    let page = run.stdout();
    assert_snapshot!(section(&page, CHANGES));
    let mut rest = page.clone();
    for heading in ["Points by rule", CHANGES] {
        rest = rest.replace(&(underlined(&section(&page, heading)) + "\n\n"), "");
    }
    assert_eq!(rest, without);
    let client = explain("a.yaml --unproved --budget 50")
        .file("a.yaml", YAML)
        .run();
    assert_eq!(client.code(), 0);
    assert_snapshot!(section(&client.stdout(), BEFORE));
    let json = explain("a.yaml --unproved --budget 50 --format json").file("a.yaml", YAML);
    let result: Value = serde_json::from_str(&json.run().stdout()).unwrap();
    assert_eq!(
        result["explain"],
        json!({"proved": false, "changes": null, "stricter": null})
    );
}

/// Returns a section with its heading underlined, as the page prints it.
fn underlined(section: &str) -> String {
    let (heading, rest) = section.split_once('\n').unwrap();
    format!("{heading}\n{}\n{rest}", "─".repeat(heading.chars().count()))
}

#[test]
fn every_ndjson_result_is_explained() {
    let line = |likes: &str| {
        let answers = json!({
            "smoke": "no", "longing": "calm", "reactions": "none", "drinks_tea": "no",
            "shaky": "never", "sleepless": "never", "time": "now", "likes": likes,
        });
        json!({"set": "tea", "answers": answers}).to_string()
    };
    let lines = [line("fresh"), "{}".to_owned(), line("none")].join("\n");
    let run = explain("a.ndjson --coordinator --format json").file("a.ndjson", &lines);
    let ran = run.run();
    assert_eq!(ran.code(), 5);
    let results: Vec<Value> = ran
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let smallest = |at: usize| &results[at]["result"]["explain"]["changes"][0];
    assert_eq!(smallest(0)["count"], 1);
    assert!(results[1]["error"].is_string());
    assert_eq!(smallest(2)["suggested"], json!(["herbal"]));
    assert_eq!(smallest(2)["answers"][0]["from"], json!("now"));
    assert_eq!(smallest(2)["answers"][0]["to"], json!({"one_of": ["bed"]}));
    let text = explain("a.ndjson").file("a.ndjson", lines);
    assert_snapshot!(text.transcript());
}

/// The note for a client in a hurry shows crisis lines, but the explanation is shown as for other
/// clients.
#[test]
fn a_client_in_a_hurry_gets_the_explanation() {
    let marcus = fs::read_to_string(repository("tests/readme/marcus.yaml")).unwrap();
    let hurried = marcus.replace("urgency: weeks", "urgency: days");
    assert_ne!(marcus, hurried);
    let page = treatfit("evaluate --explain a.yaml").file("a.yaml", hurried);
    assert_snapshot!(section(&page.run().stdout(), BEFORE));
}

/// Explains the result of one of the people in the sources, on the built-in set.
#[test]
fn the_built_in_set_is_explained() {
    for (options, headings) in [
        ("--coordinator", &["Points by rule", CHANGES][..]),
        ("", &[BEFORE]),
    ] {
        let run = treatfit(&format!("evaluate --explain {options}"));
        let run = run.argument(repository("tests/readme/marcus.yaml"), "marcus.yaml");
        let page = run.run().stdout();
        let said: Vec<String> = headings.iter().map(|it| section(&page, it)).collect();
        assert_snapshot!(said.join("\n\n"));
    }
}

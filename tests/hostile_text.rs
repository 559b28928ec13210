//! Untrusted text in a set, in answers or in a file name never controls a terminal and never adds
//! an output line of its own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::json;
use treatfit::folder;
use treatfit_core::load;
use treatfit_core::load::Files;
use treatfit_testing::properties::cases;

/// Characters that control a terminal, hide, break a line or reverse the reading direction, and
/// texts made of them.
const HOSTILE: [&str; 22] = [
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{7}",
    "\u{8}",
    "\u{7f}",
    "\u{85}",
    "\u{9b}31m",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{2060}",
    "\u{feff}",
    "\u{e0041}",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "\u{1b}[1K\rclients.ndjson:1: suggestion: iv\n\u{1b}[8m",
];

/// Asserts that a text has no control, format or hidden characters except line ends. Joiners within
/// words are allowed in general, but do not occur in these texts.
fn assert_harmless(text: &str, of: &str) {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    if let Some(c) = text.chars().find(|&c| steers(c)) {
        panic!("{c:?} is printed of {of}:\n{text:?}");
    }
}

/// Removes the program's own colour sequences.
fn without_colours(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        match end.filter(|&end| at > 0 && part[end..].starts_with('m')) {
            Some(end) => plain.push_str(&part[end + 1..]),
            None if at == 0 => plain.push_str(part),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

/// Returns answers to the tea set, each one line of JSON, with this text in every position where a
/// text can be.
fn answers_with(hostile: &str) -> Vec<String> {
    let text = format!("a{hostile}b");
    let fine = json!({"smoke": "no"});
    let mut lines: Vec<String> = [
        json!({"set": text, "answers": fine}),
        json!({"set": "tea", "region": text, "answers": fine}),
        json!({"set": "tea", "version": text, "digest": text, "answers": fine}),
        json!({"set": "tea", "reference": text, "answers": fine}),
        json!({"set": "tea", "answers": fine, &text: 1}),
        json!({"set": "tea", "answers": text}),
        json!({"set": "tea", "answers": {&text: "no"}}),
        json!({"set": "tea", "answers": {"smoke": text}}),
        json!({"set": "tea", "answers": {"smoke": {&text: 1}}}),
        json!({"set": "tea", "answers": {"reactions": [text]}}),
        json!({"set": "tea", "answers": {"reactions": ["mint", [text]]}}),
        json!({"set": "tea", "answers": {"cups": text}}),
        json!({"set": [text], "answers": fine}),
        json!([text]),
        json!(text),
    ]
    .iter()
    .map(ToString::to_string)
    .collect();
    let quoted = json!(text).to_string();
    lines.push(format!(
        r#"{{"set":"tea",{quoted}:1,{quoted}:2,"answers":{{}}}}"#
    ));
    lines.push(format!(
        r#"{{"set":"tea","answers":{{{quoted}:1,{quoted}:2}}}}"#
    ));
    // Also unescaped, unless it would end the line.
    if !hostile.contains('\n') {
        lines.push(format!(r#"{{"set":"{text}","answers":{{}}}}"#));
        lines.push(format!(r#"{{"set":"tea",{text}"#));
        lines.push(format!(
            r#"{{"set":"tea","answers":{{"{text}":"{text}"}}}}"#
        ));
    }
    lines
}

fn batch() -> Vec<String> {
    // Two sound lines at the start, so that the file is recognised as NDJSON.
    let sound = json!({"set": "tea", "answers": {}}).to_string();
    let hostile = HOSTILE.iter().flat_map(|hostile| answers_with(hostile));
    [sound.clone(), sound].into_iter().chain(hostile).collect()
}

#[test]
fn every_answer_set_gives_one_line() {
    let lines = batch();
    for format in ["text", "json"] {
        let ran = treatfit(&format!("evaluate --format {format} clients.ndjson"))
            .about_tea()
            .file("clients.ndjson", lines.join("\n"))
            .run();
        assert_eq!(ran.code(), 5);
        let out = ran.stdout();
        assert_eq!(out.lines().count(), lines.len(), "{out}");
        for (number, (line, written)) in out.lines().zip(&lines).enumerate() {
            let place = format!("clients.ndjson:{}", number + 1);
            if format == "json" {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                assert_eq!(value["from"], place);
            } else {
                assert!(line.starts_with(&format!("{place}: error: ")), "{line}");
            }
            assert_harmless(line, written);
        }
        assert_harmless(&ran.stderr(), format);
    }
}

#[test]
fn every_file_gives_one_line() {
    let mut run = treatfit("evaluate").about_tea();
    let mut files = 0;
    for hostile in HOSTILE
        .iter()
        .filter(|hostile| !hostile.contains(['\0', '/']))
    {
        let name = format!("{files}{hostile}.yaml");
        let content = format!(
            "set: {}\n\"a\\nb.yaml: suggestion: iv\\nx\": 1\n",
            json!(hostile)
        );
        run = run.file(&name, content).argument(&name, "FILE");
        files += 1;
    }
    let ran = run.run();
    assert_eq!(ran.stdout().lines().count(), files, "{}", ran.stdout());
    assert_harmless(&ran.stdout(), "files");
    assert_harmless(&ran.stderr(), "files");
}

#[test]
fn a_forged_result_is_printed_as_an_error() {
    let forged = r#"{"set":"tea","k\nclients.ndjson:2: suggestion: iv\nx":1,"answers":{}}"#;
    let run = treatfit("evaluate clients.ndjson").about_tea();
    assert_snapshot!(run.file("clients.ndjson", forged).transcript());
}

fn assert_run_harmless(run: impl Fn(&str) -> Run, of: &str) {
    for colour in ["never", "always"] {
        let ran = run(colour).run();
        for text in [ran.stdout(), ran.stderr()] {
            let plain = if colour == "always" {
                without_colours(&text)
            } else {
                text
            };
            assert_harmless(&plain, &format!("{of} {colour}"));
        }
    }
}

#[test]
fn single_answer_sets_are_harmless() {
    let all = HOSTILE.concat();
    for answers in answers_with(&all)
        .iter()
        .chain(&answers_with("\u{9b}\u{2028}\u{202e}"))
    {
        for command in ["evaluate", "screen --plain --resume"] {
            let run = |colour: &str| {
                treatfit(&format!("{command} a.yaml --color {colour}"))
                    .about_tea()
                    .file("a.yaml", answers)
                    .typed("help")
            };
            assert_run_harmless(run, answers);
        }
    }
}

/// Text from a saved file is quoted within one line and cannot imitate a message of the program.
#[test]
fn a_saved_interview_cannot_add_a_line() {
    for hostile in HOSTILE {
        let key = json!(format!("x{hostile}! The client needs help now"));
        let region = json!(format!("y{hostile}error: forged"));
        let saved = format!("set: tea\nversion: 0.0.1\nregion: {region}\nanswers: {{{key}: no}}\n");
        let run = treatfit("intake --plain --resume a.yaml").about_tea();
        let run = run.file("a.yaml", &saved).run();
        let said = run.stderr();
        assert_harmless(&said, hostile);
        for line in said.lines() {
            let forged = line.starts_with("! The client") || line.starts_with("error: forged");
            assert!(!forged, "{said}");
        }
    }
}

#[test]
fn a_hostile_set_is_harmless_to_check() {
    let walk = fs::read_to_string(repository("tests/sets/walk/walk.yaml")).unwrap();
    let head = fs::read_to_string(repository("tests/sets/walk/set.yaml")).unwrap();
    for hostile in HOSTILE {
        let escaped = json!(format!("le{hostile}gs")).to_string();
        let name = format!("x{}.yaml", hostile.replace('\0', ""));
        for command in ["check", "show", "test"] {
            let run = |colour: &str| {
                treatfit(&format!("{command} w --color {colour}"))
                    .file("w/set.yaml", &head)
                    .file(
                        "w/walk.yaml",
                        walk.replace("- id: legs", &format!("- id: {escaped}")),
                    )
                    .file(&format!("w/{name}"), format!("rules: [oo{hostile}ps"))
            };
            assert_run_harmless(run, &name);
        }
    }
}

#[test]
fn typed_text_is_harmless_when_quoted() {
    for hostile in HOSTILE {
        let ran = treatfit("screen --plain --region town")
            .about_tea()
            .stdin(format!("n{hostile}o\n"))
            .run();
        assert_harmless(&ran.stderr(), hostile);
        let run = |colour: &str| {
            treatfit(&format!("screen --color {colour}"))
                .argument(format!("--o{}", hostile.replace('\0', "")), "OPTION")
                .argument(hostile.replace('\0', ""), "ARGUMENT")
        };
        let ran = run("always").run();
        let plain = without_colours(&ran.stderr());
        assert_harmless(&plain, hostile);
    }
}

fn bad_sets() -> Vec<Files> {
    let mut folders: Vec<_> = fs::read_dir(repository("tests/bad-sets"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let read = |folder: &std::path::PathBuf| folder::read(Path::new(folder)).ok();
    folders.iter().filter_map(read).collect()
}

/// Returns a text with hostile characters appended to one of its words, unescaped or quoted and
/// escaped. `at`, modulo the number of words, selects the word.
fn spoilt(text: &str, at: usize, hostile: &str, escaped: bool) -> String {
    let is_start = |at: usize| {
        let before = text[..at].chars().next_back();
        text[at..].starts_with(|c: char| c.is_alphanumeric())
            && !before.is_some_and(char::is_alphanumeric)
    };
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|&at| is_start(at))
        .collect();
    let Some(&start) = starts.get(at % starts.len().max(1)) else {
        return hostile.to_owned();
    };
    let length = text[start..]
        .find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))
        .unwrap_or(text.len() - start);
    let (before, word, after) = (
        &text[..start],
        &text[start..start + length],
        &text[start + length..],
    );
    if escaped {
        format!("{before}{}{after}", json!(format!("{word}{hostile}")))
    } else {
        format!("{before}{word}{hostile}{after}")
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn problems_of_a_set_never_control_a_terminal(
        set in prop::sample::select(bad_sets()),
        places in prop::collection::vec((any::<usize>(), any::<usize>(), prop::sample::select(&HOSTILE[..]), any::<bool>()), 1..4),
        name in prop::sample::select(&HOSTILE[..]),
    ) {
        let mut texts: Vec<(String, String)> =
            set.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        for (file, at, hostile, escaped) in places {
            let file = file % texts.len();
            texts[file].1 = spoilt(&texts[file].1, at, hostile, escaped);
        }
        texts.push((format!("x{name}.yaml"), "rules: [oops".to_owned()));
        let files = Files::from_texts(texts);
        if let Err(problems) = load::load(&files) {
            let drawn = load::render(&problems, &files, false);
            assert_harmless(&drawn, "a bad set");
            for problem in &problems {
                assert!(!problem.message.contains('\n'), "{}", problem.message);
            }
        }
    }

    #[test]
    fn problems_of_answers_never_control_a_terminal(
        signs in prop::collection::vec(prop::sample::select(&HOSTILE[..]), 1..4),
    ) {
        let files = folder::read(Path::new("tests/sets/tea")).unwrap();
        let tea = load::load(&files).unwrap().set;
        for text in answers_with(&signs.concat()) {
            if let Err(problems) = load::read_answers(&tea, "a.yaml", &text) {
                let files = Files::from_texts([("a.yaml".to_owned(), text.clone())]);
                assert_harmless(&load::render(&problems, &files, false), &text);
            }
        }
    }
}

//! Robustness tests: loading garbled files gives a set or problems, without a panic, in bounded
//! time, and with messages that have no jargon of Rust, serde or the YAML parser.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use treatfit_core::load;
use treatfit_core::load::Files;
use treatfit_testing::properties::cases;
use treatfit_testing::sets::files;

static TEA: LazyLock<Files> = LazyLock::new(|| files("tests/sets/tea"));

/// Pieces of text with a meaning in YAML or in the format.
const PIECES: [&str; 40] = [
    ":",
    ": ",
    " #",
    "- ",
    "\n",
    "\n  ",
    "\n    - ",
    "[",
    "]",
    "{",
    "}",
    "{}",
    "[]",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">-\n",
    "\t",
    "---\n",
    "...\n",
    "%",
    "~",
    "null",
    "yes",
    "true",
    "-1",
    "99999999999999999999",
    "1e3",
    "id",
    "when",
    "any",
    "is: jittery",
    "é",
    "\u{1b}",
    "\u{202e}",
    "\\",
];

/// A change to the text of a file.
#[derive(Debug, Clone)]
enum Change {
    Cut(prop::sample::Index, usize),
    Insert(prop::sample::Index, &'static str),
    Truncate(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    RepeatLine(prop::sample::Index),
    CopyWord(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        2 => (place(), 1..12_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        4 => (place(), prop::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Insert(at, piece)),
        1 => place().prop_map(Change::Truncate),
        2 => (place(), place()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        2 => place().prop_map(Change::RepeatLine),
        4 => (place(), place()).prop_map(|(from, to)| Change::CopyWord(from, to)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.lines().collect();
    match change {
        Change::Cut(at, length) => {
            let at = at.index(characters.len() + 1);
            let end = (at + length).min(characters.len());
            characters[..at].iter().chain(&characters[end..]).collect()
        }
        Change::Insert(at, piece) => {
            let (before, after) = characters.split_at(at.index(characters.len() + 1));
            let before: String = before.iter().collect();
            format!("{before}{piece}{}", after.iter().collect::<String>())
        }
        Change::Truncate(at) => characters[..at.index(characters.len() + 1)]
            .iter()
            .collect(),
        _ if lines.is_empty() => text.to_owned(),
        Change::SwapLines(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
            lines.join("\n")
        }
        Change::RepeatLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            lines.join("\n")
        }
        Change::CopyWord(from, to) => {
            let words: Vec<&str> = text.split(' ').collect();
            let mut copy = words.clone();
            copy[to.index(words.len())] = words[from.index(words.len())];
            copy.join(" ")
        }
    }
}

/// Words that no message may contain outside of quotes: names of types, and terms of the parsers.
const JARGON: [&str; 16] = [
    "Raw",
    "String",
    "Vec<",
    "Option",
    "i64",
    "i32",
    "u16",
    "bool",
    "struct",
    "enum",
    "expected ",
    "serde",
    "scalar",
    "block",
    "token",
    "EOF",
];

/// Loads the files and checks the form of every message, its position, and the rendered text.
fn check(files: &Files) -> Result<(), TestCaseError> {
    let problems = match load::load(files) {
        Ok(loaded) => loaded.warnings,
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            problems
        }
    };
    for problem in &problems {
        for text in [&problem.message, &problem.help] {
            prop_assert!(
                !text.is_empty() && !text.ends_with('.') && !text.contains('\n'),
                "{text}"
            );
            let own: String = text.split('`').step_by(2).collect();
            prop_assert!(!JARGON.iter().any(|word| own.contains(word)), "{text}");
        }
        let lines = files
            .text(&problem.file)
            .map_or(0, |text| text.split('\n').count());
        prop_assert!((1..=lines.max(1)).contains(&problem.line), "{problem:?}");
        prop_assert!(problem.column >= 1 && problem.length >= 1);
    }
    let drawn = load::render(&problems, files, false);
    let escapes = drawn.contains('\u{1b}');
    prop_assert!(!escapes);
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_garbled_set_never_panics(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let mut texts: Vec<(String, String)> = TEA
            .iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let file = file.index(texts.len());
        for change in &changes {
            texts[file].1 = changed(&texts[file].1, change);
        }
        check(&Files::from_texts(texts))?;
    }

    #[test]
    fn any_text_as_a_file_gives_a_set_or_problems(text in "\\PC{0,80}", name in "[a-z]{1,3}") {
        for file in ["set.yaml".to_owned(), format!("{name}.yaml")] {
            let mut texts: Vec<(String, String)> = TEA
                .iter()
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect();
            texts.retain(|(name, _)| *name != file);
            texts.push((file, text.clone()));
            check(&Files::from_texts(texts))?;
        }
    }

    #[test]
    fn a_garbled_answers_file_never_panics(changes in prop::collection::vec(change(), 0..4)) {
        let set = load::load(&TEA).unwrap().set;
        let mut text = "{\"set\": \"tea\", \"answers\": {\"smoke\": \"no\", \"cups\": 3, \"likes\": [\"fresh\"], \"wish\": \"\\ud83c\\udf6a\"}}\n".to_owned();
        for change in &changes {
            text = changed(&text, change);
        }
        let _ = load::read_answers(&set, "answers.json", &text);
        let _ = load::read_unfinished_answers(&set, "answers.json", &text);
    }
}

/// Loads the tea set with one more file and returns the first message.
fn load_with(text: String) -> String {
    let texts = TEA
        .iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    let files = Files::from_texts(texts.chain([("bomb.yaml".to_owned(), text)]));
    match load::load(&files) {
        Ok(_) => "nothing wrong".to_owned(),
        Err(problems) => {
            assert!(problems.len() <= 1000);
            problems[0].message.clone()
        }
    }
}

#[test]
fn many_warnings_do_not_hide_an_error() {
    let sources: String = (0..1000).fold("sources:\n".to_owned(), |text, i| {
        format!("{text}  - {{id: N{i}, title: Notes, seen: memory}}\n")
    });
    let error = "scenarios: [{id: late, like: nothing, expect: {status: suggestion}}]\n";
    assert_eq!(load_with(sources.clone()), "nothing wrong");
    assert_ne!(load_with(sources + error), "nothing wrong");
}

#[test]
fn files_that_could_exhaust_time_or_memory_are_refused() {
    let size = 1 << 20;
    let many = |piece: &str| piece.repeat(size / piece.len());
    let aliases: String = (0..25).fold("a0: &a0 [x, x]\n".to_owned(), |text, i| {
        format!(
            "{text}a{}: &a{} [*a{i}, *a{i}, *a{i}, *a{i}]\n",
            i + 1,
            i + 1
        )
    });
    let names: String = (0..400).fold("conditions:\n  c0: {smoke: yes}\n".to_owned(), |text, i| {
        format!(
            "{text}  c{}: {{any: [{{is: c{i}}}, {{not: {{is: c{i}}}}}]}}\n",
            i + 1
        )
    });
    let likes: String = (0..3000).fold("scenarios:\n".to_owned(), |text, i| {
        format!(
            "{text}  - {{id: s{}, like: s{i}, expect: {{status: suggestion}}}}\n",
            i + 1
        )
    });
    let unknown: String = (0..5000).fold("rules:\n".to_owned(), |text, i| {
        format!("{text}  - {{id: r{i}, points: {{gren: 1}}, when: {{smok: yes}}, because: B, sources: [T9]}}\n")
    });
    let keys = (0..60_000).fold("notices:\n".to_owned(), |text, i| {
        format!("{text} k{i}: a\n")
    });
    let bombs = [
        aliases,
        names,
        likes,
        unknown,
        keys,
        many("["),
        many("{a: "),
        many("- "),
        many("? "),
        many("a: [b]\n"),
        many("- a\n"),
        many("\""),
        many("x "),
        many("!"),
        many("&a "),
        many("*a "),
        many("\u{1b}"),
        many("#\n"),
        many("\t"),
        many("---\n"),
        many("when: {not: "),
        format!("questions: [{}]", many("{}, ")),
    ];
    let messages: Vec<String> = bombs
        .into_iter()
        .map(|bomb| {
            let start: String = bomb.chars().take(20).collect();
            format!("{start:?}: {}", load_with(bomb))
        })
        .collect();
    insta::assert_snapshot!(messages.join("\n"), @r##"
    "a0: &a0 [x, x]\na1: &": anchors (`&name`) are not part of the format
    "conditions:\n  c0: {s": the condition nests more than 32 levels deep, those it names included
    "scenarios:\n  - {id: ": there is no scenario `s0`
    "rules:\n  - {id: r0, ": there are more than 50000 entries
    "notices:\n k0: a\n k1:": there are more than 1000 entries
    "[[[[[[[[[[[[[[[[[[[[": this nests deeper than anybody can follow
    "{a: {a: {a: {a: {a: ": this nests deeper than anybody can follow
    "- - - - - - - - - - ": this nests deeper than anybody can follow
    "? ? ? ? ? ? ? ? ? ? ": this nests deeper than anybody can follow
    "a: [b]\na: [b]\na: [b]": the key `a` is given a second time; the first is on line 1
    "- a\n- a\n- a\n- a\n- a\n": there are more than 50000 entries
    "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"": the text goes on after the closing quote
    "x x x x x x x x x x ": the file must hold keys with values
    "!!!!!!!!!!!!!!!!!!!!": this is not YAML
    "&a &a &a &a &a &a &a": anchors (`&name`) are not part of the format
    "*a *a *a *a *a *a *a": aliases (`*name`) are not part of the format
    "\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}\u{1b}": there is a control character here (U+001B)
    "#\n#\n#\n#\n#\n#\n#\n#\n#\n#\n": nothing wrong
    "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t": nothing wrong
    "---\n---\n---\n---\n---\n": a second document starts here
    "when: {not: when: {n": a mapping in `{ }` is not closed, or lacks a comma
    "questions: [{}, {}, ": there are more than 50000 entries
    "##);
}

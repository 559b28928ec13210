//! Bad input, broken streams, full disks and signals: each gives a clear error, loses no answers
//! and never panics.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::fs::File;
use std::process::Stdio;

use common::{Ran, Run, repository, treatfit};
use insta::assert_snapshot;

fn screen(options: &str) -> Run {
    treatfit(&format!("screen --plain {options}")).about_tea()
}

/// Returns what stderr says after `words`.
fn after(ran: &Ran, words: &str) -> String {
    let said = ran.stderr();
    let (_, after) = said.split_once(words).expect(words);
    after.replace(&repository("tests/sets/tea").display().to_string(), "SET")
}

/// Runs a command on a copy of the tea set in which one file has other content.
fn spoilt(command: &str, name: &str, content: impl AsRef<[u8]>) -> Run {
    let mut run = treatfit(&format!("{command} set"));
    for file in ["set", "kitchen", "habits", "taste", "shelf"] {
        let path = repository(&format!("tests/sets/tea/{file}.yaml"));
        run = run.file(&format!("set/{file}.yaml"), fs::read(path).unwrap());
    }
    run.file(&format!("set/{name}"), content)
}

// Typed input.

#[test]
fn an_unfinished_last_line_is_not_taken_as_an_answer() {
    let ran = screen("--region town").stdin("no\ncal").run();
    assert_eq!(ran.code(), 5);
    assert_snapshot!(after(&ran, "4. That is my own business\n"));
}

#[test]
fn empty_input_ends_the_interview_with_code_5() {
    let ran = screen("").stdin("").run();
    assert_eq!(ran.code(), 5);
    assert_snapshot!(after(&ran, "2. Elsewhere\n"));
}

#[test]
fn typed_bytes_that_are_not_text_are_refused() {
    let ran = screen("--region town")
        .stdin(b"\xff\xfeno\nn\0o\n\x1b[A\nno\nstop\nleave\n")
        .run();
    assert_snapshot!(after(&ran, "4. I would rather not say\n"));
}

#[test]
fn typed_invisible_characters_are_handled() {
    let ran = screen("--region town")
        .stdin("no\u{200b}\n\u{feff}no\nno\u{a0}\nstop\nleave\n")
        .run();
    assert_snapshot!(after(&ran, "4. I would rather not say\n"));
}

#[test]
fn windows_line_ends_give_the_same_conversation() {
    let lines = "town\nno\ncalm\nnone\nno\nnever\nnever\nnow\nfresh\nskip\ndone\n";
    let here = screen("").stdin(lines).run();
    let there = screen("").stdin(lines.replace('\n', "\r\n")).run();
    assert_eq!(here.code(), 0);
    assert_eq!(here.stdout(), there.stdout());
    assert_eq!(here.stderr(), there.stderr());
}

#[test]
fn an_answer_of_ten_megabytes_takes_no_memory() {
    let ran = screen("--region town").talk(|talk| {
        talk.until("(1 to 4): ");
        let before = talk.memory("VmHWM");
        for _ in 0..10 {
            talk.say(vec![b'a'; 1 << 20]);
        }
        talk.say("\n");
        talk.until("Please use fewer words.");
        let grown = talk.memory("VmHWM") - before;
        assert!(grown < 1024, "{grown} KiB");
        talk.say("no\nstop\nleave\n");
    });
    assert_eq!(ran.code(), 130);
}

#[test]
fn ten_thousand_lines_of_nonsense_end_with_code_5() {
    let ran = screen("--region town")
        .stdin("nonsense\n".repeat(10_000))
        .run();
    assert_eq!(ran.code(), 5);
}

// Signals.

#[test]
fn a_signal_during_a_question_saves_the_answers() {
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let ran = screen("--save a.yaml").talk(|talk| {
            talk.until("(1 or 2): ");
            talk.say("town\nno\n");
            talk.until("Your answer (1 to 4): no\n");
            talk.until("Your answer (1 to 4): ");
            talk.signal(signal);
        });
        assert_eq!(ran.code(), code, "{}", ran.stderr());
        assert_eq!(ran.left(), ["a.yaml"]);
        assert!(ran.read("a.yaml").ends_with("\n  smoke: no\n"));
        assert_snapshot!("told_to_end", after(&ran, "4. That is my own business\n"));
    }
    let ran = screen("").talk(|talk| {
        talk.until("(1 or 2): ");
        talk.signal("TERM");
    });
    assert_eq!(ran.code(), 143);
    assert_snapshot!(after(&ran, "2. Elsewhere\n"));
}

#[test]
fn a_signal_in_an_emergency_saves_nothing() {
    let ran = screen("--save a.yaml").talk(|talk| {
        talk.until("(1 or 2): ");
        talk.say("town\nyes\n");
        talk.until("Your answer (1 or 2): ");
        talk.signal("TERM");
    });
    assert_eq!(ran.code(), 143);
    assert_eq!(ran.left(), [""; 0]);
}

// Closed and full output streams.

/// Runs with the reading end of one output stream closed from the start. Returns the exit code and
/// what the other stream got.
fn without(stream: &str, run: &Run) -> (Option<i32>, String) {
    let mut command = run.command();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    if stream == "stdout" {
        drop(child.stdout.take());
    } else {
        drop(child.stderr.take());
    }
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), text)
}

#[test]
fn a_reader_that_closes_stdout_is_not_an_error() {
    let answers = fs::read(repository("tests/readme/marcus.yaml")).unwrap();
    for arguments in [
        "evaluate a.yaml",
        "evaluate a.yaml b.yaml",
        "show questions",
        "show review",
        "schema",
        "schema --result",
        "completions bash",
        "man",
        "test",
        "--help",
        "--version",
    ] {
        let run = treatfit(arguments)
            .file("a.yaml", &answers)
            .file("b.yaml", &answers);
        assert_eq!(
            without("stdout", &run),
            (Some(0), String::new()),
            "{arguments}"
        );
    }
}

#[test]
fn a_closed_stderr_does_not_change_the_exit_code() {
    for (arguments, code) in [
        ("check nowhere", 2),
        ("test spoilt", 3),
        ("evaluate spoilt/set.yaml", 5),
        ("evaluate spoilt/set.yaml nowhere", 5),
        ("evalute", 2),
        ("", 4),
        ("screen --plain", 4),
    ] {
        let run = treatfit(arguments).file("spoilt/set.yaml", "format: 2");
        assert_eq!(without("stderr", &run).0, Some(code), "{arguments}");
    }
}

#[test]
fn an_interview_whose_stderr_closes_is_saved() {
    let ran = screen("--save a.yaml").talk(|talk| {
        talk.until("(1 or 2): ");
        talk.say("town\nno\n");
        talk.until("Your answer (1 to 4): no\n");
        talk.until("Your answer (1 to 4): ");
        talk.close_stderr();
        talk.say("calm\n");
    });
    assert_eq!(ran.code(), 4);
    assert_eq!(ran.left(), ["a.yaml"]);
    assert!(ran.read("a.yaml").contains("smoke: no"));
}

#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let answers = fs::read(repository("tests/readme/marcus.yaml")).unwrap();
    for arguments in [
        "evaluate a.yaml",
        "evaluate a.yaml a.yaml",
        "show questions",
        "man",
    ] {
        let run = treatfit(arguments).file("a.yaml", &answers);
        let mut command = run.command();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command.stdin(Stdio::null()).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            said,
            "error: the result can't be written: the disk is full\n"
        );
    }
}

// Files of a set.

#[test]
fn a_set_file_of_a_hundred_megabytes_is_not_read() {
    let run = spoilt("check", "huge.yaml", "").after("ulimit -v 90000");
    let huge = run.folder().join("set/huge.yaml");
    File::options()
        .write(true)
        .open(huge)
        .unwrap()
        .set_len(100 << 20)
        .unwrap();
    assert_snapshot!(run.transcript());
}

#[test]
fn yaml_bombs_are_refused() {
    let aliases: Vec<String> = (1..30)
        .map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1))
        .collect();
    let aliases = format!("a0: &a0 [x, x]\n{}", aliases.concat());
    let keys: Vec<String> = (0..100_000).map(|n| format!("k{n}: {n}\n")).collect();
    for (name, content) in [
        ("aliases", aliases),
        ("brackets", "[".repeat(100_000)),
        ("braces", "{a: ".repeat(100_000)),
        ("lists", "- ".repeat(100_000)),
        ("keys", keys.concat()),
        ("items", format!("rules: [{}]", "a, ".repeat(200_000))),
    ] {
        let run = spoilt("check", "bomb.yaml", content).after("ulimit -v 400000");
        assert_snapshot!(format!("bomb_of_{name}"), run.transcript());
    }
}

#[test]
fn folders_without_a_question_set_are_refused() {
    let nowhere = treatfit("screen --plain --questions nowhere");
    assert_snapshot!("no_set_nowhere", nowhere.transcript());
    let empty = treatfit("screen --plain --questions empty");
    fs::create_dir(empty.folder().join("empty")).unwrap();
    assert_snapshot!("no_set_in_an_empty_folder", empty.transcript());
    let file = treatfit("check answers.yaml").file("answers.yaml", "set: tea");
    assert_snapshot!("no_set_but_a_file", file.transcript());
    let other_ending = spoilt("check", "more.yml", "rules: []");
    assert_snapshot!("no_set_with_another_ending", other_ending.transcript());
    let folder = spoilt("check", "more.yaml/rules.yaml", "rules: []");
    assert_snapshot!("no_set_with_a_folder_for_a_file", folder.transcript());
    let not_text = spoilt("check", "more.yaml", b"rules:\n  - id: caf\xe9\n");
    assert_snapshot!("no_set_that_is_not_text", not_text.transcript());
    let blank = treatfit("check set").file("set/set.yaml", "");
    assert_snapshot!("no_set_in_an_empty_file", blank.transcript());
}

#[test]
fn the_path_of_set_yaml_is_accepted() {
    let run = treatfit("check").argument(repository("tests/sets/tea/set.yaml"), "set.yaml");
    assert_eq!(run.run().code(), 0);
}

// Answers files.

#[test]
fn an_answers_file_of_ten_megabytes_is_refused() {
    let huge = format!("set: tea\nanswers:\n{}", "  smoke: no\n".repeat(900_000));
    let run = treatfit("evaluate a.yaml")
        .about_tea()
        .file("a.yaml", &huge);
    assert_snapshot!(run.after("ulimit -v 400000").transcript());
    let endless = treatfit("evaluate /dev/zero")
        .about_tea()
        .after("ulimit -v 400000");
    assert_eq!(endless.run().code(), 5);
}

#[test]
fn a_line_of_ten_megabytes_does_not_affect_the_other_lines() {
    let good = r#"{"set": "tea", "answers": {"smoke": "yes"}}"#;
    let bad = format!("{good}\n{{{}\n{good}\n", "x".repeat(10 << 20));
    let run = treatfit("evaluate a.ndjson")
        .about_tea()
        .file("a.ndjson", bad);
    assert_snapshot!(run.after("ulimit -v 400000").transcript());
}

#[test]
fn values_that_are_not_whole_numbers_are_refused() {
    for number in [
        "99999999999999999999999",
        "-3",
        "-99999999999999999999999",
        "3.0",
        "3e0",
        "0x3",
        "0o3",
        "1_0",
        ".inf",
        ".nan",
        "\"3\"",
        "three",
        "[3]",
    ] {
        let answers =
            format!("set: tea\nanswers: {{smoke: no, drinks_tea: yes, cups: {number}}}\n");
        let run = treatfit("evaluate a.yaml")
            .about_tea()
            .file("a.yaml", answers);
        let ran = run.run();
        assert_eq!(ran.code(), 5, "{number}");
        assert!(
            ran.stderr().contains("1 to 40"),
            "{number}: {}",
            ran.stderr()
        );
    }
}

#[test]
fn invisible_characters_in_answers_are_made_visible() {
    let answers = "set: tea\nregion: town\u{200b}\nanswers:\n  smoke: n\u{200b}o\n  wish: \"\u{202e}dren\"\n  \
                   likes\u{200b}: fresh\n";
    let run = treatfit("evaluate a.yaml")
        .about_tea()
        .file("a.yaml", answers);
    assert_snapshot!(run.transcript());
}

// The command line.

#[test]
fn invisible_characters_on_the_command_line_are_made_visible() {
    let reference = treatfit("intake --plain --reference").argument("red \u{1b}[31m", "RED");
    assert_snapshot!(reference.transcript());
    let region = treatfit("screen --plain --region")
        .argument("us\u{1b}[2J", "CLEAR")
        .run();
    assert_eq!(region.code(), 2);
    assert!(!region.stderr().contains('\u{1b}'), "{:?}", region.stderr());
}

//! Saving and resuming with the real binary: what is written, when, and what happens to answers
//! that cannot be written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use common::repository;

/// Starts `treatfit screen --plain` on the tea set in this folder, from a shell that runs `before`
/// first.
fn start(folder: &Path, before: &str, arguments: &str) -> Child {
    Command::new("sh")
        .args([
            "-c",
            &format!(
                "{before} exec \"$0\" screen --plain --questions \"$SET\" --region town {arguments}"
            ),
        ])
        .arg(env!("CARGO_BIN_EXE_treatfit"))
        .env_clear()
        .env("SET", repository("tests/sets/tea"))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn run(folder: &Path, before: &str, arguments: &str, typed: &str) -> Output {
    let mut child = start(folder, before, arguments);
    child
        .stdin
        .take()
        .unwrap()
        .write_all(typed.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// Returns stderr from the last occurrence of `after`.
fn last_words(output: &Output, after: &str) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    let at = said
        .rfind(after)
        .unwrap_or_else(|| panic!("no {after:?} in {said}"));
    said[at..].to_owned()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const TWO: &str = "no\nsoon\n";
const REST: &str = "none\nno\nnever\nnever\nnow\nfresh\nskip\ndone\n";

#[test]
fn an_unfinished_interview_is_saved_and_can_be_resumed() {
    for (end, code) in [("stop\n", 130), ("", 5), ("5", 5)] {
        let folder = tempfile::tempdir().unwrap();
        let output = run(folder.path(), "", "--save tea.yaml", &format!("{TWO}{end}"));
        assert_eq!(output.status.code(), Some(code), "{end}");
        assert_eq!(output.stdout, b"");
        let mode = fs::metadata(folder.path().join("tea.yaml"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let output = run(
            folder.path(),
            "",
            "--resume tea.yaml --save tea.yaml",
            &format!("keep\n{REST}"),
        );
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("Green tea")
        );
        assert_eq!(files(folder.path()), ["tea.yaml"]);
        let evaluated = Command::new(env!("CARGO_BIN_EXE_treatfit"))
            .args(["evaluate", "tea.yaml", "--questions"])
            .arg(repository("tests/sets/tea"))
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(evaluated.status.code(), Some(0), "{evaluated:?}");
    }
}

#[test]
fn nothing_is_written_without_a_file_name() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "", "", &format!("{TWO}{REST}"));
    run(folder.path(), "", "", TWO);
    run(folder.path(), "", "", &format!("{TWO}stop\nleave\n"));
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

#[test]
fn stopping_asks_for_a_file_until_it_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("taken.yaml"), "mine").unwrap();
    let output = run(
        folder.path(),
        "",
        "",
        &format!("{TWO}stop\nsave\ntaken.yaml\nno/such/place.yaml\nhelp\nfree.yaml\n"),
    );
    assert_eq!(output.status.code(), Some(130));
    let set = repository("tests/sets/tea").display().to_string();
    insta::assert_snapshot!(last_words(&output, "Before you stop").replace(&set, "SET"));
    assert_eq!(files(folder.path()), ["free.yaml", "taken.yaml"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("taken.yaml")).unwrap(),
        "mine"
    );
}

#[test]
fn a_file_that_cannot_be_written_is_reported_before_the_first_question() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("taken.yaml"), "mine").unwrap();
    for (place, code, why) in [
        (
            "taken.yaml",
            2,
            "`taken.yaml` is there already and is not overwritten",
        ),
        (
            "no/such.yaml",
            1,
            "can't write `no/such.yaml`: there is no such file or folder",
        ),
        (
            "taken.yaml/x",
            1,
            "can't write `taken.yaml/x`: a part of the path is not a folder",
        ),
    ] {
        let output = run(folder.path(), "", &format!("--save {place}"), "");
        assert_eq!(output.status.code(), Some(code), "{place}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, format!("error: {why}\nhelp: name another file\n"));
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("taken.yaml")).unwrap(),
        "mine"
    );
}

#[test]
fn an_emergency_saves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for typed in ["yes\nfinish\n", "yes\n", "no\nback\nyes\nstop\n"] {
        let output = run(folder.path(), "", "--save tea.yaml", typed);
        assert_eq!(output.status.code(), Some(0), "{typed}");
        assert!(!output.stdout.is_empty());
        assert_eq!(files(folder.path()), Vec::<String>::new());
    }
    // An emergency called a mistake but not corrected is still one, and the program does not claim
    // to save.
    let output = run(folder.path(), "", "--save tea.yaml", "yes\nmistake\nstop\n");
    assert_eq!(output.status.code(), Some(130));
    assert!(last_words(&output, "Stopped.").contains("Nothing was saved."));
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

/// Shell commands that limit the file size to 0. Writing then fails at the same point as on a full
/// disk.
const FULL_DISK: &str = "trap '' XFSZ; ulimit -f 0;";

#[test]
fn on_a_full_disk_another_file_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let typed = format!("{TWO}stop\nother.yaml\nback\n");
    let output = run(folder.path(), FULL_DISK, "--save tea.yaml", &typed);
    assert_eq!(output.status.code(), Some(130));
    insta::assert_snapshot!(last_words(&output, "Can't write").replace(&digest(), "DIGEST"));
    assert_eq!(files(folder.path()), Vec::<String>::new());
}

#[test]
fn on_a_full_disk_at_the_end_of_input_the_answers_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), FULL_DISK, "--save tea.yaml", TWO);
    assert_eq!(output.status.code(), Some(5));
    insta::assert_snapshot!(last_words(&output, "Input ended").replace(&digest(), "DIGEST"));
}

fn digest() -> String {
    let files = treatfit::folder::read(&repository("tests/sets/tea")).unwrap();
    treatfit_core::load::load(&files).unwrap().set.digest
}

/// Reads stderr until it contains this text.
fn hears(child: &mut Child, text: &str) {
    let mut said = Vec::new();
    while !String::from_utf8_lossy(&said).contains(text) {
        let mut bytes = [0; 512];
        let read = child.stderr.as_mut().unwrap().read(&mut bytes).unwrap();
        assert_ne!(read, 0, "it ended without having said {text:?}");
        said.extend_from_slice(&bytes[..read]);
    }
}

#[test]
fn a_signal_while_waiting_for_a_line_saves() {
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = start(folder.path(), "", "--save tea.yaml");
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(b"no\n").unwrap();
        hears(&mut child, "How badly");
        let killed = Command::new("sh")
            .args(["-c", &format!("kill -{signal} {}", child.id())])
            .status()
            .unwrap();
        assert!(killed.success());
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        let saved = fs::read_to_string(folder.path().join("tea.yaml")).unwrap();
        assert!(saved.contains("smoke: no"), "{saved}");
        drop(stdin);
    }
}

#[test]
fn a_closed_pipe_saves_without_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = start(folder.path(), "", "--save tea.yaml");
    hears(&mut child, "(1 to 4)");
    drop(child.stderr.take());
    // With stderr closed, the program ends before it reads all input, so the write may fail.
    let typed = format!("{TWO}{REST}");
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(output.stdout, b"");
    assert_eq!(files(folder.path()), ["tea.yaml"]);
}

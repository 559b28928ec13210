//! Resuming a saved interview: no answer is lost, however the run ends, and the program prints the
//! full command that continues.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::ran::{names_in, without_digests};
use common::{Run, repository, treatfit};
use insta::assert_snapshot;

/// An interview stopped in the middle, saved.
const SAVED: &str = "\
set: tea
version: 0.1.0
region: town
answers:
  smoke: no
  longing: calm
  reactions: none
";

fn resumed() -> Run {
    treatfit("screen --plain --resume a.yaml")
        .about_tea()
        .file("a.yaml", SAVED)
}

#[test]
fn resume_without_save_writes_to_the_resumed_file() {
    for (typed, code) in [
        ("keep / yes", 5),
        ("keep / yes / stop", 130),
        (
            "keep / yes / 3 / never / never / now / fresh / skip / done",
            0,
        ),
    ] {
        let ran = resumed().typed(typed).run();
        assert_eq!(ran.code(), code, "{typed}: {}", ran.stderr());
        let saved = ran.read("a.yaml");
        assert!(
            saved.contains("reactions: none\n  drinks_tea: yes"),
            "{saved}"
        );
        assert_eq!(ran.left(), ["a.yaml"]);
    }
    assert_snapshot!(resumed().typed("keep / yes").transcript());
}

#[test]
fn a_signal_saves_to_the_resumed_file() {
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let ran = resumed().talk(|talk| {
            talk.until("Is smoke");
            talk.say("keep\nyes\n");
            talk.until("How many cups");
            talk.signal(signal);
        });
        assert_eq!(ran.code(), code, "{}", ran.stderr());
        assert!(ran.read("a.yaml").contains("drinks_tea: yes"));
        assert_eq!(ran.left(), ["a.yaml"]);
    }
}

#[test]
fn answers_not_yet_asked_again_stay_in_the_file() {
    for (typed, smoke) in [("", "no"), ("unknown", "unknown")] {
        let ran = resumed().typed(typed).run();
        assert_eq!(ran.code(), 5);
        let saved = ran.read("a.yaml");
        for answer in [
            &format!("smoke: {smoke}"),
            "longing: calm",
            "reactions: none",
        ] {
            assert!(saved.contains(answer), "{saved}");
        }
    }
}

#[test]
fn a_read_only_resumed_file_is_reported_and_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let file = folder.path().join("a.yaml");
    fs::write(&file, SAVED).unwrap();
    let ran = treatfit("screen --plain --resume")
        .argument(&file, "there/a.yaml")
        .about_tea()
        .read_only()
        .typed("keep / yes / stop / stop");
    // As root, the program runs as the user nobody in a folder of root; otherwise the folder itself
    // is made read-only.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let ran = ran.run();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_snapshot!(ran.transcript());
    assert_eq!(fs::read_to_string(&file).unwrap(), SAVED);
}

#[test]
fn an_emergency_leaves_the_resumed_file_unchanged() {
    let ran = resumed().typed("yes / finish").run();
    assert_eq!(ran.code(), 0, "{}", ran.stderr());
    assert_eq!(ran.read("a.yaml"), SAVED);
}

#[test]
fn stop_asks_for_confirmation_and_end_of_input_is_reported() {
    let run = treatfit("screen --plain").about_tea();
    assert_snapshot!(run.typed("town / no / stop / stop / leave").transcript());
    let run = treatfit("screen --plain").about_tea();
    assert_snapshot!(run.typed("town / no / stop").transcript());
}

/// Runs the printed command in a shell, as a person would paste it.
#[test]
fn the_printed_resume_command_works_in_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("the doctor's set");
    fs::create_dir(&set).unwrap();
    for file in fs::read_dir(repository("tests/sets/tea")).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), set.join(file.file_name())).unwrap();
        }
    }
    let run = |command: &str, typed: &str| {
        let binary = Path::new(env!("CARGO_BIN_EXE_treatfit"));
        let mut child = Command::new("/bin/sh")
            .args(["-c", command])
            .env_clear()
            .env("PATH", binary.parent().unwrap())
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let said = run(
        "treatfit intake --plain --reference 'B 12' --questions \"the doctor's set\" --save 'my answers.yaml'",
        "town\nno\nstop\n",
    );
    let command = said.lines().last().unwrap().trim().to_owned();
    assert_snapshot!(command, @r"treatfit intake --questions 'the doctor'\''s set' --plain --resume 'my answers.yaml'");
    let said = run(&command, "keep\nsoon\n");
    assert!(said.contains("Which of these has ever"), "{said}");
}

#[test]
fn the_reference_is_saved_and_may_be_replaced() {
    let ran = treatfit("intake --plain --reference B-12 --save a.yaml")
        .about_tea()
        .typed("town / no / calm / stop")
        .run();
    let saved = ran.read("a.yaml");
    assert_snapshot!(without_digests(&saved));
    let intake = |options: &str| {
        let rest = "keep / none / no / never / never / now / fresh / skip / done";
        let ran = treatfit(&format!("intake --plain --resume a.yaml {options}"))
            .about_tea()
            .file("a.yaml", &saved)
            .typed(rest)
            .run();
        assert_eq!(ran.code(), 0, "{}", ran.stderr());
        (ran.stdout(), ran.read("a.yaml"))
    };
    let (result, again) = intake("");
    assert!(result.contains("Reference: B-12"), "{result}");
    assert!(again.contains("reference: B-12"), "{again}");
    let (result, again) = intake("--reference C-13");
    assert!(result.contains("Reference: C-13"), "{result}");
    assert!(again.contains("reference: C-13"), "{again}");
}

/// The end of input and a signal both save, each in its own thread. Neither may end the process
/// while the other has a temporary file on disk. The delay grows by 150 µs each round to hit
/// different moments.
#[test]
fn a_signal_at_the_end_of_input_leaves_no_temporary_file() {
    for round in 0_u64..40 {
        let run = treatfit("screen --plain --region town --save a.yaml").about_tea();
        let ran = run.talk(|talk| {
            talk.until("Is smoke");
            talk.say("no\n");
            talk.until("How badly");
            if round % 2 == 0 {
                talk.close_stdin();
            }
            std::thread::sleep(Duration::from_micros(150 * round));
            talk.signal("TERM");
            talk.close_stdin();
        });
        assert!([5, 143].contains(&ran.code()), "{}", ran.stderr());
        assert_eq!(names_in(ran.folder()), ["a.yaml"]);
    }
}

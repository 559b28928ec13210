//! Saving and resuming an interview: the content and permissions of the file, and what happens if
//! it cannot be written or is invalid.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;

use common::ran::{names_in, without_digests};
use common::{Run, treatfit};
use insta::assert_snapshot;

fn screen(options: &str) -> Run {
    treatfit(&format!("screen --plain {options}")).about_tea()
}

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

/// The answers that complete it.
const REST: &str = "keep / no / never / never / now / fresh / skip / done";

#[test]
fn a_stopped_interview_resumes_where_it_stopped() {
    let stopped = screen("--save a.yaml")
        .typed("town / no / calm / none / stop")
        .run();
    assert_snapshot!(stopped.transcript());
    assert_eq!(
        stopped.left(),
        ["a.yaml"],
        "nothing else is left in the folder"
    );
    assert_snapshot!(without_digests(&stopped.read("a.yaml")));

    let resumed = screen("--resume a.yaml --save b.yaml")
        .file("a.yaml", stopped.read("a.yaml"))
        .typed(REST)
        .run();
    assert_snapshot!(resumed.transcript());
    assert_eq!(resumed.left(), ["a.yaml", "b.yaml"]);
    assert_eq!(resumed.read("a.yaml"), stopped.read("a.yaml"));
    assert_snapshot!(without_digests(&resumed.read("b.yaml")));

    let evaluated = treatfit("evaluate b.yaml")
        .about_tea()
        .file("b.yaml", resumed.read("b.yaml"))
        .run();
    assert_eq!(evaluated.stdout(), resumed.stdout());
}

#[test]
fn every_kind_of_answer_is_saved_and_read_back() {
    let typed = "elsewhere / declined / declined / mint, chamomile / yes / 12 / unknown / often / bed / \
                 strong, flowery / yes / A biscuit: \"dry\" # please, 3 of them / done";
    let first = screen("--save a.yaml").typed(typed).run();
    assert_eq!(first.code(), 0, "{}", first.stderr());
    assert_snapshot!(without_digests(&first.read("a.yaml")));
    let second = screen("--resume a.yaml")
        .file("a.yaml", first.read("a.yaml"))
        .typed("keep / done")
        .run();
    assert_eq!(first.stdout(), second.stdout());
}

#[test]
fn only_the_owner_may_read_the_file() {
    let ran = screen("--save a.yaml").typed("town / no / stop").run();
    let mode = fs::metadata(ran.folder().join("a.yaml"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn save_may_name_the_resumed_file() {
    let ran = screen("--resume a.yaml --save a.yaml")
        .file("a.yaml", SAVED)
        .typed("keep / no / stop")
        .run();
    assert_eq!(ran.code(), 130, "{}", ran.stderr());
    assert_eq!(ran.left(), ["a.yaml"]);
    assert!(ran.read("a.yaml").contains("drinks_tea: no"));
}

#[test]
fn stopping_asks_where_to_save() {
    let typed = "town / no / stop / save / help /  / there.yaml / sub/a.yaml / a.yaml";
    let ran = screen("").file("there.yaml", "mine").typed(typed).run();
    assert_snapshot!(ran.transcript());
    assert_eq!(ran.left(), ["a.yaml", "there.yaml"]);
    assert_eq!(ran.read("there.yaml"), "mine");
}

#[test]
fn stopping_saves_to_the_resumed_file() {
    let ran = screen("--resume a.yaml")
        .file("a.yaml", SAVED)
        .typed("keep / no / stop")
        .run();
    assert_snapshot!(ran.transcript());
    assert!(ran.read("a.yaml").contains("drinks_tea: no"));
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let ran = screen("--save a.yaml")
        .file("a.yaml", "mine")
        .typed("town")
        .run();
    assert_snapshot!(ran.transcript());
    assert_eq!(ran.read("a.yaml"), "mine");
    assert_eq!(ran.left(), ["a.yaml"]);
    // A link to a file that does not exist is not followed.
    let run = screen("--save link.yaml");
    std::os::unix::fs::symlink("target.yaml", run.folder().join("link.yaml")).unwrap();
    let ran = run.typed("town").run();
    assert_eq!(ran.code(), 2, "{}", ran.stderr());
    assert_eq!(ran.left(), ["link.yaml"]);
}

#[test]
fn a_file_created_during_the_interview_is_not_overwritten() {
    let run = screen("--save a.yaml");
    let file = run.folder().join("a.yaml");
    let ran = run.talk(|talk| {
        talk.until("Which country");
        fs::write(&file, "mine").unwrap();
        talk.say("town\nno\nstop\nb.yaml\n");
    });
    assert_eq!(ran.code(), 130);
    assert_eq!(ran.left(), ["a.yaml", "b.yaml"]);
    assert_eq!(ran.read("a.yaml"), "mine");
    assert!(
        ran.stderr().contains("`a.yaml` is there already"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn two_runs_that_resume_one_file_lose_no_answers() {
    let theirs = SAVED.replace("reactions: none", "reactions: none\n  drinks_tea: no");
    for (typed, saved) in [("b.yaml", true), ("back", false)] {
        let run = screen("--resume a.yaml").file("a.yaml", SAVED);
        let file = run.folder().join("a.yaml");
        let ran = run.talk(|talk| {
            talk.until("keep");
            fs::write(&file, &theirs).unwrap();
            talk.say(format!("keep\nyes\n3\nstop\n{typed}\n"));
        });
        assert_eq!(ran.read("a.yaml"), theirs);
        if saved {
            assert_snapshot!(ran.transcript());
            assert!(ran.read("b.yaml").contains("cups: 3"));
        } else {
            assert!(ran.stderr().contains("  cups: 3"), "{}", ran.stderr());
        }
    }
}

#[test]
fn a_read_only_resumed_file_is_not_changed() {
    let read_only = fs::Permissions::from_mode(0o444);
    for (options, code) in [
        ("--resume a.yaml", 130),
        ("--resume a.yaml --save a.yaml", 2),
    ] {
        let run = screen(options).file("a.yaml", SAVED);
        fs::set_permissions(run.folder().join("a.yaml"), read_only.clone()).unwrap();
        let ran = run.typed("keep / no / stop / save / b.yaml").run();
        assert_eq!(ran.code(), code, "{}", ran.stderr());
        assert_eq!(ran.read("a.yaml"), SAVED);
        assert_snapshot!(format!("read_only_file_{code}"), ran.transcript());
    }
    // If input ends at the question where to save, only the new answers are lost.
    let run = screen("--resume a.yaml").file("a.yaml", SAVED);
    fs::set_permissions(run.folder().join("a.yaml"), read_only).unwrap();
    let said = run.typed("keep / no / stop").run().stderr();
    let said = said.replace('\n', " ");
    assert!(
        said.contains("the new answers are gone, and the file"),
        "{said}"
    );
}

/// A file name may contain any byte. Printed unchanged, it could control the terminal or look like
/// another name.
#[test]
fn a_file_name_with_control_characters_is_escaped() {
    let name = OsStr::from_bytes(b"a\x1b[31m\xff.yaml");
    let run = treatfit("screen --plain --save")
        .argument(name, "ODD")
        .about_tea();
    let ran = run.typed("town / no / stop").run();
    let said = ran.stderr();
    assert!(!said.contains(['\u{1b}', '\u{fffd}']), "{said}");
    let (_, said) = said.split_once("The answers are saved").unwrap();
    assert_snapshot!(said, @r"
    , and only you can read the file. To go on, use the same
    command with --resume and this file:
      a\u{1b}[31m\xff.yaml
    ");
    assert!(ran.folder().join(name).exists());
    // Errors escape the name too.
    let run = treatfit("screen --plain --resume")
        .argument(name, "ODD")
        .about_tea();
    fs::write(run.folder().join(name), "colour: red").unwrap();
    let said = run.typed("no").run().stderr();
    assert!(said.contains(r"`a\u{1b}[31m\xff.yaml`"), "{said}");
}

#[test]
fn paths_that_cannot_be_a_file_are_refused() {
    for place in [
        "nowhere/a.yaml",
        "file.txt/a.yaml",
        "folder",
        ".",
        "/dev/full",
        "/proc/a.yaml",
    ] {
        let run = screen(&format!("--save {place}"))
            .file("file.txt", "")
            .file("folder/a.txt", "");
        let ran = run.typed("town").run();
        let name = place.replace(['/', '.'], "_");
        assert_snapshot!(format!("no_file_can_be_at_{name}"), ran.transcript());
        assert_eq!(ran.left(), ["file.txt", "folder"]);
    }
}

#[test]
fn a_read_only_folder_is_refused_before_the_first_question() {
    let run = treatfit("screen --plain --region us --save a.yaml").read_only();
    assert_snapshot!(run.transcript());
}

#[test]
fn a_full_disk_loses_nothing() {
    // A limit on the file size stands in for a full disk, which only root could set up.
    let run = screen("--save a.yaml").typed("town / no / calm / stop / b.yaml / back");
    let ran = run.after("ulimit -f 0; trap '' XFSZ").run();
    assert_snapshot!(ran.transcript());
    assert_eq!(ran.left(), [""; 0]);
}

#[test]
fn a_really_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mount = |arguments: &[&str]| {
        std::process::Command::new(arguments[0])
            .args(&arguments[1..])
            .arg(&disk)
            .stderr(std::process::Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !mount(&["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs"]) {
        eprintln!("not tested: only root may make a tiny disk");
        return;
    }
    fs::write(disk.join("full"), [b'x'; 4096]).unwrap();
    let ran = treatfit("screen --plain --save")
        .argument(disk.join("a.yaml"), "disk/a.yaml")
        .about_tea()
        .typed("town / no / calm / stop / a.yaml")
        .run();
    let left = names_in(&disk);
    assert!(mount(&["umount"]));
    assert_eq!(left, ["full"]);
    assert_eq!(ran.left(), ["a.yaml"], "another place was named in time");
    let said = ran.stderr().replace('\n', " ");
    assert!(
        said.contains("a.yaml`: the disk is full. Name another file."),
        "{said}"
    );
}

#[test]
fn the_end_of_input_saves_the_answers() {
    let ran = screen("--save a.yaml").typed("town / no / calm").run();
    assert_eq!(ran.code(), 5);
    assert_snapshot!(ran.transcript());
    assert_snapshot!(without_digests(&ran.read("a.yaml")));
}

#[test]
fn an_emergency_saves_nothing() {
    let ran = screen("--save a.yaml").typed("town / yes / finish").run();
    assert_eq!(ran.code(), 0);
    assert_eq!(ran.left(), [""; 0]);
    assert_snapshot!(ran.transcript());
    let ran = screen("--save a.yaml")
        .typed("town / no / calm / back / back / yes / stop")
        .run();
    assert_eq!(ran.left(), [""; 0]);
    // The resumed file stays unchanged.
    let ran = screen("--resume a.yaml --save a.yaml")
        .file("a.yaml", SAVED)
        .typed("yes / finish")
        .run();
    assert_eq!(ran.code(), 0, "{}", ran.stderr());
    assert_eq!(ran.read("a.yaml"), SAVED);
    assert_eq!(ran.left(), ["a.yaml"]);
}

#[test]
fn after_an_emergency_by_mistake_the_other_answers_are_kept() {
    let options = "--region us --save a.yaml --reference X1 --explain --format markdown";
    let stopped = treatfit(&format!("intake --plain {options}"))
        .typed("yes / none / no / 2 / 2 / stop")
        .run();
    let saved = stopped.read("a.yaml");
    assert!(saved.contains("medical_now: none"), "{saved}");
    assert!(!saved.contains("danger_now"), "{saved}");
    let said = stopped.stderr();
    let (_, said) = said.split_once("To go on:").unwrap();
    assert_snapshot!(said);
}

#[test]
fn crisis_lines_are_shown_again_on_resume() {
    let saved = SAVED.replace("calm", "desperate");
    let run = screen("--resume a.yaml")
        .file("a.yaml", saved)
        .typed("keep / no");
    assert_snapshot!(run.transcript());
}

#[test]
fn answers_of_another_version_are_kept_where_they_fit() {
    let saved = "\
set: tea
version: 0.0.9
region: village
answers:
  smoke: no
  longing: thirsty
  kettle_colour: red
  cups: 3
  likes: [fresh, bitter]
";
    let run = screen("--resume a.yaml")
        .file("a.yaml", saved)
        .typed("town / keep / calm / stop / leave")
        .run();
    assert_snapshot!(run.transcript());
    assert_eq!(run.read("a.yaml"), saved, "what does not fit is not lost");
}

#[test]
fn files_that_are_not_saved_interviews_are_refused() {
    for (name, saved) in [
        (
            "another_set",
            SAVED.replace("set: tea", "set: coffee").as_bytes(),
        ),
        ("no_set", SAVED.replace("set: tea\n", "").as_bytes()),
        ("half_a_file", &SAVED.as_bytes()[..SAVED.len() - 25]),
        ("empty", b""),
        ("a_list", b"- smoke\n"),
        ("not_text", b"set: tea\nregion: \xff\xfe\n"),
        ("a_bomb", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
        ("too_large", "#".repeat(2 << 20).as_bytes()),
    ] {
        let run = screen("--resume a.yaml").file("a.yaml", saved).typed("no");
        let ran = run.run();
        assert_snapshot!(format!("no_saved_interview_{name}"), ran.transcript());
        assert_eq!(fs::read(ran.folder().join("a.yaml")).unwrap(), saved);
    }
    assert_snapshot!(
        "no_saved_interview_nowhere",
        screen("--resume nowhere.yaml").transcript()
    );
    assert_snapshot!(
        "no_saved_interview_folder",
        screen("--resume .").transcript()
    );
}

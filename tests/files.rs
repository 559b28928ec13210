//! Reading the folder of a set: what is accepted, what is refused, and that large files are not
//! read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::fs;
use std::fs::File;
use std::path::Path;

use tempfile::TempDir;
use treatfit::error::{Error, ErrorKind};
use treatfit::folder::{
    LARGEST_FILE, MOST_FILES, {self},
};
use treatfit::shipped;
use treatfit_core::load::Files;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Returns the error, without the name of the temporary folder.
fn refused(folder: &TempDir, name: &str) -> String {
    let path = folder.path().join(name);
    let error = folder::read(&path).unwrap_err();
    let usage = !path.is_dir();
    assert_eq!(
        error.kind,
        if usage {
            ErrorKind::Usage
        } else {
            ErrorKind::QuestionSet
        }
    );
    shown(&error).replace(&folder.path().display().to_string(), "FOLDER")
}

fn shown(error: &Error) -> String {
    format!("{error}; {}", error.hints.join("; "))
}

#[test]
fn a_folder_and_the_path_of_its_set_yaml_give_the_same_files() {
    let folder = folder(&[
        ("set.yaml", b"id: a"),
        ("goals.yaml", b""),
        ("scenarios/ties.yaml", b""),
        ("scenarios/notes.md", b"\xff"),
        ("more/other.yaml", b""),
        ("README.md", b"\xff"),
        (".#goals.yaml", b"\xff"),
    ]);
    let files = folder::read(folder.path()).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["goals.yaml", "scenarios/ties.yaml", "set.yaml"]);
    let same = folder::read(&folder.path().join("set.yaml")).unwrap();
    assert_eq!(same.digest(), files.digest());
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let unix = folder(&[("set.yaml", b"id: a\ntitle: b\n")]);
    let windows = folder(&[("set.yaml", b"\xef\xbb\xbfid: a\r\ntitle: b\r\n")]);
    let [unix, windows] = [unix, windows].map(|folder| folder::read(folder.path()).unwrap());
    assert_eq!(unix.text("set.yaml"), windows.text("set.yaml"));
    assert_eq!(unix.digest(), windows.digest());
}

#[test]
fn the_digest_tells_names_and_contents_apart() {
    let digest = |files: &[(&str, &str)]| {
        let texts = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Files::from_texts(texts).digest()
    };
    let digests = [
        digest(&[("a", "bc")]),
        digest(&[("ab", "c")]),
        digest(&[("a", "b"), ("c", "")]),
        digest(&[("a", ""), ("b", "c")]),
    ];
    for (position, one) in digests.iter().enumerate() {
        assert_eq!(one.len(), 64);
        assert!(!digests[..position].contains(one));
    }
}

#[test]
fn the_shipped_set_is_the_folder_in_the_repository() {
    let folder = folder::read(Path::new("questions/ketamine")).unwrap();
    assert_eq!(shipped::files().digest(), folder.digest());
}

#[test]
fn paths_without_a_set_are_refused() {
    let folder = folder(&[("goals.yaml", b""), ("sub.yaml/set.yaml", b"")]);
    insta::assert_snapshot!(refused(&folder, "nowhere"), @"there is no folder `FOLDER/nowhere`; give the folder of a question set, or leave it out to use the one that comes with treatfit");
    insta::assert_snapshot!(refused(&folder, "goals.yaml"), @"`FOLDER/goals.yaml` is not the folder of a question set; give the folder that holds `set.yaml`, or the path of that file");
    insta::assert_snapshot!(refused(&folder, ""), @"the folder `FOLDER` has no `set.yaml`; every question set starts with `set.yaml`; `questions/README.md` shows one");
    fs::write(folder.path().join("set.yaml"), "").unwrap();
    insta::assert_snapshot!(refused(&folder, ""), @"`FOLDER/sub.yaml` is not a file; remove it, or put a YAML file in its place");
}

#[test]
fn a_file_that_ends_in_yml_is_refused() {
    let folder = folder(&[("set.yaml", b""), ("goals.yml", b"")]);
    insta::assert_snapshot!(refused(&folder, ""), @"`FOLDER/goals.yml` would not be read, because its name ends in `.yml`; rename it to `.yaml`");
}

#[test]
fn bytes_that_are_not_utf8_are_reported_with_their_line() {
    let folder = folder(&[("set.yaml", b"id: a\ntitle: caf\xe9\n")]);
    insta::assert_snapshot!(refused(&folder, ""), @"`FOLDER/set.yaml` is not UTF-8 text: line 2, after 16 bytes; save it as UTF-8 in your editor");
}

#[test]
fn a_file_that_is_too_large_is_refused_without_reading_it() {
    let folder = folder(&[("set.yaml", b"")]);
    let path = folder.path().join("bomb.yaml");
    let bomb = File::create(&path).unwrap();
    bomb.set_len(100 << 20).unwrap();
    insta::assert_snapshot!(refused(&folder, ""), @"`FOLDER/bomb.yaml` is larger than 1 MiB; check that it is the right file; if it is, split it");
    fs::remove_file(path).unwrap();
    for number in 0..5 {
        let text = "#".repeat(usize::try_from(LARGEST_FILE).unwrap());
        fs::write(folder.path().join(format!("{number}.yaml")), text).unwrap();
    }
    insta::assert_snapshot!(refused(&folder, ""), @"the files in `FOLDER` are larger than 4 MiB together; give a folder that holds one question set and nothing else");
}

#[test]
fn too_many_files_are_refused() {
    let folder = folder(&[("set.yaml", b"")]);
    for number in 0..MOST_FILES {
        File::create(folder.path().join(format!("{number}.yaml"))).unwrap();
    }
    insta::assert_snapshot!(refused(&folder, ""), @"`FOLDER` holds more than 500 YAML files; give a folder that holds one question set and nothing else");
}

#[cfg(unix)]
#[test]
fn broken_links_are_refused() {
    use std::os::unix::fs::symlink;
    let loops = folder(&[("set.yaml", b"")]);
    symlink("loop.yaml", loops.path().join("loop.yaml")).unwrap();
    insta::assert_snapshot!(refused(&loops, ""), @"`FOLDER/loop.yaml` cannot be read: too many levels of symbolic links; check that it exists and that you may read it");
    let endless = folder(&[("set.yaml", b"")]);
    symlink("/dev/zero", endless.path().join("zero.yaml")).unwrap();
    insta::assert_snapshot!(refused(&endless, ""), @"`FOLDER/zero.yaml` is not a file; remove it, or put a YAML file in its place");
    let itself = folder(&[("set.yaml", b"")]);
    symlink("scenarios", itself.path().join("scenarios")).unwrap();
    insta::assert_snapshot!(refused(&itself, ""), @"`FOLDER/scenarios` cannot be read: too many levels of symbolic links; check that it exists and that you may read it");
    // A folder with a link to itself is read once.
    let inner = folder(&[("set.yaml", b"")]);
    symlink(".", inner.path().join("scenarios")).unwrap();
    assert_eq!(folder::read(inner.path()).unwrap().iter().count(), 2);
}

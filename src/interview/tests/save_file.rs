//! Tests of saving: which file is written, and what is never overwritten.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::interview::save_file::SaveFile;
use crate::interview::saved_format::Resumed;

fn prepared(save: Option<&Path>, resume: Option<&Path>) -> Result<SaveFile, Error> {
    let resumed = resume.map(|path| Resumed {
        path: path.to_owned(),
        contents: fs::read_to_string(path).unwrap_or_default(),
        ..Resumed::default()
    });
    let save_file = SaveFile::default();
    save_file
        .prepare(save, resumed.as_ref())
        .map(|()| save_file)
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn only_the_owner_can_read_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let save_file = prepared(Some(&path), None).unwrap();
    assert_eq!(files_in(folder.path()), Vec::<String>::new());
    save_file.remember("a".into());
    assert_eq!(save_file.save().unwrap(), Some(path.clone()));
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    save_file.remember("b".into());
    save_file.save().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "b");
    assert_eq!(files_in(folder.path()), ["answers.yaml"]);
}

#[test]
fn another_file_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let save_file = prepared(Some(&path), None).unwrap();
    save_file.remember("mine".into());
    fs::write(&path, "somebody else's").unwrap();
    assert_eq!(save_file.save().unwrap_err().kind, ErrorKind::Usage);
    assert_eq!(
        prepared(Some(&path), None).unwrap_err().kind,
        ErrorKind::Usage
    );
    let other = folder.path().join("other.yaml");
    assert_eq!(
        prepared(Some(&path), Some(&other)).unwrap_err().kind,
        ErrorKind::Usage
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody else's");
    assert_eq!(files_in(folder.path()), ["answers.yaml"]);
}

#[test]
fn the_file_resumed_from_may_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    fs::write(&path, "before").unwrap();
    let roundabout = folder.path().join(".").join("answers.yaml");
    let save_file = prepared(Some(&roundabout), Some(&path)).unwrap();
    save_file.remember("after".into());
    save_file.save().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "after");
}

#[test]
fn a_file_changed_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    for theirs in ["before and more", "befor", "other!", ""] {
        fs::write(&path, "before").unwrap();
        let save_file = prepared(None, Some(&path)).unwrap();
        save_file.remember("after".into());
        fs::write(&path, theirs).unwrap();
        let error = save_file.save().unwrap_err();
        assert!(error.message.contains("was changed meanwhile"), "{error:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        assert_eq!(save_file.text().as_deref(), Some("after"));
    }
    // Also after a first save by this process.
    fs::write(&path, "before").unwrap();
    let save_file = prepared(None, Some(&path)).unwrap();
    save_file.remember("after".into());
    save_file.save().unwrap();
    fs::write(&path, "before").unwrap();
    save_file.remember("after all".into());
    assert!(save_file.save_and_lock().is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(files_in(folder.path()), ["answers.yaml"]);
}

#[test]
fn a_file_made_read_only_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let read_only = fs::Permissions::from_mode(0o444);
    fs::write(&path, "before").unwrap();
    let save_file = prepared(None, Some(&path)).unwrap();
    save_file.remember("after".into());
    fs::set_permissions(&path, read_only).unwrap();
    assert!(save_file.save().is_err());
    assert_eq!(prepared(None, Some(&path)).unwrap().place(), None);
    let error = prepared(Some(&path), Some(&path)).unwrap_err();
    assert!(error.message.contains("is read-only"), "{error:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
}

#[test]
fn an_unwritable_file_is_refused_when_prepared() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["gone/answers.yaml", "/proc/answers.yaml", "/", ".."] {
        let path = folder.path().join(path);
        assert!(prepared(Some(&path), None).is_err(), "{path:?}");
    }
}

#[test]
fn unsaved_text_is_kept_and_can_be_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let save_file = prepared(Some(&inner.join("answers.yaml")), None).unwrap();
    save_file.remember("mine".into());
    fs::remove_dir(&inner).unwrap();
    assert_eq!(save_file.save().unwrap_err().kind, ErrorKind::Unexpected);
    assert_eq!(save_file.text().as_deref(), Some("mine"));
    let elsewhere = folder.path().join("elsewhere.yaml");
    assert_eq!(
        save_file.save_to(&elsewhere).unwrap(),
        Some(elsewhere.clone())
    );
    assert_eq!(fs::read_to_string(elsewhere).unwrap(), "mine");
}

#[test]
fn nothing_is_written_without_text_or_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let save_file = prepared(Some(&path), None).unwrap();
    assert_eq!(save_file.save().unwrap(), None);
    save_file.remember("a".into());
    save_file.forget();
    assert_eq!(save_file.save().unwrap(), None);
    let nowhere = prepared(None, None).unwrap();
    nowhere.remember("a".into());
    assert_eq!(nowhere.save().unwrap(), None);
    assert_eq!(files_in(folder.path()), Vec::<String>::new());
}

#[test]
fn without_a_named_file_the_file_resumed_from_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    fs::write(&path, "before").unwrap();
    let link = folder.path().join("link.yaml");
    std::os::unix::fs::symlink("answers.yaml", &link).unwrap();
    let save_file = prepared(None, Some(&link)).unwrap();
    save_file.remember("after".into());
    assert_eq!(save_file.save().unwrap(), Some(link.clone()));
    assert_eq!(fs::read_to_string(&path).unwrap(), "after");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    // Only a regular file is written, even where a file could replace what is there.
    for no_file in [Path::new("/dev/stdin"), folder.path()] {
        assert_eq!(prepared(None, Some(no_file)).unwrap().place(), None);
    }
    assert_eq!(files_in(folder.path()), ["answers.yaml", "link.yaml"]);
}

#[test]
fn saved_text_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let save_file = prepared(Some(&path), None).unwrap();
    save_file.remember("a".into());
    save_file.save().unwrap();
    save_file.close();
    fs::remove_file(&path).unwrap();
    assert_eq!(save_file.save().unwrap(), Some(path.clone()));
    assert!(!path.exists());
    save_file.remember("b".into());
    assert_eq!(save_file.save_and_lock().unwrap(), Some(path.clone()));
    assert_eq!(fs::read_to_string(&path).unwrap(), "b");
}

#[test]
fn nothing_is_written_after_close() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.yaml");
    let save_file = prepared(Some(&path), None).unwrap();
    save_file.remember("a".into());
    save_file.close();
    assert_eq!(save_file.save_and_lock().unwrap(), None);
    assert!(!path.exists());
}

//! Where answers are kept when an interview ends before its result: in a file the person named,
//! and nowhere else.
//!
//! The file is for its owner alone. It appears whole or not at all, and never takes the place of
//! another file, except of the very one that was resumed, and of that only as long as it holds what
//! was read: another terminal may have gone on with it.
//!
//! Two threads use a keeper: the interview, and the watch for signals, which may end the program at
//! any moment. Whoever has a draft on the disk holds the lock, and nobody ends the program without
//! it, so that no draft is left behind.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use tempfile::{Builder, NamedTempFile};

use crate::error::{Error, ErrorKind};
use crate::interview::messages::saving;
use crate::interview::saved::Resumed;

/// Keeps the answers so far, ready to be written at any moment, also by another thread when the
/// program is told to end.
#[derive(Debug, Clone, Default)]
pub struct Autosave {
    draft: Arc<Mutex<Unsaved>>,
}

#[derive(Debug, Default)]
struct Unsaved {
    place: Option<SavePlace>,
    /// What the file would hold; nothing in an emergency.
    text: Option<String>,
    /// Whether it does.
    saved: bool,
}

#[derive(Debug)]
struct SavePlace {
    path: PathBuf,
    /// What the file there held when it was last read or written here; while it does, it is ours to
    /// replace. Nothing if no file is to be there.
    held: Option<String>,
}

impl Autosave {
    /// Takes the place named to save at, or else the file resumed from, if it can be written. A
    /// place is tried out now, so that nobody answers thirty questions and then learns that they
    /// can't be saved.
    ///
    /// # Errors
    /// If another file is at the place named to save at, or no file can be written there.
    pub fn prepare(&self, save: Option<&Path>, resume: Option<&Resumed>) -> Result<(), Error> {
        let (path, resumed) = match (save, resume) {
            (Some(path), resumed) => {
                let resumed = resumed.filter(|resumed| same_file(path, &resumed.path));
                try_out(path, resumed.is_some())?;
                (path, resumed)
            }
            (None, Some(resumed)) if try_out(&resumed.path, true).is_ok() => {
                (&*resumed.path, Some(resumed))
            }
            (None, _) => return Ok(()),
        };
        self.lock().place = Some(SavePlace {
            path: path.to_owned(),
            held: resumed.map(|resumed| resumed.held.clone()),
        });
        Ok(())
    }

    /// The place named.
    #[must_use]
    pub fn place(&self) -> Option<PathBuf> {
        self.lock().place.as_ref().map(|place| place.path.clone())
    }

    /// What would be written now.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.lock().text.clone()
    }

    /// Takes this as what is to be written.
    pub fn remember(&self, text: String) {
        let mut draft = self.lock();
        draft.saved &= draft.text.as_ref() == Some(&text);
        draft.text = Some(text);
    }

    /// Has nothing to write any more.
    pub fn forget(&self) {
        let mut draft = self.lock();
        draft.text = None;
        draft.saved = false;
    }

    /// The interview is over: what is not saved by now was told, and is not to be saved any more.
    pub fn close(&self) {
        let mut draft = self.lock();
        if !draft.saved {
            draft.text = None;
        }
    }

    /// Writes what there is to the place named and gives that place; `None` if there is nothing
    /// or no place.
    ///
    /// # Errors
    /// If it can't be written; it is still remembered.
    pub fn save(&self) -> Result<Option<PathBuf>, Error> {
        self.lock().save()
    }

    /// The same for the last time, before the program ends: nobody writes after this.
    ///
    /// # Errors
    /// If it can't be written; with what was to be.
    pub fn save_at_last(&self) -> Result<Option<PathBuf>, (Error, String)> {
        let mut draft = self.lock();
        let saved = draft.save();
        let text = draft.text.clone().unwrap_or_default();
        // Never unlocked again.
        std::mem::forget(draft);
        saved.map_err(|error| (error, text))
    }

    /// Names another place and writes there.
    ///
    /// # Errors
    /// If it can't be written there; the place named before is then still the one.
    pub fn save_to(&self, path: &Path) -> Result<Option<PathBuf>, Error> {
        let mut draft = self.lock();
        try_out(path, false)?;
        let place = SavePlace {
            path: path.to_owned(),
            held: None,
        };
        let before = draft.place.replace(place);
        draft.saved = false;
        let saved = draft.save();
        if saved.is_err() {
            draft.place = before;
        }
        saved
    }

    fn lock(&self) -> MutexGuard<'_, Unsaved> {
        self.draft.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Unsaved {
    fn save(&mut self) -> Result<Option<PathBuf>, Error> {
        let (Some(place), Some(text)) = (&mut self.place, &self.text) else {
            return Ok(None);
        };
        if !self.saved {
            write(place, text)?;
            place.held = Some(text.clone());
            self.saved = true;
        }
        Ok(Some(place.path.clone()))
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A file in the same folder, so that it can take its name in one step. Only its owner may read it.
fn draft_beside(path: &Path) -> Result<NamedTempFile, Error> {
    Builder::new()
        .prefix(".treatfit-")
        .tempfile_in(folder(path))
        .map_err(|error| cannot_write(path, &error))
}

fn try_out(path: &Path, ours: bool) -> Result<(), Error> {
    if !ours && fs::symlink_metadata(path).is_ok() {
        return Err(is_there_already(path));
    }
    if path.file_name().is_none() {
        return Err(cannot_write(path, &io::ErrorKind::IsADirectory.into()));
    }
    if ours {
        let found = fs::metadata(path);
        // Answers may come from a pipe, but no file can take its place.
        if !found.as_ref().is_ok_and(fs::Metadata::is_file) {
            return Err(is_there_already(path));
        }
        // Its folder would let it be replaced all the same, which is not what its owner meant.
        if found.is_ok_and(|found| found.permissions().readonly()) {
            return Err(refused(saving::is_read_only(path)));
        }
    }
    draft_beside(&target(path, ours)).map(drop)
}

/// The file itself, where ours is reached through a link.
fn target(path: &Path, ours: bool) -> PathBuf {
    let through_links = ours.then(|| fs::canonicalize(path).ok()).flatten();
    through_links.unwrap_or_else(|| path.to_owned())
}

fn write(place: &SavePlace, text: &str) -> Result<(), Error> {
    // Where ours was taken away there is nothing to replace.
    let held = place.held.as_deref().filter(|_| place.path.exists());
    let path = &*target(&place.path, held.is_some());
    let mut draft = draft_beside(path)?;
    draft
        .write_all(text.as_bytes())
        .and_then(|()| draft.as_file().sync_all())
        .map_err(|error| cannot_write(path, &error))?;
    let named = if let Some(held) = held {
        // As late as can be: nobody is kept from writing between this and the next step.
        try_out(&place.path, true)?;
        if !holds(path, held).map_err(|error| cannot_write(path, &error))? {
            return Err(refused(saving::was_changed(&place.path)));
        }
        draft.persist(path)
    } else {
        draft.persist_noclobber(path)
    };
    match named {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(is_there_already(path))
        }
        Err(refused) => Err(cannot_write(path, &refused.error)),
    }
}

/// Whether this and nothing else is in the file there.
fn holds(path: &Path, text: &str) -> io::Result<bool> {
    let one_more = u64::try_from(text.len()).map_or(u64::MAX, |length| length.saturating_add(1));
    let mut found = Vec::new();
    File::open(path)?.take(one_more).read_to_end(&mut found)?;
    Ok(found == text.as_bytes())
}

fn is_there_already(path: &Path) -> Error {
    refused(saving::is_there_already(path))
}

fn refused(why: String) -> Error {
    Error::new(ErrorKind::Usage, why).hint(saving::NAME_ANOTHER_FILE)
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    Error::new(ErrorKind::Unexpected, saving::cannot_write(path, error))
        .hint(saving::NAME_ANOTHER_FILE)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn prepared(save: Option<&Path>, resume: Option<&Path>) -> Result<Autosave, Error> {
        let resumed = resume.map(|path| Resumed {
            path: path.to_owned(),
            held: fs::read_to_string(path).unwrap_or_default(),
            ..Resumed::default()
        });
        let keeper = Autosave::default();
        keeper.prepare(save, resumed.as_ref()).map(|()| keeper)
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
    fn a_file_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let keeper = prepared(Some(&path), None).unwrap();
        assert_eq!(files_in(folder.path()), Vec::<String>::new());
        keeper.remember("a".into());
        assert_eq!(keeper.save().unwrap(), Some(path.clone()));
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        keeper.remember("b".into());
        keeper.save().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        assert_eq!(files_in(folder.path()), ["answers.yaml"]);
    }

    #[test]
    fn another_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let keeper = prepared(Some(&path), None).unwrap();
        keeper.remember("mine".into());
        fs::write(&path, "somebody else's").unwrap();
        assert_eq!(keeper.save().unwrap_err().kind, ErrorKind::Usage);
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
        let keeper = prepared(Some(&roundabout), Some(&path)).unwrap();
        keeper.remember("after".into());
        keeper.save().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
    }

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        for theirs in ["before and more", "befor", "other!", ""] {
            fs::write(&path, "before").unwrap();
            let keeper = prepared(None, Some(&path)).unwrap();
            keeper.remember("after".into());
            fs::write(&path, theirs).unwrap();
            let error = keeper.save().unwrap_err();
            assert!(error.message.contains("was changed meanwhile"), "{error:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
            assert_eq!(keeper.text().as_deref(), Some("after"));
        }
        // Also after a first save of one's own.
        fs::write(&path, "before").unwrap();
        let keeper = prepared(None, Some(&path)).unwrap();
        keeper.remember("after".into());
        keeper.save().unwrap();
        fs::write(&path, "before").unwrap();
        keeper.remember("after all".into());
        assert!(keeper.save_at_last().is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(files_in(folder.path()), ["answers.yaml"]);
    }

    #[test]
    fn a_file_made_read_only_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let read_only = fs::Permissions::from_mode(0o444);
        fs::write(&path, "before").unwrap();
        let keeper = prepared(None, Some(&path)).unwrap();
        keeper.remember("after".into());
        fs::set_permissions(&path, read_only).unwrap();
        assert!(keeper.save().is_err());
        assert_eq!(prepared(None, Some(&path)).unwrap().place(), None);
        let error = prepared(Some(&path), Some(&path)).unwrap_err();
        assert!(error.message.contains("is read-only"), "{error:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["gone/answers.yaml", "/proc/answers.yaml", "/", ".."] {
            let path = folder.path().join(path);
            assert!(prepared(Some(&path), None).is_err(), "{path:?}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let keeper = prepared(Some(&inner.join("answers.yaml")), None).unwrap();
        keeper.remember("mine".into());
        fs::remove_dir(&inner).unwrap();
        assert_eq!(keeper.save().unwrap_err().kind, ErrorKind::Unexpected);
        assert_eq!(keeper.text().as_deref(), Some("mine"));
        let elsewhere = folder.path().join("elsewhere.yaml");
        assert_eq!(keeper.save_to(&elsewhere).unwrap(), Some(elsewhere.clone()));
        assert_eq!(fs::read_to_string(elsewhere).unwrap(), "mine");
    }

    #[test]
    fn nothing_is_written_when_there_is_nothing_or_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let keeper = prepared(Some(&path), None).unwrap();
        assert_eq!(keeper.save().unwrap(), None);
        keeper.remember("a".into());
        keeper.forget();
        assert_eq!(keeper.save().unwrap(), None);
        let nowhere = prepared(None, None).unwrap();
        nowhere.remember("a".into());
        assert_eq!(nowhere.save().unwrap(), None);
        assert_eq!(files_in(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn without_another_place_it_is_the_file_resumed_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        fs::write(&path, "before").unwrap();
        let link = folder.path().join("link.yaml");
        std::os::unix::fs::symlink("answers.yaml", &link).unwrap();
        let keeper = prepared(None, Some(&link)).unwrap();
        keeper.remember("after".into());
        assert_eq!(keeper.save().unwrap(), Some(link.clone()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        // What is no file is left alone, even where a file could take its place.
        for no_file in [Path::new("/dev/stdin"), folder.path()] {
            assert_eq!(prepared(None, Some(no_file)).unwrap().place(), None);
        }
        assert_eq!(files_in(folder.path()), ["answers.yaml", "link.yaml"]);
    }

    #[test]
    fn what_is_saved_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let keeper = prepared(Some(&path), None).unwrap();
        keeper.remember("a".into());
        keeper.save().unwrap();
        keeper.close();
        fs::remove_file(&path).unwrap();
        assert_eq!(keeper.save().unwrap(), Some(path.clone()));
        assert!(!path.exists());
        keeper.remember("b".into());
        assert_eq!(keeper.save_at_last().unwrap(), Some(path.clone()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
    }

    #[test]
    fn after_the_interview_nothing_more_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("answers.yaml");
        let keeper = prepared(Some(&path), None).unwrap();
        keeper.remember("a".into());
        keeper.close();
        assert_eq!(keeper.save_at_last().unwrap(), None);
        assert!(!path.exists());
    }
}

//! Saves the answers of an interview in a file that the person named, and nowhere else.
//!
//! Only the owner can read the file. It is written whole or not at all: to a temporary file in the
//! same folder, which then takes its name. It never replaces another file, with one exception: the
//! file the interview was resumed from, and that one only while it still holds what was read from
//! it, because another terminal may have continued the same interview.
//!
//! Two threads share an [`SaveFile`]: the interview and the signal thread, which may exit the
//! process at any moment. A thread holds the lock while it has a temporary file with answers, and
//! the signal thread takes the lock before it exits, so no answers are left behind in such a file.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use tempfile::{Builder, NamedTempFile};

use crate::error::{Error, ErrorKind};
use crate::interview::messages::saving;
use crate::interview::saved_format::Resumed;

/// The answers so far, ready to be saved at any moment. Clones share one state, so the signal
/// thread can save when the program is terminated.
#[derive(Debug, Clone, Default)]
pub struct SaveFile {
    state: Arc<Mutex<SaveState>>,
}

/// The file to save in and the text to save.
#[derive(Debug, Default)]
struct SaveState {
    place: Option<SavePlace>,
    /// What the file should hold; `None` in an emergency, which saves nothing.
    text: Option<String>,
    /// Whether the file holds `text`.
    saved: bool,
}

/// The file to save in.
#[derive(Debug)]
struct SavePlace {
    path: PathBuf,
    /// What the file held when it was last read or written here. While it still holds that, it may
    /// be replaced. `None` if the file must not exist.
    expected: Option<String>,
}

impl SaveFile {
    /// Sets the file to save in: the file named to save in, or else the file resumed from, if that
    /// can be written. It tests now whether the file can be written, so that nobody answers thirty
    /// questions and then learns that the answers cannot be saved.
    ///
    /// # Errors
    /// If `save` names a file that exists and is not the one resumed from, or a file that cannot be
    /// written. A file resumed from that cannot be written is no error: nothing is then saved
    /// unless the person names another file.
    pub fn prepare(&self, save: Option<&Path>, resume: Option<&Resumed>) -> Result<(), Error> {
        let (path, resumed) = match (save, resume) {
            (Some(path), resumed) => {
                let resumed = resumed.filter(|resumed| same_file(path, &resumed.path));
                check_writable(path, resumed.is_some())?;
                (path, resumed)
            }
            (None, Some(resumed)) if check_writable(&resumed.path, true).is_ok() => {
                (&*resumed.path, Some(resumed))
            }
            (None, _) => return Ok(()),
        };
        self.lock().place = Some(SavePlace {
            path: path.to_owned(),
            expected: resumed.map(|resumed| resumed.contents.clone()),
        });
        Ok(())
    }

    /// Returns the file to save in, if there is one.
    #[must_use]
    pub fn place(&self) -> Option<PathBuf> {
        self.lock().place.as_ref().map(|place| place.path.clone())
    }

    /// Returns the text to save, if there is one.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.lock().text.clone()
    }

    /// Sets the text to save.
    pub fn remember(&self, text: String) {
        let mut state = self.lock();
        state.saved &= state.text.as_ref() == Some(&text);
        state.text = Some(text);
    }

    /// Removes the text to save.
    pub fn forget(&self) {
        let mut state = self.lock();
        state.text = None;
        state.saved = false;
    }

    /// Ends saving after the interview. What is unsaved has been shown to the person, and a later
    /// signal must not save it.
    pub fn close(&self) {
        let mut state = self.lock();
        if !state.saved {
            state.text = None;
        }
    }

    /// Saves the text and returns the file. `None` if there is no text or no file.
    ///
    /// # Errors
    /// If the file cannot be written. The text is kept.
    pub fn save(&self) -> Result<Option<PathBuf>, Error> {
        self.lock().save()
    }

    /// Saves for the last time before the process exits, and never releases the lock, so that
    /// nothing is written afterwards.
    ///
    /// # Errors
    /// If the file cannot be written; returned together with the unsaved text.
    pub fn save_and_lock(&self) -> Result<Option<PathBuf>, (Error, String)> {
        let mut state = self.lock();
        let saved = state.save();
        let text = state.text.clone().unwrap_or_default();
        // Never unlocked again.
        std::mem::forget(state);
        saved.map_err(|error| (error, text))
    }

    /// Sets another file to save in and saves.
    ///
    /// # Errors
    /// If the file exists or cannot be written. The previous file then remains set.
    pub fn save_to(&self, path: &Path) -> Result<Option<PathBuf>, Error> {
        let mut state = self.lock();
        check_writable(path, false)?;
        let place = SavePlace {
            path: path.to_owned(),
            expected: None,
        };
        let before = state.place.replace(place);
        state.saved = false;
        let saved = state.save();
        if saved.is_err() {
            state.place = before;
        }
        saved
    }

    fn lock(&self) -> MutexGuard<'_, SaveState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SaveState {
    fn save(&mut self) -> Result<Option<PathBuf>, Error> {
        let (Some(place), Some(text)) = (&mut self.place, &self.text) else {
            return Ok(None);
        };
        if !self.saved {
            write(place, text)?;
            place.expected = Some(text.clone());
            self.saved = true;
        }
        Ok(Some(place.path.clone()))
    }
}

/// Returns whether two paths lead to the same existing file.
fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Returns the folder of a file.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Creates a temporary file in the same folder, so that a rename can put it in place atomically.
/// Only its owner can read it.
fn temporary_beside(path: &Path) -> Result<NamedTempFile, Error> {
    Builder::new()
        .prefix(".treatfit-")
        .tempfile_in(folder_of(path))
        .map_err(|error| cannot_write(path, &error))
}

/// Checks that a file can be written; `replaceable` says whether an existing file may be replaced.
fn check_writable(path: &Path, replaceable: bool) -> Result<(), Error> {
    if !replaceable && fs::symlink_metadata(path).is_ok() {
        return Err(is_there_already(path));
    }
    if path.file_name().is_none() {
        return Err(cannot_write(path, &io::ErrorKind::IsADirectory.into()));
    }
    if replaceable {
        let found = fs::metadata(path);
        // Answers may be read from a pipe, but a file cannot replace it.
        if !found.as_ref().is_ok_and(fs::Metadata::is_file) {
            return Err(is_there_already(path));
        }
        // The folder's permissions would allow replacing a read-only file, but its owner did not
        // intend that.
        if found.is_ok_and(|found| found.permissions().readonly()) {
            return Err(refused(saving::is_read_only(path)));
        }
    }
    temporary_beside(&target(path, replaceable)).map(drop)
}

/// Returns the path to write: for a file to be replaced, symbolic links are followed.
fn target(path: &Path, replaceable: bool) -> PathBuf {
    let through_links = replaceable.then(|| fs::canonicalize(path).ok()).flatten();
    through_links.unwrap_or_else(|| path.to_owned())
}

/// Writes the file atomically.
fn write(place: &SavePlace, text: &str) -> Result<(), Error> {
    // If the file to be replaced no longer exists, write a new one.
    let expected = place.expected.as_deref().filter(|_| place.path.exists());
    let path = &*target(&place.path, expected.is_some());
    let mut temporary = temporary_beside(path)?;
    temporary
        .write_all(text.as_bytes())
        .and_then(|()| temporary.as_file().sync_all())
        .map_err(|error| cannot_write(path, &error))?;
    let renamed = if let Some(expected) = expected {
        // Checked as late as possible; another process can still write between this check and the
        // rename.
        check_writable(&place.path, true)?;
        if !has_contents(path, expected).map_err(|error| cannot_write(path, &error))? {
            return Err(refused(saving::was_changed(&place.path)));
        }
        temporary.persist(path)
    } else {
        temporary.persist_noclobber(path)
    };
    match renamed {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(is_there_already(path))
        }
        Err(refused) => Err(cannot_write(path, &refused.error)),
    }
}

/// Returns whether the file holds exactly this text. It reads at most one byte more than the text
/// has.
fn has_contents(path: &Path, text: &str) -> io::Result<bool> {
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

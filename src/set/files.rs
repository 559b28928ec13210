//! The files of a question set, read whole and within limits.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::error::{Error, Kind};
use crate::words::set as words;

/// The file every set must have.
pub const HEAD: &str = "set.yaml";

/// The most bytes one file may have.
pub const LARGEST_FILE: u64 = 1 << 20;

/// The most bytes all files of a set may have together.
pub const LARGEST_SET: u64 = 4 << 20;

/// The most files a set may have.
pub const MOST_FILES: usize = 500;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions/ketamine");

/// The files of a set by name, such as `set.yaml` or `scenarios/ties.yaml`, sorted by name.
///
/// Windows line ends are `\n` here, and a byte order mark at the start is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    texts: BTreeMap<String, String>,
    folder: String,
    embedded: bool,
}

impl Files {
    /// The question set in the binary.
    #[must_use]
    pub fn embedded() -> Self {
        let files: Self = [Some(&SHIPPED), SHIPPED.get_dir("scenarios")]
            .into_iter()
            .flatten()
            .flat_map(Dir::files)
            .filter(|file| is_yaml(file.path()))
            .filter_map(|file| Some((file_name(file.path())?, file.contents_utf8()?.to_owned())))
            .collect();
        Self {
            embedded: true,
            ..files
        }
    }

    /// Files that are in memory already.
    #[must_use]
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        texts.into_iter().collect()
    }

    /// Reads the `*.yaml` of a folder and of its folder `scenarios`. A path to the `set.yaml` in
    /// it will do too.
    ///
    /// # Errors
    /// If there is no such folder or no `set.yaml` in it, if a file is not UTF-8 or cannot be
    /// read, or if there are too many or too large ones. Never reads more than the limits allow.
    pub fn from_folder(path: &Path) -> Result<Self, Error> {
        let folder = folder_of(path)?;
        let mut found = yaml_in(&folder)?;
        let scenarios = folder.join("scenarios");
        if scenarios.symlink_metadata().is_ok() {
            found.extend(yaml_in(&scenarios)?);
        }
        found.sort();
        if !found.contains(&folder.join(HEAD)) {
            return Err(words::no_head(&folder));
        }
        if found.len() > MOST_FILES {
            return Err(words::too_many_files(&folder, MOST_FILES));
        }
        let mut files = Self {
            texts: BTreeMap::new(),
            folder: shown(&folder),
            embedded: false,
        };
        let mut left = LARGEST_SET;
        for path in found {
            let Some(name) = path.strip_prefix(&folder).ok().and_then(file_name) else {
                return Err(words::unreadable_name(&path));
            };
            let text = read_file(&path)?;
            left = left
                .checked_sub(text.len() as u64)
                .ok_or_else(|| words::set_too_large(&folder, LARGEST_SET))?;
            files.texts.insert(name, text);
        }
        Ok(files)
    }

    /// Every file with its text, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether these are the files in the binary.
    #[must_use]
    pub const fn are_embedded(&self) -> bool {
        self.embedded
    }

    /// The text of this file.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Where this file is, for people: with the folder, if there is one.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        if self.folder.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.folder)
        }
    }

    /// SHA-256 over the names and texts of all files, in lower-case hexadecimal. Line ends do not
    /// matter, so that a set has one digest on every system.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in self.iter().flat_map(|(name, text)| [name, text]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let bytes = hash.finalize();
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(digit).collect()
    }
}

impl FromIterator<(String, String)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        Self {
            texts: texts
                .into_iter()
                .map(|(name, text)| (name, plain_text(text)))
                .collect(),
            folder: String::new(),
            embedded: false,
        }
    }
}

/// Reads a text of at most `limit` bytes, whatever the size of what stands behind it.
///
/// # Errors
/// If it is longer, is not UTF-8, or cannot be read; an error of this `kind`, in which `name` says
/// what was read.
pub fn read_text(reader: impl Read, name: &str, limit: u64, kind: Kind) -> Result<String, Error> {
    bounded_text(reader, name, limit).map_err(|error| Error { kind, ..error })
}

fn bounded_text(reader: impl Read, name: &str, limit: u64) -> Result<String, Error> {
    let mut bytes = Vec::new();
    reader
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| words::cannot_read(name, &error))?;
    if bytes.len() as u64 > limit {
        return Err(words::file_too_large(name, limit));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(plain_text(text)),
        Err(error) => Err(not_utf8(
            name,
            error.as_bytes(),
            error.utf8_error().valid_up_to(),
        )),
    }
}

fn not_utf8(name: &str, bytes: &[u8], offset: usize) -> Error {
    let before = bytes.iter().take(offset);
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    words::not_utf8(name, line, offset)
}

fn read_file(path: &Path) -> Result<String, Error> {
    let name = shown(path);
    let metadata = fs::metadata(path).map_err(|error| words::cannot_read(&name, &error))?;
    if !metadata.is_file() {
        return Err(words::not_a_file(&name));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(words::file_too_large(&name, LARGEST_FILE));
    }
    let file = File::open(path).map_err(|error| words::cannot_read(&name, &error))?;
    bounded_text(file, &name, LARGEST_FILE)
}

fn folder_of(path: &Path) -> Result<PathBuf, Error> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => words::no_folder(path),
        _ => words::cannot_read(&shown(path), &error),
    })?;
    if metadata.is_dir() {
        // Without a slash at the end.
        return Ok(path.components().collect());
    }
    match (path.file_name(), path.parent()) {
        (Some(name), Some(parent)) if name == HEAD => Ok(if parent.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            parent.to_owned()
        }),
        _ => Err(words::not_a_folder(path)),
    }
}

fn yaml_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let name = shown(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| words::cannot_read(&name, &error))? {
        let path = entry
            .map_err(|error| words::cannot_read(&name, &error))?
            .path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            return Err(words::other_ending(&path));
        }
        if is_yaml(&path) {
            found.push(path);
            if found.len() > MOST_FILES {
                return Err(words::too_many_files(folder, MOST_FILES));
            }
        }
    }
    Ok(found)
}

/// Whether a set is to have this file; hidden ones are those of editors and systems.
fn is_yaml(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|ending| ending == "yaml")
}

fn file_name(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A text with Windows line ends made `\n`, and without a byte order mark at its start.
pub(crate) fn plain_text(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') {
        text.replace("\r\n", "\n")
    } else {
        text
    }
}

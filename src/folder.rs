//! The question set in a folder, read whole and within limits.

mod messages;

use std::fs::{
    File, {self},
};
use std::io::{
    Read, {self},
};
use std::path::{Path, PathBuf};

use treatfit_core::load::{Files, HEAD};

use crate::error::Error;

/// The most bytes one file may have.
pub const LARGEST_FILE: u64 = 1 << 20;

/// The most bytes all files of a set may have together.
pub const LARGEST_SET: u64 = 4 << 20;

/// The most files a set may have.
pub const MOST_FILES: usize = 500;

/// Reads the `*.yaml` of a folder and of its folder `scenarios`. A path to the `set.yaml` in
/// it will do too.
///
/// # Errors
/// If there is no such folder or no `set.yaml` in it, if a file is not UTF-8 or cannot be
/// read, or if there are too many or too large ones. Never reads more than the limits allow.
pub fn read(path: &Path) -> Result<Files, Error> {
    let folder = folder_of(path)?;
    let mut found = yaml_in(&folder)?;
    let scenarios = folder.join("scenarios");
    if scenarios.symlink_metadata().is_ok() {
        found.extend(yaml_in(&scenarios)?);
    }
    found.sort();
    if !found.contains(&folder.join(HEAD)) {
        return Err(messages::no_head(&folder));
    }
    if found.len() > MOST_FILES {
        return Err(messages::too_many_files(&folder, MOST_FILES));
    }
    let mut texts = Vec::with_capacity(found.len());
    let mut left = LARGEST_SET;
    for path in found {
        let Some(name) = path.strip_prefix(&folder).ok().and_then(file_name) else {
            return Err(messages::unreadable_name(&path));
        };
        let text = read_file(&path)?;
        left = left
            .checked_sub(text.len() as u64)
            .ok_or_else(|| messages::set_too_large(&folder, LARGEST_SET))?;
        texts.push((name, text));
    }
    Ok(Files::from_texts(texts).in_folder(shown(&folder)))
}

fn bounded_text(reader: impl Read, name: &str, limit: u64) -> Result<String, Error> {
    let mut bytes = Vec::new();
    reader
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| messages::cannot_read(name, &error))?;
    if bytes.len() as u64 > limit {
        return Err(messages::file_too_large(name, limit));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
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
    messages::not_utf8(name, line, offset)
}

fn read_file(path: &Path) -> Result<String, Error> {
    let name = shown(path);
    let metadata = fs::metadata(path).map_err(|error| messages::cannot_read(&name, &error))?;
    if !metadata.is_file() {
        return Err(messages::not_a_file(&name));
    }
    if metadata.len() > LARGEST_FILE {
        return Err(messages::file_too_large(&name, LARGEST_FILE));
    }
    let file = File::open(path).map_err(|error| messages::cannot_read(&name, &error))?;
    bounded_text(file, &name, LARGEST_FILE)
}

fn folder_of(path: &Path) -> Result<PathBuf, Error> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => messages::no_folder(path),
        _ => messages::cannot_read(&shown(path), &error),
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
        _ => Err(messages::not_a_folder(path)),
    }
}

fn yaml_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let name = shown(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| messages::cannot_read(&name, &error))? {
        let path = entry
            .map_err(|error| messages::cannot_read(&name, &error))?
            .path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            return Err(messages::other_ending(&path));
        }
        if is_yaml(&path) {
            found.push(path);
            if found.len() > MOST_FILES {
                return Err(messages::too_many_files(folder, MOST_FILES));
            }
        }
    }
    Ok(found)
}

/// Whether a set is to have this file; hidden ones are those of editors and systems.
pub(crate) fn is_yaml(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|ending| ending == "yaml")
}

pub(crate) fn file_name(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::bounded_text;

    #[test]
    fn a_stream_is_read_up_to_its_limit() {
        assert_eq!(bounded_text(&b"abc"[..], "a.yaml", 3).unwrap(), "abc");
        let endless = bounded_text(std::io::repeat(b'x'), "a.yaml", 1 << 20);
        let error = endless.unwrap_err().message;
        assert_eq!(error, "`a.yaml` is larger than 1 MiB");
    }
}

//! Reads the files of a question set from a folder. Sizes and numbers are limited before anything
//! is read, so that a wrong folder or a hostile file cannot exhaust memory.

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

/// The largest size of one file, in bytes (1 MiB).
pub const LARGEST_FILE: u64 = 1 << 20;

/// The largest size of all files of a set together, in bytes (4 MiB).
pub const LARGEST_SET: u64 = 4 << 20;

/// The largest number of files in a set.
pub const MOST_FILES: usize = 500;

/// Reads all `*.yaml` files of a folder and of its subfolder `scenarios`. `path` is the folder, or
/// the `set.yaml` in it.
///
/// # Errors
/// Fails if there is no such folder or no `set.yaml` in it, if a file cannot be read or is not
/// UTF-8, if its name ends in `.yml` or is not UTF-8, or if the files exceed [`LARGEST_FILE`],
/// [`LARGEST_SET`] or [`MOST_FILES`]. Never reads more than the limits allow.
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

/// Reads a stream to its end as UTF-8, but at most one byte past `limit`.
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

/// Returns the error for text that stops being UTF-8 at this byte offset.
fn not_utf8(name: &str, bytes: &[u8], offset: usize) -> Error {
    let before = bytes.iter().take(offset);
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    messages::not_utf8(name, line, offset)
}

/// Reads a regular file; rejects one that is too large by its metadata, without opening it.
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

/// Returns the folder of a set, given that folder or the `set.yaml` in it.
fn folder_of(path: &Path) -> Result<PathBuf, Error> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => messages::no_folder(path),
        _ => messages::cannot_read(&shown(path), &error),
    })?;
    if metadata.is_dir() {
        // Removes a slash at the end.
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

/// Lists the YAML files of a folder. A file that ends in `.yml` is an error, because it would be
/// ignored.
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

/// Returns whether a file belongs to the set: `*.yaml`, and not hidden, as files of editors and
/// systems are.
pub(crate) fn is_yaml(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|ending| ending == "yaml")
}

/// Returns a relative path with `/` as the separator; `None` if it is not UTF-8.
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

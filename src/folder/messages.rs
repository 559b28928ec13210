//! Errors for folders and files that cannot be read. They stop the load, so each is an [`Error`]
//! and not one of the problems that the loader collects.

use std::io;
use std::path::Path;

use treatfit_core::text::{Count, visible_path};

use crate::error::{Error, ErrorKind};
use crate::io_reason::reason;

/// Returns an error of the question set with one hint.
fn error(message: String, hint: &str) -> Error {
    Error::new(ErrorKind::QuestionSet, message).hint(hint)
}

pub(crate) fn no_folder(path: &Path) -> Error {
    Error::new(ErrorKind::Usage, format!("there is no folder `{}`", visible_path(path))).hint(
        "give the folder of a question set, or leave it out to use the one that comes with treatfit",
    )
}

pub(crate) fn not_a_folder(path: &Path) -> Error {
    let message = format!(
        "`{}` is not the folder of a question set",
        visible_path(path)
    );
    Error::new(ErrorKind::Usage, message)
        .hint("give the folder that holds `set.yaml`, or the path of that file")
}

pub(crate) fn other_ending(path: &Path) -> Error {
    error(
        format!(
            "`{}` would not be read, because its name ends in `.yml`",
            visible_path(path)
        ),
        "rename it to `.yaml`",
    )
}

pub(crate) fn no_head(folder: &Path) -> Error {
    error(
        format!("the folder `{}` has no `set.yaml`", visible_path(folder)),
        "every question set starts with `set.yaml`; `questions/README.md` shows one",
    )
}

pub(crate) fn too_many_files(folder: &Path, most: usize) -> Error {
    error(
        format!(
            "`{}` holds more than {}",
            visible_path(folder),
            Count(most, "YAML file")
        ),
        "give a folder that holds one question set and nothing else",
    )
}

pub(crate) fn set_too_large(folder: &Path, limit: u64) -> Error {
    error(
        format!(
            "the files in `{}` are larger than {} together",
            visible_path(folder),
            size(limit)
        ),
        "give a folder that holds one question set and nothing else",
    )
}

pub(crate) fn file_too_large(name: &str, limit: u64) -> Error {
    error(
        format!("`{name}` is larger than {}", size(limit)),
        "check that it is the right file; if it is, split it",
    )
}

pub(crate) fn not_a_file(name: &str) -> Error {
    error(
        format!("`{name}` is not a file"),
        "remove it, or put a YAML file in its place",
    )
}

pub(crate) fn unreadable_name(path: &Path) -> Error {
    error(
        format!("the name of the file `{}` is not UTF-8", visible_path(path)),
        "rename it, with plain letters",
    )
}

pub(crate) fn cannot_read(name: &str, cause: &io::Error) -> Error {
    error(
        format!("`{name}` cannot be read: {}", reason(cause)),
        "check that it exists and that you may read it",
    )
}

pub(crate) fn not_utf8(name: &str, line: usize, offset: usize) -> Error {
    error(
        format!(
            "`{name}` is not UTF-8 text: line {line}, after {}",
            Count(offset, "byte")
        ),
        "save it as UTF-8 in your editor",
    )
}

/// Returns a size in MiB, or in bytes below one MiB.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}

//! A finished run: exit code, output and files.

use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

/// The output of a finished run and its folder.
pub(crate) struct Ran {
    output: Output,
    shown: String,
    names: Vec<(String, String)>,
    folder: TempDir,
}

impl Ran {
    pub(super) fn new(
        output: Output,
        shown: String,
        names: Vec<(String, String)>,
        folder: TempDir,
    ) -> Self {
        // A read-only folder could not be deleted.
        let _ = fs::set_permissions(folder.path(), Permissions::from_mode(0o755));
        Self {
            output,
            shown,
            names,
            folder,
        }
    }

    /// Returns the exit code.
    pub(crate) fn code(&self) -> i32 {
        self.output.status.code().unwrap()
    }

    /// Returns all of stdout.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    /// Returns all of stderr.
    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// Returns the content of a file in the folder the program ran in.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Returns the names of all entries of that folder, sorted.
    pub(crate) fn left(&self) -> Vec<String> {
        names_in(self.folder.path())
    }

    /// Returns the folder the program ran in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the whole run as text: command, exit code and both streams.
    pub(crate) fn transcript(&self) -> String {
        let mut text = format!("$ {}\nexit {}\n", self.shown, self.code());
        for (name, content) in [("stdout", self.stdout()), ("stderr", self.stderr())] {
            if content.is_empty() {
                continue;
            }
            text = text + "--- " + name + "\n" + &content;
            if !content.ends_with('\n') {
                text.push_str("⏎ missing\n");
            }
        }
        for (real, shown) in &self.names {
            text = text.replace(real, shown);
        }
        without_digests(&text)
    }
}

/// Removes the digests of question sets, which change with every edit of a set.
pub(crate) fn without_digests(text: &str) -> String {
    text.split_inclusive(|c: char| !c.is_ascii_hexdigit())
        .map(|part| {
            let rest = part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
            if part.len() - rest.len() >= 12 {
                format!("…{rest}")
            } else {
                part.to_owned()
            }
        })
        .collect()
}

/// Returns the names of all entries of a folder, sorted.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

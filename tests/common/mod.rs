//! One run of the real binary, with everything that could differ between machines fixed.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// A run to be: arguments, standard input, files beside it.
pub(crate) struct Run {
    command: Command,
    shown: String,
    folder: tempfile::TempDir,
}

/// `treatfit` with these arguments, as in a shell; no argument has a space in it.
pub(crate) fn treatfit(arguments: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_treatfit"));
    command
        .env_clear()
        .current_dir(folder.path())
        .args(arguments.split_whitespace());
    Run {
        command,
        shown: format!("$ treatfit {arguments}\n"),
        folder,
    }
}

/// A folder of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Run {
    /// One more argument, shown under another name.
    pub(crate) fn argument(mut self, value: impl AsRef<std::ffi::OsStr>, shown: &str) -> Self {
        self.command.arg(value);
        self.shown = format!("{} {shown}\n", self.shown.trim_end());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.shown = format!("{name}={value} {}", self.shown);
        self
    }

    /// A file in the folder the program runs in.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.path().join(name), content).unwrap();
        self
    }

    /// Standard input, line by line.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.command.write_stdin(input);
        self
    }

    pub(crate) fn output(mut self) -> (Output, tempfile::TempDir) {
        (self.command.output().unwrap(), self.folder)
    }

    /// The whole run as text: command, exit code, both streams.
    pub(crate) fn transcript(mut self) -> String {
        let output = self.command.output().unwrap();
        let mut text = self.shown.clone();
        text.push_str(&format!("exit {}\n", output.status.code().unwrap()));
        for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            if !bytes.is_empty() {
                let content = String::from_utf8_lossy(bytes);
                text.push_str(&format!("--- {name}\n{content}"));
                if !content.ends_with('\n') {
                    text.push_str("⏎ missing\n");
                }
            }
        }
        text
    }
}

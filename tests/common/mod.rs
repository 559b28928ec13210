//! One run of the real binary, with everything that could differ between machines fixed.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

pub(crate) mod ran;
mod talk;
pub(crate) mod walk;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) use ran::Ran;
pub(crate) use talk::Talk;
use tempfile::TempDir;

const BINARY: &str = env!("CARGO_BIN_EXE_treatfit");

/// Somebody without any rights.
const NOBODY: u32 = 65534;

/// A run to be: arguments, standard input, files beside it.
pub(crate) struct Run {
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    stdin: Vec<u8>,
    /// What a shell does before it becomes the program.
    setup: Option<String>,
    /// Where a copy of the program is that anybody may run.
    for_nobody: Option<TempDir>,
    shown: String,
    /// What is shown in place of what differs between machines.
    names: Vec<(String, String)>,
    folder: TempDir,
}

/// `treatfit` with these arguments, as in a shell; no argument has a space in it.
pub(crate) fn treatfit(arguments: &str) -> Run {
    Run {
        arguments: arguments.split_whitespace().map(OsString::from).collect(),
        environment: Vec::new(),
        stdin: Vec::new(),
        setup: None,
        for_nobody: None,
        shown: format!("treatfit {arguments}").trim_end().to_owned(),
        names: Vec::new(),
        folder: tempfile::tempdir().unwrap(),
    }
}

/// A folder of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Run {
    /// One more argument, shown under another name.
    pub(crate) fn argument(mut self, value: impl AsRef<OsStr>, shown: &str) -> Self {
        self.arguments.push(value.as_ref().to_owned());
        self.shown = format!("{} {shown}", self.shown);
        let value = value.as_ref().to_string_lossy().into_owned();
        self.names.push((value, shown.to_owned()));
        self
    }

    /// The folder of a small set about tea.
    pub(crate) fn tea(self) -> Self {
        self.argument(repository("tests/sets/tea"), "tests/sets/tea")
    }

    /// That set as the one whose questions are asked.
    pub(crate) fn about_tea(self) -> Self {
        self.argument("--questions", "--questions").tea()
    }

    /// One more variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self.shown = format!("{name}={value} {}", self.shown);
        self
    }

    /// What a shell does first.
    pub(crate) fn after(mut self, setup: &str) -> Self {
        self.shown = format!("{setup}; {}", self.shown);
        self.setup = Some(setup.to_owned());
        self
    }

    /// Without the rights of root, in a folder that can only be read.
    pub(crate) fn read_only(mut self) -> Self {
        fs::set_permissions(self.folder(), Permissions::from_mode(0o555)).unwrap();
        if fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
            // By another program: a process started meanwhile by another test would hold a file that
            // is open here for writing, and a program open for writing can't be run.
            let copied = Command::new("cp").arg(BINARY).arg(folder.path()).status();
            assert!(copied.unwrap().success());
            self.for_nobody = Some(folder);
        }
        self
    }

    /// A file in the folder the program runs in.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// The folder the program runs in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Standard input as it is.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = input.into();
        self
    }

    /// Lines typed one after another, with ` / ` in between.
    pub(crate) fn typed(self, lines: &str) -> Self {
        let lines: Vec<&str> = lines.split(" / ").collect();
        self.stdin(lines.join("\n") + "\n")
    }

    /// Runs the program to its end.
    pub(crate) fn run(self) -> Ran {
        let output = assert_cmd::Command::from_std(self.command())
            .write_stdin(self.stdin.clone())
            .output()
            .unwrap();
        self.ran(output)
    }

    /// The whole run as text.
    pub(crate) fn transcript(self) -> String {
        self.run().transcript()
    }

    /// Runs the program while somebody talks with it.
    pub(crate) fn talk(self, conversation: impl FnOnce(&mut Talk)) -> Ran {
        let mut talk = Talk::start(self.command());
        conversation(&mut talk);
        self.ran(talk.end())
    }

    /// The program, ready to start.
    pub(crate) fn command(&self) -> Command {
        let binary = match &self.for_nobody {
            Some(folder) => folder.path().join("treatfit"),
            None => PathBuf::from(BINARY),
        };
        let mut command = match &self.setup {
            Some(setup) => {
                let mut shell = Command::new("/bin/sh");
                shell
                    .args(["-c", &format!("{setup}; exec \"$0\" \"$@\"")])
                    .arg(binary);
                shell
            }
            None => Command::new(binary),
        };
        command
            .args(&self.arguments)
            .env_clear()
            .envs(self.environment.iter().cloned())
            .current_dir(self.folder.path());
        if self.for_nobody.is_some() {
            command.uid(NOBODY);
        }
        command
    }

    fn ran(self, output: std::process::Output) -> Ran {
        Ran::new(output, self.shown, self.names, self.folder)
    }
}

//! Runs the real binary in a temporary folder with an empty environment, so that the output is the
//! same on every machine.

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

/// The user id of `nobody`, who has no rights.
const NOBODY: u32 = 65534;

/// A run that has not started: arguments, environment, standard input and files.
pub(crate) struct Run {
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    stdin: Vec<u8>,
    /// Shell commands that run before the program.
    setup: Option<String>,
    /// A folder with a copy of the program that every user may run.
    for_nobody: Option<TempDir>,
    /// The command line as the transcript shows it.
    shown: String,
    /// Values that differ between machines, each with its replacement in the transcript.
    names: Vec<(String, String)>,
    folder: TempDir,
}

/// Returns a run with these arguments, separated by spaces.
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

/// Returns the absolute path of a file or folder of this repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Run {
    /// Adds an argument that the transcript shows as `shown`.
    pub(crate) fn argument(mut self, value: impl AsRef<OsStr>, shown: &str) -> Self {
        self.arguments.push(value.as_ref().to_owned());
        self.shown = format!("{} {shown}", self.shown);
        let value = value.as_ref().to_string_lossy().into_owned();
        self.names.push((value, shown.to_owned()));
        self
    }

    /// Adds the folder of the tea set as an argument.
    pub(crate) fn tea(self) -> Self {
        self.argument(repository("tests/sets/tea"), "tests/sets/tea")
    }

    /// Adds `--questions` with the tea set.
    pub(crate) fn about_tea(self) -> Self {
        self.argument("--questions", "--questions").tea()
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self.shown = format!("{name}={value} {}", self.shown);
        self
    }

    /// Runs these shell commands before the program.
    pub(crate) fn after(mut self, setup: &str) -> Self {
        self.shown = format!("{setup}; {}", self.shown);
        self.setup = Some(setup.to_owned());
        self
    }

    /// Makes the folder read-only and, as root could still write to it, drops the rights of root.
    pub(crate) fn read_only(mut self) -> Self {
        fs::set_permissions(self.folder(), Permissions::from_mode(0o555)).unwrap();
        if fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0) {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
            // `cp` does the copy: a process that another test forks meanwhile would inherit a file
            // opened for writing here, and a program that is open for writing cannot be run.
            let copied = Command::new("cp").arg(BINARY).arg(folder.path()).status();
            assert!(copied.unwrap().success());
            self.for_nobody = Some(folder);
        }
        self
    }

    /// Writes a file to the folder the program runs in.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Returns the folder the program runs in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sets standard input.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = input.into();
        self
    }

    /// Sets standard input to these lines, separated by ` / `.
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

    /// Runs the program and returns the transcript.
    pub(crate) fn transcript(self) -> String {
        self.run().transcript()
    }

    /// Runs the program in a conversation: input may depend on its output.
    pub(crate) fn talk(self, conversation: impl FnOnce(&mut Talk)) -> Ran {
        let mut talk = Talk::start(self.command());
        conversation(&mut talk);
        self.ran(talk.end())
    }

    /// Returns the command, ready to start.
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

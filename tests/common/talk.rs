//! A conversation with the running program: what is said next may depend on what it said.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

/// The program at the other end.
pub(crate) struct Talk {
    child: Child,
    stdin: Option<ChildStdin>,
    /// Whether it was told to end, which it shall do without its input ending too.
    told: bool,
    heard: Vec<u8>,
}

impl Talk {
    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        Self {
            child,
            stdin,
            told: false,
            heard: Vec::new(),
        }
    }

    /// Listens until it has said this on stderr.
    pub(crate) fn until(&mut self, said: &str) {
        let before = self.heard.len();
        let stderr = self.child.stderr.as_mut().unwrap();
        let mut byte = [0];
        while !String::from_utf8_lossy(&self.heard[before..]).contains(said) {
            let read = stderr.read(&mut byte).unwrap();
            let heard = String::from_utf8_lossy(&self.heard);
            assert_eq!(read, 1, "it never said {said:?}, only:\n{heard}");
            self.heard.push(byte[0]);
        }
    }

    /// Says something.
    pub(crate) fn say(&mut self, text: impl AsRef<[u8]>) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(text.as_ref()).unwrap();
        stdin.flush().unwrap();
    }

    /// Ends its input.
    pub(crate) fn says_no_more(&mut self) {
        self.stdin = None;
    }

    /// Closes the other end of its stderr.
    pub(crate) fn stop_listening(&mut self) {
        self.child.stderr = None;
    }

    /// Sends it a signal.
    pub(crate) fn signal(&mut self, name: &str) {
        self.told = true;
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// A line of what the system knows of it, such as `VmHWM`, in kibibytes.
    pub(crate) fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Says nothing more and listens to the end.
    pub(super) fn end(mut self) -> Output {
        if !self.told {
            self.stdin = None;
        }
        let mut output = self.child.wait_with_output().unwrap();
        self.heard.append(&mut output.stderr);
        output.stderr = self.heard;
        output
    }
}

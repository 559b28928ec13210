//! A conversation with the running program, in which input may depend on its output.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

/// The running program with its standard streams.
pub(crate) struct Talk {
    child: Child,
    stdin: Option<ChildStdin>,
    /// Whether it was sent a signal. It must then end although its input stays open.
    signalled: bool,
    /// Everything read from its stderr so far.
    stderr: Vec<u8>,
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
            signalled: false,
            stderr: Vec::new(),
        }
    }

    /// Reads stderr until this text appears in what is newly read.
    pub(crate) fn until(&mut self, text: &str) {
        let before = self.stderr.len();
        let stderr = self.child.stderr.as_mut().unwrap();
        let mut byte = [0];
        while !String::from_utf8_lossy(&self.stderr[before..]).contains(text) {
            let read = stderr.read(&mut byte).unwrap();
            let all = String::from_utf8_lossy(&self.stderr);
            assert_eq!(read, 1, "stderr never had {text:?}, only:\n{all}");
            self.stderr.push(byte[0]);
        }
    }

    /// Writes to its standard input.
    pub(crate) fn say(&mut self, text: impl AsRef<[u8]>) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(text.as_ref()).unwrap();
        stdin.flush().unwrap();
    }

    /// Closes its standard input.
    pub(crate) fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// Closes the reading end of its stderr.
    pub(crate) fn close_stderr(&mut self) {
        self.child.stderr = None;
    }

    /// Sends it a signal.
    pub(crate) fn signal(&mut self, name: &str) {
        self.signalled = true;
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Returns a value in KiB from `/proc/PID/status`, such as the peak memory `VmHWM`.
    pub(crate) fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Closes standard input, unless a signal was sent, and waits for the end.
    pub(super) fn end(mut self) -> Output {
        if !self.signalled {
            self.stdin = None;
        }
        let mut output = self.child.wait_with_output().unwrap();
        self.stderr.append(&mut output.stderr);
        output.stderr = self.stderr;
        output
    }
}

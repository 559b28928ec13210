//! Tests of reading lines with bounded memory.

use std::io;
use std::io::{BufReader, Read};

use crate::interview::lines::{LONGEST, Line, read};

fn all(bytes: &[u8]) -> Vec<Line> {
    let mut input = BufReader::with_capacity(7, bytes);
    let mut lines = Vec::new();
    loop {
        let line = read(&mut input).unwrap();
        let last = matches!(line, Line::End | Line::Half(_));
        lines.push(line);
        if last {
            return lines;
        }
    }
}

#[test]
fn a_line_may_end_in_lf_or_crlf() {
    assert_eq!(
        all(b"yes\nno\r\n\nlast\n"),
        [
            Line::Whole("yes".into()),
            Line::Whole("no".into()),
            Line::Whole(String::new()),
            Line::Whole("last".into()),
            Line::End
        ]
    );
}

#[test]
fn half_a_line_is_not_a_line() {
    assert_eq!(
        all(b"yes\n16"),
        [Line::Whole("yes".into()), Line::Half("16".into())]
    );
}

#[test]
fn invalid_utf8_affects_one_line_only() {
    assert_eq!(
        all(b"\xff\xfe\nno\n"),
        [Line::NotText, Line::Whole("no".into()), Line::End]
    );
}

#[test]
fn an_overlong_line_affects_itself_only() {
    let long = io::repeat(b'a').take(10 * 1024 * 1024);
    let mut input = BufReader::new(long.chain(&b"\nno\n"[..]));
    assert_eq!(read(&mut input).unwrap(), Line::TooLong);
    assert_eq!(read(&mut input).unwrap(), Line::Whole("no".into()));
}

#[test]
fn the_longest_line_fits() {
    let mut text = vec![b'a'; LONGEST];
    text.extend_from_slice(b"\r\n");
    assert!(matches!(all(&text)[0], Line::Whole(_)));
    let mut text = vec![b'a'; LONGEST + 1];
    text.push(b'\n');
    assert_eq!(all(&text)[0], Line::TooLong);
}

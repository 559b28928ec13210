//! Typed lines, read with bounded memory.

use std::io;
use std::io::BufRead;

/// The longest line taken, in bytes.
pub const LONGEST: usize = 4096;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A whole line, without its end.
    Whole(String),
    /// A line past [`LONGEST`]; it was read to its end and dropped.
    TooLong,
    /// A line that is not UTF-8.
    NotText,
    /// Input ended within a line, which is not taken for an answer: half of `160` is `16`.
    Half(String),
    /// Input ended.
    End,
}

/// Reads a line, ended by a line feed or a carriage return and a line feed.
///
/// # Errors
/// If the input can't be read.
pub fn read(input: &mut impl BufRead) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(match (line.is_empty(), too_long) {
                (true, false) => Line::End,
                _ => Line::Half(String::from_utf8_lossy(&line).into_owned()),
            });
        }
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
        let used = end.map_or(chunk.len(), |end| end + 1);
        // The carriage return of a Windows line end is still to be taken off.
        if line.len() + part.len() <= LONGEST + 1 {
            line.extend_from_slice(part);
        } else {
            too_long = true;
        }
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if too_long || line.len() > LONGEST {
        return Ok(Line::TooLong);
    }
    Ok(String::from_utf8(line).map_or(Line::NotText, Line::Whole))
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

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
    fn lines_end_in_either_way() {
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
    fn bytes_that_are_no_text_spoil_one_line_only() {
        assert_eq!(
            all(b"\xff\xfe\nno\n"),
            [Line::NotText, Line::Whole("no".into()), Line::End]
        );
    }

    #[test]
    fn ten_megabytes_spoil_one_line_only() {
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
}

//! Reads typed lines with bounded memory.

use std::io;
use std::io::BufRead;

/// The maximum length of a line, in bytes.
pub const LONGEST: usize = 4096;

/// The result of reading a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A complete line, without its line break.
    Whole(String),
    /// A line longer than [`LONGEST`]; it was read to its end and dropped.
    TooLong,
    /// A line that is not UTF-8.
    NotText,
    /// The input ended within a line. It must not count as an answer: half of `160` is `16`.
    Half(String),
    /// The input ended.
    End,
}

/// Reads a line that ends in a line feed, optionally preceded by a carriage return.
///
/// # Errors
/// If the input cannot be read.
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
        // One byte more than the limit, because the carriage return of a Windows line break is
        // removed later.
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

//! Fits labels to the terminal: makes `dialoguer` clear exactly the lines it drew.
//!
//! `dialoguer` clears as many lines as it assumes it drew. It counts the line breaks in a label,
//! and assumes that a line wraps when it has more *bytes* than the terminal has columns. So labels
//! are broken into lines here, measured in bytes: no character takes more columns than bytes, so no
//! line wraps and none is assumed to. `dialoguer` also counts pages in entries, not in lines, so
//! the number of entries per page is computed here too.

/// The minimum number of columns for lists; in fewer, the line of keys does not fit.
const MIN_COLUMNS: usize = 40;
/// The lines besides the entries: the line of keys and the line of the cursor.
const OTHER_LINES: usize = 2;
/// The minimum number of entries on a page.
const MIN_ENTRIES: usize = 2;

/// A list as `dialoguer` takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitted {
    /// The labels, broken into lines.
    pub(super) items: Vec<String>,
    /// The number of entries per page.
    pub(super) page: usize,
}

/// Fits labels to a terminal of this size. `mark` is the width of the mark before each entry, in
/// columns, and `above` the number of lines above the list that should stay visible. Returns `None`
/// if there is no room.
pub(super) fn fit(
    labels: &[String],
    (rows, columns): (usize, usize),
    mark: usize,
    above: usize,
) -> Option<Fitted> {
    if columns < MIN_COLUMNS {
        return None;
    }
    // One column stays free, because some terminals wrap as soon as the last column is written.
    let width = columns.checked_sub(mark + 1)?;
    let broken: Vec<Vec<String>> = labels.iter().map(|label| lines(label, width)).collect();
    let heights: Vec<usize> = broken.iter().map(Vec::len).collect();
    let tallest = heights.iter().copied().max()?;
    let room = rows.checked_sub(OTHER_LINES)?;
    if tallest > room {
        return None;
    }
    // The question stays visible, unless that leaves too few entries of the list.
    let below_question = entries_per_page(&heights, room.saturating_sub(above));
    let page = if below_question >= MIN_ENTRIES.min(heights.len()) {
        below_question
    } else {
        entries_per_page(&heights, room)
    };
    let break_line = format!("\n{}", " ".repeat(mark));
    let items = broken.iter().map(|lines| lines.join(&break_line));
    Some(Fitted {
        items: items.collect(),
        page,
    })
}

/// Returns the maximum number of entries per page such that no page has more than `most` lines, but
/// at least 1.
fn entries_per_page(heights: &[usize], most: usize) -> usize {
    (1..=heights.len())
        .rev()
        .find(|&entries| {
            heights
                .chunks(entries)
                .all(|page| page.iter().sum::<usize>() <= most)
        })
        .unwrap_or(1)
}

/// Breaks a text into lines of at most `most` bytes, at spaces where possible. The indentation of a
/// line of the text is repeated on all lines it is broken into.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let indent = paragraph.len() - paragraph.trim_start_matches(' ').len();
        let indent = " ".repeat(indent.min(most / 2));
        let mut line = indent.clone();
        for word in paragraph.split_whitespace() {
            for part in pieces(word, most - indent.len()) {
                let begun = line.len() > indent.len();
                if begun && line.len() + 1 + part.len() > most {
                    lines.push(std::mem::replace(&mut line, indent.clone()));
                } else if begun {
                    line.push(' ');
                }
                line.push_str(&part);
            }
        }
        lines.push(line);
    }
    lines
}

/// Splits a word into pieces of at most `most` bytes.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        if let Some(piece) = pieces.last_mut()
            && (piece.is_empty() || piece.len() + letter.len_utf8() <= most)
        {
            piece.push(letter);
        } else {
            pieces.push(letter.to_string());
        }
    }
    pieces
}

#[cfg(test)]
mod tests;

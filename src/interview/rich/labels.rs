//! Labels fitted to the terminal.
//!
//! `dialoguer` clears as many lines as it believes it drew. It counts the line breaks in a label,
//! and believes a line to be wrapped when it has more *bytes* than the terminal has columns. So
//! labels are broken into lines here, measured in bytes: no character takes more columns than bytes,
//! and no line is ever wrapped by the terminal or believed to be. It also pages by entries, not by
//! lines, so the entries of a page are counted here too.

/// Columns below which lists are not used: the line of keys would not fit.
const LEAST_COLUMNS: usize = 40;
/// Lines besides the entries: the line of keys, and the one the cursor rests on.
const OTHER_LINES: usize = 2;
/// A page of fewer entries than this is no list.
const FEW: usize = 2;

/// A list as `dialoguer` takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitted {
    /// Labels, broken into lines.
    pub(super) items: Vec<String>,
    /// The entries of a page.
    pub(super) page: usize,
}

/// Fits labels to a terminal of this size, behind a mark of this width, and below these lines. `None`
/// if there is no room for them.
pub(super) fn fit(
    labels: &[String],
    (rows, columns): (usize, usize),
    mark: usize,
    above: usize,
) -> Option<Fitted> {
    if columns < LEAST_COLUMNS {
        return None;
    }
    // One column stays free: some terminals wrap as soon as the last one is written.
    let width = columns.checked_sub(mark + 1)?;
    let broken: Vec<Vec<String>> = labels.iter().map(|label| lines(label, width)).collect();
    let heights: Vec<usize> = broken.iter().map(Vec::len).collect();
    let tallest = heights.iter().copied().max()?;
    let room = rows.checked_sub(OTHER_LINES)?;
    if tallest > room {
        return None;
    }
    // The question stays in view, unless that leaves hardly any of the list.
    let below_question = entries_of_a_page(&heights, room.saturating_sub(above));
    let page = if below_question >= FEW.min(heights.len()) {
        below_question
    } else {
        entries_of_a_page(&heights, room)
    };
    let break_line = format!("\n{}", " ".repeat(mark));
    let items = broken.iter().map(|lines| lines.join(&break_line));
    Some(Fitted {
        items: items.collect(),
        page,
    })
}

/// The most entries such that no page has more lines than this; one, if that is too many already.
fn entries_of_a_page(heights: &[usize], most: usize) -> usize {
    (1..=heights.len())
        .rev()
        .find(|&entries| {
            heights
                .chunks(entries)
                .all(|page| page.iter().sum::<usize>() <= most)
        })
        .unwrap_or(1)
}

/// Breaks a text into lines of at most so many bytes, at spaces where it can. Spaces before a line of
/// the text stand before all that becomes of it.
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

/// A word cut where it is longer than a line.
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
mod tests {
    use proptest::prelude::*;
    use textwrap::core::display_width;

    use super::*;

    fn labels(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn accented_labels_at_the_edge_are_broken_early_enough() {
        let label = "Über längere Zeit ständig müde gewesen, täglich";
        let fitted = fit(&labels(&[label]), (24, 40), 6, 0).unwrap();
        assert_eq!(
            fitted.items[0],
            "Über längere Zeit ständig\n      müde gewesen, täglich"
        );
    }

    #[test]
    fn pages_are_counted_in_lines() {
        let tall = "word ".repeat(16);
        let fitted = fit(&labels(&[&tall, &tall, "short", "short"]), (8, 40), 2, 0).unwrap();
        assert_eq!(fitted.items[0].lines().count(), 3);
        assert_eq!(fitted.page, 2);
        let fitted = fit(&labels(&["a", "a", "a", &tall, "a", "a"]), (8, 40), 2, 4).unwrap();
        assert_eq!(fitted.page, 4);
    }

    #[test]
    fn an_indented_line_stays_indented() {
        let label =
            "Which of these has ever made you feel unwell?\n    Mint; Strong, bitter tea, any";
        let fitted = fit(&labels(&[label]), (24, 40), 2, 0).unwrap();
        assert_eq!(
            fitted.items[0],
            "Which of these has ever made you feel\n  unwell?\n      Mint; Strong, bitter tea, any"
        );
    }

    #[test]
    fn the_question_stays_in_view_if_there_is_room() {
        let six = labels(&["a", "b", "c", "d", "e", "f"]);
        assert_eq!(fit(&six, (24, 80), 2, 4).unwrap().page, 6);
        assert_eq!(fit(&six, (10, 80), 2, 4).unwrap().page, 4);
        assert_eq!(fit(&six, (8, 40), 2, 30).unwrap().page, 6);
        assert_eq!(fit(&six[..2], (8, 40), 2, 4).unwrap().page, 2);
    }

    #[test]
    fn without_room_there_is_no_list() {
        let tall = "word ".repeat(60);
        assert_eq!(fit(&labels(&[&tall]), (8, 40), 2, 0), None);
        assert_eq!(fit(&labels(&["a"]), (24, 39), 2, 0), None);
        assert_eq!(fit(&labels(&["a"]), (2, 80), 2, 0), None);
        assert_eq!(fit(&[], (24, 80), 2, 0), None);
    }

    proptest! {
        #[test]
        fn no_line_is_wrapped_or_believed_to_be(
            text in "[a-zéüß 日本語\u{1F600}]{0,200}",
            columns in 40usize..120,
            mark in prop::sample::select(vec![2usize, 6]),
        ) {
            let fitted = fit(std::slice::from_ref(&text), (400, columns), mark, 0).unwrap();
            for (at, line) in fitted.items[0].lines().enumerate() {
                let before = if at == 0 { mark } else { 0 };
                prop_assert!(before + display_width(line) < columns, "{line}");
                prop_assert!(line.len() <= columns, "{line}");
            }
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&fitted.items[0]), letters(&text));
        }
    }
}

//! Tests of fitting labels to the terminal.

use proptest::prelude::*;
use textwrap::core::display_width;

use super::*;

fn labels(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[test]
fn accented_labels_are_broken_by_bytes() {
    let label = "Über längere Zeit ständig müde gewesen, täglich";
    let fitted = fit(&labels(&[label]), (24, 40), 6, 0).unwrap();
    assert_eq!(
        fitted.items[0],
        "Über längere Zeit ständig\n      müde gewesen, täglich"
    );
}

#[test]
fn a_page_is_limited_by_its_lines() {
    let tall = "word ".repeat(16);
    let fitted = fit(&labels(&[&tall, &tall, "short", "short"]), (8, 40), 2, 0).unwrap();
    assert_eq!(fitted.items[0].lines().count(), 3);
    assert_eq!(fitted.page, 2);
    let fitted = fit(&labels(&["a", "a", "a", &tall, "a", "a"]), (8, 40), 2, 4).unwrap();
    assert_eq!(fitted.page, 4);
}

#[test]
fn an_indented_line_stays_indented() {
    let label = "Which of these has ever made you feel unwell?\n    Mint; Strong, bitter tea, any";
    let fitted = fit(&labels(&[label]), (24, 40), 2, 0).unwrap();
    assert_eq!(
        fitted.items[0],
        "Which of these has ever made you feel\n  unwell?\n      Mint; Strong, bitter tea, any"
    );
}

#[test]
fn the_question_stays_visible_if_there_is_room() {
    let six = labels(&["a", "b", "c", "d", "e", "f"]);
    assert_eq!(fit(&six, (24, 80), 2, 4).unwrap().page, 6);
    assert_eq!(fit(&six, (10, 80), 2, 4).unwrap().page, 4);
    assert_eq!(fit(&six, (8, 40), 2, 30).unwrap().page, 6);
    assert_eq!(fit(&six[..2], (8, 40), 2, 4).unwrap().page, 2);
}

#[test]
fn there_is_no_list_without_room() {
    let tall = "word ".repeat(60);
    assert_eq!(fit(&labels(&[&tall]), (8, 40), 2, 0), None);
    assert_eq!(fit(&labels(&["a"]), (24, 39), 2, 0), None);
    assert_eq!(fit(&labels(&["a"]), (2, 80), 2, 0), None);
    assert_eq!(fit(&[], (24, 80), 2, 0), None);
}

proptest! {
    #[test]
    fn no_line_wraps_or_is_assumed_to_wrap(
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

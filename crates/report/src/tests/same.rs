//! Text, Markdown and HTML say the same, word for word.

use pulldown_cmark::{Event, Parser};
use treatfit_core::model::Audience;

use crate::messages::crisis;
use crate::tests::PAGE;
use crate::tests::sample::{each_report, sample};
use crate::{Page, Report, html, markdown, messages as words, text};

/// Letters and digits alone: what is said, without how it is drawn.
fn said(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn said_in_markdown(page: &str) -> String {
    Parser::new(page)
        .filter_map(|event| match event {
            Event::Text(text) => Some(said(&text)),
            _ => None,
        })
        .collect()
}

fn said_in_html(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let mut words = String::new();
    for piece in body.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    for (escape, plain) in escapes {
        words = words.replace(escape, plain);
    }
    said(&words)
}

/// A page without the addresses of its sources, which a client does not read in text.
fn as_in_text(page: String, report: &Report<'_>) -> String {
    let addresses = report.set.sources.values().flat_map(|source| &source.url);
    addresses
        .filter(|_| report.audience == Audience::Client)
        .fold(page, |page, address| page.replace(&said(address), ""))
}

/// Text of any width, Markdown and HTML.
pub(super) fn assert_same(name: &str, report: &Report<'_>) {
    let in_text = said(&text(report, &PAGE));
    let narrow = Page { width: 30, ..PAGE };
    assert_eq!(in_text, said(&text(report, &narrow)), "{name}");
    // Where the addresses are left out, it says where to find them.
    let where_sources = said(words::WHERE_SOURCES);
    let left_out = report.audience == Audience::Client && html(report).contains("rel=\"noopener");
    assert_eq!(in_text.contains(&where_sources), left_out, "{name}");
    let mut in_text = in_text.replace(&where_sources, "");
    // Whom to call stands at the end once more, where a terminal is left.
    let whom = [(true, false), (false, true), (false, false)];
    let whom = whom.map(|(urgent, first)| said(crisis::heading(urgent, first, report.audience)));
    for heading in whom {
        let places = (in_text.find(&heading), in_text.rfind(&heading));
        if let (Some(first), Some(last)) = places
            && first < last
        {
            assert!(in_text[first..].starts_with(&in_text[last..]), "{name}");
            in_text.truncate(last);
        }
    }
    for page in [
        said_in_markdown(&markdown(report)),
        said_in_html(&html(report)),
    ] {
        assert_eq!(in_text, as_in_text(page, report), "{name}");
    }
}

#[test]
fn every_format_says_the_same() {
    each_report(&sample(), assert_same);
}

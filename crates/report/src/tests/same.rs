//! Tests that text, Markdown and HTML contain the same words.

use pulldown_cmark::{Event, Parser};
use treatfit_core::model::Audience;

use crate::messages::crisis;
use crate::tests::PAGE;
use crate::tests::sample::{each_report, sample};
use crate::{Report, TextLayout, html, markdown, messages, text};

/// Returns only the letters and digits of a text: its content without its layout.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn markdown_letters(page: &str) -> String {
    Parser::new(page)
        .filter_map(|event| match event {
            Event::Text(text) => Some(letters(&text)),
            _ => None,
        })
        .collect()
}

fn html_letters(page: &str) -> String {
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
    letters(&words)
}

/// Removes the sources' web addresses from a page for a client, as the text format does.
fn without_addresses_for_clients(page: String, report: &Report<'_>) -> String {
    let addresses = report.set.sources.values().flat_map(|source| &source.url);
    addresses
        .filter(|_| report.audience == Audience::Client)
        .fold(page, |page, address| page.replace(&letters(address), ""))
}

/// Compares text at two widths, Markdown and HTML.
pub(super) fn assert_same(name: &str, report: &Report<'_>) {
    let in_text = letters(&text(report, &PAGE));
    let narrow = TextLayout { width: 30, ..PAGE };
    assert_eq!(in_text, letters(&text(report, &narrow)), "{name}");
    // If addresses are left out, the text says where to find them.
    let where_sources = letters(messages::WHERE_SOURCES);
    let left_out = report.audience == Audience::Client && html(report).contains("rel=\"noopener");
    assert_eq!(in_text.contains(&where_sources), left_out, "{name}");
    let mut in_text = in_text.replace(&where_sources, "");
    // The text repeats the crisis contacts at its end, where a terminal's view rests.
    let whom = [(true, false), (false, true), (false, false)];
    let whom = whom.map(|(urgent, first)| letters(crisis::heading(urgent, first, report.audience)));
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
        markdown_letters(&markdown(report)),
        html_letters(&html(report)),
    ] {
        assert_eq!(
            in_text,
            without_addresses_for_clients(page, report),
            "{name}"
        );
    }
}

#[test]
fn every_format_has_the_same_words() {
    each_report(&sample(), assert_same);
}

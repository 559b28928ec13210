//! Tests that no text of the author or the person becomes markup.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use treatfit_core::model::Audience;

use crate::tests::sample::{each_report, report_of, reworded, sample};
use crate::{Report, html, markdown};

const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</style></title></textarea><b>",
    "<!-- ",
    "]]>",
    "&lt;&copy;&#39;",
    "# heading",
    "- item",
    "+ item",
    "7. item",
    "7) item",
    "===",
    "---",
    "***",
    "> quote",
    "```rust",
    "~~~",
    "[link](javascript:alert(1))",
    "![picture](https://example.org/x.png)",
    "| a | b |",
    "**strong** _and_ `code` \\",
    "<https://example.org>",
    "    four spaces",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(HOSTILE.as_slice()).prop_map(str::to_owned),
        "\\PC{1,20}",
    ];
    proptest::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" "))
}

/// Returns the structure of a page on which every text is `text`.
fn structure(
    text: &str,
    scenario: usize,
    structure: impl Fn(&Report<'_>) -> Vec<String>,
) -> Vec<String> {
    let set = reworded(sample(), |_| text.to_owned());
    let name = set.scenarios.values().nth(scenario).unwrap().name.clone();
    report_of(&set, &name, Audience::Coordinator, structure)
}

/// Returns the tags of an HTML page with their attribute names, without attribute values.
fn tags(report: &Report<'_>) -> Vec<String> {
    let page = html(report);
    let (_, body) = page.split_once("</style>").unwrap();
    let mut tags = Vec::new();
    for tag in body.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        let parts = tag.split('"').step_by(2);
        tags.push(parts.collect::<Vec<_>>().join("\""));
    }
    tags
}

/// Returns the events of a Markdown page without its text and links.
fn blocks(report: &Report<'_>) -> Vec<String> {
    Parser::new(&markdown(report))
        .filter_map(|event| match event {
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) | Event::Text(_) => None,
            Event::Code(_) => Some("code".to_owned()),
            other => Some(format!("{other:?}")),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_becomes_html_markup(text in hostile(), scenario in 0usize..13) {
        let text = format!("{text}x");
        prop_assert_eq!(structure(&text, scenario, tags), structure("x", scenario, tags));
        let address = format!("https://example.org/{text}");
        let plain = "https://example.org/x";
        prop_assert_eq!(structure(&address, scenario, tags), structure(plain, scenario, tags));
    }

    #[test]
    fn no_text_becomes_markdown_markup(text in hostile(), scenario in 0usize..13) {
        let text = format!("{text}x");
        prop_assert_eq!(structure(&text, scenario, blocks), structure("x", scenario, blocks));
        let address = format!("https://example.org/{text}");
        let plain = "https://example.org/x";
        prop_assert_eq!(structure(&address, scenario, blocks), structure(plain, scenario, blocks));
    }
}

#[test]
fn an_html_page_is_self_contained_and_has_no_script() {
    each_report(&sample(), |_, report| {
        let page = html(report);
        for needs in [
            "<script",
            "<link",
            "<img",
            "<iframe",
            "<object",
            "<form",
            "src=",
            "url(",
            "@import",
            "javascript:",
            " on",
        ] {
            let (_, markup) = page.split_once("<style>").unwrap();
            let found = markup
                .split('<')
                .filter_map(|tag| tag.split('>').next())
                .any(|tag| format!("<{tag}").contains(needs));
            assert!(!found, "{needs}");
        }
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
        assert_eq!(page.matches("<h1>").count(), 1);
    });
}

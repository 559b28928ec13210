//! No text of the author or of the person becomes markup.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use treatfit_core::model::Audience;

use crate::tests::sample::{each_report, of, reworded, sample};
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

/// The shape of a page whose every text is this one.
fn shape(text: &str, scenario: usize, shape: impl Fn(&Report<'_>) -> Vec<String>) -> Vec<String> {
    let set = reworded(sample(), |_| text.to_owned());
    let name = set.scenarios.values().nth(scenario).unwrap().name.clone();
    of(&set, &name, Audience::Coordinator, shape)
}

/// The tags of a page with their attributes, but without what attributes say.
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

/// The blocks and marks of a page, without its words and links.
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
    fn no_text_becomes_html(text in hostile(), scenario in 0usize..13) {
        let text = format!("{text}x");
        prop_assert_eq!(shape(&text, scenario, tags), shape("x", scenario, tags));
        let address = format!("https://example.org/{text}");
        let plain = "https://example.org/x";
        prop_assert_eq!(shape(&address, scenario, tags), shape(plain, scenario, tags));
    }

    #[test]
    fn no_text_becomes_markdown(text in hostile(), scenario in 0usize..13) {
        let text = format!("{text}x");
        prop_assert_eq!(shape(&text, scenario, blocks), shape("x", scenario, blocks));
        let address = format!("https://example.org/{text}");
        let plain = "https://example.org/x";
        prop_assert_eq!(shape(&address, scenario, blocks), shape(plain, scenario, blocks));
    }
}

#[test]
fn a_page_needs_nothing_from_outside_and_runs_nothing() {
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

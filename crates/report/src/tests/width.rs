//! Tests that no line is wider than the page whatever the texts, and that colour only adds escape
//! sequences.

use proptest::prelude::*;
use treatfit_core::model::Audience;
use unicode_width::UnicodeWidthChar;

use crate::tests::PAGE;
use crate::tests::sample::{each_report, report_of, reworded, sample};
use crate::{TextLayout, markdown, text};

/// Returns the columns of a line as the sum over its characters, as terminals count.
fn columns(line: &str) -> usize {
    line.chars().filter_map(UnicodeWidthChar::width).sum()
}

pub(super) fn assert_fits(shown: &str, width: usize) {
    for line in shown.lines() {
        assert!(columns(line) <= width, "{line:?} is wider than {width}");
        assert_eq!(line.trim_end(), line, "no space at the end of {line:?}");
    }
}

#[test]
fn the_sample_fits_every_page() {
    let set = sample();
    for width in [0, 20, 21, 33, 40, 79, 92, 200] {
        let page = TextLayout { width, ..PAGE };
        each_report(&set, |_, report| {
            assert_fits(&text(report, &page), width.clamp(20, 92));
        });
    }
}

#[test]
fn only_a_coordinator_reads_web_addresses_in_text() {
    each_report(&sample(), |_, report| {
        let client = report.audience == Audience::Client;
        let addresses = markdown(report).contains("https://");
        assert_eq!(
            text(report, &PAGE).contains("https://"),
            addresses && !client
        );
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_fits_the_page(
        piece in prop_oneof![
            "\\PC{1,40}",
            "[\u{3041}-\u{3096}\u{4e00}-\u{4eff}]{1,60}",
            "https://[a-z/.?=-]{1,120}",
            "[a-z]{1,80}( [a-z]{1,30}){0,9}",
        ],
        width in 0usize..120,
        unicode: bool,
        scenario in 0usize..13,
    ) {
        let set = reworded(sample(), |text| format!("{piece} {text}{piece}"));
        let name = set.scenarios.values().nth(scenario).unwrap().name.clone();
        let page = TextLayout { width, colour: false, unicode };
        let shown = report_of(&set, &name, Audience::Coordinator, |report| text(report, &page));
        for line in shown.lines() {
            prop_assert!(columns(line) <= width.clamp(20, 92), "{:?}", line);
        }
    }
}

#[test]
fn colour_only_adds_escape_sequences() {
    let page = TextLayout {
        colour: true,
        ..PAGE
    };
    let mut codes = std::collections::BTreeSet::new();
    each_report(&sample(), |_, report| {
        let mut bare = String::new();
        for (number, part) in text(report, &page).split('\u{1b}').enumerate() {
            let end = if number == 0 {
                0
            } else {
                part.find('m').unwrap() + 1
            };
            codes.insert(part[..end].to_owned());
            bare.push_str(&part[end..]);
        }
        assert_eq!(bare, text(report, &PAGE));
    });
    let codes: Vec<_> = codes.into_iter().collect();
    assert_eq!(
        codes,
        [
            "", "[0m", "[1;31m", "[1;32m", "[1;33m", "[1m", "[36m", "[4m"
        ]
    );
}

//! Snapshots of whole conversations.

use std::fs;

use treatfit_core::model::Audience;

use crate::interview::tests::people::{acts, interview, plain, rich, tea_set, typed_plain};
use crate::interview::{Ended, Interview, saved_format};

const EVERYTHING: &str = "town / why / help / no / back / keep / desperate / go_on / mint, none
    mint, tannin / yes / keep / 14 / never / skip / often / bed / strong / yes / done / skip
    #6 / 15 / help / done";

#[test]
fn a_conversation_line_by_line() {
    let set = tea_set();
    let (_, said) = plain(&interview(&set), &acts(EVERYTHING));
    insta::assert_snapshot!("plain", said);
}

#[test]
fn a_conversation_with_lists() {
    let set = tea_set();
    let (_, said) = rich(&interview(&set), &acts(EVERYTHING));
    insta::assert_snapshot!("rich", said);
}

#[test]
fn an_intake_in_an_emergency() {
    let set = tea_set();
    let intake = Interview {
        audience: Audience::Coordinator,
        region: set.regions.find("town"),
        ..interview(&set)
    };
    let (ended, said) = plain(
        &intake,
        &acts("why / help / yes / why / mistake / keep / finish"),
    );
    assert!(matches!(ended, Ended::Emergency(_)));
    insta::assert_snapshot!("coordinator", said);
}

#[test]
fn every_misunderstood_line_is_explained() {
    let set = tea_set();
    let long = "a".repeat(10 * 1024 * 1024);
    let mut typed = b"town\r\n\nsmoke\n9\n1 2\ni\n\xff\xfe\n\x1b[A\n".to_vec();
    typed.extend_from_slice(long.as_bytes());
    typed.extend_from_slice(b"\nskip\nkeep\ndone\nno\nsoon\n1 none\n5\ny\nmany\n0\n3.5\n1");
    let (ended, said) = typed_plain(&interview(&set), &typed);
    assert!(matches!(ended, Ended::InputEnded(_)));
    insta::assert_snapshot!("misunderstood", said);
}

#[test]
fn stopping_and_resuming() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tea.yaml");
    let set = tea_set();
    let shown = |said: String| said.replace(&*folder.path().to_string_lossy(), "FOLDER");

    let before = Interview {
        save: Some(&path),
        ..interview(&set)
    };
    let (ended, said) = plain(&before, &acts("town / no / desperate / go_on / stop"));
    assert!(matches!(ended, Ended::Stopped(_)));
    insta::assert_snapshot!("stopped", shown(said));
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace(&set.digest, "DIGEST");
    insta::assert_snapshot!(text, @"
    # Private answers to a treatfit interview. To go on with it: the same command with --resume and the name of this file.
    set: tea
    version: 0.1.0
    digest: DIGEST
    region: town
    answers:
      smoke: no
      longing: desperate
    ");

    let resumed = saved_format::read(&set, &path).unwrap();
    let after = Interview {
        resume: Some(&resumed),
        ..interview(&set)
    };
    let rest = "keep / go_on / none / no / never / never / now / fresh / skip / done";
    let (ended, said) = plain(&after, &acts(rest));
    assert!(matches!(ended, Ended::Complete(_)));
    insta::assert_snapshot!("resumed", shown(said));
}

//! The built-in question set, embedded in the binary.

use include_dir::{Dir, include_dir};
use treatfit_core::load::Files;

use crate::folder::{file_name, is_yaml};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions/ketamine");

/// Returns the files of the built-in set. Tests load them with every check, so they are marked as
/// checked and the interview loads them in about half the time.
#[must_use]
pub fn files() -> Files {
    let folders = [Some(&FOLDER), FOLDER.get_dir("scenarios")];
    let files = folders.into_iter().flatten().flat_map(Dir::files);
    let texts = files
        .filter(|file| is_yaml(file.path()))
        .filter_map(|file| Some((file_name(file.path())?, file.contents_utf8()?.to_owned())));
    Files::from_texts(texts).assume_checked()
}

//! The files of a question set, in memory.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// The file every set must have.
pub const HEAD: &str = "set.yaml";

/// The files of a set by name, such as `set.yaml` or `scenarios/ties.yaml`, sorted by name.
///
/// Windows line ends are `\n` here, and a byte order mark at the start is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    texts: BTreeMap<String, String>,
    folder: String,
    checked: bool,
}

impl Files {
    /// Files that are in memory already.
    #[must_use]
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        texts.into_iter().collect()
    }

    /// The same files as files of this folder: messages then name it.
    #[must_use]
    pub fn in_folder(self, folder: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            ..self
        }
    }

    /// The same files as ones that [`load`](super::load) has been seen to take without a word, such as those
    /// that tests have loaded: [`load_to_ask`](super::load_to_ask) then reads them in half the time.
    #[must_use]
    pub fn assume_checked(self) -> Self {
        Self {
            checked: true,
            ..self
        }
    }

    /// Every file with its text, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether somebody loaded these very files before; see [`Self::assume_checked`].
    #[must_use]
    pub const fn are_checked(&self) -> bool {
        self.checked
    }

    /// The text of this file.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Where this file is, for people: with the folder, if there is one.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        if self.folder.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.folder)
        }
    }

    /// SHA-256 over the names and texts of all files, in lower-case hexadecimal. Line ends do not
    /// matter, so that a set has one digest on every system.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in self.iter().flat_map(|(name, text)| [name, text]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let bytes = hash.finalize();
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.map(digit).collect()
    }
}

impl FromIterator<(String, String)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        Self {
            texts: texts
                .into_iter()
                .map(|(name, text)| (name, normalize_text(text)))
                .collect(),
            folder: String::new(),
            checked: false,
        }
    }
}

/// A text with Windows line ends made `\n`, and without a byte order mark at its start.
#[must_use]
pub fn normalize_text(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') {
        text.replace("\r\n", "\n")
    } else {
        text
    }
}

//! The files of a question set, in memory.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// The name of the file that every set must have.
pub const HEAD: &str = "set.yaml";

/// The files of a set in memory: texts by file name, such as `set.yaml` or `scenarios/ties.yaml`,
/// sorted by name.
///
/// The texts are normalized: Windows line ends are replaced by `\n`, and a byte order mark at the
/// start is removed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files {
    texts: BTreeMap<String, String>,
    folder: String,
    checked: bool,
}

impl Files {
    /// Creates a file set from pairs of name and text.
    #[must_use]
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        texts.into_iter().collect()
    }

    /// Sets the folder that [`Self::path`] puts before file names in messages.
    #[must_use]
    pub fn in_folder(self, folder: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            ..self
        }
    }

    /// Marks the files as ones that [`load`](super::load) is known to accept without any problem,
    /// for example because a test loads them. [`load_to_ask`](super::load_to_ask) then takes half
    /// the time.
    #[must_use]
    pub fn assume_checked(self) -> Self {
        Self {
            checked: true,
            ..self
        }
    }

    /// Iterates over names and texts, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Returns whether the files were marked by [`Self::assume_checked`].
    #[must_use]
    pub const fn are_checked(&self) -> bool {
        self.checked
    }

    /// Returns the text of a file.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Returns the path of a file for messages: its name, after the folder if one is set.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        if self.folder.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.folder)
        }
    }

    /// Computes the SHA-256 digest over the names and texts of all files, in lower-case
    /// hexadecimal. Because line ends are normalized, a set has the same digest on every system.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in self.iter().flat_map(|(name, text)| [name, text]) {
            // The length prefix keeps different splits into names and texts apart.
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

/// Replaces Windows line ends by `\n` and removes a byte order mark at the start.
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

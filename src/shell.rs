//! Quotes paths for a POSIX shell, in commands that a person may copy.

use std::path::Path;

use treatfit_core::text::visible;

/// Quotes a path as one word of a shell command that is never read as an option: a leading `-` gets
/// `./` in front. Returns `None` if the path is not UTF-8 or has characters that cannot be shown
/// and copied unchanged.
#[must_use]
pub(crate) fn quoted(path: &Path) -> Option<String> {
    let path = path.to_str().filter(|path| visible(path) == *path)?;
    let path = if path.starts_with('-') {
        format!("./{path}")
    } else {
        path.to_owned()
    };
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-_./,:@%+=".contains(c);
    Some(if !path.is_empty() && path.chars().all(harmless) {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_the_quoted_path_unchanged() {
        for path in [
            "a.yaml",
            "my answers.yaml",
            "it's \"mine\" $HOME `ls`.yaml",
            "~/a.yaml",
            "caf\u{e9}.yaml",
            "back\\slash",
        ] {
            let echoed = std::process::Command::new("sh")
                .args([
                    "-c",
                    &format!("printf %s {}", quoted(Path::new(path)).unwrap()),
                ])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(echoed.stdout).unwrap(), path);
        }
        let shown = |path| quoted(Path::new(path)).unwrap();
        assert_eq!(shown("-x.yaml"), "./-x.yaml");
        assert_eq!(shown("a/b-1.yaml"), "a/b-1.yaml");
        assert_eq!(quoted(Path::new("two\nlines")), None);
    }
}

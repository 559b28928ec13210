//! Tests of splitting files into answer sets.

use super::*;

fn lines(bytes: &'static [u8]) -> Vec<Result<String, String>> {
    Lines::new("x", Box::new(bytes))
        .map(|item| match item {
            Ok(document) => Ok(format!("{} {}", document.place, document.text.trim_end())),
            Err(unread) => Err(format!("{} {}", unread.place, unread.problem.message())),
        })
        .collect()
}

#[test]
fn each_ndjson_line_is_one_answer_set_or_one_error() {
    assert_eq!(
        lines(b"\xef\xbb\xbf{}\r\n\n\xff\n{\"a\":1}"),
        [
            Ok("x:1 {}".to_owned()),
            Err("x:3 is not UTF-8 text".to_owned()),
            Ok("x:4 {\"a\":1}".to_owned()),
        ]
    );
}

#[test]
fn a_line_at_the_size_limit_does_not_affect_the_next_line() {
    let most = usize::try_from(LARGEST).unwrap();
    for (length, fits) in [(most - 1, true), (most, false), (most + 1, false)] {
        let mut bytes = vec![b'a'; length];
        bytes.extend_from_slice(b"\n{}\n");
        let lines: Vec<_> = Lines::new("x", Box::new(Cursor::new(bytes))).collect();
        assert_eq!(lines.len(), 2, "{length}");
        assert_eq!(lines[0].is_ok(), fits, "{length}");
        assert!(lines[1].is_ok(), "{length}");
    }
}

#[test]
fn a_failing_reader_gives_one_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::PermissionDenied.into())
        }
    }
    let lines = Lines::new("x", Box::new(BufReader::new(Broken)));
    assert_eq!(lines.count(), 1);
}

#[test]
fn ndjson_is_distinguished_from_one_answer_set_on_several_lines() {
    for (first, second, ndjson) in [
        ("{}", "{}", true),
        ("{\"set\"", "{}", true),
        ("{}", "{\"set\"", true),
        ("\u{feff}{}", "{}", true),
        ("{}", "", false),
        ("{", "  \"set\": 1,", false),
        ("{set: tea,", "answers: {smoke: no}}", false),
        ("set: tea", "answers: {}", false),
        ("", "", false),
    ] {
        let recognised = is_ndjson(first.as_bytes(), second.as_bytes());
        assert_eq!(recognised, ndjson, "{first} {second}");
    }
}

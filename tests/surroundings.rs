//! The terminal and the environment decide colour, width and the way of asking.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::process::Command;

use common::{Run, repository, treatfit};
use expectrl::Session;
use insta::assert_snapshot;

/// Returns a run that writes to both streams.
fn both(options: &str) -> Run {
    let good = repository("tests/readme/marcus.yaml");
    treatfit(&format!("evaluate {options} nowhere.yaml")).argument(good, "marcus.yaml")
}

/// Answers that give a result on the tea set.
const SMOKE: &str = "set: tea\nregion: town\nanswers: {smoke: yes}\n";

/// Returns whether a result and an error are coloured.
fn colours(run: impl Fn(&str) -> Run) -> (bool, bool) {
    let result = run("evaluate a.yaml")
        .about_tea()
        .file("a.yaml", SMOKE)
        .run();
    let error = run("check nowhere").run();
    assert_eq!((result.code(), error.code()), (0, 2));
    (
        result.stdout().contains('\u{1b}'),
        error.stderr().contains('\u{1b}'),
    )
}

#[test]
fn a_pipe_is_coloured_only_on_request() {
    assert_eq!(colours(treatfit), (false, false));
    assert_eq!(
        colours(|it| treatfit(&format!("--color always {it}"))),
        (true, true)
    );
    assert_eq!(
        colours(|it| treatfit(&format!("{it} --color always"))),
        (true, true)
    );
    assert_eq!(
        colours(|it| treatfit(&format!("--color never {it}"))),
        (false, false)
    );
    assert_eq!(
        colours(|it| treatfit(it).env("CLICOLOR_FORCE", "1")),
        (true, true)
    );
    assert_eq!(
        colours(|it| treatfit(it).env("CLICOLOR_FORCE", "0")),
        (false, false)
    );
    let no_color = |it: &str| treatfit(it).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    assert_eq!(colours(no_color), (false, false));
    let empty = |it: &str| treatfit(it).env("NO_COLOR", "").env("CLICOLOR_FORCE", "1");
    assert_eq!(colours(empty), (true, true));
    let never = |it: &str| treatfit(&format!("--color never {it}")).env("CLICOLOR_FORCE", "1");
    assert_eq!(colours(never), (false, false));
    let always = |it: &str| treatfit(&format!("--color always {it}")).env("NO_COLOR", "1");
    assert_eq!(colours(always), (true, true));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let plain = both("").run();
    let coloured = both("--color always").run();
    assert_eq!(plain.stdout(), without_colour(&coloured.stdout()));
    assert_eq!(plain.stderr(), without_colour(&coloured.stderr()));
    let typed = "town / yes / finish";
    let plain = treatfit("screen --plain").about_tea().typed(typed).run();
    let coloured = treatfit("screen --plain --color always")
        .about_tea()
        .typed(typed)
        .run();
    assert!(coloured.stderr().contains('\u{1b}'));
    assert_eq!(plain.stderr(), without_colour(&coloured.stderr()));
    assert_eq!(plain.stdout(), without_colour(&coloured.stdout()));
}

/// Removes sequences such as `ESC [ 1 m`.
fn without_colour(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}

#[test]
fn results_keep_to_the_width() {
    for (columns, width) in [
        ("20", 20),
        ("40", 40),
        ("80", 80),
        ("1000", 100),
        ("wide", 80),
        ("0", 80),
    ] {
        let marcus = repository("tests/readme/marcus.yaml");
        let ran = treatfit("evaluate")
            .env("COLUMNS", columns)
            .argument(marcus, "marcus.yaml")
            .run();
        for line in ran.stdout().lines() {
            assert!(line.chars().count() <= width, "{columns}: {line}");
        }
        let ran = treatfit("screen --plain")
            .env("COLUMNS", columns)
            .typed("us / yes / 1 / finish")
            .run();
        for line in ran
            .stderr()
            .lines()
            .filter(|line| !line.starts_with("Your answer"))
        {
            assert!(line.chars().count() <= width, "{columns}: {line}");
        }
    }
}

#[test]
fn a_conversation_at_40_columns() {
    let run = treatfit("screen --plain").about_tea().env("COLUMNS", "40");
    assert_snapshot!(
        run.typed("town / no / desperate / 1 / stop / 2")
            .transcript()
    );
}

/// Returns everything printed on a terminal of 40 columns with this environment.
fn at_terminal(environment: &str, arguments: &str, typed: &str) -> String {
    let mut shell = Command::new("sh");
    let program = format!(
        "read -r go; stty echo cols 40 rows 24; export {environment}; exec \"$0\" {arguments} --questions \"$SET\""
    );
    shell
        .args(["-c", &program])
        .arg(env!("CARGO_BIN_EXE_treatfit"))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("SET", repository("tests/sets/tea"));
    let mut session = Session::spawn(shell).unwrap();
    session.set_expect_timeout(Some(std::time::Duration::from_mins(2)));
    // Sets the size of the terminal before the program starts.
    session.send(format!("\n{typed}")).unwrap();
    let screen = session.expect(expectrl::Eof).unwrap();
    let screen = String::from_utf8(screen.as_bytes().to_vec()).unwrap();
    // Printed only if the proof takes longer than a second, which a busy machine decides.
    screen.replace(
        "Proving the guarantees of the question set before it is used…\r\n",
        "",
    )
}

#[test]
fn plain_lines_replace_lists_where_the_environment_asks_for_them() {
    for environment in [
        "TERM=xterm ACCESSIBLE=1",
        "TERM=dumb",
        "TERM=",
        "TERM=xterm COLUMNS=200 ACCESSIBLE=yes",
    ] {
        let screen = at_terminal(environment, "screen", "town\nstop\n");
        assert!(
            screen.contains("Answer with the number of an option"),
            "{environment}: {screen}"
        );
        assert!(screen.contains("Your answer (1 or 2): "), "{screen}");
        assert!(
            !screen.contains("\u{1b}[?25l"),
            "the cursor stays where it is"
        );
        for line in screen.lines() {
            assert!(
                without_colour(line.trim_end()).chars().count() <= 40,
                "{line}"
            );
        }
    }
}

#[test]
fn term_and_the_colour_variables_decide_the_colour_at_a_terminal() {
    for (environment, colour) in [
        ("TERM=xterm", true),
        ("TERM=dumb", false),
        ("TERM=xterm NO_COLOR=1", false),
        ("TERM=dumb CLICOLOR_FORCE=1", true),
    ] {
        let screen = at_terminal(environment, "screen --plain --region nowhere", "");
        assert_eq!(
            screen.contains('\u{1b}'),
            colour,
            "{environment}: {screen:?}"
        );
    }
}

#[test]
fn errors_are_wrapped_only_for_a_terminal() {
    let screen = at_terminal("TERM=dumb", "screen --plain --save nowhere/a.yaml", "");
    assert_snapshot!(screen.replace('\r', ""));
}

//! Transcripts of all commands: arguments, exit code, stdout and stderr.

mod common;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;
use serde_json::Value;

/// Returns a run of a command on the small tea set, so that these tests do not depend on the
/// built-in set.
fn tea(command: &str) -> Run {
    treatfit(command).tea()
}

// Help, usage and the lack of a terminal.

#[test]
fn help_and_version() {
    assert_snapshot!("help_in_short", treatfit("-h").transcript());
    assert_snapshot!("help_at_length", treatfit("--help").transcript());
    assert_snapshot!(treatfit("--version").transcript());
    for command in [
        "screen",
        "intake",
        "evaluate",
        "check",
        "test",
        "diff",
        "show",
        "schema",
        "completions",
        "man",
    ] {
        let ran = treatfit(&format!("{command} --help")).run();
        assert_eq!(ran.code(), 0);
        assert!(ran.stderr().is_empty());
        assert_eq!(
            ran.stdout(),
            treatfit(&format!("help {command}")).run().stdout()
        );
    }
}

#[test]
fn without_a_terminal_and_plain_the_interview_is_refused() {
    assert_snapshot!(treatfit("").transcript());
    for asking in ["screen", "intake", "screen --region us", "--color never"] {
        assert_eq!(treatfit(asking).run().code(), 4, "{asking}");
    }
    // `ACCESSIBLE` prefers plain lines at a terminal, but does not ask for them in a pipe as
    // `--plain` does.
    assert_eq!(treatfit("screen").env("ACCESSIBLE", "1").run().code(), 4);
}

#[test]
fn wrong_usage_is_reported() {
    for (name, arguments) in [
        ("an_unknown_command", "evalute"),
        ("an_unknown_option", "screen --plian"),
        ("an_unknown_region", "screen --plain --region atlantis"),
        ("a_region_nearly_right", "screen --plain --region US"),
        ("an_unknown_format", "evaluate a.yaml --format pdf"),
        ("an_unknown_topic", "show rule"),
        ("an_unknown_shell", "completions tcsh"),
        ("an_unknown_colour", "--color sometimes"),
        ("no_file", "evaluate"),
        ("no_shell", "completions"),
        ("an_argument_too_many", "man page"),
        ("two_things_at_once", "schema questions --result"),
        (
            "an_option_before_its_command",
            "--format json evaluate a.yaml",
        ),
        (
            "an_option_before_another_command",
            "--plain evaluate a.yaml",
        ),
        ("a_set_before_a_command_without_it", "--questions a check"),
        ("a_set_before_its_command", "--questions a intake"),
        ("a_set_that_is_not_there", "check nowhere"),
    ] {
        let ran = treatfit(arguments).run();
        assert_eq!(ran.code(), 2, "{arguments}");
        assert_snapshot!(name, ran.transcript());
    }
}

// The commands for authors.

#[test]
fn check_of_a_sound_set() {
    assert_snapshot!(tea("check").transcript());
    assert_eq!(tea("check --strict").run().code(), 0);
}

#[test]
fn scenarios_that_pass() {
    assert_snapshot!(tea("test").transcript());
}

#[test]
fn show_prints_each_topic() {
    assert_snapshot!("show", tea("show --questions").transcript());
    for topic in ["questions", "rules", "sources", "review"] {
        let run = tea(&format!("show {topic} --questions"));
        assert_snapshot!(format!("show_{topic}"), run.transcript());
    }
}

#[test]
fn show_keeps_to_the_width() {
    for topic in ["", "questions", "rules", "sources"] {
        for (columns, width) in [("40", 40), ("80", 80), ("500", 100)] {
            let tea = tea(&format!("show {topic} --questions"));
            let shipped = treatfit(&format!("show {topic}"));
            for run in [Some(tea), (width == 40).then_some(shipped)]
                .into_iter()
                .flatten()
            {
                let stdout = run.env("COLUMNS", columns).run().stdout();
                let mut lines = stdout.lines().filter(|line| !line.contains("://"));
                let wide = lines.find(|line| line.chars().count() > width);
                assert_eq!(wide, None, "show {topic} at {columns}");
            }
        }
    }
}

#[test]
fn the_schema_of_a_set_accepts_its_files() {
    let ran = tea("schema").run();
    assert_eq!((ran.code(), ran.stderr()), (0, String::new()));
    let schema: Value = serde_json::from_str(&ran.stdout()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in [
        "set",
        "kitchen",
        "habits",
        "taste",
        "shelf",
        "scenarios/afternoons",
    ] {
        let path = repository(&format!("tests/sets/tea/{name}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let file: Value = serde_yaml::from_str(&text).unwrap();
        validator.validate(&file).unwrap();
    }
}

#[test]
fn the_schema_of_a_result_accepts_a_result() {
    let schema: Value = serde_json::from_str(&treatfit("schema --result").run().stdout()).unwrap();
    let marcus = repository("tests/readme/marcus.yaml");
    let result = treatfit("evaluate --format json")
        .argument(marcus, "marcus.yaml")
        .run();
    let result: Value = serde_json::from_str(&result.stdout()).unwrap();
    jsonschema::validator_for(&schema)
        .unwrap()
        .validate(&result)
        .unwrap();
}

// The commands for shells and manuals.

#[test]
fn every_shell_gets_a_completion_script() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = treatfit(&format!("completions {shell}")).run();
        assert_eq!((ran.code(), ran.stderr()), (0, String::new()));
        let script = ran.stdout();
        for word in ["intake", "evaluate", "schema", "region", "resume"] {
            assert!(script.contains(word), "{word} for {shell}");
        }
    }
}

/// Each shell that is installed parses its own completion script.
#[test]
fn completion_scripts_parse_in_their_shells() {
    for shell in ["bash", "fish", "zsh"] {
        let ran = treatfit(&format!("completions {shell}")).run();
        let script = ran.folder().join("script");
        std::fs::write(&script, ran.stdout()).unwrap();
        match std::process::Command::new(shell)
            .arg("-n")
            .arg(&script)
            .output()
        {
            Ok(output) => assert!(
                output.status.success() && output.stderr.is_empty(),
                "{shell}"
            ),
            Err(_) => eprintln!("not tested: there is no {shell} here"),
        }
    }
}

#[test]
fn the_manual_has_every_command_and_option() {
    let manual = treatfit("man").run().stdout().replace("\\-", "-");
    for part in [
        ".TH treatfit 1",
        ".SH NAME",
        ".SH OPTIONS",
        ".SH COMMANDS",
        ".SH EXIT STATUS",
    ] {
        assert!(manual.contains(part), "{part}");
    }
    // In roff output, an option without a help text is followed by an empty line.
    let options = manual
        .split(".TP\n")
        .filter(|part| part.starts_with("\\fB--"));
    for option in options {
        let words = option.lines().nth(1).unwrap_or_default();
        assert!(!words.is_empty(), "{option}");
    }
    let help = treatfit("--help").run().stdout();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    for command in commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
    {
        if command == "help" {
            continue;
        }
        assert!(
            manual.contains(&format!("\n.SS treatfit {command}\n")),
            "{command}"
        );
        let help = treatfit(&format!("{command} --help")).run().stdout();
        let options = help
            .split_whitespace()
            .filter(|word| word.starts_with("--"));
        for option in options.map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric())) {
            assert!(manual.contains(option), "{option} of {command}");
        }
    }
}

/// The colour rules of the program also hold for the help texts and errors of clap.
#[test]
fn help_and_usage_errors_follow_the_color_option() {
    let coloured = |text: String| text.contains('\u{1b}');
    for (options, expected) in [
        ("", false),
        ("--color always", true),
        ("--color=always", true),
        ("--color never", false),
        ("--color sometimes", false),
    ] {
        let help = treatfit(&format!("{options} --help")).run();
        let complaint = treatfit(&format!("{options} --nonsense")).run();
        assert_eq!(complaint.code(), 2);
        assert_eq!(coloured(complaint.stderr()), expected, "{options}");
        if help.code() == 0 {
            assert_eq!(coloured(help.stdout()), expected, "{options}");
        }
    }
    let forced = |options: &str| treatfit(options).env("CLICOLOR_FORCE", "1");
    assert!(coloured(forced("--nonsense").run().stderr()));
    assert!(!coloured(forced("--color never --nonsense").run().stderr()));
    let plain = forced("--nonsense").env("NO_COLOR", "1");
    assert!(!coloured(plain.run().stderr()));
}

//! Tests of the decisions on colour, width and how to ask.

use super::*;

fn terminal() -> Environment {
    Environment {
        stdin: true,
        stdout: Some((24, 80)),
        stderr: Some((24, 80)),
        term: Some("xterm-256color".into()),
        ..Environment::default()
    }
}

fn auto(environment: &Environment) -> bool {
    environment.colour(ColorChoice::Auto, Stream::Stderr)
}

#[test]
fn the_option_overrides_the_environment() {
    let mut environment = terminal();
    environment.no_color = Some("1".into());
    assert!(environment.colour(ColorChoice::Always, Stream::Stderr));
    assert!(!Environment::default().colour(ColorChoice::Never, Stream::Stderr));
}

#[test]
fn no_color_overrides_force_and_force_overrides_the_terminal() {
    let mut environment = Environment {
        clicolor_force: Some("1".into()),
        ..Environment::default()
    };
    assert!(auto(&environment));
    environment.no_color = Some("1".into());
    assert!(!auto(&environment));
    environment.no_color = Some(String::new());
    assert!(auto(&environment), "an empty NO_COLOR says nothing");
    environment.clicolor_force = Some("0".into());
    assert!(!auto(&environment));
}

#[test]
fn otherwise_colour_depends_on_each_stream() {
    let mut environment = terminal();
    assert!(auto(&environment));
    environment.stdout = None;
    assert!(!environment.colour(ColorChoice::Auto, Stream::Stdout));
    assert!(auto(&environment));
    environment.term = Some("dumb".into());
    assert!(!auto(&environment));
    environment.term = None;
    assert!(!auto(&environment));
}

#[test]
fn width_is_clamped_and_the_terminal_takes_precedence() {
    let mut environment = terminal();
    environment.columns = Some("60".into());
    assert_eq!(environment.width(Stream::Stdout), 80);
    environment.stdout = Some((24, 300));
    assert_eq!(environment.width(Stream::Stdout), 100);
    environment.stdout = Some((24, 7));
    assert_eq!(environment.width(Stream::Stdout), 20);
    environment.stdout = None;
    assert_eq!(environment.width(Stream::Stdout), 60);
    for odd in ["", "wide", "0", "-3"] {
        environment.columns = Some(odd.into());
        assert_eq!(environment.width(Stream::Stdout), 80, "{odd}");
    }
}

#[test]
fn lists_need_a_terminal_for_input_and_output_and_enough_rows() {
    let asking_mode = |change: fn(&mut Environment)| {
        let mut environment = terminal();
        change(&mut environment);
        environment.asking_mode(false).map_err(|error| error.kind)
    };
    assert_eq!(asking_mode(|_| {}), Ok(AskingMode::Rich));
    assert_eq!(
        asking_mode(|environment| environment.stdout = None),
        Ok(AskingMode::Rich)
    );
    assert_eq!(
        asking_mode(|environment| environment.stderr = Some((8, 40))),
        Ok(AskingMode::Rich)
    );
    assert_eq!(
        asking_mode(|environment| environment.stderr = Some((7, 40))),
        Ok(AskingMode::Plain)
    );
    assert_eq!(
        asking_mode(|environment| environment.term = Some("dumb".into())),
        Ok(AskingMode::Plain)
    );
    assert_eq!(
        asking_mode(|environment| environment.accessible = Some("1".into())),
        Ok(AskingMode::Plain)
    );
    assert_eq!(
        asking_mode(|environment| environment.stdin = false),
        Err(ErrorKind::NobodyToAsk)
    );
    assert_eq!(
        asking_mode(|environment| environment.stderr = None),
        Err(ErrorKind::NobodyToAsk)
    );
}

#[test]
fn plain_lines_need_no_terminal_if_requested() {
    assert_eq!(
        Environment::default().asking_mode(true).ok(),
        Some(AskingMode::Plain)
    );
    let Err(error) = Environment::default().asking_mode(false) else {
        panic!("nobody is there");
    };
    let hints = error.hints.join("\n");
    assert!(hints.contains("evaluate") && hints.contains("--plain"));
}

#[test]
fn styles_that_are_off_change_nothing() {
    assert_eq!(Style::default().error("stop").to_string(), "stop");
}

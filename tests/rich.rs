//! The rich interview in a pseudo-terminal. The operating system tells when the program waits for a
//! key, so the tests do not depend on timing.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod person;

use expectrl::Signal;
use person::{CTRL_C, DOWN, ENTER, ESCAPE, Person, UP, sit, sit_at};

#[test]
fn arrows_choose_and_the_answer_stays_on_the_screen() {
    let mut person = sit(80, 24, "screen");
    person
        .chooses("The town")
        .sees("Section 1 of 3: The kitchen");
    person.chooses("No").sees("    No").sees("How badly");
    person.presses(&[UP]).sees("> More");
    person.presses(&[UP]).sees("> That is my own business");
    person.presses(&[DOWN, DOWN]).sees("> I can wait");
    person.presses(&[ENTER]).sees("Section 2 of 3: Your habits");
    assert!(person.contents().contains("    I can wait"));
    person
        .presses(&[ESCAPE])
        .chooses("Stop")
        .chooses("Stop and keep nothing");
    assert_eq!(person.leaves(), 130);
    assert!(person.cursor_shows() && person.terminal_is_as_before());
}

#[test]
fn back_from_every_question_and_a_result_at_the_end() {
    let mut person = sit(80, 40, "screen --region town");
    let back = |person: &mut Person| {
        person.presses(&[ESCAPE]).sees("Continue with the question");
        person.chooses("Go back").sees("Answer so far");
    };
    person.chooses("No").sees("How badly");
    back(&mut person);
    person.chooses("Keep: No").sees("How badly");
    person.chooses("I can wait").sees("made you feel unwell?");
    back(&mut person);
    person
        .chooses("Keep: I can wait")
        .sees("made you feel unwell?");
    person.sees("[ ] Mint").presses(&[" "]).sees("[x] Mint");
    person.presses(&[ENTER]).sees("Did you drink any tea");
    back(&mut person);
    person
        .sees("[x] Mint")
        .presses(&[ENTER])
        .sees("Did you drink any tea");
    person.chooses("Yes").sees("How many cups");
    back(&mut person);
    person.chooses("Keep: Yes").sees("1 to 40 (cups)").waits();
    person.presses(&["4", ENTER]).sees("hands shaky");
    back(&mut person);
    person.sees("4 cups").sees("list\n>").waits();
    person.presses(&["keep", ENTER]).sees("hands shaky");
    person.chooses("Never").sees("lie awake");
    back(&mut person);
    person.chooses("Keep: Never").sees("lie awake");
    person.chooses("Never").sees("When will you");
    back(&mut person);
    person.chooses("Keep: Never").sees("When will you");
    person.chooses("Now").sees("What do you like");
    back(&mut person);
    person.chooses("Keep: Now").sees("What do you like");
    person.sees("[ ] Fresh").presses(&[" ", ENTER]);
    person.sees("anything else");
    back(&mut person);
    person
        .sees("[x] Fresh")
        .presses(&[ENTER])
        .sees("anything else")
        .waits();
    person.presses(&["skip", ENTER]).sees("All is right");
    back(&mut person);
    person.sees("skip\n>").waits();
    person.presses(&["keep", ENTER]).sees("All is right");
    person.chooses("All is right").sees("Green tea");
    assert_eq!(person.leaves(), 0);
    assert!(person.cursor_shows() && person.terminal_is_as_before());
}

#[test]
fn ctrl_c_restores_the_terminal() {
    for question in ["list", "typed"] {
        let mut person = sit(80, 24, "screen --region town");
        person.chooses("No").sees("How badly");
        if question == "typed" {
            person
                .chooses("Soon")
                .sees("[ ] Mint")
                .presses(&[" "])
                .sees("[x] Mint");
            person
                .presses(&[ENTER])
                .sees("Did you drink")
                .chooses("Yes");
            person.sees("1 to 40").presses(&["1"]);
        }
        person
            .presses(&[CTRL_C])
            .sees("Interrupted. Nothing was saved.");
        assert_eq!(person.leaves(), 130, "{question}");
        assert!(person.cursor_shows(), "{question}");
        assert!(person.terminal_is_as_before(), "{question}");
    }
}

#[test]
fn a_signal_saves_and_restores_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tea.yaml");
    for (signal, code) in [
        (Signal::SIGTERM, 143),
        (Signal::SIGINT, 130),
        (Signal::SIGHUP, 129),
    ] {
        let mut person = sit(
            80,
            24,
            &format!("screen --region town --save {}", file.display()),
        );
        person.chooses("No").sees("How badly").waits();
        person.session.signal(signal).unwrap();
        assert_eq!(person.leaves(), code);
        assert!(
            person.contents().contains("The answers are saved"),
            "{signal} {}",
            person.contents()
        );
        assert!(person.cursor_shows() && person.terminal_is_as_before());
        let saved = std::fs::read_to_string(&file).unwrap();
        assert!(saved.contains("smoke: no"), "{saved}");
        let mut again = sit(80, 24, &format!("screen --resume {}", file.display()));
        again
            .sees("Going on with the answers")
            .sees("Is smoke")
            .chooses("Keep: No")
            .sees("How badly")
            .waits();
        again.presses(&[CTRL_C]);
        assert_eq!(again.leaves(), 130);
        std::fs::remove_file(&file).unwrap();
    }
}

/// How often an arrow key is sent again before it counts as never understood.
const TRIES: usize = 50;

/// Sends an arrow key in pieces, each after the previous one was read. If the machine was so busy that
/// the first byte was rightly taken for Escape, closes the menu and tries again.
fn arrow_in_pieces(person: &mut Person, pieces: &[&str]) {
    for _ in 0..TRIES {
        person.waits();
        for piece in pieces {
            person.types(piece);
            if piece != pieces.last().unwrap() {
                person.reads_keys();
            }
        }
        person.waits();
        if !person.contents().contains("Continue with the question") {
            return;
        }
        person.presses(&[ESCAPE]).waits();
    }
    panic!("the menu opened every time:\n{}", person.contents());
}

#[test]
fn the_bytes_of_an_arrow_may_come_one_by_one() {
    let mut person = sit(80, 24, "screen --region town");
    person.sees("Is smoke").sees("I cannot see it");
    // A slow connection may split the key after its first byte; it still moves the cursor.
    for reached in ["> Yes", "> No"] {
        arrow_in_pieces(&mut person, &["\x1b", "[B"]);
        assert!(person.contents().contains(reached), "{}", person.contents());
    }
    person.presses(&[ENTER]).sees("How badly");
    // The rest comes so late that Escape has opened the menu: nothing ends and nothing is answered.
    person.presses(&[ESCAPE]).sees("Continue with the question");
    person.presses(&["[", "A", ENTER]).waits();
    assert!(person.contents().contains("Continue with the question"));
    person.presses(&[ESCAPE]).sees("I can wait");
    person.chooses("I can wait").sees("[ ] Mint");
    // The same in a checklist, where the ticks stay.
    person.presses(&[" "]).sees("[x] Mint");
    arrow_in_pieces(&mut person, &["\x1b", "[", "B"]);
    assert!(
        person.contents().contains("[x] Mint"),
        "{}",
        person.contents()
    );
    person.presses(&[ESCAPE]).sees("Continue with the question");
    person.chooses("Continue").sees("[x] Mint");
    person.presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
}

#[test]
fn enter_pressed_twice_answers_once() {
    let mut person = sit(80, 24, "screen --region town");
    person.presses(&[DOWN, DOWN]);
    // The second Enter comes too early for the next question; then the same once it is shown.
    person.waits().types(&[ENTER, ENTER].concat());
    person.waits().types(&[ENTER, ENTER].concat()).waits();
    assert!(
        person.contents().contains("How badly") && !person.contents().contains("unwell"),
        "{}",
        person.contents()
    );
    person.presses(&[DOWN, ENTER]).sees("[ ] Mint");
    person.presses(&[ENTER]).waits();
    assert!(!person.contents().contains("Did you drink"));
    person.presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
}

#[test]
fn an_empty_or_contradictory_checklist_is_asked_again() {
    let mut person = sit(80, 24, "screen --region town");
    person
        .chooses("No")
        .sees("How badly")
        .chooses("Soon")
        .sees("[ ] Mint")
        .waits();
    person
        .presses(&[ENTER])
        .sees("Nothing is ticked yet.")
        .waits();
    person.presses(&["a"]).sees("[x] None of these");
    person
        .presses(&[ENTER])
        .sees("can only be ticked")
        .sees("[x] Mint")
        .waits();
    person
        .presses(&["a", " ", ENTER])
        .sees("Did you drink any tea");
    person.presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
}

#[test]
fn no_color_turns_off_all_styles() {
    let mut coloured = sit(80, 24, "screen --region town");
    coloured.chooses("No").sees("How badly").presses(&[CTRL_C]);
    assert_eq!(coloured.leaves(), 130);
    assert!(coloured.raw.contains("\x1b[1;36m"));
    let mut plain = sit_at("tests/sets/tea", 80, 24, "screen --region town", "1");
    plain.chooses("No").sees("How badly").presses(&[CTRL_C]);
    assert_eq!(plain.leaves(), 130);
    let styles = plain.raw.split("\x1b[").filter(|code| {
        let end = code.find(|letter: char| letter.is_ascii_alphabetic());
        end.is_some_and(|end| code[end..].starts_with('m'))
    });
    assert_eq!(styles.count(), 0, "{:?}", plain.raw);
}

/// Moves down the list and up again, to redraw it many times.
fn wander(person: &mut Person, entries: usize) {
    for _ in 0..entries {
        person.presses(&[DOWN]).waits();
    }
    for _ in 0..entries - 1 {
        person.presses(&[UP]).waits();
    }
    person.waits();
}

#[test]
fn accented_labels_at_the_edge_stay_in_place() {
    for (columns, rows) in [(40, 24), (80, 24), (40, 12), (40, 8)] {
        let mut person = sit_at("tests/sets/accents", columns, rows, "screen", "1");
        person.sees("Enter").waits();
        wander(&mut person, 7);
        insta::assert_snapshot!(format!("list_{columns}x{rows}"), person.contents());
        person
            .presses(&[ENTER])
            .sees("volontiers")
            .sees("[ ] ")
            .waits();
        wander(&mut person, 4);
        person.presses(&[" "]).sees("[x] ").waits();
        insta::assert_snapshot!(format!("checklist_{columns}x{rows}"), person.contents());
        person.presses(&[ENTER]).sees("All is right").waits();
        insta::assert_snapshot!(format!("review_{columns}x{rows}"), person.contents());
        person.chooses("All is right").sees("accents 0.1.0");
        assert_eq!(person.leaves(), 0);
    }
}

#[test]
fn a_terminal_too_small_for_lists_is_asked_line_by_line() {
    for (columns, rows) in [(80, 7), (40, 3)] {
        let mut person = sit(columns, rows, "screen --region town");
        person.sees("(1 to 4):").types("no\n");
        person.sees("(1 to 4):").types("soon\n");
        person.sees("as in 1, 2):").types(CTRL_C);
        assert_eq!(person.leaves(), 130);
    }
    let mut narrow = sit(30, 24, "screen --region town");
    narrow.sees("4. I would").presses(&["2", ENTER]);
    narrow.sees("How badly").presses(&[CTRL_C]);
    assert_eq!(narrow.leaves(), 130);
}

#[test]
fn a_terminal_shrunk_during_a_question_loses_nothing() {
    let mut person = sit(80, 24, "screen --region town");
    person.chooses("No").sees("How badly").waits();
    person.session.set_window_size(80, 2).unwrap();
    person.presses(&[DOWN]).waits();
    person.session.set_window_size(80, 24).unwrap();
    person
        .sees("(1 to 4)")
        .presses(&["soon", ENTER])
        .sees("[ ] Mint");
    person.presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
    assert!(person.cursor_shows() && person.terminal_is_as_before());
}

#[test]
fn typed_text_wraps_and_can_be_erased_across_lines() {
    let mut person = sit(40, 24, "screen --region town --color never");
    for answer in ["No", "Soon"] {
        person.chooses(answer).waits();
    }
    person
        .presses(&[DOWN, DOWN, DOWN, " "])
        .sees("[x] None")
        .presses(&[ENTER]);
    for (question, answer) in [
        ("drink any", "No"),
        ("shaky", "Never"),
        ("awake", "Never"),
        ("When", "Now"),
    ] {
        person.sees(question).chooses(answer);
    }
    person
        .sees("[ ] Fresh")
        .presses(&[" ", ENTER])
        .sees("skip\n>")
        .waits();
    let long = "é".repeat(90);
    person.presses(&[&long, "日本"]).waits();
    person.presses(&["\x7f"; 60]).waits();
    insta::assert_snapshot!("typed_40x24", person.contents());
    person
        .presses(&[ESCAPE])
        .sees("Continue")
        .chooses("Continue");
    person
        .sees(&format!("> {}", "é".repeat(32)))
        .presses(&[ENTER]);
    person.sees("All is right").presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
}

#[test]
fn an_emergency_shows_whom_to_call_on_any_screen_size() {
    for (columns, rows) in [(80, 24), (40, 24), (80, 14), (40, 8)] {
        let mut person = sit_at(
            "questions/ketamine",
            columns,
            rows,
            "screen --region us",
            "1",
        );
        person.sees("answer in private").chooses("Yes");
        person.sees("happen today?").sees("Space").waits();
        // Up from the top wraps to the last option; "none of these" is followed by two open
        // answers.
        person.presses(&[UP, UP, UP, " "]).sees("[x] None of these");
        person
            .presses(&[ENTER])
            .sees("putting you in danger")
            .chooses("No");
        person.sees("for you today?").sees("[ ] ").waits();
        // An overdose and voices: two causes make the longest page.
        person.presses(&[" ", DOWN, DOWN, " "]).sees("[x] ").waits();
        person
            .presses(&[ENTER])
            .sees("I gave that answer by mistake")
            .waits();
        assert!(
            person.contents().contains("911"),
            "{columns}x{rows}:\n{}",
            person.contents()
        );
        person.chooses("Finish");
        assert_eq!(person.leaves(), 0);
    }
}

#[test]
fn a_saved_answer_about_danger_is_not_preselected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("saved.yaml");
    let saved = "set: ketamine\nregion: us\nanswers:\n  medical_now: none\n  danger_now: none\n";
    std::fs::write(&file, saved).unwrap();
    let resume = format!("screen --resume {}", file.display());
    let mut person = sit_at("questions/ketamine", 80, 50, &resume, "1");
    person.sees("answer in private").chooses("Yes");
    person.sees("Answer so far: None of these");
    person.sees("[ ] None of these").waits();
    person
        .presses(&[ENTER])
        .sees("Nothing is ticked yet.")
        .waits();
    person.presses(&[CTRL_C]);
    assert_eq!(person.leaves(), 130);
}

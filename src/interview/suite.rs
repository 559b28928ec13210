//! One suite of behaviour for all three front ends.
//!
//! Each case is a list of what a person does. It is done through the scripted, the plain and the
//! rich front end, and must end in the same way through each.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::Path;
use std::rc::Rc;

use super::asker::{Asker, Command, Form, Given, Prompt, Reply, Role};
use super::layout::Page;
use super::plain::Plain;
use super::rich::{Left, List, Prompts, Rich};
use super::scripted::Scripted;
use super::{Ended, Interview, run};
use crate::engine::{Answer, Answers};
use crate::error::Error;
use crate::set::files::Files;
use crate::set::model::{Audience, QuestionSet};
use crate::set::options::OptionSet;
use crate::set::{self};
use crate::terminal::Style;
use crate::words::interview as words;

pub(super) const PAGE: Page = Page {
    width: 72,
    style: Style::OFF,
};

/// The small set about tea.
pub(super) fn tea() -> QuestionSet {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sets/tea");
    set::load(&Files::from_folder(&folder).unwrap())
        .unwrap()
        .set
}

/// An interview without files.
pub(super) fn interview(set: &QuestionSet) -> Interview<'_> {
    Interview {
        set,
        audience: Audience::Client,
        region: None,
        save: None,
        resume: None,
    }
}

/// What a person does at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Chooses the options with these ids.
    Choose(Vec<String>),
    /// Chooses an entry of the review page, from 1.
    Entry(usize),
    Number(i64),
    Text(String),
    Does(Command),
}

/// Acts written as they would be typed: `back`, `mint, tannin`, `14`, `#3` for an entry of the
/// review, `'text`.
pub(super) fn acts(typed: &str) -> Vec<Act> {
    typed
        .split(['/', '\n'])
        .map(str::trim)
        .filter(|act| !act.is_empty())
        .map(act)
        .collect()
}

fn act(typed: &str) -> Act {
    if let Some(command) = Command::ALL
        .into_iter()
        .find(|command| command.word() == typed)
    {
        return Act::Does(command);
    }
    if let Some(entry) = typed.strip_prefix('#') {
        return Act::Entry(entry.parse().unwrap());
    }
    if let Some(text) = typed.strip_prefix('\'') {
        return Act::Text(text.to_owned());
    }
    match typed.parse() {
        Ok(number) => Act::Number(number),
        Err(_) => Act::Choose(typed.split(", ").map(str::to_owned).collect()),
    }
}

fn typed(act: &Act) -> String {
    match act {
        Act::Does(command) => command.word().to_owned(),
        Act::Choose(ids) => ids.join(", "),
        Act::Entry(entry) => entry.to_string(),
        Act::Number(number) => number.to_string(),
        Act::Text(text) => text.clone(),
    }
}

fn position(prompt: &Prompt<'_>, id: &str) -> usize {
    prompt
        .choices
        .iter()
        .position(|choice| choice.id == id)
        .unwrap_or_else(|| panic!("no {id} at {:?}", prompt.text))
}

fn label(prompt: &Prompt<'_>, id: &str) -> String {
    prompt.choices[position(prompt, id)].label.to_string()
}

pub(super) fn scripted(interview: &Interview<'_>, acts: &[Act]) -> (Ended, Vec<(Role, String)>) {
    let mut acts: VecDeque<Act> = acts.to_vec().into();
    let mut asker = Scripted::new(|prompt| {
        let given = match acts.pop_front() {
            None => return Reply::InputEnded,
            Some(Act::Does(command)) => return Reply::Command(command),
            Some(Act::Choose(ids)) => {
                let mut chosen: Vec<usize> = ids.iter().map(|id| position(prompt, id)).collect();
                chosen.sort_unstable();
                Given::Chosen(chosen)
            }
            Some(Act::Entry(entry)) => Given::Chosen(vec![entry - 1]),
            Some(Act::Number(number)) => Given::Number(number),
            Some(Act::Text(text)) => Given::Text(text),
        };
        Reply::Given(given)
    });
    let ended = run(interview, &mut asker).unwrap();
    let transcript = std::mem::take(&mut asker.transcript);
    drop(asker);
    (ended, transcript)
}

pub(super) fn plain(interview: &Interview<'_>, acts: &[Act]) -> (Ended, String) {
    let lines: String = acts.iter().map(|act| typed(act) + "\n").collect();
    typed_plain(interview, lines.as_bytes())
}

/// What happens when exactly this is typed.
pub(super) fn typed_plain(interview: &Interview<'_>, typed: &[u8]) -> (Ended, String) {
    let mut output = Vec::new();
    let ended = run(interview, &mut Plain::new(typed, &mut output, PAGE, false));
    (ended.unwrap(), String::from_utf8(output).unwrap())
}

/// What is done in a terminal at one prompt.
#[derive(Debug, Clone)]
enum Press {
    Escape,
    Choose(String),
    Tick(Vec<String>),
    Type(String),
}

/// A terminal whose keys are pressed by a test.
#[derive(Debug, Default, Clone)]
struct Keys {
    acts: Rc<RefCell<VecDeque<Act>>>,
    /// The ids of the options of the prompt, in order.
    ids: Rc<RefCell<Vec<String>>>,
    presses: Rc<RefCell<VecDeque<Press>>>,
    printed: Rc<RefCell<String>>,
}

impl Prompts for Keys {
    fn print(&mut self, text: &str) -> Result<(), Error> {
        self.printed.borrow_mut().push_str(text);
        Ok(())
    }

    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<Left, Error> {
        Ok(match self.presses.borrow_mut().pop_front() {
            None => Left::Ended,
            Some(Press::Escape) => Left::Escaped,
            Some(Press::Choose(label)) => {
                *cursor = list.labels.iter().position(|entry| *entry == label);
                assert!(cursor.is_some(), "no {label} in {list:?}");
                Left::Entered
            }
            Some(other) => panic!("{other:?} at {list:?}"),
        })
    }

    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<Left, Error> {
        // Ticks that do not go together are changed before the prompt returns.
        let press = self.presses.borrow_mut().pop_front();
        let again = || match self.acts.borrow_mut().pop_front()? {
            Act::Choose(ids) => Some(Press::Tick(ids)),
            other => panic!("{other:?} at {list:?}"),
        };
        Ok(match press.or_else(again) {
            None => Left::Ended,
            Some(Press::Escape) => Left::Escaped,
            Some(Press::Tick(ids)) => {
                let known = self.ids.borrow();
                *ticked = (0..known.len())
                    .filter(|&at| ids.contains(&known[at]))
                    .collect();
                assert_eq!(ticked.len(), ids.len(), "{ids:?} in {list:?}");
                Left::Entered
            }
            Some(other) => panic!("{other:?} at {list:?}"),
        })
    }

    fn line(&mut self, text: &mut String) -> Result<Left, Error> {
        // A line that was not understood is typed again before the prompt returns.
        let press = self.presses.borrow_mut().pop_front();
        let again = || Some(Press::Type(typed(&self.acts.borrow_mut().pop_front()?)));
        Ok(match press.or_else(again) {
            None => Left::Ended,
            Some(Press::Escape) => Left::Escaped,
            Some(Press::Type(typed)) => {
                *text = typed;
                Left::Entered
            }
            Some(other) => panic!("{other:?} while typing"),
        })
    }
}

/// The rich front end with somebody at the keys.
struct AtTheKeys {
    rich: Rich<Keys>,
    keys: Keys,
}

impl AtTheKeys {
    fn presses(prompt: &Prompt<'_>, act: Act) -> Vec<Press> {
        let typed = matches!(prompt.form, Form::Number { .. } | Form::Text);
        match act {
            Act::Does(Command::Done) => vec![Press::Choose(words::ALL_RIGHT.to_owned())],
            Act::Does(command) => vec![
                Press::Escape,
                Press::Choose(match (&prompt.earlier, command) {
                    (Some(earlier), Command::Keep) => words::keep(&earlier.words),
                    _ => words::command(command).to_owned(),
                }),
            ],
            Act::Choose(ids) if typed => vec![Press::Type(ids.join(", "))],
            Act::Choose(ids) if prompt.form == Form::Several => vec![Press::Tick(ids)],
            Act::Choose(ids) => vec![Press::Choose(label(prompt, &ids[0]))],
            Act::Entry(entry) => {
                let label = &prompt.choices[entry - 1].label;
                vec![Press::Choose(label.replace('\n', "\n    "))]
            }
            Act::Number(number) => vec![Press::Type(number.to_string())],
            Act::Text(text) => vec![Press::Type(text)],
        }
    }
}

impl Asker for AtTheKeys {
    fn say(&mut self, role: Role, text: &str) -> Result<(), Error> {
        self.rich.say(role, text)
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error> {
        // A command that has no place here is not offered at all.
        let mut acts = self.keys.acts.borrow_mut();
        while let Some(Act::Does(command)) = acts.front()
            && !prompt.commands.contains(command)
        {
            acts.pop_front();
        }
        let presses = acts
            .pop_front()
            .map_or_else(Vec::new, |act| Self::presses(prompt, act));
        drop(acts);
        let ids = prompt.choices.iter().map(|choice| choice.id.to_string());
        *self.keys.ids.borrow_mut() = ids.collect();
        self.keys.presses.borrow_mut().extend(presses);
        self.rich.ask(prompt)
    }

    fn manual(&self) -> &'static str {
        self.rich.manual()
    }
}

pub(super) fn rich(interview: &Interview<'_>, acts: &[Act]) -> (Ended, String) {
    let keys = Keys::default();
    keys.acts.borrow_mut().extend(acts.iter().cloned());
    let mut asker = AtTheKeys {
        rich: Rich::new(keys.clone(), PAGE),
        keys: keys.clone(),
    };
    let ended = run(interview, &mut asker).unwrap();
    let printed = keys.printed.borrow().clone();
    (ended, printed)
}

/// Does the same through each front end; it must end the same.
fn through_each(set: &QuestionSet, typed: &str) -> Ended {
    let acts = acts(typed);
    let interview = interview(set);
    let (ended, _) = scripted(&interview, &acts);
    assert_eq!(plain(&interview, &acts).0, ended, "plain: {typed}");
    assert_eq!(rich(&interview, &acts).0, ended, "rich: {typed}");
    ended
}

/// Answers as `question: act`, to compare with.
fn given(set: &QuestionSet, region: &str, answers: &[(&str, &str)]) -> Answers {
    let mut given = Answers::default();
    given.region = set.regions.find(region);
    for (name, typed) in answers {
        let id = set.questions.find(name).unwrap();
        let answer = match act(typed) {
            Act::Choose(ids) => Answer::Options(
                ids.iter()
                    .map(|option| set.questions[id].option(option).unwrap())
                    .collect::<OptionSet>(),
            ),
            Act::Number(number) => Answer::Number(number),
            Act::Text(text) => Answer::Text(text),
            Act::Does(Command::Skip) => Answer::Skipped,
            other => panic!("{other:?}"),
        };
        given.give(id, answer);
    }
    given
}

const CALM: [(&str, &str); 9] = [
    ("smoke", "no"),
    ("longing", "soon"),
    ("reactions", "none"),
    ("drinks_tea", "no"),
    ("shaky", "never"),
    ("sleepless", "never"),
    ("time", "now"),
    ("likes", "fresh"),
    ("wish", "skip"),
];

#[test]
fn straight_through() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn back_from_every_question_and_forward_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / back / keep / no / back / keep / soon / back / keep / none / back / keep / no
         back / keep / never / back / keep / never / back / keep / now / back / keep / fresh
         back / keep / skip / back / keep / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn all_the_way_back_and_every_answer_is_met_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / back / back / back / back / back
         elsewhere / keep / calm / keep / keep / never / never / now / fresh / skip / done",
    );
    let mut expected = CALM;
    expected[1] = ("longing", "calm");
    assert_eq!(ended, Ended::Complete(given(&set, "elsewhere", &expected)));
}

#[test]
fn why_and_help_at_every_prompt_change_nothing() {
    let set = tea();
    let ended = through_each(
        &set,
        "why / help / town / why / help / no / why / soon / help / none / why / no / why / never
         never / now / why / help / fresh / why / help / skip / why / help / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn what_does_not_fit_is_asked_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / mint, none / mint, tannin / yes / 41 / 0 / 14 / never / never / now
         fresh / skip / done",
    );
    let mut expected = CALM.to_vec();
    expected[2] = ("reactions", "mint, tannin");
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn a_change_asks_only_what_it_makes_necessary() {
    let set = tea();
    let through = "town / no / soon / none / no / never / never / now / fresh / skip";
    let ended = through_each(&set, &format!("{through} / #9 / strong / yes / done"));
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.push(("milk", "yes"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));

    let ended = through_each(
        &set,
        &format!("{through} / #9 / strong / yes / #9 / fresh / #1 / elsewhere / done"),
    );
    assert_eq!(ended, Ended::Complete(given(&set, "elsewhere", &CALM)));
}

#[test]
fn thinking_better_of_a_change_goes_back_to_the_review() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip
         #4 / back / #4 / keep / #1 / keep / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn a_safety_answer_that_was_hidden_is_confirmed_when_it_comes_back() {
    let set = tea();
    let through = "town / no / soon / none / yes / 14 / never / never / now / fresh / skip";
    let ended = through_each(&set, &format!("{through} / #5 / no / done"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));

    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    let ended = through_each(
        &set,
        &format!("{through} / #5 / no / #5 / yes / keep / done"),
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn an_answer_of_taste_comes_back_by_itself() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / strong / yes / skip
         #9 / fresh / #9 / strong / done",
    );
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.insert(8, ("milk", "yes"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn an_emergency_ends_it_unless_the_answer_was_a_mistake() {
    let set = tea();
    let emergency = Ended::Emergency(given(&set, "town", &[("smoke", "yes")]));
    for end in ["finish", "stop", "why / finish", "mistake / keep / finish"] {
        assert_eq!(
            through_each(&set, &format!("town / yes / {end}")),
            emergency
        );
    }
    assert_eq!(through_each(&set, "town / yes"), emergency, "input ended");
    for mistake in ["mistake", "back"] {
        let ended = through_each(
            &set,
            &format!(
                "town / yes / {mistake} / no / soon / none / no / never / never / now / fresh
                 skip / done"
            ),
        );
        assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    }
}

#[test]
fn crisis_lines_interrupt_but_do_not_end_it() {
    let set = tea();
    let mut expected = CALM;
    expected[1] = ("longing", "desperate");
    let ended = through_each(
        &set,
        "town / no / desperate / go_on / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
    let ended = through_each(
        &set,
        "town / no / desperate / back / soon / none / no / never / never / now / fresh / skip
         done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    let ended = through_each(&set, "town / no / desperate / stop / leave");
    assert_eq!(ended, Ended::Stopped(given(&set, "town", &expected[..2])));
}

#[test]
fn stopping_is_never_by_accident() {
    let set = tea();
    let stopped = Ended::Stopped(given(&set, "town", &CALM[..2]));
    for stop in ["stop / leave", "stop / stop", "stop", "stop / why / leave"] {
        let ended = through_each(&set, &format!("town / no / soon / {stop}"));
        assert_eq!(ended, stopped, "{stop}");
    }
    let ended = through_each(
        &set,
        "town / no / stop / go_on / soon / stop / back / none / no / never / never / now / fresh
         skip / stop / go_on / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    let ended = through_each(&set, "stop");
    assert_eq!(ended, Ended::Stopped(Answers::default()));
}

#[test]
fn the_end_of_input_answers_nothing() {
    let set = tea();
    let typed = "town / no / soon / none / no / never / never / now / fresh / skip";
    let parts: Vec<&str> = typed.split(" / ").collect();
    for end in 0..=parts.len() {
        let ended = through_each(&set, &parts[..end].join(" / "));
        let region = if end == 0 { "" } else { "town" };
        let expected = given(&set, region, &CALM[..end.saturating_sub(1)]);
        assert_eq!(ended, Ended::InputEnded(expected), "{end}");
    }
}

#[test]
fn only_what_is_optional_can_be_skipped() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / skip / no / skip / soon / none / no / never / never / now / fresh
         'a biscuit / done",
    );
    let mut expected = CALM;
    expected[8] = ("wish", "'a biscuit");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn options_beside_a_number_or_a_text_can_be_typed() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / yes / unknown / never / never / now / fresh / declined / done",
    );
    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "unknown"));
    expected[9] = ("wish", "declined");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

//! Simulated people: their acts are written once and performed through any front end.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::LazyLock;

use treatfit_core::model::{Audience, QuestionSet};
use treatfit_testing::sets::small;

use crate::error::Error;
use crate::interview::asker::{Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole};
use crate::interview::layout::Page;
use crate::interview::plain::Plain;
use crate::interview::rich::{List, PromptExit, Prompts, Rich};
use crate::interview::scripted::Scripted;
use crate::interview::{Ended, Interview, messages, run};
use crate::terminal::Style;

pub(super) const PAGE: Page = Page {
    width: 72,
    style: Style::OFF,
};

/// Returns the small set about tea, loaded once.
pub(super) fn tea_set() -> QuestionSet {
    static TEA: LazyLock<QuestionSet> = LazyLock::new(|| small("tea"));
    TEA.clone()
}

/// Returns an interview without files.
pub(super) fn interview(set: &QuestionSet) -> Interview<'_> {
    Interview {
        set,
        audience: Audience::Client,
        region: None,
        save: None,
        resume: None,
        reference: None,
        command: Some("treatfit screen"),
    }
}

/// What a person does at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Chooses the options with these ids.
    Choose(Vec<String>),
    /// Chooses an entry of the review page, counted from 1.
    Entry(usize),
    Number(i64),
    Text(String),
    Does(PromptCommand),
}

/// Parses acts written as they would be typed: `back`, `mint, tannin`, `14`, `#3` for an entry of
/// the review page, `'text` for free text. Slashes and line breaks separate them.
pub(super) fn acts(typed: &str) -> Vec<Act> {
    typed
        .split(['/', '\n'])
        .map(str::trim)
        .filter(|act| !act.is_empty())
        .map(act)
        .collect()
}

pub(super) fn act(typed: &str) -> Act {
    if let Some(command) = PromptCommand::ALL
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

pub(super) fn scripted(
    interview: &Interview<'_>,
    acts: &[Act],
) -> (Ended, Vec<(SpeechRole, String)>) {
    let mut acts: VecDeque<Act> = acts.to_vec().into();
    let mut asker = Scripted::new(|prompt| {
        let given = match acts.pop_front() {
            None => return Reply::InputEnded,
            Some(Act::Does(command)) => return Reply::PromptCommand(command),
            Some(Act::Choose(ids)) => {
                let mut chosen: Vec<usize> = ids.iter().map(|id| position(prompt, id)).collect();
                chosen.sort_unstable();
                Input::Chosen(chosen)
            }
            Some(Act::Entry(entry)) => Input::Chosen(vec![entry - 1]),
            Some(Act::Number(number)) => Input::Number(number),
            Some(Act::Text(text)) => Input::Text(text),
        };
        Reply::Input(given)
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

/// Runs an interview in the plain front end on exactly this input.
pub(super) fn typed_plain(interview: &Interview<'_>, typed: &[u8]) -> (Ended, String) {
    let mut output = Vec::new();
    let ended = run(interview, &mut Plain::new(typed, &mut output, PAGE, false));
    (ended.unwrap(), String::from_utf8(output).unwrap())
}

/// What happens in a terminal at one prompt.
#[derive(Debug, Clone)]
enum Press {
    Escape,
    Choose(String),
    Tick(Vec<String>),
    Type(String),
}

/// A terminal whose keys a test presses.
#[derive(Debug, Default, Clone)]
struct Keys {
    acts: Rc<RefCell<VecDeque<Act>>>,
    /// The ids of the prompt's options, in order.
    ids: Rc<RefCell<Vec<String>>>,
    presses: Rc<RefCell<VecDeque<Press>>>,
    printed: Rc<RefCell<String>>,
}

impl Prompts for Keys {
    fn print(&mut self, text: &str) -> Result<(), Error> {
        self.printed.borrow_mut().push_str(text);
        Ok(())
    }

    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<PromptExit, Error> {
        Ok(match self.presses.borrow_mut().pop_front() {
            None => PromptExit::Ended,
            Some(Press::Escape) => PromptExit::Escaped,
            Some(Press::Choose(label)) => {
                *cursor = list.labels.iter().position(|entry| *entry == label);
                assert!(cursor.is_some(), "no {label} in {list:?}");
                PromptExit::Entered
            }
            Some(other) => panic!("{other:?} at {list:?}"),
        })
    }

    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<PromptExit, Error> {
        // The prompt asks again after ticks that cannot be combined; then the next act follows.
        let press = self.presses.borrow_mut().pop_front();
        let again = || match self.acts.borrow_mut().pop_front()? {
            Act::Choose(ids) => Some(Press::Tick(ids)),
            other => panic!("{other:?} at {list:?}"),
        };
        Ok(match press.or_else(again) {
            None => PromptExit::Ended,
            Some(Press::Escape) => PromptExit::Escaped,
            Some(Press::Tick(ids)) => {
                let known = self.ids.borrow();
                *ticked = (0..known.len())
                    .filter(|&at| ids.contains(&known[at]))
                    .collect();
                assert_eq!(ticked.len(), ids.len(), "{ids:?} in {list:?}");
                PromptExit::Entered
            }
            Some(other) => panic!("{other:?} at {list:?}"),
        })
    }

    fn line(&mut self, text: &mut String) -> Result<PromptExit, Error> {
        // The prompt asks again after a line it did not understand; then the next act follows.
        let press = self.presses.borrow_mut().pop_front();
        let again = || Some(Press::Type(typed(&self.acts.borrow_mut().pop_front()?)));
        Ok(match press.or_else(again) {
            None => PromptExit::Ended,
            Some(Press::Escape) => PromptExit::Escaped,
            Some(Press::Type(typed)) => {
                *text = typed;
                PromptExit::Entered
            }
            Some(other) => panic!("{other:?} while typing"),
        })
    }
}

/// The rich front end with simulated key presses.
struct KeyPresser {
    rich: Rich<Keys>,
    keys: Keys,
}

impl KeyPresser {
    fn presses(prompt: &Prompt<'_>, act: Act) -> Vec<Press> {
        let typed = matches!(prompt.form, Form::Number { .. } | Form::Text);
        match act {
            Act::Does(PromptCommand::Done) => vec![Press::Choose(messages::ALL_RIGHT.to_owned())],
            Act::Does(command) => vec![
                Press::Escape,
                Press::Choose(match (&prompt.earlier, command) {
                    (Some(earlier), PromptCommand::Keep) => messages::keep(&earlier.words),
                    _ => messages::command(command).to_owned(),
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

impl Asker for KeyPresser {
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error> {
        self.rich.say(role, text)
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error> {
        // The menu does not offer a command that does not work here.
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
    let mut asker = KeyPresser {
        rich: Rich::new(keys.clone(), PAGE),
        keys: keys.clone(),
    };
    let ended = run(interview, &mut asker).unwrap();
    let printed = keys.printed.borrow().clone();
    (ended, printed)
}

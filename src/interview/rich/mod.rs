//! The rich front end: asks with lists and arrow keys.
//!
//! This module decides what a person can do at a prompt. Keys and redrawing are behind [`Prompts`],
//! so it can be tested without a terminal. Nothing is preselected, so a key pressed twice never
//! answers the next question. If the terminal has no room for a list, the options are typed as in
//! the plain front end.

mod dialogue;
mod keyboard;
mod labels;
mod theme;
mod typed;

use treatfit_core::text::visible_lines;

use crate::error::Error;
use crate::interview::asker::{
    Asker, Choice, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};
use crate::interview::layout::Page;
use crate::interview::marks::marks;
use crate::interview::messages;
pub use crate::interview::rich::dialogue::Dialogue;
use crate::interview::understand::{check_together, understand};

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The labels of the entries, in order.
    pub labels: Vec<String>,
    /// The number of lines printed just above that should stay visible, if there is room.
    pub above: usize,
}

/// How a terminal prompt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptExit {
    /// With Enter.
    Entered,
    /// With Escape.
    Escaped,
    /// The input ended.
    Ended,
    /// The terminal is too small for the prompt.
    NoRoom,
}

/// The prompts that a terminal offers. After Escape the selection or text so far is kept in the
/// argument, so the prompt can be reopened in the same state.
pub trait Prompts {
    /// Prints text.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    fn print(&mut self, text: &str) -> Result<(), Error>;

    /// Lets the person choose one entry. `cursor` is the position of the cursor before and after;
    /// initially there is none.
    ///
    /// # Errors
    /// If the terminal cannot be read or written.
    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<PromptExit, Error>;

    /// Lets the person tick entries. `ticked` are the ticked positions before and after.
    ///
    /// # Errors
    /// If the terminal cannot be read or written.
    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<PromptExit, Error>;

    /// Lets the person type a line. `text` is the text before and after.
    ///
    /// # Errors
    /// If the terminal cannot be read or written.
    fn line(&mut self, text: &mut String) -> Result<PromptExit, Error>;
}

/// The front end with lists.
#[derive(Debug)]
pub struct Rich<P> {
    prompts: P,
    page: Page,
    /// The ticks or the text of the last prompt, in case the same question is asked again.
    draft: ListDraft,
}

/// An unfinished reply, with the prompt it belongs to.
#[derive(Debug, Default)]
struct ListDraft {
    subject: Option<Subject>,
    ticked: Vec<usize>,
    text: String,
}

/// The meaning of a list entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListEntry {
    Choice(usize),
    PromptCommand(PromptCommand),
    /// Opens the menu, as Escape does.
    More,
    /// Returns from the menu to the question.
    Continue,
}

impl<P: Prompts> Rich<P> {
    /// Returns a front end over these prompts.
    pub const fn new(prompts: P, page: Page) -> Self {
        Self {
            prompts,
            page,
            draft: ListDraft {
                subject: None,
                ticked: Vec::new(),
                text: String::new(),
            },
        }
    }

    /// Prints the question and returns the number of lines it takes.
    fn show(&mut self, prompt: &Prompt<'_>) -> Result<usize, Error> {
        let mut text = self.page.question(&prompt.text);
        if matches!(prompt.form, Form::Number { .. } | Form::Text) {
            for choice in &prompt.choices {
                let marker = messages::or_type(&choice.id);
                text.push_str(&self.page.marked(&marker, &choice.label));
            }
        }
        if let Some(earlier) = &prompt.earlier {
            text.push_str(
                &self
                    .page
                    .lay_out(SpeechRole::Aside, &messages::earlier(&earlier.words)),
            );
        }
        self.prompts.print(&text)?;
        Ok(text.trim_start().lines().count())
    }

    /// Asks with a list. Returns `None` if there is no room for it.
    fn choose_one(&mut self, prompt: &Prompt<'_>, above: usize) -> Result<Option<Reply>, Error> {
        let mut entries = Vec::new();
        if prompt.form == Form::Page {
            entries.push(ListEntry::PromptCommand(PromptCommand::Done));
        }
        if prompt.earlier.is_some() {
            entries.push(ListEntry::PromptCommand(PromptCommand::Keep));
        }
        entries.extend((0..prompt.choices.len()).map(ListEntry::Choice));
        if prompt.commands.contains(&PromptCommand::Help) {
            entries.push(ListEntry::More);
        }
        let mut cursor = None;
        loop {
            let list = list(prompt, &entries, above);
            let exit = self.prompts.one(&list, &mut cursor)?;
            let entry = match exit {
                PromptExit::Entered => cursor.and_then(|at| entries.get(at)).copied(),
                PromptExit::Escaped => Some(ListEntry::More),
                PromptExit::Ended => return Ok(Some(Reply::InputEnded)),
                PromptExit::NoRoom => return Ok(None),
            };
            match entry {
                Some(ListEntry::Choice(position)) => {
                    self.echo_choices(prompt, &[position])?;
                    return Ok(Some(Reply::Input(Input::Chosen(vec![position]))));
                }
                Some(ListEntry::PromptCommand(command)) => {
                    self.echo_kept(prompt, command)?;
                    return Ok(Some(Reply::PromptCommand(command)));
                }
                Some(ListEntry::More) => {
                    if let Some(reply) = self.menu(prompt)? {
                        return Ok(Some(reply));
                    }
                }
                Some(ListEntry::Continue) | None => {}
            }
        }
    }

    /// Asks with a checklist. Returns `None` if there is no room for it.
    fn choose_several(
        &mut self,
        prompt: &Prompt<'_>,
        above: usize,
    ) -> Result<Option<Reply>, Error> {
        let entries: Vec<ListEntry> = (0..prompt.choices.len()).map(ListEntry::Choice).collect();
        let list = list(prompt, &entries, above);
        loop {
            match self.prompts.several(&list, &mut self.draft.ticked)? {
                PromptExit::Entered => match check_together(prompt, self.draft.ticked.clone()) {
                    Ok(ticked) => {
                        self.echo_choices(prompt, &ticked)?;
                        return Ok(Some(Reply::Input(Input::Chosen(ticked))));
                    }
                    Err(problem) => {
                        self.say(SpeechRole::Problem, &messages::not_ticked(&problem, prompt))?;
                    }
                },
                PromptExit::Escaped => {
                    if let Some(reply) = self.menu(prompt)? {
                        return Ok(Some(reply));
                    }
                }
                PromptExit::Ended => return Ok(Some(Reply::InputEnded)),
                PromptExit::NoRoom => return Ok(None),
            }
        }
    }

    /// Asks for a typed line. `options` says whether to print the options first, because there is
    /// no list.
    fn type_in(&mut self, prompt: &Prompt<'_>, options: bool) -> Result<Reply, Error> {
        if options {
            let mut text = String::new();
            for (choice, mark) in prompt.choices.iter().zip(marks(prompt)) {
                text.push_str(&self.page.marked(&format!("{mark:>3}. "), &choice.label));
            }
            self.prompts.print(&text)?;
        }
        let cue = messages::cue(prompt);
        self.say(SpeechRole::Aside, cue.trim_end_matches([' ', ':']))?;
        loop {
            match self.prompts.line(&mut self.draft.text)? {
                PromptExit::Ended => return Ok(Reply::InputEnded),
                PromptExit::Escaped | PromptExit::NoRoom => {
                    if let Some(reply) = self.menu(prompt)? {
                        return Ok(reply);
                    }
                }
                PromptExit::Entered => {
                    let typed = std::mem::take(&mut self.draft.text);
                    match understand(prompt, &typed) {
                        Ok(reply) => {
                            if let Reply::Input(Input::Chosen(chosen)) = &reply {
                                self.echo_choices(prompt, chosen)?;
                            }
                            return Ok(reply);
                        }
                        Err(problem) => {
                            let problem = messages::misunderstood(&problem, prompt);
                            self.say(SpeechRole::Problem, &problem)?;
                        }
                    }
                }
            }
        }
    }

    /// Opens the menu of commands. Returns `None` to continue with the question.
    fn menu(&mut self, prompt: &Prompt<'_>) -> Result<Option<Reply>, Error> {
        let mut entries = vec![ListEntry::Continue];
        if matches!(prompt.form, Form::Number { .. } | Form::Text) {
            entries.extend((0..prompt.choices.len()).map(ListEntry::Choice));
        }
        entries.extend(
            prompt
                .commands
                .iter()
                .copied()
                .map(ListEntry::PromptCommand),
        );
        let list = list(prompt, &entries, 0);
        let mut cursor = None;
        let reply = match self.prompts.one(&list, &mut cursor)? {
            PromptExit::Entered => match cursor.and_then(|at| entries.get(at)) {
                Some(ListEntry::Choice(position)) => {
                    self.echo_choices(prompt, &[*position])?;
                    Some(Reply::Input(Input::Chosen(vec![*position])))
                }
                Some(ListEntry::PromptCommand(command)) => Some(Reply::PromptCommand(*command)),
                _ => None,
            },
            PromptExit::Ended => Some(Reply::InputEnded),
            // A typed line takes the same commands as words.
            PromptExit::Escaped | PromptExit::NoRoom => None,
        };
        Ok(reply)
    }

    /// Prints the chosen options, because the list disappears from the screen.
    fn echo_choices(&mut self, prompt: &Prompt<'_>, positions: &[usize]) -> Result<(), Error> {
        if prompt.form == Form::Page {
            return Ok(());
        }
        for choice in positions.iter().filter_map(|&at| prompt.choices.get(at)) {
            self.say(SpeechRole::Answer, &choice.label)?;
        }
        Ok(())
    }

    /// Prints the earlier answer if it was kept.
    fn echo_kept(&mut self, prompt: &Prompt<'_>, command: PromptCommand) -> Result<(), Error> {
        match &prompt.earlier {
            Some(earlier) if command == PromptCommand::Keep => {
                self.say(SpeechRole::Answer, &earlier.words)
            }
            _ => Ok(()),
        }
    }
}

impl<P: Prompts> Asker for Rich<P> {
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error> {
        self.prompts.print(&self.page.lay_out(role, text))
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error> {
        if self.draft.subject != Some(prompt.subject) {
            let earlier = prompt.earlier.as_ref();
            self.draft = ListDraft {
                subject: Some(prompt.subject),
                ticked: earlier.map_or_else(Vec::new, |earlier| earlier.chosen.clone()),
                text: String::new(),
            };
        }
        let above = if prompt.again { 0 } else { self.show(prompt)? };
        let reply = match prompt.form {
            Form::One | Form::Page => self.choose_one(prompt, above)?,
            Form::Several => self.choose_several(prompt, above)?,
            Form::Number { .. } | Form::Text => return self.type_in(prompt, false),
        };
        match reply {
            Some(reply) => Ok(reply),
            None => self.type_in(prompt, true),
        }
    }

    fn manual(&self) -> &'static str {
        messages::RICH_MANUAL
    }
}

/// Returns the list with the label of each entry.
fn list(prompt: &Prompt<'_>, entries: &[ListEntry], above: usize) -> List {
    let label = |entry: &ListEntry| match entry {
        ListEntry::Choice(position) => {
            let choice = prompt.choices.get(*position);
            choice.map_or_else(String::new, |choice| list_label(prompt, choice))
        }
        ListEntry::PromptCommand(PromptCommand::Keep) => match &prompt.earlier {
            Some(earlier) => messages::keep(&earlier.words),
            None => messages::command(PromptCommand::Keep).to_owned(),
        },
        ListEntry::PromptCommand(command) => messages::command(*command).to_owned(),
        ListEntry::More => messages::MORE.to_owned(),
        ListEntry::Continue => messages::MENU_CONTINUE.to_owned(),
    };
    List {
        labels: entries
            .iter()
            .map(|entry| visible_lines(&label(entry)).into_owned())
            .collect(),
        above,
    }
}

/// Returns the label of a choice. On the review page the answer is indented below its question.
fn list_label(prompt: &Prompt<'_>, choice: &Choice<'_>) -> String {
    match prompt.form {
        Form::Page => choice.label.replace('\n', "\n    "),
        _ => choice.label.to_string(),
    }
}

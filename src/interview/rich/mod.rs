//! Asking with lists and arrow keys.
//!
//! What a person can do at a prompt is decided here; how keys and redraws work is behind
//! [`Prompts`], so that this part can be tested without a terminal. Nothing is preselected, so a key
//! pressed twice never answers the next question. Where there is no room for a list, the options are
//! typed as in the plain front end.

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
use crate::interview::messages as words;
pub use crate::interview::rich::dialogue::Dialogue;
use crate::interview::understand::{together, understand};

/// A list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What can be chosen, in order.
    pub labels: Vec<String>,
    /// The lines just printed that should stay in view, if there is room.
    pub above: usize,
}

/// How a prompt was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// With Enter.
    Entered,
    /// With Escape.
    Escaped,
    /// Input ended.
    Ended,
    /// The terminal is too small for it.
    NoRoom,
}

/// The prompts a terminal offers. What was chosen or typed so far is kept when one is left with
/// Escape, so that it can be opened again as it was.
pub trait Prompts {
    /// Prints text.
    ///
    /// # Errors
    /// If it can't be printed.
    fn print(&mut self, text: &str) -> Result<(), Error>;

    /// Lets one entry be chosen. The cursor starts nowhere unless it was somewhere before.
    ///
    /// # Errors
    /// If the terminal fails.
    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<Left, Error>;

    /// Lets entries be ticked.
    ///
    /// # Errors
    /// If the terminal fails.
    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<Left, Error>;

    /// Lets a line be typed.
    ///
    /// # Errors
    /// If the terminal fails.
    fn line(&mut self, text: &mut String) -> Result<Left, Error>;
}

/// The front end with lists.
#[derive(Debug)]
pub struct Rich<P> {
    prompts: P,
    page: Page,
    /// What was ticked or typed at the last prompt, should the same be asked again.
    draft: ListDraft,
}

#[derive(Debug, Default)]
struct ListDraft {
    subject: Option<Subject>,
    ticked: Vec<usize>,
    text: String,
}

/// What an entry of a list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListEntry {
    Choice(usize),
    PromptCommand(PromptCommand),
    /// Opens the menu that Escape opens.
    More,
    /// Back from the menu to the question.
    Continue,
}

impl<P: Prompts> Rich<P> {
    /// A front end over these prompts.
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

    /// Prints the question and gives the number of lines it took.
    fn show(&mut self, prompt: &Prompt<'_>) -> Result<usize, Error> {
        let mut text = self.page.question(&prompt.text);
        if matches!(prompt.form, Form::Number { .. } | Form::Text) {
            for choice in &prompt.choices {
                let marker = words::or_type(&choice.id);
                text.push_str(&self.page.marked(&marker, &choice.label));
            }
        }
        if let Some(earlier) = &prompt.earlier {
            text.push_str(
                &self
                    .page
                    .lay_out(SpeechRole::Aside, &words::earlier(&earlier.words)),
            );
        }
        self.prompts.print(&text)?;
        Ok(text.trim_start().lines().count())
    }

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
            let left = self.prompts.one(&list, &mut cursor)?;
            let entry = match left {
                Left::Entered => cursor.and_then(|at| entries.get(at)).copied(),
                Left::Escaped => Some(ListEntry::More),
                Left::Ended => return Ok(Some(Reply::InputEnded)),
                Left::NoRoom => return Ok(None),
            };
            match entry {
                Some(ListEntry::Choice(position)) => {
                    self.record(prompt, &[position])?;
                    return Ok(Some(Reply::Input(Input::Chosen(vec![position]))));
                }
                Some(ListEntry::PromptCommand(command)) => {
                    self.record_kept(prompt, command)?;
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

    fn choose_several(
        &mut self,
        prompt: &Prompt<'_>,
        above: usize,
    ) -> Result<Option<Reply>, Error> {
        let entries: Vec<ListEntry> = (0..prompt.choices.len()).map(ListEntry::Choice).collect();
        let list = list(prompt, &entries, above);
        loop {
            match self.prompts.several(&list, &mut self.draft.ticked)? {
                Left::Entered => match together(prompt, self.draft.ticked.clone()) {
                    Ok(ticked) => {
                        self.record(prompt, &ticked)?;
                        return Ok(Some(Reply::Input(Input::Chosen(ticked))));
                    }
                    Err(problem) => {
                        self.say(SpeechRole::Problem, &words::not_ticked(&problem, prompt))?;
                    }
                },
                Left::Escaped => {
                    if let Some(reply) = self.menu(prompt)? {
                        return Ok(Some(reply));
                    }
                }
                Left::Ended => return Ok(Some(Reply::InputEnded)),
                Left::NoRoom => return Ok(None),
            }
        }
    }

    /// A typed line; options that would otherwise be in a list are printed first.
    fn type_in(&mut self, prompt: &Prompt<'_>, options: bool) -> Result<Reply, Error> {
        if options {
            let mut text = String::new();
            for (choice, mark) in prompt.choices.iter().zip(marks(prompt)) {
                text.push_str(&self.page.marked(&format!("{mark:>3}. "), &choice.label));
            }
            self.prompts.print(&text)?;
        }
        let cue = words::cue(prompt);
        self.say(SpeechRole::Aside, cue.trim_end_matches([' ', ':']))?;
        loop {
            match self.prompts.line(&mut self.draft.text)? {
                Left::Ended => return Ok(Reply::InputEnded),
                Left::Escaped | Left::NoRoom => {
                    if let Some(reply) = self.menu(prompt)? {
                        return Ok(reply);
                    }
                }
                Left::Entered => {
                    let typed = std::mem::take(&mut self.draft.text);
                    match understand(prompt, &typed) {
                        Ok(reply) => {
                            if let Reply::Input(Input::Chosen(chosen)) = &reply {
                                self.record(prompt, chosen)?;
                            }
                            return Ok(reply);
                        }
                        Err(problem) => {
                            let problem = words::misunderstood(&problem, prompt);
                            self.say(SpeechRole::Problem, &problem)?;
                        }
                    }
                }
            }
        }
    }

    /// What Escape opens. `None` goes on with the question.
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
            Left::Entered => match cursor.and_then(|at| entries.get(at)) {
                Some(ListEntry::Choice(position)) => {
                    self.record(prompt, &[*position])?;
                    Some(Reply::Input(Input::Chosen(vec![*position])))
                }
                Some(ListEntry::PromptCommand(command)) => Some(Reply::PromptCommand(*command)),
                _ => None,
            },
            Left::Ended => Some(Reply::InputEnded),
            // The line takes the same commands as words.
            Left::Escaped | Left::NoRoom => None,
        };
        Ok(reply)
    }

    /// What was chosen stays on the screen; the list does not.
    fn record(&mut self, prompt: &Prompt<'_>, positions: &[usize]) -> Result<(), Error> {
        if prompt.form == Form::Page {
            return Ok(());
        }
        for choice in positions.iter().filter_map(|&at| prompt.choices.get(at)) {
            self.say(SpeechRole::Answer, &choice.label)?;
        }
        Ok(())
    }

    fn record_kept(&mut self, prompt: &Prompt<'_>, command: PromptCommand) -> Result<(), Error> {
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
        words::RICH_MANUAL
    }
}

fn list(prompt: &Prompt<'_>, entries: &[ListEntry], above: usize) -> List {
    let label = |entry: &ListEntry| match entry {
        ListEntry::Choice(position) => {
            let choice = prompt.choices.get(*position);
            choice.map_or_else(String::new, |choice| in_list(prompt, choice))
        }
        ListEntry::PromptCommand(PromptCommand::Keep) => match &prompt.earlier {
            Some(earlier) => words::keep(&earlier.words),
            None => words::command(PromptCommand::Keep).to_owned(),
        },
        ListEntry::PromptCommand(command) => words::command(*command).to_owned(),
        ListEntry::More => words::MORE.to_owned(),
        ListEntry::Continue => words::MENU_CONTINUE.to_owned(),
    };
    List {
        labels: entries
            .iter()
            .map(|entry| visible_lines(&label(entry)).into_owned())
            .collect(),
        above,
    }
}

/// On a page, an answer stands under its question.
fn in_list(prompt: &Prompt<'_>, choice: &Choice<'_>) -> String {
    match prompt.form {
        Form::Page => choice.label.replace('\n', "\n    "),
        _ => choice.label.to_string(),
    }
}

//! The plain front end: asks line by line, for screen readers and pipes. The others are compared
//! with it.
//!
//! It never redraws and expresses nothing by colour or position alone. Everything that can be
//! chosen can be typed.

use std::io::{BufRead, Write};

use treatfit_core::load::control_character;
use treatfit_core::text::{visible, visible_lines};

use crate::error::Error;
use crate::interview::asker::{
    Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};
use crate::interview::layout::Page;
use crate::interview::lines::Line;
use crate::interview::marks::marks;
use crate::interview::understand::understand;
use crate::interview::{lines, messages};

/// A front end that writes to one stream and reads lines from another.
#[derive(Debug)]
pub struct Plain<R, W> {
    input: R,
    output: W,
    page: Page,
    /// Whether typed text appears by itself, as in a terminal.
    echoes: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Returns a front end over these streams. `echoes` says whether typed text appears by itself;
    /// if not, the front end prints it.
    pub const fn new(input: R, output: W, page: Page, echoes: bool) -> Self {
        Self {
            input,
            output,
            page,
            echoes,
        }
    }

    /// Prints the question with its options and the earlier answer.
    fn show(&mut self, prompt: &Prompt<'_>) -> Result<(), Error> {
        let question = self.page.question(&prompt.text);
        self.output.write_all(question.as_bytes())?;
        for (choice, mark) in prompt.choices.iter().zip(marks(prompt)) {
            let marker = match prompt.form {
                Form::One | Form::Several | Form::Page => format!("{mark:>3}. "),
                Form::Number { .. } | Form::Text => messages::or_type(&choice.id),
            };
            let option = self.page.marked(&marker, &choice.label);
            self.output.write_all(option.as_bytes())?;
        }
        if let Some(earlier) = &prompt.earlier {
            self.say(SpeechRole::Aside, &messages::earlier(&earlier.words))?;
            self.say(SpeechRole::Aside, messages::TYPE_KEEP)?;
        }
        Ok(())
    }

    /// Prints the cue and reads a line.
    fn line(&mut self, prompt: &Prompt<'_>) -> Result<Line, Error> {
        write!(self.output, "{}", visible_lines(&messages::cue(prompt)))?;
        self.output.flush()?;
        let line = lines::read(&mut self.input)?;
        if !self.echoes {
            let typed = match &line {
                Line::Whole(text) if control_character(text).is_none() => visible(text),
                _ => String::new(),
            };
            writeln!(self.output, "{typed}")?;
        } else if matches!(line, Line::End | Line::Half(_)) {
            writeln!(self.output)?;
        }
        Ok(line)
    }

    /// Prints how an answer was understood, if that differs from the typed line.
    fn acknowledge(&mut self, prompt: &Prompt<'_>, line: &str, reply: &Reply) -> Result<(), Error> {
        if !matches!(prompt.subject, Subject::Region | Subject::Question(_)) {
            return Ok(());
        }
        let words = match (reply, &prompt.earlier) {
            (Reply::PromptCommand(PromptCommand::Keep), Some(earlier)) => earlier.words.clone(),
            (Reply::Input(Input::Chosen(chosen)), _) => prompt.labels(chosen),
            _ => return Ok(()),
        };
        if words.eq_ignore_ascii_case(line.trim()) {
            return Ok(());
        }
        self.say(SpeechRole::Done, &messages::noted(&words))
    }
}

impl<R: BufRead, W: Write> Asker for Plain<R, W> {
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error> {
        let text = self.page.lay_out(role, text);
        self.output.write_all(text.as_bytes())?;
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error> {
        if !prompt.again {
            self.show(prompt)?;
        }
        loop {
            let problem = match self.line(prompt)? {
                Line::Whole(line) => match understand(prompt, &line) {
                    Ok(reply) => {
                        self.acknowledge(prompt, &line, &reply)?;
                        return Ok(reply);
                    }
                    Err(problem) => messages::misunderstood(&problem, prompt),
                },
                Line::TooLong => messages::too_long(lines::LONGEST),
                Line::NotText => messages::NOT_TEXT.to_owned(),
                Line::Half(text) => {
                    self.say(SpeechRole::Problem, &messages::half_line(&text))?;
                    return Ok(Reply::InputEnded);
                }
                Line::End => return Ok(Reply::InputEnded),
            };
            self.say(SpeechRole::Problem, &problem)?;
        }
    }

    fn manual(&self) -> &'static str {
        messages::PLAIN_MANUAL
    }
}

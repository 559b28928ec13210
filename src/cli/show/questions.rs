//! `show questions`: every question in the order asked.

use treatfit_core::model::{Question, QuestionKind, QuestionSet};
use treatfit_core::text::describe_condition;

use crate::cli::show::{READER, paragraph};

pub(super) fn text(set: &QuestionSet, width: usize) -> String {
    let mut out = String::new();
    for (id, section) in set.sections.iter() {
        if !out.is_empty() {
            out.push('\n');
        }
        paragraph(&mut out, width, "", "", &section.title.to_uppercase());
        paragraph(&mut out, width, "", "", &section.why.for_listener(READER));
        for question in set
            .questions
            .values()
            .filter(|question| question.section == id)
        {
            out.push('\n');
            push_question(&mut out, set, question, width);
        }
    }
    out
}

/// Appends one question with its options, its condition and the kind of rules that read it.
fn push_question(out: &mut String, set: &QuestionSet, question: &Question, width: usize) {
    paragraph(
        out,
        width,
        "",
        "  ",
        &format!("{}: {}", question.name, question.ask.own),
    );
    if let Some(client) = &question.ask.client {
        paragraph(out, width, "  coordinator: ", "    ", client);
    }
    let kind = match &question.kind {
        QuestionKind::YesNo => "yes or no".to_owned(),
        QuestionKind::Choice => "one of these".to_owned(),
        QuestionKind::Choices => "any of these".to_owned(),
        QuestionKind::Number { min, max, unit } => {
            let unit = unit.as_deref().unwrap_or_default();
            format!("a whole number from {min} to {max} {unit}")
        }
        QuestionKind::Text => "a line of text".to_owned(),
    };
    let optional = if question.optional {
        ", may be skipped"
    } else {
        ""
    };
    paragraph(
        out,
        width,
        "  ",
        "    ",
        &format!("{}{optional}", kind.trim_end()),
    );
    for option in &question.options {
        paragraph(
            out,
            width,
            "    ",
            "      ",
            &format!("{}: {}", option.name, option.label.own),
        );
    }
    if let Some(when) = &question.when {
        paragraph(
            out,
            width,
            "  ",
            "    ",
            &format!("asked when {}", describe_condition(set, when)),
        );
    }
    let reader = if question.readers.safety {
        "a safety question"
    } else if question.readers.fit_only {
        "read by fit rules only"
    } else {
        return;
    };
    paragraph(out, width, "  ", "    ", reader);
}

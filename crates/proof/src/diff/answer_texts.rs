//! Compares the texts by which a person chooses an answer: questions, labels of options, names of
//! treatments and regions.
//!
//! Answer sets are compared by id. If a text now belongs to another id, a person who reads the same
//! text and gives the same answer says something else, although no answer set changes its outcome.
//! That can be detected by comparing texts. Whether a reworded text still means the same cannot, so
//! it is only listed.

use treatfit_core::model::{Audience, Named, QuestionSet, Table};

use crate::diff::Matching;
use crate::diff::joint_questions::{option_table, paired_options};
use crate::diff::pairs::Pairs;

/// The differences in the texts by which a person chooses an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerTexts {
    /// Texts that now stand for something else.
    pub moved: Vec<MovedText>,
    /// Texts that were changed in another way.
    pub reworded: Vec<RewordedText>,
}

/// The kind of thing a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMeaning {
    /// A question.
    Question,
    /// An option of a question.
    Option,
    /// A treatment.
    Treatment,
    /// A region. A person who chooses the wrong region gets the wrong number to call.
    Region,
}

impl TextMeaning {
    /// All variants.
    pub const ALL: [Self; 4] = [Self::Question, Self::Option, Self::Treatment, Self::Region];

    /// Returns the word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Option => "option",
            Self::Treatment => "treatment",
            Self::Region => "region",
        }
    }
}

/// A text that stands for another id than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedText {
    /// The kind of thing it stands for.
    pub stands_for: TextMeaning,
    /// For the label of an option, the id of its question in the new version.
    pub question: Option<String>,
    /// The text.
    pub text: String,
    /// The id it stood for in the old version.
    pub from: String,
    /// The id it stands for in the new version.
    pub to: String,
}

/// A text that was changed, and whose old wording does not belong to anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RewordedText {
    /// The kind of thing it stands for.
    pub stands_for: TextMeaning,
    /// For the label of an option, the id of its question in the new version.
    pub question: Option<String>,
    /// The id it stands for in the new version.
    pub id: String,
    /// The text in the old version.
    pub old_text: String,
    /// The text in the new version.
    pub new_text: String,
}

impl AnswerTexts {
    /// Returns whether nothing differs.
    #[must_use]
    pub const fn unchanged(&self) -> bool {
        self.moved.is_empty() && self.reworded.is_empty()
    }

    /// Compares the texts of two versions.
    pub(crate) fn of(old: &QuestionSet, new: &QuestionSet, matching: &Matching) -> Self {
        let mut found = Self::default();
        let of_question = TextKind {
            stands_for: TextMeaning::Question,
            question: None,
        };
        let tables = (&old.questions, &new.questions);
        found.compare(&of_question, tables, &matching.questions, |question, to| {
            question.ask.for_audience(to)
        });
        for &(was, is) in &matching.questions.both {
            let (was, is) = (&old.questions[was], &new.questions[is]);
            let of_option = TextKind {
                stands_for: TextMeaning::Option,
                question: Some(&is.name),
            };
            let tables = (&option_table(was), &option_table(is));
            found.compare(
                &of_option,
                tables,
                &paired_options(was, is),
                |option, to| option.label.for_audience(to),
            );
        }
        let of_treatment = TextKind {
            stands_for: TextMeaning::Treatment,
            question: None,
        };
        let tables = (&old.treatments, &new.treatments);
        found.compare(
            &of_treatment,
            tables,
            &matching.treatments,
            |treatment, _| &treatment.title,
        );
        let of_region = TextKind {
            stands_for: TextMeaning::Region,
            question: None,
        };
        let tables = (&old.regions, &new.regions);
        let regions = Pairs::of(&old.regions, &new.regions, |_, _| false);
        found.compare(&of_region, tables, &regions, |region, _| &region.title);
        found
    }

    /// Compares the texts of one kind of item, once for each audience.
    ///
    /// For each new item, the old items with the same text are looked up (ignoring case, spacing
    /// and final punctuation). A matched item whose text belonged to *another* old item has a moved
    /// text. A matched item whose text is new is reworded. An item that is new in this version has
    /// a moved text only if every old item with that text exists in the new version with another
    /// text.
    fn compare<T: Named>(
        &mut self,
        kind: &TextKind<'_>,
        (old, new): (&Table<T>, &Table<T>),
        paired: &Pairs<T>,
        text: impl Fn(&T, Audience) -> &str,
    ) {
        for audience in [Audience::Client, Audience::Coordinator] {
            let old_text = |id| text(&old[id], audience);
            let new_text = |id| text(&new[id], audience);
            for to in new.ids() {
                let before = paired.old_of(to);
                if before.is_some_and(|before| old_text(before) == new_text(to)) {
                    continue;
                }
                let with_that_text: Vec<_> = old
                    .ids()
                    .filter(|&id| same_text(old_text(id), new_text(to)))
                    .collect();
                let moved_from = match before {
                    Some(before) if with_that_text.contains(&before) => &[],
                    Some(_) => with_that_text.as_slice(),
                    // A new item may use the text of an item that still has it, or that was
                    // removed, but not of one that was reworded.
                    None if with_that_text.iter().all(|&id| {
                        let now = paired.new_of(id);
                        now.is_some_and(|now| !same_text(new_text(now), new_text(to)))
                    }) =>
                    {
                        with_that_text.as_slice()
                    }
                    None => &[],
                };
                for &from in moved_from {
                    push_unique(
                        &mut self.moved,
                        kind.moved(new_text(to), old[from].name(), new[to].name()),
                    );
                }
                if let Some(before) = before.filter(|_| moved_from.is_empty()) {
                    let reworded = kind.reworded(new[to].name(), old_text(before), new_text(to));
                    push_unique(&mut self.reworded, reworded);
                }
            }
        }
    }
}

/// Returns whether two texts are equal, ignoring case, spacing and punctuation at the end.
fn same_text(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        words
            .join(" ")
            .trim_end_matches(['.', '!', '?', ':'])
            .to_owned()
    };
    one == other || folded(one) == folded(other)
}

/// The kind of the texts being compared, with the question they belong to.
struct TextKind<'a> {
    stands_for: TextMeaning,
    question: Option<&'a str>,
}

impl TextKind<'_> {
    fn moved(&self, text: &str, from: &str, to: &str) -> MovedText {
        MovedText {
            stands_for: self.stands_for,
            question: self.question.map(str::to_owned),
            text: text.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    fn reworded(&self, id: &str, old_text: &str, new_text: &str) -> RewordedText {
        RewordedText {
            stands_for: self.stands_for,
            question: self.question.map(str::to_owned),
            id: id.to_owned(),
            old_text: old_text.to_owned(),
            new_text: new_text.to_owned(),
        }
    }
}

/// Appends an item that is not in the list yet: both audiences mostly read the same texts.
fn push_unique<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests {
    use treatfit_core::load::{Files, load};
    use treatfit_testing::sets::files;

    use super::*;

    /// Returns the set in `tests/sets/walk` with some of its text replaced.
    fn walk(changes: &[(&str, &str)]) -> QuestionSet {
        let walk = files("tests/sets/walk");
        let texts = walk.iter().map(|(name, text)| {
            let change = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
            let text = changes.iter().fold(text.to_owned(), change);
            (name.to_owned(), text)
        });
        load(&Files::from_texts(texts)).unwrap().set
    }

    fn moved(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<(String, String, String)> {
        let (old, new) = (walk(old), walk(new));
        let found = AnswerTexts::of(&old, &new, &Matching::of(&old, &new));
        let moved = found.moved.into_iter();
        moved.map(|it| (it.text, it.from, it.to)).collect()
    }

    const ASKS: [(&str, &str); 2] = [
        ("Since when?", "Since when?\n    ask_client: How long?"),
        ("like?", "like?\n    ask_client: How wet?"),
    ];

    #[test]
    fn a_text_only_coordinators_read_can_move() {
        let exchanged = [
            ASKS[0],
            ASKS[1],
            ("How long", "How much"),
            ("How wet", "How long"),
        ];
        let found = [(
            "How long?".to_owned(),
            "since".to_owned(),
            "weather".to_owned(),
        )];
        assert_eq!(moved(&ASKS, &exchanged), found);
    }

    #[test]
    fn a_new_id_for_the_same_text_is_not_a_move() {
        assert_eq!(moved(&[], &[("longer", "weeks")]), []);
        assert_eq!(moved(&[], &[("weather", "sky")]), []);
        assert_eq!(
            moved(&[], &[("park:", "garden:"), ("id: park,", "id: garden,")]),
            []
        );
    }

    #[test]
    fn a_new_question_may_share_the_text_of_one_that_keeps_it() {
        let again = "questions:\n  - id: more\n    ask: Since when?\n    type: text\n";
        assert_eq!(moved(&[], &[("questions:\n", again)]), []);
    }
}

//! The texts a person answers by, as two versions of a set have them: questions, labels of options
//! and names of treatments.
//!
//! Answer sets are compared by ids. Where a text stands for another id than before, a person who reads
//! the same and answers the same gives another answer, although no answer set changes its outcome. That
//! can be told without judging any words; whether a text that was reworded still means the same can't.

use treatfit_core::model::{Audience, Named, QuestionSet, Table};

use crate::diff::Matching;
use crate::diff::joint_questions::{option_table, options};
use crate::diff::pairs::Pairs;

/// What of these texts differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerTexts {
    /// Texts that stand for something else than before.
    pub moved: Vec<Moved>,
    /// Other texts that are not what they were.
    pub reworded: Vec<Reworded>,
}

/// What a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMeaning {
    /// A question.
    Question,
    /// An option of a question.
    Option,
    /// A treatment.
    Treatment,
    /// A region: who names another one than theirs is told to call another number.
    Region,
}

impl TextMeaning {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Question, Self::Option, Self::Treatment, Self::Region];

    /// The word used in JSON.
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

/// A text that stands for something else than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it stands for.
    pub stands_for: TextMeaning,
    /// The question whose option it is, by its id in the new version.
    pub question: Option<String>,
    /// The text.
    pub text: String,
    /// The id it stood for in the old version.
    pub from: String,
    /// The id it stands for in the new version.
    pub to: String,
}

/// A text that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reworded {
    /// What it stands for.
    pub stands_for: TextMeaning,
    /// The question whose option it is, by its id in the new version.
    pub question: Option<String>,
    /// The id it stands for, in the new version.
    pub id: String,
    /// The text in the old version.
    pub was: String,
    /// The text in the new version.
    pub is: String,
}

impl AnswerTexts {
    /// Every such text is what it was.
    #[must_use]
    pub const fn same(&self) -> bool {
        self.moved.is_empty() && self.reworded.is_empty()
    }

    /// Compares two versions.
    pub(crate) fn of(old: &QuestionSet, new: &QuestionSet, matched: &Matching) -> Self {
        let mut found = Self::default();
        let of_question = TextKind {
            stands_for: TextMeaning::Question,
            question: None,
        };
        let tables = (&old.questions, &new.questions);
        found.compare(&of_question, tables, &matched.questions, |question, to| {
            question.ask.for_audience(to)
        });
        for &(was, is) in &matched.questions.both {
            let (was, is) = (&old.questions[was], &new.questions[is]);
            let of_option = TextKind {
                stands_for: TextMeaning::Option,
                question: Some(&is.name),
            };
            let tables = (&option_table(was), &option_table(is));
            found.compare(&of_option, tables, &options(was, is), |option, to| {
                option.label.for_audience(to)
            });
        }
        let of_treatment = TextKind {
            stands_for: TextMeaning::Treatment,
            question: None,
        };
        let tables = (&old.treatments, &new.treatments);
        found.compare(
            &of_treatment,
            tables,
            &matched.treatments,
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

    fn compare<T: Named>(
        &mut self,
        kind: &TextKind<'_>,
        (old, new): (&Table<T>, &Table<T>),
        paired: &Pairs<T>,
        text: impl Fn(&T, Audience) -> &str,
    ) {
        for audience in [Audience::Client, Audience::Coordinator] {
            let was = |id| text(&old[id], audience);
            let is = |id| text(&new[id], audience);
            for to in new.ids() {
                let before = paired.old_of(to);
                if before.is_some_and(|before| was(before) == is(to)) {
                    continue;
                }
                let had_it: Vec<_> = old.ids().filter(|&id| alike(was(id), is(to))).collect();
                let moved_from = match before {
                    Some(before) if had_it.contains(&before) => &[],
                    Some(_) => had_it.as_slice(),
                    // Something new may read like another thing that still reads so, or that is gone;
                    // not like one that now reads otherwise.
                    None if had_it.iter().all(|&id| {
                        let now = paired.new_of(id);
                        now.is_some_and(|now| !alike(is(now), is(to)))
                    }) =>
                    {
                        had_it.as_slice()
                    }
                    None => &[],
                };
                for &from in moved_from {
                    add(
                        &mut self.moved,
                        kind.moved(is(to), old[from].name(), new[to].name()),
                    );
                }
                if let Some(before) = before.filter(|_| moved_from.is_empty()) {
                    let reworded = kind.reworded(new[to].name(), was(before), is(to));
                    add(&mut self.reworded, reworded);
                }
            }
        }
    }
}

/// Whether two texts say the same, whatever their capitals, spaces and last full stop.
fn alike(one: &str, other: &str) -> bool {
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

/// Texts of one kind.
struct TextKind<'a> {
    stands_for: TextMeaning,
    question: Option<&'a str>,
}

impl TextKind<'_> {
    fn moved(&self, text: &str, from: &str, to: &str) -> Moved {
        Moved {
            stands_for: self.stands_for,
            question: self.question.map(str::to_owned),
            text: text.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    fn reworded(&self, id: &str, was: &str, is: &str) -> Reworded {
        Reworded {
            stands_for: self.stands_for,
            question: self.question.map(str::to_owned),
            id: id.to_owned(),
            was: was.to_owned(),
            is: is.to_owned(),
        }
    }
}

/// Adds what is not there yet: both audiences mostly read the same.
fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests {
    use treatfit_core::load::{Files, load};
    use treatfit_testing::sets::files;

    use super::*;

    /// The set about a walk with some of its text replaced.
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
    fn what_only_a_coordinator_asks_counts_too() {
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
    fn a_new_id_for_the_same_text_is_no_move() {
        assert_eq!(moved(&[], &[("longer", "weeks")]), []);
        assert_eq!(moved(&[], &[("weather", "sky")]), []);
        assert_eq!(
            moved(&[], &[("park:", "garden:"), ("id: park,", "id: garden,")]),
            []
        );
    }

    #[test]
    fn a_new_question_may_ask_as_another_still_does() {
        let again = "questions:\n  - id: more\n    ask: Since when?\n    type: text\n";
        assert_eq!(moved(&[], &[("questions:\n", again)]), []);
    }
}

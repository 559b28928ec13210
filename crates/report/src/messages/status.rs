//! The status of a result in words: its headline, and what it means.

use treatfit_core::model::Audience;
use treatfit_core::text::listed;

/// What a result comes down to, for its headline.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Situation<'a> {
    /// Help now: by the emergency number if `number_first`, be it for the body or against somebody
    /// near; else by those who listen to a person in a crisis.
    Emergency {
        /// Whether the emergency number comes first.
        number_first: bool,
    },
    /// Every treatment is excluded.
    NotSuitable,
    /// No treatment is named, though none is excluded.
    Withheld,
    /// Treatments may be named.
    Open {
        /// What fits.
        fit: Fit<'a>,
        /// Whether something is to be cleared first.
        clear_first: bool,
    },
}

/// What fits, by title.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fit<'a> {
    /// Nothing stands out.
    Nothing,
    /// One fits best.
    Best(&'a str),
    /// Several fit equally well.
    Close(&'a [&'a str]),
    /// One, then the other; and others that fit equally well.
    InOrder(&'a str, &'a str, &'a [&'a str]),
}

/// The status in a sentence.
#[must_use]
pub(crate) fn headline(situation: Situation<'_>, audience: Audience) -> String {
    use Audience::{Client, Coordinator};
    match (situation, audience) {
        (Situation::Emergency { number_first: true }, Client) => {
            "This could be an emergency. Please get help now".to_owned()
        }
        (Situation::Emergency { number_first: true }, Coordinator) => {
            "Emergency: get help for the client now".to_owned()
        }
        (
            Situation::Emergency {
                number_first: false,
            },
            Client,
        ) => "Please reach out for help now. You are not alone".to_owned(),
        (
            Situation::Emergency {
                number_first: false,
            },
            Coordinator,
        ) => "Crisis: stay with the client and get help now".to_owned(),
        (Situation::NotSuitable, _) => "Not for now: see a physician first".to_owned(),
        (Situation::Withheld, Client) => "Please speak with a clinician first".to_owned(),
        (Situation::Withheld, Coordinator) => "A clinician first, before any style".to_owned(),
        (
            Situation::Open {
                fit,
                clear_first: false,
            },
            _,
        ) => fit_headline(fit, audience),
        (
            Situation::Open {
                fit,
                clear_first: true,
            },
            _,
        ) => {
            let after = match fit {
                Fit::Nothing => "no style stands out so far".to_owned(),
                Fit::Best(title) => format!("after that, {title} fits best"),
                Fit::Close(titles) => {
                    format!("after that, {} fit equally well", listed(titles, "and"))
                }
                Fit::InOrder(first, then, beside) => {
                    format!("after that {first}, then {then}{}", as_well(beside))
                }
            };
            match audience {
                Client => format!("First speak with a clinician; {after}"),
                Coordinator => format!("First a clinician; {after}"),
            }
        }
    }
}

fn fit_headline(fit: Fit<'_>, audience: Audience) -> String {
    let answers = match audience {
        Audience::Client => "your answers",
        Audience::Coordinator => "the client's answers",
    };
    match fit {
        Fit::Nothing => "No style stands out".to_owned(),
        Fit::Best(title) => format!("{title} fits {answers} best"),
        Fit::Close(titles) => {
            format!("{} fit {answers} equally well", listed(titles, "and"))
        }
        Fit::InOrder(first, then, beside) => {
            format!("First {first}, then {then}{}", as_well(beside))
        }
    }
}

fn as_well(beside: &[&str]) -> String {
    match beside {
        [] => String::new(),
        [one] => format!("; {one} fits equally well"),
        several => format!("; {} fit equally well", listed(several, "and")),
    }
}

/// What the headline means, in a few sentences.
#[must_use]
pub(crate) fn meaning(situation: Situation<'_>, audience: Audience) -> String {
    use Audience::{Client, Coordinator};
    match (situation, audience) {
        (Situation::Emergency { number_first: true }, Client) => {
            "The questions stop here: this needs professional help now.".to_owned()
        }
        (
            Situation::Emergency {
                number_first: false,
            },
            Client,
        ) => "The questions stop here: you deserve professional help, now.".to_owned(),
        (Situation::Emergency { .. }, Coordinator) => {
            "The questions stop here: bring a clinician in now.".to_owned()
        }
        (Situation::NotSuitable, Client) => {
            "Something you told us has to be looked at by a physician before any of these \
             treatments. This is not a judgement about you. No style is named, because safety \
             comes before fit."
                .to_owned()
        }
        (Situation::NotSuitable, Coordinator) => {
            "Something the client told you has to be looked at by a physician before any of these \
             treatments. No style is named, because safety comes before fit."
                .to_owned()
        }
        (Situation::Withheld, Client) => {
            "Thank you for answering as you could. Something you told us, or did not want to say, \
             is best talked over with a person before any style is named; so this result names \
             none. It is not a no."
                .to_owned()
        }
        (Situation::Withheld, Coordinator) => {
            "Something the client told you, or did not want to say, is to be talked over with a \
             clinician before any style is named; so this result names none. It is not a no."
                .to_owned()
        }
        (Situation::Open { fit, clear_first }, _) => {
            let told = match audience {
                Client => "what you told us",
                Coordinator => "what the client told you",
            };
            let clear = if clear_first {
                "Before treatment, a clinician has to look at what comes first below. "
            } else {
                ""
            };
            let fits = match fit {
                Fit::Nothing => format!(
                    "None of the styles compared matches {told} clearly. That is an honest \
                     result, not a mistake."
                ),
                Fit::Best(title) => {
                    format!("Of the styles compared, {title} matches {told} most closely.")
                }
                Fit::Close(titles) => {
                    let among = if titles.len() == 2 {
                        "between"
                    } else {
                        "among"
                    };
                    format!(
                        "There is no winner {among} {}: a few points mean little.",
                        listed(titles, "and")
                    )
                }
                Fit::InOrder(..) => format!("Both match {told}, one after the other."),
            };
            format!("{clear}{fits} Nothing is decided here: talk it over with a professional.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every headline with its meaning, for both audiences.
    #[test]
    fn each_situation_has_its_words() {
        let open = |fit, clear_first| Situation::Open { fit, clear_first };
        let fits = [
            Fit::Nothing,
            Fit::Best("A"),
            Fit::Close(&["A", "B", "C"]),
            Fit::InOrder("A", "B", &[]),
            Fit::InOrder("A", "B", &["C", "D"]),
        ];
        let mut situations = vec![
            Situation::Emergency { number_first: true },
            Situation::Emergency {
                number_first: false,
            },
            Situation::NotSuitable,
            Situation::Withheld,
        ];
        situations.extend(fits.map(|fit| open(fit, false)));
        situations.extend(fits.map(|fit| open(fit, true)));
        let mut lines = Vec::new();
        for situation in situations {
            for audience in [Audience::Client, Audience::Coordinator] {
                lines.push(headline(situation, audience));
                lines.push(format!("  {}", meaning(situation, audience)));
            }
        }
        insta::assert_snapshot!(lines.join("\n"));
    }
}

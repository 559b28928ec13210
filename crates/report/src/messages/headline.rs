//! The status of a result in words: its headline and what the headline means.

use treatfit_core::model::Audience;
use treatfit_core::text::listed;

/// What a headline has to express about a result.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Situation<'a> {
    /// An emergency.
    Emergency {
        /// Whether the emergency number comes first, as in a medical emergency or a threat to
        /// someone else. Otherwise the crisis lines come first, for a person in a crisis.
        number_first: bool,
    },
    /// Every treatment is excluded.
    NotSuitable,
    /// No treatment may be named, though not all are excluded.
    Withheld,
    /// Treatments may be named.
    Open {
        /// Which treatments fit.
        fit: Fit<'a>,
        /// Whether clearance is needed first.
        clear_first: bool,
    },
}

/// Which treatments fit, by short title.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fit<'a> {
    /// None stands out.
    Nothing,
    /// One fits best.
    Best(&'a str),
    /// Several fit equally well.
    Close(&'a [&'a str]),
    /// The first treatment of a sequence, the second, and others that fit equally well.
    InOrder(&'a str, &'a str, &'a [&'a str]),
}

/// Returns the status in one sentence.
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
                    format!("after that {first}, then {then}{}", also_fits(beside))
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
            format!("First {first}, then {then}{}", also_fits(beside))
        }
    }
}

fn also_fits(beside: &[&str]) -> String {
    match beside {
        [] => String::new(),
        [one] => format!("; {one} fits equally well"),
        several => format!("; {} fit equally well", listed(several, "and")),
    }
}

/// Returns what the headline means, in a few sentences.
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
            let answers = match audience {
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
                    "None of the styles compared matches {answers} clearly. That is an honest \
                     result, not a mistake."
                ),
                Fit::Best(title) => {
                    format!("Of the styles compared, {title} matches {answers} most closely.")
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
                Fit::InOrder(..) => format!("Both match {answers}, one after the other."),
            };
            format!("{clear}{fits} Nothing is decided here: talk it over with a professional.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prints every headline with its meaning, for both audiences.
    #[test]
    fn headline_and_meaning_of_every_situation() {
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

//! A small set for tests, with every kind of result in it. Each text goes through a function, so
//! that a test can put anything into it.

use crate::engine::answers::{Answer, Answers};
use crate::engine::decide;
use crate::set::model::{
    Audience, Band, ClosePair, Condition, CrisisLine, Decision, Effect, Kind, Level, Notice,
    Question, QuestionSet, Range, Readers, Region, Reviewed, Rule, SafetyEffect, Score, ScoreItem,
    Section, Seen, Sequence, Source, Treatment, Wording,
};
use crate::set::options::{AnswerOption, OptionRole, OptionSet};
use crate::set::table::{Id, Table};

use super::{Report, Stamp};

type Say<'a> = &'a dyn Fn(&str) -> String;

/// The set as it is.
pub(super) fn plain() -> QuestionSet {
    set(&str::to_owned)
}

/// The set with every text passed through `say`.
pub(super) fn set(say: Say<'_>) -> QuestionSet {
    let sources: Table<Source> = [
        (
            "C9",
            "Blood pressure before ketamine: a consensus",
            Some("https://example.org/consensus/2024/blood-pressure"),
            Seen::Read,
        ),
        (
            "E4",
            "Six infusions and the weeks after",
            None,
            Seen::Memory,
        ),
        (
            "R1",
            "988 Lifeline",
            Some("https://988lifeline.org"),
            Seen::Read,
        ),
        ("seed-004", "Which style for whom", None, Seen::Read),
    ]
    .into_iter()
    .map(|(name, title, url, seen)| Source {
        name: name.to_owned(),
        title: say(title),
        year: url.map(|_| 2024),
        url: url.map(say),
        seen,
    })
    .collect();
    let treatments: Table<Treatment> = [
        (
            "iv",
            "IV infusion",
            "A drip in a medical clinic. The medicine itself is the treatment.",
            "Best studied of the three; relief often fades within weeks.",
        ),
        (
            "kap",
            "KAP",
            "Psychotherapy on a chosen issue, with ketamine to help it along.",
            "Small studies with mixed results.",
        ),
        (
            "kat",
            "KAT",
            "A programme for the whole person: preparation, session, integration.",
            "Mostly reports without a comparison group.",
        ),
    ]
    .into_iter()
    .map(|(name, title, summary, evidence)| Treatment {
        name: name.to_owned(),
        title: say(title),
        summary: say(summary),
        evidence: say(evidence),
        sources: vec![sources.find("E4").unwrap()],
    })
    .collect();
    let treatment = |name: &str| treatments.find(name).unwrap();
    let mut sections = Table::default();
    let section = sections.push(Section {
        name: "all".to_owned(),
        title: say("Everything"),
        why: Wording::same(say("To test with.")),
    });
    let questions = questions(say, section);
    let scores: Table<Score> = std::iter::once(Score {
        name: "worry".to_owned(),
        title: say("Worry-2"),
        when: None,
        about: say("How much worry there was lately. Not a diagnosis."),
        licence: Some(say("Free to use.")),
        items: ["nervous", "worried"]
            .map(|name| ScoreItem {
                question: questions.find(name).unwrap(),
                points: vec![Some(0), Some(1), Some(2), None],
            })
            .into(),
        bands: [(0, "low"), (2, "raised")]
            .map(|(from, label)| Band {
                from,
                label: say(label),
            })
            .into(),
        sources: vec![sources.find("seed-004").unwrap()],
    })
    .collect();
    let rules = Rules {
        say,
        questions: &questions,
        treatments: &treatments,
        sources: &sources,
    }
    .all(&scores);
    QuestionSet {
        name: "sample".to_owned(),
        version: "0.1.0".to_owned(),
        title: say("Which style fits?"),
        intro: None,
        reviewed: Reviewed {
            by: say("nobody yet"),
            on: "2026-11-21".to_owned(),
        },
        digest: "3f2a9c1b0d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8".to_owned(),
        decision: Decision {
            minimum: 3,
            close: 1,
            close_pairs: vec![ClosePair {
                between: [treatment("kap"), treatment("kat")],
                within: 2,
            }],
        },
        ask_provider: vec![
            say("Who is with me during the session, and are they licensed?"),
            say("Who do I call between sessions?"),
        ],
        notices: [
            (
                "consult",
                "Talk to a professional before you decide anything.",
            ),
            (
                "not-eligibility",
                "This does not say whether a treatment is safe for you.",
            ),
        ]
        .map(|(name, text)| Notice {
            name: name.to_owned(),
            text: say(text),
        })
        .into(),
        sections,
        conditions: Table::default(),
        sequences: std::iter::once(Sequence {
            name: "iv-then-kap".to_owned(),
            first: treatment("iv"),
            then: treatment("kap"),
            when: one_of(&questions, "urgency", &["days"]),
            because: Wording::same(say("Relief first can make room for therapy.")),
            sources: vec![sources.find("seed-004").unwrap()],
        })
        .collect(),
        regions: [
            ("us", "United States", "911", true),
            ("uk", "United Kingdom", "999", false),
        ]
        .into_iter()
        .map(|(name, title, emergency, fallback)| Region {
            name: name.to_owned(),
            title: say(title),
            emergency: say(emergency),
            lines: vec![
                CrisisLine {
                    name: say("Crisis Lifeline"),
                    contact: say("call or text 988"),
                    hours: Some(say("day and night")),
                },
                CrisisLine {
                    name: say("Text line"),
                    contact: say("text HOME to 741741"),
                    hours: None,
                },
            ],
            checked_on: "2026-11-21".to_owned(),
            fallback,
            sources: vec![sources.find("R1").unwrap()],
        })
        .collect(),
        guarantees: Table::default(),
        scenarios: Table::default(),
        treatments,
        questions,
        scores,
        rules,
        sources,
    }
}

fn questions(say: Say<'_>, section: Id<Section>) -> Table<Question> {
    let yes_no: &[(&str, &str)] = &[("yes", "Yes"), ("no", "No")];
    let often: &[(&str, &str)] = &[
        ("never", "Not at all"),
        ("some", "Some days"),
        ("most", "Most days"),
    ];
    let number = Kind::Number {
        min: 60,
        max: 260,
        unit: Some("mmHg".to_owned()),
    };
    let rows: [(&str, &str, Kind, &[(&str, &str)], bool); 11] = [
        (
            "plan",
            "Have you thought about how to end your life?",
            Kind::YesNo,
            yes_no,
            false,
        ),
        (
            "chest",
            "Do you have chest pain right now?",
            Kind::YesNo,
            yes_no,
            false,
        ),
        (
            "systolic",
            "What was the top number of your last blood pressure reading?",
            number,
            &[],
            false,
        ),
        (
            "heart",
            "Have you ever had any of these?",
            Kind::Choices,
            &[
                ("stent", "A stent or bypass"),
                ("rhythm", "An irregular heartbeat"),
                ("needles", "A strong fear of needles"),
                ("alone", "Nobody who can bring me home"),
                ("none", "None of these"),
            ],
            false,
        ),
        ("nervous", "Feeling nervous", Kind::Choice, often, false),
        (
            "worried",
            "Not being able to stop worrying",
            Kind::Choice,
            often,
            false,
        ),
        (
            "goals",
            "What do you hope for?",
            Kind::Choices,
            &[
                ("relief", "Relief"),
                ("issue", "Working on one issue"),
                ("meaning", "Meaning"),
                ("none", "None of these"),
            ],
            false,
        ),
        (
            "urgency",
            "How soon do you need relief?",
            Kind::Choice,
            &[("days", "Within days"), ("weeks", "Within weeks")],
            false,
        ),
        (
            "therapist",
            "Do you have a therapist?",
            Kind::YesNo,
            yes_no,
            true,
        ),
        (
            "group",
            "Would you like a group?",
            Kind::YesNo,
            yes_no,
            true,
        ),
        ("remark", "Anything you want to add?", Kind::Text, &[], true),
    ];
    let fit = ["goals", "urgency", "therapist", "group"];
    rows.into_iter()
        .map(|(name, ask, kind, options, optional)| {
            let last = [
                ("unknown", "I don't know", OptionRole::Unknown),
                ("declined", "I'd rather not say", OptionRole::Declined),
            ];
            let plain = options.iter().map(|&(id, label)| {
                let none = kind == Kind::Choices && id == "none";
                (
                    id,
                    label,
                    if none {
                        OptionRole::NoneOfThese
                    } else {
                        OptionRole::Plain
                    },
                )
            });
            let last = last.into_iter().filter(|_| kind != Kind::Text);
            let options = plain.chain(last).map(|(id, label, role)| AnswerOption {
                name: id.to_owned(),
                label: Wording::same(say(label)),
                role,
            });
            Question {
                name: name.to_owned(),
                section,
                ask: Wording {
                    own: say(ask),
                    client: Some(say(&format!("Client: {ask}"))),
                },
                why: None,
                help: None,
                options: options.collect(),
                kind,
                optional,
                when: None,
                readers: Readers {
                    safety: false,
                    fit_only: fit.contains(&name),
                    stopping: Vec::new(),
                },
            }
        })
        .collect()
}

fn one_of(questions: &Table<Question>, question: &str, options: &[&str]) -> Condition {
    let question = questions.find(question).unwrap();
    let options = options
        .iter()
        .map(|name| questions[question].option(name).unwrap())
        .collect();
    Condition::AnyOf { question, options }
}

struct Rules<'a> {
    say: Say<'a>,
    questions: &'a Table<Question>,
    treatments: &'a Table<Treatment>,
    sources: &'a Table<Source>,
}

impl Rules<'_> {
    fn all(&self, scores: &Table<Score>) -> Table<Rule> {
        let one = |question: &str, options: &[&str]| one_of(self.questions, question, options);
        let at_least = |min, max| Condition::Number {
            question: self.questions.find("systolic").unwrap(),
            range: Range { min, max },
        };
        let raised = Condition::Score {
            score: scores.find("worry").unwrap(),
            range: Range {
                min: 2,
                max: i64::MAX,
            },
        };
        let mut rules = vec![
            self.safety(
                "plan-is-an-emergency",
                Level::Emergency,
                one("plan", &["yes"]),
                "You are thinking of ending your life.",
                "Please call or text one of these now.",
                |safety| safety.crisis_lines = true,
            ),
            self.safety(
                "chest-pain",
                Level::Emergency,
                one("chest", &["yes"]),
                "Chest pain can be a heart attack.",
                "Call the emergency number now.",
                |_| (),
            ),
            self.safety(
                "plan-not-said",
                Level::Clearance,
                one("plan", &["unknown", "declined"]),
                "Dark thoughts are safest with a person beside you.",
                "Talk to somebody you trust about it.",
                |safety| {
                    safety.crisis_lines = true;
                    safety.withhold = true;
                    safety.clear_with = Some("a psychiatrist".to_owned());
                },
            ),
            self.safety(
                "pressure-too-high",
                Level::Exclude,
                at_least(160, 260),
                "Blood pressure of 160 or more has to be treated first.",
                "See a doctor about the blood pressure, then screen again.",
                |_| (),
            ),
            self.safety(
                "pressure-to-clear",
                Level::Clearance,
                at_least(141, 159),
                "Ketamine raises blood pressure for about an hour.",
                "Have the blood pressure looked at.",
                |safety| safety.clear_with = Some("your own doctor".to_owned()),
            ),
            self.safety(
                "pressure-unknown",
                Level::Clearance,
                one("systolic", &["unknown", "declined"]),
                "An unknown blood pressure is not a normal one.",
                "Have it measured.",
                |safety| safety.clear_with = Some("your own doctor".to_owned()),
            ),
            self.safety(
                "chest-unknown",
                Level::Clearance,
                one("chest", &["unknown", "declined"]),
                "Chest pain needs a clear answer.",
                "Have your heart looked at.",
                |safety| safety.clear_with = Some("a heart doctor".to_owned()),
            ),
            self.safety(
                "stent",
                Level::Clearance,
                one("heart", &["stent", "rhythm", "unknown", "declined"]),
                "The heart works harder for about an hour.",
                "Ask whether your heart can take it.",
                |safety| safety.clear_with = Some("a heart doctor".to_owned()),
            ),
            self.safety(
                "no-drip",
                Level::Exclude,
                one("heart", &["needles"]),
                "A drip needs a needle in a vein.",
                "Ask about ways without a needle.",
                |safety| safety.treatments = Some(vec![self.treatments.find("iv").unwrap()]),
            ),
            self.safety(
                "way-home",
                Level::Clearance,
                one("heart", &["alone"]),
                "You can't drive on the day.",
                "Find somebody to bring you home.",
                |safety| {
                    safety.treatments = Some(vec![self.treatments.find("kat").unwrap()]);
                    safety.clear_with = Some("the provider".to_owned());
                },
            ),
            self.safety(
                "worry-raised",
                Level::Note,
                raised,
                "You have been worrying a lot lately.",
                "",
                |_| (),
            ),
        ];
        rules.extend([
            self.fit(
                "wants-relief",
                one("goals", &["relief"]),
                "You hope for relief.",
                &[("iv", 4), ("kat", -1)],
            ),
            self.fit(
                "one-issue",
                one("goals", &["issue"]),
                "You want to work on one issue.",
                &[("kap", 4), ("kat", 1)],
            ),
            self.fit(
                "meaning",
                one("goals", &["meaning"]),
                "You look for meaning.",
                &[("kat", 4), ("kap", 2), ("iv", -2)],
            ),
            self.fit(
                "therapist",
                one("therapist", &["yes"]),
                "You have a therapist to go on with.",
                &[("kap", 1)],
            ),
            self.fit(
                "group",
                one("group", &["yes"]),
                "You would like a group.",
                &[("kat", 2)],
            ),
        ]);
        rules.into_iter().collect()
    }

    fn safety(
        &self,
        name: &str,
        level: Level,
        when: Condition,
        because: &str,
        action: &str,
        set: impl FnOnce(&mut SafetyEffect),
    ) -> Rule {
        let mut safety = SafetyEffect {
            level,
            treatments: None,
            crisis_lines: false,
            withhold: false,
            clear_with: None,
        };
        set(&mut safety);
        safety.clear_with = safety.clear_with.map(|whom| (self.say)(&whom));
        Rule {
            effect: Effect::Safety(safety),
            action: (!action.is_empty()).then(|| Wording::same((self.say)(action))),
            coordinator: (level == Level::Emergency)
                .then(|| (self.say)("stay with the client and bring a clinician in.")),
            ..self.fit(name, when, because, &[])
        }
    }

    fn fit(&self, name: &str, when: Condition, because: &str, points: &[(&str, i32)]) -> Rule {
        Rule {
            name: name.to_owned(),
            when,
            effect: Effect::Fit(
                points
                    .iter()
                    .map(|&(id, points)| (self.treatments.find(id).unwrap(), points))
                    .collect(),
            ),
            because: Wording {
                own: (self.say)(because),
                client: Some((self.say)(&because.replace("You", "They"))),
            },
            action: None,
            coordinator: None,
            sources: vec![
                self.sources.find("C9").unwrap(),
                self.sources.find("seed-004").unwrap(),
            ],
        }
    }
}

/// Answers by question id; those left out are answered harmlessly.
pub(super) fn answers(set: &QuestionSet, given: &[(&str, &str)]) -> Answers {
    let harmless = [
        ("plan", "no"),
        ("chest", "no"),
        ("systolic", "120"),
        ("heart", "none"),
        ("nervous", "never"),
        ("worried", "never"),
        ("goals", "none"),
        ("urgency", "weeks"),
        ("therapist", "skipped"),
        ("group", "no"),
        ("remark", "skipped"),
    ];
    let mut answers = Answers::default();
    for (name, text) in harmless.iter().chain(given) {
        let id = set.questions.find(name).unwrap();
        answers.give(id, answer(&set.questions[id], text));
    }
    answers
}

fn answer(question: &Question, text: &str) -> Answer {
    if text == "skipped" {
        return Answer::Skipped;
    }
    let options: Option<OptionSet> = text.split('+').map(|name| question.option(name)).collect();
    match (&question.kind, options) {
        (_, Some(options)) => Answer::Options(options),
        (Kind::Text, _) => Answer::Text(text.to_owned()),
        _ => Answer::Number(text.parse().unwrap()),
    }
}

/// Cases that between them show every kind of result.
pub(super) const CASES: [(&str, &[(&str, &str)]); 12] = [
    (
        "one",
        &[
            ("goals", "issue"),
            ("therapist", "yes"),
            ("nervous", "most"),
            ("worried", "some"),
        ],
    ),
    ("nothing", &[]),
    (
        "tie",
        &[
            ("goals", "issue+meaning"),
            ("remark", "I *really* hope\nso <b>."),
        ],
    ),
    ("close-pair", &[("goals", "issue"), ("group", "yes")]),
    (
        "sequence",
        &[("goals", "relief+issue"), ("urgency", "days")],
    ),
    (
        "clear-first",
        &[
            ("goals", "issue"),
            ("systolic", "150"),
            ("heart", "stent+rhythm+alone"),
            ("chest", "unknown"),
        ],
    ),
    (
        "ruled-out",
        &[
            ("goals", "relief+issue"),
            ("heart", "needles"),
            ("therapist", "unknown"),
        ],
    ),
    (
        "not-suitable",
        &[
            ("systolic", "165"),
            ("heart", "stent"),
            ("nervous", "most"),
            ("worried", "some"),
            ("goals", "issue"),
        ],
    ),
    (
        "withheld",
        &[
            ("plan", "declined"),
            ("goals", "issue"),
            ("therapist", "declined"),
            ("nervous", "declined"),
        ],
    ),
    ("crisis", &[("plan", "yes")]),
    ("medical", &[("chest", "yes")]),
    (
        "both",
        &[("plan", "yes"), ("chest", "yes"), ("systolic", "165")],
    ),
];

/// Runs a test on the report of these answers.
pub(super) fn report<T>(
    set: &QuestionSet,
    answers: &Answers,
    audience: Audience,
    test: impl FnOnce(&Report<'_>) -> T,
) -> T {
    let outcome = decide(set, answers).expect("complete answers");
    test(&Report {
        set,
        outcome: &outcome,
        answers,
        audience,
        stamp: Stamp::Checked {
            guarantees: 31,
            answer_sets: "1,234,567".to_owned(),
        },
    })
}

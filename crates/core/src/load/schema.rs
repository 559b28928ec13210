//! Makes a JSON Schema (2020-12) for the files of one set. With it, an editor completes the set's
//! question ids, options and rules, and marks misspelt ones while they are typed.
//!
//! The schema accepts more than loading does: for example, it cannot express that a condition must
//! read earlier questions only. It is generated from the same description of the format that
//! problems of shape are found with.

use serde_json::{Map, Value, json};

use crate::load::format::{BOUNDS, HEAD, ItemKind, Key, Keys, Object, PART, Shape};
use crate::load::texts::LONGEST;
use crate::model::{Named, Question, QuestionKind, QuestionSet, Score, Table};

/// Returns the schema for the files of a set: for `set.yaml` and for all others, told apart by
/// their keys.
#[must_use]
pub fn json_schema(set: &QuestionSet) -> Value {
    let mut definitions = Definitions {
        set,
        found: Map::new(),
    };
    definitions.object(&HEAD);
    definitions.object(&PART);
    definitions.add("condition", Definitions::condition);
    definitions.add("answers", Definitions::answers);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A file of the question set `{}`", set.name),
        "if": {"anyOf": [
            {"required": ["format"]},
            {"required": ["treatments"]},
            {"required": ["sections"]},
        ]},
        "then": {"$ref": "#/$defs/set"},
        "else": {"$ref": "#/$defs/file"},
        "$defs": definitions.found,
    })
}

/// The `$defs` of the schema, as far as they are made.
struct Definitions<'s> {
    set: &'s QuestionSet,
    found: Map<String, Value>,
}

impl Definitions<'_> {
    fn add(&mut self, name: &str, make: impl FnOnce(&Self) -> Value) {
        let schema = make(self);
        self.found.insert(name.to_owned(), schema);
    }

    /// Returns a reference to the definition of a mapping with fixed keys, and makes the definition
    /// if it is not there yet.
    fn object(&mut self, object: &'static Object) -> Value {
        let name = object.noun.replace(' ', "-");
        if !self.found.contains_key(&name) {
            // Inserted first, so that a recursive definition ends.
            self.found.insert(name.clone(), Value::Null);
            let definition = self.define(object);
            self.found.insert(name.clone(), definition);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    fn define(&mut self, object: &'static Object) -> Value {
        let mut properties = Map::new();
        for Key {
            name, about, shape, ..
        } in object.keys
        {
            let mut schema = self.shape(shape);
            if let Value::Object(schema) = &mut schema {
                schema.insert("description".to_owned(), json!(about));
            }
            properties.insert((*name).to_owned(), schema);
        }
        let required: Vec<&str> = object
            .keys
            .iter()
            .filter(|key| key.required)
            .map(|key| key.name)
            .collect();
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            merge(&mut schema, json!({"required": required}));
        }
        if let Some(rest) = dependent(object.noun) {
            merge(&mut schema, rest);
        }
        schema
    }

    fn shape(&mut self, shape: &'static Shape) -> Value {
        match shape {
            Shape::Text | Shape::Message => json!({
                "type": ["string", "number"],
                "minLength": 1,
                "maxLength": LONGEST,
            }),
            Shape::Id => json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"}),
            Shape::Name(kind) => self.names(*kind),
            Shape::Word(words) => json!({"enum": words}),
            Shape::Whole(lowest, highest) => {
                json!({"type": "integer", "minimum": lowest, "maximum": highest})
            }
            Shape::Truth => json!({"type": "boolean"}),
            Shape::List(inner) => json!({"type": "array", "items": self.shape(inner)}),
            Shape::Keyed(keys, inner) => {
                let names = match keys {
                    Keys::Ids => json!({"pattern": "^[a-z][a-z0-9_-]*$"}),
                    Keys::Names(kind) => self.names(*kind),
                };
                json!({
                    "type": "object",
                    "propertyNames": names,
                    "additionalProperties": self.shape(inner),
                })
            }
            Shape::Object(object) => self.object(object),
            Shape::Condition => json!({"$ref": "#/$defs/condition"}),
            Shape::Answers => json!({"$ref": "#/$defs/answers"}),
        }
    }

    fn names(&self, kind: ItemKind) -> Value {
        let set = self.set;
        match kind {
            ItemKind::Treatment => one_of(&set.treatments),
            ItemKind::Section => one_of(&set.sections),
            ItemKind::Rule => one_of(&set.rules),
            ItemKind::Sequence => one_of(&set.sequences),
            ItemKind::Source => one_of(&set.sources),
            ItemKind::Region => one_of(&set.regions),
            ItemKind::Scenario => one_of(&set.scenarios),
            ItemKind::Question => one_of(&set.questions),
        }
    }

    fn condition(&self) -> Value {
        let this = || json!({"$ref": "#/$defs/condition"});
        let list = || json!({"type": "array", "items": this(), "minItems": 1});
        let mut properties = Map::new();
        for question in self.set.questions.values() {
            if let Some(test) = test(question) {
                properties.insert(question.name.clone(), test);
            }
        }
        for score in self.set.scores.values() {
            properties.insert(score.name.clone(), score_test(score));
        }
        let rest = [
            ("all", described(list(), "all of these hold")),
            ("any", described(list(), "at least one of these holds")),
            ("not", described(this(), "this does not hold")),
            (
                "is",
                described(
                    one_or_more(&one_of(&self.set.conditions)),
                    "the named condition holds",
                ),
            ),
        ];
        properties.extend(rest.map(|(key, schema)| (key.to_owned(), schema)));
        json!({
            "type": "object",
            "description": "holds when every entry holds",
            "properties": properties,
            "additionalProperties": false,
            "minProperties": 1,
        })
    }

    fn answers(&self) -> Value {
        let questions = self.set.questions.values();
        let properties: Map<String, Value> = questions
            .map(|question| (question.name.clone(), answer(question)))
            .collect();
        json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}

/// Returns the constraints of an object that depend on the values of its keys, if it has any.
fn dependent(noun: &str) -> Option<Value> {
    let of_type = |types: &[&str]| json!({"properties": {"type": {"enum": types}}});
    let of_level =
        |levels: &[&str]| json!({"properties": {"level": {"enum": levels}}, "required": ["level"]});
    Some(match noun {
        "set" => json!({"properties": {"notices": {"required": ["consult"]}}}),
        "question" => json!({"allOf": [
            {
                "if": of_type(&["number"]),
                "then": {"required": ["min", "max"]},
                "else": {"properties": {"min": false, "max": false, "unit": false}},
            },
            {
                "if": of_type(&["choice", "choices"]),
                "then": {"required": ["options"]},
                "else": {"properties": {"options": false, "options_client": false}},
            },
        ]}),
        "rule" => json!({"allOf": [
            {
                "if": {"required": ["level"]},
                "then": {"properties": {"points": false}},
                "else": {
                    "required": ["points"],
                    "properties": {
                        "do": false,
                        "do_client": false,
                        "clear_with": false,
                        "treatments": false,
                        "crisis_lines": false,
                        "withhold": false,
                        "coordinator": false,
                    },
                },
            },
            {
                "if": of_level(&["emergency", "exclude", "clearance"]),
                "then": {"required": ["do"]},
            },
            {"if": of_level(&["clearance"]), "then": {"required": ["clear_with"]}},
        ], "required": ["sources"], "properties": {"sources": {"minItems": 1}}}),
        "guarantee" => json!({"anyOf": [{"required": ["then"]}, {"required": ["possible"]}]}),
        "expectation" => json!({"minProperties": 1}),
        _ => return None,
    })
}

/// Returns the schema of a test on a question; `None` if no condition can test it (free text).
fn test(question: &Question) -> Option<Value> {
    let options = options(question);
    let mut tests = Vec::new();
    if !options.is_empty() {
        tests.push(json!({"enum": options}));
        tests.push(many(&json!({"enum": options})));
    }
    match question.kind {
        QuestionKind::Choices => tests.push(json!({
            "type": "object",
            "properties": {"includes_all": one_or_more(&json!({"enum": options}))},
            "required": ["includes_all"],
            "additionalProperties": false,
        })),
        QuestionKind::Number { .. } => tests.push(bounds()),
        QuestionKind::YesNo | QuestionKind::Choice | QuestionKind::Text => {}
    }
    let schema = json!({"anyOf": tests});
    (!tests.is_empty()).then(|| described(schema, &question.ask.own))
}

fn score_test(score: &Score) -> Value {
    described(bounds(), &score.title)
}

fn bounds() -> Value {
    let properties: Map<String, Value> = BOUNDS
        .iter()
        .map(|(name, about)| {
            let schema = json!({"type": "integer", "description": about});
            ((*name).to_owned(), schema)
        })
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "minProperties": 1,
    })
}

/// Returns the schema of an answer to a question in a scenario.
fn answer(question: &Question) -> Value {
    let mut words = options(question);
    let mut answers = Vec::new();
    match question.kind {
        QuestionKind::Number { min, max, .. } => {
            answers.push(json!({"type": "integer", "minimum": min, "maximum": max}));
        }
        QuestionKind::Choices => answers.push(many(&json!({"enum": words}))),
        QuestionKind::Text => {
            answers.push(json!({"type": ["string", "number"], "maxLength": LONGEST}));
        }
        QuestionKind::YesNo | QuestionKind::Choice => {}
    }
    if question.optional {
        words.push(crate::model::SKIPPED);
    }
    if !words.is_empty() {
        answers.push(json!({"enum": words}));
    }
    described(json!({"anyOf": answers}), &question.ask.own)
}

fn options(question: &Question) -> Vec<&str> {
    let options = question.options.iter();
    options.map(|option| option.name.as_str()).collect()
}

fn one_of<T: Named>(table: &Table<T>) -> Value {
    let names: Vec<&str> = table.values().map(Named::name).collect();
    if names.is_empty() {
        json!({"type": "string"})
    } else {
        json!({"enum": names})
    }
}

fn many(item: &Value) -> Value {
    json!({"type": "array", "items": item, "minItems": 1, "uniqueItems": true})
}

fn one_or_more(item: &Value) -> Value {
    json!({"anyOf": [item, many(item)]})
}

fn described(mut schema: Value, about: &str) -> Value {
    merge(&mut schema, json!({"description": about}));
    schema
}

/// Merges one schema into another: mappings recursively, lists by appending.
fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(&key) {
                    Some(Value::Array(known)) => {
                        if let Value::Array(more) = value {
                            known.extend(more);
                        }
                    }
                    Some(known) => merge(known, value),
                    None => {
                        into.insert(key, value);
                    }
                }
            }
        }
        (into, from) => *into = from,
    }
}

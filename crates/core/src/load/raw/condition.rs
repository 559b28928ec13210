//! Deserializes conditions. A hand-written visitor is needed because the key of an entry decides
//! the type of its value.

use std::fmt;

use serde::de;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A condition as written: entries in the author's order, of which all must hold.
#[derive(Debug)]
pub(in crate::load) struct RawCondition(pub(in crate::load) Vec<(String, RawEntry)>);

/// The value of an entry of a condition.
#[derive(Debug)]
pub(in crate::load) enum RawEntry {
    All(Vec<RawCondition>),
    Any(Vec<RawCondition>),
    Not(RawCondition),
    Is(Words),
    Test(RawTest),
}

/// A test on the question or score whose id is the entry's key.
#[derive(Debug)]
pub(in crate::load) enum RawTest {
    AnyOf(Words),
    IncludesAll(Words),
    Range(RawRange),
}

/// One word, or a list of words.
#[derive(Debug)]
pub(in crate::load) struct Words(pub(in crate::load) Vec<String>);

/// The bounds of a test on a number or score.
#[derive(Debug, Default)]
pub(in crate::load) struct RawRange {
    pub(in crate::load) at_least: Option<i64>,
    pub(in crate::load) above: Option<i64>,
    pub(in crate::load) at_most: Option<i64>,
    pub(in crate::load) below: Option<i64>,
}

impl<'de> Deserialize<'de> for RawCondition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConditionVisitor)
    }
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = RawCondition;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a condition")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let entry = match key.as_str() {
                "all" => RawEntry::All(map.next_value()?),
                "any" => RawEntry::Any(map.next_value()?),
                "not" => RawEntry::Not(map.next_value()?),
                "is" => RawEntry::Is(map.next_value()?),
                _ => RawEntry::Test(map.next_value()?),
            };
            entries.push((key, entry));
        }
        Ok(RawCondition(entries))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match RawTest::deserialize(deserializer)? {
            RawTest::AnyOf(words) => Ok(words),
            RawTest::IncludesAll(_) | RawTest::Range(_) => {
                Err(de::Error::custom("expected a word or a list of words"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for RawTest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TestVisitor)
    }
}

struct TestVisitor;

impl<'de> Visitor<'de> for TestVisitor {
    type Value = RawTest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an option, a list of options or a test")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
        Ok(RawTest::AnyOf(Words(vec![word.to_owned()])))
    }

    fn visit_bool<E: de::Error>(self, word: bool) -> Result<Self::Value, E> {
        self.visit_str(&word.to_string())
    }

    fn visit_i64<E: de::Error>(self, word: i64) -> Result<Self::Value, E> {
        self.visit_str(&word.to_string())
    }

    fn visit_u64<E: de::Error>(self, word: u64) -> Result<Self::Value, E> {
        self.visit_str(&word.to_string())
    }

    fn visit_f64<E: de::Error>(self, word: f64) -> Result<Self::Value, E> {
        self.visit_str(&word.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(RawTest::AnyOf(Words(words)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut range = RawRange::default();
        let mut includes = None;
        let mut bounded = false;
        while let Some(key) = map.next_key::<String>()? {
            let bound = match key.as_str() {
                "at_least" => &mut range.at_least,
                "above" => &mut range.above,
                "at_most" => &mut range.at_most,
                "below" => &mut range.below,
                "includes_all" => {
                    includes = Some(map.next_value()?);
                    continue;
                }
                _ => return Err(de::Error::custom("unknown test")),
            };
            *bound = Some(map.next_value()?);
            bounded = true;
        }
        match (includes, bounded) {
            (Some(words), false) => Ok(RawTest::IncludesAll(words)),
            (None, true) => Ok(RawTest::Range(range)),
            (Some(_), true) => Err(de::Error::custom("two kinds of test at once")),
            (None, false) => Err(de::Error::custom("empty test")),
        }
    }
}

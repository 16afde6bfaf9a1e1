//! Gathers all values of a YAML document, with bounds on how many and how deep.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::Value;
use crate::problem::KeyPath;
use crate::read::letters::readable;

/// The most values that one file may hold. The largest real file has a few hundred.
const MOST_VALUES: usize = 50_000;

/// The deepest nesting that is read. The deepest real file has four.
const DEEPEST: usize = 24;

/// The words of the error that says so.
pub(super) const TOO_DEEP: &str = "handrail: too deep";

/// Gathers values.
pub(super) struct Gatherer {
    left: usize,
    depth: usize,
    path: KeyPath,
    /// Fields that are written twice.
    pub(super) repeated: Vec<KeyPath>,
}

impl Default for Gatherer {
    fn default() -> Self {
        Gatherer {
            left: MOST_VALUES,
            depth: 0,
            path: KeyPath::default(),
            repeated: Vec::new(),
        }
    }
}

impl Gatherer {
    fn inside<T>(&mut self, path: KeyPath, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.path, path);
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        self.path = outer;
        result
    }
}

impl<'de> DeserializeSeed<'de> for &mut Gatherer {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, document: D) -> Result<Value, D::Error> {
        self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| de::Error::custom(TOO_DEEP))?;
        if self.depth > DEEPEST {
            return Err(de::Error::custom(TOO_DEEP));
        }
        document.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Gatherer {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Whole(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Whole(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Whole(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(i128::try_from(value).map_or_else(|_| Value::Text(value.to_string()), Value::Whole))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Decimal(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(readable(value).into_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: de::Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let path = self.path.item(list.len());
            match self.inside(path, |gatherer| items.next_element_seed(gatherer))? {
                Some(value) => list.push(value),
                None => return Ok(Value::List(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        let mut names = BTreeSet::new();
        while let Some(Name(name)) = entries.next_key()? {
            let path = self.path.field(&name);
            let value = self.inside(path.clone(), |gatherer| entries.next_value_seed(gatherer))?;
            if names.insert(name.clone()) {
                fields.push((name, value));
            } else {
                self.repeated.push(path);
            }
        }
        Ok(Value::Fields(fields))
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        // A YAML tag such as `!secret`. Nothing in a directory needs one.
        Err(de::Error::custom("tag"))
    }
}

/// A field's name. Numbers and yes or no become the text that they look like.
pub(super) struct Name(pub(super) String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: de::Deserializer<'de>>(document: D) -> Result<Self, D::Error> {
        String::deserialize(document).map(Name)
    }
}

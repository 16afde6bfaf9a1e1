//! Finds one value of a YAML document: walks to it and fails there on purpose.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::gatherer::Name;
use crate::problem::Step;

/// The words of the error that means "found".
pub(super) const FOUND: &str = "handrail: found";

/// Walks along `steps` and fails at the end, so that the error tells where that is.
pub(super) struct Finder<'k> {
    /// The way that is left.
    pub(super) steps: &'k [Step],
}

impl<'de> DeserializeSeed<'de> for Finder<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, document: D) -> Result<(), D::Error> {
        document.deserialize_any(self)
    }
}

impl Finder<'_> {
    fn here<E: de::Error>(&self) -> Result<(), E> {
        if self.steps.is_empty() {
            Err(E::custom(FOUND))
        } else {
            Ok(())
        }
    }
}

impl<'de> Visitor<'de> for Finder<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.here()
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.here()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.here()
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<(), E> {
        self.here()
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<(), E> {
        self.here()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.here()
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.here()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.here()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.here()?;
        let Some((Step::Item(wanted), rest)) = self.steps.split_first() else {
            return skip_items(&mut items);
        };
        for _ in 0..*wanted {
            if items.next_element::<de::IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Finder { steps: rest })?;
        skip_items(&mut items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.here()?;
        let wanted = match self.steps.split_first() {
            Some((Step::Field(name), rest)) => Some((name, rest)),
            _ => None,
        };
        while let Some(Name(name)) = entries.next_key()? {
            match wanted {
                Some((field, rest)) if *field == name => {
                    entries.next_value_seed(Finder { steps: rest })?;
                }
                _ => {
                    entries.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

fn skip_items<'de, A: SeqAccess<'de>>(items: &mut A) -> Result<(), A::Error> {
    while items.next_element::<de::IgnoredAny>()?.is_some() {}
    Ok(())
}

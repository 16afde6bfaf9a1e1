//! A provider file as the import sees it: its own facts, and what CQC said last time.

use super::notes::Notes;
use super::provider_file::{CQC_FIELDS, CqcGroup};
use crate::model::provider::PublicLocation;
use crate::model::values::{Phone, Postcode};
use crate::problem::{Kind, Place, Problem};
use crate::read::{YamlValue, parse_yaml};
use crate::source::{SourcePath, Sources};

use std::collections::BTreeMap;

/// A fact that both CQC and a person may change.
pub(crate) struct Shared {
    /// Its name in the group `cqc`.
    pub(crate) field: &'static str,
    /// The group of the listing that it is in.
    pub(crate) group: Option<&'static str>,
    /// Its name in a sentence.
    pub(crate) words: &'static str,
}

/// Every such fact.
pub(crate) const SHARED: [Shared; 4] = [
    Shared {
        field: "name",
        group: None,
        words: "name",
    },
    Shared {
        field: "phone",
        group: Some("contact"),
        words: "phone number",
    },
    Shared {
        field: "website",
        group: Some("contact"),
        words: "website",
    },
    Shared {
        field: "postcode",
        group: Some("contact"),
        words: "postcode",
    },
];

/// The text of a provider file, read as far as the import needs it.
pub(crate) struct Listing {
    fields: YamlValue,
}

impl Listing {
    /// Reads a provider file. Nothing comes back when its text cannot be read as YAML.
    pub(crate) fn read(text: &str) -> Option<Listing> {
        let fields = parse_yaml(text.trim_start_matches('\u{feff}')).ok()?.value;
        Some(Listing { fields })
    }

    /// CQC's number of the location, in capitals.
    pub(crate) fn location(&self) -> Option<String> {
        let location = self.text(Some("cqc"), "location")?;
        Some(location.to_ascii_uppercase())
    }

    /// How much of its place may be public.
    pub(crate) fn public_location(&self) -> PublicLocation {
        let word = self
            .text(Some("contact"), "public_location")
            .unwrap_or_default();
        let known = PublicLocation::WORDS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(&word));
        known.map_or(PublicLocation::Area, |(_, level)| *level)
    }

    /// The group `cqc`.
    pub(crate) fn group(&self) -> CqcGroup {
        CQC_FIELDS
            .iter()
            .filter_map(|field| Some((*field, self.text(Some("cqc"), field)?)))
            .collect()
    }

    /// Whether it has an address.
    pub(crate) fn has_address(&self) -> bool {
        field(&self.fields, "contact")
            .and_then(|contact| field(contact, "address"))
            .is_some()
    }

    /// The items of a list of the top level.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        match field(&self.fields, name) {
            Some(YamlValue::List(items)) => items.iter().filter_map(text_of).collect(),
            Some(value) => text_of(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The text of a field, with one space between words.
    pub(crate) fn text(&self, group: Option<&str>, name: &str) -> Option<String> {
        let inside = match group {
            Some(group) => field(&self.fields, group)?,
            None => &self.fields,
        };
        text_of(field(inside, name)?)
    }
}

fn text_of(value: &YamlValue) -> Option<String> {
    match value {
        YamlValue::Text(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        YamlValue::Whole(number) => Some(number.to_string()),
        _ => None,
    }
}

fn field<'v>(value: &'v YamlValue, name: &str) -> Option<&'v YamlValue> {
    let YamlValue::Fields(fields) = value else {
        return None;
    };
    fields
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

/// A value in the one usual form, so that `02079460011` is `020 7946 0011`.
pub(crate) fn usual(field: &str, text: &str) -> String {
    let usual = match field {
        "phone" => Phone::parse(text).map(|phone| phone.to_string()),
        "postcode" => Postcode::parse(text).map(|postcode| postcode.to_string()),
        _ => None,
    };
    usual.unwrap_or_else(|| text.to_owned())
}

/// The file of each location that has one, whatever the file's name is.
pub(crate) fn files_of_locations(
    sources: &Sources,
    notes: &mut Notes,
) -> BTreeMap<String, SourcePath> {
    let mut files: BTreeMap<String, SourcePath> = BTreeMap::new();
    for (path, source) in sources.directly_in("providers") {
        let text = source.text().ok().filter(|_| path.extension() == "yml");
        let listing = text.and_then(Listing::read);
        let Some(location) = listing.and_then(|listing| listing.location()) else {
            continue;
        };
        if let Some(first) = files.get(&location) {
            let problem = Problem::new(
                Kind::ImportRow,
                Place::file(path),
                format!(
                    "Two files have the CQC location `{location}`. Only the other one was used."
                ),
                "If they are one provider, delete one file. If they are two, correct the number.",
            );
            notes.push(problem.also(Place::file(first), "the other one"));
        } else {
            files.insert(location, path.clone());
        }
    }
    files
}

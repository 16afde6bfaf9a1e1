//! Local authorities in CQC's file -> areas of the list, and new areas where that is asked for.
//!
//! CQC's two files name the same council in two ways (`Bristol, City of` and `Bristol`), so names are
//! compared by what is left without such words.

use crate::edit::{list, scalar};
use crate::model::lists::{Item, ListName, Lists};
use crate::model::values::Id;
use crate::read::{Input, YamlValue, parse_yaml};
use crate::source::Sources;

/// What stands before or after the name of a place and is no part of it.
const BEFORE: [&str; 6] = [
    "city of ",
    "county of ",
    "county ",
    "london borough of ",
    "royal borough of ",
    "borough of ",
];
const AFTER: [&str; 6] = [
    " city of",
    " county of",
    " borough",
    " city council",
    " county council",
    " council",
];

/// A place by its name alone, so that different ways to write it are the same.
pub(crate) fn place_key(name: &str) -> String {
    let letters: String = name
        .to_lowercase()
        .replace('&', " and ")
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut key = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    for start in BEFORE {
        if let Some(rest) = key.strip_prefix(start) {
            key = rest.to_owned();
            break;
        }
    }
    for end in AFTER {
        if let Some(rest) = key.strip_suffix(end) {
            key = rest.to_owned();
            break;
        }
    }
    key
}

/// The name as people say it: `Bristol` for `Bristol, City of`.
fn spoken(name: &str) -> &str {
    let cut = [", City of", ", County of", " Borough"];
    cut.iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name)
}

/// The areas of the list, and those that are new.
#[derive(Clone, Debug)]
pub(crate) struct Areas {
    /// Each item with every key that finds it.
    known: Vec<(Id, String, Vec<String>)>,
    /// New items: id, name, and CQC's word for it.
    new: Vec<(Id, String, String)>,
}

impl Areas {
    /// Takes the areas of the list.
    pub(crate) fn new(lists: &Lists) -> Self {
        let keys = |item: &Item| {
            let words = item.cqc.iter().map(String::as_str);
            let own = [item.name.as_str(), item.id.as_str()];
            words.chain(own).map(place_key).collect()
        };
        let items = lists.get(ListName::Areas).items().iter();
        Areas {
            known: items
                .map(|item| (item.id.clone(), item.name.clone(), keys(item)))
                .collect(),
            new: Vec::new(),
        }
    }

    /// The area of a local authority: its id and its name.
    pub(crate) fn find(&self, authority: &str) -> Option<(&Id, &str)> {
        let key = place_key(authority);
        let found = self.known.iter().find(|(_, _, keys)| keys.contains(&key));
        found.map(|(id, name, _)| (id, name.as_str()))
    }

    /// Adds an area for a local authority. Nothing comes back if its name has no letters.
    pub(crate) fn add(&mut self, authority: &str) -> Option<Id> {
        let name = spoken(authority);
        let id = Id::suggest(name)?;
        let keys = vec![place_key(authority), place_key(id.as_str())];
        self.known.push((id.clone(), name.to_owned(), keys));
        self.new
            .push((id.clone(), name.to_owned(), authority.to_owned()));
        Some(id)
    }

    /// The names of the new areas.
    pub(crate) fn new_names(&self) -> Vec<String> {
        self.new.iter().map(|(_, name, _)| name.clone()).collect()
    }

    /// The ids of the new areas.
    pub(crate) fn new_ids(&self) -> impl Iterator<Item = &Id> {
        self.new.iter().map(|(id, ..)| id)
    }

    /// The text of `content/lists/areas.yml` with the new areas at its end. Nothing comes back when
    /// the file cannot be added to without changing what it says.
    pub(crate) fn text_with_new(&self, sources: &Sources, input: &Input) -> Option<String> {
        let path = ListName::Areas.path();
        let old = sources
            .get(&path)
            .map_or(Ok(""), |source| source.text())
            .ok()?;
        let ending = if old.contains("\r\n") { "\r\n" } else { "\n" };
        let mut text = old.to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(ending);
        }
        for (id, name, authority) in &self.new {
            let mut lines = vec![
                String::new(),
                format!("- id: {}", scalar(id.as_str())),
                format!("  name: {}", scalar(name)),
            ];
            if name != authority {
                lines.push(format!("  cqc: {}", list(&[authority])));
            }
            for line in lines {
                text.push_str(&line);
                text.push_str(ending);
            }
        }
        self.is_right(old, &text, sources, input).then_some(text)
    }

    /// True when the new text holds all old items unchanged, and then the new ones.
    fn is_right(&self, old: &str, text: &str, sources: &Sources, input: &Input) -> bool {
        let items = |text: &str| match parse_yaml(text).map(|read| read.value) {
            Ok(YamlValue::List(items)) => Some(items),
            Ok(YamlValue::Nothing) => Some(Vec::new()),
            _ => None,
        };
        let (Some(before), Some(after)) = (items(old), items(text)) else {
            return false;
        };
        let mut changed = sources.clone();
        changed.insert_text(&ListName::Areas.path(), text);
        let (lists, problems) = input.read_lists(&changed);
        after.starts_with(&before)
            && !problems.has_errors()
            && self
                .new_ids()
                .all(|id| lists.item(ListName::Areas, id).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_a_place_are_the_same() {
        for (first, second) in [
            ("Bristol, City of", "Bristol"),
            ("County Durham", "Durham"),
            ("Herefordshire, County of", "Herefordshire"),
            ("Bedford Borough", "bedford"),
            ("St. Helens", "st helens"),
            ("City of Westminster", "Westminster"),
            ("Brighton & Hove", "brighton-and-hove"),
        ] {
            assert_eq!(place_key(first), place_key(second));
        }
        assert_ne!(place_key("Leicester"), place_key("Leicestershire"));
        assert_ne!(
            place_key("Central Bedfordshire"),
            place_key("Bedford Borough")
        );
    }

    #[test]
    fn new_areas_go_to_the_end_of_the_list() {
        let input = Input {
            today: crate::model::values::Date::constant(2026, 11, 22),
        };
        let mut sources = Sources::default();
        sources.insert_text(
            "content/lists/areas.yml",
            "# Ours\n- id: camden\n  name: Camden",
        );
        let mut areas = Areas::new(&input.read_lists(&sources).0);
        assert!(areas.find("CAMDEN").is_some());
        assert!(areas.find("Bristol").is_none());
        areas.add("Bristol, City of");
        assert_eq!(
            areas.find("Bristol").map(|(id, _)| id.as_str()),
            Some("bristol")
        );
        assert_eq!(
            areas.text_with_new(&sources, &input).as_deref(),
            Some(
                "# Ours\n- id: camden\n  name: Camden\n\n- id: bristol\n  name: Bristol\n  cqc: [\"Bristol, City of\"]\n"
            )
        );
        sources.insert_text("content/lists/areas.yml", "[{id: camden, name: Camden}]\n");
        assert_eq!(areas.text_with_new(&sources, &input), None);
    }
}

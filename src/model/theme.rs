//! A theme: templates, styles, strings and pictures, read and in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::colour::Palette;
use super::component::Component;
use super::language::Language;
use super::picture::Pictures;
use crate::source::SourcePath;

/// Everything a theme gives to a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// Templates by their name, which is their path inside the theme's folder.
    pub templates: BTreeMap<String, ThemeFile>,
    /// Styles, in the order in which they are joined.
    pub styles: Vec<ThemeFile>,
    /// The script that runs before a page is shown, from `scripts/start.js`.
    pub start_script: Option<ThemeFile>,
    /// The scripts of components, by the name of the component.
    pub scripts: BTreeMap<String, ThemeFile>,
    /// The scripts for use without internet.
    pub offline_scripts: OfflineScripts,
    /// The words of the theme, by language.
    pub strings: BTreeMap<Language, Words>,
    /// The pictures that stand beside words.
    pub pictures: Pictures,
    /// Its colours and how they stand on each other.
    pub palette: Palette,
    /// What its components say about themselves. Read only when a gallery is made.
    pub components: Vec<Component>,
    /// The small picture for the browser's tab, as SVG.
    pub icon: Option<ThemeFile>,
}

/// The scripts that work beside the pages, for use without internet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfflineScripts {
    /// Keeps pages and answers with them, from `scripts/offline.js`.
    pub worker: Option<ThemeFile>,
    /// Takes away what the worker kept, and the worker, from `scripts/offline-end.js`.
    pub end: Option<ThemeFile>,
}

/// A text file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Where it came from.
    pub path: SourcePath,
    /// Its text.
    pub text: String,
}

/// The words of a theme in one language: text, lists and groups of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// A word or sentence.
    Text(String),
    /// Words in order, such as the months.
    List(Vec<Words>),
    /// Words by name.
    Group(BTreeMap<String, Words>),
}

impl Default for Words {
    fn default() -> Self {
        Words::Group(BTreeMap::new())
    }
}

impl Words {
    /// The text at a dotted name such as `card.price`. Empty if it is not there.
    pub fn text(&self, name: &str) -> &str {
        match self.find(name) {
            Some(Words::Text(text)) => text,
            _ => "",
        }
    }

    /// The words at a dotted name. Numbers choose from a list, from 0.
    pub fn find(&self, name: &str) -> Option<&Words> {
        name.split('.').try_fold(self, |words, part| match words {
            Words::Group(group) => group.get(part),
            Words::List(list) => list.get(part.parse::<usize>().ok()?),
            Words::Text(_) => None,
        })
    }

    /// The text at a dotted name with each `{word}` in it filled.
    pub fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(name), values)
    }

    /// The text for a number of things: `one` or `other` below the name, with `{n}` filled.
    pub fn count(&self, name: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "other" };
        let shown = super::values::thousands(u32::try_from(number).unwrap_or(u32::MAX));
        self.fill(&format!("{name}.{form}"), &[("n", &shown)])
    }

    /// Every dotted name that has a text.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.push_names("", &mut names);
        names
    }

    fn push_names(&self, before: &str, names: &mut Vec<String>) {
        let join = |part: &str| match before {
            "" => part.to_owned(),
            before => format!("{before}.{part}"),
        };
        match self {
            Words::Text(_) => names.push(before.to_owned()),
            Words::List(list) => {
                for (index, words) in list.iter().enumerate() {
                    words.push_names(&join(&index.to_string()), names);
                }
            }
            Words::Group(group) => {
                for (name, words) in group {
                    words.push_names(&join(name), names);
                }
            }
        }
    }

    /// These words, and those of `other` for every name that is missing here.
    #[must_use]
    pub fn or(self, other: &Words) -> Words {
        match (self, other) {
            (Words::Group(mut own), Words::Group(others)) => {
                for (name, words) in others {
                    let merged = match own.remove(name) {
                        Some(mine) => mine.or(words),
                        None => words.clone(),
                    };
                    own.insert(name.clone(), merged);
                }
                Words::Group(own)
            }
            (own, _) => own,
        }
    }
}

/// Text with each `{name}` replaced by its value. A name without a value stays as it is.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, later)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, later))
        });
        match found {
            Some((value, later)) => {
                filled.push_str(value);
                rest = later;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The names in braces that a text has: what [`fill`] can fill.
pub fn braces(text: &str) -> BTreeSet<&str> {
    let is_name = |name: &&str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !name.is_empty() && name.chars().all(is_part)
    };
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .filter(is_name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_once_and_never_twice() {
        assert_eq!(
            fill("Page {n} of {all}", &[("n", "{all}"), ("all", "4")]),
            "Page {all} of 4"
        );
        assert_eq!(fill("a {x} b {", &[]), "a {x} b {");
    }

    #[test]
    fn missing_words_come_from_the_other_language() {
        let group = |name: &str, text: &str| {
            Words::Group(BTreeMap::from([(
                name.to_owned(),
                Words::Text(text.to_owned()),
            )]))
        };
        let merged = group("a", "ours")
            .or(&group("b", "theirs"))
            .or(&group("a", "not this"));
        assert_eq!(
            (merged.text("a"), merged.text("b"), merged.text("c")),
            ("ours", "theirs", "")
        );
        assert_eq!(merged.names(), ["a", "b"]);
    }
}

//! The words of the theme: `themes/<name>/strings/<language>.yml`, and those that a site changes for
//! itself in `content/words/<language>.yml`.
//!
//! English is the measure: every other file may hold only names that English has, and must fill in
//! what English fills in.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::fields::FileReader;
use super::yaml::Value;
use crate::model::language::Language;
use crate::model::theme::{Words, braces};
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::{SourcePath, Sources};

/// The folder of the words that a site changes for itself.
const OWN: &str = "content/words";

/// Reads the words of a theme, with those that the site changes for itself laid over them.
pub(crate) fn read_words(
    sources: &Sources,
    input: &Input,
    folder: &str,
    languages: &[Language],
    problems: &RefCell<Problems>,
) -> BTreeMap<Language, Words> {
    let mut all: BTreeMap<Language, Words> = BTreeMap::new();
    let english = Language::default();
    let main = SourcePath::new(format!("{folder}/strings/{english}.yml"));
    if let Some(words) = file(sources, input, &main, None, problems) {
        all.insert(english.clone(), words);
    }
    for path in files_in(sources, &format!("{folder}/strings")) {
        let Some(language) = Language::parse(path.stem()).filter(|other| *other != english) else {
            continue;
        };
        let measure = all.get(&english).cloned();
        if let Some(words) = file(sources, input, &path, measure.as_ref(), problems) {
            all.insert(language, words);
        }
    }
    for path in files_in(sources, OWN) {
        // Without settings nobody knows the languages, and that is told already.
        if languages.is_empty() {
            continue;
        }
        let Some(language) = own_language(&path, languages, problems) else {
            continue;
        };
        let theirs = all.get(&language).cloned().unwrap_or_default();
        let measure = match all.get(&english) {
            Some(english) => theirs.clone().or(english),
            None => theirs.clone(),
        };
        if let Some(words) = file(sources, input, &path, Some(&measure), problems) {
            all.insert(language, words.or(&theirs));
        }
    }
    all
}

fn files_in(sources: &Sources, folder: &str) -> Vec<SourcePath> {
    sources
        .directly_in(folder)
        .map(|(path, _)| path.clone())
        .filter(|path| path.extension() == "yml")
        .collect()
}

/// The language of a file of the site's own words, which must be one of the site's languages.
fn own_language(
    path: &SourcePath,
    languages: &[Language],
    problems: &RefCell<Problems>,
) -> Option<Language> {
    let language = Language::parse(path.stem()).filter(|language| languages.contains(language));
    if language.is_none() {
        let names: Vec<String> = languages
            .iter()
            .map(|language| format!("{language}.yml"))
            .collect();
        problems.borrow_mut().push(Problem::new(
            Kind::UnusedFile,
            Place::file(path),
            format!("The site has no language `{}`.", path.stem()),
            format!(
                "Name the file {}. Or add the language to `languages` in `content/site.yml`.",
                either(&names)
            ),
        ));
    }
    language
}

fn file(
    sources: &Sources,
    input: &Input,
    path: &SourcePath,
    measure: Option<&Words>,
    problems: &RefCell<Problems>,
) -> Option<Words> {
    input.read_yaml(sources, path, problems, |file, value| {
        let words = words_of(&file, &KeyPath::default(), value);
        if let Some(measure) = measure {
            let comparison = Comparison {
                file: &file,
                names: measure.names(),
            };
            comparison.compare(&KeyPath::default(), &words, measure);
        }
        words
    })
}

fn words_of(file: &FileReader<'_>, keys: &KeyPath, value: &Value) -> Words {
    match value {
        Value::Text(text) if !text.trim().is_empty() => Words::Text(text.trim().to_owned()),
        Value::Whole(number) => Words::Text(number.to_string()),
        Value::List(items) => Words::List(
            items
                .iter()
                .enumerate()
                .map(|(index, item)| words_of(file, &keys.item(index), item))
                .collect(),
        ),
        Value::Fields(fields) => Words::Group(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), words_of(file, &keys.field(name), value)))
                .collect(),
        ),
        Value::Text(_) | Value::Nothing => {
            file.report(
                Kind::WrongShape,
                keys.clone(),
                "There are no words here.".to_owned(),
                "Write the words, or take the line out.".to_owned(),
            );
            Words::Text(String::new())
        }
        other => {
            file.report(
                Kind::WrongShape,
                keys.clone(),
                format!("This is {}. It should be text.", other.describe()),
                "Put the words in quotation marks.".to_owned(),
            );
            Words::Text(String::new())
        }
    }
}

/// Words of one file, held against the words that are the measure.
struct Comparison<'a> {
    file: &'a FileReader<'a>,
    /// Every dotted name that there is.
    names: Vec<String>,
}

impl Comparison<'_> {
    fn compare(&self, keys: &KeyPath, own: &Words, measure: &Words) {
        match (own, measure) {
            (Words::Group(own), Words::Group(measure)) => {
                for (name, words) in own {
                    let keys = keys.field(name);
                    match measure.get(name) {
                        Some(measure) => self.compare(&keys, words, measure),
                        None => self.unknown(&keys),
                    }
                }
            }
            (Words::List(own), Words::List(measure)) if own.len() == measure.len() => {
                for (index, (words, measure)) in own.iter().zip(measure).enumerate() {
                    self.compare(&keys.item(index), words, measure);
                }
            }
            (Words::Text(own), Words::Text(measure)) => self.compare_braces(keys, own, measure),
            (_, measure) => self.report_shape(keys, measure),
        }
    }

    fn report_shape(&self, keys: &KeyPath, measure: &Words) {
        let (wanted, help) = match measure {
            Words::Text(text) => (
                "one text".to_owned(),
                format!("Write words here, as the theme does: `{text}`."),
            ),
            Words::List(list) => (
                format!("a list of {} texts", list.len()),
                "Write each text on a line of its own, after a hyphen and a space.".to_owned(),
            ),
            Words::Group(group) => {
                let names: Vec<&String> = group.keys().collect();
                (
                    "a group".to_owned(),
                    format!(
                        "Write one of these names below it, and then the words: {}.",
                        near::list_words(&names)
                    ),
                )
            }
        };
        let name = match keys.to_string() {
            root if root.is_empty() => "This file".to_owned(),
            name => format!("`{name}`"),
        };
        self.file.report(
            Kind::WrongShape,
            keys.clone(),
            format!("{name} should be {wanted}."),
            help,
        );
    }

    fn unknown(&self, keys: &KeyPath) {
        let name = keys.to_string();
        let groups = self.names.iter().filter_map(|name| name.rsplit_once('.'));
        let groups: BTreeSet<&str> = groups.map(|(group, _)| group).collect();
        let known = self.names.iter().map(String::as_str).chain(groups);
        let help = match near::nearest(&name, known) {
            Some(nearest) => format!("Did you mean `{nearest}`?"),
            None => "Take it out. All names are in `strings/en.yml` of the theme.".to_owned(),
        };
        self.file.push(
            Kind::UnknownWords,
            Place::name(self.file.path, keys.clone()),
            format!("The theme has no words called `{name}`."),
            help,
        );
    }

    fn compare_braces(&self, keys: &KeyPath, own: &str, measure: &str) {
        if own.is_empty() {
            return;
        }
        let (written, needed) = (braces(own), braces(measure));
        for name in needed.iter().filter(|name| !written.contains(*name)) {
            self.file.report(
                Kind::WordsInBraces,
                keys.clone(),
                format!("These words lack `{{{name}}}`, which the site fills in."),
                format!("Put `{{{name}}}` where it belongs, as the theme does: `{measure}`."),
            );
        }
        for name in written.iter().filter(|name| !needed.contains(*name)) {
            let known: Vec<String> = needed.iter().map(|name| format!("{{{name}}}")).collect();
            let help = match near::nearest(name, needed.iter().copied()) {
                Some(nearest) => format!("Did you mean `{{{nearest}}}`?"),
                None if known.is_empty() => "Take it out, with its braces.".to_owned(),
                None => format!(
                    "Take it out. These can be filled in: {}.",
                    near::list_words(&known)
                ),
            };
            self.file.report(
                Kind::WordsInBraces,
                keys.clone(),
                format!("Nothing can be filled in for `{{{name}}}` here."),
                help,
            );
        }
    }
}

/// `` `a` or `b` ``.
fn either(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(" or ")
}

//! What people write -> what is true, one file at a time.
//!
//! Each reader takes one file and gives its value *and* all its problems. Rules that need to see
//! the whole site belong to `check/`.

mod broken;
mod choices;
mod colours;
mod components;
mod cut_off;
mod dates;
mod documents;
mod drawings;
mod evidence;
mod fields;
mod kinds_of_field;
mod letters;
mod links;
mod lists;
mod locate;
mod markdown;
mod markdown_rules;
mod names;
mod photos;
mod pictures;
mod postcodes;
mod privacy;
mod private_numbers;
mod provider;
mod registers;
mod root_blocks;
mod settings;
mod sheets;
mod signed;
mod started;
mod statement;
pub(crate) use postcodes::thousandths;
mod synonyms;
mod texts;
mod theme;
mod vetting;
mod words;
mod yaml;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::model::centre::Centres;
use crate::model::checks::{CheckRecord, Visit};
use crate::model::criterion::Criterion;
use crate::model::lists::Lists;
use crate::model::page::{Text, TextKey};
use crate::model::provider::Provider;
use crate::model::settings::Settings;
use crate::model::sheet::Sheet;
use crate::model::sign_off::SignOffs;
use crate::model::statement::Statement;
use crate::model::synonyms::{SearchCheck, Synonyms};
use crate::model::values::{Date, Id};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::{Source, SourcePath, Sources};

use broken::broken_yaml;
use fields::{Fields, FileReader};
use yaml::Value;

pub use components::read_components;
pub use evidence::evidence_file;
pub use locate::{field_line, locate};
pub use names::{Family, sort_files};
pub use photos::read_picture_file;
pub use pictures::read_packs;
pub use private_numbers::{Hidden, hide_private_numbers};
pub use signed::{lines_of_words, sum_of_words};
pub use theme::read_theme;

pub(crate) use kinds_of_field::{NAME, SUMMARY};
pub(crate) use registers::is_cqc;
pub(crate) use yaml::{Value as YamlValue, parse as parse_yaml};

/// The most bytes of a file of text. The largest real one has about 20 thousand.
const MOST_TEXT: usize = 1_000_000;

/// What every reader needs to know, apart from its file.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Today, from the options.
    pub today: Date,
}

impl Input {
    /// Reads all lists of `content/lists/`.
    pub fn read_lists(&self, sources: &Sources) -> (Lists, Problems) {
        lists::read_lists(sources, self)
    }

    /// Reads `content/lists/postcodes.yml`. Without it, nobody can sort by distance.
    pub fn read_postcodes(&self, sources: &Sources) -> (Centres, Problems) {
        postcodes::read_postcodes(sources, self)
    }

    /// Reads `content/lists/synonyms.yml`. Without it, nothing is known about words.
    pub fn read_synonyms(&self, sources: &Sources) -> (Synonyms, Problems) {
        synonyms::read_synonyms(sources, self)
    }

    /// Reads `content/search-checks.yml`. Without it, nothing is promised.
    pub fn read_search_checks(&self, sources: &Sources) -> (Vec<SearchCheck>, Problems) {
        synonyms::read_search_checks(sources, self)
    }

    /// Reads `content/site.yml`. Nothing comes back if it is missing or broken.
    pub fn read_settings(&self, sources: &Sources, lists: &Lists) -> (Option<Settings>, Problems) {
        let path = SourcePath::new("content/site.yml");
        let problems = RefCell::new(Problems::default());
        if sources.get(path.as_str()).is_none() {
            problems.borrow_mut().push(Problem::new(
                Kind::MissingFile,
                Place::file(&path),
                "The project has no `content/site.yml`. It says whose site this is.",
                "Run `handrail new site` to start one, or check that you are in the right folder.",
            ));
        }
        let settings = self
            .read_yaml(sources, &path, &problems, |file, value| {
                file.group(KeyPath::default(), value, |fields| {
                    settings::read_settings(fields, lists)
                })
            })
            .flatten()
            .flatten();
        (settings, problems.into_inner())
    }

    /// Reads `content/accessibility.yml`, if it is there.
    pub fn read_statement(&self, sources: &Sources) -> (Option<Statement>, Problems) {
        let path = SourcePath::new("content/accessibility.yml");
        let problems = RefCell::new(Problems::default());
        let statement = self
            .read_yaml(sources, &path, &problems, |file, value| {
                file.group(KeyPath::default(), value, statement::read_statement)
            })
            .flatten()
            .flatten();
        (statement, problems.into_inner())
    }

    /// Reads one provider file.
    pub fn read_provider(
        &self,
        path: &SourcePath,
        source: &Source,
        id: &Id,
        lists: &Lists,
    ) -> (Option<Provider>, Problems) {
        self.read_group(path, source, |fields| {
            provider::read_provider(fields, id.clone(), lists)
        })
    }

    /// Reads one sheet.
    pub fn read_sheet(
        &self,
        path: &SourcePath,
        source: &Source,
        id: &Id,
    ) -> (Option<Sheet>, Problems) {
        self.read_group(path, source, |fields| {
            sheets::read_sheet(fields, id.clone())
        })
    }

    /// Reads a file that is one group of fields.
    fn read_group<T>(
        &self,
        path: &SourcePath,
        source: &Source,
        work: impl FnOnce(&Fields<'_>) -> Option<T>,
    ) -> (Option<T>, Problems) {
        let problems = RefCell::new(Problems::default());
        let read = self
            .read_yaml_source(path, source, &problems, |file, value| {
                file.group(KeyPath::default(), value, work)
            })
            .flatten()
            .flatten();
        (read, problems.into_inner())
    }

    /// Reads one criterion.
    pub fn read_criterion(
        &self,
        path: &SourcePath,
        source: &Source,
        id: &Id,
        lists: &Lists,
    ) -> (Option<Criterion>, Problems) {
        self.read_group(path, source, |fields| {
            vetting::read_criterion(fields, id.clone(), lists)
        })
    }

    /// Reads what the team did about one provider.
    pub fn read_checks(
        &self,
        path: &SourcePath,
        source: &Source,
        criteria: &BTreeMap<Id, Criterion>,
        lists: &Lists,
    ) -> (Option<CheckRecord>, Problems) {
        self.read_group(path, source, |fields| {
            Some(vetting::read_checks(fields, criteria, lists))
        })
    }

    /// Reads the visits to one provider.
    pub fn read_visits(&self, path: &SourcePath, source: &Source) -> (Vec<Visit>, Problems) {
        let problems = RefCell::new(Problems::default());
        let visits = self.read_yaml_source(path, source, &problems, |file, value| {
            vetting::read_visits(&file, value)
        });
        (visits.unwrap_or_default(), problems.into_inner())
    }

    /// Reads the sign-offs of one file.
    pub fn read_sign_offs(&self, path: &SourcePath, source: &Source) -> (SignOffs, Problems) {
        let problems = RefCell::new(Problems::default());
        let sign_offs = self.read_yaml_source(path, source, &problems, |file, value| {
            vetting::read_sign_offs(&file, value)
        });
        (sign_offs.unwrap_or_default(), problems.into_inner())
    }

    /// Reads one guide or other written page.
    pub fn read_text(
        &self,
        path: &SourcePath,
        source: &Source,
        key: &TextKey,
        lists: &Lists,
    ) -> (Option<Text>, Problems) {
        let problems = RefCell::new(Problems::default());
        let text = texts::read_text(self, path, source, key, lists, &problems);
        (text, problems.into_inner())
    }

    fn read_yaml<T>(
        &self,
        sources: &Sources,
        path: &SourcePath,
        problems: &RefCell<Problems>,
        work: impl FnOnce(FileReader<'_>, &Value) -> T,
    ) -> Option<T> {
        let source = sources.get(path.as_str())?;
        self.read_yaml_source(path, source, problems, work)
    }

    fn read_yaml_source<T>(
        &self,
        path: &SourcePath,
        source: &Source,
        problems: &RefCell<Problems>,
        work: impl FnOnce(FileReader<'_>, &Value) -> T,
    ) -> Option<T> {
        let text = text_of(path, source, problems)?;
        self.read_yaml_text(path, text, 0, problems, work)
    }

    /// Reads YAML that starts `lines_before` lines below the top of its file.
    fn read_yaml_text<T>(
        &self,
        path: &SourcePath,
        text: &str,
        lines_before: u32,
        problems: &RefCell<Problems>,
        work: impl FnOnce(FileReader<'_>, &Value) -> T,
    ) -> Option<T> {
        let parsed = match yaml::parse(text) {
            Ok(parsed) => parsed,
            Err(broken) => {
                let line = broken.line + lines_before;
                let place = Place::text(path, line, broken.column, 1);
                problems.borrow_mut().push(broken_yaml(place, broken.fault));
                return None;
            }
        };
        if parsed.value == Value::Nothing {
            problems.borrow_mut().push(Problem::new(
                Kind::EmptyFile,
                Place::file(path),
                "This file has no facts in it.",
                match path.folder() {
                    "providers" => {
                        "Fill it in, or delete it. `handrail new provider` makes a file to fill in."
                    }
                    _ => "Fill it in, or delete it.",
                },
            ));
            return None;
        }
        for part in cut_off::find(text, &parsed.value) {
            problems.borrow_mut().push(part.problem(path, lines_before));
        }
        for keys in parsed.repeated {
            problems.borrow_mut().push(Problem::new(
                Kind::SameField,
                Place::name(path, keys.clone()),
                format!("The field `{keys}` is written twice."),
                "Keep one of them and take the other out.",
            ));
        }
        let file = FileReader {
            path,
            text,
            today: self.today,
            problems,
        };
        Some(work(file, &parsed.value))
    }
}

fn text_of<'s>(
    path: &SourcePath,
    source: &'s Source,
    problems: &RefCell<Problems>,
) -> Option<&'s str> {
    let size = source.bytes().len();
    if size > MOST_TEXT {
        problems.borrow_mut().push(too_big(path, size, "1 MB"));
        return None;
    }
    match source.text() {
        Ok(text) => Some(text),
        Err(wrong) => {
            problems.borrow_mut().push(letters::not_text(path, wrong));
            None
        }
    }
}

/// The problem that a file is larger than it can rightly be.
fn too_big(path: &SourcePath, size: usize, most: &str) -> Problem {
    let size = match size {
        0..1_000_000 => format!("{} KB", size / 1_000),
        _ => format!("{} MB", size / 1_000_000),
    };
    Problem::new(
        Kind::FileTooBig,
        Place::file(path),
        format!("This file is {size}. The most is {most}."),
        "Make it smaller, or check that it is the right file.",
    )
}

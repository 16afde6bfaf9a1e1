//! What is wrong: a problem says what, where and what to do, in plain words.
//!
//! Stages only make problems; `cli/report.rs` draws them. A problem in YAML names its field; the
//! pipeline turns that into a line and column at the end, so clean builds pay nothing for it.

pub mod catalogue;
pub mod near;
mod place;

use std::collections::{BTreeMap, BTreeSet};

use crate::source::SourcePath;

pub use catalogue::Kind;
pub use place::{KeyPath, Place, Point, Step};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// It should be mended; the site is published.
    Warning,
    /// It could be better.
    Advice,
}

impl Severity {
    /// The word that people read.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// Names a row of the catalogue.
    pub kind: Kind,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do, in one or two sentences, with a line to copy where that helps.
    pub help: String,
    /// Other places that belong to it, each with a few words.
    pub also: Vec<(Place, String)>,
}

impl Problem {
    /// A problem with its message and its help.
    pub fn new(
        kind: Kind,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Problem {
            place,
            kind,
            message: message.into(),
            help: help.into(),
            also: Vec::new(),
        }
    }

    /// The same problem with one more place, such as "the other one is here".
    #[must_use]
    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.also.push((place, words.into()));
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// How many problems of each file are not shown.
pub type LeftOut = BTreeMap<SourcePath, usize>;

/// All problems, each once. Sorted by file, place and kind when they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    all: BTreeSet<Problem>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.all.insert(problem);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Problems) {
        self.all.extend(other.all);
    }

    /// All problems, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// True when one of them stops publishing.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// The files that have errors.
    pub fn files_with_errors(&self) -> BTreeSet<SourcePath> {
        self.all
            .iter()
            .filter(|problem| problem.severity() == Severity::Error)
            .map(|problem| problem.place.path.clone())
            .collect()
    }

    /// The files that any problem speaks of.
    pub fn files(&self) -> BTreeSet<SourcePath> {
        let all = self.all.iter();
        all.flat_map(|problem| {
            let also = problem.also.iter().map(|(place, _)| &place.path);
            also.chain([&problem.place.path]).cloned()
        })
        .collect()
    }

    /// True when a file that lies right in this folder has an error.
    pub fn has_errors_in(&self, folder: &str) -> bool {
        self.files_with_errors()
            .iter()
            .any(|path| path.folder() == folder)
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all
            .iter()
            .filter(|problem| problem.severity() == severity)
            .count()
    }

    /// The same problems with every place changed by `change`.
    #[must_use]
    pub fn map_places(self, change: impl Fn(Place) -> Place) -> Self {
        let all = self
            .all
            .into_iter()
            .map(|mut problem| {
                problem.place = change(problem.place);
                problem.also = problem
                    .also
                    .into_iter()
                    .map(|(place, words)| (change(place), words))
                    .collect();
                problem
            })
            .collect();
        Problems { all }
    }

    /// The first problems of each file, at most `most`, and how many are left out. Errors come
    /// before warnings, so a list with errors stays one.
    #[must_use]
    pub fn first_of_each_file(self, most: usize) -> (Self, LeftOut) {
        let mut kept = Problems::default();
        let mut left_out = LeftOut::new();
        let mut counts: BTreeMap<SourcePath, usize> = BTreeMap::new();
        let mut all: Vec<Problem> = self.all.into_iter().collect();
        all.sort_by_key(Problem::severity);
        for problem in all {
            let path = &problem.place.path;
            let count = counts.entry(path.clone()).or_default();
            if *count < most {
                *count += 1;
                kept.push(problem);
            } else {
                *left_out.entry(path.clone()).or_default() += 1;
            }
        }
        (kept, left_out)
    }

    /// The same problems; the last one of each file says how many more there are.
    #[must_use]
    pub fn with_left_out(self, mut left_out: LeftOut) -> Self {
        let mut all = BTreeSet::new();
        for mut problem in self.all.into_iter().rev() {
            if let Some(more) = left_out.remove(&problem.place.path) {
                let words = match more {
                    1 => "There is 1 more problem in this file.".to_owned(),
                    more => format!("There are {more} more problems in this file."),
                };
                problem.help = format!("{}\n{words}", problem.help);
            }
            all.insert(problem);
        }
        Problems { all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_shows_its_first_problems_with_its_errors_before_warnings() {
        let path = SourcePath::new("providers/a.yml");
        let at = |kind: Kind, line| Problem::new(kind, Place::line(&path, line), "", "Mend it.");
        let other = Place::file(&SourcePath::new("providers/b.yml"));
        let mut problems = Problems::default();
        for line in 1..=4 {
            problems.push(at(Kind::UnusedFile, line));
            problems.push(at(Kind::UnknownField, line + 4));
        }
        problems.push(Problem::new(Kind::UnusedFile, other, "", "Mend it."));
        let (kept, left_out) = problems.first_of_each_file(5);
        assert!(kept.has_errors());
        let shown = kept.with_left_out(left_out);
        let helps: Vec<(Kind, &str)> = shown
            .iter()
            .map(|problem| (problem.kind, problem.help.as_str()))
            .collect();
        let more = "Mend it.\nThere are 3 more problems in this file.";
        assert_eq!(
            helps,
            [
                (Kind::UnusedFile, "Mend it."),
                (Kind::UnknownField, "Mend it."),
                (Kind::UnknownField, "Mend it."),
                (Kind::UnknownField, "Mend it."),
                (Kind::UnknownField, more),
                (Kind::UnusedFile, "Mend it."),
            ]
        );
    }
}

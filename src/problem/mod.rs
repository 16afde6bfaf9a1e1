//! What is wrong: a problem says what, where and what to do, in plain words.
//!
//! Stages only make problems; `cli/report.rs` draws them. A problem in YAML names its field; the
//! pipeline turns that into a line and column at the end, so clean builds pay nothing for it.

pub mod catalogue;
pub mod near;
mod place;

use std::collections::BTreeSet;

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
}

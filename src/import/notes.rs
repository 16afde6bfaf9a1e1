//! What is odd about the rows of CQC's file, as problems. What is odd in many rows is said once.

use std::collections::BTreeMap;

use crate::model::lists::ListName;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::SourcePath;

/// Something odd that can be in many rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// A service type that the list of kinds does not have.
    UnknownType(String),
    /// A word about the people supported that no list has.
    UnknownSpecialism(String),
    /// A rating that is not one of CQC's.
    UnknownRating(String),
    /// A rating without its day.
    RatingWithoutDay,
    /// A rating whose day is the day on which the service started: it cannot be the rating's own.
    RatingOnFirstDay,
    /// A local authority that the list of areas does not have.
    NewArea(String),
}

/// Gathers problems while the rows are read.
#[derive(Clone, Debug)]
pub(crate) struct Notes {
    file: SourcePath,
    problems: Problems,
    is_quiet: bool,
    oddities: BTreeMap<Oddity, (u32, usize)>,
}

impl Notes {
    /// Starts with no problem in the file of this name.
    pub(crate) fn new(file: &SourcePath) -> Self {
        Notes {
            file: file.clone(),
            problems: Problems::default(),
            is_quiet: false,
            oddities: BTreeMap::new(),
        }
    }

    /// Does some work without problems of single rows: those of a location that has a file already
    /// were said when its file was made.
    pub(crate) fn quietly<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.is_quiet = true;
        let result = work(self);
        self.is_quiet = false;
        result
    }

    /// A problem of one row.
    pub(crate) fn row(&mut self, line: u32, message: impl Into<String>, help: impl Into<String>) {
        if self.is_quiet {
            return;
        }
        let place = Place::line(&self.file, line);
        self.push(Problem::new(Kind::ImportRow, place, message, help));
    }

    /// A problem anywhere.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// A place in CQC's file.
    pub(crate) fn line(&self, line: u32) -> Place {
        Place::line(&self.file, line)
    }

    /// Something odd that may be in more rows.
    pub(crate) fn odd(&mut self, line: u32, oddity: Oddity) {
        let (first, count) = self.oddities.entry(oddity).or_insert((line, 0));
        *first = (*first).min(line);
        *count += 1;
    }

    /// Forgets all that is odd but this.
    pub(crate) fn keep_odd(&mut self, keep: impl Fn(&Oddity) -> bool) {
        self.oddities.retain(|oddity, _| keep(oddity));
    }

    /// All problems.
    pub(crate) fn into_problems(mut self) -> Problems {
        for (oddity, (line, count)) in std::mem::take(&mut self.oddities) {
            let place = self.line(line);
            self.push(problem_of(&oddity, place, count));
        }
        self.problems
    }
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}

fn problem_of(oddity: &Oddity, place: Place, count: usize) -> Problem {
    let rows = rows(count);
    let (kind, message, help) = match oddity {
        Oddity::UnknownType(word) => (
            Kind::ImportRow,
            format!("No kind of provider stands for CQC's service type `{word}` ({rows})."),
            format!("Choose a kind in `{}`, and add `{word}` to its `cqc` lines.", ListName::Kinds.path()),
        ),
        Oddity::UnknownSpecialism(word) => (
            Kind::ImportRow,
            format!("No need or age stands for CQC's words `{word}` ({rows})."),
            format!(
                "Choose an item in `{}` or `{}`, and add `{word}` to its `cqc` lines.",
                ListName::Needs.path(),
                ListName::Ages.path()
            ),
        ),
        Oddity::UnknownRating(word) => (
            Kind::ImportRow,
            format!("`{word}` is not one of CQC's ratings ({rows}). It was left out."),
            "Look at CQC's page for this service. Then tell the people who look after Handrail."
                .to_owned(),
        ),
        Oddity::RatingWithoutDay => (
            Kind::ImportRow,
            format!("The day of the rating is missing or cannot be read ({rows}). The rating was left out."),
            "A rating can be years old, so Handrail shows none without its day. CQC's page has the \
             day."
                .to_owned(),
        ),
        Oddity::RatingOnFirstDay => (
            Kind::ImportRow,
            format!(
                "The day of the rating is the day when the service started ({rows}). The rating was \
                 left out."
            ),
            "No service is rated on its first day, so this cannot be the day of the rating. Get the \
             file from CQC's website again, or use CQC's list of the latest ratings."
                .to_owned(),
        ),
        Oddity::NewArea(name) => (
            Kind::ImportNewArea,
            format!(
                "CQC's file has the local authority `{name}`. The list of areas does not have it, so \
                 {rows} were left out."
            ),
            format!(
                "If the site covers that place, add it to `{}`. Or import again with `--add-areas`, \
                 which adds every new place. With `--authority` you can choose places.",
                ListName::Areas.path()
            ),
        ),
    };
    let message = message.replace("1 row were left out", "1 row was left out");
    Problem::new(kind, place, message, help)
}

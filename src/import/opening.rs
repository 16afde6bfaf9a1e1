//! CQC's file and the lists of the project, opened together. What cannot be used is said here.

use std::collections::BTreeMap;

use super::areas::place_key;
use super::columns::Column;
use super::cqc_file::{CqcFile, Unusable};
use crate::model::lists::Lists;
use crate::model::values::Date;
use crate::problem::near::{list_words, nearest};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::read::{Input, locate};
use crate::source::{SourcePath, Sources};

/// Why CQC's file could not be used.
#[derive(Clone, Debug)]
pub enum Stopped {
    /// CQC's file or the lists of the project have errors.
    Problems(Problems),
    /// A local authority was asked for that CQC's file does not have.
    UnknownAuthority {
        /// What was asked for.
        name: String,
        /// What may have been meant.
        near: Option<String>,
    },
}

impl Stopped {
    /// Stopped by one problem.
    pub(crate) fn one(problem: Problem) -> Self {
        let mut problems = Problems::default();
        problems.push(problem);
        Stopped::Problems(problems)
    }
}

/// What was asked for.
pub(crate) struct Asked<'a> {
    /// Today.
    pub(crate) today: Date,
    /// The day of the file, for a file that does not say it.
    pub(crate) dated: Option<Date>,
    /// Only these local authorities. All, if there is none.
    pub(crate) authorities: &'a [String],
}

/// What every use of CQC's file starts from.
pub(crate) struct Opened {
    /// The lists of the project.
    pub(crate) lists: Lists,
    /// CQC's file.
    pub(crate) cqc: CqcFile,
    /// The day of CQC's file.
    pub(crate) as_of: Date,
}

/// Reads the lists and CQC's file.
///
/// # Errors
///
/// When the file cannot be used at all.
pub(crate) fn open(
    sources: &Sources,
    file: &SourcePath,
    bytes: &[u8],
    asked: &Asked<'_>,
) -> Result<Opened, Stopped> {
    let input = Input { today: asked.today };
    let (lists, found) = input.read_lists(sources);
    if found.has_errors() {
        return Err(Stopped::Problems(
            found.map_places(|place| locate(place, sources)),
        ));
    }
    let cqc =
        CqcFile::read(bytes).map_err(|unusable| Stopped::one(header_problem(file, &unusable)))?;
    let as_of = cqc.produced_on.or(asked.dated).unwrap_or(asked.today);
    if as_of > asked.today {
        return Err(Stopped::one(future_file(file, as_of)));
    }
    check_authorities(&cqc, asked.authorities)?;
    Ok(Opened { lists, cqc, as_of })
}

fn header_problem(file: &SourcePath, unusable: &Unusable) -> Problem {
    let again = "Get CQC's care directory from CQC's website again, as a CSV file. Do not change it in \
                 another program before you import it.";
    let (place, message) = match unusable {
        Unusable::Empty => (
            Place::file(file),
            "This file is empty, so it cannot be used.".to_owned(),
        ),
        Unusable::NotCsv => (
            Place::file(file),
            "This is a spreadsheet or a zip file, not a CSV file, so it cannot be used.".to_owned(),
        ),
        Unusable::NoHeader => (
            Place::file(file),
            "This file has no row with the names of CQC's columns, so it cannot be used."
                .to_owned(),
        ),
        Unusable::MissingColumns { line, missing } => {
            let titles: Vec<&str> = missing.iter().map(|column| column.title()).collect();
            let columns = if titles.len() == 1 {
                "the column"
            } else {
                "the columns"
            };
            (
                Place::line(file, *line),
                format!(
                    "This file lacks {columns} {}, so it cannot be used.",
                    list_words(&titles)
                ),
            )
        }
    };
    Problem::new(Kind::ImportHeader, place, message, again)
}

fn future_file(file: &SourcePath, day: Date) -> Problem {
    Problem::new(
        Kind::ImportHeader,
        Place::file(file),
        format!("This file is of {day}. That day has not come yet, so it cannot be used."),
        "Check the day in the file, after `--dated`, and on this computer.",
    )
}

/// Each local authority that was asked for must be in the file: a slip would leave all its rows out.
fn check_authorities(cqc: &CqcFile, wanted: &[String]) -> Result<(), Stopped> {
    let known: BTreeMap<String, &str> = cqc
        .rows()
        .map(|row| row.get(Column::Authority))
        .filter(|name| !name.is_empty())
        .map(|name| (place_key(name), name))
        .collect();
    for name in wanted {
        let key = place_key(name);
        if known.contains_key(&key) {
            continue;
        }
        let near = nearest(&key, known.keys().map(String::as_str));
        return Err(Stopped::UnknownAuthority {
            name: name.clone(),
            near: near
                .and_then(|near| known.get(near))
                .map(|near| (*near).to_owned()),
        });
    }
    Ok(())
}

//! What the last build went by and what it left, so that nothing is made again when nothing changed.
//!
//! The note holds sums and what was told. It only counts if all of this still has its sum: everything that went in (each
//! file, the options, the program itself), everything that came out, where that lies on the disk, and what was told. So a
//! note that is old, broken, changed or from somewhere else costs time and nothing else.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::model::sum::{SetSum, Sum};
use crate::output::{Sink, Size};
use crate::pipeline::{Built, Options};
use crate::problem::{Kind, Place, Point, Problem, Problems};
use crate::source::{SourcePath, Sources};

/// The way a note is written. Another number: another way.
const FORM: u32 = 2;

/// What the notes are called.
const SORT: &str = "last-build";

/// Knows what goes into a build, and into which folder it goes.
pub(super) struct Last {
    project: PathBuf,
    out: PathBuf,
    /// The name of the note: each folder that sites are built into has its own.
    name: String,
    went_in: String,
}

/// A build, as it is noted.
#[derive(Serialize, Deserialize)]
struct Note {
    form: u32,
    went_in: String,
    /// The sum of all that it counts by.
    sum: String,
    told: Told,
}

/// What people were told of a build.
#[derive(Serialize, Deserialize)]
struct Told {
    pages: usize,
    providers: usize,
    files: u64,
    bytes: u64,
    largest: u64,
    problems: Vec<NotedProblem>,
}

#[derive(Serialize, Deserialize)]
struct NotedProblem {
    kind: String,
    place: NotedPlace,
    message: String,
    help: String,
    also: Vec<(NotedPlace, String)>,
}

/// A file, and a line, a column and a width in it.
#[derive(Serialize, Deserialize)]
struct NotedPlace(String, Option<(u32, u32, u32)>);

impl Last {
    /// Looks at what goes in. Nothing comes back if that cannot be known.
    pub(super) fn new(
        project: &Path,
        out: &Path,
        sources: &Sources,
        options: &Options,
    ) -> Option<Last> {
        let mut sum = SetSum::of("options", format!("{options:?}").as_bytes());
        let program = std::env::current_exe().ok()?;
        sum.add(SetSum::of("program", &disk::read_file(&program).ok()?));
        for (path, source) in sources.iter() {
            sum.add(SetSum::of(&format!("/{path}"), source.bytes()));
        }
        let place = std::path::absolute(out).ok()?;
        let place = Sum::of(place.as_os_str().as_encoded_bytes());
        Some(Last {
            project: project.to_path_buf(),
            out: out.to_path_buf(),
            name: place.start(12).to_owned(),
            went_in: sum.to_string(),
        })
    }

    /// The last build, if the same went into it and its site is still as it left it.
    pub(super) fn build(&self) -> Option<Built> {
        let bytes = disk::note(&self.project, &format!("{SORT}-{}", self.name))?;
        let note: Note = serde_json::from_slice(&bytes).ok()?;
        if note.form != FORM || note.went_in != self.went_in {
            return None;
        }
        let adding = Adding::default();
        let is_whole = disk::each_made(&self.out, &|path, bytes| adding.add(path, bytes));
        if !is_whole || self.sum(&note.told, &adding.sum())? != note.sum {
            return None;
        }
        let problems = note.told.problems();
        // No note is kept of a build with errors.
        let problems = problems.filter(|problems| !problems.has_errors())?;
        Some(Built {
            problems,
            providers: note.told.providers,
            pages: note.told.pages,
            size: Size {
                files: note.told.files,
                bytes: note.told.bytes,
                largest: note.told.largest,
            },
            ..Built::default()
        })
    }

    /// Notes a build that went well. Where no note can be written, the next build makes everything again.
    pub(super) fn keep(&self, built: &Built, came_out: &str) {
        let problems = built.problems.iter().map(NotedProblem::of).collect();
        let Some(problems) = problems else {
            return;
        };
        let told = Told {
            pages: built.pages,
            providers: built.providers,
            files: built.size.files,
            bytes: built.size.bytes,
            largest: built.size.largest,
            problems,
        };
        let Some(sum) = self.sum(&told, came_out) else {
            return;
        };
        let note = Note {
            form: FORM,
            went_in: self.went_in.clone(),
            sum,
            told,
        };
        if let Ok(text) = serde_json::to_vec(&note) {
            let _ = disk::keep_note(&self.project, SORT, &self.name, &text);
        }
    }

    /// The sum of all that a note counts by. Where the site lies on this disk is part of it: nobody can know that
    /// who only sends files.
    fn sum(&self, told: &Told, came_out: &str) -> Option<String> {
        let place = disk::name_of_made(&self.out)?;
        let told = serde_json::to_string(told).ok()?;
        let all = [
            FORM.to_string().as_str(),
            &self.went_in,
            came_out,
            &place,
            &told,
        ]
        .join("\n");
        Some(Sum::of(all.as_bytes()).as_str().to_owned())
    }
}

impl Told {
    fn problems(&self) -> Option<Problems> {
        let mut problems = Problems::default();
        for problem in &self.problems {
            problems.push(problem.problem()?);
        }
        Some(problems)
    }
}

impl NotedProblem {
    fn of(problem: &Problem) -> Option<NotedProblem> {
        let also = problem.also.iter();
        Some(NotedProblem {
            kind: problem.kind.name().to_owned(),
            place: NotedPlace::of(&problem.place)?,
            message: problem.message.clone(),
            help: problem.help.clone(),
            also: also
                .map(|(place, words)| Some((NotedPlace::of(place)?, words.clone())))
                .collect::<Option<_>>()?,
        })
    }

    fn problem(&self) -> Option<Problem> {
        let kind = Kind::from_name(&self.kind)?;
        let (message, help) = (self.message.as_str(), self.help.as_str());
        let problem = Problem::new(kind, self.place.place(), message, help);
        let add = |problem: Problem, (place, words): &(NotedPlace, String)| {
            problem.also(place.place(), words.as_str())
        };
        Some(self.also.iter().fold(problem, add))
    }
}

impl NotedPlace {
    /// Nothing for a place that is no line yet.
    fn of(place: &Place) -> Option<NotedPlace> {
        let point = match place.point {
            Point::WholeFile => None,
            Point::Text {
                line,
                column,
                width,
            } => Some((line, column, width)),
            Point::Value(_) | Point::Name(_) => return None,
        };
        Some(NotedPlace(place.path.as_str().to_owned(), point))
    }

    fn place(&self) -> Place {
        let path = SourcePath::new(&self.0);
        match self.1 {
            Some((line, column, width)) => Place::text(&path, line, column, width),
            None => Place::file(&path),
        }
    }
}

/// Adds up files.
#[derive(Default)]
struct Adding(Mutex<SetSum>);

impl Adding {
    fn add(&self, path: &str, bytes: &[u8]) {
        let one = SetSum::of(path, bytes);
        let mut sum = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sum.add(one);
    }

    fn sum(&self) -> String {
        let sum = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sum.to_string()
    }
}

/// Adds up what comes out, and hands it on. Every file is to come: none can be kept from a site before.
pub(super) struct Summing<'s> {
    sink: &'s dyn Sink,
    files: Adding,
}

impl<'s> Summing<'s> {
    /// Starts with nothing.
    pub(super) fn new(sink: &'s dyn Sink) -> Self {
        Summing {
            sink,
            files: Adding::default(),
        }
    }

    /// The sum of all that came.
    pub(super) fn sum(&self) -> String {
        self.files.sum()
    }
}

impl Sink for Summing<'_> {
    fn begin(&self) -> bool {
        self.sink.begin()
    }

    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        self.files.add(path, &bytes);
        self.sink.take(path, bytes)
    }
}

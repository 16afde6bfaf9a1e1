//! The rows of CQC's file, one after the other: new file, changed file, same, or left out.

use std::collections::BTreeMap;

use super::areas::{Areas, place_key};
use super::columns::Column;
use super::cqc_file::{CqcFile, Row};
use super::facts::{FactReader, Facts};
use super::listing::files_of_locations;
use super::notes::{Notes, Oddity};
use super::provider_file::{file_id, new_text};
use super::status::{is_closed, is_dormant, rows_of};
use super::update::{DAY_ONLY, update};
use super::words::Vocabulary;
use super::{FileChange, ImportOptions, Imported, LeftOut, NewAreas, areas_path};
use crate::model::lists::{Item, ListName, Lists};
use crate::model::values::{Date, Id};
use crate::problem::{Kind, Place, Problem, Severity};
use crate::read::{Input, is_cqc};
use crate::source::{Source, SourcePath, Sources};

const ADD_BY_HAND: &str = "Does the service belong in the directory? Look for it on CQC's website, and \
                           add a file for it in `providers/`.";

/// Goes through the rows and gathers what would be written.
pub(crate) struct Importer<'a> {
    sources: &'a Sources,
    input: Input,
    cqc: &'a CqcFile,
    options: &'a ImportOptions,
    as_of: Date,
    reader: FactReader<'a>,
    /// The lists, with the new areas in them.
    lists: Lists,
    areas: Areas,
    /// The provider file of each location that has one.
    files: BTreeMap<String, SourcePath>,
    /// The line of each location that was read.
    seen: BTreeMap<String, u32>,
    notes: Notes,
    imported: Imported,
}

impl<'a> Importer<'a> {
    /// Makes ready.
    pub(crate) fn new(
        sources: &'a Sources,
        lists: &'a Lists,
        file: &SourcePath,
        cqc: &'a CqcFile,
        options: &'a ImportOptions,
        as_of: Date,
    ) -> Self {
        let mut notes = Notes::new(file);
        Importer {
            sources,
            input: Input {
                today: options.today,
            },
            cqc,
            options,
            as_of,
            reader: FactReader {
                file: cqc,
                lists,
                vocabulary: Vocabulary::new(lists),
                today: options.today,
            },
            lists: lists.clone(),
            areas: Areas::new(lists),
            files: files_of_locations(sources, &mut notes),
            seen: BTreeMap::new(),
            notes,
            imported: Imported {
                as_of: Some(as_of),
                ..Imported::default()
            },
        }
    }

    /// Goes through all rows that were asked for.
    pub(crate) fn import_rows(&mut self) {
        for line in &self.cqc.uneven {
            self.imported.rows += 1;
            self.leave_out(LeftOut::Uneven);
            self.notes.row(
                *line,
                "This row has more or fewer values than there are columns, so it was left out.",
                "Get the file from CQC's website again. It may have been cut off or changed.",
            );
        }
        let cqc = self.cqc;
        for row in rows_of(cqc, &self.options.authorities) {
            self.imported.rows += 1;
            if let Err(reason) = self.import_row(&row) {
                self.leave_out(reason);
            }
        }
    }

    fn leave_out(&mut self, reason: LeftOut) {
        *self.imported.left_out.entry(reason).or_default() += 1;
    }

    fn import_row(&mut self, row: &Row<'_>) -> Result<(), LeftOut> {
        let location = row.location();
        if !is_cqc(&location) {
            self.notes.row(
                row.line,
                "This row has no CQC number, so it was left out.",
                ADD_BY_HAND,
            );
            return Err(LeftOut::NoNumber);
        }
        if let Some(first) = self.seen.insert(location.clone(), row.line) {
            let problem = Problem::new(
                Kind::ImportRow,
                self.notes.line(row.line),
                format!(
                    "The location `{location}` stands in this file twice. This row was left out."
                ),
                "There is nothing to do if both rows say the same.",
            );
            let first_place = self.notes.line(first);
            self.notes.push(problem.also(first_place, "the first one"));
            return Err(LeftOut::Twice);
        }
        let path = self.files.get(&location).cloned();
        if is_closed(row, self.options.today) {
            if let Some(path) = path {
                self.notes.push(closed(&path));
            }
            return Err(LeftOut::Closed);
        }
        match path {
            Some(path) => self.update_file(row, &path)?,
            None => self.add_file(row, &location)?,
        }
        if is_dormant(row) {
            self.imported.dormant += 1;
        }
        Ok(())
    }

    fn update_file(&mut self, row: &Row<'_>, path: &SourcePath) -> Result<(), LeftOut> {
        let reader = &self.reader;
        let facts = self.notes.quietly(|notes| reader.read(row, notes));
        // Only `text()` takes the byte-order mark away, and the mark must stay in the file.
        let bytes = self
            .sources
            .get(path.as_str())
            .map(Source::bytes)
            .unwrap_or_default();
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let update = update(path, text, &facts, self.as_of).ok_or(LeftOut::CannotChange)?;
        let is_refused = update
            .problems
            .iter()
            .any(|problem| problem.kind == Kind::ImportRow);
        for problem in update.problems {
            self.notes.push(problem);
        }
        let Some(new) = update.text else {
            if is_refused {
                return Err(LeftOut::CannotChange);
            }
            self.imported.same += 1;
            return Ok(());
        };
        let errors = self.errors(path, &new);
        if errors.len() > self.errors(path, text).len() {
            self.notes.row(
                row.line,
                format!(
                    "With this row `{path}` would have an error: {}",
                    errors.join(" ")
                ),
                "The file stays as it was. Look at it and at CQC's page for this service.",
            );
            return Err(LeftOut::CannotChange);
        }
        let change = FileChange {
            path: path.clone(),
            text: new,
            what: update.what.join(", "),
        };
        if change.what == DAY_ONLY {
            self.imported.dated.push(change);
        } else {
            self.imported.changed.push(change);
        }
        Ok(())
    }

    fn add_file(&mut self, row: &Row<'_>, location: &str) -> Result<(), LeftOut> {
        let authority = row.get(Column::Authority);
        if place_key(authority).is_empty() {
            self.notes.row(
                row.line,
                "This row has no local authority, so its area is not known. It was left out.",
                ADD_BY_HAND,
            );
            return Err(LeftOut::NoAuthority);
        }
        let is_new = self.areas.find(authority).is_none();
        if is_new && self.options.new_areas == NewAreas::LeaveOut {
            self.notes
                .odd(row.line, Oddity::NewArea(authority.to_owned()));
            return Err(LeftOut::NewArea);
        }
        let facts = self.reader.read(row, &mut self.notes);
        if facts.kinds.is_empty() || facts.name.is_empty() {
            self.notes
                .row(row.line, nothing_fits(row, &facts), ADD_BY_HAND);
            return Err(LeftOut::NoKind);
        }
        let path = file_id(location).map(|id| SourcePath::new(format!("providers/{id}.yml")));
        let path = path.ok_or(LeftOut::NoNumber)?;
        if self.sources.get(path.as_str()).is_some() {
            self.notes.push(Problem::new(
                Kind::ImportRow,
                Place::file(&path),
                format!("This file is in the way: it has the name for the location `{location}`, but not that number."),
                format!("Add it, so that the import knows the file:\ncqc:\n  location: {location}"),
            ));
            return Err(LeftOut::CannotChange);
        }
        if is_new {
            self.add_area(authority);
        }
        let area = self.areas.find(authority).ok_or(LeftOut::NoAuthority)?;
        let text = new_text(&facts, area, self.as_of);
        let errors = self.errors(&path, &text);
        if !errors.is_empty() {
            self.notes.row(
                row.line,
                format!(
                    "The facts of this row make no good provider file: {}",
                    errors.join(" ")
                ),
                ADD_BY_HAND,
            );
            return Err(LeftOut::NoGoodFile);
        }
        self.imported.new.push(FileChange {
            path,
            text,
            what: facts.name,
        });
        Ok(())
    }

    fn add_area(&mut self, authority: &str) {
        let Some(id) = self.areas.add(authority) else {
            return;
        };
        let mut list = self.lists.get(ListName::Areas).clone();
        list.push(Item::new(id, authority));
        self.lists.insert(ListName::Areas, list);
    }

    /// What the project's own reader finds wrong in the text of a provider file.
    fn errors(&self, path: &SourcePath, text: &str) -> Vec<String> {
        let Some(id) = Id::parse(path.stem()) else {
            return Vec::new();
        };
        let source = Source::new(text.as_bytes());
        let (_, problems) = self.input.read_provider(path, &source, &id, &self.lists);
        let errors = problems
            .iter()
            .filter(|problem| problem.severity() == Severity::Error);
        errors.map(|problem| problem.message.clone()).collect()
    }

    /// Everything that would be written.
    pub(crate) fn finish(mut self) -> Result<Imported, Box<Problem>> {
        self.imported.new_areas = self.areas.new_names();
        if !self.imported.new_areas.is_empty() {
            let text = self.areas.text_with_new(self.sources, &self.input);
            let text = text.ok_or_else(|| Box::new(cannot_add_areas()))?;
            self.imported.areas = Some(FileChange {
                path: areas_path(),
                text,
                what: self.imported.new_areas.join(", "),
            });
        }
        self.imported.problems = self.notes.into_problems();
        Ok(self.imported)
    }
}

fn nothing_fits(row: &Row<'_>, facts: &Facts) -> String {
    if facts.name.is_empty() {
        return "This row has no name, so it was left out.".to_owned();
    }
    match row.get(Column::ServiceTypes) {
        "" => "This row has no service type, so its kind is not known. It was left out.".to_owned(),
        types => format!(
            "No kind of provider fits `{}`, so this row was left out.",
            super::tidy::shorten(types, 100)
        ),
    }
}

fn cannot_add_areas() -> Problem {
    Problem::new(
        Kind::ImportNewArea,
        Place::file(&areas_path()),
        "New areas cannot be added to the end of this file, so nothing was imported.",
        "Write one item below the other, each with `- id:` at the left edge. Or import without \
         `--add-areas`.",
    )
}

fn closed(path: &SourcePath) -> Problem {
    Problem::new(
        Kind::ImportRow,
        Place::file(path),
        "CQC says that this service has closed. Your file was not touched.",
        "Ask the provider. If it has closed, delete this file.",
    )
}

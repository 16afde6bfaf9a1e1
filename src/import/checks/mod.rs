//! The table of checks, as it comes back from a spreadsheet -> new checks at the end of the records.
//!
//! 1. `sheet`: the bytes become rows, with columns found by their names.
//! 2. `row`: a row that differs from what is known becomes a new check, or says what is wrong.
//! 3. Here: the new checks of each provider become the new text of its record.
//!
//! Old checks are never changed. A row that says nothing new is left alone, so the same table can be
//! brought in twice.

mod row;
mod sheet;

use std::collections::BTreeMap;

use super::FileChange;
use crate::edit::add_item;
use crate::model::checks::CheckRecord;
use crate::model::days::Date;
use crate::model::site::Site;
use crate::model::values::Id;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::read::YamlValue;
use crate::renewals::columns::Column;
use crate::source::{SourcePath, Sources};

use row::{Added, Known, RowReader};
use sheet::Sheet;

/// The fields of a record, in the order in which people write them.
const ORDER: &[&str] = &["applied_on", "checks", "contacted", "paused", "left"];

/// What a table of checks would do.
#[derive(Clone, Debug, Default)]
pub struct ImportedChecks {
    /// How many rows were looked at.
    pub rows: usize,
    /// How many of them say nothing new.
    pub same: usize,
    /// The records that change.
    pub changed: Vec<FileChange>,
    /// What is new, in words, in the order of the table.
    pub new: Vec<String>,
    /// Everything that is wrong with the table, with its place. Nothing may be written if there is
    /// something.
    pub problems: Problems,
}

/// Works out what a table of checks would do. Nothing is written here.
pub fn import_checks(
    sources: &Sources,
    site: &Site,
    file: &SourcePath,
    bytes: &[u8],
    today: Date,
) -> ImportedChecks {
    let mut imported = ImportedChecks::default();
    let sheet = match Sheet::read(bytes) {
        Ok(sheet) => sheet,
        Err(unusable) => {
            let place = Place::line(file, unusable.line);
            let problem = Problem::new(Kind::TableHeader, place, unusable.message, unusable.help);
            imported.problems.push(problem);
            return imported;
        }
    };
    let reader = RowReader { site, today };
    let mut added: BTreeMap<Id, Vec<Added>> = BTreeMap::new();
    for row in sheet.rows() {
        imported.rows += 1;
        match reader.read(&row, &added) {
            Ok(Known::Same) => imported.same += 1,
            Ok(Known::New(provider, one)) => {
                imported.new.push(one.words.clone());
                added.entry(provider).or_default().push(one);
            }
            Err(wrong) => {
                for (column, message, help) in wrong {
                    let place = match column.and_then(|column| row.column_of(column)) {
                        Some((number, width)) => Place::text(file, row.line, number, width),
                        None => Place::line(file, row.line),
                    };
                    let problem = Problem::new(Kind::TableRow, place, message, help);
                    imported.problems.push(problem);
                }
            }
        }
    }
    for (id, added) in added {
        match record_with(sources, site, &id, &added) {
            Ok(change) => imported.changed.push(change),
            Err(problem) => imported.problems.push(*problem),
        }
    }
    imported
}

/// The record of a provider with new checks at its end.
fn record_with(
    sources: &Sources,
    site: &Site,
    id: &Id,
    added: &[Added],
) -> Result<FileChange, Box<Problem>> {
    let path = SourcePath::new(format!("providers/checks/{id}.yml"));
    let name = site.providers.get(id).map_or(id.as_str(), |one| &one.name);
    let old = match sources.get(path.as_str()) {
        Some(source) => String::from_utf8_lossy(source.bytes()).into_owned(),
        None => format!("# Checks of {name}. This folder belongs to the provider checks team.\n"),
    };
    let top = KeyPath::default();
    let mut text = Some(old);
    for one in added {
        if let Some(check) = &one.check {
            text = text.and_then(|text| add_item(&text, &top.field("checks"), check, ORDER));
        }
    }
    for item in contacted(added) {
        text = text.and_then(|text| add_item(&text, &top.field("contacted"), &item, ORDER));
    }
    let Some(text) = text else {
        return Err(Box::new(Problem::new(
            Kind::TableRow,
            Place::file(&path),
            "This record is written in a way that Handrail cannot add to.",
            "Write the new checks into it yourself. Then bring the table in again: those rows then \
             say nothing new.",
        )));
    };
    Ok(FileChange {
        path,
        text,
        what: match added.len() {
            1 => "1 row".to_owned(),
            count => format!("{count} rows"),
        },
    })
}

/// On which days the provider was asked, and about what.
fn contacted(added: &[Added]) -> Vec<YamlValue> {
    let mut days: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
    for one in added {
        if let Some(day) = one.contacted_on {
            days.entry(day).or_default().push(one.criterion.as_str());
        }
    }
    let item = |(day, about): (Date, Vec<&str>)| {
        let about = about.into_iter().map(|one| YamlValue::Text(one.to_owned()));
        YamlValue::Fields(vec![
            ("on".to_owned(), YamlValue::Text(day.to_string())),
            ("about".to_owned(), YamlValue::List(about.collect())),
        ])
    };
    days.into_iter().map(item).collect()
}

/// True when the record says already that the provider was asked on this day about this.
fn was_asked(record: &CheckRecord, day: Date, criterion: &Id) -> bool {
    record.contacted.iter().any(|one| {
        let is_about = one.about.is_empty() || one.about.contains(criterion);
        one.on == day && is_about
    })
}

/// Columns without which no row can be used.
const NEEDED: [Column; 5] = [
    Column::Provider,
    Column::Criterion,
    Column::Result,
    Column::Method,
    Column::CheckedOn,
];

//! The bytes of the table -> its rows. Spreadsheets put semicolons or tabs between cells in some
//! countries, change the order of columns, and add empty ones.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::NEEDED;
use crate::import::letters::decode;
use crate::import::lines::Lines;
use crate::problem::near::list_words;
use crate::renewals::columns::Column;
use crate::renewals::table::FORMULA;

/// The table.
pub(super) struct Sheet {
    columns: BTreeMap<Column, usize>,
    rows: Vec<(u32, StringRecord)>,
}

/// Why a table cannot be used at all.
pub(super) struct Unusable {
    pub(super) line: u32,
    pub(super) message: String,
    pub(super) help: String,
}

/// A row of the table.
pub(super) struct Row<'s> {
    /// The line of the file on which it starts, from 1.
    pub(super) line: u32,
    sheet: &'s Sheet,
    cells: &'s StringRecord,
}

const SAVE_AS_CSV: &str = "In the spreadsheet, choose “Save as” and then “CSV UTF-8”. \
                           `handrail due --format csv` makes a table to start from.";

impl Sheet {
    /// Reads the table.
    pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Unusable> {
        let unusable = |line, message: String, help: &str| Unusable {
            line,
            message,
            help: help.to_owned(),
        };
        let text = decode(bytes);
        if bytes.starts_with(b"PK") || text.contains('\0') {
            let message = "This is a spreadsheet or another kind of file, not a CSV file.";
            return Err(unusable(1, message.to_owned(), SAVE_AS_CSV));
        }
        if text.trim().is_empty() {
            let message = "This file is empty.";
            return Err(unusable(1, message.to_owned(), SAVE_AS_CSV));
        }
        let first = text.lines().next().unwrap_or_default();
        let count = |mark: char| first.matches(mark).count();
        let marks = [',', ';', '\t'];
        let between = marks.into_iter().rev().max_by_key(|mark| count(*mark));
        let between = u8::try_from(between.unwrap_or(',')).unwrap_or(b',');
        let mut records = Lines::new(&text, between).map(|(line, mut cells)| {
            cells.trim();
            (line, cells)
        });
        let header = records.next();
        let columns = header.map_or_else(BTreeMap::new, |(_, cells)| columns(&cells));
        let missing: Vec<&str> = NEEDED
            .iter()
            .filter(|column| !columns.contains_key(column))
            .map(|column| column.heading())
            .collect();
        if !missing.is_empty() {
            let message = format!("The first line lacks {}.", list_words(&missing));
            let help = "The first line holds the names of the columns. Leave it as \
                        `handrail due --format csv` wrote it.";
            return Err(unusable(1, message, help));
        }
        let is_filled = |cells: &StringRecord| cells.iter().any(|cell| !cell.is_empty());
        let rows = records.filter(|(_, cells)| is_filled(cells)).collect();
        Ok(Sheet { columns, rows })
    }

    /// The rows, in the order of the file.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            line: *line,
            sheet: self,
            cells,
        })
    }
}

fn columns(cells: &StringRecord) -> BTreeMap<Column, usize> {
    let mut columns = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        let plain = cell.to_lowercase().replace([' ', '-'], "_");
        let found = Column::ALL.iter().find(|(heading, _)| *heading == plain);
        if let Some((_, column)) = found {
            columns.entry(*column).or_insert(index);
        }
    }
    columns
}

impl Row<'_> {
    /// What stands in a column. The mark that keeps a spreadsheet from taking a cell for a formula is
    /// taken away.
    pub(super) fn get(&self, column: Column) -> &str {
        let index = self.sheet.columns.get(&column);
        let cell = index
            .and_then(|index| self.cells.get(*index))
            .unwrap_or_default();
        match cell.strip_prefix('\'') {
            Some(rest) if rest.trim_start().starts_with(FORMULA) => rest,
            _ => cell,
        }
    }

    /// The place of a cell in the line, in characters from 1, and its width, if that is certain.
    pub(super) fn column_of(&self, column: Column) -> Option<(u32, u32)> {
        let index = *self.sheet.columns.get(&column)?;
        let mut before = 0;
        for cell in self.cells.iter().take(index) {
            if cell.contains(['\n', '"', ',', ';', '\t']) {
                return None;
            }
            before += cell.chars().count() + 1;
        }
        let width = self.cells.get(index)?.chars().count();
        u32::try_from(before + 1)
            .ok()
            .zip(u32::try_from(width).ok())
    }
}

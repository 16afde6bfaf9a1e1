//! The bytes of CQC's CSV file -> its rows, with columns found by their names.
//!
//! CQC changes its file now and then: lines before the names of the columns, capital letters,
//! brackets that are never closed, the alphabet, the order of columns. So columns are found by
//! their names alone. Two layouts are known: the care directory, and the list with ratings.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::columns::Column;
use super::day::day_in_line;
use super::letters::decode;
use super::lines::Lines;
use crate::model::values::Date;

/// Lines that are looked at for the names of the columns. CQC's file has 5.
const MOST_LINES_BEFORE: usize = 200;

/// Columns without which no row can be used.
const NEEDED: [Column; 4] = [
    Column::Name,
    Column::Location,
    Column::Authority,
    Column::ServiceTypes,
];

/// Why a file cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It has no bytes, or only spaces.
    Empty,
    /// It is a spreadsheet or a zip file.
    NotCsv,
    /// No line has the names of CQC's columns.
    NoHeader,
    /// The line with the names lacks columns that are needed.
    MissingColumns {
        /// The line, from 1.
        line: u32,
        /// What is not there.
        missing: Vec<Column>,
    },
}

/// CQC's file.
#[derive(Clone, Debug)]
pub(crate) struct CqcFile {
    /// The day on which CQC made it, if it says so.
    pub(crate) produced_on: Option<Date>,
    /// Lines that have more or fewer values than there are columns. They are not rows.
    pub(crate) uneven: Vec<u32>,
    columns: BTreeMap<Column, usize>,
    rows: Vec<(u32, StringRecord)>,
}

/// One row: one location.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'f> {
    /// The line of the file on which it starts, from 1.
    pub(crate) line: u32,
    file: &'f CqcFile,
    cells: &'f StringRecord,
}

impl<'f> Row<'f> {
    /// What stands in a column, without spaces around it. Empty if the file lacks the column.
    pub(crate) fn get(&self, column: Column) -> &'f str {
        let index = self.file.columns.get(&column);
        index
            .and_then(|index| self.cells.get(*index))
            .unwrap_or_default()
            .trim()
    }

    /// CQC's number of the location. Where it is missing, the address of CQC's page has it.
    pub(crate) fn location(&self) -> String {
        let cell = self.get(Column::Location);
        let number = match cell {
            "" => self
                .get(Column::LocationPage)
                .rsplit('/')
                .next()
                .unwrap_or_default(),
            cell => cell,
        };
        number.trim().to_ascii_uppercase()
    }
}

impl CqcFile {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it is not one of CQC's files.
    pub(crate) fn read(bytes: &[u8]) -> Result<CqcFile, Unusable> {
        if bytes.starts_with(b"PK") {
            return Err(Unusable::NotCsv);
        }
        let text = decode(bytes);
        if text.trim().is_empty() {
            return Err(Unusable::Empty);
        }
        let mut lines = Lines::new(&text, b',');
        let header = find_header(&mut lines)?;
        let mut file = CqcFile {
            produced_on: header.produced_on,
            uneven: Vec::new(),
            columns: header.columns,
            rows: Vec::new(),
        };
        for (line, cells) in lines {
            let is_blank = |cell: &str| cell.trim().is_empty();
            if cells.iter().all(is_blank) {
                continue;
            }
            if cells.len() < header.width || !cells.iter().skip(header.width).all(is_blank) {
                file.uneven.push(line);
            } else {
                file.rows.push((line, cells));
            }
        }
        Ok(file)
    }

    /// True when the file has this column.
    pub(crate) fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }

    /// The rows, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            line: *line,
            file: self,
            cells,
        })
    }
}

/// The line with the names of the columns, and what stands above it.
struct Header {
    produced_on: Option<Date>,
    columns: BTreeMap<Column, usize>,
    width: usize,
}

fn find_header(lines: &mut Lines<'_>) -> Result<Header, Unusable> {
    let mut produced_on = None;
    for (line, cells) in lines.take(MOST_LINES_BEFORE) {
        let columns = columns_of(&cells);
        let has = |column| columns.contains_key(&column);
        let is_header = has(Column::Name) && (has(Column::Location) || has(Column::LocationPage));
        if !is_header {
            produced_on = produced_on.or_else(|| cells.iter().find_map(day_in_line));
            continue;
        }
        let missing: Vec<Column> = NEEDED
            .into_iter()
            .filter(|column| !has(*column))
            .filter(|column| *column != Column::Location || !has(Column::LocationPage))
            .collect();
        if !missing.is_empty() {
            return Err(Unusable::MissingColumns { line, missing });
        }
        return Ok(Header {
            produced_on,
            width: (0..cells.len())
                .rev()
                .find(|index| {
                    cells
                        .get(*index)
                        .is_some_and(|cell| !cell.trim().is_empty())
                })
                .map_or(0, |last| last + 1),
            columns,
        });
    }
    Err(Unusable::NoHeader)
}

/// The place of each known column. When a name stands twice, the first one counts.
fn columns_of(cells: &StringRecord) -> BTreeMap<Column, usize> {
    let mut columns = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        if let Some(column) = Column::of_header(cell) {
            columns.entry(column).or_insert(index);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DIRECTORY: &str = "\u{feff}CQC Locations data,,,\r\n,,,\r\n\
        This data was produced on 20 May 2026,,,\r\n,,,\r\n\
        Name,Local Authority,Service types,CQC Location (for office use only\r\n\
        Kite Care,Camden,Homecare agencies,1-000000001\r\n\
        \r\n\
        \"Oak, House\",Barnet,Hospice,1-000000002,,\r\n";

    #[test]
    fn the_directory_is_found_below_the_lines_before_it() {
        let file = CqcFile::read(DIRECTORY.as_bytes()).unwrap();
        assert_eq!(file.produced_on, read_day("2026-05-20"));
        assert!(!file.has(Column::Rating));
        let rows: Vec<_> = file
            .rows()
            .map(|row| (row.line, row.get(Column::Name), row.location()))
            .collect();
        assert_eq!(
            rows,
            [
                (6, "Kite Care", "1-000000001".into()),
                (8, "Oak, House", "1-000000002".into())
            ]
        );
    }

    #[test]
    fn the_list_with_ratings_has_other_names() {
        let text = "Location Name,Location ID,Location Local Authority,Dormant (Y/N),Service Types\n\
            Kite Care,1-000000001,Camden,Y,Domiciliary care service\n";
        let file = CqcFile::read(text.as_bytes()).unwrap();
        let row = file.rows().next().unwrap();
        assert_eq!(row.get(Column::Dormant), "Y");
        assert_eq!(row.get(Column::Authority), "Camden");
        assert_eq!(row.get(Column::Phone), "");
    }

    #[test]
    fn a_number_that_is_missing_stands_in_the_address_of_the_page() {
        let text = "Name,Local authority,Service types,Location URL,CQC Location ID\n\
            Kite,Camden,Clinic,https://www.cqc.org.uk/location/rx601,\n";
        let file = CqcFile::read(text.as_bytes()).unwrap();
        assert_eq!(file.rows().next().unwrap().location(), "RX601");
    }

    #[test]
    fn letters_of_windows_are_read() {
        let bytes = b"Name,Local authority,Service types,Location ID\nCaf\xE9 \x96 Care,Camden,Clinic,RX601\n";
        let file = CqcFile::read(bytes).unwrap();
        assert_eq!(file.rows().next().unwrap().get(Column::Name), "Café – Care");
    }

    #[test]
    fn lines_with_too_few_or_too_many_values_are_not_rows() {
        let text = "Name,Local authority,Service types,Location ID\na,b\na,b,c,d,e\na,b,c,d\n";
        let file = CqcFile::read(text.as_bytes()).unwrap();
        assert_eq!(file.uneven, [2, 3]);
        assert_eq!(file.rows().map(|row| row.line).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn other_files_are_refused() {
        let read = |text: &str| CqcFile::read(text.as_bytes()).unwrap_err();
        assert_eq!(read(" \n"), Unusable::Empty);
        assert_eq!(read("PK\u{3}\u{4}"), Unusable::NotCsv);
        assert_eq!(read("first,second\n1,2\n"), Unusable::NoHeader);
        let missing = vec![Column::Authority, Column::ServiceTypes];
        assert_eq!(
            read("x\nName,Location ID\n"),
            Unusable::MissingColumns { line: 2, missing }
        );
    }

    fn read_day(text: &str) -> Option<Date> {
        super::super::day::read_day(text)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn no_bytes_stop_the_reader(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), known in any::<bool>()) {
            if known {
                let mut text = DIRECTORY.as_bytes().to_vec();
                text.append(&mut bytes);
                bytes = text;
            }
            if let Ok(file) = CqcFile::read(&bytes) {
                for row in file.rows() {
                    let _ = (row.get(Column::Phone), row.location());
                    prop_assert!(row.line > 0);
                }
            }
        }
    }
}

//! Which rows of CQC's file were asked for, and whether CQC says that a location is still at work.

use super::areas::place_key;
use super::columns::Column;
use super::cqc_file::{CqcFile, Row};
use super::day::read_day;
use crate::model::values::Date;

/// The rows of these local authorities. All rows, if there is none.
pub(crate) fn rows_of<'f>(
    cqc: &'f CqcFile,
    authorities: &[String],
) -> impl Iterator<Item = Row<'f>> {
    let wanted: Vec<String> = authorities.iter().map(|name| place_key(name)).collect();
    cqc.rows().filter(move |row| {
        wanted.is_empty() || wanted.contains(&place_key(row.get(Column::Authority)))
    })
}

/// True when CQC says that the location has closed.
pub(crate) fn is_closed(row: &Row<'_>, today: Date) -> bool {
    let status = row.get(Column::Status).to_ascii_lowercase();
    let ended = read_day(row.get(Column::LastDay)).is_some_and(|day| day <= today);
    ended
        || ["deregistered", "inactive", "closed", "archived"]
            .iter()
            .any(|word| status.starts_with(word))
}

/// True when CQC says that the location is dormant: registered, but not at work now.
pub(crate) fn is_dormant(row: &Row<'_>) -> bool {
    let starts = |column, start| row.get(column).to_ascii_lowercase().starts_with(start);
    starts(Column::Dormant, "y") || starts(Column::Status, "dormant")
}

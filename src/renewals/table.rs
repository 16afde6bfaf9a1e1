//! What is due as a table (CSV) that opens in a spreadsheet and can be brought back.

use super::columns::Column;
use crate::model::checks::{Check, CheckResult, CheckRole, Method};
use crate::model::criterion::Weight;
use crate::model::days::Date;
use crate::model::provider::word_of;
use crate::vetting::due::{Due, Urgency};

/// The table, with a first line of headings. Lines end as spreadsheets want them.
pub fn table(rows: &[Due<'_>], today: Date) -> String {
    let headings = Column::ALL.map(|(heading, _)| heading.to_owned());
    let mut lines = vec![headings.join(",")];
    lines.extend(rows.iter().map(|row| {
        let cells = Column::ALL.iter();
        let cells = cells.map(|(_, column)| quoted(safe_cell(&cell(row, *column, today))));
        cells.collect::<Vec<_>>().join(",")
    }));
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}

/// A cell between quotation marks, where a mark in it could end it. Some spreadsheets cut at semicolons and
/// tabs too, and what follows one of them would be a cell of its own that nobody has looked at. A library
/// would quote for commas alone, or every cell, and then no problem could say in which column it is.
fn quoted(cell: String) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// What starts a formula in a spreadsheet. The last four are the wide forms of the first four, which some
/// spreadsheets take for them.
pub(crate) const FORMULA: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A mark in front of what a spreadsheet could take for a formula.
pub(crate) fn safe_cell(text: &str) -> String {
    let starts = text.starts_with(['\t', '\r']) || text.trim_start().starts_with(FORMULA);
    if starts && text.parse::<i32>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn cell(row: &Due<'_>, column: Column, today: Date) -> String {
    match column {
        Column::Provider => row.provider.id.to_string(),
        Column::Name => row.provider.name.clone(),
        Column::Criterion => row.criterion.id.to_string(),
        Column::CriterionName => row.criterion.name.clone(),
        Column::Version => {
            let newest = row.criterion.newest();
            newest.map_or_else(String::new, |newest| newest.number.to_string())
        }
        Column::Weight => word_of(&Weight::WORDS, &row.weight).to_owned(),
        Column::Urgency => word_of(&Urgency::WORDS, &row.urgency).to_owned(),
        Column::EndsOn => day(row.end),
        Column::DaysLeft => row
            .days_left(today)
            .map_or_else(String::new, |days| days.to_string()),
        Column::ContactedOn => day(row.contacted_on),
        column => row
            .check
            .map_or_else(String::new, |check| of_check(check, column)),
    }
}

/// One fact of a check as the table writes it. Empty for columns that are not about the check.
pub(crate) fn of_check(check: &Check, column: Column) -> String {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match column {
        Column::Result => word_of(&CheckResult::WORDS, &check.result).to_owned(),
        Column::Evidence => check
            .evidence
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        Column::EvidenceDate => day(check.evidence_date),
        Column::EvidenceEndsOn => day(check.evidence_ends_on),
        Column::Method => word_of(&Method::WORDS, &check.method).to_owned(),
        Column::CheckedOn => day(Some(check.checked_on)),
        Column::CheckedBy => word_of(&CheckRole::WORDS, &check.checked_by).to_owned(),
        Column::SecondCheckBy => check.second_check_by.map_or_else(String::new, |role| {
            word_of(&CheckRole::WORDS, &role).to_owned()
        }),
        Column::Note => text(check.note()),
        Column::Reason => text(check.reason()),
        Column::Case => text(check.case()),
        _ => String::new(),
    }
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_ends_where_it_ends_for_every_spreadsheet() {
        assert_eq!(quoted("Kite & Co".to_owned()), "Kite & Co");
        assert_eq!(quoted("a;=1+1".to_owned()), "\"a;=1+1\"");
        assert_eq!(
            quoted("say \"x\", a\tb".to_owned()),
            "\"say \"\"x\"\", a\tb\""
        );
    }

    #[test]
    fn nothing_in_a_cell_is_a_formula() {
        assert_eq!(safe_cell("=1+1"), "'=1+1");
        assert_eq!(safe_cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(safe_cell("+44 20"), "'+44 20");
        assert_eq!(safe_cell("-cmd"), "'-cmd");
        assert_eq!(safe_cell(" =1+1"), "' =1+1");
        assert_eq!(safe_cell("\u{a0}=1+1"), "'\u{a0}=1+1");
        assert_eq!(safe_cell("\u{ff1d}1+1"), "'\u{ff1d}1+1");
        assert_eq!(safe_cell("-5"), "-5");
        assert_eq!(safe_cell("Kite & Co"), "Kite & Co");
    }
}

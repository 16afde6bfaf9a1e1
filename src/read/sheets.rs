//! `content/sheets/*.yml` -> sheets to print and to fill in.

use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME, SUMMARY};
use super::texts::{TITLE, check_order_of_dates, order};
use crate::model::sheet::{Question, Sheet, SheetForm, SheetPart, SheetTable};
use crate::model::values::Id;
use crate::problem::Kind;

/// The most lines to write on below one question. More do not fit on a page.
const MOST_LINES: usize = 20;
/// The most columns of a table. More are too narrow to write in.
const MOST_COLUMNS: usize = 5;

/// Reads one sheet.
pub(crate) fn read_sheet(fields: &Fields<'_>, id: Id) -> Option<Sheet> {
    let title = fields.required_text("title", TITLE, "title: Questions for a first meeting");
    let summary = fields.text("summary", SUMMARY);
    let picture = fields.id("picture");
    let order = order(fields);
    let form = fields.choice("form", &SheetForm::WORDS).unwrap_or_default();
    let how_to_use = fields.texts("how_to_use", LINE);
    if fields.value("parts").is_none() {
        fields.report_missing(
            "parts",
            "parts:\n  - heading: About me\n    questions:\n      - ask: What I like",
        );
    }
    let parts = fields.groups("parts", part);
    let owner = fields.text("owner", NAME);
    let last_check = fields.past_date("last_check");
    let next_check = fields.date("next_check");
    check_order_of_dates(fields, last_check, next_check);
    Some(Sheet {
        path: fields.file.path.clone(),
        id,
        title: title?,
        summary,
        picture,
        order,
        form,
        how_to_use,
        parts,
        owner,
        last_check,
        next_check,
    })
}

fn part(fields: &Fields<'_>) -> Option<SheetPart> {
    let heading = fields.required_text("heading", TITLE, "heading: About me");
    let picture = fields.id("picture");
    let words = fields.texts("words", SUMMARY);
    let questions = fields.groups("questions", question);
    let ticks = fields.texts("ticks", LINE);
    let table = fields.group("table", table).flatten();
    Some(SheetPart {
        heading: heading?,
        picture,
        words,
        questions,
        ticks,
        table,
    })
}

fn question(fields: &Fields<'_>) -> Option<Question> {
    let ask = fields.required_text("ask", LINE, "ask: What I like");
    let lines = fields.parsed(
        "lines",
        |text| {
            text.parse()
                .ok()
                .filter(|lines| (1..=MOST_LINES).contains(lines))
        },
        Kind::WrongShape,
        "a number of lines to write on",
        &format!("Write a whole number from 1 to {MOST_LINES}, like `lines: 3`."),
    );
    Some(Question { ask: ask?, lines })
}

fn table(fields: &Fields<'_>) -> Option<SheetTable> {
    let name = fields.required_text("name", LINE, "name: What it costs");
    for (field, example) in [
        ("columns", "columns: [What, Price]"),
        ("rows", "rows: [An hour on a weekday, An hour on a Sunday]"),
    ] {
        if fields.value(field).is_none() {
            fields.report_missing(field, example);
        }
    }
    let columns = fields.texts("columns", NAME);
    let rows = fields.texts("rows", LINE);
    if columns.is_empty() || rows.is_empty() {
        return None;
    }
    if !(2..=MOST_COLUMNS).contains(&columns.len()) {
        let number = match columns.len() {
            1 => "1 column".to_owned(),
            many => format!("{many} columns"),
        };
        fields.report(
            Kind::WrongShape,
            "columns",
            format!("This table has {number}. A table has 2 to {MOST_COLUMNS}."),
            "The first column has the words of the rows. Add an empty one to write in, like \
             `columns: [What, Price]`, or make 2 tables of a wide one.",
        );
        return None;
    }
    Some(SheetTable {
        name: name?,
        columns,
        rows,
    })
}

//! Sheets to print and to fill in, and their list.

use serde::Serialize;

use super::text::{CheckView, check_view};
use super::{LinkView, Parts, link_to};
use crate::model::sheet::{Sheet, SheetForm, SheetPart, SheetTable};
use crate::render::Desk;

/// Lines below a question that does not say how many it needs.
const USUAL_LINES: usize = 2;

/// What the page of a sheet may see.
#[derive(Debug, Serialize)]
struct SheetPageView {
    /// The sheet.
    sheet: SheetView,
    /// When the page was checked, and by whom.
    check: CheckView,
}

/// A sheet.
#[derive(Debug, Serialize)]
struct SheetView {
    /// Its id, under which a device keeps what a person writes.
    name: String,
    /// Its title.
    title: String,
    /// True for a card to cut out and fold.
    is_card: bool,
    /// What it is for.
    summary: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
    /// How to use it, a sentence each.
    how_to_use: Vec<String>,
    /// Its parts.
    parts: Vec<PartView>,
}

/// A part of a sheet.
#[derive(Debug, Serialize)]
struct PartView {
    /// The heading.
    heading: String,
    /// Its picture. May be empty.
    picture_html: String,
    /// Its words.
    words: Vec<String>,
    /// Its questions.
    questions: Vec<QuestionView>,
    /// Words to tick.
    ticks: Vec<String>,
    /// A table to fill in. May be missing.
    table: Option<TableView>,
}

/// Something to answer.
#[derive(Debug, Serialize)]
struct QuestionView {
    /// The question.
    ask: String,
    /// The numbers of the lines to write on.
    lines: Vec<usize>,
}

/// A small table to fill in.
#[derive(Debug, Serialize)]
struct TableView {
    /// Its name.
    name: String,
    /// What the first column holds.
    first: String,
    /// The columns to write in.
    columns: Vec<String>,
    /// The names of the rows.
    rows: Vec<String>,
}

/// The page of one sheet.
pub(crate) fn sheet(desk: &Desk<'_, '_>, sheet: &Sheet) -> Parts {
    let view = SheetPageView {
        sheet: SheetView {
            name: sheet.id.to_string(),
            title: sheet.title.clone(),
            is_card: sheet.form == SheetForm::Card,
            summary: sheet.summary.clone(),
            picture_html: desk.picture(sheet.picture.as_ref()),
            how_to_use: sheet.how_to_use.clone(),
            parts: sheet
                .parts
                .iter()
                .map(|part| part_view(desk, part, sheet.form))
                .collect(),
        },
        check: check_view(
            desk,
            sheet.owner.as_ref(),
            sheet.last_check,
            sheet.next_check,
        ),
    };
    let mut parts = Parts::new(&view, &sheet.title);
    parts.description = sheet.summary.clone();
    parts.above = vec![link_to(desk, "sheets.title", &desk.routes().sheets())];
    parts.check_after = sheet.next_check;
    parts.print_size = match sheet.form {
        SheetForm::Sheet => "paper--large",
        SheetForm::Card => "",
    };
    parts
}

fn part_view(desk: &Desk<'_, '_>, part: &SheetPart, form: SheetForm) -> PartView {
    let usual = match form {
        SheetForm::Sheet => USUAL_LINES,
        SheetForm::Card => 1,
    };
    PartView {
        heading: part.heading.clone(),
        picture_html: desk.picture(part.picture.as_ref()),
        words: part.words.clone(),
        questions: part
            .questions
            .iter()
            .map(|question| QuestionView {
                ask: question.ask.clone(),
                lines: (1..=question.lines.unwrap_or(usual)).collect(),
            })
            .collect(),
        ticks: part.ticks.clone(),
        table: part.table.as_ref().map(table_view),
    }
}

fn table_view(table: &SheetTable) -> TableView {
    let (first, columns) = table.columns.split_first().unzip();
    TableView {
        name: table.name.clone(),
        first: first.cloned().unwrap_or_default(),
        columns: columns.map(<[String]>::to_vec).unwrap_or_default(),
        rows: table.rows.clone(),
    }
}

/// What the list of sheets may see.
#[derive(Debug, Serialize)]
struct SheetsView {
    /// The first words.
    lead: String,
    /// The sheets.
    sheets: Vec<SheetLinkView>,
    /// The booklets of areas.
    booklets: Vec<LinkView>,
}

/// A sheet on the list.
#[derive(Debug, Serialize)]
struct SheetLinkView {
    /// Its name.
    name: String,
    /// Where it leads.
    href: String,
    /// What it says, in a sentence.
    summary: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
}

/// The list of sheets, and of the booklets of areas.
pub(crate) fn sheets(desk: &Desk<'_, '_>) -> Parts {
    let mut sheets: Vec<&Sheet> = desk.site().sheets.values().collect();
    sheets.sort_by_key(|sheet| (sheet.order, &sheet.id));
    let view = SheetsView {
        lead: desk.wording.text("sheets.lead").to_owned(),
        sheets: sheets
            .into_iter()
            .map(|sheet| SheetLinkView {
                name: sheet.title.clone(),
                href: desk.link(&desk.routes().sheet(&sheet.id)),
                summary: sheet.summary.clone(),
                picture_html: desk.picture(sheet.picture.as_ref()),
            })
            .collect(),
        booklets: super::booklet::all(desk),
    };
    let mut parts = Parts::new(&view, desk.wording.text("sheets.title"));
    parts.description = Some(view.lead.clone());
    parts
}

//! Sheets: pages to print and to fill in, by hand or on the screen.

use super::values::{Date, Id};
use crate::source::SourcePath;

/// One sheet of `content/sheets/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The file that it came from.
    pub path: SourcePath,
    /// Its id: the file's name.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What it is for, in a sentence.
    pub summary: Option<String>,
    /// Its picture in the pack.
    pub picture: Option<Id>,
    /// Its place on the list of sheets: small numbers first.
    pub order: i64,
    /// What it becomes on paper.
    pub form: SheetForm,
    /// How to use it, a sentence each.
    pub how_to_use: Vec<String>,
    /// Its parts.
    pub parts: Vec<SheetPart>,
    /// The team that looks after it.
    pub owner: Option<String>,
    /// The day it was last checked.
    pub last_check: Option<Date>,
    /// The day it must be checked again.
    pub next_check: Option<Date>,
}

/// What a sheet becomes on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetForm {
    /// A page of A4, or a few.
    #[default]
    Sheet,
    /// A card to cut out and fold: each part is one side of it.
    Card,
}

impl SheetForm {
    /// Every form with the word that stands for it in YAML.
    pub const WORDS: [(&'static str, SheetForm); 2] =
        [("sheet", SheetForm::Sheet), ("card", SheetForm::Card)];
}

/// A part of a sheet, under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPart {
    /// Its heading.
    pub heading: String,
    /// Its picture in the pack.
    pub picture: Option<Id>,
    /// Words to read, a paragraph each.
    pub words: Vec<String>,
    /// What to answer, with lines to write on.
    pub questions: Vec<Question>,
    /// Things to tick.
    pub ticks: Vec<String>,
    /// A small table to fill in.
    pub table: Option<SheetTable>,
}

/// Something to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The words in front of the lines.
    pub ask: String,
    /// How many lines there are to write on. Nothing when the form decides.
    pub lines: Option<usize>,
}

/// A small table to fill in. The cells of the first column hold words, the others are empty.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetTable {
    /// What it is about.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The words at the start of each row.
    pub rows: Vec<String>,
}

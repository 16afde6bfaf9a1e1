//! Guides and other written pages.

use super::document::Document;
use super::language::Language;
use super::values::{Date, Id};
use crate::source::SourcePath;

/// Which family of pages a written page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// `content/guides/`: shown in the list of guides, with an Easy Read twin if there is one.
    Guides,
    /// `content/pages/`: about, privacy and the like, one level below the home page.
    Pages,
}

impl Shelf {
    /// The folder in `content/`.
    pub fn folder(self) -> &'static str {
        match self {
            Shelf::Guides => "content/guides",
            Shelf::Pages => "content/pages",
        }
    }
}

/// What one text of a page is: the page itself, a translation, or an Easy Read twin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    /// Its shelf.
    pub shelf: Shelf,
    /// The id that the texts of one page share.
    pub id: Id,
    /// The language.
    pub language: Language,
    /// True for the Easy Read twin.
    pub easy: bool,
}

impl TextKey {
    /// The name of its file, when the pages without a language in their name are in `main`.
    pub fn file_name(&self, main: &Language) -> String {
        let language = if self.language == *main {
            String::new()
        } else {
            format!(".{}", self.language)
        };
        let easy = if self.easy { ".easy" } else { "" };
        format!("{}{language}{easy}.md", self.id)
    }
}

/// One text of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The file that it came from.
    pub path: SourcePath,
    /// Its title.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: Option<String>,
    /// The heading that it stands under in the list of guides.
    pub topic: Option<String>,
    /// Its place under that heading: small numbers first.
    pub order: i64,
    /// Its picture in the pack.
    pub picture: Option<Id>,
    /// The team that looks after it.
    pub owner: Option<String>,
    /// The day it was last checked.
    pub last_check: Option<Date>,
    /// The day it must be checked again.
    pub next_check: Option<Date>,
    /// For a survey, an event or a call: the first day on which it is open.
    pub opens: Option<Date>,
    /// The last day on which it is open.
    pub closes: Option<Date>,
    /// Needs that it is about (list `needs`).
    pub needs: Vec<Id>,
    /// Services that it is about (list `services`).
    pub services: Vec<Id>,
    /// Its words.
    pub body: Document,
}

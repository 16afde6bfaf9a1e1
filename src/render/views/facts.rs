//! Facts of a provider in one fixed shape: a name, and what was told, or that nothing was told.

use serde::Serialize;

use crate::model::lists::ListName;
use crate::model::provider::{Availability, AvailabilityState, Provider, word_of};
use crate::model::values::{Date, Id};
use crate::render::Desk;
use crate::routes::{LISTED, Scope};

/// One fact. Without lines the template says that it was not told to us yet.
#[derive(Debug, Serialize)]
pub(crate) struct FactView {
    /// The last part of the name of the string that names it: `who_for`.
    #[serde(skip)]
    key: String,
    /// Its name.
    name: String,
    /// What was told.
    lines: Vec<FactLine>,
    /// When it was told, or another note.
    note: Option<String>,
}

/// One line of a fact.
#[derive(Debug, Serialize)]
pub(crate) struct FactLine {
    /// The words.
    text: String,
    /// Where they lead.
    href: Option<String>,
    /// What they mean.
    explanation: Option<String>,
}

impl FactView {
    /// A fact of a few lines of text.
    pub(crate) fn new(desk: &Desk<'_, '_>, string: &str, lines: Vec<String>) -> Self {
        FactView {
            key: last_part(string),
            name: desk.wording.text(string).to_owned(),
            lines: lines.into_iter().map(FactLine::text).collect(),
            note: None,
        }
    }

    /// A fact of one line, which may be missing.
    pub(crate) fn one(desk: &Desk<'_, '_>, string: &str, line: Option<&String>) -> Self {
        FactView::new(desk, string, line.cloned().into_iter().collect())
    }

    /// The same fact with the day on which it was told.
    pub(crate) fn told_on(mut self, desk: &Desk<'_, '_>, date: Option<Date>) -> Self {
        self.note = date.map(|date| desk.wording.dated("dates.told_on", date));
        self
    }

    /// The fact's fixed name, such as `who_for`.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// What was told.
    pub(crate) fn lines(&self) -> &[FactLine] {
        &self.lines
    }

    /// When it was told, or another note.
    pub(crate) fn note(&self) -> Option<&String> {
        self.note.as_ref()
    }

    /// Puts lines in.
    pub(crate) fn set_lines(&mut self, lines: Vec<FactLine>) {
        self.lines = lines;
    }

    /// Puts a note in.
    pub(crate) fn set_note(&mut self, note: Option<String>) {
        self.note = note;
    }

    /// True when nothing was told.
    pub(crate) fn is_missing(&self) -> bool {
        self.lines.is_empty()
    }
}

fn last_part(string: &str) -> String {
    string.rsplit('.').next().unwrap_or_default().to_owned()
}

impl FactLine {
    /// The words.
    pub(crate) fn words(&self) -> &str {
        &self.text
    }

    /// Where they lead.
    pub(crate) fn way(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// Words without a link.
    pub(crate) fn text(text: String) -> Self {
        FactLine {
            text,
            href: None,
            explanation: None,
        }
    }

    /// Words with a link.
    pub(crate) fn link(text: String, href: String) -> Self {
        FactLine {
            text,
            href: Some(href),
            explanation: None,
        }
    }
}

/// A fact made of items of a list. Items that have a page are links.
pub(crate) fn items_fact(
    desk: &Desk<'_, '_>,
    string: &str,
    list: ListName,
    ids: &[Id],
) -> FactView {
    let lines = desk
        .items(list, ids)
        .into_iter()
        .map(|item| {
            let scope = Scope::Of(list, item.id.clone());
            FactLine {
                text: item.name.clone(),
                href: LISTED
                    .contains(&list)
                    .then(|| desk.link(&desk.routes().listing(&scope, 1))),
                explanation: item.explanation.clone(),
            }
        })
        .collect();
    FactView {
        key: last_part(string),
        name: desk.wording.text(string).to_owned(),
        lines,
        note: None,
    }
}

/// A fact made of items of a list, each on a line of its own, without links.
pub(crate) fn names_fact(
    desk: &Desk<'_, '_>,
    string: &str,
    list: ListName,
    ids: &[Id],
) -> FactView {
    let names = desk
        .items(list, ids)
        .into_iter()
        .map(|item| item.name.clone());
    FactView::new(desk, string, names.collect())
}

/// A fact made of items of a list in one row, with commas between: names start with a capital letter,
/// so they do not make a sentence.
pub(crate) fn row_fact(desk: &Desk<'_, '_>, string: &str, list: ListName, ids: &[Id]) -> FactView {
    let names: Vec<&str> = desk
        .items(list, ids)
        .into_iter()
        .map(|item| item.name.as_str())
        .collect();
    let line = Some(desk.wording.row(&names)).filter(|line| !line.is_empty());
    FactView::new(desk, string, line.into_iter().collect())
}

/// The prices in a few words, with the oldest day on which one was told.
pub(crate) fn price_fact(desk: &Desk<'_, '_>, provider: &Provider) -> FactView {
    let told_on = provider.prices.iter().map(|price| price.told_on).min();
    FactView::new(
        desk,
        "facts.price",
        desk.wording.price_summary(&provider.prices),
    )
    .told_on(desk, told_on)
}

/// Whether there is room, with the day on which it was told.
pub(crate) fn availability_fact(desk: &Desk<'_, '_>, provider: &Provider) -> FactView {
    let Some(availability) = &provider.availability else {
        return FactView::new(desk, "facts.availability", Vec::new());
    };
    let state = shown_state(availability, desk.renderer.options.today);
    let word = word_of(&AvailabilityState::WORDS, &state);
    let mut lines = vec![
        desk.wording
            .text(&format!("availability.{word}"))
            .to_owned(),
    ];
    if state == availability.state {
        lines.extend(availability.note.clone());
    }
    FactView::new(desk, "facts.availability", lines).told_on(desk, Some(availability.as_of))
}

/// What is told now about availability: old news becomes "ask".
pub(crate) fn shown_state(availability: &Availability, today: Date) -> AvailabilityState {
    if availability.is_old(today) {
        AvailabilityState::Ask
    } else {
        availability.state
    }
}

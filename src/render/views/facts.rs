//! Facts of a provider in one fixed shape: a name, and what was told, or that nothing was told.

use serde::Serialize;

use super::claim::{Claim, Later};
use crate::model::days::{days_later, months_later};
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
    note: Option<Claim>,
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
    /// What they are about, as one word for styles. May be empty.
    state: &'static str,
    /// The words of later days, for the script. May be empty.
    ages: String,
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

    /// The same fact with the day on which it was told. After a year the words say that it is old.
    pub(crate) fn told_on(mut self, desk: &Desk<'_, '_>, date: Option<Date>) -> Self {
        self.note = date.map(|date| told_on(desk, date));
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
    pub(crate) fn note(&self) -> Option<&Claim> {
        self.note.as_ref()
    }

    /// Puts lines in.
    pub(crate) fn set_lines(&mut self, lines: Vec<FactLine>) {
        self.lines = lines;
    }

    /// Puts a note in.
    pub(crate) fn set_note(&mut self, note: Option<String>) {
        self.note = note.map(Claim::new);
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
        FactLine::claim(Claim::new(text))
    }

    /// Words that may change by themselves.
    pub(crate) fn claim(claim: Claim) -> Self {
        FactLine {
            text: claim.words,
            href: None,
            explanation: None,
            state: claim.state,
            ages: claim.ages,
        }
    }

    /// Words with a link.
    pub(crate) fn link(text: String, href: String) -> Self {
        FactLine {
            href: Some(href),
            ..FactLine::text(text)
        }
    }

    /// What they are about, and the words of later days.
    pub(crate) fn age(&self) -> (&'static str, &str) {
        (self.state, &self.ages)
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
                href: LISTED
                    .contains(&list)
                    .then(|| desk.link(&desk.routes().listing(&scope, 1))),
                explanation: item.explanation.clone(),
                ..FactLine::text(item.name.clone())
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

/// Whether there is room, with the day on which it was told. Old news becomes "ask".
pub(crate) fn availability_fact(desk: &Desk<'_, '_>, provider: &Provider) -> FactView {
    let mut fact = FactView::new(desk, "facts.availability", Vec::new());
    if let Some(availability) = &provider.availability {
        let state = |state| {
            let word = word_of(&AvailabilityState::WORDS, &state);
            (word, desk.wording.text(&format!("availability.{word}")))
        };
        let (now, ask) = (state(availability.state), state(AvailabilityState::Ask));
        let words = until_old(desk, availability, now, ask);
        let note = availability.note.as_deref().unwrap_or_default();
        let note = until_old(desk, availability, ("", note), ("", ""));
        let lines = [words, note].into_iter();
        let lines = lines.filter(|line| !line.words.is_empty());
        fact.lines = lines.map(FactLine::claim).collect();
        fact.note = Some(Claim::new(
            desk.wording.dated("dates.told_on", availability.as_of),
        ));
    }
    fact
}

/// Words about space, and those that take their place when the news is old. With each, what it is
/// about.
pub(crate) fn until_old(
    desk: &Desk<'_, '_>,
    availability: &Availability,
    now: (&'static str, &str),
    old: (&'static str, &str),
) -> Claim {
    let later = Later {
        from: days_later(availability.as_of, Availability::LASTS_DAYS + 1),
        state: old.0,
        words: old.1.to_owned(),
    };
    Claim::new(now.1)
        .about(now.0)
        .then(desk.renderer.options.today, later)
}

/// The day on which something was told. After a year the words say that it is old.
pub(crate) fn told_on(desk: &Desk<'_, '_>, date: Date) -> Claim {
    let later = Later {
        from: days_later(months_later(date, TOLD_LASTS_MONTHS), 1),
        state: "old",
        words: desk.wording.dated("dates.told_long_ago", date),
    };
    Claim::new(desk.wording.dated("dates.told_on", date)).then(desk.renderer.options.today, later)
}

/// The same without words around it.
pub(crate) fn told_on_day(desk: &Desk<'_, '_>, date: Date) -> Claim {
    let later = Later {
        from: days_later(months_later(date, TOLD_LASTS_MONTHS), 1),
        state: "old",
        words: desk.wording.dated("dates.long_ago", date),
    };
    Claim::new(desk.wording.date(date)).then(desk.renderer.options.today, later)
}

/// For so many months, what a provider told us is news.
const TOLD_LASTS_MONTHS: u16 = 12;

//! The page for staff of what is due. It is not a page of the site and is never published.

use serde::Serialize;

use crate::model::checks::CheckRole;
use crate::model::criterion::Weight;
use crate::model::days::Date;
use crate::model::provider::word_of;
use crate::render::Desk;
use crate::vetting::due::{Due, Urgency};

/// What the page for staff may see.
#[derive(Debug, Serialize)]
pub(crate) struct DueView {
    /// Its `lang`.
    language: String,
    /// Its `dir`.
    direction: &'static str,
    /// The style sheet of the site.
    style_html: String,
    /// The day that it is about.
    day: String,
    /// The most urgent first.
    groups: Vec<DueGroupView>,
}

/// What is as urgent as each other.
#[derive(Debug, Serialize)]
struct DueGroupView {
    /// Its heading.
    title: String,
    /// How many there are.
    count: usize,
    /// What is due.
    rows: Vec<DueRowView>,
}

/// One thing that is due.
#[derive(Debug, Serialize)]
struct DueRowView {
    /// The provider.
    name: String,
    /// The name of its file.
    id: String,
    /// The criterion.
    criterion: String,
    /// How much it counts.
    weight: String,
    /// The last day of the check. May be empty.
    end: String,
    /// When the provider was asked, or that it was not.
    contacted: String,
    /// Who looks.
    role: String,
}

pub(crate) fn due_view(desk: &Desk<'_, '_>, rows: &[Due<'_>], style: String) -> DueView {
    let groups = Urgency::WORDS.iter().filter_map(|(word, urgency)| {
        let own = rows.iter().filter(|row| row.urgency == *urgency);
        let rows: Vec<DueRowView> = own.map(|row| row_view(desk, row)).collect();
        (!rows.is_empty()).then(|| DueGroupView {
            title: desk.wording.text(&format!("due.{word}")).to_owned(),
            count: rows.len(),
            rows,
        })
    });
    DueView {
        language: desk.language.tag().to_owned(),
        direction: desk.language.direction(),
        style_html: style,
        day: desk.wording.date(desk.renderer.options.today),
        groups: groups.collect(),
    }
}

fn row_view(desk: &Desk<'_, '_>, row: &Due<'_>) -> DueRowView {
    let wording = desk.wording;
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| wording.date(date));
    let weight = word_of(&Weight::WORDS, &row.weight);
    let role = word_of(&CheckRole::WORDS, &row.role());
    DueRowView {
        name: row.provider.name.clone(),
        id: row.provider.id.to_string(),
        criterion: row.criterion.name.clone(),
        weight: wording.text(&format!("due.weight.{weight}")).to_owned(),
        end: date(row.end),
        contacted: match row.contacted_on {
            Some(on) => wording.date(on),
            None => wording.text("due.never").to_owned(),
        },
        role: wording.text(&format!("checks.roles.{role}")).to_owned(),
    }
}

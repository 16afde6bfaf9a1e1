//! The facts of one row -> changes to a provider file that is there already.
//!
//! CQC's group is brought up to date. A name, phone, website or postcode of the listing is only
//! changed where it still is what CQC said last time; else a person has changed it, and it stays.

use super::facts::Facts;
use super::listing::{Listing, SHARED, Shared, usual};
use super::provider_file::{CONTACT_FIELDS, CQC_FIELDS, FIELDS, cqc_group};
use crate::edit::{Edit, Order, edit, scalar};
use crate::model::provider::PublicLocation;
use crate::model::values::Date;
use crate::problem::{KeyPath, Kind, Place, Problem};
use crate::source::SourcePath;

const ORDER: Order = Order {
    top: FIELDS,
    groups: &[("contact", CONTACT_FIELDS), ("cqc", CQC_FIELDS)],
};

/// What changes in a file about which CQC's file of a later day says the same.
pub(crate) const DAY_ONLY: &str = "the day of CQC's file";

/// What an import does to a provider file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    /// The new text. Nothing if the file stays as it is.
    pub(crate) text: Option<String>,
    /// What changes, in words.
    pub(crate) what: Vec<&'static str>,
    /// What a person should know.
    pub(crate) problems: Vec<Problem>,
}

/// The changes to one file, or nothing when its text cannot be read as YAML.
pub(crate) fn update(path: &SourcePath, text: &str, facts: &Facts, day: Date) -> Option<Update> {
    let listing = Listing::read(text)?;
    let public_location = listing.public_location();
    let old = listing.group();
    let new = cqc_group(&old, facts, day, public_location);
    let mut update = Update::default();
    let mut edits = Vec::new();
    for shared in &SHARED {
        let is_hidden = shared.field == "postcode" && public_location == PublicLocation::Area;
        let now = new.get(shared.field);
        if let Some(now) = now.filter(|_| !is_hidden && says(facts, shared.field)) {
            let before = old.get(shared.field);
            compare(
                path,
                &listing,
                shared,
                (before, now),
                &mut edits,
                &mut update,
            );
        }
    }
    for field in CQC_FIELDS {
        if old.get(field) != new.get(field) {
            edits.push(Edit {
                group: Some("cqc"),
                field,
                value: new.get(field).cloned(),
            });
            update.what.extend(group_word(field));
        }
    }
    update.what.dedup();
    if edits.is_empty() {
        return Some(update);
    }
    if update.what.is_empty() {
        let is_day_only = edits.iter().all(|edit| edit.field == "as_of");
        update.what.push(if is_day_only {
            DAY_ONLY
        } else {
            "what CQC says"
        });
    }
    update.text = edit(text, &edits, &ORDER);
    if update.text.is_none() {
        update.what.clear();
        update.problems.push(refused(path, &edits));
    }
    Some(update)
}

/// What a changed field of the group is called in the report.
fn group_word(field: &str) -> Option<&'static str> {
    match field {
        "provider" | "location" => Some("CQC number"),
        "rating" | "rating_on" => Some("rating"),
        _ => None,
    }
}

fn says(facts: &Facts, field: &str) -> bool {
    match field {
        "name" => !facts.name.is_empty(),
        "phone" => facts.phone.is_some(),
        "website" => facts.website.is_some(),
        _ => facts.postcode.is_some(),
    }
}

/// Takes CQC's new value where the listing still has the old one. Else the listing keeps its own, and
/// a person hears of it if CQC has changed its mind.
fn compare(
    path: &SourcePath,
    listing: &Listing,
    shared: &Shared,
    (before, now): (Option<&String>, &String),
    edits: &mut Vec<Edit>,
    update: &mut Update,
) {
    let typed = listing.text(shared.group, shared.field);
    let same = |text: &str| usual(shared.field, text);
    let (ours, theirs) = (typed.as_deref().map(same), same(now));
    let before = before.map(|before| same(before));
    if ours.as_ref() == Some(&theirs) {
        return;
    }
    let keys = match shared.group {
        Some(group) => KeyPath::new(group).field(shared.field),
        None => KeyPath::new(shared.field),
    };
    let place = Place::value(path, keys);
    if ours == before {
        edits.push(Edit {
            group: shared.group,
            field: shared.field,
            value: Some(now.clone()),
        });
        update.what.push(shared.words);
        if shared.field == "postcode" && listing.has_address() {
            update.problems.push(Problem::new(
                Kind::ImportKeptYours,
                place,
                format!("CQC now gives another postcode: {now}. The lines of your address were kept."),
                "The provider may have moved. Ask them, and change `address` if it is no longer right.",
            ));
        }
    } else if before.as_ref() != Some(&theirs) {
        let yours = match typed {
            Some(_) => "Yours was kept.",
            None => "Your file has none, and that was kept.",
        };
        update.problems.push(Problem::new(
            Kind::ImportKeptYours,
            place,
            format!("CQC now gives another {}: {now}. {yours}", shared.words),
            format!(
                "Ask the provider which is right. If it is CQC's, change `{}` here.",
                shared.field
            ),
        ));
    }
}

fn refused(path: &SourcePath, edits: &[Edit]) -> Problem {
    let lines: Vec<String> = edits
        .iter()
        .map(|edit| {
            let group = edit
                .group
                .map(|group| format!("{group}, "))
                .unwrap_or_default();
            match &edit.value {
                Some(value) => {
                    format!("{group}{}: {}", edit.field, scalar(value))
                }
                None => format!("{group}{}: take it out", edit.field),
            }
        })
        .collect();
    Problem::new(
        Kind::ImportRow,
        Place::file(path),
        "CQC's new facts could not be put into this file without touching other lines.",
        format!(
            "Change these yourself, each field on a line of its own:\n{}",
            lines.join("\n")
        ),
    )
}

//! Who made the pictures, where they are from, and how they may be used.

use serde::Serialize;

use super::Parts;
use crate::model::picture::{Credit, Picture};
use crate::render::Desk;
use crate::render::html::picture_html;

/// What the page may see.
#[derive(Debug, Serialize)]
struct CreditsView {
    /// The first words.
    lead: String,
    /// The makers.
    makers: Vec<MakerView>,
}

/// Pictures of one maker under one licence.
#[derive(Debug, Serialize)]
struct MakerView {
    /// Who made them.
    author: String,
    /// Where they are from.
    source: Option<String>,
    /// How they may be used.
    licence: String,
    /// True when they were changed for this site.
    is_changed: bool,
    /// "135 pictures".
    count: String,
    /// A few of them.
    pictures_html: Vec<String>,
}

/// Pictures that are shown for each maker.
const SHOWN: usize = 6;

pub(crate) fn credits(desk: &Desk<'_, '_>) -> Parts {
    let pictures = &desk.renderer.theme.pictures;
    let mut makers: Vec<(&Credit, Vec<&Picture>)> = Vec::new();
    for picture in pictures.values() {
        match makers
            .iter_mut()
            .find(|(credit, _)| **credit == picture.credit)
        {
            Some((_, all)) => all.push(picture),
            None => makers.push((&picture.credit, vec![picture])),
        }
    }
    let view = CreditsView {
        lead: desk.wording.text("credits.lead").to_owned(),
        makers: makers
            .into_iter()
            .map(|(credit, all)| MakerView {
                author: credit.author.clone(),
                source: Some(credit.source.clone()).filter(|source| !source.is_empty()),
                licence: credit.licence.clone(),
                is_changed: credit.changed,
                count: desk.wording.count("credits.count", all.len()),
                pictures_html: all
                    .iter()
                    .take(SHOWN)
                    .map(|picture| picture_html(pictures, Some(&picture.id)))
                    .collect(),
            })
            .collect(),
    };
    let mut parts = Parts::new(&view, desk.wording.text("credits.title"));
    parts.description = Some(view.lead.clone());
    parts
}

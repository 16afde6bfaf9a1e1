//! Picture packs -> the pictures that stand beside words, each with its licence.

use std::cell::RefCell;

use super::Input;
use super::drawings::drawing_of;
use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME};
use crate::model::picture::{Credit, Picture, Pictures};
use crate::problem::{KeyPath, Kind, Problems};
use crate::source::{SourcePath, Sources};

/// Reads the picture packs: the theme's own, then every folder of `content/pictures/` that has a
/// `pictures.yml`. A later picture of the same name wins.
pub fn read_packs(sources: &Sources, input: &Input, theme: &str) -> (Pictures, Problems) {
    let mut pictures = Pictures::new();
    let problems = RefCell::new(Problems::default());
    let own = SourcePath::new(format!("themes/{theme}/pictures/pictures.yml"));
    let added = sources
        .under("content/pictures")
        .map(|(path, _)| path.clone())
        .filter(|path| path.name() == "pictures.yml");
    for list in std::iter::once(own).chain(added) {
        input.read_yaml(sources, &list, &problems, |file, value| {
            file.group(KeyPath::default(), value, |fields| {
                read_pack(sources, fields, &mut pictures);
            })
        });
    }
    (pictures, problems.into_inner())
}

fn read_pack(sources: &Sources, fields: &Fields<'_>, pictures: &mut Pictures) {
    let author = fields.text("author", NAME);
    let source = fields.text("source", LINE);
    let licence = fields.text("licence", NAME);
    let _ = fields.text("licence_name", LINE);
    let found = fields.groups("pictures", |entry| {
        let id = entry.id("id");
        if id.is_none() && entry.value("id").is_none() {
            entry.report_missing("id", "id: money");
        }
        let words = entry.texts("words", NAME);
        let file = entry.text("file", NAME);
        let credit = Credit {
            author: entry
                .text("author", NAME)
                .or(author.clone())
                .unwrap_or_default(),
            source: entry
                .text("source", LINE)
                .or(source.clone())
                .unwrap_or_default(),
            licence: entry
                .text("licence", NAME)
                .or(licence.clone())
                .unwrap_or_default(),
            changed: entry.yes_no("changed").unwrap_or(false),
        };
        let id = id?;
        if credit.licence.is_empty() || credit.author.is_empty() {
            entry.file.report(
                Kind::UnlicensedPicture,
                entry.own_keys(),
                format!("The picture `{id}` does not say who made it and how it may be used."),
                "Add `author` and `licence`, here or at the top of the file, like \
                 `licence: CC0-1.0`."
                    .to_owned(),
            );
        }
        let folder = entry.file.path.folder();
        let name = file.unwrap_or_else(|| format!("{id}.svg"));
        let path = SourcePath::new(format!("{folder}/{name}"));
        let (view_box, drawing) = read_drawing(sources, &path, entry)?;
        Some(Picture {
            id,
            words,
            drawing,
            view_box,
            credit,
        })
    });
    pictures.extend(
        found
            .into_iter()
            .map(|picture| (picture.id.clone(), picture)),
    );
}

fn read_drawing(
    sources: &Sources,
    path: &SourcePath,
    entry: &Fields<'_>,
) -> Option<(String, String)> {
    let Some(source) = sources.get(path.as_str()) else {
        entry.file.report(
            Kind::UnknownPicture,
            entry.own_keys(),
            format!("The file `{}` of this picture is missing.", path.name()),
            "Put the file beside `pictures.yml`, or take this picture out of the list.".to_owned(),
        );
        return None;
    };
    match drawing_of(path, source) {
        Ok(drawing) => Some(drawing),
        Err(problem) => {
            entry.file.problems.borrow_mut().push(*problem);
            None
        }
    }
}

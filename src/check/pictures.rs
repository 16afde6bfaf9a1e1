//! Whether every picture that is named is there.

use super::Checked;
use crate::model::document::Used;
use crate::model::lists::ListName;
use crate::model::values::Id;
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let site = checked.site;
    // Without any pack the theme itself is broken, and that is a problem of its own.
    if checked.pictures.is_empty() {
        return;
    }
    for name in ListName::ALL {
        let path = SourcePath::new(name.path());
        for (index, item) in site.lists.get(name).items().iter().enumerate() {
            let keys = KeyPath::default().item(index).field("picture");
            expect(checked, problems, item.picture.as_ref(), || {
                Place::value(&path, keys)
            });
        }
    }
    for text in site.texts.values() {
        let keys = KeyPath::new("picture");
        expect(checked, problems, text.picture.as_ref(), || {
            Place::value(&text.path, keys)
        });
        for usage in &text.body.uses {
            if let Used::Picture(id) = &usage.what {
                let place = || Place::line(&text.path, usage.line.unwrap_or(1));
                expect(checked, problems, Some(id), place);
            }
        }
    }
    for sheet in site.sheets.values() {
        let place = |keys| Place::value(&sheet.path, keys);
        expect(checked, problems, sheet.picture.as_ref(), || {
            place(KeyPath::new("picture"))
        });
        for (index, part) in sheet.parts.iter().enumerate() {
            let keys = KeyPath::new("parts").item(index).field("picture");
            expect(checked, problems, part.picture.as_ref(), || place(keys));
        }
    }
    criteria_and_visits(checked, problems);
    for provider in site.providers.values() {
        for (index, block) in provider.easy_read.iter().enumerate() {
            let keys = KeyPath::new("easy_read").item(index).field("picture");
            expect(checked, problems, block.picture.as_ref(), || {
                Place::value(&provider.path, keys)
            });
        }
        for usage in &provider.about.uses {
            if let Used::Picture(id) = &usage.what {
                let place = || Place::value(&provider.path, KeyPath::new("about"));
                expect(checked, problems, Some(id), place);
            }
        }
        for (index, picture) in provider.pictures.iter().enumerate() {
            let file = format!("providers/pictures/{}", picture.file);
            if !(checked.files)(&file) {
                problems.push(Problem::new(
                    Kind::UnknownPicture,
                    Place::value(
                        &provider.path,
                        KeyPath::new("pictures").item(index).field("file"),
                    ),
                    format!("There is no file `{file}`."),
                    "Put the picture there, or check its name. Capital letters count.",
                ));
            }
        }
    }
}

fn criteria_and_visits(checked: &Checked<'_>, problems: &mut Problems) {
    for criterion in &checked.site.criteria {
        let place = |keys| Place::value(&criterion.path, keys);
        expect(checked, problems, criterion.picture.as_ref(), || {
            place(KeyPath::new("picture"))
        });
        for (index, block) in criterion.easy_read.iter().enumerate() {
            let keys = KeyPath::new("easy_read").item(index).field("picture");
            expect(checked, problems, block.picture.as_ref(), || place(keys));
        }
        for (field, writing) in [("why", &criterion.why), ("how", &criterion.how)] {
            for usage in &writing.uses {
                if let Used::Picture(id) = &usage.what {
                    let place = || place(KeyPath::new(field));
                    expect(checked, problems, Some(id), place);
                }
            }
        }
    }
    for (id, visits) in &checked.site.visits {
        let path = SourcePath::new(format!("providers/visits/{id}.yml"));
        for (number, visit) in visits.iter().enumerate() {
            for (index, finding) in visit.findings.iter().enumerate() {
                let keys = KeyPath::default().item(number).field("findings");
                let keys = keys.item(index).field("picture");
                expect(checked, problems, finding.picture.as_ref(), || {
                    Place::value(&path, keys)
                });
            }
        }
    }
}

fn expect(
    checked: &Checked<'_>,
    problems: &mut Problems,
    id: Option<&Id>,
    place: impl FnOnce() -> Place,
) {
    let Some(id) = id.filter(|id| !checked.pictures.contains_key(*id)) else {
        return;
    };
    let by_word = checked.pictures.values().find(|picture| {
        let mut words = picture.words.iter();
        words.any(|word| near::plain(word) == near::plain(id.as_str()))
    });
    let names = checked.pictures.keys().map(Id::as_str);
    let meant = by_word
        .map(|picture| picture.id.as_str())
        .or_else(|| near::nearest(id.as_str(), names));
    let help = match meant {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "Choose a name from the theme's `pictures/pictures.yml`, or add a picture to \
                 `content/pictures/`."
            .to_owned(),
    };
    problems.push(Problem::new(
        Kind::UnknownPicture,
        place(),
        format!("There is no picture called `{id}`."),
        help,
    ));
}

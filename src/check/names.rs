//! Names and addresses that clash, and texts that lack their partner.

use std::collections::BTreeMap;

use super::Checked;
use crate::model::lists::ListName;
use crate::model::page::{Shelf, Text, TextKey};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::routes::{Address, LISTED, Routes, Scope};

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    same_names(checked, problems);
    taken_addresses(checked, problems);
    lone_texts(checked, problems);
}

fn same_names(checked: &Checked<'_>, problems: &mut Problems) {
    let mut seen: BTreeMap<String, &crate::model::provider::Provider> = BTreeMap::new();
    for provider in checked.site.providers.values() {
        let Some(first) = seen.insert(provider.name.to_lowercase(), provider) else {
            continue;
        };
        let name = |path| Place::value(path, KeyPath::new("name"));
        problems.push(
            Problem::new(
                Kind::SameName,
                name(&provider.path),
                format!("Two providers are called `{}`.", provider.name),
                "If they are one provider, delete one file. If they are two, add the place to \
                 each name, like `Kite Care (Camden)`.",
            )
            .also(name(&first.path), "the other one"),
        );
    }
}

/// A page of `content/pages/` must not stand where the site makes a page of its own.
fn taken_addresses(checked: &Checked<'_>, problems: &mut Problems) {
    let routes = Routes::new(&checked.site.settings);
    let mut taken = vec![
        routes.listing(&Scope::All, 1),
        routes.statement(),
        routes.credits(),
        routes.offline(),
        routes.gallery(),
        routes.shortlist(),
        routes.search(),
        routes.criteria(),
        Address::new("compare/"),
        Address::new("guides/"),
        routes.sheets(),
        Address::new("assets/"),
    ];
    let languages = &checked.site.settings.languages;
    taken.extend(languages.iter().map(|language| routes.looks(language)));
    taken.extend(LISTED.map(|list| routes.list(list)));
    for (key, text) in &checked.site.texts {
        let mut languages = checked.site.settings.languages.iter();
        let is_language = languages.any(|language| language.tag() == key.id.as_str());
        let clashes =
            key.shelf == Shelf::Pages && (taken.contains(&routes.text(key)) || is_language);
        if clashes {
            problems.push(same_address(text, key));
        }
    }
    for (id, provider) in &checked.site.providers {
        if id.as_str().starts_with("page-") {
            problems.push(Problem::new(
                Kind::SameAddress,
                Place::file(&provider.path),
                format!("The name of the file `{id}.yml` clashes with the pages of a list."),
                "Choose a name that does not start with `page-`.",
            ));
        }
    }
    for service in checked.site.lists.get(ListName::Services).items() {
        if service.id.as_str().starts_with("page-") {
            problems.push(Problem::new(
                Kind::SameAddress,
                Place::file(&crate::source::SourcePath::new(ListName::Services.path())),
                format!(
                    "The service id `{}` clashes with the pages of a list.",
                    service.id
                ),
                "Choose an id that does not start with `page-`.",
            ));
        }
        if service.id.as_str() == "booklet" {
            problems.push(Problem::new(
                Kind::SameAddress,
                Place::file(&crate::source::SourcePath::new(ListName::Services.path())),
                "The service id `booklet` clashes with the booklet of each area.",
                "Choose another id.",
            ));
        }
    }
}

fn same_address(text: &Text, key: &TextKey) -> Problem {
    Problem::new(
        Kind::SameAddress,
        Place::file(&text.path),
        format!(
            "The site makes the page `/{}/` itself, so this file has no place.",
            key.id
        ),
        "Give the file another name.",
    )
}

/// An Easy Read twin or a translation needs the page that it belongs to.
fn lone_texts(checked: &Checked<'_>, problems: &mut Problems) {
    let site = checked.site;
    let main = &site.settings.language;
    for (key, text) in &site.texts {
        let has = |language, easy| {
            let wanted = TextKey {
                language,
                easy,
                ..key.clone()
            };
            let file = file_of(&wanted, main);
            site.texts.contains_key(&wanted) || (checked.files)(&file)
        };
        if key.easy && !has(key.language.clone(), false) {
            problems.push(Problem::new(
                Kind::EasyReadAlone,
                Place::file(&text.path),
                "This Easy Read page has no full page beside it.",
                format!("Add `{}.md`, or give both files the same name.", key.id),
            ));
        }
        if key.language != *main {
            if !has(main.clone(), key.easy) {
                problems.push(Problem::new(
                    Kind::TranslationAlone,
                    Place::file(&text.path),
                    format!(
                        "This page in `{}` has no page in `{main}` beside it.",
                        key.language
                    ),
                    format!("Add `{}.md`, or give both files the same name.", key.id),
                ));
            }
            if !site.settings.languages.contains(&key.language) {
                problems.push(Problem::new(
                    Kind::TranslationAlone,
                    Place::file(&text.path),
                    format!("The site does not have the language `{}`.", key.language),
                    format!(
                        "Add `{}` to `languages` in `content/site.yml`, or rename the file.",
                        key.language
                    ),
                ));
            }
        }
    }
}

fn file_of(key: &TextKey, main: &crate::model::language::Language) -> String {
    let language = if key.language == *main {
        String::new()
    } else {
        format!(".{}", key.language)
    };
    let easy = if key.easy { ".easy" } else { "" };
    format!("{}/{}{language}{easy}.md", key.shelf.folder(), key.id)
}

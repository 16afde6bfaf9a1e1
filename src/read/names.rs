//! Which reader reads which file, by the file's name; and names that no reader can take.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::joined::JoinedDirectory;
use crate::model::language::Language;
use crate::model::page::{Shelf, TextKey};
use crate::model::sign_off::{self, Signed};
use crate::model::values::Id;
use crate::problem::near;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::{SourcePath, Sources};

/// The files of a project that a reader takes one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Family {
    /// Provider files.
    pub providers: Vec<(SourcePath, Id)>,
    /// Sheets to print.
    pub sheets: Vec<(SourcePath, Id)>,
    /// Guides and other written pages.
    pub texts: Vec<(SourcePath, TextKey)>,
    /// Criteria.
    pub criteria: Vec<(SourcePath, Id)>,
    /// Checks of providers, by the provider's id.
    pub checks: Vec<(SourcePath, Id)>,
    /// Visits to providers, by the provider's id.
    pub visits: Vec<(SourcePath, Id)>,
    /// Pages of other directories, by the id of the directory.
    pub documents: Vec<(SourcePath, Id)>,
    /// Sign-offs of files.
    pub sign_offs: Vec<SourcePath>,
}

/// Sorts the files of `providers/` and `content/` by what they are. Pages without a language in
/// their name are in the `main` language.
pub fn sort_files(sources: &Sources, main: &Language) -> (Family, Problems) {
    let mut family = Family::default();
    let mut problems = Problems::default();
    same_but_for_case(sources, &mut problems);
    stray_content(sources, &mut problems);
    stray_words(sources, &mut problems);
    for (path, _) in sources.under("providers") {
        if path.folder() == "providers/pictures" || is_hidden(path) {
            continue;
        }
        let files = match path.folder() {
            "providers" => &mut family.providers,
            "providers/checks" => &mut family.checks,
            "providers/visits" => &mut family.visits,
            _ => {
                problems.push(unused(path, "Move it to `providers/`, or delete it."));
                continue;
            }
        };
        if let Some(id) = id_of(path, "yml", path.stem(), &mut problems) {
            files.push((path.clone(), id));
        }
    }
    family.sheets = id_files(sources, "content/sheets", "yml", &mut problems);
    family.criteria = id_files(sources, "content/criteria", "yml", &mut problems);
    family.documents = id_files(sources, JoinedDirectory::FOLDER, "ndjson", &mut problems);
    family.sign_offs = sign_offs(sources, &mut problems);
    for shelf in [Shelf::Guides, Shelf::Pages] {
        for (path, _) in sources.under(shelf.folder()) {
            if is_hidden(path) {
                continue;
            }
            if path.folder() != shelf.folder() {
                problems.push(unused(path, "Move it one folder up, or delete it."));
            } else if let Some(key) = text_key(path, shelf, main, &mut problems) {
                family.texts.push((path.clone(), key));
            }
        }
    }
    (family, problems)
}

/// The files of a folder that has no folders in it, each with its id.
fn id_files(
    sources: &Sources,
    folder: &str,
    ending: &str,
    problems: &mut Problems,
) -> Vec<(SourcePath, Id)> {
    let mut files = Vec::new();
    for (path, _) in sources.under(folder).filter(|(path, _)| !is_hidden(path)) {
        if path.folder() != folder {
            problems.push(unused(path, "Move it one folder up, or delete it."));
        } else if let Some(id) = id_of(path, ending, path.stem(), problems) {
            files.push((path.clone(), id));
        }
    }
    files
}

/// The sign-offs of files that are there. A sign-off of nothing is told.
fn sign_offs(sources: &Sources, problems: &mut Problems) -> Vec<SourcePath> {
    let mut wanted = BTreeSet::new();
    for (_, signed) in Signed::WORDS {
        for (path, _) in sources.directly_in(signed.folder()) {
            wanted.extend(sign_off::record_path(path));
            wanted.extend(sign_off::approved_path(path));
        }
    }
    let approved = format!("{}/{}/", sign_off::FOLDER, sign_off::APPROVED);
    let mut files = Vec::new();
    for (path, _) in sources.under(sign_off::FOLDER) {
        if is_hidden(path) {
            continue;
        }
        if !wanted.contains(path) {
            problems.push(unused(
                path,
                "The file that it belongs to is not there. If that file was taken away on \
                 purpose, delete this one too.",
            ));
        } else if !path.as_str().starts_with(&approved) {
            files.push(path.clone());
        }
    }
    files
}

/// The files and folders that `content/` may hold.
const CONTENT: [&str; 13] = [
    "accessibility.yml",
    "colours.yml",
    "criteria",
    "directories",
    "guides",
    "lists",
    "pages",
    "pictures",
    "sheets",
    "signoffs",
    "search-checks.yml",
    "site.yml",
    "words",
];

/// A file of `content/` that no reader takes, such as one in a folder with a slip in its name.
fn stray_content(sources: &Sources, problems: &mut Problems) {
    for (path, _) in sources.under("content") {
        let first = path.as_str().split('/').nth(1).unwrap_or_default();
        if is_hidden(path) || (CONTENT.contains(&first) && !is_stray_picture(sources, path)) {
            continue;
        }
        if CONTENT.contains(&first) {
            problems.push(unused(
                path,
                "Put it into a folder of `content/pictures/` that has a `pictures.yml`, and name it there.",
            ));
            continue;
        }
        let help = match near::nearest(first, CONTENT) {
            Some(near) => format!("Did you mean `content/{near}`?"),
            None => format!("`content/` holds {}.", near::list_words(&CONTENT)),
        };
        problems.push(unused(path, &help));
    }
}

/// A file of `content/words/` that is not read: in a folder of its own, or with another ending.
fn stray_words(sources: &Sources, problems: &mut Problems) {
    for (path, _) in sources.under("content/words") {
        if is_hidden(path) {
            continue;
        }
        if path.folder() != "content/words" {
            problems.push(unused(path, "Move it to `content/words/`, or delete it."));
        } else if path.extension() != "yml" {
            // Some editors add an ending of their own: `en.yml.txt`.
            let stem = path.stem().strip_suffix(".yml").unwrap_or(path.stem());
            let help = match Language::parse(stem) {
                Some(language) => format!("Did you mean `{language}.yml`?"),
                None => "Give it the name of a language, like `en.yml`, or delete it.".to_owned(),
            };
            problems.push(unused(path, &help));
        }
    }
}

/// A picture that lies in no pack.
fn is_stray_picture(sources: &Sources, path: &SourcePath) -> bool {
    let list = format!("{}/pictures.yml", path.folder());
    path.as_str().starts_with("content/pictures/") && sources.get(&list).is_none()
}

fn is_hidden(path: &SourcePath) -> bool {
    path.name().starts_with('.') || path.name().eq_ignore_ascii_case("readme.md")
}

fn unused(path: &SourcePath, help: &str) -> Problem {
    Problem::new(
        Kind::UnusedFile,
        Place::file(path),
        format!("Handrail does not use the file `{}`.", path.name()),
        help,
    )
}

fn id_of(path: &SourcePath, ending: &str, stem: &str, problems: &mut Problems) -> Option<Id> {
    if !has_ending(path, ending, problems) {
        return None;
    }
    let id = Id::parse(stem);
    if id.is_none() {
        let better =
            Id::suggest(stem).map_or_else(|| "kite-care".to_owned(), |id| id.as_str().to_owned());
        problems.push(bad_name(path, &format!("{better}.{ending}")));
    }
    id
}

/// Whether the name ends as it must. Endings that were meant for it are told apart from those of other
/// files.
fn has_ending(path: &SourcePath, ending: &str, problems: &mut Problems) -> bool {
    if path.extension() == ending {
        return true;
    }
    // Some editors add an ending of their own: `kite-care.yml.txt`.
    let stem = before_endings(path.name());
    let wrong = path.name().strip_prefix(stem).unwrap_or_default();
    if wrong.is_empty() {
        problems.push(unused(
            path,
            "Delete it, or move it to a folder of its own.",
        ));
        return false;
    }
    let parts: Option<Vec<String>> = stem
        .split('.')
        .map(|part| Id::suggest(part).map(|id| id.to_string()))
        .collect();
    let better = parts.map_or_else(|| "kite-care".to_owned(), |parts| parts.join("."));
    problems.push(Problem::new(
        Kind::BadFileName,
        Place::file(path),
        format!("This file must end in `.{ending}`, not `{wrong}`."),
        format!(
            "Give it the name `{better}.{ending}`. Your computer may hide the ending of names: \
             let it show them first."
        ),
    ));
    false
}

/// A name without the endings that people give to files of text.
fn before_endings(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((before, ending)) if !before.is_empty() => {
            match ending.to_ascii_lowercase().as_str() {
                "yaml" | "yml" | "md" | "markdown" | "txt" => before_endings(before),
                _ => name,
            }
        }
        _ => name,
    }
}

fn bad_name(path: &SourcePath, better: &str) -> Problem {
    Problem::new(
        Kind::BadFileName,
        Place::file(path),
        format!("The file's name `{}` cannot be used.", path.name()),
        format!(
            "Use lower-case letters, digits and hyphens, like `{better}`. The name becomes the \
             address of the page."
        ),
    )
}

/// `meet-safely.md`, `meet-safely.easy.md`, `meet-safely.ur.md`, `meet-safely.ur.easy.md`.
fn text_key(
    path: &SourcePath,
    shelf: Shelf,
    main: &Language,
    problems: &mut Problems,
) -> Option<TextKey> {
    if !has_ending(path, "md", problems) {
        return None;
    }
    let mut parts = path.stem().split('.');
    let name = parts.next().unwrap_or_default();
    let marks: Vec<&str> = parts.collect();
    let (language, easy) = match marks.as_slice() {
        [] => (Some(main.clone()), false),
        ["easy"] => (Some(main.clone()), true),
        [tag] => (Language::parse(tag), false),
        [tag, "easy"] => (Language::parse(tag), true),
        _ => (None, false),
    };
    let Some(language) = language else {
        problems.push(bad_name(path, &format!("{name}.easy.md")));
        return None;
    };
    let id = id_of(path, "md", name, problems)?;
    Some(TextKey {
        shelf,
        id,
        language,
        easy,
    })
}

/// Two files whose names differ in capital letters only are one file on many computers.
fn same_but_for_case(sources: &Sources, problems: &mut Problems) {
    let mut seen: BTreeMap<String, &SourcePath> = BTreeMap::new();
    for (path, _) in sources.iter() {
        let is_content = ["content/", "providers/"]
            .iter()
            .any(|folder| path.as_str().starts_with(folder));
        if !is_content {
            continue;
        }
        if let Some(first) = seen.insert(path.as_str().to_lowercase(), path) {
            problems.push(
                Problem::new(
                    Kind::SameFileName,
                    Place::file(path),
                    format!(
                        "Two files are called `{}`, apart from capital letters.",
                        path.name()
                    ),
                    "Give one of them another name. On many computers they are one file, and one \
                     would be lost.",
                )
                .also(Place::file(first), "the other file"),
            );
        }
    }
}

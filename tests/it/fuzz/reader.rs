//! One file by itself: read without a site around it, so that many can be looked at.

use std::sync::LazyLock;

use handrail::model::language::Language;
use handrail::pipeline::{Looked, Options, look};
use handrail::problem::Problems;
use handrail::read::{Input, hide_private_numbers, locate, read_theme, sort_files};
use handrail::routes::Destination;
use handrail::source::{SourcePath, Sources};
use proptest::prelude::{TestCaseError, prop_assert_eq};

use super::EVERYTHING;
use crate::no_panic::places_are_there;
use crate::site::{Site, TODAY};

/// The most problems of one file that are looked at.
const MOST_PROBLEMS: usize = 100;

/// What every file is read for.
pub(super) const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
    drafts: false,
};

/// What is in the files of the site with every field.
pub(super) static LOOKED: LazyLock<Looked> = LazyLock::new(|| {
    let looked = look(&EVERYTHING.0.sources, &OPTIONS);
    looked.unwrap_or_else(|problems| panic!("{problems:?}"))
});

/// Reads one file by the rules for its place, twice. What is wrong with it is in the file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Problems, TestCaseError> {
    let site = Site {
        sources: Sources::default(),
    };
    let site = site.file(path, bytes);
    let path = SourcePath::new(path);
    let found = || {
        let (problems, left_out) = found(&path, &site.sources).first_of_each_file(MOST_PROBLEMS);
        let located = problems.map_places(|place| locate(place, &site.sources));
        located.with_left_out(left_out)
    };
    let problems = found();
    prop_assert_eq!(&problems, &found());
    places_are_there(&site, &problems)?;
    Ok(problems)
}

fn found(path: &SourcePath, sources: &Sources) -> Problems {
    let input = Input { today: TODAY };
    let Looked { site, .. } = &*LOOKED;
    let lists = &site.lists;
    let source = sources.get(path.as_str()).expect("the file");
    let (family, mut problems) = sort_files(sources, &Language::default());
    if let Some(hidden) = hide_private_numbers(path, source) {
        problems.extend(hidden.problems);
    }
    for (path, key) in &family.texts {
        problems.extend(input.read_text(path, source, key, lists).1);
    }
    for (path, id) in &family.providers {
        problems.extend(input.read_provider(path, source, id, lists).1);
    }
    for (path, _) in &family.documents {
        problems.extend(input.read_documents(path, source, lists).1);
    }
    for (path, id) in &family.sheets {
        problems.extend(input.read_sheet(path, source, id).1);
    }
    for (path, id) in &family.criteria {
        problems.extend(input.read_criterion(path, source, id, lists).1);
    }
    for (path, _) in &family.checks {
        let known = site.criteria.iter();
        let known = known.map(|criterion| (criterion.id.clone(), criterion.clone()));
        let criteria = known.collect();
        problems.extend(input.read_checks(path, source, &criteria, lists).1);
    }
    for (path, _) in &family.visits {
        problems.extend(input.read_visits(path, source).1);
    }
    problems.extend(match path.as_str() {
        "content/lists/postcodes.yml" => input.read_postcodes(sources).1,
        "content/lists/synonyms.yml" => input.read_synonyms(sources).1,
        "content/search-checks.yml" => input.read_search_checks(sources).1,
        "content/site.yml" => input.read_settings(sources, lists).1,
        "content/accessibility.yml" => input.read_statement(sources).1,
        name if name.starts_with("content/lists/") => input.read_lists(sources).1,
        name if name.starts_with("content/signoffs/") => input.read_sign_offs(path, source).1,
        name if name.starts_with("themes/") => {
            read_theme(sources, &input, "easy-read", None, &[]).1
        }
        _ => Problems::default(),
    });
    problems
}

#[test]
fn each_kind_of_file_has_its_reader() {
    for path in [
        "content/guides/a.md",
        "content/site.yml",
        "content/accessibility.yml",
        "content/search-checks.yml",
        "content/lists/postcodes.yml",
        "content/lists/synonyms.yml",
        "content/lists/areas.yml",
        "content/sheets/a.yml",
        "content/criteria/a.yml",
        "content/signoffs/guides/a.yml",
        "providers/a.yml",
        "providers/checks/a.yml",
        "providers/visits/a.yml",
        "themes/easy-read/strings/en.yml",
    ] {
        let text = if path.ends_with("md") {
            "---\na: [\n---\n"
        } else {
            "a: [\n"
        };
        let problems = read(path, text.as_bytes()).expect("places that are there");
        let is_broken = problems
            .iter()
            .any(|problem| problem.kind.name() == "broken-yaml");
        assert!(is_broken, "{path}: {problems:?}");
    }
}

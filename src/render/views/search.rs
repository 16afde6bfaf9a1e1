//! The page of the search: the form that a script uses, and the ways that need none.

use serde::Serialize;

use super::{LinkView, Parts, link_to};
use crate::model::joined::JoinedDirectory;
use crate::model::lists::ListName;
use crate::problem::Problem;
use crate::render::Desk;
use crate::render::find::Facet;
use crate::render::find::joined::link_to_directory;
use crate::routes::{Question, Scope};
use crate::search::pieces::documents_as_text;
use crate::search::words::stop_words;

/// What the page may see.
#[derive(Debug, Serialize)]
struct SearchPageView {
    /// What the script must know.
    search: SearchView,
    /// Ways to find something without typing.
    ways: Vec<LinkView>,
    /// Other directories whose pages the search finds too.
    directories: Vec<LinkView>,
}

/// What the script must know.
#[derive(Debug, Serialize)]
struct SearchView {
    /// The link to a piece of the index, with `{name}` in it.
    piece: String,
    /// How many pages there are.
    documents: usize,
    /// How many words they have.
    tokens: u64,
    /// Where the pieces of the dictionary start.
    dictionary: String,
    /// Where the pieces of long lists start.
    long: String,
    /// The filter that cuts long lists up, on large sites.
    split_by: Option<usize>,
    /// The pieces of long lists at which those of lists that are cut up start.
    runs: String,
    /// Where the pieces of reversed words start.
    reversed: String,
    /// Words that say little.
    stop: &'static str,
    /// Words that are called otherwise here.
    means: String,
    /// Words with the page that comes first for them.
    best: String,
    /// Words that many cards share, with `~` between.
    phrases: String,
    /// True when the search can sort by distance.
    has_centres: bool,
    /// The filters, but for those without values.
    facets: Vec<Facet>,
}

pub(crate) fn search(desk: &Desk<'_, '_>) -> Result<Parts, Box<Problem>> {
    let search = desk.renderer.search()?;
    let routes = desk.routes();
    let directories = desk.site().settings.directories.iter();
    let directory = |directory: &JoinedDirectory| LinkView {
        name: directory.name.clone(),
        href: link_to_directory(desk, directory, ""),
    };
    let view = SearchPageView {
        search: SearchView {
            piece: desk.link(&routes.search_piece(&search.folder, "{name}")),
            documents: search.documents,
            tokens: search.tokens,
            dictionary: search.plan.dictionary.join(" "),
            long: search.plan.long.join(" "),
            split_by: search.plan.split_by,
            runs: documents_as_text(&search.plan.runs),
            reversed: search.plan.reversed.join(" "),
            stop: stop_words(desk.site().settings.language.tag()),
            means: search.means.clone(),
            best: search.best.clone(),
            phrases: search.phrases.joined(),
            has_centres: !search.centres.is_empty(),
            facets: search.facets.clone(),
        },
        ways: vec![
            link_to(desk, "find.start", &routes.question(&Question::Help)),
            link_to(desk, "menu.services", &routes.list(ListName::Services)),
            link_to(desk, "menu.needs", &routes.list(ListName::Needs)),
            link_to(desk, "menu.areas", &routes.list(ListName::Areas)),
            link_to(desk, "menu.kinds", &routes.list(ListName::Kinds)),
            link_to(desk, "menu.providers", &routes.listing(&Scope::All, 1)),
            link_to(desk, "menu.guides", &routes.guides(&desk.language)),
        ],
        directories: directories.map(directory).collect(),
    };
    let mut parts = Parts::new(&view, desk.wording.text("search.title"));
    parts.description = Some(desk.wording.text("search.lead").to_owned());
    Ok(parts)
}

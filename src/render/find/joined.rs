//! Pages of other directories, as the search of this site finds and shows them.
//!
//! Only providers, guides and sheets come in. Lists, pages of criteria, pages about a site and its tools stand on every
//! site in nearly the same words, and the joining site has its own. A guide or sheet that stands in the same words at
//! the same address on several sites is shown once: that of this site, or of the first directory in the settings.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::Placed;
use super::filters::{DIRECTORIES, FACETS};
use super::phrases::MARK;
use super::writing::shortened;
use super::{Entry, Page};
use crate::model::joined::{JoinedDirectory, JoinedPage, JoinedStanding};
use crate::model::lists::ListName;
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::directory::Rank;
use crate::render::views::claim::{Claim, Later};
use crate::routes::Address;
use crate::search::words::words;
use crate::search::{Document, FacetValue};
use crate::vetting::status::{Shown, Status};

/// The pages of other directories with one of these folders in their addresses.
fn pages<'d>(
    desk: &Desk<'_, 'd>,
    folders: &'d [&str],
) -> impl Iterator<Item = (usize, &'d JoinedDirectory, &'d JoinedPage)> {
    let site = desk.site();
    let directories = site.settings.directories.iter().enumerate();
    directories.flat_map(move |(number, directory)| {
        let pages = site.joined.get(&directory.id).into_iter();
        let pages = pages.flat_map(|pages| pages.iter());
        let is_wanted = |page: &&JoinedPage| {
            let place = page.address.folder_and_id();
            place.is_some_and(|(folder, id)| folders.contains(&folder) && !is_number(&id))
        };
        let pages = pages.filter(is_wanted);
        pages.map(move |page| (number, directory, page))
    })
}

/// True for `page-2`: the second page of a list.
fn is_number(id: &Id) -> bool {
    id.as_str().starts_with("page-")
}

/// How many providers other directories have.
pub(super) fn number_of_providers(desk: &Desk<'_, '_>) -> usize {
    pages(desk, &["providers"]).count()
}

/// The providers of other directories, each with its place among all.
pub(super) fn providers<'d>(desk: &'d Desk<'_, '_>, is_large: bool) -> Vec<Placed<'d>> {
    let areas = desk.site().lists.get(ListName::Areas);
    let all = pages(desk, &["providers"]).filter_map(|(number, directory, page)| {
        let standing = page.standing.as_ref();
        let claim = standing.map(|standing| claim(desk, standing));
        let status = claim.as_ref().and_then(|claim| status(claim.state));
        let shown = status.map_or(Shown::Whole, Status::shown);
        let rank = match (shown, status) {
            (Shown::Whole, Some(Status::Late)) => Rank::Late,
            (Shown::Whole, _) => Rank::InDate,
            (Shown::Reduced, _) => Rank::Reduced,
            (Shown::Nameless | Shown::Nothing, _) => return None,
        };
        let ids = page.items.get(&ListName::Areas).into_iter().flatten();
        let places = ids.filter_map(|id| areas.position(id));
        let mut places: Vec<usize> = places.take(if is_large { usize::MAX } else { 1 }).collect();
        places.sort_unstable();
        if places.is_empty() {
            places.push(areas.items().len());
        }
        Some(Placed {
            places,
            rank,
            name: &page.name,
            page: Box::new(move || {
                let (mut entry, mut document) = one_provider(desk, directory, page, rank);
                entry.standing = claim;
                document.facets.push(of_directory(number));
                (entry, document)
            }),
        })
    });
    all.collect()
}

fn one_provider(
    desk: &Desk<'_, '_>,
    directory: &JoinedDirectory,
    page: &JoinedPage,
    rank: Rank,
) -> Page {
    let mut entry = entry(desk, directory, page);
    let mut document = Document {
        names: vec![page.name.clone()],
        ..Document::default()
    };
    if rank < Rank::Reduced {
        document = said(page);
        entry.outward.clone_from(&page.district);
        document.facets = values(desk, page, rank);
    } else {
        entry.summary.clear();
    }
    (entry, document)
}

/// Guides and sheets of other directories that stand nowhere else in the same words.
pub(super) fn texts(desk: &Desk<'_, '_>, own: &[Page]) -> Vec<Page> {
    let mut known: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (entry, document) in own {
        let known = known.entry(entry.address.clone()).or_default();
        known.insert(all_words(document));
    }
    let mut texts = Vec::new();
    for (number, directory, page) in pages(desk, &["guides", "sheets"]) {
        let mut document = said(page);
        let known = known.entry(page.address.as_str().to_owned()).or_default();
        if known.insert(all_words(&document)) {
            document.facets.push(of_directory(number));
            texts.push((entry(desk, directory, page), document));
        }
    }
    texts
}

/// The link from this page to another directory, or to one of its pages.
pub(crate) fn link_to_directory(
    desk: &Desk<'_, '_>,
    directory: &JoinedDirectory,
    page: &str,
) -> String {
    let whole = whole_address(directory, page);
    match directory.address.is_on_web() {
        true => whole,
        false => desk.link(&Address::new(whole)),
    }
}

/// The address of the settings, and then the one that the page has on its site. Nothing else says where a link leads.
fn whole_address(directory: &JoinedDirectory, page: &str) -> String {
    format!("{}{page}", directory.address.as_str())
}

fn entry(desk: &Desk<'_, '_>, directory: &JoinedDirectory, page: &JoinedPage) -> Entry {
    let address = page.address.as_str();
    let kind = match page.kind.as_str() {
        "" => directory.name.clone(),
        kind => desk.wording.fill(
            "search.in_directory",
            &[("kind", kind), ("directory", &directory.name)],
        ),
    };
    Entry {
        address: whole_address(directory, address),
        href: link_to_directory(desk, directory, address),
        is_own: false,
        name: page.name.clone(),
        kind,
        summary: shortened(&page.summary),
        standing: None,
        outward: None,
    }
}

/// What a page says to the search.
fn said(page: &JoinedPage) -> Document {
    Document {
        names: page.names.clone(),
        labels: page.labels.clone(),
        text: page.text.clone(),
        facets: Vec::new(),
    }
}

fn all_words(document: &Document) -> Vec<String> {
    let parts = [&document.names, &document.labels, &document.text];
    let texts = parts.into_iter().flatten();
    texts.flat_map(|text| words(text)).collect()
}

/// Where a listing stands today. The file may be older than that, and words that ended since do not come back.
fn claim(desk: &Desk<'_, '_>, standing: &JoinedStanding) -> Claim {
    let today = desk.renderer.options.today;
    let claim = Claim::new(plain(&standing.words)).about(word(&standing.state));
    let later = standing.later.iter();
    later.fold(claim, |claim, (from, state, words)| {
        let later = Later {
            from: *from,
            state: word(state),
            words: plain(words),
        };
        claim.then(today, later)
    })
}

/// Words without the sign that stands for words of many cards. One of others would turn that off for all.
fn plain(words: &str) -> String {
    words.replace(MARK, "-")
}

fn status(word: &str) -> Option<Status> {
    let mut all = Status::WORDS.iter();
    all.find(|(known, _)| *known == word)
        .map(|(_, status)| *status)
}

/// The same word, if it is one that Handrail and its styles know.
fn word(state: &str) -> &'static str {
    status(state).map_or("", Status::word)
}

/// The values that filters know a provider by.
fn values(desk: &Desk<'_, '_>, page: &JoinedPage, rank: Rank) -> Vec<FacetValue> {
    let mut values = Vec::new();
    for (facet, (key, list)) in FACETS.iter().enumerate() {
        if let Some(list) = list {
            let known = desk.site().lists.get(*list);
            let ids = page.items.get(list).into_iter().flatten();
            let places = ids.filter_map(|id| known.position(id));
            values.extend(places.map(|value| FacetValue { facet, value }));
        }
        let is_in_date = page.is_in_date && rank == Rank::InDate;
        let is_so = (*key == "space" && page.has_space) || (*key == "checks" && is_in_date);
        values.extend(is_so.then_some(FacetValue { facet, value: 0 }));
    }
    values
}

/// The value of the filter of directories.
fn of_directory(number: usize) -> FacetValue {
    let facet = FACETS.iter().position(|(key, _)| *key == DIRECTORIES);
    FacetValue {
        facet: facet.unwrap_or(FACETS.len()),
        value: number,
    }
}

//! The filters of a search, and their values.

use super::joined;
use crate::model::lists::ListName;
use crate::render::Desk;

/// With more providers the search has lists for each place.
const LARGE: usize = 20_000;

/// The filter whose values have lists of their own, on a large site: that of places.
pub(super) fn split_by(desk: &Desk<'_, '_>) -> Option<usize> {
    let own = desk.renderer.directory.providers.len();
    let is_large = own + joined::number_of_providers(desk) > LARGE;
    let mut filters = FACETS.iter();
    let places = filters.position(|(_, list)| *list == Some(ListName::Areas));
    places.filter(|_| is_large)
}

/// The filters with the lists of their values. Those without a list have one value, or few.
pub(super) const FACETS: [(&str, Option<ListName>); 12] = [
    ("services", Some(ListName::Services)),
    ("needs", Some(ListName::Needs)),
    ("areas", Some(ListName::Areas)),
    ("kinds", Some(ListName::Kinds)),
    ("ages", Some(ListName::Ages)),
    ("pay_ways", Some(ListName::PayWays)),
    ("access", Some(ListName::Access)),
    ("communication", Some(ListName::Communication)),
    ("languages", Some(ListName::Languages)),
    ("space", None),
    ("checks", None),
    // Only a site that names other directories has it.
    (DIRECTORIES, None),
];

/// The filter of other directories.
pub(super) const DIRECTORIES: &str = "directories";

/// The values of a filter: the id of each and its name.
pub(super) fn facet_items(desk: &Desk<'_, '_>, facet: usize) -> Vec<(String, String)> {
    match FACETS.get(facet) {
        Some((_, Some(list))) => {
            let items = desk.site().lists.get(*list).items().iter();
            items
                .map(|item| (item.id.to_string(), item.name.clone()))
                .collect()
        }
        Some((key, None)) if *key == DIRECTORIES => {
            let directories = desk.site().settings.directories.iter();
            directories
                .map(|one| (one.id.to_string(), one.name.clone()))
                .collect()
        }
        Some((key, None)) => {
            let name = desk.wording.text(&format!("search.{key}_now"));
            vec![("now".to_owned(), name.to_owned())]
        }
        None => Vec::new(),
    }
}

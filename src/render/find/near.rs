//! How far it is from a postcode to each page that was found.
//!
//! Only the middle of a postcode district is known, so that a distance tells "about 2 miles" and never where
//! somebody lives. The script in the browser computes the same from one piece of text.

use std::collections::{BTreeMap, BTreeSet};

use super::Search;
use crate::model::centre::Centres;
use crate::model::lists::ListName;
use crate::model::provider::{Provider, PublicLocation};
use crate::model::site::Site;
use crate::search::pieces::documents_as_text;

/// The first part of the postcode of a provider, if it may be public.
pub(super) fn public_outward(provider: &Provider) -> Option<&str> {
    let contact = &provider.contact;
    let postcode = contact.postcode.as_ref()?;
    (contact.public_location != PublicLocation::Area).then(|| postcode.outward())
}

/// The documents in each postcode district.
pub(super) type Districts = BTreeMap<String, Vec<u32>>;

/// Where the districts of the site's areas and of its pages are. The list may know many more.
pub(super) fn centres(site: &Site, districts: &Districts) -> Centres {
    let areas = site.shown_items(ListName::Areas);
    let own: BTreeSet<&String> = areas.flat_map(|area| &area.outward_postcodes).collect();
    let is_own = |code: &String| own.contains(code) || districts.contains_key(code);
    let known = site.centres.iter().filter(|(code, _)| is_own(code));
    known
        .map(|(code, centre)| (code.clone(), *centre))
        .collect()
}

/// A line for each district: its outward code, where it lies, and the documents in it.
pub(super) fn piece(centres: &Centres, districts: &Districts) -> String {
    let line = |(code, centre): (&String, &crate::model::centre::Centre)| {
        let documents = districts.get(code).map_or(&[][..], Vec::as_slice);
        let list = documents_as_text(documents);
        format!("{code} {} {} {list}", centre.latitude, centre.longitude)
    };
    centres.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How many miles it is from a postcode district to each document whose place is known. Nothing when nobody knows
/// where the district is.
pub(super) fn miles_from(
    search: &Search,
    districts: &Districts,
    outward: &str,
) -> Option<BTreeMap<u32, f64>> {
    let here = search.centres.get(outward)?;
    let mut miles = BTreeMap::new();
    for (code, documents) in districts {
        if let Some(centre) = search.centres.get(code) {
            let far = here.miles_to(*centre);
            miles.extend(documents.iter().map(|document| (*document, far)));
        }
    }
    Some(miles)
}

//! A question, and the pages that fit it best.

use super::{Index, Search, near};
use crate::model::values::Postcode;
use crate::search::ask::{Answer, Hit};

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'q> {
    /// The words that somebody types.
    pub question: &'q str,
    /// A postcode, or its first part: the nearest pages come first.
    pub near: Option<&'q str>,
    /// The most pages to show.
    pub limit: usize,
}

/// What a search found, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What happened to each word, and how many pages there are.
    pub answer: Answer,
    /// True when a postcode was given that the site does not know.
    pub is_lost: bool,
    /// The pages that fit best, in order.
    pub pages: Vec<FoundPage>,
}

/// A page that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPage {
    /// Its address from the top of the site. With the address of its site in front, if that is another one.
    pub address: String,
    /// True for pages of this site.
    pub is_own: bool,
    /// Its name or title.
    pub name: String,
    /// What kind of page it is.
    pub kind: String,
    /// About how many miles it is away, when a postcode was given and the place is known.
    pub miles: Option<f64>,
    /// How well it fits.
    pub score: f32,
    /// The points of each word.
    pub points: Vec<(String, f32)>,
}

/// Asks the index.
pub(super) fn found(search: &Search, index: &Index, wanted: &Wanted<'_>) -> Result<Found, String> {
    let outward = wanted
        .near
        .map(|near| Postcode::outward_of(near).unwrap_or_default());
    let miles = outward.map(|outward| near::miles_from(search, &index.districts, &outward));
    let is_lost = matches!(miles, Some(None));
    let miles = miles.flatten();
    let most = match miles {
        Some(_) => index.entries.len(),
        None => wanted.limit,
    };
    let library = &index.library;
    let mut answer = library.ask(&search.plan, wanted.question, most, false)?;
    if let Some(miles) = &miles {
        let far = |hit: &Hit| miles.get(&hit.document).copied().unwrap_or(f64::INFINITY);
        answer
            .hits
            .sort_by(|one, other| far(one).total_cmp(&far(other)));
        answer.hits.truncate(wanted.limit);
    }
    let miles_to = |document: &u32| {
        miles
            .as_ref()
            .and_then(|miles| miles.get(document).copied())
    };
    let page = |hit: &Hit| {
        let place = usize::try_from(hit.document).ok()?;
        let entry = index.entries.get(place)?;
        Some(FoundPage {
            address: entry.address.clone(),
            is_own: entry.is_own,
            name: entry.name.clone(),
            kind: entry.kind.clone(),
            miles: miles_to(&hit.document),
            score: hit.score,
            points: library.points(&answer, hit.document),
        })
    };
    let pages = answer.hits.iter().filter_map(page).collect();
    Ok(Found {
        answer,
        is_lost,
        pages,
    })
}

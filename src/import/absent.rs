//! Listings whose location is not in CQC's file. That can mean that a place has closed, or that the
//! file is another one or a part of one. Only what is known is said.

use super::columns::Column;
use super::cqc_file::CqcFile;
use super::differences::{About, Difference};
use super::listing::Listing;
use super::opening::Opened;
use super::provider_file::{CqcGroup, page};
use crate::model::values::{Date, day_words};
use crate::problem::near::list_words;
use crate::source::SourcePath;

/// With as many rows a file is CQC's whole list. It has more than 50,000 places.
const WHOLE_LIST: usize = 10_000;

/// Gathers the listings that are not in the file.
pub(crate) struct Absences<'a> {
    cqc: &'a CqcFile,
    as_of: Date,
    authorities: &'a [String],
    /// Whether the file has so many rows that it is CQC's whole list.
    is_whole: bool,
    /// How many listings are in the file.
    found: usize,
    absent: Vec<Absent>,
}

struct Absent {
    path: SourcePath,
    location: String,
    listing: Listing,
}

impl<'a> Absences<'a> {
    pub(crate) fn new(opened: &'a Opened, authorities: &'a [String]) -> Self {
        Absences {
            cqc: &opened.cqc,
            as_of: opened.as_of,
            authorities,
            is_whole: opened.cqc.rows().count() >= WHOLE_LIST,
            found: 0,
            absent: Vec::new(),
        }
    }

    /// One more listing is in the file.
    pub(crate) fn count_found(&mut self) {
        self.found += 1;
    }

    /// One more listing is not in the file.
    pub(crate) fn add(&mut self, path: &SourcePath, location: &str, listing: Listing) {
        self.absent.push(Absent {
            path: path.clone(),
            location: location.to_owned(),
            listing,
        });
    }

    /// What is said of each of them.
    pub(crate) fn into_differences(self) -> Vec<Difference> {
        let absent = self.absent.iter();
        absent.map(|absent| self.difference(absent)).collect()
    }

    fn difference(&self, absent: &Absent) -> Difference {
        let page = page(&absent.location);
        let (about, message, help) = match self.reason(&absent.listing.group()) {
            None => (
                About::Gone,
                "It is no longer in CQC's file. It may have closed.".to_owned(),
                format!("Ask them, and look at CQC's website: {page}."),
            ),
            Some(reason) => (
                About::Untold,
                format!("It is not in this file. {reason}"),
                format!("Look at CQC's website: {page}."),
            ),
        };
        let listing = &absent.listing;
        Difference::new(&absent.path, listing, about, "location", message, help)
    }

    /// Why a file that lacks a place does not say that the place has closed. Nothing if it does.
    fn reason(&self, group: &CqcGroup) -> Option<String> {
        let total = self.found + self.absent.len();
        let day = group.get("as_of").and_then(|day| day.parse().ok());
        if !self.authorities.is_empty() {
            return Some(format!(
                "Only places in {} were asked for, and it may stand under another local authority. \
                 Without `--authority` more can be said.",
                list_words(self.authorities)
            ));
        }
        if let Some(other) = self.other_kind(group) {
            return Some(other.to_owned());
        }
        if self.found * 2 < total && !self.is_whole {
            return Some(format!(
                "The file has {} of your {total} places, so it is a part of CQC's list or another \
                 kind of file.",
                if self.found == 0 {
                    "none".to_owned()
                } else {
                    format!("only {}", self.found)
                }
            ));
        }
        let newer = day.filter(|day: &Date| *day > self.as_of)?;
        Some(format!(
            "The file is of {}, and what the listing has from CQC is of {}. It may be newer than the \
             file.",
            day_words(self.as_of),
            day_words(newer)
        ))
    }

    /// Whether all that the listing has from CQC came from another kind of file.
    fn other_kind(&self, group: &CqcGroup) -> Option<&'static str> {
        let file_rates = self.cqc.has(Column::Rating);
        let contacts = [Column::Phone, Column::Website, Column::Postcode];
        let file_reaches = contacts.into_iter().any(|column| self.cqc.has(column));
        let rates = group.contains_key("rating");
        let is_own_page = |website: &String| website.contains("cqc.org.uk/location/");
        let reaches = group.contains_key("phone")
            || group.contains_key("postcode")
            || group
                .get("website")
                .is_some_and(|website| !is_own_page(website));
        match (rates, reaches) {
            (true, false) if !file_rates => Some(
                "The file has no ratings, and what the listing has from CQC came from a list with \
                 ratings. The two lists do not hold the same places.",
            ),
            (false, true) if !file_reaches => Some(
                "The file has no phone numbers or postcodes, and what the listing has from CQC came \
                 from a list with them. The two lists do not hold the same places.",
            ),
            _ => None,
        }
    }
}

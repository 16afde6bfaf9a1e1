//! CQC's newest file beside what the listings hold from CQC: what differs, in plain words. Nothing is
//! changed. What differs is what an import would change in the group `cqc` (`provider_file`); on top
//! come places that have closed, are dormant, or are not in the file (`absent`).

use std::collections::{BTreeMap, BTreeSet};

use super::absent::Absences;
use super::areas::{Areas, place_key};
use super::columns::Column;
use super::cqc_file::Row;
use super::day::read_day;
use super::differences::{About, Difference, differences_of};
use super::facts::FactReader;
use super::lines_with_problems;
use super::listing::{Listing, files_of_locations};
use super::notes::{Notes, Oddity};
use super::opening::{Asked, Opened, Stopped, open};
use super::provider_file::page;
use super::status::{is_closed, is_dormant};
use super::words::Vocabulary;
use crate::model::values::{Date, Id, day_words};
use crate::problem::{Problem, Problems, Severity};
use crate::read::{Input, locate};
use crate::source::{SourcePath, Sources};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct CompareOptions {
    /// Today.
    pub today: Date,
    /// The day of the file, for a file that does not say it.
    pub dated: Option<Date>,
    /// Only these local authorities. All, if there is none.
    pub authorities: Vec<String>,
}

/// Where CQC's file and the listings differ.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// The day of CQC's file.
    pub as_of: Option<Date>,
    /// How many listings were held beside the file.
    pub listings: usize,
    /// How many listings are in places that were not asked for.
    pub elsewhere: usize,
    /// What differs, sorted by the names of the listings.
    pub differences: Vec<Difference>,
    /// Listings of which this file does not tell anything, sorted in the same way.
    pub untold: Vec<Difference>,
    /// What could not be read.
    pub problems: Problems,
    /// The lines of CQC's file that a problem points at, so that they can be shown.
    pub lines: String,
}

impl Compared {
    /// Everything as problems, in the order of the files.
    pub fn all_problems(&self) -> Problems {
        let mut problems = self.problems.clone();
        for difference in self.differences.iter().chain(&self.untold) {
            problems.push(difference.problem());
        }
        problems
    }

    /// How many listings differ.
    pub fn differing(&self) -> usize {
        let paths = self.differences.iter();
        let paths: BTreeSet<&SourcePath> = paths.map(|one| &one.place.path).collect();
        paths.len()
    }
}

/// Holds CQC's file beside the listings.
///
/// # Errors
///
/// When CQC's file cannot be used at all.
pub fn compare_cqc(
    sources: &Sources,
    file: &SourcePath,
    bytes: &[u8],
    options: &CompareOptions,
) -> Result<Compared, Stopped> {
    let asked = Asked {
        today: options.today,
        dated: options.dated,
        authorities: &options.authorities,
    };
    let opened = open(sources, file, bytes, &asked)?;
    let areas = Areas::new(&opened.lists);
    let wanted = options.authorities.iter();
    let wanted = wanted.map(|name| areas.find(name).map(|(id, _)| id.clone()));
    let mut notes = Notes::new(file);
    let files = files_of_locations(sources, &mut notes);
    let comparer = Comparer {
        sources,
        opened: &opened,
        reader: FactReader {
            file: &opened.cqc,
            lists: &opened.lists,
            vocabulary: Vocabulary::new(&opened.lists),
            today: options.today,
        },
        options,
        areas: wanted.collect(),
    };
    let mut compared = comparer.compare(&files, &mut notes);
    compared.as_of = Some(opened.as_of);
    notes.keep_odd(|oddity| {
        matches!(
            oddity,
            Oddity::UnknownRating(_) | Oddity::RatingWithoutDay | Oddity::RatingOnFirstDay
        )
    });
    compared.problems = notes.into_problems();
    compared.problems.extend(comparer.unreadable());
    compared.problems = compared.problems.map_places(|place| locate(place, sources));
    compared.lines = lines_with_problems(&compared.problems, file, bytes);
    for difference in compared.differences.iter_mut().chain(&mut compared.untold) {
        difference.place = locate(difference.place.clone(), sources);
    }
    Ok(compared)
}

struct Comparer<'a> {
    sources: &'a Sources,
    opened: &'a Opened,
    reader: FactReader<'a>,
    options: &'a CompareOptions,
    /// The areas of the local authorities that were asked for, if the list has them all.
    areas: Option<Vec<Id>>,
}

impl<'a> Comparer<'a> {
    fn compare(&self, files: &BTreeMap<String, SourcePath>, notes: &mut Notes) -> Compared {
        let mut compared = Compared::default();
        let rows = self.rows();
        let mut absences = Absences::new(self.opened, &self.options.authorities);
        for (location, path) in files {
            let source = self.sources.get(path.as_str());
            let text = source.and_then(|source| source.text().ok());
            let Some(listing) = text.and_then(Listing::read) else {
                continue;
            };
            match rows.get(location) {
                Some(row) if self.is_wanted(row.get(Column::Authority)) => {
                    compared.listings += 1;
                    absences.count_found();
                    let found = self.beside(row, path, &listing, notes);
                    compared.differences.extend(found);
                }
                Some(_) => compared.elsewhere += 1,
                None if self.is_elsewhere(&listing) => compared.elsewhere += 1,
                None => {
                    compared.listings += 1;
                    absences.add(path, location, listing);
                }
            }
        }
        for absence in absences.into_differences() {
            match absence.about {
                About::Untold => compared.untold.push(absence),
                _ => compared.differences.push(absence),
            }
        }
        for list in [&mut compared.differences, &mut compared.untold] {
            list.sort_by_cached_key(|one| (one.name.to_lowercase(), one.clone()));
        }
        compared
    }

    /// The row of each location. When one stands twice, the first row counts.
    fn rows(&self) -> BTreeMap<String, Row<'a>> {
        let mut rows = BTreeMap::new();
        for row in self.opened.cqc.rows() {
            rows.entry(row.location()).or_insert(row);
        }
        rows
    }

    fn is_wanted(&self, authority: &str) -> bool {
        let mut wanted = self.options.authorities.iter();
        let key = place_key(authority);
        self.options.authorities.is_empty() || wanted.any(|name| place_key(name) == key)
    }

    /// Whether a listing says that it is in none of the places that were asked for.
    fn is_elsewhere(&self, listing: &Listing) -> bool {
        let own = listing.texts("areas");
        let is_asked_for = |area: &Id| own.iter().any(|own| own == area.as_str());
        let wanted = self.areas.as_deref().unwrap_or_default();
        !own.is_empty() && !wanted.is_empty() && !wanted.iter().any(is_asked_for)
    }

    /// One listing and its row.
    fn beside(
        &self,
        row: &Row<'_>,
        path: &SourcePath,
        listing: &Listing,
        notes: &mut Notes,
    ) -> Vec<Difference> {
        let location = row.location();
        let reader = &self.reader;
        let facts = notes.quietly(|notes| reader.read(row, notes));
        let new = |about, field, message: String, help: String| {
            Difference::new(path, listing, about, field, message, help)
        };
        if is_closed(row, self.options.today) {
            let day = read_day(row.get(Column::LastDay));
            let day = day
                .map(|day| format!(" on {}", day_words(day)))
                .unwrap_or_default();
            return vec![new(
                About::Closed,
                "location",
                format!("CQC says that it has closed{day}."),
                format!(
                    "Ask them, and look at CQC's website: {}. If it has closed, delete the file.",
                    page(&location)
                ),
            )];
        }
        let mut found = differences_of(path, listing, &facts, self.opened.as_of);
        let state = listing
            .text(Some("availability"), "state")
            .unwrap_or_default();
        let is_offered = !matches!(state.as_str(), "ask" | "full");
        if is_dormant(row) && is_offered {
            found.push(new(
                About::Dormant,
                "location",
                "CQC says that it is dormant: registered, but not at work now.".to_owned(),
                "Ask them before you send people there. Write `state: ask` under `availability` \
                 until they are at work."
                    .to_owned(),
            ));
        }
        found
    }

    /// Provider files that cannot be read, so that nobody takes them for the same.
    fn unreadable(&self) -> Problems {
        let input = Input {
            today: self.options.today,
        };
        let mut problems = Problems::default();
        for (path, source) in self.sources.directly_in("providers") {
            let is_read = source
                .text()
                .is_ok_and(|text| Listing::read(text).is_some());
            let Some(id) = Id::parse(path.stem()).filter(|_| path.extension() == "yml" && !is_read)
            else {
                continue;
            };
            let (_, found) = input.read_provider(path, source, &id, &self.opened.lists);
            let errors = found
                .iter()
                .filter(|problem| problem.severity() == Severity::Error);
            errors
                .cloned()
                .for_each(|problem: Problem| problems.push(problem));
        }
        problems
    }
}

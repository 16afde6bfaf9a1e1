//! One row of CQC's file -> facts in Handrail's own values, with a note for each that is no good.

use super::columns::Column;
use super::cqc_file::{CqcFile, Row};
use super::notes::{Notes, Oddity};
use super::summary::nouns;
use super::tidy;
use super::words::{self, Vocabulary};
use crate::model::lists::{ListName, Lists};
use crate::model::provider::PublicLocation;
use crate::model::registers::Rating;
use crate::model::values::{Date, Id, Phone, Postcode, WebAddress};
use crate::read::{NAME, is_cqc};

use super::day::read_day;

/// What one row says.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// CQC's number of the location.
    pub(crate) location: String,
    /// CQC's number of the provider.
    pub(crate) provider: Option<String>,
    /// Its name. Empty if the row has none.
    pub(crate) name: String,
    /// Another name.
    pub(crate) other_name: Option<String>,
    /// Its kinds, the main one first. Empty if nothing fits.
    pub(crate) kinds: Vec<Id>,
    /// What it is, in plain words, such as `home care agency`.
    pub(crate) nouns: Vec<String>,
    /// Its tasks.
    pub(crate) services: Vec<Id>,
    /// Needs that it knows about.
    pub(crate) needs: Vec<Id>,
    /// Ages that it supports.
    pub(crate) ages: Vec<Id>,
    /// How much of its place may be public.
    pub(crate) public_location: PublicLocation,
    /// Its phone.
    pub(crate) phone: Option<Phone>,
    /// Its website.
    pub(crate) website: Option<WebAddress>,
    /// Its address, a line each.
    pub(crate) address: Vec<String>,
    /// Its postcode.
    pub(crate) postcode: Option<Postcode>,
    /// Its rating, with the day unless it is not rated. Nothing if the file does not say.
    pub(crate) rating: Option<(Rating, Option<Date>)>,
}

/// Reads the facts of rows.
pub(crate) struct FactReader<'a> {
    /// CQC's file.
    pub(crate) file: &'a CqcFile,
    /// The lists of the project.
    pub(crate) lists: &'a Lists,
    /// All words of the lists and of CQC.
    pub(crate) vocabulary: Vocabulary,
    /// Today: a rating of a later day is no good.
    pub(crate) today: Date,
}

impl FactReader<'_> {
    /// The facts of one row. What is no good is left out, with a note.
    pub(crate) fn read(&self, row: &Row<'_>, notes: &mut Notes) -> Facts {
        let types = self.vocabulary.split(row.get(Column::ServiceTypes));
        let specialisms = self.vocabulary.split(row.get(Column::Specialisms));
        let kinds = self.kinds(row, &types, notes);
        self.note_unknown(row, &specialisms, notes);
        let public_location = public_location(self.lists, &kinds, &types);
        let postcode = read_cell(row, Column::Postcode, notes, "postcode", Postcode::parse);
        let all_words = [types.as_slice(), specialisms.as_slice()].concat();
        Facts {
            location: row.location(),
            provider: Some(row.get(Column::Provider).to_ascii_uppercase())
                .filter(|number| is_cqc(number)),
            name: name(row, &kinds, public_location, notes),
            other_name: other_name(row, public_location),
            nouns: nouns(self.lists, &types, &kinds),
            kinds,
            services: words::ids(self.lists, ListName::Services, &all_words),
            needs: words::ids(self.lists, ListName::Needs, &all_words),
            ages: words::ids(self.lists, ListName::Ages, &all_words),
            public_location,
            phone: read_cell(row, Column::Phone, notes, "phone number", tidy::phone),
            website: read_cell(row, Column::Website, notes, "website", tidy::website),
            address: tidy::address(row.get(Column::Address), postcode.as_ref())
                .into_iter()
                .map(|line| tidy::shorten(&line, NAME))
                .collect(),
            postcode,
            rating: self.rating(row, notes),
        }
    }

    /// Kinds by service type. If there is none: by the inspection category, where that fits always.
    fn kinds(&self, row: &Row<'_>, types: &[String], notes: &mut Notes) -> Vec<Id> {
        for word in types {
            if words::is_unknown(self.lists, &[ListName::Kinds], word) {
                notes.odd(row.line, Oddity::UnknownType(word.clone()));
            }
        }
        let mut kinds = words::items(self.lists, ListName::Kinds, types);
        if kinds.is_empty() {
            let category = row.get(Column::Category);
            kinds.extend(words::kind_of_category(self.lists, category));
        }
        kinds.into_iter().map(|item| item.id.clone()).collect()
    }

    fn note_unknown(&self, row: &Row<'_>, specialisms: &[String], notes: &mut Notes) {
        let lists = [
            ListName::Needs,
            ListName::Ages,
            ListName::Services,
            ListName::Kinds,
        ];
        for word in specialisms {
            if words::is_unknown(self.lists, &lists, word) {
                notes.odd(row.line, Oddity::UnknownSpecialism(word.clone()));
            }
        }
    }

    /// The rating with its day. A rating that cannot be dated is left out: it may be years old.
    fn rating(&self, row: &Row<'_>, notes: &mut Notes) -> Option<(Rating, Option<Date>)> {
        if !self.file.has(Column::Rating) {
            return None;
        }
        let typed = row.get(Column::Rating);
        let rating = match typed.to_ascii_lowercase().as_str() {
            "outstanding" => Rating::Outstanding,
            "good" => Rating::Good,
            "requires improvement" => Rating::RequiresImprovement,
            "inadequate" => Rating::Inadequate,
            ""
            | "not rated"
            | "inspected but not rated"
            | "insufficient evidence to rate"
            | "no published rating" => return Some((Rating::NotRated, None)),
            _ => {
                notes.odd(row.line, Oddity::UnknownRating(tidy::shorten(typed, 60)));
                return None;
            }
        };
        let day = read_day(row.get(Column::RatingDay)).filter(|day| *day <= self.today);
        let Some(day) = day else {
            notes.odd(row.line, Oddity::RatingWithoutDay);
            return None;
        };
        if read_day(row.get(Column::FirstDay)) == Some(day) {
            notes.odd(row.line, Oddity::RatingOnFirstDay);
            return None;
        }
        Some((rating, Some(day)))
    }
}

fn read_cell<T>(
    row: &Row<'_>,
    column: Column,
    notes: &mut Notes,
    what: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let cell = row.get(column);
    if cell.is_empty() {
        return None;
    }
    let value = read(cell);
    if value.is_none() {
        notes.row(
            row.line,
            format!(
                "`{}` is not a {what} that Handrail can use. It was left out.",
                tidy::shorten(cell, 60)
            ),
            "The rest of this row was used. Look for the right one on CQC's page for this service.",
        );
    }
    value
}

/// The name. Where the place may not be public, a name that is an address gives way to the name of
/// the provider behind it. A care home keeps its street as a name: people know it by that, and its
/// provider can have many homes.
fn name(row: &Row<'_>, kinds: &[Id], public_location: PublicLocation, notes: &mut Notes) -> String {
    let mut name = tidy::one_line(row.get(Column::Name).trim_end_matches([',', ';', ' ']));
    let provider = tidy::one_line(row.get(Column::ProviderName));
    let is_care_home = kinds
        .iter()
        .any(|kind| matches!(kind.as_str(), "care-home" | "nursing-home"));
    let is_address = tidy::has_postcode(&name) || (!is_care_home && tidy::is_street_address(&name));
    let shows_place = public_location != PublicLocation::Full && is_address;
    if shows_place && !provider.is_empty() && !tidy::has_postcode(&provider) {
        notes.row(
            row.line,
            "The name in this row is an address, which can be a home. The provider's name was used.",
            "Look at the name in the new file. You can write a better one: later imports keep it.",
        );
        name = provider;
    }
    let short = tidy::shorten(&name, NAME);
    if short != name {
        notes.row(
            row.line,
            format!("The name in this row has more than {NAME} characters. It was made shorter."),
            "Look at the name in the new file. You can write a better one: later imports keep it.",
        );
    }
    short
}

fn other_name(row: &Row<'_>, public_location: PublicLocation) -> Option<String> {
    let other = tidy::one_line(row.get(Column::OtherName));
    let shows_place = public_location != PublicLocation::Full && tidy::has_postcode(&other);
    let is_same = other.eq_ignore_ascii_case(row.get(Column::Name));
    let is_good = !other.is_empty() && !shows_place && !is_same && other.chars().count() <= NAME;
    is_good.then_some(other)
}

/// Service types of an open kind that have no place to visit.
const WITHOUT_A_PLACE: [&str; 5] = [
    "Mobile doctors",
    "Mobile doctors service",
    "Phone/online advice",
    "Remote clinical advice service",
    "Home hospice care",
];

/// How much of the place may be public (domain rule F.4), by the kinds in the list: all of it where
/// the public may visit, the first part of the postcode for those who come to people, and nothing but
/// the area for homes and for every kind that does not say. Of several kinds the most careful counts.
fn public_location(lists: &Lists, kinds: &[Id], types: &[String]) -> PublicLocation {
    let level = |id: &Id| {
        let kind = lists.item(ListName::Kinds, id)?;
        kind.public_location
    };
    let levels = kinds.iter().map(|id| level(id).unwrap_or_default());
    let most_careful = levels.max().unwrap_or_default();
    let has_place = types.iter().any(|word| {
        let mut without = WITHOUT_A_PLACE.iter();
        !without.any(|other| other.eq_ignore_ascii_case(word))
    });
    match most_careful {
        PublicLocation::Full if !has_place => PublicLocation::Outward,
        level => level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lists::{Item, List};

    #[test]
    fn the_most_careful_kind_decides_how_much_of_the_place_is_public() {
        let mut list = List::default();
        let kinds = [
            ("clinic", Some(PublicLocation::Full)),
            ("home-care", Some(PublicLocation::Outward)),
            ("care-home", Some(PublicLocation::Area)),
            ("our-own", None),
        ];
        for (id, level) in kinds {
            let mut item = Item::new(Id::parse(id).unwrap(), id);
            item.public_location = level;
            list.push(item);
        }
        let mut lists = Lists::default();
        lists.insert(ListName::Kinds, list);
        let level = |kinds: &[&str], word: &str| {
            let kinds: Vec<Id> = kinds.iter().filter_map(|kind| Id::parse(kind)).collect();
            public_location(&lists, &kinds, &[word.to_owned()])
        };
        assert_eq!(level(&["clinic"], "Dentist"), PublicLocation::Full);
        assert_eq!(
            level(&["clinic"], "Mobile doctors"),
            PublicLocation::Outward
        );
        assert_eq!(
            level(&["clinic", "home-care"], "Clinic"),
            PublicLocation::Outward
        );
        assert_eq!(
            level(&["home-care", "care-home"], "x"),
            PublicLocation::Area
        );
        assert_eq!(level(&["our-own"], "x"), PublicLocation::Area);
        assert_eq!(level(&[], "x"), PublicLocation::Area);
    }
}

//! One thing in which CQC's file and a listing differ, and how that is said.

use super::facts::Facts;
use super::listing::{Listing, SHARED, Shared, usual};
use super::provider_file::{CqcGroup, cqc_group, page};
use crate::model::provider::PublicLocation;
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Kind, Place, Problem};
use crate::source::SourcePath;

/// What a difference is about. The order is that of a listing's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// CQC says that the place has closed.
    Closed,
    /// The place is no longer in CQC's file.
    Gone,
    /// CQC says that the place is dormant.
    Dormant,
    /// The rating, or its day.
    Rating,
    /// The name.
    Name,
    /// The number of the provider behind it.
    Provider,
    /// The phone number.
    Phone,
    /// The website.
    Website,
    /// The postcode.
    Postcode,
    /// The file does not tell.
    Untold,
}

impl About {
    /// Everything that can differ.
    pub const ALL: [About; 9] = [
        About::Closed,
        About::Gone,
        About::Dormant,
        About::Rating,
        About::Name,
        About::Provider,
        About::Phone,
        About::Website,
        About::Postcode,
    ];

    /// The words for one and for many, after a number.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            About::Closed => ("closed", "closed"),
            About::Gone => ("no longer in the file", "no longer in the file"),
            About::Dormant => ("dormant", "dormant"),
            About::Rating => ("rating", "ratings"),
            About::Name => ("name", "names"),
            About::Provider => ("provider behind it", "providers behind them"),
            About::Phone => ("phone number", "phone numbers"),
            About::Website => ("website", "websites"),
            About::Postcode => ("postcode", "postcodes"),
            About::Untold => ("not told", "not told"),
        }
    }
}

/// One thing in which CQC's file and a listing differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The name of the listing.
    pub name: String,
    /// What it is about.
    pub about: About,
    /// The file, and the field.
    pub place: Place,
    /// What differs, in one or two sentences.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Difference {
    pub(crate) fn new(
        path: &SourcePath,
        listing: &Listing,
        about: About,
        field: &str,
        message: String,
        help: String,
    ) -> Self {
        Difference {
            name: listing
                .text(None, "name")
                .unwrap_or_else(|| path.stem().to_owned()),
            about,
            place: Place::value(path, KeyPath::new("cqc").field(field)),
            message,
            help,
        }
    }

    /// The same as a problem, for editors and programs.
    pub fn problem(&self) -> Problem {
        let kind = match self.about {
            About::Untold => Kind::CqcUntold,
            _ => Kind::CqcDiffers,
        };
        Problem::new(
            kind,
            self.place.clone(),
            self.message.clone(),
            self.help.clone(),
        )
    }
}

/// What an import of these facts would change in the group `cqc`, but for the day of the file.
pub(crate) fn differences_of(
    path: &SourcePath,
    listing: &Listing,
    facts: &Facts,
    day: Date,
) -> Vec<Difference> {
    let old = listing.group();
    let new = cqc_group(&old, facts, day, listing.public_location());
    let page = page(&facts.location);
    let mut found = Vec::new();
    let mut add = |about, field: &str, message: String, help: String| {
        found.push(Difference::new(path, listing, about, field, message, help));
    };
    if let Some(message) = rating(&old, &new) {
        add(
            About::Rating,
            "rating",
            message,
            format!("Read what CQC says: {page}."),
        );
    }
    if let (Some(before), Some(now)) = (old.get("provider"), new.get("provider"))
        && !before.eq_ignore_ascii_case(now)
    {
        add(
            About::Provider,
            "provider",
            format!("CQC now gives another provider behind it: {now}. Last time it was {before}."),
            "It may have a new owner. Ask them.".to_owned(),
        );
    }
    for shared in &SHARED {
        let (about, help) = match shared.field {
            "name" => (About::Name, "A new name can mean a new owner. Ask them."),
            "phone" => (About::Phone, "Call to find out which number is right."),
            "website" => (About::Website, "Open both to find out which is right."),
            _ => (About::Postcode, "They may have moved. Ask them."),
        };
        let is_hidden =
            about == About::Postcode && listing.public_location() == PublicLocation::Area;
        let now = new.get(shared.field).filter(|_| !is_hidden);
        if let Some(message) = now.and_then(|now| said(shared, listing, &old, now)) {
            add(about, shared.field, message, help.to_owned());
        }
    }
    found
}

/// The rating and its day, where one of them differs.
fn rating(old: &CqcGroup, new: &CqcGroup) -> Option<String> {
    let (before, now) = (rating_words(old), rating_words(new));
    if before == now {
        return None;
    }
    let before = before.map_or_else(
        || "there is none".to_owned(),
        |words| format!("it is {words}"),
    );
    Some(match now {
        Some(now) => format!("CQC's rating is now {now}. Here {before}."),
        None => format!("CQC gives no rating now. Here {before}."),
    })
}

/// `good, of 14 July 2021`. Nothing if it is not rated.
fn rating_words(group: &CqcGroup) -> Option<String> {
    let rating = group.get("rating").filter(|word| *word != "not-rated")?;
    let rating = rating.replace('-', " ");
    let day = group.get("rating_on");
    let day = day.map(|day| match day.parse() {
        Ok(day) => format!(", of {}", day_words(day)),
        Err(_) => format!(", of {day}"),
    });
    Some(rating + &day.unwrap_or_default())
}

/// A fact that a person may also change. If the listing never heard CQC's word for it, the listing's
/// own word counts.
fn said(shared: &Shared, listing: &Listing, old: &CqcGroup, now: &str) -> Option<String> {
    let words = shared.words;
    let own = listing.text(shared.group, shared.field);
    let is_same = |one: &str, two: &str| usual(shared.field, one) == usual(shared.field, two);
    let has_it = own.as_deref().is_some_and(|own| is_same(own, now));
    let Some(before) = old.get(shared.field) else {
        return match own {
            _ if has_it => None,
            Some(own) => Some(format!(
                "CQC gives the {words} {now}. The listing says {own}."
            )),
            None => Some(format!(
                "CQC gives the {words} {now}. The listing has none."
            )),
        };
    };
    if is_same(before, now) {
        return None;
    }
    let listing_says = match own {
        _ if has_it => " The listing has the new one already.".to_owned(),
        Some(own) if is_same(&own, before) => String::new(),
        Some(own) => format!(" The listing says {own}."),
        None => " The listing has none.".to_owned(),
    };
    Some(format!(
        "CQC now gives another {words}: {now}. Last time it was {before}.{listing_says}"
    ))
}

//! The facts of one row -> the text of a new provider file; and the group `cqc` of any file.
//!
//! The group belongs to CQC. Besides the numbers and the rating it holds what CQC says of things that
//! a person may also change, so that a later import can see who changed what.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::summary::summary;
use crate::edit::{list, scalar};
use crate::model::provider::{PublicLocation, word_of};
use crate::model::registers::Rating;
use crate::model::values::{Date, Id};

/// The fields of the group `cqc`, in order.
pub(crate) const CQC_FIELDS: &[&str] = &[
    "provider",
    "location",
    "rating",
    "rating_on",
    "as_of",
    "name",
    "phone",
    "website",
    "postcode",
];

/// The fields of the group `contact`, in order.
pub(crate) const CONTACT_FIELDS: &[&str] = &[
    "public_location",
    "phone",
    "text",
    "text_relay",
    "email",
    "website",
    "address",
    "postcode",
    "best_way",
];

/// The fields of a provider file, in order.
pub(crate) const FIELDS: &[&str] = &[
    "name",
    "also_known_as",
    "kinds",
    "legal_form",
    "summary",
    "about",
    "services",
    "needs",
    "ages",
    "areas",
    "pay_ways",
    "prices",
    "terms",
    "availability",
    "opening_times",
    "contact",
    "access",
    "communication",
    "languages",
    "matching",
    "staff",
    "numbers",
    "cqc",
    "charter",
    "time_credits",
    "led_by_disabled_people",
    "small_groups",
    "education_plans",
    "social_value",
    "pictures",
    "easy_read",
    "listed_from",
    "next_review",
    "owner",
];

/// The group `cqc` as it stands in a file: fields and their text.
pub(crate) type CqcGroup = BTreeMap<&'static str, String>;

const HEAD: &str = "\
# From CQC's public register. Change any line, but not the group `cqc`: a later import replaces that
# group, and keeps your words everywhere else.
";

/// The name of the file for a location: `cqc-1-21268168552`.
pub(crate) fn file_id(location: &str) -> Option<Id> {
    Id::parse(&format!("cqc-{}", location.to_ascii_lowercase()))
}

/// CQC's page about a location.
pub(crate) fn page(location: &str) -> String {
    format!("https://www.cqc.org.uk/location/{location}")
}

/// The website for a new listing. Where CQC gives neither phone nor website it is CQC's own page,
/// which says how to reach the provider: a listing without any way to reach it helps nobody.
fn first_website(facts: &Facts) -> Option<String> {
    let own = facts
        .website
        .as_ref()
        .map(|website| website.as_str().to_owned());
    own.or_else(|| facts.phone.is_none().then(|| page(&facts.location)))
}

/// The text of a new provider file.
pub(crate) fn new_text(facts: &Facts, area: (&Id, &str), day: Date) -> String {
    let (area_id, area_name) = area;
    let mut text = String::from(HEAD);
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
    line("name", &scalar(&facts.name));
    if let Some(other) = &facts.other_name {
        line("also_known_as", &list(&[other]));
    }
    line("kinds", &id_list(&facts.kinds));
    line("summary", &scalar(&summary(&facts.nouns, area_name)));
    for (name, ids) in [
        ("services", &facts.services),
        ("needs", &facts.needs),
        ("ages", &facts.ages),
    ] {
        if !ids.is_empty() {
            line(name, &id_list(ids));
        }
    }
    line("areas", &id_list(std::slice::from_ref(area_id)));
    let website = first_website(facts);
    text.push_str(&contact(facts, website.as_deref()));
    let mut group = cqc_group(&CqcGroup::new(), facts, day, facts.public_location);
    if let Some(website) = website {
        group.insert("website", website);
    }
    text.push_str("cqc:\n");
    for name in CQC_FIELDS {
        if let Some(value) = group.get(name) {
            text.push_str(&format!("  {name}: {}\n", scalar(value)));
        }
    }
    text.push_str("owner: CQC import\n");
    text
}

fn id_list(ids: &[Id]) -> String {
    list(&ids.iter().map(Id::as_str).collect::<Vec<_>>())
}

fn contact(facts: &Facts, website: Option<&str>) -> String {
    let level = facts.public_location;
    let mut text = String::from("contact:\n");
    let mut line = |name: &str, value: String| text.push_str(&format!("  {name}: {value}\n"));
    line(
        "public_location",
        word_of(&PublicLocation::WORDS, &level).to_owned(),
    );
    if let Some(phone) = &facts.phone {
        line("phone", scalar(&phone.to_string()));
    }
    if let Some(website) = website {
        line("website", scalar(website));
    }
    if level == PublicLocation::Full && !facts.address.is_empty() {
        line("address", list(&facts.address));
    }
    if level != PublicLocation::Area
        && let Some(postcode) = &facts.postcode
    {
        line("postcode", scalar(&postcode.to_string()));
    }
    text
}

/// The group `cqc` after this import. What CQC's file does not say stays as it was, but where only
/// the area may be public the file holds no postcode: files of a project can be public too.
pub(crate) fn cqc_group(
    old: &CqcGroup,
    facts: &Facts,
    day: Date,
    public_location: PublicLocation,
) -> CqcGroup {
    let mut group = old.clone();
    let mut put = |name: &'static str, value: Option<String>| {
        if let Some(value) = value {
            group.insert(name, value);
        }
    };
    put("provider", facts.provider.clone());
    put("location", Some(facts.location.clone()));
    put(
        "name",
        Some(facts.name.clone()).filter(|name| !name.is_empty()),
    );
    put("phone", facts.phone.as_ref().map(ToString::to_string));
    put(
        "website",
        facts
            .website
            .as_ref()
            .map(|website| website.as_str().to_owned()),
    );
    put("postcode", facts.postcode.as_ref().map(ToString::to_string));
    if public_location == PublicLocation::Area {
        group.remove("postcode");
    }
    put_rating(&mut group, facts, day);
    group
}

/// `as_of` is the day of the file that the rating is from, or the latest day where there is none.
/// So a file without ratings changes neither, and an older file does not replace a newer rating.
fn put_rating(group: &mut CqcGroup, facts: &Facts, day: Date) {
    let day = day.to_string();
    let is_older = group.get("as_of").is_some_and(|as_of| *as_of > day);
    let has_rating = group.contains_key("rating");
    match &facts.rating {
        Some((rating, on)) if !(has_rating && is_older) => {
            group.insert("rating", word_of(&Rating::WORDS, rating).to_owned());
            group.remove("rating_on");
            if let Some(on) = on {
                group.insert("rating_on", on.to_string());
            }
            group.insert("as_of", day);
        }
        _ if has_rating && group.contains_key("as_of") => {}
        _ if is_older => {}
        _ => {
            group.insert("as_of", day);
        }
    }
}

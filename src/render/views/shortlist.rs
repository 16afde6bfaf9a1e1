//! The reader's shortlist: the page around what a script fills in, and the facts to compare.

use serde::Serialize;

use super::claim::Claim;
use super::facts::{FactLine, FactView, availability_fact, row_fact};
use super::standing::status_claim;
use super::{LinkView, Parts, link_to, provider, reach, registers};
use crate::model::lists::ListName;
use crate::model::provider::{Price, Provider, Unit, word_of};
use crate::render::Desk;
use crate::render::compare::number_of_groups;
use crate::routes::Scope;
use crate::vetting::status::Shown;

/// The names of the facts to compare, in the order of the page.
const ROWS: [&str; 32] = [
    "provider.kind",
    "provider.services",
    "facts.who_for",
    "facts.ages",
    "facts.where",
    "facts.price",
    "facts.pay_ways",
    "facts.availability",
    "shortlist.checked",
    "facts.cqc_rating",
    "facts.shortest_visit",
    "facts.notice",
    "facts.cancel",
    "facts.travel",
    "facts.set_up_fee",
    "facts.access",
    "facts.communication",
    "facts.languages",
    "facts.interests",
    "facts.staff_gender",
    "facts.pets",
    "facts.smoking",
    "facts.driving",
    "facts.faith",
    "facts.small_groups",
    "facts.education_plans",
    "facts.time_credits",
    "facts.phone",
    "facts.text",
    "facts.text_relay",
    "facts.email",
    "facts.website",
];

/// What the page of the shortlist may see.
#[derive(Debug, Serialize)]
struct ShortlistView {
    /// The facts to compare.
    rows: Vec<RowView>,
    /// What prices are for.
    units: Vec<UnitView>,
    /// The link to a provider's page, with `{id}` in it.
    provider: String,
    /// The link to a file of facts, with `{n}` in it.
    file: String,
    /// How many of these files there are.
    files: usize,
    /// Ways to find providers.
    ways: Vec<LinkView>,
}

/// One fact to compare.
#[derive(Debug, Serialize)]
struct RowView {
    /// Its fixed name.
    key: String,
    /// Its name in words.
    name: String,
}

/// How a price for a unit becomes a price for a week: it is multiplied by how many there are in a
/// week, then by `times`, and divided by `of`.
#[derive(Debug, Serialize)]
struct UnitView {
    /// The unit's fixed name.
    unit: &'static str,
    /// "How many hours a week". Empty when nothing must be asked.
    label: String,
    /// "{n} hour".
    one: String,
    /// "{n} hours".
    other: String,
    /// The sum in words.
    sum: String,
    /// What the number is multiplied by.
    times: u32,
    /// What it is divided by.
    of: u32,
    /// The most that there can be in a week.
    most: u32,
    /// How many there are in an hour. 0 when hours say nothing about it.
    in_hour: u32,
}

pub(crate) fn shortlist(desk: &Desk<'_, '_>) -> Parts {
    let routes = desk.routes();
    let files = number_of_groups(desk.site().providers.len());
    let rows = ROWS.iter().map(|string| RowView {
        key: FactView::new(desk, string, Vec::new()).key().to_owned(),
        name: desk.wording.text(string).to_owned(),
    });
    let units = Unit::WORDS.iter().map(|(_, unit)| unit_view(desk, *unit));
    let view = ShortlistView {
        rows: rows.collect(),
        units: units.flatten().collect(),
        provider: desk.link(&routes.any_provider()),
        file: desk.link(&routes.compare("{n}", files)),
        files,
        ways: vec![
            link_to(desk, "home.all_services", &routes.list(ListName::Services)),
            link_to(desk, "home.all_areas", &routes.list(ListName::Areas)),
            link_to(desk, "home.all_providers", &routes.listing(&Scope::All, 1)),
        ],
    };
    let mut parts = Parts::new(&view, desk.wording.text("shortlist.title"));
    parts.description = Some(desk.wording.text("shortlist.lead").to_owned());
    parts
}

/// Nothing for what is paid once: it is no part of a week.
fn unit_view(desk: &Desk<'_, '_>, unit: Unit) -> Option<UnitView> {
    let (times, of, most, in_hour) = match unit {
        Unit::Hour => (1, 1, 168, 1),
        Unit::HalfHour => (1, 1, 336, 2),
        Unit::Night | Unit::Day => (1, 1, 7, 0),
        Unit::HalfDay => (1, 1, 14, 0),
        Unit::Session | Unit::Visit => (1, 1, 100, 0),
        Unit::Mile | Unit::Item => (1, 1, 1000, 0),
        Unit::Week => (1, 1, 0, 0),
        Unit::Month => (12, 52, 0, 0),
        Unit::Year => (1, 52, 0, 0),
        Unit::Once => return None,
    };
    let word = word_of(&Unit::WORDS, &unit);
    let text = |name: String| desk.wording.text(&name).to_owned();
    // A price for a week, a month or a year is not counted, so it has no words for a number of them.
    let is_counted = most > 0;
    let counted = |name: String| {
        if is_counted {
            text(name)
        } else {
            String::new()
        }
    };
    let sum = if is_counted { "counted" } else { word };
    Some(UnitView {
        unit: word,
        label: counted(format!("week.label.{word}")),
        one: counted(format!("week.one.{word}")),
        other: counted(format!("week.other.{word}")),
        sum: text(format!("week.sum.{sum}")),
        times,
        of,
        most,
        in_hour,
    })
}

/// The facts of a provider that a shortlist compares, in the words of its page.
pub(crate) fn facts_to_compare(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let names = |string, list, ids| row_fact(desk, string, list, ids);
    if desk.shown(provider) != Shown::Whole {
        return vec![
            names("provider.kind", ListName::Kinds, &provider.kinds),
            checked(desk, provider),
        ];
    }
    let mut facts = vec![
        names("provider.kind", ListName::Kinds, &provider.kinds),
        names("provider.services", ListName::Services, &provider.services),
        names("facts.who_for", ListName::Needs, &provider.needs),
        names("facts.ages", ListName::Ages, &provider.ages),
        names("facts.where", ListName::Areas, &provider.areas),
        prices(desk, provider),
        names("facts.pay_ways", ListName::PayWays, &provider.pay_ways),
        availability_fact(desk, provider),
        checked(desk, provider),
    ];
    let cqc = provider.cqc.as_ref();
    facts.extend(cqc.map(|cqc| registers::rating(desk, cqc)));
    facts.extend(provider::terms(desk, provider));
    facts.extend([
        names("facts.access", ListName::Access, &provider.access),
        names(
            "facts.communication",
            ListName::Communication,
            &provider.communication,
        ),
        names("facts.languages", ListName::Languages, &provider.languages),
    ]);
    facts.extend(provider::matching(desk, provider));
    facts.extend(reach::contact(desk, provider));
    // Where a provider is and when it answers is for its own page.
    facts.retain(|fact| {
        ROWS.iter()
            .any(|row| row.ends_with(&format!(".{}", fact.key())))
    });
    facts
}

/// Every price with the day on which it was told.
fn prices(desk: &Desk<'_, '_>, provider: &Provider) -> FactView {
    let lines = provider.prices.iter().map(|price| {
        let (words, date) = (desk.wording.price(price), desk.wording.date(price.told_on));
        let what = what_for(desk, price);
        let values = [("what", what.as_str()), ("price", &words), ("date", &date)];
        desk.wording.fill("shortlist.price", &values)
    });
    FactView::new(desk, "facts.price", lines.collect())
}

/// What a price pays for, and when it applies.
pub(crate) fn what_for(desk: &Desk<'_, '_>, price: &Price) -> String {
    match &price.when {
        Some(when) => desk.wording.fill(
            "shortlist.price_when",
            &[("what", &price.what), ("when", when)],
        ),
        None => price.what.clone(),
    }
}

/// What was checked about a provider.
fn checked(desk: &Desk<'_, '_>, provider: &Provider) -> FactView {
    let told = Claim::new(desk.wording.text("provider.told_not_checked"));
    let mut lines = vec![status_claim(desk, provider).unwrap_or(told)];
    if desk.is_person(provider) {
        let boss = desk.wording.text("provider.person_not_checked");
        lines.push(Claim::new(boss));
    }
    let mut fact = FactView::new(desk, "shortlist.checked", Vec::new());
    fact.set_lines(lines.into_iter().map(FactLine::claim).collect());
    fact
}

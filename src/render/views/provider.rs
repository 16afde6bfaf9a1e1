//! The page of one provider: the same sections in the same order for everyone.

use serde::Serialize;

use super::card::at_a_glance;
use super::checks::{ChecksView, checks};
use super::claim::Claim;
use super::facts::{FactView, items_fact, told_on_day};
use super::services::{ServiceGroupView, grouped};
use super::visits::{VisitView, visits};
use super::{LinkView, Parts, agreed, due, link_to, link_to_list, reach, registers};
use crate::model::checks::DepartureKind;
use crate::model::lists::ListName;
use crate::model::provider::{Price, Provider, word_of};
use crate::render::Desk;
use crate::routes::Scope;

/// What the provider's page may see.
#[derive(Debug, Serialize)]
struct ProviderView {
    /// Its fixed name, for the shortlist.
    id: String,
    /// Its kinds, each with a link.
    kinds: Vec<LinkView>,
    /// Other and former names in a row.
    other_names: Option<String>,
    /// What it does.
    summary: String,
    /// What was checked. Nothing on a site without criteria.
    checks: Option<ChecksView>,
    /// "This provider leaves the list on 31 December 2026." Nothing when it stays.
    leaves: Option<Claim>,
    /// What people with lived experience found.
    visits: Vec<VisitView>,
    /// Who agreed to the words of the listing.
    agreed: Vec<String>,
    /// Photos or drawings.
    images: Vec<ImageView>,
    /// Who for, where, price, ways to pay, room.
    glance: Vec<FactView>,
    /// Its tasks, in groups.
    services: Vec<ServiceGroupView>,
    /// More about it.
    about_html: String,
    /// Its prices.
    prices: Vec<PriceView>,
    /// The terms of an agreement.
    terms: Vec<FactView>,
    /// How to reach it.
    contact: Vec<FactView>,
    /// Getting in, communication and languages.
    access: Vec<FactView>,
    /// Facts that help to find a good match.
    matching: Vec<FactView>,
    /// The people who work there.
    staff: Vec<FactView>,
    /// Registers, CQC, the charter.
    registers: Vec<FactView>,
    /// True when it is one person, who works for the person that pays.
    is_person: bool,
    /// "On this list since 1 April 2026."
    listed_from: Option<String>,
    /// "We will look at this listing again by 1 April 2027."
    next_review: Option<Claim>,
    /// The team that looks after the listing.
    owner: Option<String>,
    /// How providers are checked.
    how_we_check: Option<LinkView>,
}

/// A photo or drawing.
#[derive(Debug, Serialize)]
struct ImageView {
    /// Where it leads.
    href: String,
    /// The width in pixels.
    width: u32,
    /// The height in pixels.
    height: u32,
    /// What the picture shows.
    alt: String,
}

/// One price.
#[derive(Debug, Serialize)]
struct PriceView {
    /// What is paid for.
    what: String,
    /// When the price holds.
    when: Option<String>,
    /// The price, with its unit.
    price: String,
    /// The day on which it was told.
    told_on: Claim,
}

pub(crate) fn provider(desk: &Desk<'_, '_>, provider: &Provider) -> Parts {
    let kinds = desk.items(ListName::Kinds, &provider.kinds);
    let wording = desk.wording;
    let view = ProviderView {
        id: provider.id.to_string(),
        kinds: kinds
            .iter()
            .map(|kind| {
                link_to_list(
                    desk,
                    &kind.name,
                    &Scope::Of(ListName::Kinds, kind.id.clone()),
                )
            })
            .collect(),
        other_names: Some(wording.list(&provider.also_known_as)).filter(|names| !names.is_empty()),
        summary: provider.summary.clone(),
        checks: checks(desk, provider),
        leaves: leaves(desk, provider),
        visits: visits(desk, provider),
        agreed: agreed(desk, &provider.path),
        images: images(desk, provider),
        glance: glance(desk, provider),
        services: services(desk, provider),
        about_html: desk.writing(&provider.about, 3),
        prices: provider
            .prices
            .iter()
            .map(|price| price_view(desk, price))
            .collect(),
        terms: terms(desk, provider),
        contact: reach::contact(desk, provider),
        access: vec![
            items_fact(desk, "facts.access", ListName::Access, &provider.access),
            items_fact(
                desk,
                "facts.communication",
                ListName::Communication,
                &provider.communication,
            ),
            items_fact(
                desk,
                "facts.languages",
                ListName::Languages,
                &provider.languages,
            ),
        ],
        matching: matching(desk, provider),
        staff: staff(desk, provider),
        registers: registers::registers(desk, provider),
        is_person: desk.is_person(provider),
        listed_from: provider
            .listed_from
            .map(|date| wording.dated("provider.listed_from", date)),
        next_review: provider.next_review.map(|date| {
            due(
                desk,
                ["provider.next_review", "provider.next_review_late"],
                date,
            )
        }),
        owner: provider.owner.clone(),
        how_we_check: how_we_check(desk),
    };
    let mut parts = Parts::new(&view, &provider.name);
    parts.description = Some(provider.summary.clone());
    parts.check_after = provider.next_review;
    parts.above = vec![link_to(
        desk,
        "menu.providers",
        &desk.routes().listing(&Scope::All, 1),
    )];
    let easy = desk.routes().easy_provider(&provider.id, 1);
    parts.switch = Some(link_to(desk, "easy.to_easy", &easy));
    parts
}

/// That a provider leaves the list on a day to come.
pub(crate) fn leaves(desk: &Desk<'_, '_>, provider: &Provider) -> Option<Claim> {
    let record = desk.site().record(&provider.id)?;
    let left = record.left.as_ref()?;
    let word = word_of(&DepartureKind::WORDS, &left.why);
    let words = desk
        .wording
        .dated(&format!("status.will_be_{word}"), left.on);
    let today = desk.renderer.options.today;
    (left.on > today).then(|| Claim::new(words))
}

/// How providers are checked, if a page says so.
pub(crate) fn how_we_check(desk: &Desk<'_, '_>) -> Option<LinkView> {
    desk.page_text("how-we-check").map(|(key, text)| LinkView {
        name: text.title.clone(),
        href: desk.link(&desk.routes().text(key)),
    })
}

/// The facts of the card, and CQC's rating with its date.
fn glance(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let mut facts = at_a_glance(desk, provider);
    facts.extend(
        provider
            .cqc
            .as_ref()
            .map(|cqc| registers::rating(desk, cqc)),
    );
    facts
}

fn images(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<ImageView> {
    let known = &desk.renderer.assets.images;
    provider
        .pictures
        .iter()
        .filter_map(|picture| {
            let asset = known.get(&picture.file)?;
            Some(ImageView {
                href: desk.link(&asset.address),
                width: asset.width,
                height: asset.height,
                alt: picture.alt.clone(),
            })
        })
        .collect()
}

fn services(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<ServiceGroupView> {
    let items = desk.items(ListName::Services, &provider.services);
    grouped(desk, items.into_iter(), usize::MAX)
}

fn price_view(desk: &Desk<'_, '_>, price: &Price) -> PriceView {
    PriceView {
        what: price.what.clone(),
        when: price.when.clone(),
        price: desk.wording.price(price),
        told_on: told_on_day(desk, price.told_on),
    }
}

/// The terms of an agreement, each with the day on which they were told.
pub(crate) fn terms(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let terms = provider.terms.as_ref();
    let told_on = terms.map(|terms| terms.told_on);
    let fact = |string, line: Option<&String>| {
        let fact = FactView::one(desk, string, line);
        if fact.is_missing() {
            fact
        } else {
            fact.told_on(desk, told_on)
        }
    };
    vec![
        fact(
            "facts.shortest_visit",
            terms.and_then(|terms| terms.shortest_visit.as_ref()),
        ),
        fact(
            "facts.notice",
            terms.and_then(|terms| terms.notice.as_ref()),
        ),
        fact(
            "facts.cancel",
            terms.and_then(|terms| terms.cancel.as_ref()),
        ),
        fact(
            "facts.travel",
            terms.and_then(|terms| terms.travel.as_ref()),
        ),
        fact(
            "facts.set_up_fee",
            terms.and_then(|terms| terms.set_up_fee.as_ref()),
        ),
    ]
}

/// Facts that help to find a good match.
pub(crate) fn matching(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let matching = &provider.matching;
    let interests = Some(desk.wording.list(&matching.interests)).filter(|text| !text.is_empty());
    let yes_no = |string, answer| FactView::one(desk, string, yes_no(desk, answer).as_ref());
    vec![
        FactView::one(desk, "facts.interests", interests.as_ref()),
        FactView::one(desk, "facts.staff_gender", matching.staff_gender.as_ref()),
        FactView::one(desk, "facts.pets", matching.pets.as_ref()),
        FactView::one(desk, "facts.smoking", matching.smoking.as_ref()),
        FactView::one(desk, "facts.driving", matching.driving.as_ref()),
        FactView::one(desk, "facts.faith", matching.faith.as_ref()),
        yes_no("facts.small_groups", provider.small_groups),
        yes_no("facts.education_plans", provider.education_plans),
        yes_no("facts.time_credits", provider.time_credits),
    ]
}

fn yes_no(desk: &Desk<'_, '_>, answer: Option<bool>) -> Option<String> {
    let string = if answer? { "facts.yes" } else { "facts.no" };
    Some(desk.wording.text(string).to_owned())
}

fn staff(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let staff = &provider.staff;
    let led = yes_no(desk, provider.led_by_disabled_people);
    let legal: Vec<_> = provider.legal_form.iter().cloned().collect();
    vec![
        items_fact(desk, "facts.legal_form", ListName::LegalForms, &legal),
        FactView::one(desk, "facts.led_by_disabled_people", led.as_ref()),
        FactView::one(
            desk,
            "facts.lived_experience",
            staff.lived_experience_roles.as_ref(),
        ),
        FactView::one(desk, "facts.same_person", staff.same_person.as_ref()),
        FactView::one(desk, "facts.contracts", staff.contracts.as_ref()),
        FactView::one(desk, "facts.volunteers", staff.volunteers.as_ref()),
        FactView::one(desk, "facts.social_value", provider.social_value.as_ref()),
    ]
}

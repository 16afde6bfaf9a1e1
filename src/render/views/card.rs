//! The card of a provider on a list: what helps people choose, always in the same order.

use serde::Serialize;

use super::facts::{FactView, availability_fact, names_fact, price_fact, row_fact, shown_state};
use crate::model::lists::ListName;
use crate::model::provider::{AvailabilityState, Provider, word_of};
use crate::render::Desk;

/// What the card may see.
#[derive(Debug, Serialize)]
pub(crate) struct CardView {
    /// Its fixed name, for the shortlist.
    id: String,
    /// The provider's name.
    name: String,
    /// Its page.
    href: String,
    /// Its kinds in a row.
    kinds: String,
    /// What it does.
    summary: String,
    /// Who for, where, price, ways to pay, room: in this order.
    facts: Vec<FactView>,
    /// `open`, `waiting-list`, `full`, `ask`, or `not-told`.
    availability: &'static str,
}

pub(crate) fn card_view(desk: &Desk<'_, '_>, provider: &Provider) -> CardView {
    CardView {
        id: provider.id.to_string(),
        name: provider.name.clone(),
        href: desk.link(&desk.routes().provider(&provider.id)),
        kinds: desk.kinds_in_a_row(provider),
        summary: provider.summary.clone(),
        facts: at_a_glance(desk, provider),
        availability: availability_word(desk, provider),
    }
}

/// The place of a provider's card on a list.
pub(crate) fn anchor(provider: &Provider) -> String {
    format!("p-{}", provider.id)
}

/// The facts that help people choose, in their fixed order.
pub(crate) fn at_a_glance(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    vec![
        row_fact(desk, "facts.who_for", ListName::Needs, &provider.needs),
        row_fact(desk, "facts.ages", ListName::Ages, &provider.ages),
        row_fact(desk, "facts.where", ListName::Areas, &provider.areas),
        price_fact(desk, provider),
        names_fact(
            desk,
            "facts.pay_ways",
            ListName::PayWays,
            &provider.pay_ways,
        ),
        availability_fact(desk, provider),
    ]
}

/// The state of availability as one word for the theme.
pub(crate) fn availability_word(desk: &Desk<'_, '_>, provider: &Provider) -> &'static str {
    let today = desk.renderer.options.today;
    match &provider.availability {
        None => "not-told",
        Some(availability) => word_of(&AvailabilityState::WORDS, &shown_state(availability, today)),
    }
}

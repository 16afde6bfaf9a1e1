//! The card of a provider on a list: what helps people choose, always in the same order.

use serde::Serialize;

use super::claim::Claim;
use super::facts::{FactView, availability_fact, names_fact, price_fact, row_fact};
use super::standing::status_claim;
use crate::model::lists::ListName;
use crate::model::provider::Provider;
use crate::render::Desk;
use crate::vetting::status::Shown;

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
    /// Where the listing stands. Nothing on a site without criteria.
    status: Option<Claim>,
    /// True when only its name and where it stands are shown.
    is_reduced: bool,
    /// Who for, where, price, ways to pay, room: in this order.
    facts: Vec<FactView>,
}

pub(crate) fn card_view(desk: &Desk<'_, '_>, provider: &Provider) -> CardView {
    let is_reduced = desk.shown(provider) != Shown::Whole;
    CardView {
        id: provider.id.to_string(),
        name: provider.name.clone(),
        href: desk.link(&desk.routes().provider(&provider.id)),
        kinds: desk.kinds_in_a_row(provider),
        summary: provider.summary.clone(),
        status: status_claim(desk, provider),
        is_reduced,
        facts: if is_reduced {
            Vec::new()
        } else {
            at_a_glance(desk, provider)
        },
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

//! How to reach a provider, with only as much of its place as may be public.

use super::facts::{FactLine, FactView};
use super::tell_us::relay_link;
use crate::model::provider::{Contact, Provider, PublicLocation};
use crate::render::Desk;
use crate::render::wording::mail_link;

/// The facts of a provider's contact.
pub(crate) fn contact(
    desk: &Desk<'_, '_>,
    contact: &Contact,
    provider: &Provider,
) -> Vec<FactView> {
    let links = |string, links: Vec<(String, String)>| {
        let mut fact = FactView::new(desk, string, Vec::new());
        let lines = links
            .into_iter()
            .map(|(text, href)| FactLine::link(text, href));
        fact.set_lines(lines.collect());
        fact
    };
    let one = |pair: Option<(String, String)>| pair.into_iter().collect::<Vec<_>>();
    let subject = desk
        .wording
        .fill("provider.mail_subject", &[("name", &provider.name)]);
    let phone = contact
        .phone
        .as_ref()
        .map(|phone| (phone.to_string(), phone.link()));
    let text = contact.text.as_ref();
    let text = text.map(|phone| (phone.to_string(), phone.text_link()));
    let relay = contact.text_relay.as_ref();
    let relay = relay.map(|(shown, _)| (shown.clone(), relay_link(shown)));
    let email = contact.email.as_ref();
    let email = email.map(|email| {
        (
            email.as_str().to_owned(),
            mail_link(email.as_str(), &subject, None),
        )
    });
    let website = contact.website.as_ref();
    let website = website.map(|site| (site.spoken().to_owned(), site.as_str().to_owned()));
    let opening = provider.opening_times.iter();
    let opening = opening.map(|open| {
        desk.wording.fill(
            "facts.opening",
            &[("days", &open.days), ("times", &open.times)],
        )
    });
    vec![
        links("facts.phone", one(phone)),
        links("facts.text", one(text)),
        links("facts.text_relay", one(relay)),
        links("facts.email", one(email)),
        links("facts.website", one(website)),
        FactView::new(desk, "facts.address", address(desk, contact)),
        FactView::new(desk, "facts.opening_times", opening.collect()),
        FactView::one(desk, "facts.best_way", contact.best_way.as_ref()),
    ]
}

/// Only as much of the place as may be public (domain rule F.4).
fn address(desk: &Desk<'_, '_>, contact: &Contact) -> Vec<String> {
    match contact.public_location {
        PublicLocation::Full => {
            let postcode = contact.postcode.as_ref().map(ToString::to_string);
            contact.address.iter().cloned().chain(postcode).collect()
        }
        PublicLocation::Outward => contact
            .postcode
            .as_ref()
            .map(|postcode| {
                desk.wording
                    .fill("facts.address_outward", &[("outward", postcode.outward())])
            })
            .into_iter()
            .collect(),
        PublicLocation::Area => vec![desk.wording.text("facts.address_area").to_owned()],
    }
}

//! How to reach a provider, with only as much of its place as may be public.

use super::LinkView;
use super::facts::{FactLine, FactView};
use super::tell_us::relay_link;
use crate::model::provider::{Contact, Provider, PublicLocation};
use crate::render::Desk;
use crate::render::wording::mail_link;

/// The ways to reach a provider, each as it is shown and with its link.
pub(crate) struct Ways {
    /// Its phone.
    pub(crate) phone: Option<LinkView>,
    /// Its number for text messages.
    pub(crate) text: Option<LinkView>,
    /// Its text relay number.
    pub(crate) text_relay: Option<LinkView>,
    /// Its email address.
    pub(crate) email: Option<LinkView>,
    /// Its website.
    pub(crate) website: Option<LinkView>,
}

/// The ways to reach a provider.
pub(crate) fn ways(desk: &Desk<'_, '_>, provider: &Provider) -> Ways {
    let contact = &provider.contact;
    let link = |name: String, href: String| LinkView { name, href };
    let subject = desk
        .wording
        .fill("provider.mail_subject", &[("name", &provider.name)]);
    let phone = contact.phone.as_ref();
    let text = contact.text.as_ref();
    let relay = contact.text_relay.as_ref();
    let email = contact.email.as_ref();
    let website = contact.website.as_ref();
    Ways {
        phone: phone.map(|phone| link(phone.to_string(), phone.link())),
        text: text.map(|phone| link(phone.to_string(), phone.text_link())),
        text_relay: relay.map(|(shown, _)| link(shown.clone(), relay_link(shown))),
        email: email.map(|email| {
            let href = mail_link(email.as_str(), &subject, None);
            link(email.as_str().to_owned(), href)
        }),
        website: website.map(|site| link(site.spoken().to_owned(), site.as_str().to_owned())),
    }
}

/// When a provider is open or answers, a line each.
pub(crate) fn opening_times(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<String> {
    let opening = provider.opening_times.iter();
    opening
        .map(|open| {
            let values = [("days", open.days.as_str()), ("times", &open.times)];
            desk.wording.fill("facts.opening", &values)
        })
        .collect()
}

/// The facts of a provider's contact.
pub(crate) fn contact(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let way = |string, way: Option<LinkView>| {
        let mut fact = FactView::new(desk, string, Vec::new());
        let line = way.map(|way| FactLine::link(way.name, way.href));
        fact.set_lines(line.into_iter().collect());
        fact
    };
    let ways = ways(desk, provider);
    let contact = &provider.contact;
    vec![
        way("facts.phone", ways.phone),
        way("facts.text", ways.text),
        way("facts.text_relay", ways.text_relay),
        way("facts.email", ways.email),
        way("facts.website", ways.website),
        FactView::new(desk, "facts.address", address(desk, contact)),
        FactView::new(desk, "facts.opening_times", opening_times(desk, provider)),
        FactView::one(desk, "facts.best_way", contact.best_way.as_ref()),
    ]
}

/// Only as much of the place as may be public (domain rule F.4).
pub(crate) fn address(desk: &Desk<'_, '_>, contact: &Contact) -> Vec<String> {
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

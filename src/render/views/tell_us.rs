//! Help with one page: tell the team what is wrong, ask for it in another way, or say that you are
//! worried about someone. Each way to reach the team names the page.

use serde::Serialize;

use super::{LinkView, link_to};
use crate::render::Desk;
use crate::render::plan::{Page, Planned};
use crate::render::wording::{mail_link, text_message_link};

/// Help with a page.
#[derive(Debug, Serialize)]
pub(crate) struct TellUsView {
    /// Starts an email about what is wrong on the page. Nothing when the team has no email address.
    wrong: Option<LinkView>,
    /// Starts an email that asks for the page in another way.
    other_way: Option<LinkView>,
    /// Who to call about someone's safety. Nothing when the site names nobody.
    worried: Option<LinkView>,
    /// The team's numbers and its email address.
    ways: Vec<WayView>,
    /// All ways, on the contact page. Nothing on that page itself.
    all_ways: Option<LinkView>,
}

/// A number or address of the team.
#[derive(Debug, Serialize)]
struct WayView {
    /// What it is: "Phone".
    label: String,
    /// The number or address.
    name: String,
    /// Where it leads.
    href: String,
}

pub(crate) fn tell_us(
    desk: &Desk<'_, '_>,
    planned: &Planned<'_>,
    title: &str,
    address: Option<&str>,
) -> TellUsView {
    let settings = &desk.site().settings;
    let contact = &desk.routes().contact();
    let email = settings.contact.email.as_ref();
    let body = address.map(|address| {
        desk.wording
            .fill("tell_us.mail_body", &[("address", address)])
    });
    let mail = |name: &str| {
        let subject = format!("tell_us.{name}_subject");
        let subject = desk.wording.fill(&subject, &[("page", title)]);
        email.map(|email| LinkView {
            name: desk.wording.text(&format!("tell_us.{name}")).to_owned(),
            href: mail_link(email.as_str(), &subject, body.as_deref()),
        })
    };
    TellUsView {
        wrong: mail("wrong"),
        other_way: mail("other_way"),
        worried: (!settings.worried.is_empty()).then(|| LinkView {
            name: desk.wording.text("tell_us.worried").to_owned(),
            href: desk.links.to_anchor(contact, "page_worried"),
        }),
        ways: ways(desk, title),
        all_ways: (!matches!(planned.page, Page::Contact))
            .then(|| link_to(desk, "tell_us.all_ways", contact)),
    }
}

fn ways(desk: &Desk<'_, '_>, title: &str) -> Vec<WayView> {
    let contact = &desk.site().settings.contact;
    let body = desk.wording.fill("tell_us.text_body", &[("page", title)]);
    let phone = contact.phone.as_ref();
    let phone = phone.map(|phone| ("phone", phone.to_string(), phone.link()));
    let text = contact.text.as_ref().map(|phone| {
        let href = text_message_link(&phone.text_link(), &body);
        ("text", phone.to_string(), href)
    });
    let relay = contact.text_relay.as_ref();
    let relay = relay.map(|(shown, _)| ("text_relay", shown.clone(), relay_link(shown)));
    let email = contact.email.as_ref().map(|email| {
        let href = format!("mailto:{}", email.as_str());
        ("email", email.as_str().to_owned(), href)
    });
    [phone, text, relay, email]
        .into_iter()
        .flatten()
        .map(|(label, name, href)| WayView {
            label: desk.wording.text(&format!("tell_us.{label}")).to_owned(),
            name,
            href,
        })
        .collect()
}

/// The `tel:` link of a text relay number. It is dialled as it stands, without +44.
pub(crate) fn relay_link(shown: &str) -> String {
    format!("tel:{}", shown.replace(' ', ""))
}

//! What must never be public about a provider's place (domain rules F.4 and B.5.4).
//!
//! A person's home is never public. Of others, as much as `public_location` says. A person's listing
//! never carries CQC's block either: CQC does not check them.

use super::fields::Fields;
use crate::model::lists::{ListName, Lists};
use crate::model::provider::{Provider, PublicLocation};
use crate::model::values::Postcode;
use crate::problem::{KeyPath, Kind};

/// Reports what the listing of a provider must not give.
pub(crate) fn check(fields: &Fields<'_>, provider: &Provider, lists: &Lists) {
    let is_person = provider
        .kinds
        .iter()
        .filter_map(|kind| lists.item(ListName::Kinds, kind))
        .any(|kind| kind.is_person);
    check_contact(fields, provider, is_person);
    check_texts(fields, provider, is_person);
    if is_person && provider.cqc.is_some() {
        fields.report(
            Kind::CqcOnPerson,
            "cqc",
            "This listing is about a person, so it cannot have a `cqc` block.".to_owned(),
            "CQC does not check people who work for you directly. Take the block out, or change \
             `kinds`.",
        );
    }
}

fn check_contact(fields: &Fields<'_>, provider: &Provider, is_person: bool) {
    let contact = &provider.contact;
    let level = contact.public_location;
    let place = if contact.address.is_empty() {
        "postcode"
    } else {
        "address"
    };
    let has_place = contact.postcode.is_some() || !contact.address.is_empty();
    let report = |field: &str, message: &str, help: &str| {
        let keys = fields.keys("contact").field(field);
        let (message, help) = (message.to_owned(), help.to_owned());
        fields.file.report(Kind::HomeAddress, keys, message, help);
    };
    if level == PublicLocation::Outward && !is_person && contact.postcode.is_none() && has_place {
        report(
            "address",
            "This listing shows the first part of its postcode only, and it has no postcode.",
            "Add `postcode`, like `postcode: N7 6PA`. Or take `address` out and write \
             `public_location: area`.",
        );
    }
    if is_person && has_place {
        report(
            place,
            "This listing is about a person, so it must not give an address or postcode.",
            "A person's home must never be public. Take `address` and `postcode` out, and write \
             `public_location: area`.",
        );
    } else if is_person && level == PublicLocation::Full {
        report(
            "public_location",
            "This listing is about a person, so its place must not be public.",
            "Write `public_location: area`.",
        );
    } else if level == PublicLocation::Area && has_place {
        report(
            place,
            "This listing gives a place, but says that only its area may be public.",
            "Take `address` and `postcode` out. Or, if the public may visit, write \
             `public_location: full`.",
        );
    }
}

/// A full postcode in any other text would be published with it.
fn check_texts(fields: &Fields<'_>, provider: &Provider, is_person: bool) {
    let level = provider.contact.public_location;
    if !is_person && level == PublicLocation::Full {
        return;
    }
    let own = |keys: &KeyPath| {
        let contact = fields.keys("contact");
        let in_cqc = *keys == fields.keys("cqc").field("postcode");
        *keys == contact.field("postcode")
            || keys.steps().starts_with(contact.field("address").steps())
            || (in_cqc && level != PublicLocation::Area)
    };
    for (keys, text) in fields.all_texts() {
        if !own(&keys) && Postcode::is_in(text) {
            fields.file.report(
                Kind::HomeAddress,
                keys,
                "This text has a full postcode in it, and the place of this listing is not public."
                    .to_owned(),
                "Take the postcode out. You can name the area, or the first part, like `N7`."
                    .to_owned(),
            );
        }
    }
}

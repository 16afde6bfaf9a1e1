//! `providers/<id>.yml` -> a [`Provider`].

use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME, SUMMARY};
use super::{markdown, privacy, registers, started};
use crate::model::document::Document;
use crate::model::lists::{ListName, Lists};
use crate::model::provider::{
    Availability, AvailabilityState, Charter, Contact, EasyReadBlock, Matching, OpeningTime, Price,
    Provider, ProviderPicture, PublicLocation, Staff, Terms, Unit,
};
use crate::model::values::Id;
use crate::problem::Kind;

/// Reads one provider. Nothing comes back when a field that every listing needs is missing.
pub(crate) fn read_provider(fields: &Fields<'_>, id: Id, lists: &Lists) -> Option<Provider> {
    let name = fields.required_text("name", NAME, "name: Kite Care");
    let also_known_as = fields.texts("also_known_as", NAME);
    let kinds = required_ids(fields, "kinds", lists, ListName::Kinds);
    let legal_form = fields.one_id("legal_form", lists, ListName::LegalForms);
    let summary = fields.required_text(
        "summary",
        SUMMARY,
        "summary: Help at home for adults with a learning disability.",
    );
    let about = about(fields);
    let services = fields.ids("services", lists, ListName::Services);
    let needs = fields.ids("needs", lists, ListName::Needs);
    let ages = fields.ids("ages", lists, ListName::Ages);
    let areas = required_ids(fields, "areas", lists, ListName::Areas);
    let provider = Provider {
        id,
        path: fields.file.path.clone(),
        name: name.clone().unwrap_or_default(),
        also_known_as,
        kinds: kinds.clone().unwrap_or_default(),
        legal_form,
        summary: summary.clone().unwrap_or_default(),
        about,
        services,
        needs,
        ages,
        areas: areas.clone().unwrap_or_default(),
        pay_ways: fields.ids("pay_ways", lists, ListName::PayWays),
        prices: fields.groups("prices", price),
        terms: fields.group("terms", terms).flatten(),
        availability: fields.group("availability", availability).flatten(),
        opening_times: fields.groups("opening_times", opening_time),
        contact: fields.group("contact", contact).unwrap_or_default(),
        access: fields.ids("access", lists, ListName::Access),
        communication: fields.ids("communication", lists, ListName::Communication),
        languages: fields.ids("languages", lists, ListName::Languages),
        matching: fields.group("matching", matching).unwrap_or_default(),
        staff: fields.group("staff", staff).unwrap_or_default(),
        numbers: fields
            .group("numbers", registers::numbers)
            .unwrap_or_default(),
        cqc: fields.group("cqc", registers::cqc).flatten(),
        charter: fields.group("charter", charter).flatten(),
        time_credits: fields.yes_no("time_credits"),
        led_by_disabled_people: fields.yes_no("led_by_disabled_people"),
        small_groups: fields.yes_no("small_groups"),
        education_plans: fields.yes_no("education_plans"),
        social_value: fields.text("social_value", SUMMARY),
        pictures: fields.groups("pictures", picture),
        easy_read: fields.groups("easy_read", easy_read),
        listed_from: fields.date("listed_from"),
        next_review: fields.date("next_review"),
        owner: fields.text("owner", NAME),
    };
    privacy::check(fields, &provider, lists);
    (name.is_some() && kinds.is_some() && summary.is_some() && areas.is_some()).then_some(provider)
}

fn required_ids(
    fields: &Fields<'_>,
    name: &'static str,
    lists: &Lists,
    list: ListName,
) -> Option<Vec<Id>> {
    if fields.value(name).is_none() {
        let first = lists.get(list).items().first();
        let example = first.map_or("…", |item| item.id.as_str());
        fields.report_missing(name, &format!("{name}: [{example}]"));
        return None;
    }
    let ids = fields.ids(name, lists, list);
    (!ids.is_empty()).then_some(ids)
}

fn about(fields: &Fields<'_>) -> Document {
    match fields.long_text("about") {
        Some(text) => {
            started::in_about(&text, &fields.file);
            markdown::read_in_field(&text, fields, "about")
        }
        None => Document::default(),
    }
}

fn price(fields: &Fields<'_>) -> Option<Price> {
    let what = fields.required_text("what", LINE, "what: Help at home");
    let amount = fields.money("amount");
    if amount.is_none() && fields.value("amount").is_none() {
        fields.report_missing("amount", "amount: 24.50");
    }
    let to = fields.money("to");
    let unit = fields.choice("unit", &Unit::WORDS);
    if unit.is_none() && fields.value("unit").is_none() {
        fields.report_missing("unit", "unit: hour");
    }
    let when = fields.text("when", LINE);
    let told_on = fields.claim_date("told_on", "This price");
    if let (Some(from), Some(top)) = (amount, to)
        && top <= from
    {
        fields.report(
            Kind::BadMoney,
            "to",
            format!("This range goes from {from} to {top}."),
            "Write the lower price in `amount` and the higher one in `to`. If there is one \
             price, take `to` out.",
        );
    }
    Some(Price {
        what: what?,
        amount: amount?,
        to,
        unit: unit?,
        when,
        told_on: told_on?,
    })
}

fn terms(fields: &Fields<'_>) -> Option<Terms> {
    let told_on = fields.claim_date("told_on", "This group of terms");
    let terms = (
        fields.text("shortest_visit", LINE),
        fields.text("notice", LINE),
        fields.text("cancel", LINE),
        fields.text("travel", LINE),
        fields.text("set_up_fee", LINE),
    );
    let (shortest_visit, notice, cancel, travel, set_up_fee) = terms;
    Some(Terms {
        shortest_visit,
        notice,
        cancel,
        travel,
        set_up_fee,
        told_on: told_on?,
    })
}

fn availability(fields: &Fields<'_>) -> Option<Availability> {
    let state = fields.choice("state", &AvailabilityState::WORDS);
    if state.is_none() && fields.value("state").is_none() {
        fields.report_missing("state", "state: open");
    }
    let note = fields.text("note", LINE);
    let as_of = fields.claim_date("as_of", "This availability");
    Some(Availability {
        state: state?,
        note,
        as_of: as_of?,
    })
}

fn opening_time(fields: &Fields<'_>) -> Option<OpeningTime> {
    let days = fields.required_text("days", LINE, "days: Monday to Friday");
    let times = fields.required_text("times", LINE, "times: 9am to 5pm");
    Some(OpeningTime {
        days: days?,
        times: times?,
    })
}

fn contact(fields: &Fields<'_>) -> Contact {
    Contact {
        public_location: fields
            .choice("public_location", &PublicLocation::WORDS)
            .unwrap_or_default(),
        phone: fields.phone("phone"),
        text: fields.phone("text"),
        text_relay: fields.text_relay("text_relay"),
        email: fields.email("email"),
        website: fields.web_address("website"),
        address: fields.texts("address", NAME),
        postcode: fields.postcode("postcode"),
        best_way: fields.text("best_way", LINE),
    }
}

fn matching(fields: &Fields<'_>) -> Matching {
    Matching {
        interests: fields.texts("interests", NAME),
        staff_gender: fields.text("staff_gender", LINE),
        pets: fields.text("pets", LINE),
        smoking: fields.text("smoking", LINE),
        driving: fields.text("driving", LINE),
        faith: fields.text("faith", LINE),
    }
}

fn staff(fields: &Fields<'_>) -> Staff {
    Staff {
        contracts: fields.text("contracts", LINE),
        same_person: fields.text("same_person", LINE),
        volunteers: fields.text("volunteers", LINE),
        lived_experience_roles: fields.text("lived_experience_roles", LINE),
    }
}

fn charter(fields: &Fields<'_>) -> Option<Charter> {
    let signed_on = fields.claim_date("signed_on", "This charter");
    let version = fields.text("version", NAME);
    Some(Charter {
        signed_on: signed_on?,
        version,
    })
}

fn picture(fields: &Fields<'_>) -> Option<ProviderPicture> {
    let file = fields.required_text("file", NAME, "file: kite-care.svg");
    if fields.value("alt").is_none() {
        fields.file.report(
            Kind::MissingAlt,
            fields.own_keys(),
            "This picture has no words for people who cannot see it.".to_owned(),
            "Add a line that says what the picture shows, like this:\n\
             alt: Two people talk over tea at a kitchen table"
                .to_owned(),
        );
    }
    let alt = fields.text("alt", 125);
    let (file, alt) = (file?, alt?);
    if file.contains(['/', '\\']) || file.starts_with('.') {
        fields.report(
            Kind::UnknownPicture,
            "file",
            format!("`{file}` is not the name of a file in `providers/pictures/`."),
            "Put the picture into `providers/pictures/` and write its name only, \
             like `kite-care.svg`.",
        );
        return None;
    }
    Some(ProviderPicture { file, alt })
}

pub(crate) fn easy_read(fields: &Fields<'_>) -> Option<EasyReadBlock> {
    let picture = fields.id("picture");
    let words = fields.required_text("words", LINE, "words: We help you at home.");
    Some(EasyReadBlock {
        picture,
        words: words?,
    })
}

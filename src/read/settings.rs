//! `content/site.yml` -> the settings of the whole site.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME, SUMMARY};
use super::vetting;
use crate::model::joined::{FirstPage, JoinedDirectory};
use crate::model::language::Language;
use crate::model::lists::{ListName, Lists};
use crate::model::settings::{Body, SafetyContact, Settings, TeamContact};
use crate::model::values::{Id, WebAddress};
use crate::problem::Kind;

/// Providers on one page of a list, when the settings do not say.
const PER_PAGE: usize = 12;

/// Reads the settings. Nothing comes back when a field that every site needs is missing.
pub(crate) fn read_settings(fields: &Fields<'_>, lists: &Lists) -> Option<Settings> {
    let name = fields.required_text("name", NAME, "name: Support in Anytown");
    let example = fields.yes_no("example").unwrap_or(false);
    let summary = fields.text("summary", SUMMARY);
    if fields.value("run_by").is_none() {
        fields.report_missing("run_by", "run_by:\n  name: Anytown Integrated Care Board");
    }
    let run_by = fields.group("run_by", body);
    let language = language(fields, "language").unwrap_or_default();
    let languages = languages(fields, &language);
    let settings = Settings {
        name: name.clone().unwrap_or_default(),
        example,
        summary,
        run_by: run_by.clone().flatten().unwrap_or_default(),
        made_with: fields.text("made_with", NAME),
        formerly: fields.texts("formerly", NAME),
        base_address: base_address(fields),
        language,
        languages,
        theme: fields
            .id("theme")
            .map_or_else(|| "easy-read".to_owned(), |theme: Id| theme.to_string()),
        colours: fields.id("colours").map(|id| id.to_string()),
        areas: fields.ids("areas", lists, ListName::Areas),
        directories: directories(fields),
        per_page: per_page(fields),
        offline: fields.yes_no("offline").unwrap_or(true),
        best_before: fields.date("best_before"),
        sign_offs: fields
            .group("signoffs", vetting::read_rules)
            .unwrap_or_default(),
        contact: fields.group("contact", team_contact).unwrap_or_default(),
        worried: fields.groups("worried", |fields| safety_contact(fields, lists)),
    };
    (name.is_some() && run_by.flatten().is_some()).then_some(settings)
}

fn body(fields: &Fields<'_>) -> Option<Body> {
    let name = fields.required_text("name", NAME, "name: Anytown Integrated Care Board");
    let code = fields.text("code", NAME);
    let website = fields.web_address("website");
    Some(Body {
        name: name?,
        code,
        website,
    })
}

fn language(fields: &Fields<'_>, name: &'static str) -> Option<Language> {
    fields.parsed(
        name,
        Language::parse,
        Kind::WrongShape,
        "a language tag",
        "Write the short tag of a language, like `en` for English or `ur` for Urdu.",
    )
}

/// All languages, the main one first, each once.
fn languages(fields: &Fields<'_>, main: &Language) -> Vec<Language> {
    let mut languages = vec![main.clone()];
    for tag in fields.texts("languages", NAME) {
        match Language::parse(&tag) {
            Some(language) if languages.contains(&language) => {}
            Some(language) => languages.push(language),
            None => fields.report(
                Kind::WrongShape,
                "languages",
                format!("`{tag}` is not a language tag."),
                "Write the short tag of a language, like `en` for English or `ur` for Urdu.",
            ),
        }
    }
    languages
}

/// The base address always ends with `/`.
fn base_address(fields: &Fields<'_>) -> Option<WebAddress> {
    let address = fields.web_address("base_address")?;
    if address.as_str().ends_with('/') {
        return Some(address);
    }
    WebAddress::parse(&format!("{}/", address.as_str()))
}

/// Other directories, each id once.
fn directories(fields: &Fields<'_>) -> Vec<JoinedDirectory> {
    let seen = RefCell::new(BTreeSet::new());
    fields.groups("directories", |fields| {
        if fields.value("id").is_none() {
            fields.report_missing("id", "id: haringey");
        }
        let id = fields.id("id");
        let name = fields.required_text("name", NAME, "name: Haringey support directory");
        let example = "address: https://haringey.example.org/";
        if fields.value("address").is_none() {
            fields.report_missing("address", example);
        }
        let address = fields.parsed(
            "address",
            FirstPage::parse,
            Kind::BadWebAddress,
            "the address of a directory",
            "Write its whole web address, like `https://haringey.example.org/`. Or the way to its folder from the first \
             page of this site, like `../haringey/`. Put `/` at the end.",
        );
        let id = id?;
        if !seen.borrow_mut().insert(id.clone()) {
            fields.report(
                Kind::SameId,
                "id",
                format!("`{id}` stands in `directories` twice."),
                "Give each directory a short name of its own.",
            );
            return None;
        }
        Some(JoinedDirectory {
            id,
            name: name?,
            address: address?,
        })
    })
}

fn per_page(fields: &Fields<'_>) -> usize {
    let number = fields.parsed(
        "per_page",
        |text| {
            text.parse()
                .ok()
                .filter(|number| (5..=100).contains(number))
        },
        Kind::WrongShape,
        "a number from 5 to 100",
        "Write how many providers one page of a list shows, like `20`.",
    );
    number.unwrap_or(PER_PAGE)
}

fn team_contact(fields: &Fields<'_>) -> TeamContact {
    TeamContact {
        team: fields.text("team", NAME),
        phone: fields.phone("phone"),
        text_relay: fields.text_relay("text_relay"),
        text: fields.phone("text"),
        email: fields.email("email"),
        post: fields.texts("post", NAME),
        hours: fields.text("hours", LINE),
    }
}

fn safety_contact(fields: &Fields<'_>, lists: &Lists) -> Option<SafetyContact> {
    let area = fields.one_id("area", lists, ListName::Areas);
    let name = fields.required_text("name", NAME, "name: Anytown adult safety team");
    if fields.value("phone").is_none() {
        fields.report_missing("phone", "phone: 020 7946 0011");
    }
    let phone = fields.phone("phone");
    let hours = fields.text("hours", LINE);
    Some(SafetyContact {
        area,
        name: name?,
        phone: phone?,
        hours,
    })
}

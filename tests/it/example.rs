//! The example site of the repository: whole, good, and made of invented facts only.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use handrail::disk;
use handrail::model::values::Phone;
use handrail::pipeline::{Built, Options, build};
use handrail::problem::{Kind, Problem, Severity};
use handrail::routes::Destination;
use handrail::source::Sources;
use handrail::starter;
use serde_yaml::Value;

use crate::house::{none, root, texts};
use crate::site::{self, TODAY};

/// The files of the repository, as the program loads them.
pub(crate) static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let (mut sources, problems) = disk::load(&root()).expect("the repository can be read");
    assert!(problems.is_empty(), "{:?}", site::lines(&problems));
    sources.fill_from(&starter::built_in());
    sources
});

/// The site as a web host gets it.
pub(crate) static BUILT: LazyLock<Built> = LazyLock::new(|| build_for(Destination::Web));

/// Builds the site.
pub(crate) fn build_for(destination: Destination) -> Built {
    let options = Options {
        today: TODAY,
        destination,
        gallery: false,
        drafts: false,
    };
    build(&SOURCES, &options)
}

/// The provider files: path and facts.
pub(crate) fn providers() -> Vec<(String, Value)> {
    let files = texts("providers", &["yml"]).into_iter();
    files
        .filter(|(path, _)| path.matches('/').count() == 1)
        .map(|(path, text)| (path, serde_yaml::from_str(&text).expect("facts")))
        .collect()
}

/// Those of them of which the whole listing is shown.
pub(crate) fn listed() -> Vec<(String, Value)> {
    let is_whole = |path: &str| {
        let page = path.replace(".yml", "/index.html");
        let html = BUILT.output.get(&page).unwrap_or_default();
        String::from_utf8_lossy(html).contains("id=\"part_services\"")
    };
    let mut listed = providers();
    listed.retain(|(path, _)| is_whole(path));
    assert!(listed.len() > 40, "only {} are listed", listed.len());
    listed
}

/// The ids of a list.
fn ids(list: &str) -> Vec<String> {
    let (_, text) = texts("content/lists", &["yml"])
        .into_iter()
        .find(|(path, _)| path.ends_with(&format!("/{list}.yml")))
        .expect("the list is there");
    let items: Vec<Value> = serde_yaml::from_str(&text).expect("a list");
    items
        .iter()
        .filter_map(|item| item["id"].as_str().map(str::to_owned))
        .collect()
}

/// The words of one field, a list or not.
pub(crate) fn words(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(items) => items.iter().flat_map(words).collect(),
        Value::String(word) => vec![word.clone()],
        Value::Number(number) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// The settings and every provider.
fn facts() -> Vec<(String, Value)> {
    let settings = texts("content", &["yml"]).into_iter();
    let settings = settings.filter(|(path, _)| path == "content/site.yml");
    let settings = settings.map(|(path, text)| (path, serde_yaml::from_str(&text).expect("facts")));
    settings.chain(providers()).collect()
}

/// Warnings that the example has on purpose: a late check, one that is over, words that changed after
/// they were approved, and words that a group holds back.
const ON_PURPOSE: [(&str, Kind); 4] = [
    ("providers/checks/cold-frame.yml", Kind::CheckEnded),
    ("providers/checks/long-table.yml", Kind::CheckEnded),
    ("providers/slate-roof.yml", Kind::NotApproved),
    ("providers/spare-key.yml", Kind::NotApproved),
];

#[test]
fn nothing_is_wrong_with_the_example_but_what_it_shows_on_purpose() {
    let is_meant = |problem: &&Problem| {
        let path = problem.place.path.as_str();
        ON_PURPOSE.contains(&(path, problem.kind))
    };
    let serious = || {
        let all = BUILT.problems.iter();
        all.filter(|problem| problem.severity() != Severity::Advice)
    };
    let found: Vec<&Problem> = serious().filter(|problem| !is_meant(problem)).collect();
    assert!(found.is_empty(), "{found:#?}");
    for (path, kind) in ON_PURPOSE {
        let mut all = serious();
        let is_there = all.any(|one| one.place.path.as_str() == path && one.kind == kind);
        assert!(is_there, "{path} has no {kind:?}");
    }
    assert!(BUILT.pages > 100, "only {} pages", BUILT.pages);
}

#[test]
fn the_example_is_large_enough_to_look_real() {
    let providers = providers();
    assert!(providers.len() >= 40, "only {} providers", providers.len());
    assert_eq!(BUILT.providers, providers.len());
    let guides = texts("content/guides", &["md"]);
    let names: BTreeSet<&str> = guides.iter().map(|(path, _)| path.as_str()).collect();
    let full: Vec<&&str> = names
        .iter()
        .filter(|path| !path.ends_with(".easy.md"))
        .collect();
    assert!(full.len() >= 12, "only {} guides", full.len());
    let alone: Vec<String> = full
        .iter()
        .map(|path| path.replace(".md", ".easy.md"))
        .filter(|twin| !names.contains(twin.as_str()))
        .collect();
    none(&alone);
}

#[test]
fn every_kind_and_area_and_service_is_used() {
    let providers = providers();
    let mut unused = Vec::new();
    for (list, field) in [
        ("kinds", "kinds"),
        ("areas", "areas"),
        ("needs", "needs"),
        ("pay-ways", "pay_ways"),
        ("ages", "ages"),
        ("services", "services"),
    ] {
        let used: BTreeSet<String> = providers
            .iter()
            .flat_map(|(_, facts)| words(&facts[field]))
            .collect();
        let idle = ids(list).into_iter().filter(|id| !used.contains(id));
        unused.extend(idle.map(|id| format!("{list}: {id}")));
    }
    none(&unused);
}

/// Numbers that Ofcom keeps free for films and plays, and short numbers that everyone may show.
fn is_for_films(number: &str) -> bool {
    let Some(phone) = Phone::parse(number) else {
        return false;
    };
    let link = phone.link();
    let Some(digits) = link.strip_prefix("tel:+44") else {
        return matches!(link.as_str(), "tel:999" | "tel:111" | "tel:101" | "tel:112");
    };
    [("2079460", 10), ("7700900", 10), ("808157", 10)]
        .iter()
        .any(|(start, length)| digits.starts_with(start) && digits.len() == *length)
}

#[test]
fn every_phone_number_is_one_for_films() {
    let mut real = Vec::new();
    for (path, facts) in facts() {
        let contact = &facts["contact"];
        let mut numbers = words(&contact["phone"]);
        numbers.extend(words(&contact["text"]));
        numbers.extend(words(&facts["cqc"]["phone"]));
        let relay = words(&contact["text_relay"]);
        numbers.extend(relay.iter().map(|number| number.replacen("18001", "", 1)));
        let worried = facts["worried"].as_sequence().into_iter().flatten();
        numbers.extend(worried.flat_map(|contact| words(&contact["phone"])));
        real.extend(
            numbers
                .into_iter()
                .filter(|number| !is_for_films(number))
                .map(|number| format!("{path}: {number}")),
        );
    }
    none(&real);
}

#[test]
fn every_email_and_website_is_an_example() {
    let is_example = |host: &str| host == "example.org" || host.ends_with(".example.org");
    let mut real = Vec::new();
    for (path, facts) in facts() {
        let contact = &facts["contact"];
        let emails = words(&contact["email"]).into_iter();
        real.extend(
            emails
                .filter(|email| {
                    !email
                        .split_once('@')
                        .is_some_and(|(_, host)| is_example(host))
                })
                .map(|email| format!("{path}: {email}")),
        );
        let mut sites = words(&contact["website"]);
        sites.extend(words(&facts["run_by"]["website"]));
        sites.extend(words(&facts["base_address"]));
        sites.extend(words(&facts["cqc"]["website"]));
        let host = |site: &str| {
            let rest = site.split_once("://").map_or(site, |(_, rest)| rest);
            rest.split('/').next().unwrap_or_default().to_owned()
        };
        real.extend(
            sites
                .into_iter()
                .filter(|site| !is_example(&host(site)))
                .map(|site| format!("{path}: {site}")),
        );
    }
    none(&real);
}

#[test]
fn every_postcode_is_one_that_cannot_be() {
    let mut real = Vec::new();
    for (path, facts) in facts() {
        let postcodes = words(&facts["contact"]["postcode"]).into_iter();
        let written = words(&facts["contact"]["post"]).into_iter();
        let written =
            written.filter(|line| handrail::model::values::Postcode::parse(line).is_some());
        real.extend(
            postcodes
                .chain(written)
                .filter(|postcode| !postcode.ends_with(" 0ZZ"))
                .map(|postcode| format!("{path}: {postcode}")),
        );
    }
    none(&real);
}

/// True when the text is the shape: `9` any digit, other characters themselves.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .chars()
            .zip(shape.chars())
            .all(|(c, wanted)| match wanted {
                '9' => c.is_ascii_digit(),
                wanted => c == wanted,
            })
}

#[test]
fn every_number_of_a_register_is_invented() {
    let mut real = Vec::new();
    for (path, facts) in providers() {
        let numbers = &facts["numbers"];
        let mut check = |value: &Value, is_invented: &dyn Fn(&str) -> bool| {
            let wrong = words(value)
                .into_iter()
                .filter(|number| !is_invented(number));
            real.extend(wrong.map(|number| format!("{path}: {number}")));
        };
        check(&numbers["nmc"], &|number| {
            has_shape(number, "98Z9999Z") || has_shape(number, "99Z9999Z")
        });
        check(&numbers["hcpc"], &|number| {
            ["PH000000", "OT000000", "SL000000", "AS000000"].contains(&number)
        });
        check(&numbers["company"], &|number| {
            number.len() == 8 && number.starts_with("999999")
        });
        check(&numbers["charity"], &|number| {
            number.len() == 7 && number.starts_with("99999")
        });
        check(&numbers["ico"], &|number| {
            number.len() == 8 && number.starts_with("Z99999")
        });
        for field in ["provider", "location"] {
            check(&facts["cqc"][field], &|number| {
                number.starts_with("1-00000")
            });
        }
    }
    none(&real);
}

//! Searches that come from the facts of the example: names, labels, and slips in both.

use std::collections::{BTreeMap, BTreeSet};

use handrail::pipeline::{Options, document_lines, find_all, look};
use handrail::routes::{Destination, LISTED};
use serde_json::Value;

use crate::example::SOURCES;
use crate::house::none;
use crate::site::TODAY;

const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
    drafts: false,
};

/// Questions with the page that each must find.
fn missed(wanted: &[(String, String)], within: usize) -> Vec<String> {
    let questions: Vec<String> = wanted
        .iter()
        .map(|(question, _)| question.clone())
        .collect();
    let found = find_all(&SOURCES, &OPTIONS, &questions, within).expect("the index can be asked");
    let pairs = wanted.iter().zip(found);
    pairs
        .filter(|((_, address), found)| !found.pages.iter().any(|page| page.address == *address))
        .map(|((question, address), found)| {
            let first = found.pages.first().map(|page| page.address.clone());
            format!("{question}: {first:?} and not {address}")
        })
        .collect()
}

/// The names of providers that the public sees, with their pages.
fn names() -> Vec<(String, String)> {
    let looked = look(&SOURCES, &OPTIONS).unwrap_or_else(|_| panic!("the example can be read"));
    let providers = looked.published.providers.values();
    let named = providers.filter(|provider| !provider.is_nameless());
    named
        .map(|provider| (provider.name.clone(), format!("providers/{}/", provider.id)))
        .collect()
}

/// The names of the items of lists, with their pages.
fn labels() -> Vec<(String, String)> {
    let looked = look(&SOURCES, &OPTIONS).unwrap_or_else(|_| panic!("the example can be read"));
    let site = &looked.published;
    let items = LISTED.into_iter().flat_map(|list| {
        site.shown_items(list)
            .map(move |item| (list.file_name(), item))
    });
    items
        .map(|(list, item)| (item.name.clone(), format!("{list}/{}/", item.id)))
        .collect()
}

/// The longest word with two letters in its middle swapped. Nothing for short words.
fn slipped(text: &str) -> Option<String> {
    let longest = text.split(' ').max_by_key(|word| word.len())?;
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    if letters.len() < 6 || letters[middle] == letters[middle - 1] {
        return None;
    }
    letters.swap(middle - 1, middle);
    let slip: String = letters.into_iter().collect();
    Some(text.replacen(longest, &slip, 1))
}

#[test]
fn every_name_finds_its_provider() {
    let names = names();
    assert!(names.len() > 40, "only {} names", names.len());
    none(&missed(&names, 3));
}

#[test]
fn every_label_finds_its_page() {
    let labels = labels();
    assert!(labels.len() > 80, "only {} labels", labels.len());
    none(&missed(&labels, 5));
}

#[test]
fn a_slip_in_a_name_or_label_is_mended() {
    let all = names().into_iter().chain(labels());
    let slips: Vec<(String, String)> = all
        .filter_map(|(text, address)| Some((slipped(&text)?, address)))
        .collect();
    assert!(slips.len() > 80, "only {} slips", slips.len());
    let missed = missed(&slips, 5);
    println!(
        "{} of {} slips found their page",
        slips.len() - missed.len(),
        slips.len()
    );
    assert!(missed.len() * 20 <= slips.len(), "{missed:#?}");
}

#[test]
fn a_search_engine_of_somebodys_own_gets_every_page_as_a_line() {
    let lines = document_lines(&SOURCES, &OPTIONS).expect("the example can be read");
    let documents: BTreeMap<String, Value> = lines
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"))
        .map(|line| {
            (
                line["address"].as_str().expect("an address").to_owned(),
                line,
            )
        })
        .collect();
    assert_eq!(documents.len(), lines.len(), "no address comes twice");
    assert!(lines.iter().all(|line| !line.contains('\n')));
    let wanted = names().into_iter().chain(labels());
    let missing = wanted.filter(|(_, address)| !documents.contains_key(address));
    let missing: Vec<String> = missing.map(|(name, _)| name).collect();
    none(&missing);
    let looked = look(&SOURCES, &OPTIONS).unwrap_or_else(|_| panic!("the example can be read"));
    let mut compared = 0;
    for provider in looked.published.providers.values() {
        let address = format!("providers/{}/", provider.id);
        let Some(line) = documents.get(&address) else {
            continue;
        };
        let ids = |list: &str| -> BTreeSet<&str> {
            let ids = line[list].as_array().into_iter().flatten();
            ids.filter_map(Value::as_str).collect()
        };
        let own: BTreeSet<&str> = provider.services.iter().map(|id| id.as_str()).collect();
        assert_eq!(line["name"], provider.name, "{address}");
        let url = line["url"].as_str().unwrap_or_default();
        assert!(
            url.starts_with("https://") && url.ends_with(&address),
            "{url}"
        );
        if !ids("services").is_empty() {
            assert_eq!(ids("services"), own, "{address}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

//! Searches that come from the facts of the example: names, labels, and slips in both.

use handrail::pipeline::{Options, find_all, look};
use handrail::routes::{Destination, LISTED};

use crate::example::SOURCES;
use crate::house::none;
use crate::site::TODAY;

const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
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

//! The facts that a shortlist compares, ready made, in files that a page's script can load.
//!
//! A page without a server cannot ask for one provider, and all of them together would be too much
//! for a phone. So providers are put into small groups. An id alone tells its group, in the same
//! way here and in the script. Each file is a script that hands over JSON, because browsers read no
//! other file of a memory stick.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;

use super::scripts::data;
use super::views::facts::FactView;
use super::views::shortlist::{facts_to_compare, what_for};
use super::{Desk, Renderer};
use crate::model::provider::{Price, Provider, Unit, word_of};
use crate::routes::Links;
use crate::vetting::status::Shown;

/// About how many providers share a file.
const TOGETHER: usize = 16;

/// What a shortlist knows about a provider.
#[derive(Debug, Serialize)]
struct ComparedView {
    name: String,
    facts: BTreeMap<String, ComparedFact>,
    prices: Vec<ComparedPrice>,
}

/// One fact that was told.
#[derive(Debug, Serialize)]
struct ComparedFact {
    lines: Vec<ComparedLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<ComparedLine>,
}

/// One line of a fact.
#[derive(Debug, Serialize)]
struct ComparedLine {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    /// What it is about, as one word for styles.
    #[serde(skip_serializing_if = "str::is_empty")]
    state: &'static str,
    /// The words of later days.
    #[serde(skip_serializing_if = "String::is_empty")]
    ages: String,
}

/// One price, in words and in whole pence.
#[derive(Debug, Serialize)]
struct ComparedPrice {
    /// What it pays for, and when it applies.
    what: String,
    price: String,
    from: u32,
    to: u32,
    unit: &'static str,
    told_on: String,
}

/// How many files there are for this number of providers.
pub(crate) fn number_of_groups(providers: usize) -> usize {
    providers.div_ceil(TOGETHER).max(1)
}

/// The group of a provider, from 0: the FNV-1a sum of its id (32 bits), divided by the number of
/// groups. `shortlist-list.js` computes the same.
fn group_of(id: &str, groups: usize) -> usize {
    let sum = id.bytes().fold(0x811c_9dc5_u32, |sum, byte| {
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    usize::try_from(sum).unwrap_or_default() % groups.max(1)
}

/// The providers that share a file, and its path.
type Group<'s> = (String, Vec<&'s Provider>);

fn groups<'s>(renderer: &Renderer<'s>) -> Vec<Group<'s>> {
    let site = renderer.site;
    let count = number_of_groups(site.providers.len());
    let path = |index: usize| renderer.routes.compare(&(index + 1).to_string(), count);
    let mut groups: Vec<Group<'s>> = (0..count)
        .map(|index| (path(index).as_str().to_owned(), Vec::new()))
        .collect();
    for provider in site.providers.values() {
        if let Some((_, group)) = groups.get_mut(group_of(provider.id.as_str(), count)) {
            group.push(provider);
        }
    }
    groups
}

/// A name for everything that the files are made of, by path. Files that hang on more than what is known of each
/// provider have none.
pub(crate) fn names(renderer: &Renderer<'_>) -> BTreeMap<String, String> {
    let groups = groups(renderer).into_iter();
    let named = groups.filter_map(|(path, group)| Some((path, name(renderer, &group)?)));
    named.collect()
}

fn name(renderer: &Renderer<'_>, group: &[&Provider]) -> Option<String> {
    // The worker adds up the files that it keeps, so they must be made.
    if renderer.keeps_facts() {
        return None;
    }
    let known = group.iter().map(|provider| {
        let known = renderer.directory.known(&provider.id)?;
        (known.prospect.shown == Shown::Whole).then(|| known.name())
    });
    let names: Vec<String> = known.collect::<Option<_>>()?;
    Some(names.join(" "))
}

/// Makes the files, but for those that `keep` has under this path and name, and hands each to `take`. Those without a
/// provider are there too, so that a script never asks in vain.
pub(crate) fn make_files(
    renderer: &Renderer<'_>,
    keep: &(dyn Fn(&str, &str) -> bool + Sync),
    take: &(dyn Fn(&str, Vec<u8>) + Sync),
) {
    let language = &renderer.site.settings.language;
    let address = renderer.routes.shortlist();
    let links = Links::from(&address, renderer.options.destination);
    let groups = groups(renderer);
    groups.par_iter().for_each(|(path, group)| {
        if name(renderer, group).is_some_and(|name| keep(path, &name)) {
            return;
        }
        let desk = renderer.desk(links.clone(), language);
        let group = group.iter();
        let named = group.filter(|provider| desk.shown(provider) != Shown::Nameless);
        let views = named.map(|provider| (provider.id.as_str(), compared(&desk, provider)));
        take(path, script(&views.collect()).into_bytes());
    });
}

fn compared(desk: &Desk<'_, '_>, provider: &Provider) -> ComparedView {
    let facts = facts_to_compare(desk, provider);
    let is_whole = desk.shown(provider) == Shown::Whole;
    let prices = provider.prices.iter().filter(|_| is_whole);
    ComparedView {
        name: provider.name.clone(),
        facts: facts
            .into_iter()
            .filter(|fact| !fact.is_missing())
            .map(|fact| (fact.key().to_owned(), fact_of(&fact)))
            .collect(),
        prices: prices.map(|price| price_of(desk, price)).collect(),
    }
}

fn fact_of(fact: &FactView) -> ComparedFact {
    let lines = fact.lines().iter().map(|line| {
        let (state, ages) = line.age();
        ComparedLine {
            text: line.words().to_owned(),
            href: line.way().map(str::to_owned),
            state,
            ages: ages.to_owned(),
        }
    });
    ComparedFact {
        lines: lines.collect(),
        note: fact.note().map(|note| ComparedLine {
            text: note.words.clone(),
            href: None,
            state: note.state,
            ages: note.ages.clone(),
        }),
    }
}

fn price_of(desk: &Desk<'_, '_>, price: &Price) -> ComparedPrice {
    let to = price.to.unwrap_or(price.amount);
    ComparedPrice {
        what: what_for(desk, price),
        price: desk.wording.price(price),
        from: price.amount.pence.min(to.pence),
        to: price.amount.pence.max(to.pence),
        unit: word_of(&Unit::WORDS, &price.unit),
        told_on: desk.wording.date(price.told_on),
    }
}

/// The script that hands over a group.
fn script(group: &BTreeMap<&str, ComparedView>) -> String {
    format!("handrail.providers({});\n", data(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The script is tested with the same file.
    const GROUPS: &str = include_str!("../../tests/it/groups.txt");

    #[test]
    fn the_group_of_an_id_is_as_in_the_table() {
        let mut rows = 0;
        for row in GROUPS.lines().filter(|row| !row.starts_with('#')) {
            let parts: Vec<&str> = row.split(' ').collect();
            let [id, groups, group] = parts.as_slice() else {
                panic!("an odd row: {row}");
            };
            let expected: usize = group.parse().unwrap();
            assert_eq!(group_of(id, groups.parse().unwrap()), expected, "{row}");
            rows += 1;
        }
        assert!(rows > 300, "only {rows} rows");
    }

    #[test]
    fn groups_are_small_and_about_alike() {
        let groups = number_of_groups(1000);
        let mut sizes = vec![0; groups];
        for number in 0..1000 {
            sizes[group_of(&format!("provider-{number}"), groups)] += 1;
        }
        assert!(sizes.iter().all(|size| (4..40).contains(size)), "{sizes:?}");
        assert_eq!((number_of_groups(0), number_of_groups(17)), (1, 2));
    }

    #[test]
    fn nothing_in_a_fact_ends_the_script() {
        let odd = ComparedView {
            name: "</script>\u{2028}\"\\".to_owned(),
            facts: BTreeMap::new(),
            prices: Vec::new(),
        };
        let text = script(&BTreeMap::from([("a", odd)]));
        assert!(text.contains(r#""\u003c/script>\u2028\"\\""#), "{text}");
        assert_eq!(text.lines().count(), 1);
    }
}

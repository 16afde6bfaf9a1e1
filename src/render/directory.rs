//! Which providers stand on which list, from A to Z. Nobody can pay to be higher.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::provider::Provider;
use crate::model::site::Site;
use crate::model::values::Id;
use crate::routes::{LISTED, Scope};

/// The providers in order, and the lists that they stand on.
pub(crate) struct Directory<'s> {
    /// All providers from A to Z.
    pub(crate) providers: Vec<&'s Provider>,
    lists: BTreeMap<Scope, Vec<usize>>,
    letters: Vec<Option<char>>,
}

impl<'s> Directory<'s> {
    /// Sorts the providers of a site.
    pub(crate) fn new(site: &'s Site) -> Self {
        let mut keyed: Vec<(String, &Provider)> = site
            .providers
            .values()
            .map(|provider| (sort_key(&provider.name), provider))
            .collect();
        keyed.sort_by(|(one, first), (two, second)| (one, &first.id).cmp(&(two, &second.id)));
        let letters = keyed.iter().map(|(key, _)| letter(key)).collect();
        let providers: Vec<&Provider> = keyed.into_iter().map(|(_, provider)| provider).collect();
        let mut lists: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
        for list in LISTED {
            for item in site.shown_items(list) {
                lists.insert(Scope::Of(list, item.id.clone()), Vec::new());
            }
        }
        lists.insert(Scope::All, (0..providers.len()).collect());
        for (index, provider) in providers.iter().enumerate() {
            for scope in scopes_of(site, provider) {
                lists.entry(scope).or_default().push(index);
            }
        }
        Directory {
            providers,
            lists,
            letters,
        }
    }

    /// The numbers of the providers on a list, from A to Z.
    pub(crate) fn members(&self, scope: &Scope) -> &[usize] {
        self.lists.get(scope).map_or(&[], Vec::as_slice)
    }

    /// The letters of a list, each with the place, from 0, of its first provider. Nothing stands
    /// for digits and other scripts.
    pub(crate) fn letters(&self, scope: &Scope) -> Vec<(Option<char>, usize)> {
        let mut first: Vec<(Option<char>, usize)> = Vec::new();
        for (place, index) in self.members(scope).iter().enumerate() {
            let letter = self.letters.get(*index).copied().flatten();
            if !first.iter().rev().any(|(known, _)| *known == letter) {
                first.push((letter, place));
            }
        }
        first
    }

    /// Every list, with the numbers of its providers.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (&Scope, &[usize])> {
        self.lists
            .iter()
            .map(|(scope, members)| (scope, members.as_slice()))
    }
}

fn scopes_of(site: &Site, provider: &Provider) -> Vec<Scope> {
    use crate::model::lists::ListName::{Areas, Kinds, Needs, Services};
    let areas: Vec<Id> = provider
        .areas
        .iter()
        .filter(|area| site.covers(area))
        .cloned()
        .collect();
    let lists = [
        (Services, &provider.services),
        (Needs, &provider.needs),
        (Areas, &areas),
        (Kinds, &provider.kinds),
    ];
    let mut scopes: Vec<Scope> = lists
        .into_iter()
        .flat_map(|(list, ids)| ids.iter().map(move |id| Scope::Of(list, id.clone())))
        .collect();
    for area in &areas {
        for service in &provider.services {
            scopes.push(Scope::AreaService(area.clone(), service.clone()));
        }
    }
    scopes
}

/// A name in a form that sorts as people look it up: without case and accents.
fn sort_key(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c) && (c.is_alphanumeric() || *c == ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letter that a name of this key is looked up under: A to Z, or nothing for digits and other
/// scripts.
fn letter(key: &str) -> Option<char> {
    key.chars()
        .next()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_without_case_and_accents() {
        let mut names = ["Ŵyn Help", "zeta", "Éclair", "apple", "حكاية", "\"Quoted\""];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["apple", "Éclair", "\"Quoted\"", "Ŵyn Help", "zeta", "حكاية"]
        );
        assert_eq!(letter(&sort_key("Ŵyn")), Some('W'));
        assert_eq!(letter(&sort_key("حكاية")), None);
    }
}

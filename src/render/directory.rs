//! Which providers stand on which list: those with checks in date from A to Z, then those whose check
//! is late, then those of which only the name is shown. Nobody can pay to be higher.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::memory::Known;
use crate::model::provider::Provider;
use crate::model::site::Site;
use crate::model::values::{Date, Id};
use crate::routes::{LISTED, Scope};
use crate::vetting::standing::{Stage, Standing, question};
use crate::vetting::status::{Shown, Status};

/// The providers in order, and the lists that they stand on.
pub(crate) struct Directory<'s> {
    /// All providers, each rank from A to Z.
    pub(crate) providers: Vec<&'s Provider>,
    ranks: Vec<Rank>,
    /// What is known of each provider, in the order of `providers`.
    pub(super) known: Vec<Arc<Known>>,
    /// The number of each provider.
    numbers: BTreeMap<&'s Id, usize>,
    lists: BTreeMap<Scope, Vec<usize>>,
    letters: Vec<Option<char>>,
}

/// Where a provider stands on lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// With the others.
    InDate,
    /// After them: its check is late.
    Late,
    /// Last, and on the list of all providers only: little of it is shown.
    Reduced,
    /// On no list: not even its name is shown.
    Nowhere,
}

/// Where a listing stands today, and how it will stand if nobody does anything. It takes a while to find
/// out, and a dozen pages ask for it.
#[derive(Clone, Debug)]
pub(crate) struct Prospect {
    /// Where it stands today.
    pub(crate) now: Standing,
    /// How much of it is shown today.
    pub(crate) shown: Shown,
    /// How it will stand.
    pub(crate) stages: Vec<Stage>,
}

/// The prospect of a provider of the site.
pub(crate) fn prospect(site: &Site, provider: &Provider, today: Date) -> Prospect {
    let question = question(site, provider);
    let (now, shown) = question.standing_and_shown(today);
    Prospect {
        now,
        shown,
        stages: question.stages(today),
    }
}

fn rank(prospect: &Prospect) -> Rank {
    match (prospect.shown, prospect.now.status) {
        (Shown::Whole, Status::Late) => Rank::Late,
        (Shown::Whole, _) => Rank::InDate,
        (Shown::Reduced, _) => Rank::Reduced,
        (Shown::Nameless | Shown::Nothing, _) => Rank::Nowhere,
    }
}

impl<'s> Directory<'s> {
    /// Sorts the providers of a site. `know` tells what is known of one.
    pub(super) fn new(site: &'s Site, know: impl Fn(&Arc<Provider>) -> Arc<Known> + Sync) -> Self {
        let providers: Vec<&'s Arc<Provider>> = site.providers.values().collect();
        let mut keyed: Vec<(Rank, String, &'s Provider, Arc<Known>)> = providers
            .into_par_iter()
            .map(|provider| {
                let known = know(provider);
                let key = sort_key(&provider.name);
                (rank(&known.prospect), key, provider.as_ref(), known)
            })
            .collect();
        keyed.sort_by(|first, second| {
            (first.0, &first.1, &first.2.id).cmp(&(second.0, &second.1, &second.2.id))
        });
        let letters = keyed.iter().map(|(_, key, ..)| letter(key)).collect();
        let ranks: Vec<Rank> = keyed.iter().map(|(rank, ..)| *rank).collect();
        let (providers, known): (Vec<&Provider>, Vec<Arc<Known>>) = keyed
            .into_iter()
            .map(|(.., provider, known)| (provider, known))
            .unzip();
        let ids = providers.iter().enumerate();
        let numbers = ids.map(|(index, provider)| (&provider.id, index)).collect();
        let mut lists: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
        for list in LISTED {
            for item in site.shown_items(list) {
                lists.insert(Scope::Of(list, item.id.clone()), Vec::new());
            }
        }
        let ranked = || ranks.iter().copied().enumerate();
        let named = ranked().filter(|(_, rank)| *rank < Rank::Nowhere);
        lists.insert(Scope::All, named.map(|(index, _)| index).collect());
        let whole = ranked().filter(|(_, rank)| *rank < Rank::Reduced);
        for (index, provider) in whole.filter_map(|(index, _)| Some((index, providers.get(index)?)))
        {
            for scope in scopes_of(site, provider) {
                lists.entry(scope).or_default().push(index);
            }
        }
        Directory {
            providers,
            ranks,
            known,
            numbers,
            lists,
            letters,
        }
    }

    /// Where the provider of this number stands on lists.
    pub(crate) fn rank(&self, index: usize) -> Rank {
        self.ranks.get(index).copied().unwrap_or(Rank::Nowhere)
    }

    /// The number of a provider.
    pub(crate) fn number_of(&self, id: &Id) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// What is known of a provider.
    pub(super) fn known(&self, id: &Id) -> Option<&Known> {
        self.known.get(self.number_of(id)?).map(Arc::as_ref)
    }

    /// Where a provider stands.
    pub(crate) fn prospect(&self, id: &Id) -> Option<&Prospect> {
        Some(&self.known(id)?.prospect)
    }

    /// How many providers on a list show their whole listing.
    pub(crate) fn count(&self, scope: &Scope) -> usize {
        let members = self.members(scope).iter();
        members
            .filter(|index| self.rank(**index) < Rank::Reduced)
            .count()
    }

    /// The numbers of the providers on a list whose checks are in date, from A to Z.
    pub(crate) fn in_date(&self, scope: &Scope) -> impl Iterator<Item = usize> {
        let members = self.members(scope).iter().copied();
        members.filter(|index| self.rank(*index) == Rank::InDate)
    }

    /// The numbers of the providers on a list, in its order.
    pub(crate) fn members(&self, scope: &Scope) -> &[usize] {
        self.lists.get(scope).map_or(&[], Vec::as_slice)
    }

    /// The letters of a list, each with the place, from 0, of its first provider. Nothing stands
    /// for digits and other scripts. Those after the others are not looked up by letter.
    pub(crate) fn letters(&self, scope: &Scope) -> Vec<(Option<char>, usize)> {
        let mut first: Vec<(Option<char>, usize)> = Vec::new();
        for (place, index) in self.in_date(scope).enumerate() {
            let letter = self.letters.get(index).copied().flatten();
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
pub(crate) fn sort_key(name: &str) -> String {
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

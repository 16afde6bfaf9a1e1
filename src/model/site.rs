//! The whole site, as read from its files.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::centre::Centres;
use super::checks::{Agreement, CheckRecord, Visit};
use super::criterion::Criterion;
use super::joined::JoinedPage;
use super::lists::{Item, ListName, Lists};
use super::page::{Text, TextKey};
use super::provider::Provider;
use super::settings::Settings;
use super::sheet::Sheet;
use super::sign_off::Approval;
use super::statement::Statement;
use super::synonyms::{SearchCheck, Synonyms};
use super::values::Id;
use crate::source::SourcePath;

impl Site {
    /// True for an area that the site covers.
    pub fn covers(&self, area: &Id) -> bool {
        self.settings.areas.is_empty() || self.settings.areas.contains(area)
    }

    /// What the team did about a provider.
    pub fn record(&self, id: &Id) -> Option<&CheckRecord> {
        self.records.get(id).map(Arc::as_ref)
    }

    /// The items of a list that have pages: all of them; of the areas, those that the site covers.
    pub fn shown_items(&self, list: ListName) -> impl Iterator<Item = &Item> {
        self.lists
            .get(list)
            .items()
            .iter()
            .filter(move |item| list != ListName::Areas || self.covers(&item.id))
    }
}

/// A page of which no words may be shown for now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldPage {
    /// A guide or other written page.
    Text(TextKey),
    /// A sheet to print.
    Sheet(Id),
}

/// Everything that is true about the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The lists.
    pub lists: Lists,
    /// Where the middle of each postcode district lies.
    pub centres: Centres,
    /// What people know about words, for the search.
    pub synonyms: Synonyms,
    /// What the search must find.
    pub search_checks: Vec<SearchCheck>,
    /// Pages of other directories that the search finds too, by the id of the directory.
    pub joined: BTreeMap<Id, Arc<Vec<JoinedPage>>>,
    /// The providers, by id.
    pub providers: BTreeMap<Id, Arc<Provider>>,
    /// The criteria, in their order. None means that nothing is said about checks.
    pub criteria: Vec<Criterion>,
    /// What the team did about each provider.
    pub records: BTreeMap<Id, Arc<CheckRecord>>,
    /// What people with lived experience found, by provider.
    pub visits: BTreeMap<Id, Vec<Visit>>,
    /// Which words of a provider may be shown. A provider that is not here needs no sign-off.
    pub approvals: BTreeMap<Id, Approval>,
    /// Who agreed to the words of a file that are published.
    pub agreed: BTreeMap<SourcePath, Vec<Agreement>>,
    /// How many providers have asked to be listed and are being checked.
    pub applications: usize,
    /// Pages that exist, and of which no words may be shown for now.
    pub held: BTreeSet<HeldPage>,
    /// Guides and other written pages.
    pub texts: BTreeMap<TextKey, Text>,
    /// Sheets to print and to fill in, by id.
    pub sheets: BTreeMap<Id, Sheet>,
    /// The accessibility statement.
    pub statement: Option<Statement>,
}

//! The whole site, as read from its files.

use std::collections::BTreeMap;

use super::lists::{Item, ListName, Lists};
use super::page::{Text, TextKey};
use super::provider::Provider;
use super::settings::Settings;
use super::sheet::Sheet;
use super::statement::Statement;
use super::values::Id;

impl Site {
    /// True for an area that the site covers.
    pub fn covers(&self, area: &Id) -> bool {
        self.settings.areas.is_empty() || self.settings.areas.contains(area)
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

/// Everything that is true about the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The lists.
    pub lists: Lists,
    /// The providers, by id.
    pub providers: BTreeMap<Id, Provider>,
    /// Guides and other written pages.
    pub texts: BTreeMap<TextKey, Text>,
    /// Sheets to print and to fill in, by id.
    pub sheets: BTreeMap<Id, Sheet>,
    /// The accessibility statement.
    pub statement: Option<Statement>,
}

//! The whole site, as read from its files.

use std::collections::BTreeMap;

use super::lists::Lists;
use super::page::{Text, TextKey};
use super::provider::Provider;
use super::settings::Settings;
use super::statement::Statement;
use super::values::Id;

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
    /// The accessibility statement.
    pub statement: Option<Statement>,
}

//! The lists that members own: services, needs, areas and so on.

use std::collections::{BTreeMap, BTreeSet};

use super::provider::PublicLocation;
use super::values::Id;

/// The lists, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListName {
    /// Tasks that a provider does.
    Services,
    /// Needs that a person has.
    Needs,
    /// Places where support is given.
    Areas,
    /// Kinds of provider.
    Kinds,
    /// What a provider is in law.
    LegalForms,
    /// Ways to pay.
    PayWays,
    /// Ages of the people supported.
    Ages,
    /// Ways to communicate.
    Communication,
    /// Facts about getting in and around.
    Access,
    /// Languages that staff speak or sign.
    Languages,
    /// Kinds of evidence that checks look at.
    Evidence,
}

impl ListName {
    /// Every list.
    pub const ALL: [ListName; 11] = [
        ListName::Services,
        ListName::Needs,
        ListName::Areas,
        ListName::Kinds,
        ListName::LegalForms,
        ListName::PayWays,
        ListName::Ages,
        ListName::Communication,
        ListName::Access,
        ListName::Languages,
        ListName::Evidence,
    ];

    /// The file's name in `content/lists/`, without its ending.
    pub fn file_name(self) -> &'static str {
        match self {
            ListName::Services => "services",
            ListName::Needs => "needs",
            ListName::Areas => "areas",
            ListName::Kinds => "kinds",
            ListName::LegalForms => "legal-forms",
            ListName::PayWays => "pay-ways",
            ListName::Ages => "ages",
            ListName::Communication => "communication",
            ListName::Access => "access",
            ListName::Languages => "languages",
            ListName::Evidence => "evidence",
        }
    }

    /// The file's path in the project.
    pub fn path(self) -> String {
        format!("content/lists/{}.yml", self.file_name())
    }
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its fixed name.
    pub id: Id,
    /// Its name in plain words.
    pub name: String,
    /// What it means, in one sentence.
    pub explanation: Option<String>,
    /// Its picture in the pack.
    pub picture: Option<Id>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// The heading that it stands under where a list is long.
    pub group: Option<String>,
    /// The words that CQC's files use for it.
    pub cqc: Vec<String>,
    /// Areas: the code of the Office for National Statistics.
    pub code: Option<String>,
    /// Areas: the first parts of its postcodes.
    pub outward_postcodes: Vec<String>,
    /// Kinds: true when one listing is one named person.
    pub is_person: bool,
    /// Kinds: true when CQC need not register them, whatever they do.
    pub is_cqc_exempt: bool,
    /// Kinds: the guide for people whose provider of this kind has closed.
    pub when_closed: Option<Id>,
    /// Services: true for help to find and choose other help.
    pub helps_to_choose: bool,
    /// Services: true when CQC must register an organisation that gives them.
    pub is_regulated: bool,
    /// Kinds: how much of the place of such a provider an import may make public. Nothing means its
    /// area only.
    pub public_location: Option<PublicLocation>,
    /// Languages: its BCP 47 tag.
    pub tag: Option<String>,
    /// Languages: its name in the language itself.
    pub own_name: Option<String>,
}

impl Item {
    /// An item with a name and nothing else.
    pub fn new(id: Id, name: &str) -> Self {
        Item {
            id,
            name: name.to_owned(),
            explanation: None,
            picture: None,
            synonyms: Vec::new(),
            group: None,
            cqc: Vec::new(),
            code: None,
            outward_postcodes: Vec::new(),
            helps_to_choose: false,
            is_person: false,
            is_cqc_exempt: false,
            when_closed: None,
            is_regulated: false,
            public_location: None,
            tag: None,
            own_name: None,
        }
    }
}

/// One list, in the order of its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    items: Vec<Item>,
    by_id: BTreeMap<Id, usize>,
}

impl List {
    /// Adds an item. Returns false, and keeps the first, when its id is taken.
    pub fn push(&mut self, item: Item) -> bool {
        if self.by_id.contains_key(&item.id) {
            return false;
        }
        self.by_id.insert(item.id.clone(), self.items.len());
        self.items.push(item);
        true
    }

    /// The item of this id.
    pub fn get(&self, id: &Id) -> Option<&Item> {
        self.by_id.get(id).and_then(|index| self.items.get(*index))
    }

    /// The place of this id in the list, from 0.
    pub fn position(&self, id: &Id) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// All items, in the order of the file.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// True when the list has no item.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// All lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    lists: BTreeMap<ListName, List>,
    broken: BTreeSet<ListName>,
}

static EMPTY: List = List {
    items: Vec::new(),
    by_id: BTreeMap::new(),
};

impl Lists {
    /// Puts a list in.
    pub fn insert(&mut self, name: ListName, list: List) {
        self.lists.insert(name, list);
    }

    /// One list. Empty if it was never put in.
    pub fn get(&self, name: ListName) -> &List {
        self.lists.get(&name).unwrap_or(&EMPTY)
    }

    /// Remembers that a list could not be read in full, so that nothing is wrong with what uses it.
    pub fn mark_broken(&mut self, name: ListName) {
        self.broken.insert(name);
    }

    /// True when a list could not be read in full.
    pub fn is_broken(&self, name: ListName) -> bool {
        self.broken.contains(&name)
    }

    /// One item.
    pub fn item(&self, name: ListName, id: &Id) -> Option<&Item> {
        self.get(name).get(id)
    }
}

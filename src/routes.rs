//! Every address of the site, in one place.
//!
//! An [`Address`] is a path from the top of the site: `providers/kite-care/`. Links are relative,
//! so the same files work at the root of a domain, in any sub-folder and on a memory stick.

use std::fmt;

use crate::model::language::Language;
use crate::model::lists::ListName;
use crate::model::page::{Shelf, TextKey};
use crate::model::settings::Settings;
use crate::model::values::Id;

/// The path of a page or file from the top of the site, without a `/` in front.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Takes a path: of a page if it ends with `/` or is empty, else of a file.
    pub fn new(path: impl Into<String>) -> Self {
        Address(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that the page is written to.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// How many folders down the page is.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Where the built files will be opened from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// A web host: links end with `/`.
    #[default]
    Web,
    /// A disk, memory stick or zip: links name `index.html`.
    Disk,
}

/// Makes the links of one page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Links {
    /// The way from the page to the top of the site: `../../`, or nothing at the top.
    up: String,
    for_disk: bool,
}

impl Links {
    /// Links from a page at this address.
    pub fn from(address: &Address, destination: Destination) -> Self {
        Links {
            up: "../".repeat(address.depth()),
            for_disk: destination == Destination::Disk,
        }
    }

    /// Links that start at a fixed path, for a page that is shown at any address (the 404 page).
    pub fn from_top(path: &str, destination: Destination) -> Self {
        Links {
            up: path.to_owned(),
            for_disk: destination == Destination::Disk,
        }
    }

    /// The way from the page to the top of the site, such as `../../`.
    pub fn up(&self) -> &str {
        &self.up
    }

    /// The link to a page or file of the site.
    pub fn to(&self, address: &Address) -> String {
        let page = address.0.is_empty() || address.0.ends_with('/');
        let end = if page && self.for_disk {
            "index.html"
        } else {
            ""
        };
        let link = format!("{}{}{end}", self.up, address.0);
        if link.is_empty() {
            "./".to_owned()
        } else {
            link
        }
    }

    /// The link to a place on a page.
    pub fn to_anchor(&self, address: &Address, anchor: &str) -> String {
        let link = self.to(address);
        if anchor.is_empty() {
            link
        } else {
            format!("{link}#{anchor}")
        }
    }
}

/// What a list of providers is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Every provider.
    All,
    /// Those with one item of a list.
    Of(ListName, Id),
    /// Those that give one service in one area.
    AreaService(Id, Id),
}

/// A question of the finder: the way to providers for people who would rather answer than type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What help do you want?
    Help,
    /// Where do you want it? With the kind of help that was chosen.
    Where(Option<Id>),
    /// Who is it for?
    Who,
    /// How do you pay?
    Pay,
    /// What matters to you?
    Matters,
}

impl Question {
    /// Its name in the strings of the theme.
    pub fn name(&self) -> &'static str {
        match self {
            Question::Help => "help",
            Question::Where(_) => "where",
            Question::Who => "who",
            Question::Pay => "pay",
            Question::Matters => "matters",
        }
    }
}

/// The lists that have a page for each item.
pub const LISTED: [ListName; 4] = [
    ListName::Services,
    ListName::Needs,
    ListName::Areas,
    ListName::Kinds,
];

/// Makes the addresses of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routes {
    main: Language,
}

impl Routes {
    /// The addresses of a site with these settings.
    pub fn new(settings: &Settings) -> Self {
        Routes {
            main: settings.language.clone(),
        }
    }

    /// Pages in another language than the main one live in a folder named for it.
    fn in_language(&self, language: &Language, path: &str) -> Address {
        if *language == self.main {
            Address::new(path)
        } else {
            Address::new(format!("{language}/{path}"))
        }
    }

    /// The first page.
    pub fn home(&self, language: &Language) -> Address {
        self.in_language(language, "")
    }

    /// A provider.
    pub fn provider(&self, id: &Id) -> Address {
        Address::new(format!("providers/{id}/"))
    }

    /// The pattern of a provider's address, with `{id}` where its id belongs.
    pub fn any_provider(&self) -> Address {
        Address::new("providers/{id}/")
    }

    /// A provider in Easy Read, from page 1.
    pub fn easy_provider(&self, id: &Id, page: usize) -> Address {
        numbered(&format!("providers/{id}/easy/"), page)
    }

    /// A list of providers, from page 1.
    pub fn listing(&self, scope: &Scope, page: usize) -> Address {
        let start = match scope {
            Scope::All => "providers/".to_owned(),
            Scope::Of(list, id) => format!("{}/{id}/", list.file_name()),
            Scope::AreaService(area, service) => format!("areas/{area}/{service}/"),
        };
        numbered(&start, page)
    }

    /// The page that shows all items of a list.
    pub fn list(&self, list: ListName) -> Address {
        Address::new(format!("{}/", list.file_name()))
    }

    /// The list of guides.
    pub fn guides(&self, language: &Language) -> Address {
        self.in_language(language, "guides/")
    }

    /// A guide or other written page.
    pub fn text(&self, key: &TextKey) -> Address {
        let id = &key.id;
        let path = match (key.shelf, key.easy) {
            (Shelf::Guides, false) => format!("guides/{id}/"),
            (Shelf::Guides, true) => format!("guides/{id}/easy/"),
            (Shelf::Pages, false) if id.as_str() == "home" => String::new(),
            (Shelf::Pages, true) if id.as_str() == "home" => "easy/".to_owned(),
            (Shelf::Pages, false) => format!("{id}/"),
            (Shelf::Pages, true) => format!("{id}/easy/"),
        };
        self.in_language(&key.language, &path)
    }

    /// The list of sheets to print.
    pub fn sheets(&self) -> Address {
        Address::new("sheets/")
    }

    /// A sheet to print.
    pub fn sheet(&self, id: &Id) -> Address {
        Address::new(format!("sheets/{id}/"))
    }

    /// The booklet of an area, from page 1.
    pub fn booklet(&self, area: &Id, page: usize) -> Address {
        match page {
            0 | 1 => Address::new(format!("areas/{area}/booklet/")),
            page => Address::new(format!("areas/{area}/booklet/page-{page}/")),
        }
    }

    /// The list of criteria.
    pub fn criteria(&self) -> Address {
        Address::new("criteria/")
    }

    /// A criterion, or its Easy Read page.
    pub fn criterion(&self, id: &Id, easy: bool) -> Address {
        let end = if easy { "easy/" } else { "" };
        Address::new(format!("criteria/{id}/{end}"))
    }

    /// How to reach the team.
    pub fn contact(&self) -> Address {
        Address::new("contact/")
    }

    /// The accessibility statement.
    pub fn statement(&self) -> Address {
        Address::new("accessibility/")
    }

    /// How to use the site without internet.
    pub fn offline(&self) -> Address {
        Address::new("offline/")
    }

    /// Where the reader changes how the site looks.
    pub fn looks(&self, language: &Language) -> Address {
        self.in_language(language, "how-it-looks/")
    }

    /// The reader's shortlist.
    pub fn shortlist(&self) -> Address {
        Address::new("shortlist/")
    }

    /// One of the files with facts to compare, from 1, of so many. The number of files is part of
    /// the name, so that an old page never asks the wrong file.
    pub fn compare(&self, number: &str, files: usize) -> Address {
        Address::new(format!("compare/{number}-of-{files}.js"))
    }

    /// The search.
    pub fn search(&self) -> Address {
        Address::new("search/")
    }

    /// A piece of the index of the search, in a folder that is named by what is in it.
    pub fn search_piece(&self, folder: &str, name: &str) -> Address {
        Address::new(format!("search/{folder}/{name}.js"))
    }

    /// A question of the finder.
    pub fn question(&self, question: &Question) -> Address {
        Address::new(match question {
            Question::Help => "find/".to_owned(),
            Question::Where(None) => "find/where/".to_owned(),
            Question::Where(Some(service)) => format!("find/where/{service}/"),
            Question::Who => "find/who/".to_owned(),
            Question::Pay => "find/pay/".to_owned(),
            Question::Matters => "find/what-matters/".to_owned(),
        })
    }

    /// Who made the pictures.
    pub fn credits(&self) -> Address {
        Address::new("credits/")
    }

    /// The gallery of the theme's components.
    pub fn gallery(&self) -> Address {
        Address::new("gallery/")
    }

    /// One component in the gallery.
    pub fn component(&self, name: &str) -> Address {
        Address::new(format!("gallery/{name}/"))
    }

    /// The page for addresses that do not exist.
    pub fn not_found(&self) -> Address {
        Address::new("404.html")
    }
}

/// The address of one of several pages. The first has no number.
fn numbered(start: &str, page: usize) -> Address {
    match page {
        0 | 1 => Address::new(start),
        page => Address::new(format!("{start}page-{page}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let from = Links::from(&Address::new("providers/kite-care/"), Destination::Web);
        assert_eq!(
            from.to(&Address::new("areas/camden/")),
            "../../areas/camden/"
        );
        assert_eq!(from.to(&Address::new("")), "../../");
        let home = Links::from(&Address::new(""), Destination::Web);
        assert_eq!(home.to(&Address::new("")), "./");
        assert_eq!(
            home.to_anchor(&Address::new("contact/"), "post"),
            "contact/#post"
        );
    }

    #[test]
    fn links_for_a_disk_name_the_file() {
        let links = Links::from(&Address::new("guides/"), Destination::Disk);
        assert_eq!(links.to(&Address::new("")), "../index.html");
        assert_eq!(
            links.to(&Address::new("assets/site.css")),
            "../assets/site.css"
        );
    }

    #[test]
    fn other_languages_live_in_their_own_folder() {
        let routes = Routes::default();
        let urdu = Language::parse("ur").unwrap();
        assert_eq!(routes.guides(&urdu).as_str(), "ur/guides/");
        assert_eq!(
            routes.guides(&Language::default()).file(),
            "guides/index.html"
        );
    }
}

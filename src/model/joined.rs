//! Other directories whose pages the search of this site finds too, and what is known of these pages.
//!
//! What comes from another directory was written by others. It is words for a card and for the index, and the end of an
//! address. Where it leads is only what the settings of this site say.

use std::collections::BTreeMap;

use super::days::Date;
use super::lists::ListName;
use super::values::{Id, WebAddress};

/// Another directory, as the settings name it.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinedDirectory {
    /// Its short name, and that of the file with its pages.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Where its first page is.
    pub address: FirstPage,
}

impl JoinedDirectory {
    /// The folder with a file for each directory.
    pub const FOLDER: &str = "content/directories";

    /// The path of the file with the pages of the directory of this id.
    pub fn path(id: &Id) -> String {
        format!("{}/{id}.ndjson", JoinedDirectory::FOLDER)
    }

    /// The command that prints this file.
    pub fn command(id: &Id) -> String {
        format!(
            "handrail search --documents --project ../{id} > {}",
            JoinedDirectory::path(id)
        )
    }
}

/// Where the first page of a directory is: a web address, or the way to a folder from the first page of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstPage(String);

impl FirstPage {
    /// Takes `https://haringey.example.org/`, `../haringey/` or `haringey/`. It always ends with `/`.
    pub fn parse(text: &str) -> Option<FirstPage> {
        let is_good = match text.contains(':') {
            true => WebAddress::parse(text).is_some() && !text.contains(['?', '#']),
            false => is_folder(text),
        };
        (is_good && text.ends_with('/')).then(|| FirstPage(text.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for a web address, false for a folder.
    pub fn is_on_web(&self) -> bool {
        self.0.contains(':')
    }
}

/// True for `../haringey/`: steps up, then names of plain letters.
fn is_folder(text: &str) -> bool {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("../") {
        rest = after;
    }
    let is_name = |name: &str| {
        let good = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        !name.is_empty() && !name.starts_with('.') && name.chars().all(good)
    };
    let names = rest.strip_suffix('/').map(|names| names.split('/'));
    let are_names = names.is_some_and(|mut names| names.all(is_name));
    text.len() <= 500 && !text.is_empty() && (rest.is_empty() || are_names)
}

/// The address of a page from the top of its site, as Handrail makes it: `providers/kite-care/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlainAddress(String);

impl PlainAddress {
    /// Takes letters, digits, hyphens and single strokes, with `/` or `.html` at the end. So it cannot lead out of the
    /// site, and holds nothing that a link would trip over.
    pub fn parse(text: &str) -> Option<PlainAddress> {
        let path = text.strip_suffix(".html").or(text.strip_suffix('/'))?;
        let is_name = |name: &str| {
            let good = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            !name.is_empty() && name.chars().all(good)
        };
        (text.len() <= 500 && path.split('/').all(is_name)).then(|| PlainAddress(text.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder of the site and the id, for a page that is one of many of a kind: `providers` and `kite-care`.
    pub fn folder_and_id(&self) -> Option<(&str, Id)> {
        let (folder, id) = self.0.strip_suffix('/')?.split_once('/')?;
        Some((folder, Id::parse(id)?))
    }
}

/// A page of another directory.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinedPage {
    /// Its address from the top of its site.
    pub address: PlainAddress,
    /// What kind of page it is, in words.
    pub kind: String,
    /// Its name or title.
    pub name: String,
    /// What it says first.
    pub summary: String,
    /// Its name and other names.
    pub names: Vec<String>,
    /// What it is about.
    pub labels: Vec<String>,
    /// What else it says.
    pub text: Vec<String>,
    /// Where the listing stood when the file was printed, and how it will stand.
    pub standing: Option<JoinedStanding>,
    /// The district of its postcode.
    pub district: Option<String>,
    /// The items of this site's own lists that it belongs to.
    pub items: BTreeMap<ListName, Vec<Id>>,
    /// True when it has space now.
    pub has_space: bool,
    /// True when all its checks were in date when the file was printed.
    pub is_in_date: bool,
}

/// Where a listing stands, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinedStanding {
    /// The status, as one word for styles.
    pub state: String,
    /// The words.
    pub words: String,
    /// The status and the words of later days, each with its first day.
    pub later: Vec<(Date, String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_page_is_on_the_web_or_in_a_folder() {
        for good in [
            "https://haringey.example.org/",
            "http://example.org/a/b/",
            "../haringey/",
            "../../all/the-north/",
            "haringey/",
            "../",
        ] {
            assert!(FirstPage::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "/",
            "./",
            "//example.org/",
            "/haringey/",
            "https://example.org",
            "https://example.org/?a=/",
            "https://example.org/#/",
            "javascript:alert(1)/",
            "data:text/html,x/",
            "file:///tmp/",
            "a/../../b/",
            "haringey",
            "a//b/",
            "a b/",
            "..%2f/",
            "\\\\a/",
        ] {
            assert!(FirstPage::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_plain_address_cannot_lead_out() {
        for good in [
            "providers/kite-care/",
            "guides/a/",
            "404.html",
            "zh-Hans/guides/a/",
        ] {
            assert!(PlainAddress::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "/",
            "/providers/a/",
            "//example.org/",
            "providers//a/",
            "../a/",
            "a/../b/",
            "a/./b/",
            "https://example.org/",
            "javascript:alert(1)/",
            "a?b/",
            "a#b/",
            "a b/",
            "a\u{1}/",
            "providers/a",
            "café/",
            "a\\b/",
            "a%2e/",
            ".html",
        ] {
            assert!(PlainAddress::parse(bad).is_none(), "{bad}");
        }
    }
}

//! `content/site.yml`: what a host body changes to make the site its own.

use super::days::Date;
use super::joined::JoinedDirectory;
use super::language::Language;
use super::sign_off::SignOffRules;
use super::values::{Email, Id, Phone, WebAddress};

/// The settings of the whole site.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the directory.
    pub name: String,
    /// True when the listings are invented. Every page then says so.
    pub example: bool,
    /// What the site is, in a sentence.
    pub summary: Option<String>,
    /// The body that runs it.
    pub run_by: Body,
    /// The group of people with lived experience that it is made with.
    pub made_with: Option<String>,
    /// Names that it had before.
    pub formerly: Vec<String>,
    /// The address of its first page, ending with `/`. Empty when it is not known yet.
    pub base_address: Option<WebAddress>,
    /// The language of the pages without a language in their file's name.
    pub language: Language,
    /// All languages, the main one first.
    pub languages: Vec<Language>,
    /// The folder in `themes/`.
    pub theme: String,
    /// One of the theme's colour sets.
    pub colours: Option<String>,
    /// The areas that the directory covers (list `areas`). Empty means all.
    pub areas: Vec<Id>,
    /// Other directories whose pages the search finds too.
    pub directories: Vec<JoinedDirectory>,
    /// How many providers one page of a list shows.
    pub per_page: usize,
    /// True when readers may keep a copy on their device for use without internet.
    pub offline: bool,
    /// The last day on which the whole site may be trusted without a new build.
    pub best_before: Option<Date>,
    /// Which groups must agree before something is published.
    pub sign_offs: SignOffRules,
    /// How to reach the team.
    pub contact: TeamContact,
    /// Who to call about someone's safety.
    pub worried: Vec<SafetyContact>,
}

/// The body that runs the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Its code (ODS).
    pub code: Option<String>,
    /// Its own website.
    pub website: Option<WebAddress>,
}

/// How to reach the team that runs the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamContact {
    /// The team's name.
    pub team: Option<String>,
    /// Its phone.
    pub phone: Option<Phone>,
    /// The text relay number as written, and the phone behind it.
    pub text_relay: Option<(String, Phone)>,
    /// A number for text messages.
    pub text: Option<Phone>,
    /// Its email address.
    pub email: Option<Email>,
    /// Its postal address, a line each.
    pub post: Vec<String>,
    /// When it answers.
    pub hours: Option<String>,
}

/// Who to call about someone's safety.
#[derive(Clone, Debug, PartialEq)]
pub struct SafetyContact {
    /// The area (list `areas`), or nothing for everywhere.
    pub area: Option<Id>,
    /// Who answers.
    pub name: String,
    /// The number.
    pub phone: Phone,
    /// When it is answered.
    pub hours: Option<String>,
}

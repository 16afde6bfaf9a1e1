//! A provider: a person or organisation that people can pay for support.

use super::days::days_later;
use super::document::Document;
use super::registers::{Cqc, Numbers};
use super::values::{Date, Email, Id, Money, Phone, Postcode, WebAddress};
use crate::source::SourcePath;

/// Everything the site knows about one provider. Most of it may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// Its fixed name, from the file's name.
    pub id: Id,
    /// The file that it came from.
    pub path: SourcePath,
    /// Its name.
    pub name: String,
    /// Other and former names.
    pub also_known_as: Vec<String>,
    /// What kinds of provider it is (list `kinds`). At least one.
    pub kinds: Vec<Id>,
    /// What it is in law (list `legal-forms`).
    pub legal_form: Option<Id>,
    /// What it does, in a sentence or two.
    pub summary: String,
    /// More about it.
    pub about: Document,
    /// Tasks (list `services`).
    pub services: Vec<Id>,
    /// Needs that it knows about (list `needs`).
    pub needs: Vec<Id>,
    /// Ages that it supports (list `ages`).
    pub ages: Vec<Id>,
    /// Where it works (list `areas`). At least one.
    pub areas: Vec<Id>,
    /// How people can pay (list `pay-ways`).
    pub pay_ways: Vec<Id>,
    /// What it costs.
    pub prices: Vec<Price>,
    /// The terms of an agreement.
    pub terms: Option<Terms>,
    /// Whether it has room for new people.
    pub availability: Option<Availability>,
    /// When it is open or answers.
    pub opening_times: Vec<OpeningTime>,
    /// How to reach it.
    pub contact: Contact,
    /// Facts about getting in and around (list `access`).
    pub access: Vec<Id>,
    /// Ways to communicate (list `communication`).
    pub communication: Vec<Id>,
    /// Languages (list `languages`).
    pub languages: Vec<Id>,
    /// Facts that help to find a good match.
    pub matching: Matching,
    /// Facts about the people who work there.
    pub staff: Staff,
    /// Numbers in public registers.
    pub numbers: Numbers,
    /// What the Care Quality Commission says. This block belongs to CQC's file.
    pub cqc: Option<Cqc>,
    /// Whether it signed the charter.
    pub charter: Option<Charter>,
    /// Takes time credits.
    pub time_credits: Option<bool>,
    /// Led by disabled people.
    pub led_by_disabled_people: Option<bool>,
    /// Supports small groups of people who put their budgets together.
    pub small_groups: Option<bool>,
    /// Can work with education, health and care plan teams.
    pub education_plans: Option<bool>,
    /// What it does for the community.
    pub social_value: Option<String>,
    /// Photos or drawings.
    pub pictures: Vec<ProviderPicture>,
    /// Its own Easy Read blocks.
    pub easy_read: Vec<EasyReadBlock>,
    /// On the list since.
    pub listed_from: Option<Date>,
    /// When it will be looked at again.
    pub next_review: Option<Date>,
    /// The team that looks after this listing.
    pub owner: Option<String>,
}

impl Provider {
    /// True for a listing whose words may not be shown, not even its name.
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }

    /// A listing of which nothing is known but that it is there: its words may not be shown.
    pub fn nameless(id: Id, path: SourcePath) -> Self {
        Provider {
            id,
            path,
            name: String::new(),
            also_known_as: Vec::new(),
            kinds: Vec::new(),
            legal_form: None,
            summary: String::new(),
            about: Document::default(),
            services: Vec::new(),
            needs: Vec::new(),
            ages: Vec::new(),
            areas: Vec::new(),
            pay_ways: Vec::new(),
            prices: Vec::new(),
            terms: None,
            availability: None,
            opening_times: Vec::new(),
            contact: Contact::default(),
            access: Vec::new(),
            communication: Vec::new(),
            languages: Vec::new(),
            matching: Matching::default(),
            staff: Staff::default(),
            numbers: Numbers::default(),
            cqc: None,
            charter: None,
            time_credits: None,
            led_by_disabled_people: None,
            small_groups: None,
            education_plans: None,
            social_value: None,
            pictures: Vec::new(),
            easy_read: Vec::new(),
            listed_from: None,
            next_review: None,
            owner: None,
        }
    }
}

/// One price.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// What it pays for.
    pub what: String,
    /// The price, or the lowest.
    pub amount: Money,
    /// The highest, when it is a range.
    pub to: Option<Money>,
    /// For how much.
    pub unit: Unit,
    /// When it applies.
    pub when: Option<String>,
    /// The day the provider told us. A price without it is refused.
    pub told_on: Date,
}

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each name says it all")]
pub enum Unit {
    Hour,
    HalfHour,
    Night,
    Day,
    HalfDay,
    Week,
    Month,
    Year,
    Session,
    Visit,
    Mile,
    Item,
    Once,
}

impl Unit {
    /// Every unit with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, Unit); 13] = [
        ("hour", Unit::Hour),
        ("half-hour", Unit::HalfHour),
        ("night", Unit::Night),
        ("day", Unit::Day),
        ("half-day", Unit::HalfDay),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("session", Unit::Session),
        ("visit", Unit::Visit),
        ("mile", Unit::Mile),
        ("item", Unit::Item),
        ("once", Unit::Once),
    ];
}

/// The terms of an agreement, in the provider's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The shortest visit.
    pub shortest_visit: Option<String>,
    /// How long before the end either side must say so.
    pub notice: Option<String>,
    /// What happens when a visit is cancelled.
    pub cancel: Option<String>,
    /// What travel costs.
    pub travel: Option<String>,
    /// What it costs to start.
    pub set_up_fee: Option<String>,
    /// The day the provider told us.
    pub told_on: Date,
}

/// Whether there is room for new people.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// The answer.
    pub state: AvailabilityState,
    /// More words.
    pub note: Option<String>,
    /// The day this was true.
    pub as_of: Date,
}

impl Availability {
    /// After this many days, availability becomes "ask" (domain rule B.5.4).
    pub const LASTS_DAYS: u16 = 60;

    /// True when too many days have gone by since this was told.
    pub fn is_old(&self, today: Date) -> bool {
        days_later(self.as_of, Availability::LASTS_DAYS) < today
    }
}

/// The answers to "do you have room for new people".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AvailabilityState {
    /// Room now.
    Open,
    /// A waiting list.
    WaitingList,
    /// No room.
    Full,
    /// It depends: ask.
    Ask,
}

impl AvailabilityState {
    /// Every state with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, AvailabilityState); 4] = [
        ("open", AvailabilityState::Open),
        ("waiting-list", AvailabilityState::WaitingList),
        ("full", AvailabilityState::Full),
        ("ask", AvailabilityState::Ask),
    ];
}

/// When a provider is open or answers.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningTime {
    /// The days, in words.
    pub days: String,
    /// The times, in words.
    pub times: String,
}

/// How to reach a provider.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// How much of its place the public may see.
    pub public_location: PublicLocation,
    /// Its phone.
    pub phone: Option<Phone>,
    /// A number for text messages.
    pub text: Option<Phone>,
    /// The text relay number as written, and the phone behind it.
    pub text_relay: Option<(String, Phone)>,
    /// Its email address.
    pub email: Option<Email>,
    /// Its website.
    pub website: Option<WebAddress>,
    /// Its address, a line each, without the postcode.
    pub address: Vec<String>,
    /// Its postcode.
    pub postcode: Option<Postcode>,
    /// How it likes to be contacted.
    pub best_way: Option<String>,
}

impl Contact {
    /// True when there is any way to reach the provider.
    pub fn is_reachable(&self) -> bool {
        self.phone.is_some()
            || self.text.is_some()
            || self.text_relay.is_some()
            || self.email.is_some()
            || self.website.is_some()
    }
}

/// How much of a provider's place the public may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublicLocation {
    /// The whole address. For places that the public may visit.
    Full,
    /// The first part of the postcode.
    Outward,
    /// The name of the area only. What holds when nothing is said.
    #[default]
    Area,
}

impl PublicLocation {
    /// Every level with the word that stands for it in YAML.
    pub const WORDS: [(&'static str, PublicLocation); 3] = [
        ("full", PublicLocation::Full),
        ("outward", PublicLocation::Outward),
        ("area", PublicLocation::Area),
    ];
}

/// Facts that help to find a good match, in the provider's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    /// Things that staff like.
    pub interests: Vec<String>,
    /// Whether you can choose a woman or a man.
    pub staff_gender: Option<String>,
    /// About pets.
    pub pets: Option<String>,
    /// About smoking.
    pub smoking: Option<String>,
    /// About driving.
    pub driving: Option<String>,
    /// About faith.
    pub faith: Option<String>,
}

/// Facts about the people who work there, in the provider's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staff {
    /// Their contracts.
    pub contracts: Option<String>,
    /// Whether the same person comes each time.
    pub same_person: Option<String>,
    /// Whether volunteers help, and how they are checked.
    pub volunteers: Option<String>,
    /// Roles for people with lived experience.
    pub lived_experience_roles: Option<String>,
}

/// That a provider signed the charter.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    /// The day.
    pub signed_on: Date,
    /// The version of the charter.
    pub version: Option<String>,
}

/// A photo or drawing of a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderPicture {
    /// The file in `providers/pictures/`.
    pub file: String,
    /// The picture in words, for people who do not see it.
    pub alt: String,
}

/// An Easy Read block: a picture and a sentence or two.
#[derive(Clone, Debug, PartialEq)]
pub struct EasyReadBlock {
    /// The picture of the pack.
    pub picture: Option<Id>,
    /// The words.
    pub words: String,
}

/// The word for a value in one of the `WORDS` tables.
pub fn word_of<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words
        .iter()
        .find(|(_, known)| known == value)
        .map_or("", |(word, _)| word)
}

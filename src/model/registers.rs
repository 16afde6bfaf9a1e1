//! What public registers say about a provider.

use super::values::{Date, Phone, Postcode, WebAddress};

/// Numbers in public registers. Only their shape is checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Nursing and Midwifery Council PINs.
    pub nmc: Vec<String>,
    /// Health and Care Professions Council numbers.
    pub hcpc: Vec<String>,
    /// Companies House number.
    pub company: Option<String>,
    /// Charity Commission number.
    pub charity: Option<String>,
    /// Information Commissioner's Office number.
    pub ico: Option<String>,
}

/// What the Care Quality Commission's file says. A new import changes this block and no other.
#[derive(Clone, Debug, PartialEq)]
pub struct Cqc {
    /// The number of the provider.
    pub provider: Option<String>,
    /// The number of the location.
    pub location: Option<String>,
    /// The rating.
    pub rating: Option<Rating>,
    /// The day the rating was published. A rating without it is refused.
    pub rating_on: Option<Date>,
    /// The day of the file or page that this was read from.
    pub as_of: Option<Date>,
    /// The name that CQC gives. Like the three fields below it is never shown: the next import
    /// compares it with the listing, to see whether a person has changed the listing.
    pub name: Option<String>,
    /// The phone number that CQC gives. Never shown.
    pub phone: Option<Phone>,
    /// The website that CQC gives, or CQC's own page where it gives no way to reach the provider.
    /// Never shown.
    pub website: Option<WebAddress>,
    /// The postcode that CQC gives. Only kept where the listing may have one. Never shown.
    pub postcode: Option<Postcode>,
}

/// CQC's overall ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are CQC's own")]
pub enum Rating {
    Outstanding,
    Good,
    RequiresImprovement,
    Inadequate,
    NotRated,
}

impl Rating {
    /// Every rating with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, Rating); 5] = [
        ("outstanding", Rating::Outstanding),
        ("good", Rating::Good),
        ("requires-improvement", Rating::RequiresImprovement),
        ("inadequate", Rating::Inadequate),
        ("not-rated", Rating::NotRated),
    ];
}

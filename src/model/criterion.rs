//! A criterion: one thing that is checked about providers, in words that both groups own.

use super::days::{Date, days_later, months_later};
use super::document::Document;
use super::provider::EasyReadBlock;
use super::values::{Id, WebAddress};
use crate::source::SourcePath;

/// One thing that is checked (domain rule B.5.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Its fixed name, from the file's name.
    pub id: Id,
    /// The file that it came from.
    pub path: SourcePath,
    /// Its plain name, as a sentence that is true when the criterion is met.
    pub name: String,
    /// What it means, in a sentence.
    pub summary: Option<String>,
    /// Its picture in the pack.
    pub picture: Option<Id>,
    /// The heading that it stands under in the list of criteria.
    pub group: Option<String>,
    /// Its place in that list: small numbers first.
    pub order: i64,
    /// For whom it counts, and how much.
    pub applies: Vec<Rule>,
    /// Kinds of evidence that may be looked at (list `evidence`).
    pub evidence: Vec<Id>,
    /// Where the truth is, in words.
    pub source: Option<String>,
    /// The public page of that source.
    pub source_website: Option<WebAddress>,
    /// How long a check of it lasts.
    pub lasts: Lasts,
    /// After the end of a check: for so many days it is late, then it is over.
    pub grace_days: u16,
    /// Why it matters.
    pub why: Document,
    /// How it is checked.
    pub how: Document,
    /// The same in Easy Read.
    pub easy_read: Vec<EasyReadBlock>,
    /// Its versions from the oldest to the one that counts now. At least one.
    pub versions: Vec<Version>,
}

/// For which providers a criterion counts, and how much. What is not said fits every provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// How much it counts for them.
    pub weight: Weight,
    /// Only for these kinds (list `kinds`).
    pub kinds: Vec<Id>,
    /// Not for these kinds.
    pub except_kinds: Vec<Id>,
    /// Only for these legal forms (list `legal-forms`).
    pub legal_forms: Vec<Id>,
    /// Not for these legal forms.
    pub except_legal_forms: Vec<Id>,
    /// Only for those who give one of these services (list `services`).
    pub services: Vec<Id>,
}

impl Rule {
    /// True when the rule is about a provider of these kinds, legal form and services.
    ///
    /// A provider of two kinds is left out only when both are.
    pub fn fits(&self, kinds: &[Id], legal_form: Option<&Id>, services: &[Id]) -> bool {
        let is_named = |ids: &[Id]| ids.is_empty() || kinds.iter().any(|kind| ids.contains(kind));
        let is_left_out =
            !kinds.is_empty() && kinds.iter().all(|kind| self.except_kinds.contains(kind));
        let has_form = self.legal_forms.is_empty()
            || legal_form.is_some_and(|form| self.legal_forms.contains(form));
        let has_other_form = legal_form.is_some_and(|form| self.except_legal_forms.contains(form));
        let has_service = self.services.is_empty()
            || services
                .iter()
                .any(|service| self.services.contains(service));
        is_named(&self.kinds) && !is_left_out && has_form && !has_other_form && has_service
    }
}

/// How much a criterion counts. The strongest weight that fits a provider is the one that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Told to people, and nothing hangs on it.
    Information,
    /// Shown as not met, when it is not met.
    Should,
    /// Nobody is listed without it.
    Must,
}

impl Weight {
    /// Every weight with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, Weight); 3] = [
        ("must", Weight::Must),
        ("should", Weight::Should),
        ("information", Weight::Information),
    ];
}

/// How long a check lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// So many months from the day of the check.
    Months(u16),
    /// So many days from the day of the check.
    Days(u16),
    /// As long as the evidence says, such as an insurance.
    UntilEvidenceEnds,
    /// Until the criterion has a new version, such as a charter.
    UntilNewVersion,
}

impl Lasts {
    /// The last day of a check made on this day. The end of the evidence counts when it is sooner.
    /// Nothing means that no day is known on which it ends.
    pub fn end(self, checked_on: Date, evidence_ends_on: Option<Date>) -> Option<Date> {
        let own = match self {
            Lasts::Months(months) => Some(months_later(checked_on, months)),
            Lasts::Days(days) => Some(days_later(checked_on, days)),
            Lasts::UntilEvidenceEnds | Lasts::UntilNewVersion => None,
        };
        match (own, evidence_ends_on) {
            (Some(own), Some(evidence)) => Some(own.min(evidence)),
            (own, evidence) => own.or(evidence),
        }
    }
}

/// One version of a criterion's words.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its number: 1, 2, 3 and so on.
    pub number: u32,
    /// The first day on which it counts.
    pub from: Date,
    /// What changed, in a sentence.
    pub change: Option<String>,
}

impl Criterion {
    /// How much it counts for a provider. Nothing when it does not apply.
    pub fn weight_for(
        &self,
        kinds: &[Id],
        legal_form: Option<&Id>,
        services: &[Id],
    ) -> Option<Weight> {
        self.applies
            .iter()
            .filter(|rule| rule.fits(kinds, legal_form, services))
            .map(|rule| rule.weight)
            .max()
    }

    /// The version of this number.
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }

    /// The first version that came after this number.
    pub fn version_after(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|version| version.number > number)
    }

    /// The version that counts now.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The day on which the criterion first counted.
    pub fn began(&self) -> Option<Date> {
        self.versions.first().map(|version| version.from)
    }
}

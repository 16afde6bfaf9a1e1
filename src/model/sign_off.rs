//! Sign-offs: who agreed to which words, as two groups with the same weight.

use std::collections::BTreeMap;

use super::checks::SignOffRole;
use super::days::Date;
use super::sum::Sum;
use crate::source::SourcePath;

/// What can need sign-offs, by the folder of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signed {
    /// The public words of providers.
    Providers,
    /// Findings of visits.
    Visits,
    /// Criteria.
    Criteria,
    /// Guides, with their translations and Easy Read twins.
    Guides,
    /// Other pages.
    Pages,
    /// Sheets to print.
    Sheets,
}

impl Signed {
    /// Everything that can need sign-offs, with its word in `content/site.yml`.
    pub const WORDS: [(&'static str, Signed); 6] = [
        ("providers", Signed::Providers),
        ("visits", Signed::Visits),
        ("criteria", Signed::Criteria),
        ("guides", Signed::Guides),
        ("pages", Signed::Pages),
        ("sheets", Signed::Sheets),
    ];

    /// The folder of its files.
    pub fn folder(self) -> &'static str {
        match self {
            Signed::Providers => "providers",
            Signed::Visits => "providers/visits",
            Signed::Criteria => "content/criteria",
            Signed::Guides => "content/guides",
            Signed::Pages => "content/pages",
            Signed::Sheets => "content/sheets",
        }
    }

    /// What a file is, by its folder.
    pub fn of(path: &SourcePath) -> Option<Signed> {
        Signed::WORDS
            .iter()
            .map(|(_, signed)| *signed)
            .find(|signed| signed.folder() == path.folder())
    }

    /// Its word in `content/site.yml`.
    pub fn word(self) -> &'static str {
        super::provider::word_of(&Signed::WORDS, &self)
    }
}

/// Where the sign-offs of a file are written down: `content/signoffs/providers/kite-care.yml`.
pub fn record_path(path: &SourcePath) -> Option<SourcePath> {
    let signed = Signed::of(path)?;
    let folder = record_folder(signed.word());
    Some(SourcePath::new(format!("{folder}/{}.yml", path.stem())))
}

/// Where the approved words of a file are kept: `content/signoffs/approved/providers/kite-care.yml`.
pub fn approved_path(path: &SourcePath) -> Option<SourcePath> {
    let signed = Signed::of(path)?;
    let folder = approved_folder(signed.word());
    Some(SourcePath::new(format!("{folder}/{}", path.name())))
}

/// The folder of the sign-offs of one sort of files, by its word: `content/signoffs/providers`.
pub fn record_folder(word: &str) -> String {
    format!("{FOLDER}/{word}")
}

/// The folder of their approved words: `content/signoffs/approved/providers`.
pub fn approved_folder(word: &str) -> String {
    format!("{FOLDER}/{APPROVED}/{word}")
}

/// The folder of sign-offs.
pub const FOLDER: &str = "content/signoffs";
/// The folder in it with the approved words.
pub const APPROVED: &str = "approved";

/// Which groups must agree before something is published.
pub type SignOffRules = BTreeMap<Signed, Vec<SignOffRole>>;

/// That somebody agreed to words, or wants them held back.
#[derive(Clone, Debug, PartialEq)]
pub struct SignOff {
    /// For which group.
    pub role: SignOffRole,
    /// What was decided.
    pub decision: Decision,
    /// The day.
    pub on: Date,
    /// The name that the person or group chose.
    pub by: String,
    /// True when the person uses, works for or owns what the words are about. Then it does not
    /// count.
    pub conflict_of_interest: bool,
    /// The sum of exactly what was looked at.
    pub sum: Sum,
    /// Why it is held back, in plain words.
    pub reason: Option<String>,
}

/// What somebody decided about words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// They may be published.
    Approve,
    /// They must not be published.
    Hold,
}

impl Decision {
    /// Both decisions with the word that stands for each in YAML.
    pub const WORDS: [(&'static str, Decision); 2] =
        [("approve", Decision::Approve), ("hold", Decision::Hold)];
}

/// Which words of a file may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approval {
    /// Those in the file.
    Current,
    /// Those that were approved last, which are kept.
    Kept,
    /// None, although there were approved words once.
    Held,
    /// None: no words were ever approved.
    Never,
}

/// The sign-offs of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignOffs {
    /// All of them, in the order of the file.
    pub all: Vec<SignOff>,
}

impl SignOffs {
    /// Which words may be published, when these groups must agree. `current` is the sum of the
    /// file, and `kept` that of the kept words, if there are any.
    pub fn approval(&self, roles: &[SignOffRole], current: &Sum, kept: Option<&Sum>) -> Approval {
        if self.agree(roles, current) {
            Approval::Current
        } else if kept.is_some_and(|kept| self.agree(roles, kept)) {
            Approval::Kept
        } else if self.all.iter().any(|one| self.ever_agreed(roles, &one.sum)) {
            Approval::Held
        } else {
            Approval::Never
        }
    }

    /// The groups that have not approved these words, or want them held back.
    pub fn missing(&self, roles: &[SignOffRole], sum: &Sum) -> Vec<SignOffRole> {
        let approve = |role: &SignOffRole| {
            self.latest(*role, sum)
                .is_some_and(|one| one.decision == Decision::Approve)
        };
        let missing: Vec<SignOffRole> = roles
            .iter()
            .copied()
            .filter(|role| !approve(role))
            .collect();
        if missing.is_empty() && self.is_one_person(roles, sum) {
            return roles.iter().copied().skip(1).collect();
        }
        missing
    }

    /// Whoever holds these words back, if somebody does.
    pub fn hold(&self, sum: &Sum) -> Option<&SignOff> {
        SignOffRole::WORDS
            .iter()
            .filter_map(|(_, role)| self.latest(*role, sum))
            .find(|one| one.decision == Decision::Hold)
    }

    fn agree(&self, roles: &[SignOffRole], sum: &Sum) -> bool {
        self.hold(sum).is_none() && self.missing(roles, sum).is_empty()
    }

    /// True when every group approved these words at some time.
    pub fn ever_agreed(&self, roles: &[SignOffRole], sum: &Sum) -> bool {
        roles.iter().all(|role| {
            let mut own = self.counted(*role, sum);
            own.any(|one| one.decision == Decision::Approve)
        })
    }

    /// The last thing that a group said about these words.
    pub fn latest(&self, role: SignOffRole, sum: &Sum) -> Option<&SignOff> {
        self.counted(role, sum).last()
    }

    /// A person with a conflict of interest steps back, so what they said does not count. They may
    /// still hold words back: that does no harm to anyone.
    fn counted(&self, role: SignOffRole, sum: &Sum) -> impl Iterator<Item = &SignOff> {
        self.all.iter().filter(move |one| {
            let counts = !one.conflict_of_interest || one.decision == Decision::Hold;
            one.role == role && one.sum == *sum && counts
        })
    }

    /// True when one person spoke for all groups: nobody is both.
    fn is_one_person(&self, roles: &[SignOffRole], sum: &Sum) -> bool {
        let mut names = roles
            .iter()
            .filter_map(|role| self.latest(*role, sum))
            .map(|one| plain_name(&one.by));
        let Some(first) = names.next() else {
            return false;
        };
        names.any(|name| name == first)
    }
}

/// A name without what people write differently: case, and spaces.
pub fn plain_name(name: &str) -> String {
    name.split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

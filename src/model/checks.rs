//! What the team did about one provider: checks as events with their days, and what became of the
//! listing. The evidence itself is never kept.

use super::days::Date;
use super::provider::EasyReadBlock;
use super::values::Id;
use crate::source::SourcePath;

/// The record of one provider, from `providers/checks/<id>.yml`.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRecord {
    /// The file that it came from.
    pub path: SourcePath,
    /// The day on which the provider asked to be listed.
    pub applied_on: Option<Date>,
    /// The checks, in the order of the file.
    pub checks: Vec<Check>,
    /// When the team asked the provider for newer evidence.
    pub contacted: Vec<Contacted>,
    /// Times in which the listing rests.
    pub paused: Vec<Pause>,
    /// That the provider left the list or closed.
    pub left: Option<Departure>,
    /// That the two groups took it off the list.
    pub removed: Option<Removal>,
    /// That it was not accepted. It is never published.
    pub not_accepted: Option<Refusal>,
}

impl CheckRecord {
    /// A record without anything in it.
    pub fn empty(path: SourcePath) -> Self {
        CheckRecord {
            path,
            applied_on: None,
            checks: Vec::new(),
            contacted: Vec::new(),
            paused: Vec::new(),
            left: None,
            removed: None,
            not_accepted: None,
        }
    }

    /// True when somebody has looked at something once, whatever they found.
    pub fn has_look(&self) -> bool {
        let is_look = |check: &Check| {
            check.result != CheckResult::BeingChecked && check.method != Method::Told
        };
        self.checks.iter().any(is_look)
    }

    /// The pause that goes on, if there is one on this day.
    pub fn pause_on(&self, today: Date) -> Option<&Pause> {
        self.paused.iter().find(|pause| {
            let has_ended = pause.ended_on.is_some_and(|ended| ended <= today);
            pause.from <= today && !has_ended
        })
    }
}

/// One check: somebody looked at one criterion on one day (domain rule B.5.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The criterion.
    pub criterion: Id,
    /// The version of its words that was checked.
    pub version: u32,
    /// What was found.
    pub result: CheckResult,
    /// The kind of evidence that was seen (list `evidence`).
    pub evidence: Option<Id>,
    /// How it was checked.
    pub method: Method,
    /// The day on the evidence.
    pub evidence_date: Option<Date>,
    /// The last day of the evidence.
    pub evidence_ends_on: Option<Date>,
    /// The day of the check.
    pub checked_on: Date,
    /// Who checked.
    pub checked_by: CheckRole,
    /// Who looked a second time.
    pub second_check_by: Option<CheckRole>,
    /// What was written about it. Most checks have none.
    pub words: Option<Box<CheckWords>>,
}

/// What was written about a check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckWords {
    /// A few words for the public.
    pub note: Option<String>,
    /// Why it does not apply. For the public.
    pub reason: Option<String>,
    /// The team's own case number. Never shown.
    pub case: Option<String>,
}

impl CheckWords {
    /// The same, or nothing if nothing was written.
    pub fn if_any(self) -> Option<Box<CheckWords>> {
        (self != CheckWords::default()).then(|| Box::new(self))
    }
}

impl Check {
    /// A few words for the public.
    pub fn note(&self) -> Option<&str> {
        self.words.as_ref()?.note.as_deref()
    }

    /// Why it does not apply. For the public.
    pub fn reason(&self) -> Option<&str> {
        self.words.as_ref()?.reason.as_deref()
    }

    /// The team's own case number. Never shown.
    pub fn case(&self) -> Option<&str> {
        self.words.as_ref()?.case.as_deref()
    }
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckResult {
    /// It is met.
    Met,
    /// A part of it is met.
    MetInPart,
    /// It is not met.
    NotMet,
    /// It does not apply to this provider.
    NotApplicable,
    /// The team is looking.
    BeingChecked,
}

impl CheckResult {
    /// Every result with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, CheckResult); 5] = [
        ("met", CheckResult::Met),
        ("met-in-part", CheckResult::MetInPart),
        ("not-met", CheckResult::NotMet),
        ("not-applicable", CheckResult::NotApplicable),
        ("being-checked", CheckResult::BeingChecked),
    ];
}

/// How something was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The team saw the evidence.
    Seen,
    /// The team looked in a public register.
    Register,
    /// The provider said so. That is not a check, and the page says so.
    Told,
    /// Somebody went there.
    Visited,
    /// Somebody tried it, such as a phone number.
    Tested,
}

impl Method {
    /// Every method with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, Method); 5] = [
        ("seen", Method::Seen),
        ("register", Method::Register),
        ("told", Method::Told),
        ("visited", Method::Visited),
        ("tested", Method::Tested),
    ];
}

/// Who checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckRole {
    /// The team of the NHS body that checks providers.
    IcbVetting,
    /// A nurse or other clinician.
    ClinicalLead,
    /// Someone who knows about money.
    FinanceLead,
    /// People with lived experience.
    LivedExperience,
}

impl CheckRole {
    /// Every role with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, CheckRole); 4] = [
        ("icb-vetting", CheckRole::IcbVetting),
        ("clinical-lead", CheckRole::ClinicalLead),
        ("finance-lead", CheckRole::FinanceLead),
        ("lived-experience", CheckRole::LivedExperience),
    ];
}

/// One of the two groups that agree to what is published. They have the same weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignOffRole {
    /// People with lived experience.
    LivedExperience,
    /// The body that publishes the site.
    Host,
}

impl SignOffRole {
    /// Every role with the word that stands for it in YAML and on the command line.
    pub const WORDS: [(&'static str, SignOffRole); 2] = [
        ("lived-experience", SignOffRole::LivedExperience),
        ("host", SignOffRole::Host),
    ];

    /// The other group.
    pub fn other(self) -> SignOffRole {
        match self {
            SignOffRole::LivedExperience => SignOffRole::Host,
            SignOffRole::Host => SignOffRole::LivedExperience,
        }
    }
}

/// That a group agreed to something that had to be done at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The group.
    pub role: SignOffRole,
    /// The day.
    pub on: Date,
    /// The name that the person or group chose.
    pub by: String,
}

impl Agreement {
    /// Working days in which the second group agrees to what was done at once.
    pub const WORKING_DAYS: u16 = 3;
}

/// That the team asked a provider for newer evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacted {
    /// The day.
    pub on: Date,
    /// Who asked.
    pub by: Option<CheckRole>,
    /// About which criteria. Empty means all.
    pub about: Vec<Id>,
}

/// A time in which the listing rests.
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    /// The first day.
    pub from: Date,
    /// Neutral words for the public. The reason is never given.
    pub words: Option<String>,
    /// Who agreed. One group is enough to start.
    pub agreed: Vec<Agreement>,
    /// The first day on which the listing is back.
    pub ended_on: Option<Date>,
}

/// That a provider left the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// The day. It may be a day to come.
    pub on: Date,
    /// Whether it left the list, or closed.
    pub why: DepartureKind,
    /// What people can do now.
    pub words: Option<String>,
    /// Who agreed to the words.
    pub agreed: Vec<Agreement>,
}

/// Whether a provider left the list, or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DepartureKind {
    /// It left the list and goes on working.
    Left,
    /// It has closed.
    Closed,
}

impl DepartureKind {
    /// Both kinds with the word that stands for each in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, DepartureKind); 2] = [
        ("left", DepartureKind::Left),
        ("closed", DepartureKind::Closed),
    ];
}

/// That the two groups took a provider off the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// The day.
    pub on: Date,
    /// Neutral words for the public.
    pub words: Option<String>,
    /// Who agreed. Both groups must.
    pub agreed: Vec<Agreement>,
}

/// That a provider was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The day.
    pub on: Date,
    /// The team's own case number. Never shown.
    pub case: Option<String>,
}

/// That people with lived experience met a provider, from `providers/visits/<id>.yml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The day.
    pub on: Date,
    /// How they met.
    pub kind: VisitKind,
    /// Who went.
    pub by: Vec<CheckRole>,
    /// What they found on that day, in Easy Read.
    pub findings: Vec<EasyReadBlock>,
    /// The day on which the findings were sent to the provider.
    pub sent_on: Option<Date>,
    /// What the provider answered.
    pub reply: Option<Reply>,
    /// The first day on which the findings are shown.
    pub live_on: Option<Date>,
}

impl Visit {
    /// How many days a provider has to answer before findings may be shown without an answer.
    pub const DAYS_TO_REPLY: u16 = 28;

    /// True when the findings may be shown on this day.
    pub fn is_live(&self, today: Date) -> bool {
        self.live_on.is_some_and(|live| live <= today)
    }
}

/// How people with lived experience met a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitKind {
    /// They went there.
    Visit,
    /// They called and said who they were.
    Call,
    /// They called as a family would.
    MysteryCall,
}

impl VisitKind {
    /// Every kind with the word that stands for it in YAML and in the theme's strings.
    pub const WORDS: [(&'static str, VisitKind); 3] = [
        ("visit", VisitKind::Visit),
        ("call", VisitKind::Call),
        ("mystery-call", VisitKind::MysteryCall),
    ];
}

/// What a provider answered to findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The day.
    pub on: Date,
    /// Its words.
    pub words: String,
}

//! What the team must look at again, and by when: one row for each criterion of each provider.

use super::finding::{Finding, Outcome};
use super::standing::{Question, question};
use super::status::Status;
use crate::model::checks::{Check, CheckRecord, CheckRole};
use crate::model::criterion::{Criterion, Weight};
use crate::model::days::{Date, days_before, days_between};
use crate::model::provider::Provider;
use crate::model::sign_off::Approval;
use crate::model::site::Site;

/// One thing to look at again.
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'a> {
    /// Whose it is.
    pub provider: &'a Provider,
    /// What it is about.
    pub criterion: &'a Criterion,
    /// How much it counts for this provider.
    pub weight: Weight,
    /// The newest check.
    pub check: Option<&'a Check>,
    /// The last day of that check.
    pub end: Option<Date>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// True when the team is looking now.
    pub is_being_checked: bool,
    /// The day on which the provider was last asked for it, if that was for this time.
    pub contacted_on: Option<Date>,
}

/// How urgent something is, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The days of grace are over: only the name of the provider is shown.
    Over,
    /// The check has ended: of a must inside the days of grace, of anything else at any time.
    Late,
    /// A must that was never checked, or that the provider only told.
    Missing,
    /// A check found that it is not met.
    NotMet,
    /// It ends within 30 days.
    Within30,
    /// It ends within 60 days.
    Within60,
    /// It ends within 90 days.
    Within90,
    /// It ends later, or has no end.
    Later,
}

impl Urgency {
    /// Every urgency with the word that stands for it in tables and in the theme's strings.
    pub const WORDS: [(&'static str, Urgency); 8] = [
        ("over", Urgency::Over),
        ("late", Urgency::Late),
        ("missing", Urgency::Missing),
        ("not-met", Urgency::NotMet),
        ("within-30", Urgency::Within30),
        ("within-60", Urgency::Within60),
        ("within-90", Urgency::Within90),
        ("later", Urgency::Later),
    ];

    fn of_days(days: i32) -> Urgency {
        match days {
            ..=30 => Urgency::Within30,
            31..=60 => Urgency::Within60,
            61..=90 => Urgency::Within90,
            _ => Urgency::Later,
        }
    }
}

/// Days before the end of a check from which on the provider should be asked.
const ASK_BEFORE: u16 = 90;

impl Due<'_> {
    /// Days until the end. Negative when it has passed.
    pub fn days_left(&self, today: Date) -> Option<i32> {
        self.end.map(|end| days_between(today, end))
    }

    /// Who looks at it: whoever looked last. New things are for the checks team.
    pub fn role(&self) -> CheckRole {
        self.check
            .map_or(CheckRole::IcbVetting, |check| check.checked_by)
    }
}

/// Everything about everyone who is on the list, rests or has asked to be listed: the most urgent
/// first, then what ends first, then by provider and criterion.
pub fn all_due(site: &Site, today: Date) -> Vec<Due<'_>> {
    let mut all: Vec<Due<'_>> = site
        .providers
        .values()
        .flat_map(|provider| of_provider(site, provider, today))
        .collect();
    all.sort_by(|one, other| {
        let key = |due: &Due<'_>| (due.urgency, due.end.unwrap_or(Date::MAX));
        key(one)
            .cmp(&key(other))
            .then_with(|| one.provider.id.cmp(&other.provider.id))
    });
    all
}

fn of_provider<'a>(site: &'a Site, provider: &'a Provider, today: Date) -> Vec<Due<'a>> {
    // Checks go on while words wait for an agreement.
    let question = Question {
        approval: Approval::Current,
        ..question(site, provider)
    };
    let status = question.standing(today).status;
    if matches!(
        status,
        Status::Left | Status::Removed | Status::NotAccepted | Status::Unvetted
    ) {
        return Vec::new();
    }
    let record = site.record(&provider.id);
    let findings = question.findings(today).into_iter();
    findings
        .map(|finding| due(provider, record, &finding, today))
        .collect()
}

fn due<'a>(
    provider: &'a Provider,
    record: Option<&'a CheckRecord>,
    finding: &Finding<'a>,
    today: Date,
) -> Due<'a> {
    let (check, end) = match finding.outcome {
        Outcome::Met { check, end } | Outcome::Told { check, end } => (Some(check), end),
        Outcome::Short { check } => (Some(check), None),
        Outcome::Unchecked { ended } => (None, ended),
    };
    let is_must = finding.weight == Weight::Must;
    let urgency = match (finding.outcome, end) {
        (Outcome::Short { .. }, _) => Urgency::NotMet,
        (Outcome::Told { .. } | Outcome::Unchecked { ended: None }, _) if is_must => {
            Urgency::Missing
        }
        (_, Some(end)) if is_must && finding.grace_until(end) < today => Urgency::Over,
        (_, Some(end)) if end < today => Urgency::Late,
        (_, Some(end)) => Urgency::of_days(days_between(today, end)),
        (_, None) => Urgency::Later,
    };
    Due {
        provider,
        criterion: finding.criterion,
        weight: finding.weight,
        check,
        end,
        urgency,
        is_being_checked: finding.is_being_checked,
        contacted_on: contacted_on(record, finding.criterion, check, end),
    }
}

/// The newest day on which the provider was asked for this: since 90 days before the end of the
/// check, or at any time when there is none.
fn contacted_on(
    record: Option<&CheckRecord>,
    criterion: &Criterion,
    check: Option<&Check>,
    end: Option<Date>,
) -> Option<Date> {
    let since = match (end, check) {
        (Some(end), _) => days_before(end, ASK_BEFORE),
        (None, Some(check)) => check.checked_on,
        (None, None) => Date::MIN,
    };
    let all = record.map_or(&[][..], |record| record.contacted.as_slice());
    all.iter()
        .filter(|one| one.about.is_empty() || one.about.contains(&criterion.id))
        .map(|one| one.on)
        .filter(|on| *on >= since)
        .max()
}

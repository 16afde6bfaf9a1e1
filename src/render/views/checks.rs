//! What was checked about a provider, what it told us, and what nobody has checked yet. Each with its
//! days (domain rule B.5, idea 5).

use serde::Serialize;

use super::claim::{Claim, Later};
use super::standing::status_claim;
use crate::model::checks::{Check, CheckResult, CheckRole, Method};
use crate::model::days::{Date, days_later};
use crate::model::lists::ListName;
use crate::model::provider::{Provider, word_of};
use crate::render::Desk;
use crate::vetting::finding::{Finding, Outcome};

/// What the part about checks may see. Each list is in the order of the criteria.
#[derive(Debug, Serialize)]
pub(crate) struct ChecksView {
    /// Where the listing stands.
    pub(crate) status: Claim,
    /// What was checked and found to be met.
    pub(crate) checked: Vec<CheckedView>,
    /// What was checked and found not to be met.
    pub(crate) short: Vec<CheckedView>,
    /// What the provider told us.
    pub(crate) told: Vec<CheckedView>,
    /// What nobody has checked yet.
    pub(crate) unchecked: Vec<CheckedView>,
}

/// One criterion, and what is known about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CheckedView {
    /// Its name.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// "Our provider checks team saw this on 4 March 2026: photo identity card." May be empty.
    pub(crate) seen: String,
    /// "It lasts until 4 March 2027." May be empty.
    pub(crate) lasts: Claim,
    /// A note. May be empty.
    pub(crate) more: String,
    /// The day of the check.
    #[serde(skip)]
    pub(crate) on: Option<Date>,
}

/// The part about checks. Nothing on a site without criteria.
pub(crate) fn checks(desk: &Desk<'_, '_>, provider: &Provider) -> Option<ChecksView> {
    let status = status_claim(desk, provider)?;
    let findings = desk
        .question(provider)
        .findings(desk.renderer.options.today);
    let mut view = ChecksView {
        status,
        checked: Vec::new(),
        short: Vec::new(),
        told: Vec::new(),
        unchecked: Vec::new(),
    };
    for finding in &findings {
        match finding.outcome {
            Outcome::Met { check, end } => view.checked.push(met(desk, finding, check, end)),
            Outcome::Told { check, end } => view.told.push(told(desk, finding, check, end)),
            Outcome::Short { check } => view.short.push(short(desk, finding, check)),
            Outcome::Unchecked { .. } => view.unchecked.push(item(desk, finding)),
        }
    }
    Some(view)
}

/// The criterion, and that the team is looking at it now.
fn item(desk: &Desk<'_, '_>, finding: &Finding<'_>) -> CheckedView {
    let criterion = finding.criterion;
    let now = if finding.is_being_checked {
        desk.wording.text("checks.being_checked")
    } else {
        ""
    };
    CheckedView {
        name: criterion.name.clone(),
        href: desk.link(&desk.routes().criterion(&criterion.id, false)),
        seen: String::new(),
        lasts: Claim::default(),
        more: now.to_owned(),
        on: None,
    }
}

/// With a note about it.
fn noted(mut item: CheckedView, notes: impl IntoIterator<Item = String>) -> CheckedView {
    for note in notes {
        if !item.more.is_empty() {
            item.more.push(' ');
        }
        item.more.push_str(&note);
    }
    item
}

fn met(
    desk: &Desk<'_, '_>,
    finding: &Finding<'_>,
    check: &Check,
    end: Option<Date>,
) -> CheckedView {
    let newest = finding.criterion.newest().map_or(0, |newest| newest.number);
    let older = desk.wording.text("checks.older_version").to_owned();
    let older = Some(older).filter(|_| check.version < newest);
    let item = CheckedView {
        seen: seen(desk, check),
        lasts: lasts(desk, end),
        on: Some(check.checked_on),
        ..item(desk, finding)
    };
    noted(
        item,
        older.into_iter().chain(check.note().map(str::to_owned)),
    )
}

/// Who did what on which day, and what they saw.
fn seen(desk: &Desk<'_, '_>, check: &Check) -> String {
    let wording = desk.wording;
    let date = wording.date(check.checked_on);
    let who = who(desk, check.checked_by, check.second_check_by);
    if check.result == CheckResult::NotApplicable {
        let reason = check.reason().unwrap_or_default();
        let values = [("who", who.as_str()), ("date", &date), ("reason", reason)];
        return wording.fill("checks.not_applicable", &values);
    }
    let what = check.evidence.as_ref().and_then(|evidence| {
        let item = desk.site().lists.item(ListName::Evidence, evidence)?;
        Some(item.name.as_str())
    });
    let word = word_of(&Method::WORDS, &check.method);
    match what {
        Some(what) => wording.fill(
            &format!("checks.method.{word}.what"),
            &[("who", &who), ("date", &date), ("what", what)],
        ),
        None => wording.fill(
            &format!("checks.method.{word}.alone"),
            &[("who", &who), ("date", &date)],
        ),
    }
}

/// Who looked, to start a sentence with.
fn who(desk: &Desk<'_, '_>, first: CheckRole, second: Option<CheckRole>) -> String {
    let name = |role: CheckRole| {
        let word = word_of(&CheckRole::WORDS, &role);
        desk.wording.text(&format!("checks.roles.{word}"))
    };
    let all: Vec<&str> = [Some(first), second]
        .into_iter()
        .flatten()
        .map(name)
        .collect();
    let who = desk.wording.list(&all);
    let mut letters = who.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Until when a check lasts.
fn lasts(desk: &Desk<'_, '_>, end: Option<Date>) -> Claim {
    let Some(end) = end else {
        return Claim::default();
    };
    let later = Later {
        from: days_later(end, 1),
        state: "late",
        words: desk.wording.dated("checks.ended", end),
    };
    Claim::new(desk.wording.dated("checks.lasts", end)).then(desk.renderer.options.today, later)
}

/// What the provider said. When that is long ago, the words say so.
fn told(
    desk: &Desk<'_, '_>,
    finding: &Finding<'_>,
    check: &Check,
    end: Option<Date>,
) -> CheckedView {
    let mut words = Claim::new(desk.wording.dated("checks.told_on", check.checked_on));
    if let Some(end) = end {
        let later = Later {
            from: days_later(end, 1),
            state: "old",
            words: desk.wording.dated("checks.told_long_ago", check.checked_on),
        };
        words = words.then(desk.renderer.options.today, later);
    }
    let item = CheckedView {
        lasts: words,
        on: Some(check.checked_on),
        ..item(desk, finding)
    };
    noted(item, check.note().map(str::to_owned))
}

fn short(desk: &Desk<'_, '_>, finding: &Finding<'_>, check: &Check) -> CheckedView {
    let word = word_of(&CheckResult::WORDS, &check.result);
    let found = desk
        .wording
        .dated(&format!("checks.{word}"), check.checked_on);
    let item = CheckedView {
        seen: found,
        on: Some(check.checked_on),
        ..item(desk, finding)
    };
    noted(item, check.note().map(str::to_owned))
}

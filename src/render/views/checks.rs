//! What was checked about a provider, what it told us, and what nobody has checked yet. Each with its
//! days (domain rule B.5, idea 5).

use serde::Serialize;

use super::claim::{Claim, Later};
use super::standing::status_claim;
use crate::model::checks::{Check, CheckResult, CheckRole};
use crate::model::criterion::Criterion;
use crate::model::days::{Date, days_later};
use crate::model::lists::ListName;
use crate::model::provider::{Provider, word_of};
use crate::render::Desk;
use crate::vetting::finding::{Finding, Outcome};

/// What the part about checks may see.
#[derive(Debug, Serialize)]
pub(crate) struct ChecksView {
    /// Where the listing stands.
    pub(crate) status: Claim,
    /// What was checked and found to be met, in groups of the same days.
    pub(crate) checked: Vec<CheckGroupView>,
    /// What was checked and found not to be met.
    pub(crate) short: Vec<CheckedView>,
    /// What the provider told us, in groups of the same days.
    pub(crate) told: Vec<CheckGroupView>,
    /// What nobody has checked yet.
    pub(crate) unchecked: Vec<CheckedView>,
}

/// Checks of the same days.
#[derive(Debug, Serialize)]
pub(crate) struct CheckGroupView {
    /// When they were made, and until when they last.
    pub(crate) days: Claim,
    /// Who looked.
    pub(crate) by: String,
    /// What was looked at.
    pub(crate) items: Vec<CheckedView>,
}

/// One criterion in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CheckedView {
    /// Its name.
    pub(crate) name: String,
    /// Its page.
    pub(crate) href: String,
    /// What was seen, or another note. May be empty.
    pub(crate) more: String,
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
    let mut checked = Groups::default();
    let mut told = Groups::default();
    for finding in &findings {
        match finding.outcome {
            Outcome::Met { check, end } => checked.add(desk, finding, check, end),
            Outcome::Told { check, end } => told.add(desk, finding, check, end),
            Outcome::Short { check } => view.short.push(short(desk, finding, check)),
            Outcome::Unchecked { .. } => view.unchecked.push(unchecked(desk, finding)),
        }
    }
    view.checked = checked.views(desk, "checks.checked");
    view.told = told.views(desk, "checks.told");
    Some(view)
}

/// The page of a criterion.
pub(crate) fn link_to_criterion(desk: &Desk<'_, '_>, criterion: &Criterion) -> String {
    desk.link(&desk.routes().criterion(&criterion.id, false))
}

/// Checks of the same days and the same people, in the order of the criteria.
#[derive(Default)]
struct Groups {
    groups: Vec<(Key, Vec<CheckedView>)>,
}

/// The day of a check, its last day, and who looked.
type Key = (Date, Option<Date>, CheckRole, Option<CheckRole>);

impl Groups {
    fn add(
        &mut self,
        desk: &Desk<'_, '_>,
        finding: &Finding<'_>,
        check: &Check,
        end: Option<Date>,
    ) {
        let key = (
            check.checked_on,
            end,
            check.checked_by,
            check.second_check_by,
        );
        let item = item(desk, finding, seen(desk, finding, check));
        match self.groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, items)) => items.push(item),
            None => self.groups.push((key, vec![item])),
        }
    }

    /// The groups, what ends first before the others.
    fn views(mut self, desk: &Desk<'_, '_>, string: &str) -> Vec<CheckGroupView> {
        self.groups
            .sort_by_key(|((on, end, ..), _)| (end.unwrap_or(Date::MAX), *on));
        let groups = self.groups.into_iter();
        groups
            .map(|((on, end, first, second), items)| {
                let many = if items.len() == 1 { "one" } else { "other" };
                CheckGroupView {
                    days: days(desk, &format!("{string}.{many}"), on, end),
                    by: by(desk, first, second),
                    items,
                }
            })
            .collect()
    }
}

/// When something was checked or told, and until when that lasts.
pub(crate) fn days(desk: &Desk<'_, '_>, string: &str, on: Date, end: Option<Date>) -> Claim {
    let wording = desk.wording;
    let on = wording.date(on);
    let Some(end) = end else {
        let words = wording.fill(&format!("{string}.always"), &[("on", &on)]);
        return Claim::new(words);
    };
    let values = [("on", on.as_str()), ("end", &wording.date(end))];
    let later = Later {
        from: days_later(end, 1),
        state: "late",
        words: wording.fill(&format!("{string}.ended"), &values),
    };
    Claim::new(wording.fill(&format!("{string}.until"), &values))
        .then(desk.renderer.options.today, later)
}

fn by(desk: &Desk<'_, '_>, first: CheckRole, second: Option<CheckRole>) -> String {
    let name = |role: CheckRole| {
        let word = word_of(&CheckRole::WORDS, &role);
        desk.wording.text(&format!("checks.roles.{word}"))
    };
    match second {
        Some(second) => desk.wording.fill(
            "checks.by_two",
            &[("first", name(first)), ("second", name(second))],
        ),
        None => desk.wording.fill("checks.by", &[("who", name(first))]),
    }
}

fn item(desk: &Desk<'_, '_>, finding: &Finding<'_>, more: Vec<String>) -> CheckedView {
    let mut more = more;
    if finding.is_being_checked {
        more.push(desk.wording.text("checks.being_checked").to_owned());
    }
    CheckedView {
        name: finding.criterion.name.clone(),
        href: link_to_criterion(desk, finding.criterion),
        more: more.join(" "),
    }
}

/// What was seen, why it does not apply, and a note.
fn seen(desk: &Desk<'_, '_>, finding: &Finding<'_>, check: &Check) -> Vec<String> {
    let mut more = Vec::new();
    if check.result == CheckResult::NotApplicable {
        let reason = check.reason.as_deref().unwrap_or_default();
        more.push(
            desk.wording
                .fill("checks.not_applicable", &[("reason", reason)]),
        );
    } else if let Some(evidence) = &check.evidence {
        let item = desk.site().lists.item(ListName::Evidence, evidence);
        let name = item.map_or("", |item| item.name.as_str());
        more.push(desk.wording.fill("checks.seen", &[("what", name)]));
    }
    if check.version < finding.criterion.newest().map_or(0, |newest| newest.number) {
        more.push(desk.wording.text("checks.older_version").to_owned());
    }
    more.extend(check.note.clone());
    more
}

fn short(desk: &Desk<'_, '_>, finding: &Finding<'_>, check: &Check) -> CheckedView {
    let word = word_of(&CheckResult::WORDS, &check.result);
    let mut more = vec![
        desk.wording
            .dated(&format!("checks.{word}"), check.checked_on),
    ];
    more.extend(check.note.clone());
    item(desk, finding, more)
}

fn unchecked(desk: &Desk<'_, '_>, finding: &Finding<'_>) -> CheckedView {
    item(desk, finding, Vec::new())
}

//! All findings about a provider, its record and its sign-offs, as one status.
//!
//! The rows of domain rule B.5.3 are computed in this order; the first that holds is the status:
//! not accepted, draft, applied, removed, left, paused, held, check over, late, gap, due soon, listed.
//! So of two rows the more careful one counts, what was never listed is never shown, and a status
//! never gets better because time goes by.

use super::finding::{Finding, Outcome, find};
use super::status::{Shown, Status};
use crate::model::checks::CheckRecord;
use crate::model::criterion::{Criterion, Weight};
use crate::model::days::{Date, days_before, days_later, months_later};
use crate::model::provider::Provider;
use crate::model::sign_off::Approval;
use crate::model::site::Site;
use crate::model::values::Id;

/// All that the status of a provider hangs on, but for the day.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The criteria of the site, in their order.
    pub criteria: &'a [Criterion],
    /// The kinds of the provider.
    pub kinds: &'a [Id],
    /// Its legal form.
    pub legal_form: Option<&'a Id>,
    /// Its services.
    pub services: &'a [Id],
    /// The first day of its listing.
    pub listed_from: Option<Date>,
    /// What the team did.
    pub record: Option<&'a CheckRecord>,
    /// Which of its words may be shown.
    pub approval: Approval,
}

/// Where a listing stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// The day that belongs to it. Listed, due soon and gap: the last day of the check that ends
    /// first. Late and check over: the last day of the check that ended first. Paused, left and
    /// removed: the first day.
    pub day: Option<Date>,
}

/// From a day on, a listing stands like this.
pub type Stage = (Date, Standing);

/// The question about a provider of a site.
pub fn question<'a>(site: &'a Site, provider: &'a Provider) -> Question<'a> {
    let approval = site.approvals.get(&provider.id);
    Question {
        criteria: &site.criteria,
        kinds: &provider.kinds,
        legal_form: provider.legal_form.as_ref(),
        services: &provider.services,
        listed_from: provider.listed_from,
        record: site.record(&provider.id),
        approval: approval.copied().unwrap_or(Approval::Current),
    }
}

/// How much of the listing of a provider is shown on a day.
pub fn shown(site: &Site, provider: &Provider, today: Date) -> Shown {
    question(site, provider).shown(today)
}

impl Standing {
    fn of(status: Status, day: Option<Date>) -> Self {
        Standing { status, day }
    }

    /// How much of the listing such a standing shows on this day.
    fn shown(&self, today: Date) -> Shown {
        let goes_away = matches!(self.status, Status::Left | Status::Removed);
        let last = self
            .day
            .filter(|_| goes_away)
            .map(|day| months_later(day, Status::MONTHS_AFTER_LEAVING));
        match last {
            Some(last) if today > last => Shown::Nothing,
            _ => self.status.shown(),
        }
    }
}

impl<'a> Question<'a> {
    /// What is known on a day about each criterion that applies by then.
    pub fn findings(&self, today: Date) -> Vec<Finding<'a>> {
        self.criteria
            .iter()
            .filter(|criterion| criterion.began().is_none_or(|began| began <= today))
            .filter_map(|criterion| self.finding(criterion, today))
            .collect()
    }

    /// What is known on a day about one criterion, if it applies.
    pub fn finding(&self, criterion: &'a Criterion, today: Date) -> Option<Finding<'a>> {
        let weight = criterion.weight_for(self.kinds, self.legal_form, self.services)?;
        Some(find(
            criterion,
            weight,
            self.record,
            self.listed_from,
            today,
        ))
    }

    /// How many checks must be made before the whole listing is shown: musts that are not met, and
    /// those whose check ended longer ago than the days of grace.
    pub fn checks_to_make(&self, today: Date) -> usize {
        let findings = self.findings(today).into_iter();
        let musts = findings.filter(|finding| finding.weight == Weight::Must);
        let is_open = |finding: &Finding<'_>| match finding.met_until() {
            None => true,
            Some(None) => false,
            Some(Some(end)) => finding.grace_until(end) < today,
        };
        musts.filter(is_open).count()
    }

    /// Where the listing stands on a day.
    pub fn standing(&self, today: Date) -> Standing {
        let by_checks = self.of_checks(today);
        self.of_record(today, by_checks.status).unwrap_or(by_checks)
    }

    /// How much of the listing is shown on a day. A name is shown only if it was approved.
    pub fn shown(&self, today: Date) -> Shown {
        self.standing_and_shown(today).1
    }

    /// Where the listing stands on a day, and how much of it is shown.
    pub fn standing_and_shown(&self, today: Date) -> (Standing, Shown) {
        let standing = self.standing(today);
        let shown = match standing.shown(today) {
            Shown::Reduced if self.approval == Approval::Held => Shown::Nameless,
            shown => shown,
        };
        (standing, shown)
    }

    /// How the listing will stand after this day, if nobody does anything.
    pub fn stages(&self, today: Date) -> Vec<Stage> {
        let mut last = self.standing(today);
        let mut stages = Vec::new();
        for day in self.days_that_matter(today) {
            let standing = self.standing(day);
            if standing != last {
                stages.push((day, standing));
                last = standing;
            }
        }
        stages
    }

    /// What people decided, which counts more than what the checks say.
    fn of_record(&self, today: Date, by_checks: Status) -> Option<Standing> {
        let has_come = |day: Date| (day <= today).then_some(day);
        let record = self.record;
        let refused = record.and_then(|record| record.not_accepted.as_ref());
        if refused.is_some_and(|refused| refused.on <= today) {
            return Some(Standing::of(Status::NotAccepted, None));
        }
        if self.approval == Approval::Never {
            return Some(Standing::of(Status::Draft, None));
        }
        if by_checks == Status::Applied {
            return None;
        }
        let removed = record.and_then(|record| has_come(record.removed.as_ref()?.on));
        let left = record.and_then(|record| has_come(record.left.as_ref()?.on));
        let paused = record.and_then(|record| Some(record.pause_on(today)?.from));
        let decided = [
            (Status::Removed, removed),
            (Status::Left, left),
            (Status::Paused, paused),
        ];
        decided
            .into_iter()
            .find(|(_, day)| day.is_some())
            .map(|(status, day)| Standing::of(status, day))
            .or_else(|| (self.approval == Approval::Held).then(|| Standing::of(Status::Held, None)))
    }

    /// What the checks say.
    fn of_checks(&self, today: Date) -> Standing {
        if self.criteria.is_empty() {
            return Standing::of(Status::Unvetted, None);
        }
        let findings = self.findings(today);
        let is_must = |finding: &&Finding<'_>| finding.weight == Weight::Must;
        let musts = || findings.iter().filter(is_must);
        let is_met = |finding: &Finding<'_>| matches!(finding.outcome, Outcome::Met { .. });
        let is_open = musts().any(|finding| finding.met_until().is_none());
        // Where nothing must be checked, one good check is the least that counts as checked.
        let is_untested = musts().next().is_none() && !findings.iter().any(is_met);
        if is_open || is_untested {
            let was_listed = self.listed_from.is_some_and(|listed| listed <= today);
            let status = if was_listed {
                Status::CheckOver
            } else {
                Status::Applied
            };
            return Standing::of(status, None);
        }
        let ends = || musts().filter_map(|finding| Some((finding, finding.met_until()??)));
        let ended = ends().map(|(_, end)| end).filter(|end| *end < today).min();
        if ended.is_some() {
            let is_over = ends().any(|(finding, end)| finding.grace_until(end) < today);
            let status = if is_over {
                Status::CheckOver
            } else {
                Status::Late
            };
            return Standing::of(status, ended);
        }
        let next = ends().map(|(_, end)| end).min();
        let has_gap = findings.iter().any(|finding| {
            let is_short = matches!(finding.outcome, Outcome::Short { .. });
            finding.weight == Weight::Should && is_short
        });
        let is_soon = next.is_some_and(|next| days_before(next, Status::SOON_DAYS) <= today);
        let status = match (has_gap, is_soon) {
            (true, _) => Status::Gap,
            (false, true) => Status::DueSoon,
            (false, false) => Status::Listed,
        };
        Standing::of(status, next)
    }

    /// The days after this one on which the status may change by itself.
    fn days_that_matter(&self, today: Date) -> Vec<Date> {
        let mut days: Vec<Date> = self.criteria.iter().filter_map(Criterion::began).collect();
        let last_start = days.iter().copied().max().unwrap_or(today).max(today);
        for finding in self.findings(last_start) {
            if let Some(Some(end)) = finding.met_until() {
                days.push(days_before(end, Status::SOON_DAYS));
                days.push(days_later(end, 1));
                days.push(days_later(finding.grace_until(end), 1));
            }
        }
        if let Some(record) = self.record {
            days.extend(record.left.as_ref().map(|left| left.on));
        }
        days.retain(|day| *day > today);
        days.sort_unstable();
        days.dedup();
        days
    }
}

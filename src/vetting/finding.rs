//! What the newest check of one criterion says about one provider on one day.

use crate::model::checks::{Check, CheckRecord, CheckResult, Method};
use crate::model::criterion::{Criterion, Weight};
use crate::model::days::{Date, days_before, days_later};

/// One criterion that applies to a provider, and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// How much it counts for this provider.
    pub weight: Weight,
    /// What is known.
    pub outcome: Outcome<'a>,
    /// True when the team is looking at it now.
    pub is_being_checked: bool,
}

/// What is known about one criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome<'a> {
    /// A check found that it is met, or that it does not apply here. Nothing as `end` means that no
    /// end is known.
    Met {
        /// The check.
        check: &'a Check,
        /// Its last day.
        end: Option<Date>,
    },
    /// A check found that it is not met, or met in part. That holds until a new check.
    Short {
        /// The check.
        check: &'a Check,
    },
    /// The provider said so, and nobody checked it.
    Told {
        /// The record of it.
        check: &'a Check,
        /// The last day on which it is news.
        end: Option<Date>,
    },
    /// Nobody has checked it. A listing that is older than the criterion counts as if a check had
    /// ended on `ended`, so that a new criterion takes nobody off the list at once.
    Unchecked {
        /// The day before the criterion first counted.
        ended: Option<Date>,
    },
}

impl Finding<'_> {
    /// The last day on which it counts as met. The inner nothing means that no end is known.
    pub fn met_until(&self) -> Option<Option<Date>> {
        match self.outcome {
            Outcome::Met { end, .. } => Some(end),
            Outcome::Unchecked { ended: Some(ended) } => Some(Some(ended)),
            _ => None,
        }
    }

    /// The last day of grace after this end.
    pub fn grace_until(&self, end: Date) -> Date {
        days_later(end, self.criterion.grace_days)
    }
}

/// What is known about a criterion on a day. `listed_from` is the first day of the listing.
pub fn find<'a>(
    criterion: &'a Criterion,
    weight: Weight,
    record: Option<&'a CheckRecord>,
    listed_from: Option<Date>,
    today: Date,
) -> Finding<'a> {
    let checks = || {
        let all = record.map_or(&[][..], |record| record.checks.as_slice());
        all.iter().filter(|check| {
            check.criterion == criterion.id
                && check.checked_on <= today
                && criterion.version(check.version).is_some()
        })
    };
    let is_real =
        |check: &&Check| check.method != Method::Told || check.result == CheckResult::NotMet;
    let has_result = |check: &&Check| check.result != CheckResult::BeingChecked;
    let newest = newest(criterion, checks().filter(is_real).filter(has_result));
    let outcome = match newest {
        Some(check) if is_good(check) => Outcome::Met {
            check,
            end: end_of(criterion, check),
        },
        Some(check) => Outcome::Short { check },
        None => match self::newest(criterion, checks().filter(has_result)) {
            Some(check) => Outcome::Told {
                check,
                end: end_of(criterion, check),
            },
            None => Outcome::Unchecked {
                ended: before_it_counted(criterion, listed_from),
            },
        },
    };
    let last_result = newest.map(|check| check.checked_on);
    let is_being_checked = checks().any(|check| {
        check.result == CheckResult::BeingChecked
            && last_result.is_none_or(|last| last <= check.checked_on)
    });
    Finding {
        criterion,
        weight,
        outcome,
        is_being_checked,
    }
}

/// The newest check. Of checks of one day, the worst counts, and then the one that ends first.
fn newest<'a>(criterion: &Criterion, checks: impl Iterator<Item = &'a Check>) -> Option<&'a Check> {
    checks.max_by_key(|check| {
        let badness = match check.result {
            CheckResult::BeingChecked => 0,
            CheckResult::Met => 1,
            CheckResult::NotApplicable => 2,
            CheckResult::MetInPart => 3,
            CheckResult::NotMet => 4,
        };
        let end = end_of(criterion, check).unwrap_or(Date::MAX);
        (check.checked_on, badness, std::cmp::Reverse(end))
    })
}

fn is_good(check: &Check) -> bool {
    matches!(check.result, CheckResult::Met | CheckResult::NotApplicable)
}

/// The last day of a check. A check of older words ends when newer words come.
pub fn end_of(criterion: &Criterion, check: &Check) -> Option<Date> {
    let own = criterion
        .lasts
        .end(check.checked_on, check.evidence_ends_on);
    let newer = criterion
        .version_after(check.version)
        .map(|version| days_before(version.from, 1));
    match (own, newer) {
        (Some(own), Some(newer)) => Some(own.min(newer)),
        (own, newer) => own.or(newer),
    }
}

/// The day before the criterion first counted, if the provider was listed by then.
fn before_it_counted(criterion: &Criterion, listed_from: Option<Date>) -> Option<Date> {
    let (began, listed) = (criterion.began()?, listed_from?);
    (listed < began).then(|| days_before(began, 1))
}

//! `providers/checks/<id>.yml` -> a [`CheckRecord`].

use std::collections::BTreeMap;

use super::super::fields::Fields;
use super::super::kinds_of_field::{NAME, SUMMARY, shorten};
use super::decisions::{departure, pause, refusal, removal};
use crate::model::checks::{
    Check, CheckRecord, CheckResult, CheckRole, CheckWords, Contacted, Method,
};
use crate::model::criterion::{Criterion, Lasts};
use crate::model::lists::{ListName, Lists};
use crate::model::values::{Date, Id, day_words};
use crate::problem::Kind;
use crate::problem::near;

/// The criteria that checks can name.
pub(crate) type Criteria = BTreeMap<Id, Criterion>;

/// Reads the record of one provider. Checks that cannot be read are left out and never count.
pub(crate) fn read_checks(fields: &Fields<'_>, criteria: &Criteria, lists: &Lists) -> CheckRecord {
    CheckRecord {
        path: fields.file.path.clone(),
        applied_on: fields.past_date("applied_on"),
        checks: fields.groups("checks", |fields| check(fields, criteria, lists)),
        contacted: fields.groups("contacted", |fields| contacted(fields, criteria)),
        paused: fields.groups("paused", pause),
        left: fields.group("left", departure).flatten(),
        removed: fields.group("removed", removal).flatten(),
        not_accepted: fields.group("not_accepted", refusal).flatten(),
    }
}

fn check(fields: &Fields<'_>, criteria: &Criteria, lists: &Lists) -> Option<Check> {
    if fields.value("criterion").is_none() {
        fields.report_missing("criterion", "criterion: identity");
    }
    let criterion = one_criterion(fields, criteria);
    let version = criterion.and_then(|criterion| version(fields, criterion));
    let result = needed_choice(fields, "result", &CheckResult::WORDS, "met");
    let method = needed_choice(fields, "method", &Method::WORDS, "seen");
    let checked_on = fields.claim_date("checked_on", "This check");
    let checked_by = needed_choice(fields, "checked_by", &CheckRole::WORDS, "icb-vetting");
    let second_check_by = fields.choice("second_check_by", &CheckRole::WORDS);
    let evidence = evidence(fields, criterion, lists);
    let evidence_date = fields.past_date("evidence_date");
    let evidence_ends_on = fields.date("evidence_ends_on");
    let words = CheckWords {
        note: fields.text("note", SUMMARY),
        reason: fields.text("reason", SUMMARY),
        case: case(fields),
    };
    let check = Check {
        criterion: criterion?.id.clone(),
        version: version?,
        result: result?,
        evidence,
        method: method?,
        evidence_date,
        evidence_ends_on,
        checked_on: checked_on?,
        checked_by: checked_by?,
        second_check_by,
        words: words.if_any(),
    };
    let is_whole = has_evidence(fields, &check)
        & has_reason(fields, &check)
        & has_end(fields, &check, criterion?)
        & are_in_order(fields, &check);
    is_whole.then_some(check)
}

/// A choice that must be there.
pub(super) fn needed_choice<T: Copy>(
    fields: &Fields<'_>,
    name: &'static str,
    words: &[(&'static str, T)],
    example: &str,
) -> Option<T> {
    if fields.value(name).is_none() {
        fields.report_missing(name, &format!("{name}: {example}"));
        return None;
    }
    fields.choice(name, words)
}

fn one_criterion<'c>(fields: &Fields<'_>, criteria: &'c Criteria) -> Option<&'c Criterion> {
    let typed = fields.text("criterion", NAME)?;
    let found = Id::parse(&typed).and_then(|id| criteria.get(&id));
    if found.is_none() {
        unknown_criterion(fields, "criterion", &typed, criteria);
    }
    found
}

fn unknown_criterion(fields: &Fields<'_>, name: &'static str, typed: &str, criteria: &Criteria) {
    let known = criteria.keys().map(Id::as_str);
    let help = match near::nearest(typed, known) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Write the name of a file in `content/criteria/`, without `.yml`. A new criterion \
                 needs a file there first."
            .to_owned(),
    };
    let message = format!("`{}` is not one of the criteria.", shorten(typed));
    fields.report(Kind::UnknownChoice, name, message, &help);
}

fn version(fields: &Fields<'_>, criterion: &Criterion) -> Option<u32> {
    let newest = criterion.newest()?.number;
    if fields.value("version").is_none() {
        fields.report_missing("version", &format!("version: {newest}"));
        return None;
    }
    let number: u32 = fields.parsed(
        "version",
        |text| text.parse().ok(),
        Kind::WrongShape,
        "the number of a version",
        "Write a whole number, like `1`.",
    )?;
    if criterion.version(number).is_none() {
        fields.report(
            Kind::UnknownChoice,
            "version",
            format!("The criterion `{}` has no version {number}.", criterion.id),
            &format!("Its newest version is {newest}. Write the version that was checked."),
        );
        return None;
    }
    Some(number)
}

/// A kind of evidence that the criterion names.
fn evidence(fields: &Fields<'_>, criterion: Option<&Criterion>, lists: &Lists) -> Option<Id> {
    let evidence = fields.one_id("evidence", lists, ListName::Evidence)?;
    let criterion = criterion?;
    if criterion.evidence.contains(&evidence) {
        return Some(evidence);
    }
    let known: Vec<&str> = criterion.evidence.iter().map(Id::as_str).collect();
    fields.report(
        Kind::UnknownChoice,
        "evidence",
        format!("`{evidence}` is not evidence for `{}`.", criterion.id),
        &format!("Choose one of {}.", near::list_words(&known)),
    );
    None
}

/// The team's own case number: a few letters and digits, so that it can hold no secret.
fn case(fields: &Fields<'_>) -> Option<String> {
    case_number(fields, "case")
}

pub(super) fn case_number(fields: &Fields<'_>, name: &'static str) -> Option<String> {
    let is_plain = |text: &str| {
        text.len() <= 30
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-/".contains(&byte))
    };
    fields.parsed(
        name,
        |text| is_plain(text).then(|| text.to_owned()),
        Kind::WrongShape,
        "a plain case number",
        "Use letters, digits, `-` and `/`, at most 30, like `VET-0012`. Never write here what the \
         case is about.",
    )
}

/// Who says that they saw something says what it was.
fn has_evidence(fields: &Fields<'_>, check: &Check) -> bool {
    let is_needed =
        check.result == CheckResult::Met && matches!(check.method, Method::Seen | Method::Register);
    if is_needed && check.evidence.is_none() {
        if fields.value("evidence").is_none() {
            fields.report_missing("evidence", "evidence: photo-id");
        }
        return false;
    }
    true
}

/// What does not apply needs a reason, and nothing else has one.
fn has_reason(fields: &Fields<'_>, check: &Check) -> bool {
    match (check.result, check.reason()) {
        (CheckResult::NotApplicable, None) => {
            fields.report_missing("reason", "reason: Nobody here works with children.");
            false
        }
        (CheckResult::NotApplicable, Some(_)) | (_, None) => true,
        (_, Some(_)) => {
            fields.report(
                Kind::WrongShape,
                "reason",
                "A reason is only for `not-applicable`.".to_owned(),
                "Write it in `note`, if the public may read it. Otherwise take it out.",
            );
            false
        }
    }
}

/// Evidence that has an end needs its day.
fn has_end(fields: &Fields<'_>, check: &Check, criterion: &Criterion) -> bool {
    let is_needed = check.result == CheckResult::Met
        && criterion.lasts == Lasts::UntilEvidenceEnds
        && check.evidence_ends_on.is_none();
    if is_needed && fields.value("evidence_ends_on").is_none() {
        fields.file.report(
            Kind::MissingDate,
            fields.own_keys(),
            format!(
                "This check of `{}` does not say when the evidence ends.",
                criterion.id
            ),
            "Add the last day on the paper, like this:\nevidence_ends_on: 2027-03-31".to_owned(),
        );
    }
    !is_needed
}

/// Evidence is made before it is checked, and it must not have ended by then.
fn are_in_order(fields: &Fields<'_>, check: &Check) -> bool {
    let mut is_good = true;
    let mut report = |name: &str, date: Date, message: &str, help: &str| {
        let message = message.replace("{date}", &day_words(date));
        fields.report(Kind::DatesOutOfOrder, name, message, help);
        is_good = false;
    };
    if let Some(date) = check.evidence_date
        && date > check.checked_on
    {
        report(
            "evidence_date",
            date,
            "This evidence is of {date}. That is after the check.",
            "Check both dates.",
        );
    }
    if let Some(end) = check.evidence_ends_on
        && end < check.checked_on
    {
        report(
            "evidence_ends_on",
            end,
            "This evidence ended on {date}. That is before the check.",
            "Check both dates. If the paper had ended, the result is `not-met`, without the end.",
        );
    }
    is_good
}

fn contacted(fields: &Fields<'_>, criteria: &Criteria) -> Option<Contacted> {
    if fields.value("on").is_none() {
        fields.report_missing("on", "on: 2026-10-01");
    }
    let on = fields.past_date("on");
    let by = fields.choice("by", &CheckRole::WORDS);
    let mut about = Vec::new();
    for typed in fields.texts("about", NAME) {
        match Id::parse(&typed).and_then(|id| criteria.get(&id)) {
            Some(criterion) => about.push(criterion.id.clone()),
            None => unknown_criterion(fields, "about", &typed, criteria),
        }
    }
    Some(Contacted { on: on?, by, about })
}

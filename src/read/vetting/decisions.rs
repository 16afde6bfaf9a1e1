//! What became of a listing: that it rests, that a provider left, and who agreed.

use super::super::fields::Fields;
use super::super::kinds_of_field::{NAME, SUMMARY};
use super::checks::{case_number, needed_choice};
use crate::model::checks::{
    Agreement, Departure, DepartureKind, Pause, Refusal, Removal, SignOffRole,
};
use crate::model::sign_off::plain_name;
use crate::model::values::{Date, day_words};
use crate::problem::Kind;

/// Reads that a listing rests.
pub(super) fn pause(fields: &Fields<'_>) -> Option<Pause> {
    if fields.value("from").is_none() {
        fields.report_missing("from", "from: 2026-11-20");
    }
    let from = fields.past_date("from");
    let words = fields.text("words", SUMMARY);
    let agreed = agreed(fields);
    let ended_on = fields.past_date("ended_on");
    if let (Some(from), Some(ended)) = (from, ended_on)
        && ended < from
    {
        fields.report(
            Kind::DatesOutOfOrder,
            "ended_on",
            format!(
                "This pause ended on {}, before it started on {}.",
                day_words(ended),
                day_words(from)
            ),
            "Check both dates.",
        );
    }
    Some(Pause {
        from: from?,
        words,
        agreed,
        ended_on,
    })
}

/// Reads that a provider left or closed. It may leave on a day to come.
pub(super) fn departure(fields: &Fields<'_>) -> Option<Departure> {
    let on = needed_day(fields);
    let why = needed_choice(fields, "why", &DepartureKind::WORDS, "left");
    let words = fields.text("words", SUMMARY);
    let agreed = agreed(fields);
    Some(Departure {
        on: on?,
        why: why?,
        words,
        agreed,
    })
}

/// Reads that a provider was taken off the list.
pub(super) fn removal(fields: &Fields<'_>) -> Option<Removal> {
    let on = needed_past_day(fields);
    let words = fields.text("words", SUMMARY);
    let agreed = agreed(fields);
    Some(Removal {
        on: on?,
        words,
        agreed,
    })
}

/// Reads that a provider was not accepted.
pub(super) fn refusal(fields: &Fields<'_>) -> Option<Refusal> {
    let on = needed_past_day(fields);
    let case = case_number(fields, "case");
    Some(Refusal { on: on?, case })
}

fn needed_day(fields: &Fields<'_>) -> Option<Date> {
    if fields.value("on").is_none() {
        fields.report_missing("on", "on: 2026-11-20");
    }
    fields.date("on")
}

fn needed_past_day(fields: &Fields<'_>) -> Option<Date> {
    if fields.value("on").is_none() {
        fields.report_missing("on", "on: 2026-11-20");
    }
    fields.past_date("on")
}

/// Who agreed. One group is enough at once; nobody speaks for both.
fn agreed(fields: &Fields<'_>) -> Vec<Agreement> {
    if fields.value("agreed").is_none() {
        fields.report_missing(
            "agreed",
            "agreed:\n  - {role: host, on: 2026-11-20, by: Provider checks team}",
        );
    }
    let agreed = fields.groups("agreed", agreement);
    let is_both = agreed.iter().any(|one| {
        agreed
            .iter()
            .any(|other| one.role < other.role && plain_name(&one.by) == plain_name(&other.by))
    });
    if is_both {
        fields.report(
            Kind::SameSigner,
            "agreed",
            "The same person or group agreed for both groups.".to_owned(),
            "Two different people or groups must agree. Write the name of each.",
        );
    }
    agreed
}

fn agreement(fields: &Fields<'_>) -> Option<Agreement> {
    let role = needed_choice(fields, "role", &SignOffRole::WORDS, "host");
    let on = needed_past_day(fields);
    let by = fields.required_text("by", NAME, "by: Provider checks team");
    Some(Agreement {
        role: role?,
        on: on?,
        by: by?,
    })
}

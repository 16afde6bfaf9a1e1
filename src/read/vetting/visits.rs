//! `providers/visits/<id>.yml` -> what people with lived experience found, once the provider has
//! had the right to answer (domain rules E.3 and F.5).

use super::super::fields::{Fields, FileReader};
use super::super::kinds_of_field::SUMMARY;
use super::super::provider::easy_read;
use super::super::yaml::Value;
use super::checks::needed_choice;
use crate::model::checks::{CheckRole, Reply, Visit, VisitKind};
use crate::model::days::days_later;
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Kind};

/// Reads the visits to one provider.
pub(crate) fn read_visits(file: &FileReader<'_>, value: &Value) -> Vec<Visit> {
    let Value::List(items) = value else {
        file.report(
            Kind::WrongShape,
            KeyPath::default(),
            format!("This file is {}. It should be a list.", value.describe()),
            "Start each visit with `- on: 2026-06-12`, and put its other fields below.".to_owned(),
        );
        return Vec::new();
    };
    let visits = items.iter().enumerate();
    visits
        .filter_map(|(index, item)| {
            let keys = KeyPath::default().item(index);
            file.group(keys, item, read_visit).flatten()
        })
        .collect()
}

/// Reads one visit.
fn read_visit(fields: &Fields<'_>) -> Option<Visit> {
    let on = fields.claim_date("on", "This visit");
    let kind = needed_choice(fields, "kind", &VisitKind::WORDS, "visit");
    if fields.value("by").is_none() {
        fields.report_missing("by", "by: [lived-experience]");
    }
    let by = fields.choices("by", &CheckRole::WORDS);
    if fields.value("findings").is_none() {
        fields.report_missing(
            "findings",
            "findings:\n  - picture: meeting\n    words: We met 3 paid carers.",
        );
    }
    let findings = fields.groups("findings", easy_read);
    let sent_on = fields.past_date("sent_on");
    let reply = fields.group("reply", reply).flatten();
    let live_on = fields.date("live_on");
    let visit = Visit {
        on: on?,
        kind: kind?,
        by,
        findings,
        sent_on,
        reply,
        live_on,
    };
    let is_fair = are_in_order(fields, &visit) & could_answer(fields, &visit);
    is_fair.then_some(visit)
}

fn reply(fields: &Fields<'_>) -> Option<Reply> {
    let on = fields.claim_date("on", "This reply");
    let words = fields.required_text("words", SUMMARY, "words: Thank you. We have put up a ramp.");
    Some(Reply {
        on: on?,
        words: words?,
    })
}

/// Visited, sent, answered, shown: in this order.
fn are_in_order(fields: &Fields<'_>, visit: &Visit) -> bool {
    let steps: [(&str, Option<Date>); 4] = [
        ("on", Some(visit.on)),
        ("sent_on", visit.sent_on),
        ("reply", visit.reply.as_ref().map(|reply| reply.on)),
        ("live_on", visit.live_on),
    ];
    let known: Vec<(&str, Date)> = steps
        .into_iter()
        .filter_map(|(name, day)| Some((name, day?)))
        .collect();
    let mut is_good = true;
    for ((_, first), (name, second)) in known.iter().zip(known.iter().skip(1)) {
        if second < first {
            fields.report(
                Kind::DatesOutOfOrder,
                name,
                format!(
                    "The day of `{name}` ({}) is before the step in front of it ({}).",
                    day_words(*second),
                    day_words(*first)
                ),
                "The steps are: the visit, `sent_on`, `reply`, `live_on`. Check the dates.",
            );
            is_good = false;
        }
    }
    is_good
}

/// Findings are shown only when the provider has answered, or has had the time to.
fn could_answer(fields: &Fields<'_>, visit: &Visit) -> bool {
    let Some(live) = visit.live_on else {
        return true;
    };
    let Some(sent) = visit.sent_on else {
        fields.report(
            Kind::NoRightOfReply,
            "live_on",
            "These findings were never sent to the provider.".to_owned(),
            "Send them first and write the day in `sent_on`. Until then take `live_on` out.",
        );
        return false;
    };
    let free_from = days_later(sent, Visit::DAYS_TO_REPLY);
    if visit.reply.is_some() || live >= free_from {
        return true;
    }
    fields.report(
        Kind::NoRightOfReply,
        "live_on",
        format!(
            "The provider has not answered yet, and these findings would be shown from {}.",
            day_words(live)
        ),
        &format!(
            "Write its answer in `reply`. Without an answer they can be shown from {}, {} days \
             after they were sent.",
            day_words(free_from),
            Visit::DAYS_TO_REPLY
        ),
    );
    false
}

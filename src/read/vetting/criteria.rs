//! `content/criteria/<id>.yml` -> a [`Criterion`].

use super::super::fields::Fields;
use super::super::kinds_of_field::{LINE, NAME, SUMMARY};
use super::super::provider::easy_read;
use super::super::texts::{TITLE, order};
use super::super::{markdown, yaml::Value};
use crate::model::criterion::{Criterion, Lasts, Rule, Version, Weight};
use crate::model::document::Document;
use crate::model::lists::{ListName, Lists};
use crate::model::values::{Id, day_words};
use crate::problem::Kind;

/// The longest days of grace: a year.
const MOST_GRACE: u16 = 366;
/// The most months that a check can last.
const MOST_MONTHS: u16 = 120;
/// The most days that a check can last.
const MOST_DAYS: u16 = 3_660;

/// Reads one criterion. Nothing comes back when a field that every criterion needs is missing.
pub(crate) fn read_criterion(fields: &Fields<'_>, id: Id, lists: &Lists) -> Option<Criterion> {
    let name = fields.required_text("name", TITLE, "name: We know who they are");
    let summary = fields.text("summary", SUMMARY);
    let picture = fields.id("picture");
    let group = fields.text("group", NAME);
    let order = order(fields);
    if fields.value("applies").is_none() {
        fields.report_missing("applies", "applies:\n  - weight: must");
    }
    let applies = fields.groups("applies", |fields| rule(fields, lists));
    let evidence = fields.ids("evidence", lists, ListName::Evidence);
    let source = fields.text("source", LINE);
    let source_website = fields.web_address("source_website");
    if fields.value("lasts").is_none() {
        fields.report_missing("lasts", "lasts: 12 months");
    }
    let lasts = lasts(fields);
    let grace_days = fields.parsed(
        "grace_days",
        |text| text.parse().ok().filter(|days| *days <= MOST_GRACE),
        Kind::WrongShape,
        "a number of days",
        "Write for how many days a check that has ended is only late, like `grace_days: 30`.",
    );
    let why = writing(fields, "why");
    let how = writing(fields, "how");
    let easy_read = fields.groups("easy_read", easy_read);
    let versions = versions(fields);
    if versions.is_empty() {
        return None;
    }
    Some(Criterion {
        id,
        path: fields.file.path.clone(),
        name: name?,
        summary,
        picture,
        group,
        order,
        applies,
        evidence,
        source,
        source_website,
        lasts: lasts?,
        grace_days: grace_days.unwrap_or(0),
        why,
        how,
        easy_read,
        versions,
    })
}

fn rule(fields: &Fields<'_>, lists: &Lists) -> Option<Rule> {
    let weight = fields.choice("weight", &Weight::WORDS);
    if weight.is_none() && fields.value("weight").is_none() {
        fields.report_missing("weight", "weight: must");
    }
    let kinds = fields.ids("kinds", lists, ListName::Kinds);
    let rule = Rule {
        weight: weight.unwrap_or(Weight::Information),
        except_kinds: fields.ids("except_kinds", lists, ListName::Kinds),
        legal_forms: fields.ids("legal_forms", lists, ListName::LegalForms),
        except_legal_forms: fields.ids("except_legal_forms", lists, ListName::LegalForms),
        services: fields.ids("services", lists, ListName::Services),
        kinds,
    };
    weight.map(|_| rule)
}

fn writing(fields: &Fields<'_>, name: &'static str) -> Document {
    match fields.long_text(name) {
        Some(text) => markdown::read_in_field(&text, fields, name),
        None => Document::default(),
    }
}

/// `12 months`, `90 days`, `until the evidence ends` or `until a new version`.
fn lasts(fields: &Fields<'_>) -> Option<Lasts> {
    fields.parsed(
        "lasts",
        parse_lasts,
        Kind::WrongShape,
        "a time that Handrail can read",
        "Write `12 months`, `90 days`, `until the evidence ends` or `until a new version`.",
    )
}

fn parse_lasts(text: &str) -> Option<Lasts> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str, most: u16| {
        let number: u16 = text.parse().ok()?;
        (1..=most).contains(&number).then_some(number)
    };
    match words.as_slice() {
        ["until", "the", "evidence", "ends"] => Some(Lasts::UntilEvidenceEnds),
        ["until", "a", "new", "version"] => Some(Lasts::UntilNewVersion),
        [months, "month" | "months"] => number(months, MOST_MONTHS).map(Lasts::Months),
        [days, "day" | "days"] => number(days, MOST_DAYS).map(Lasts::Days),
        _ => None,
    }
}

/// The versions, which must be 1, 2, 3 and so on, each from a later day.
fn versions(fields: &Fields<'_>) -> Vec<Version> {
    if fields.value("versions").is_none() {
        fields.report_missing(
            "versions",
            "versions:\n  - number: 1\n    from: 2026-01-12\n    change: First version.",
        );
    }
    let versions = fields.groups("versions", version);
    let is_whole = match fields.value("versions") {
        Some(Value::List(items)) => items.len() == versions.len(),
        _ => false,
    };
    if !is_whole {
        return Vec::new();
    }
    let mut good: Vec<Version> = Vec::new();
    for version in versions {
        let last = good.last();
        let next = last.map_or(1, |last| last.number + 1);
        if version.number != next {
            fields.report(
                Kind::WrongShape,
                "versions",
                format!(
                    "Version {} stands where version {next} belongs.",
                    version.number
                ),
                "Keep every version, from 1 on, and add the newest one at the end.",
            );
            return Vec::new();
        }
        if let Some(last) = last
            && version.from <= last.from
        {
            fields.report(
                Kind::DatesOutOfOrder,
                "versions",
                format!(
                    "Version {} starts on {}. That is not after the start of version {}.",
                    version.number,
                    day_words(version.from),
                    last.number
                ),
                "Write the first day on which each version counts.",
            );
            return Vec::new();
        }
        good.push(version);
    }
    good
}

fn version(fields: &Fields<'_>) -> Option<Version> {
    if fields.value("number").is_none() {
        fields.report_missing("number", "number: 1");
    }
    let number = fields.parsed(
        "number",
        |text| {
            text.parse()
                .ok()
                .filter(|number| (1..=10_000).contains(number))
        },
        Kind::WrongShape,
        "the number of a version",
        "Write a whole number, like `1`.",
    );
    if fields.value("from").is_none() {
        fields.report_missing("from", "from: 2026-01-12");
    }
    let from = fields.date("from");
    let change = fields.text("change", SUMMARY);
    Some(Version {
        number: number?,
        from: from?,
        change,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_a_check_lasts_is_read_in_words() {
        for (text, lasts) in [
            ("12 months", Some(Lasts::Months(12))),
            ("1 Month", Some(Lasts::Months(1))),
            ("90  days", Some(Lasts::Days(90))),
            ("until the evidence ends", Some(Lasts::UntilEvidenceEnds)),
            ("until a new version", Some(Lasts::UntilNewVersion)),
            ("0 days", None),
            ("-1 days", None),
            ("a year", None),
            ("999 months", None),
            ("", None),
        ] {
            assert_eq!(parse_lasts(text), lasts, "{text}");
        }
    }
}

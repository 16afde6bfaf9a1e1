//! `content/signoffs/**/<name>.yml` -> who agreed to which words; and the rules in
//! `content/site.yml` that say who must.

use super::super::fields::{Fields, FileReader};
use super::super::kinds_of_field::{NAME, SUMMARY};
use super::super::yaml::Value;
use super::checks::needed_choice;
use crate::model::checks::SignOffRole;
use crate::model::sign_off::{Decision, SignOff, SignOffRules, SignOffs, Signed, plain_name};
use crate::model::sum::Sum;
use crate::problem::{KeyPath, Kind};

/// Reads who must agree to what.
pub(crate) fn read_rules(fields: &Fields<'_>) -> SignOffRules {
    let rule = |(word, signed): &(&'static str, Signed)| {
        let roles = fields.choices(word, &SignOffRole::WORDS);
        (!roles.is_empty()).then_some((*signed, roles))
    };
    Signed::WORDS.iter().filter_map(rule).collect()
}

/// Reads the sign-offs of one file.
pub(crate) fn read_sign_offs(file: &FileReader<'_>, value: &Value) -> SignOffs {
    let Value::List(items) = value else {
        file.report(
            Kind::WrongShape,
            KeyPath::default(),
            format!("This file is {}. It should be a list.", value.describe()),
            "Start each sign-off with `- role: host`. `handrail signoff` writes it for you."
                .to_owned(),
        );
        return SignOffs::default();
    };
    let mut sign_offs = SignOffs::default();
    for (index, item) in items.iter().enumerate() {
        let keys = KeyPath::default().item(index);
        let read = file.group(keys.clone(), item, sign_off).flatten();
        let Some(one) = read else {
            continue;
        };
        if let Some(earlier) = same_signer(&sign_offs, &one) {
            file.report(
                Kind::SameSigner,
                keys.field("by"),
                earlier,
                SAME_SIGNER.to_owned(),
            );
        }
        sign_offs.all.push(one);
    }
    sign_offs
}

const SAME_SIGNER: &str = "Each group needs a person or group of its own. Take one of the two out, \
                           and ask somebody else to look.";

/// Why this sign-off and an earlier one cannot both count, in a sentence. A person may agree, hold
/// the words back, for another reason too, and agree again, but not say the same thing twice in a row.
fn same_signer(earlier: &SignOffs, one: &SignOff) -> Option<String> {
    let about_it = || earlier.all.iter().filter(|other| other.sum == one.sum);
    let is_same = |other: &&SignOff| {
        plain_name(&other.by) == plain_name(&one.by) && other.decision == one.decision
    };
    if about_it()
        .filter(is_same)
        .any(|other| other.role != one.role)
    {
        return Some(format!("`{}` agreed for both groups.", one.by));
    }
    let last = about_it().rfind(|other| other.role == one.role)?;
    let did = match one.decision {
        Decision::Approve => "approved the same words twice",
        Decision::Hold => "held the same words back twice",
    };
    let is_again = is_same(&last) && last.reason == one.reason;
    is_again.then(|| format!("`{}` {did}.", one.by))
}

fn sign_off(fields: &Fields<'_>) -> Option<SignOff> {
    let role = needed_choice(fields, "role", &SignOffRole::WORDS, "lived-experience");
    let decision = fields
        .choice("decision", &Decision::WORDS)
        .unwrap_or(Decision::Approve);
    let on = fields.claim_date("on", "This sign-off");
    let by = fields.required_text("by", NAME, "by: Example Lived Experience Group");
    if fields.value("conflict_of_interest").is_none() {
        fields.report_missing("conflict_of_interest", "conflict_of_interest: no");
    }
    let conflict = fields.yes_no("conflict_of_interest");
    if fields.value("sum").is_none() {
        fields.report_missing("sum", "sum: (the sum that `handrail signoff` shows)");
    }
    let sum = fields.parsed(
        "sum",
        Sum::parse,
        Kind::WrongShape,
        "the sum of some words",
        "Run `handrail signoff` with the file. It writes the sum of what was looked at.",
    );
    let reason = fields.text("reason", SUMMARY);
    if decision == Decision::Hold && fields.value("reason").is_none() {
        fields.report_missing("reason", "reason: We want to ask the family first.");
    }
    Some(SignOff {
        role: role?,
        decision,
        on: on?,
        by: by?,
        conflict_of_interest: conflict?,
        sum: sum?,
        reason,
    })
}

//! Numbers in public registers. Only their shape is checked here; the register itself is the proof.
//!
//! Shapes: NMC, HCPC, CQC from the handbook's B.2; Companies House 8 characters; charities 6 to 8
//! digits; ICO starts with Z. Some NHS locations of CQC use codes of letters and digits instead.

use super::fields::Fields;
use super::kinds_of_field::{NAME, shorten};
use crate::model::registers::{Cqc, Numbers, Rating};
use crate::problem::Kind;

/// The letters of the professions that HCPC registers.
const HCPC_PROFESSIONS: [&str; 16] = [
    "AS", "BS", "CH", "CS", "DT", "HAD", "ODP", "OR", "OT", "PA", "PH", "PO", "PYL", "RA", "SL",
    "CL",
];

/// Reads the group `numbers`.
pub(crate) fn numbers(fields: &Fields<'_>) -> Numbers {
    let list = |name, is_good: fn(&str) -> bool, register: &str, example: &str| {
        let mut numbers = fields.texts(name, NAME);
        numbers.retain(|number| {
            is_good(number) || {
                wrong_number(fields, name, number, register, example);
                false
            }
        });
        numbers
    };
    let one = |name, is_good: fn(&str) -> bool, register: &str, example: &str| {
        let number = fields.text(name, NAME)?;
        if is_good(&number) {
            return Some(number);
        }
        wrong_number(fields, name, &number, register, example);
        None
    };
    Numbers {
        nmc: list("nmc", is_nmc, "an NMC PIN", "98Z0001Z"),
        hcpc: list("hcpc", is_hcpc, "an HCPC number", "PH000000"),
        company: one(
            "company",
            is_company,
            "a Companies House number",
            "01234567",
        ),
        charity: one("charity", is_charity, "a charity number", "1234567"),
        ico: one("ico", is_ico, "an ICO number", "Z1234567"),
    }
}

/// Reads the group `cqc`. A rating without its date is refused: ratings can be years old.
pub(crate) fn cqc(fields: &Fields<'_>) -> Option<Cqc> {
    let id = |name| {
        fields.parsed(
            name,
            |text| is_cqc(text).then(|| text.to_owned()),
            Kind::BadRegisterNumber,
            "a CQC number",
            "Copy it from CQC's page for this service. Most start with `1-`, like `1-1234567890`.",
        )
    };
    let provider = id("provider");
    let location = id("location");
    let rating = fields.choice("rating", &Rating::WORDS);
    let rating_on = match rating {
        Some(Rating::NotRated) | None => fields.past_date("rating_on"),
        Some(_) => fields.claim_date("rating_on", "This CQC rating"),
    };
    let as_of = fields.past_date("as_of");
    let undated = rating_on.is_none() && !matches!(rating, Some(Rating::NotRated) | None);
    Some(Cqc {
        provider,
        location,
        rating: if undated { None } else { rating },
        rating_on,
        as_of,
        name: fields.text("name", NAME),
        phone: fields.phone("phone"),
        website: fields.web_address("website"),
        postcode: fields.postcode("postcode"),
    })
}

fn wrong_number(
    fields: &Fields<'_>,
    name: &'static str,
    number: &str,
    register: &str,
    example: &str,
) {
    fields.report(
        Kind::BadRegisterNumber,
        name,
        format!("`{}` does not look like {register}.", shorten(number)),
        &format!("Copy it from the register again. It should look like `{example}`."),
    );
}

/// True when every character fits its letter in `shape`: `9` a digit, `A` a capital letter.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, kind)| match kind {
                b'9' => byte.is_ascii_digit(),
                _ => byte.is_ascii_uppercase(),
            })
}

fn all_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_nmc(text: &str) -> bool {
    has_shape(text, "99A9999A")
}

fn is_hcpc(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.strip_suffix(digits).unwrap_or_default();
    HCPC_PROFESSIONS.contains(&letters) && all_digits(digits, 1..=6)
}

fn is_company(text: &str) -> bool {
    all_digits(text, 8..=8) || has_shape(text, "AA999999")
}

fn is_charity(text: &str) -> bool {
    all_digits(text, 6..=8)
}

fn is_ico(text: &str) -> bool {
    text.strip_prefix('Z')
        .map(|rest| {
            rest.strip_prefix(|c: char| c.is_ascii_uppercase())
                .unwrap_or(rest)
        })
        .is_some_and(|digits| all_digits(digits, 6..=7))
}

/// True for CQC's numbers: `1-` and digits, or a code of capitals and digits as NHS sites have.
pub(crate) fn is_cqc(text: &str) -> bool {
    match text.strip_prefix("1-") {
        Some(digits) => all_digits(digits, 5..=12),
        None => {
            (3..=12).contains(&text.len())
                && text
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                && text.bytes().any(|byte| byte.is_ascii_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_register_has_its_own_shape() {
        assert!(is_nmc("98Z0001Z") && !is_nmc("98Z001Z") && !is_nmc("98z0001z"));
        assert!(is_hcpc("PH000000") && is_hcpc("PYL123456"));
        assert!(!is_hcpc("XX123456") && !is_hcpc("PH") && !is_hcpc("PH1234567"));
        assert!(is_company("01234567") && is_company("SC123456") && !is_company("1234567"));
        assert!(is_charity("123456") && !is_charity("12345"));
        assert!(is_ico("Z1234567") && is_ico("ZA123456") && !is_ico("1234567"));
        assert!(is_cqc("1-101614751") && is_cqc("RX601") && is_cqc("T1460W8"));
        assert!(!is_cqc("1-12") && !is_cqc("101614751") && !is_cqc("../x"));
    }
}

//! The public words of a provider's file, in one fixed form, so that their sum tells what was
//! approved.
//!
//! Not part of them is what no group needs to agree to each time: the block `cqc`, which belongs to
//! CQC; the state and the day of `availability`, which are choices and not words; and the days on
//! which the listing is looked at again. Comments, order and spacing of the file do not matter.

use std::fmt::Write as _;

use super::super::yaml::Value;
use crate::model::sum::Sum;

/// Fields that need no new approval.
const NOT_WORDS: [&str; 2] = ["cqc", "next_review"];
/// Fields of `availability` that need no new approval.
const NOT_WORDS_OF_AVAILABILITY: [&str; 2] = ["state", "as_of"];

/// The sum of the public words in a provider's file. `picture` gives the bytes of a picture that
/// the file names: a new drawing under an old name is new.
pub(crate) fn public_words<'b>(value: &Value, picture: &dyn Fn(&str) -> Option<&'b [u8]>) -> Sum {
    let mut text = String::new();
    for (name, value) in sorted(&public_fields(value)) {
        write_field(&mut text, name, value);
        if name == "pictures" {
            write_pictures(&mut text, value, picture);
        }
    }
    Sum::of(text.as_bytes())
}

/// The fields of a provider's file that are public words, in the order of the file.
pub(super) fn public_fields(value: &Value) -> Vec<(String, Value)> {
    let Value::Fields(fields) = value else {
        return Vec::new();
    };
    fields
        .iter()
        .filter(|(name, _)| !NOT_WORDS.contains(&name.as_str()))
        .filter_map(|(name, value)| {
            let value = match name.as_str() {
                "availability" => words_of_availability(value)?,
                _ => value.clone(),
            };
            Some((name.clone(), value))
        })
        .collect()
}

/// The sum of a file that is approved as a whole. How lines end does not matter.
pub(crate) fn sum_of_file(text: &str) -> Sum {
    Sum::of(text.replace("\r\n", "\n").trim_end().as_bytes())
}

/// Fields with something in them, by name.
fn sorted(fields: &[(String, Value)]) -> Vec<(&str, &Value)> {
    let mut sorted: Vec<(&str, &Value)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .filter(|(_, value)| **value != Value::Nothing)
        .collect();
    sorted.sort_by_key(|(name, _)| *name);
    sorted
}

/// What is left of `availability` without its state and its day, if there is more.
fn words_of_availability(value: &Value) -> Option<Value> {
    let Value::Fields(fields) = value else {
        return Some(value.clone());
    };
    let words = fields
        .iter()
        .filter(|(name, _)| !NOT_WORDS_OF_AVAILABILITY.contains(&name.as_str()));
    let words: Vec<_> = words.cloned().collect();
    (!words.is_empty()).then_some(Value::Fields(words))
}

fn write_pictures<'b>(
    text: &mut String,
    value: &Value,
    picture: &dyn Fn(&str) -> Option<&'b [u8]>,
) {
    let Value::List(pictures) = value else {
        return;
    };
    for one in pictures {
        let Value::Fields(fields) = one else {
            continue;
        };
        let file = fields.iter().find(|(name, _)| name == "file");
        if let Some((_, Value::Text(file))) = file
            && let Some(bytes) = picture(file)
        {
            let _ = writeln!(text, "picture {}", Sum::of(bytes).as_str());
        }
    }
}

fn write_field(text: &mut String, name: &str, value: &Value) {
    write_text(text, name);
    write_value(text, value);
}

/// Each value is marked with its kind and its length, so that no two values look alike.
fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Nothing => text.push_str("nothing\n"),
        Value::Boolean(value) => write_text(text, if *value { "true" } else { "false" }),
        Value::Whole(number) => write_text(text, &number.to_string()),
        Value::Decimal(number) => write_text(text, &number.to_string()),
        Value::Text(words) => write_text(text, words.trim()),
        Value::List(items) => {
            let _ = writeln!(text, "list {}", items.len());
            for item in items {
                write_value(text, item);
            }
        }
        Value::Fields(fields) => {
            let fields = sorted(fields);
            let _ = writeln!(text, "fields {}", fields.len());
            for (name, value) in fields {
                write_field(text, name, value);
            }
        }
    }
}

fn write_text(text: &mut String, words: &str) {
    let _ = writeln!(text, "text {} {words}", words.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::yaml::parse;

    fn sum(yaml: &str) -> Sum {
        let pictures = |file: &str| (file == "a.svg").then_some(&b"<svg/>"[..]);
        public_words(&parse(yaml).unwrap().value, &pictures)
    }

    #[test]
    fn comments_order_and_what_is_not_words_do_not_matter() {
        let first =
            sum("name: Kite\nareas: [camden]\navailability:\n  state: open\n  note: Soon\n");
        for same in [
            "# A note\nareas:\n- camden\nname: \"Kite\" # here\navailability: {state: full, as_of: 2026-01-01, note: Soon}\n",
            "name: Kite\nareas: [camden]\navailability: {note: Soon}\ncqc:\n  rating: good\nnext_review: 2027-01-01\nsummary:\n",
        ] {
            assert_eq!(sum(same), first, "{same}");
        }
        let without = sum("name: Kite\nareas: [camden]\n");
        let space =
            sum("name: Kite\nareas: [camden]\navailability: {state: open, as_of: 2026-01-01}\n");
        assert_eq!(space, without);
    }

    #[test]
    fn every_word_matters() {
        let first = sum("name: Kite\nareas: [camden]\n");
        for other in [
            "name: Kite 2\nareas: [camden]\n",
            "name: Kite\nareas: [camden, barnet]\n",
            "name: Kite\nareas: [camden]\navailability: {state: open, note: x}\n",
            "name: Kite\nareas: [camden]\nlisted_from: 2026-01-01\n",
            "name: Kite\nareas: camden\n",
            "name: Kite\nareas: [camden]\npictures: [{file: a.svg, alt: A}]\n",
        ] {
            assert_ne!(sum(other), first, "{other}");
        }
    }

    #[test]
    fn a_new_picture_under_an_old_name_matters() {
        let file = parse("name: Kite\npictures: [{file: a.svg, alt: A}]\n")
            .unwrap()
            .value;
        let old = public_words(&file, &|_| Some(&b"old"[..]));
        let new = public_words(&file, &|_| Some(&b"new"[..]));
        assert_ne!(old, new);
    }
}

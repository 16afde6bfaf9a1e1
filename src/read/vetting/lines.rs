//! The words that groups agree to, as lines that people can read and compare: just what the sum is
//! made of.

use super::super::yaml::Value;
use super::words::public_fields;
use crate::model::sum::Sum;

/// The digits of the sum of a picture that are shown.
const DIGITS: usize = 8;

/// The public words in a provider's file. Fields stand in the order that they have in `like`, so
/// that two versions can be compared.
pub(crate) fn public_lines<'b>(
    value: &Value,
    like: &Value,
    picture: &dyn Fn(&str) -> Option<&'b [u8]>,
) -> Vec<String> {
    let words = in_order_of(&Value::Fields(public_fields(value)), like);
    let Value::Fields(fields) = &words else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    for (name, value) in fields {
        let picture = (name == "pictures").then_some(picture);
        push_field(&mut lines, name, value, 0, picture);
    }
    lines
}

/// Gives the bytes of a picture. Nothing where no pictures are named.
type Picture<'p, 'b> = Option<&'p dyn Fn(&str) -> Option<&'b [u8]>>;

fn push_field(
    lines: &mut Vec<String>,
    name: &str,
    value: &Value,
    indent: usize,
    picture: Picture<'_, '_>,
) {
    let space = " ".repeat(indent);
    match value {
        Value::Nothing => {}
        Value::List(_) | Value::Fields(_) => {
            lines.push(format!("{space}{name}:"));
            push_inside(lines, value, indent + 2, picture);
        }
        value => match text_of(value).trim().lines().collect::<Vec<_>>().as_slice() {
            [] => lines.push(format!("{space}{name}:")),
            [one] => lines.push(format!("{space}{name}: {one}")),
            many => {
                lines.push(format!("{space}{name}:"));
                lines.extend(many.iter().map(|line| format!("{space}  {line}")));
            }
        },
    }
    if let (Some(picture), "file", Value::Text(file)) = (picture, name, value)
        && let Some(bytes) = picture(file)
    {
        let sum = Sum::of(bytes);
        lines.push(format!(
            "{space}(the picture itself: {})",
            sum.start(DIGITS)
        ));
    }
}

fn push_inside(lines: &mut Vec<String>, value: &Value, indent: usize, picture: Picture<'_, '_>) {
    match value {
        Value::Fields(fields) => {
            for (name, value) in fields {
                push_field(lines, name, value, indent, picture);
            }
        }
        Value::List(items) => {
            for item in items {
                let mut inner = Vec::new();
                push_inside(&mut inner, item, indent + 2, picture);
                if let Some(first) = inner.first_mut() {
                    *first = format!("{}- {}", " ".repeat(indent), first.trim_start());
                }
                lines.append(&mut inner);
            }
        }
        value => {
            let space = " ".repeat(indent);
            let text = text_of(value);
            lines.extend(text.trim().lines().map(|line| format!("{space}{line}")));
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Boolean(value) => value.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Nothing | Value::List(_) | Value::Fields(_) => String::new(),
    }
}

/// The same value with its fields in the order of another one. Fields that the other does not have
/// come last.
fn in_order_of(value: &Value, like: &Value) -> Value {
    match (value, like) {
        (Value::Fields(fields), Value::Fields(others)) => {
            let place = |name: &str| others.iter().position(|(other, _)| other == name);
            let mut fields: Vec<(String, Value)> = fields
                .iter()
                .map(|(name, value)| {
                    let other = others.iter().find(|(other, _)| other == name);
                    let other = other.map_or(&Value::Nothing, |(_, other)| other);
                    (name.clone(), in_order_of(value, other))
                })
                .collect();
            fields.sort_by_key(|(name, _)| place(name).unwrap_or(others.len()));
            Value::Fields(fields)
        }
        (Value::List(items), Value::List(others)) => {
            let other = |index: usize| others.get(index).or(others.first());
            let items = items
                .iter()
                .enumerate()
                .map(|(index, item)| in_order_of(item, other(index).unwrap_or(&Value::Nothing)));
            Value::List(items.collect())
        }
        (value, _) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::yaml::parse;

    fn lines(yaml: &str, like: &str) -> String {
        let read = |yaml: &str| parse(yaml).unwrap().value;
        let picture = |file: &str| (file == "a.svg").then_some(&b"<svg/>"[..]);
        public_lines(&read(yaml), &read(like), &picture).join("\n")
    }

    #[test]
    fn only_words_are_shown_and_a_drawing_by_its_sum() {
        let shown = lines(
            "# Ours\nname: 'Kite'\ncqc: {rating: good}\navailability: {state: open, note: Soon}\n\
             areas: [camden]\nabout: |\n  One\n  two\npictures:\n  - {file: a.svg, alt: A}\nowner:\n",
            "areas: [x]\nname: y",
        );
        let sum = Sum::of(b"<svg/>");
        let expected = format!(
            "areas:\n  - camden\nname: Kite\navailability:\n  note: Soon\nabout:\n  One\n  two\n\
             pictures:\n  - file: a.svg\n    (the picture itself: {})\n    alt: A",
            sum.start(8)
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn another_order_of_fields_is_no_change() {
        let first = "name: A\nprices: [{what: Help, amount: 1}, {what: More, amount: 2}]\n";
        let second = "prices: [{amount: 1, what: Help}, {amount: 2, what: More}]\nname: A\n";
        assert_eq!(lines(second, first), lines(first, first));
    }
}

//! Values -> lines of a YAML file, in the way in which people write them.

use super::text::{list_item, scalar};
use crate::read::YamlValue;

/// A value as the lines of a YAML file, each this far to the right.
pub(crate) fn written(value: &YamlValue, indent: usize) -> Vec<String> {
    let space = " ".repeat(indent);
    match value {
        YamlValue::Fields(fields) => fields
            .iter()
            .flat_map(|(name, value)| match value {
                YamlValue::Text(text) => vec![format!("{space}{name}: {}", scalar(text))],
                YamlValue::List(_) | YamlValue::Fields(_) => {
                    let mut lines = vec![format!("{space}{name}:")];
                    lines.extend(items(value, indent + 2, true));
                    lines
                }
                value => written(value, 0)
                    .into_iter()
                    .map(|text| format!("{space}{name}: {text}"))
                    .collect(),
            })
            .collect(),
        YamlValue::List(_) => items(value, indent, false),
        YamlValue::Text(text) => vec![format!("{space}{}", scalar(text))],
        YamlValue::Nothing => vec![format!("{space}null")],
        YamlValue::Boolean(value) => vec![format!("{space}{value}")],
        YamlValue::Whole(number) => vec![format!("{space}{number}")],
        YamlValue::Decimal(number) => vec![format!("{space}{number}")],
    }
}

/// The lines of a list, or of a group. An item of texts alone, in a list inside something, stands on
/// one line.
fn items(value: &YamlValue, indent: usize, is_inside: bool) -> Vec<String> {
    let YamlValue::List(all) = value else {
        return written(value, indent);
    };
    all.iter()
        .flat_map(|item| item_lines(item, indent, is_inside))
        .collect()
}

pub(super) fn item_lines(item: &YamlValue, indent: usize, is_inside: bool) -> Vec<String> {
    let space = " ".repeat(indent);
    if let Some(line) = on_one_line(item).filter(|_| is_inside) {
        return vec![format!("{space}- {line}")];
    }
    let mut lines = written(item, indent + 2);
    if let Some(first) = lines.first_mut() {
        *first = format!("{space}- {}", first.trim_start());
    }
    lines
}

/// `{role: host, on: 2026-11-20}`, for a group of texts alone.
pub(super) fn on_one_line(item: &YamlValue) -> Option<String> {
    let YamlValue::Fields(fields) = item else {
        return None;
    };
    let fields: Option<Vec<String>> = fields
        .iter()
        .map(|(name, value)| match value {
            YamlValue::Text(text) => Some(format!("{name}: {}", list_item(text))),
            _ => None,
        })
        .collect();
    Some(format!("{{{}}}", fields?.join(", ")))
}

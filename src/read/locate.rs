//! The line and column of a field, for a problem that names the field only.

use super::texts::split_front_matter;
use super::yaml;
use crate::problem::{KeyPath, Place, Point, Step};
use crate::source::Sources;

/// The same place with a line and column in place of a field, where the file has that field.
pub fn locate(place: Place, sources: &Sources) -> Place {
    let text = sources
        .get(place.path.as_str())
        .and_then(|source| source.text().ok())
        .unwrap_or_default();
    let (keys, is_name) = match &place.point {
        Point::Value(keys) => (keys, false),
        Point::Name(keys) => (keys, true),
        Point::Text { .. } => return inside(place, text),
        Point::WholeFile => return place,
    };
    let (yaml_text, lines_before) = match place.path.extension() {
        "md" => split_front_matter(text).map_or((text, 0), |parts| (parts.yaml, 1)),
        _ => (text, 0),
    };
    let found = if is_name {
        name_place(yaml_text, keys)
    } else {
        value_place(yaml_text, keys)
    };
    let point = match found {
        Some((line, column, width)) => Point::Text {
            line: line + lines_before,
            column,
            width: width.max(1),
        },
        None => Point::WholeFile,
    };
    let place = Place {
        path: place.path,
        point,
    };
    inside(place, text)
}

/// What is wrong after the end of a file is shown on its last line.
fn inside(place: Place, text: &str) -> Place {
    let Point::Text { line, .. } = place.point else {
        return place;
    };
    match u32::try_from(text.lines().count().max(1)) {
        Ok(last) if last < line && !text.is_empty() => Place::line(&place.path, last),
        _ => place,
    }
}

/// The line, from 1, on which the value of a field starts.
pub fn field_line(text: &str, keys: &KeyPath) -> Option<u32> {
    yaml::locate(text, keys).map(|(line, _)| line)
}

/// The value, or the nearest group around it that is there.
fn value_place(text: &str, keys: &KeyPath) -> Option<(u32, u32, u32)> {
    let mut dotted = keys.clone();
    loop {
        if let Some((line, column)) = yaml::locate(text, &dotted) {
            return Some((line, column, rest_of_line(text, line, column)));
        }
        dotted = parent(&dotted)?;
    }
}

/// The name of a field: on the line of its value, or on a line above it. When the name is written
/// twice, the second one.
fn name_place(text: &str, keys: &KeyPath) -> Option<(u32, u32, u32)> {
    let Some(Step::Field(name)) = keys.steps().last() else {
        return value_place(text, keys);
    };
    let (value_line, _) = yaml::locate(text, keys)?;
    let lines: Vec<&str> = text.lines().collect();
    let value_index = usize::try_from(value_line).ok()?.checked_sub(1)?;
    let found = (0..=value_index).rev().find_map(|index| {
        let column = column_of_name(lines.get(index)?, name)?;
        Some((index, column))
    });
    let Some((first, column)) = found else {
        return value_place(text, keys);
    };
    // The group ends at the first line that starts further to the left.
    let in_group = |line: &&str| {
        let start = line.len() - line.trim_start().len();
        line.trim().is_empty() || start + 1 >= usize::try_from(column).unwrap_or(1)
    };
    let again = lines
        .iter()
        .enumerate()
        .skip(first + 1)
        .take_while(|(_, line)| in_group(line))
        .find_map(|(index, line)| (column_of_name(line, name)? == column).then_some(index));
    let index = again.unwrap_or(first);
    let count = |number: usize| u32::try_from(number).unwrap_or(1);
    Some((count(index + 1), column, count(name.chars().count())))
}

/// The column, from 1, at which a line names a field.
fn column_of_name(line: &str, name: &str) -> Option<u32> {
    let start = line.trim_start_matches([' ', '-']);
    let before = line.len() - start.len();
    let bare = start.trim_start_matches(['"', '\'', '{']);
    let rest = bare.strip_prefix(name)?;
    let ends = rest.trim_start_matches(['"', '\'']).trim_start();
    let column = before + (start.len() - bare.len()) + 1;
    ends.starts_with(':')
        .then(|| u32::try_from(column).unwrap_or(1))
}

fn rest_of_line(text: &str, line: u32, column: u32) -> u32 {
    let index = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let skipped = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    let line = text.lines().nth(index).unwrap_or_default();
    let rest: String = line.chars().skip(skipped).collect();
    let before: String = line.chars().take(skipped).collect();
    let in_list = before.matches('[').count() > before.matches(']').count();
    let value = match in_list {
        true => rest.split([',', ']']).next().unwrap_or_default(),
        false => rest.split(" #").next().unwrap_or_default(),
    };
    let value = value.trim_end();
    u32::try_from(value.chars().count()).unwrap_or(1)
}

fn parent(keys: &KeyPath) -> Option<KeyPath> {
    let (_, outer) = keys.steps().split_last()?;
    let mut parent = KeyPath::default();
    for step in outer {
        parent = match step {
            Step::Field(name) => parent.field(name),
            Step::Item(index) => parent.item(*index),
        };
    }
    Some(parent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    const TEXT: &str = "name: Kite\nprices:\n  - what: Help\n    amount: x\n  - what: More\ncontact:\n  phone: 020\nname: Again\n";

    fn at(point: Point) -> (u32, u32, u32) {
        let mut sources = Sources::default();
        sources.insert_text("providers/kite.yml", TEXT);
        let place = Place {
            path: SourcePath::new("providers/kite.yml"),
            point,
        };
        match locate(place, &sources).point {
            Point::Text {
                line,
                column,
                width,
            } => (line, column, width),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn values_and_names_are_found() {
        assert_eq!(at(Point::Value(KeyPath::new("name"))), (1, 7, 4));
        assert_eq!(
            at(Point::Value(KeyPath::new("prices.0.amount"))),
            (4, 13, 1)
        );
        assert_eq!(at(Point::Name(KeyPath::new("contact.phone"))), (7, 3, 5));
        assert_eq!(at(Point::Name(KeyPath::new("prices.0.what"))), (3, 5, 4));
    }

    #[test]
    fn a_missing_field_is_shown_at_its_group() {
        assert_eq!(at(Point::Value(KeyPath::new("prices.1.told_on"))).0, 5);
        assert_eq!(at(Point::Value(KeyPath::new("owner"))).0, 1);
    }

    #[test]
    fn the_second_of_two_equal_names_is_shown() {
        assert_eq!(at(Point::Name(KeyPath::new("name"))), (8, 1, 4));
    }
}

//! `themes/<name>/components/<component>/<component>.yml` -> what a component says about itself.

use std::cell::RefCell;

use super::fields::{Fields, FileReader};
use super::kinds_of_field::NAME;
use super::{Input, field_line, yaml::Value};
use crate::model::component::{Component, Example, Plain};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::{SourcePath, Sources};

/// Reads what every component of a theme says about itself, from A to Z.
pub fn read_components(
    sources: &Sources,
    input: &Input,
    theme: &str,
) -> (Vec<Component>, Problems) {
    let problems = RefCell::new(Problems::default());
    let folder = format!("themes/{theme}/components");
    let mut names: Vec<&str> = sources
        .under(&folder)
        .filter(|(path, _)| path.extension() == "html")
        .filter_map(|(path, _)| path.folder().strip_prefix(&folder)?.strip_prefix('/'))
        .collect();
    names.dedup();
    let components = names
        .into_iter()
        .filter_map(|name| {
            let path = SourcePath::new(format!("{folder}/{name}/{name}.yml"));
            if sources.get(path.as_str()).is_none() {
                problems.borrow_mut().push(no_description(&path, name));
                return None;
            }
            input.read_yaml(sources, &path, &problems, |file, value| {
                file.group(KeyPath::default(), value, |fields| component(fields, name))
            })?
        })
        .collect();
    (components, problems.into_inner())
}

fn no_description(path: &SourcePath, name: &str) -> Problem {
    Problem::new(
        Kind::BrokenTheme,
        Place::file(path),
        format!("The component `{name}` has no file that says what it is for."),
        format!(
            "Add `{name}.yml` beside its template, with a `sentence`, its `options` and `examples`."
        ),
    )
}

fn component(fields: &Fields<'_>, name: &str) -> Component {
    let sentence = fields.required_text(
        "sentence",
        NAME,
        "sentence: Shows one price with the day on which it was told.",
    );
    let in_header = fields.yes_no("in_header").unwrap_or(false);
    let options = options(fields);
    let examples = examples(fields);
    if examples.is_empty() && fields.value("examples").is_none() {
        fields.report_missing(
            "examples",
            "examples:\n  - name: One price\n    options:\n      price: £20 an hour",
        );
    }
    Component {
        name: name.to_owned(),
        path: fields.file.path.clone(),
        sentence: sentence.unwrap_or_default(),
        in_header,
        options,
        examples,
    }
}

/// The options with what they mean. A component without options has none.
fn options(fields: &Fields<'_>) -> Vec<(String, String)> {
    let Some(Value::Fields(options)) = group_value(fields, "options") else {
        return Vec::new();
    };
    let keys = fields.keys("options");
    let read = |(name, value): &(String, Value)| {
        let Value::Text(text) = value else {
            fields.file.report(
                Kind::WrongShape,
                keys.field(name),
                format!(
                    "What `{name}` means is {}. It should be text.",
                    value.describe()
                ),
                format!("Write a sentence: `{name}: The words of the link.`"),
            );
            return None;
        };
        Some((name.clone(), text.trim().to_owned()))
    };
    options.iter().filter_map(read).collect()
}

fn group_value<'a>(fields: &Fields<'a>, name: &'static str) -> Option<&'a Value> {
    let value = fields.value(name)?;
    if matches!(value, Value::Fields(_)) {
        return Some(value);
    }
    fields.report(
        Kind::WrongShape,
        name,
        format!(
            "`{name}` is {}. It should be a group of fields.",
            value.describe()
        ),
        "Write each option on a line of its own: its name, a colon, a space and its value.",
    );
    None
}

fn examples(fields: &Fields<'_>) -> Vec<Example> {
    let starts = match fields.value("examples") {
        Some(Value::List(items)) => example_lines(&fields.file, items.len()),
        _ => Vec::new(),
    };
    let number = RefCell::new(0_usize);
    fields.groups("examples", |example| {
        let index = *number.borrow();
        *number.borrow_mut() += 1;
        let name = example.required_text("name", NAME, "name: One price")?;
        let hidden = example.yes_no("hidden").unwrap_or(false);
        let options = match group_value(example, "options") {
            Some(Value::Fields(options)) => options
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
            _ => Vec::new(),
        };
        Some(Example {
            name,
            hidden,
            options,
            yaml: starts.get(index).cloned().unwrap_or_default(),
        })
    })
}

fn plain(value: &Value) -> Plain {
    match value {
        Value::Nothing => Plain::Nothing,
        Value::Boolean(boolean) => Plain::Boolean(*boolean),
        Value::Whole(number) => Plain::Whole(i64::try_from(*number).unwrap_or(i64::MAX)),
        Value::Decimal(number) => Plain::Decimal(*number),
        Value::Text(text) => Plain::Text(text.clone()),
        Value::List(items) => Plain::List(items.iter().map(plain).collect()),
        Value::Fields(fields) => Plain::Fields(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
    }
}

/// The lines of each example as they were written, moved to the left.
fn example_lines(file: &FileReader<'_>, count: usize) -> Vec<String> {
    let keys = KeyPath::new("examples");
    let all: Vec<&str> = file.text.lines().collect();
    let start_of = |index: usize| {
        let line = field_line(file.text, &keys.item(index))?;
        usize::try_from(line).ok()?.checked_sub(1)
    };
    let starts: Vec<Option<usize>> = (0..count).map(start_of).collect();
    starts
        .iter()
        .enumerate()
        .map(|(index, start)| {
            let Some(start) = *start else {
                return String::new();
            };
            let next = starts.get(index + 1).copied().flatten();
            let end = next.unwrap_or(all.len());
            moved_left(all.get(start..end).unwrap_or_default())
        })
        .collect()
}

/// Lines without the spaces and the hyphen that put them into a list.
fn moved_left(lines: &[&str]) -> String {
    let first = lines.first().copied().unwrap_or_default();
    let depth = first.len() - first.trim_start_matches([' ', '-']).len();
    // A comment or a field that starts further to the left is not part of the example.
    let is_inside = |line: &&&str| {
        let start = line.len() - line.trim_start().len();
        line.trim().is_empty() || start >= depth
    };
    let rest = lines.iter().skip(1).take_while(is_inside);
    let bare = |line: &&str| line.get(depth..).unwrap_or_default().trim_end().to_owned();
    let kept: Vec<String> = lines.iter().take(1).chain(rest).map(bare).collect();
    kept.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_shown_as_it_was_written() {
        let lines = [
            "  - name: One",
            "    options:",
            "      a: 1 # one",
            "",
            "more: x",
        ];
        assert_eq!(moved_left(&lines), "name: One\noptions:\n  a: 1 # one");
    }
}

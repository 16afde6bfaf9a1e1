//! YAML text -> values, and the place of any value in the text. The only file that names `serde_yaml`.
//!
//! `serde_yaml` keeps no places. [`locate`] finds one when it is needed: it walks to the node and
//! fails there on purpose, and the error carries the line and column. That costs a second look at
//! the file, but only files with a problem are looked at twice.

mod faults;
mod finder;
mod gatherer;

use serde::de::DeserializeSeed;

use crate::problem::KeyPath;

use finder::{FOUND, Finder};
use gatherer::{Gatherer, TOO_DEEP};

/// A value as it stands in a YAML file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing was written.
    Nothing,
    /// `true` or `false`. The words yes and no arrive as text.
    Boolean(bool),
    /// A whole number.
    Whole(i128),
    /// A number with a decimal point.
    Decimal(f64),
    /// Text. Digits with a leading zero, such as phone numbers, arrive as text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields with their values, in the order of the file.
    Fields(Vec<(String, Value)>),
}

impl Value {
    /// The value in the reader's words.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Value::Nothing => "empty",
            Value::Boolean(_) => "yes or no",
            Value::Whole(_) | Value::Decimal(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Fields(_) => "a group of fields",
        }
    }
}

/// What a YAML file holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The values.
    pub(crate) value: Value,
    /// Fields that are written twice. The first one is kept in `value`.
    pub(crate) repeated: Vec<KeyPath>,
}

/// Why text could not be read as YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The line from 1, and the column from 1.
    pub(crate) line: u32,
    /// The column, from 1.
    pub(crate) column: u32,
    /// What is wrong.
    pub(crate) fault: Fault,
}

/// The kinds of broken YAML that people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A tab where YAML wants spaces.
    Tab,
    /// A quotation mark that is never closed.
    Quote,
    /// A colon and a space inside text without quotation marks.
    Colon,
    /// Nested, or repeated with `&` and `*`, more than any real file needs.
    TooDeep,
    /// More than one document in a file (a line of `---`).
    ManyDocuments,
    /// A line that starts further to the right than it should.
    Indent,
    /// No space after a colon.
    NoSpace,
    /// Anything else: mostly spacing.
    Spacing,
}

/// Reads YAML text.
pub(crate) fn parse(text: &str) -> Result<Parsed, Broken> {
    let mut gatherer = Gatherer::default();
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let value = match documents.next() {
        None => Value::Nothing,
        Some(document) => gatherer
            .deserialize(document)
            .map_err(|error| broken(text, &error))?,
    };
    if documents.next().is_some() {
        return Err(Broken {
            line: second_document(text),
            column: 1,
            fault: Fault::ManyDocuments,
        });
    }
    Ok(Parsed {
        value,
        repeated: gatherer.repeated,
    })
}

/// The line and column, from 1, of the value that `keys` leads to; or nothing if it is not there.
pub(crate) fn locate(text: &str, keys: &KeyPath) -> Option<(u32, u32)> {
    let document = serde_yaml::Deserializer::from_str(text).next()?;
    let finder = Finder {
        steps: keys.steps(),
    };
    let error = finder.deserialize(document).err()?;
    let location = error.location()?;
    error
        .to_string()
        .contains(FOUND)
        .then(|| line_and_column(text, &location))
}

/// The line and column, from 1, as an editor shows them. YAML's own lines end in more places, such as at
/// a `\r` alone.
fn line_and_column(text: &str, location: &serde_yaml::Location) -> (u32, u32) {
    let bytes = text.as_bytes();
    let before = bytes.get(..location.index()).unwrap_or(bytes);
    before
        .iter()
        .fold((1, 1), |(line, column): (u32, u32), byte| match byte {
            b'\n' => (line.saturating_add(1), 1),
            // The later bytes of a letter.
            0x80..=0xbf => (line, column),
            _ => (line, column.saturating_add(1)),
        })
}

/// A number exactly as it was typed, such as `24.50`, which YAML itself would make `24.5`.
pub(crate) fn as_typed<'t>(text: &'t str, keys: &KeyPath) -> Option<&'t str> {
    let (line, column) = locate(text, keys)?;
    let line = text
        .lines()
        .nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let skipped = usize::try_from(column).ok()?.checked_sub(1)?;
    let (start, _) = line.char_indices().nth(skipped)?;
    let rest = line.get(start..)?;
    rest.split([' ', ',', ']', '}', '#']).next()
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn second_document(text: &str) -> u32 {
    let mark = text
        .lines()
        .enumerate()
        .skip(1)
        .find(|(_, line)| line.starts_with("---"));
    mark.map_or(1, |(index, _)| number(index + 1))
}

fn broken(text: &str, error: &serde_yaml::Error) -> Broken {
    let message = error.to_string();
    let (mut line, column) = error
        .location()
        .map_or((1, 1), |location| line_and_column(text, &location));
    if message.contains("control characters") {
        // Such a character has no place of its own in the error.
        let has_one = |line: &str| line.contains(|c: char| c.is_control() && c != '\t');
        line = number(text.lines().position(has_one).unwrap_or(0) + 1);
    }
    if [TOO_DEEP, "recursion limit", "repetition limit"]
        .iter()
        .any(|words| message.contains(words))
    {
        return Broken {
            line,
            column,
            fault: Fault::TooDeep,
        };
    }
    faults::find(text, &message, line, column)
}

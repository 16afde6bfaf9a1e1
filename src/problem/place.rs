//! Where something is: a file, and a field or a line and column in it.

use std::fmt;

use crate::source::SourcePath;

/// One step into a YAML file: a field's name or a number in a list (from 0).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A field.
    Field(String),
    /// An item of a list, from 0.
    Item(usize),
}

/// The way to a field, such as `prices`, item 2, `told_on`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyPath(Vec<Step>);

impl KeyPath {
    /// The way to a field of the top level, or to one further in, as `contact.phone`.
    pub fn new(dotted: &str) -> Self {
        KeyPath(
            dotted
                .split('.')
                .filter(|part| !part.is_empty())
                .map(|part| match part.parse() {
                    Ok(item) => Step::Item(item),
                    Err(_) => Step::Field(part.to_owned()),
                })
                .collect(),
        )
    }

    /// The way one field further in.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Field(name.to_owned()));
        KeyPath(steps)
    }

    /// The way to one item of the list.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Item(index));
        KeyPath(steps)
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str(".")?;
            }
            match step {
                Step::Field(name) => formatter.write_str(name)?,
                Step::Item(item) => write!(formatter, "{}", item + 1)?,
            }
        }
        Ok(())
    }
}

/// A point in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// The file as a whole.
    WholeFile,
    /// A line and column, from 1, and how many characters are meant (at least 1).
    Text {
        /// The line, from 1.
        line: u32,
        /// The column in characters, from 1.
        column: u32,
        /// The number of characters.
        width: u32,
    },
    /// The value of a YAML field (or the field before it that is there). Becomes `Text` at the end.
    Value(KeyPath),
    /// The name of a YAML field. Becomes `Text` at the end.
    Name(KeyPath),
}

/// A file and a point in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// Where in the file.
    pub point: Point,
}

impl Place {
    /// A whole file.
    pub fn file(path: &SourcePath) -> Self {
        Place {
            path: path.clone(),
            point: Point::WholeFile,
        }
    }

    /// A line of a file.
    pub fn line(path: &SourcePath, line: u32) -> Self {
        Place::text(path, line, 1, 1)
    }

    /// A stretch of text.
    pub fn text(path: &SourcePath, line: u32, column: u32, width: u32) -> Self {
        Place {
            path: path.clone(),
            point: Point::Text {
                line,
                column,
                width: width.max(1),
            },
        }
    }

    /// The value of a field.
    pub fn value(path: &SourcePath, keys: KeyPath) -> Self {
        Place {
            path: path.clone(),
            point: Point::Value(keys),
        }
    }

    /// The name of a field.
    pub fn name(path: &SourcePath, keys: KeyPath) -> Self {
        Place {
            path: path.clone(),
            point: Point::Name(keys),
        }
    }
}

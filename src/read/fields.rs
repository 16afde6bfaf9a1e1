//! Reads the fields of a YAML group: each read adds a problem if it must, and goes on.
//!
//! A group remembers which names it was asked for. Any other name in the file is a problem, with
//! the nearest known name. Empty text, empty lists and missing fields are all the same: not told.

use std::cell::RefCell;

use super::yaml::Value;
use crate::model::values::Date;
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems, Step};
use crate::source::SourcePath;

/// One file that is being read: where it is, today's date, and where its problems go.
#[derive(Clone, Copy)]
pub(crate) struct FileReader<'a> {
    /// The file.
    pub(crate) path: &'a SourcePath,
    /// Its YAML text.
    pub(crate) text: &'a str,
    /// Today, from the options.
    pub(crate) today: Date,
    /// Where problems go.
    pub(crate) problems: &'a RefCell<Problems>,
}

impl<'a> FileReader<'a> {
    /// Adds a problem at a field's value.
    pub(crate) fn report(&self, kind: Kind, keys: KeyPath, message: String, help: String) {
        self.push(kind, Place::value(self.path, keys), message, help);
    }

    /// Adds a problem at any place.
    pub(crate) fn push(&self, kind: Kind, place: Place, message: String, help: String) {
        self.problems
            .borrow_mut()
            .push(Problem::new(kind, place, message, help));
    }

    /// Reads a file that is a list of groups, each with its place.
    pub(crate) fn items(
        &self,
        value: &'a Value,
        help: &str,
        mut work: impl FnMut(usize, &Fields<'a>),
    ) {
        let Value::List(items) = value else {
            let message = format!("This file is {}. It should be a list.", value.describe());
            self.report(
                Kind::WrongShape,
                KeyPath::default(),
                message,
                help.to_owned(),
            );
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let keys = KeyPath::default().item(index);
            self.group(keys, item, |fields| work(index, fields));
        }
    }

    /// Reads a group of fields with `work`, then reports the names nobody asked for.
    pub(crate) fn group<T>(
        &self,
        keys: KeyPath,
        value: &'a Value,
        work: impl FnOnce(&Fields<'a>) -> T,
    ) -> Option<T> {
        let Value::Fields(fields) = value else {
            self.report(
                Kind::WrongShape,
                keys,
                format!(
                    "This is {}. It should be a group of fields.",
                    value.describe()
                ),
                "Write one field on each line: its name, a colon, a space and its value, \
                 like `name: Kite Care`."
                    .to_owned(),
            );
            return None;
        };
        let group = Fields {
            file: *self,
            keys,
            fields,
            asked: RefCell::new(Vec::new()),
        };
        let result = work(&group);
        group.report_unknown();
        Some(result)
    }
}

/// A group of fields.
pub(crate) struct Fields<'a> {
    /// The file that it is in.
    pub(crate) file: FileReader<'a>,
    keys: KeyPath,
    fields: &'a [(String, Value)],
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// The value of a field, or nothing if it is missing or empty.
    pub(crate) fn value(&self, name: &'static str) -> Option<&'a Value> {
        self.asked.borrow_mut().push(name);
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        match value {
            Value::Nothing => None,
            Value::Text(text) if text.trim().is_empty() => None,
            Value::List(items) if items.is_empty() => None,
            Value::Fields(fields) if fields.is_empty() => None,
            value => Some(value),
        }
    }

    /// What is written for a field, even if it is empty.
    pub(crate) fn written(&self, name: &str) -> Option<&'a Value> {
        let (_, value) = self.fields.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The way to a field of this group.
    pub(crate) fn keys(&self, name: &str) -> KeyPath {
        self.keys.field(name)
    }

    /// The way to this group.
    pub(crate) fn own_keys(&self) -> KeyPath {
        self.keys.clone()
    }

    /// Adds a problem at a field's value.
    pub(crate) fn report(&self, kind: Kind, name: &str, message: String, help: &str) {
        self.file
            .report(kind, self.keys(name), message, help.to_owned());
    }

    /// Adds the problem that a field is missing, or that it is there with nothing in it. Both come with
    /// a line to copy.
    pub(crate) fn report_missing(&self, name: &str, example: &str) {
        let full = self.name_in_group(name);
        if self.written(name).is_some() {
            self.file.push(
                Kind::MissingField,
                Place::name(self.file.path, self.keys(name)),
                format!("The field `{full}` is empty."),
                match example.contains('\n') {
                    true => format!("Write it here, like this:\n{example}"),
                    false => format!("Write it on this line, like this:\n{example}"),
                },
            );
            return;
        }
        let help = match full.rsplit_once('.') {
            Some((group, _)) => format!("Add a line like this to `{group}`:\n{example}"),
            None => format!("Add a line like this:\n{example}"),
        };
        self.file.report(
            Kind::MissingField,
            self.keys.clone(),
            format!("The field `{full}` is missing."),
            help,
        );
    }

    /// The name of a field with the groups that it stands in, such as `run_by.name`. In a list, the
    /// place says which item it is.
    fn name_in_group(&self, name: &str) -> String {
        let mut names: Vec<&str> = Vec::new();
        for step in self.keys.steps() {
            match step {
                Step::Field(group) => names.push(group),
                Step::Item(_) => names.clear(),
            }
        }
        names.push(name);
        names.join(".")
    }

    /// A group inside this group.
    pub(crate) fn group<T>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Fields<'a>) -> T,
    ) -> Option<T> {
        let value = self.value(name)?;
        self.file.group(self.keys(name), value, work)
    }

    /// A list of groups. Items for which `work` gives nothing are left out.
    pub(crate) fn groups<T>(
        &self,
        name: &'static str,
        work: impl Fn(&Fields<'a>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let Value::List(items) = value else {
            self.report(
                Kind::WrongShape,
                name,
                format!("`{name}` is {}. It should be a list.", value.describe()),
                "Start each item with a hyphen and a space, on a line of its own.",
            );
            return Vec::new();
        };
        let keys = self.keys(name);
        let mut groups = Vec::with_capacity(items.len());
        let read = |(index, item)| self.file.group(keys.item(index), item, &work).flatten();
        groups.extend(items.iter().enumerate().filter_map(read));
        groups
    }

    /// Every text in this group and in the groups and lists inside it, with the way to it.
    pub(crate) fn all_texts(&self) -> Vec<(KeyPath, &'a str)> {
        let mut texts = Vec::new();
        for (name, value) in self.fields {
            push_texts(self.keys.field(name), value, &mut texts);
        }
        texts
    }

    fn report_unknown(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.fields {
            if asked.contains(&name.as_str()) {
                continue;
            }
            let known = asked.iter().copied();
            let help = match near::nearest(name, known) {
                Some(nearest) => format!("Did you mean `{nearest}`?"),
                None => {
                    let mut names: Vec<&str> = asked.clone();
                    names.dedup();
                    format!(
                        "Take the line out, or use one of these: {}.",
                        near::list_words(&names)
                    )
                }
            };
            self.file.push(
                Kind::UnknownField,
                Place::name(self.file.path, self.keys.field(name)),
                format!("Handrail does not know the field `{name}`."),
                help,
            );
        }
    }
}

fn push_texts<'a>(keys: KeyPath, value: &'a Value, texts: &mut Vec<(KeyPath, &'a str)>) {
    match value {
        Value::Text(text) => texts.push((keys, text)),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                push_texts(keys.item(index), item, texts);
            }
        }
        Value::Fields(fields) => {
            for (name, value) in fields {
                push_texts(keys.field(name), value, texts);
            }
        }
        _ => {}
    }
}

//! The site that has every field of every file, and ways to change one value of it.

use handrail::problem::Kind;
use serde_yaml::Value;

use crate::site::{self, Site};

/// The files of the site.
const EVERYTHING: &str = include_str!("everything.txt");

/// The site with every field.
pub(crate) fn site() -> Site {
    Site::small().with(EVERYTHING)
}

/// One step to a value: a field or a place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Field(String),
    Item(usize),
}

/// A file whose facts are YAML: all of it, or what stands above a page.
#[derive(Clone)]
pub(crate) struct Facts {
    /// The path of the file.
    pub(crate) path: String,
    /// The facts.
    pub(crate) value: Value,
    body: Option<String>,
}

/// Every file of the site as it stands: its path and its text.
pub(crate) fn texts() -> impl Iterator<Item = (String, String)> {
    site::files(EVERYTHING).into_iter()
}

/// Every file of the site that has facts.
pub(crate) fn facts() -> Vec<Facts> {
    texts()
        .filter_map(|(path, text)| Facts::read(path, &text))
        .collect()
}

impl Facts {
    fn read(path: String, text: &str) -> Option<Facts> {
        let (yaml, body) = match path.rsplit_once('.')?.1 {
            "yml" => (text, None),
            "md" => {
                let (yaml, body) = text.strip_prefix("---\n")?.split_once("---\n")?;
                (yaml, Some(body.to_owned()))
            }
            _ => return None,
        };
        let value = serde_yaml::from_str(yaml).expect("the facts are YAML");
        Some(Facts { path, value, body })
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let yaml = serde_yaml::to_string(&self.value).expect("facts can be written");
        match &self.body {
            Some(body) => format!("---\n{yaml}---\n{body}"),
            None => yaml,
        }
    }

    /// The ways to every value, groups and lists too, but for the whole.
    pub(crate) fn ways(&self) -> Vec<Vec<Step>> {
        let mut ways = Vec::new();
        push_ways(&self.value, &mut Vec::new(), &mut ways);
        ways
    }

    /// The value at a way.
    pub(crate) fn at(&self, way: &[Step]) -> &Value {
        way.iter().fold(&self.value, |value, step| match step {
            Step::Field(name) => &value[name.as_str()],
            Step::Item(index) => &value[*index],
        })
    }

    /// The same file with another value at a way.
    pub(crate) fn with(&self, way: &[Step], new: Value) -> Facts {
        let mut changed = self.clone();
        let place = way
            .iter()
            .fold(&mut changed.value, |value, step| match step {
                Step::Field(name) => &mut value[name.as_str()],
                Step::Item(index) => &mut value[*index],
            });
        *place = new;
        changed
    }

    /// The same file with one more field in the group at a way.
    pub(crate) fn with_field(&self, way: &[Step], name: &str) -> Facts {
        let mut group = self.at(way).clone();
        group[name] = Value::from(1);
        self.with(way, group)
    }
}

fn push_ways(value: &Value, way: &mut Vec<Step>, ways: &mut Vec<Vec<Step>>) {
    if !way.is_empty() {
        ways.push(way.clone());
    }
    let inner: Vec<(Step, &Value)> = match value {
        Value::Mapping(fields) => fields
            .iter()
            .filter_map(|(name, value)| Some((Step::Field(name.as_str()?.to_owned()), value)))
            .collect(),
        Value::Sequence(items) => items
            .iter()
            .enumerate()
            .map(|(index, value)| (Step::Item(index), value))
            .collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        way.push(step);
        push_ways(value, way, ways);
        way.pop();
    }
}

#[test]
fn nothing_is_wrong_with_the_site_that_has_everything() {
    assert_eq!(site().problems(), [""; 0]);
}

/// An unknown field makes Handrail list the fields that it knows: each must be in the site.
#[test]
fn the_site_that_has_everything_has_every_field() {
    let mut missing = Vec::new();
    let mut groups = 0;
    for file in facts() {
        let mut ways = file.ways();
        ways.push(Vec::new());
        for way in ways.iter().filter(|way| file.at(way).is_mapping()) {
            groups += 1;
            missing.extend(fields_missing(&file, way));
        }
    }
    assert!(groups > 30, "only {groups} groups were looked at");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn fields_missing(file: &Facts, way: &[Step]) -> Vec<String> {
    let changed = file.with_field(way, "zzzzzzzz");
    let built = site().file(&file.path, changed.text()).build();
    let mut unknown = built
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::UnknownField);
    let Some(problem) = unknown.next() else {
        panic!(
            "{}: the field `zzzzzzzz` at {way:?} is not reported",
            file.path
        );
    };
    let known = problem.help.split('`').skip(1).step_by(2);
    known
        .filter(|name| is_nowhere(file, way, name))
        .map(|name| format!("{} {way:?}: `{name}`", file.path))
        .collect()
}

/// True when no group of the same place has the field, in any item of a list, in any such file.
fn is_nowhere(file: &Facts, way: &[Step], name: &str) -> bool {
    let alike = |other: &[Step]| {
        other.len() == way.len()
            && other.iter().zip(way).all(|(one, two)| match (one, two) {
                (Step::Item(_), Step::Item(_)) => true,
                (one, two) => one == two,
            })
    };
    let family = facts()
        .into_iter()
        .filter(|other| family(&other.path) == family(&file.path));
    !family.into_iter().any(|other| {
        let mut ways = other.ways();
        ways.push(Vec::new());
        ways.iter()
            .any(|found| alike(found) && other.at(found).get(name).is_some())
    })
}

/// Files that have the same fields.
fn family(path: &str) -> &str {
    match path.rsplit_once('/') {
        _ if path.ends_with(".md") => "pages",
        Some(("content/lists", _)) => "lists",
        Some((folder @ ("content/criteria" | "providers" | "providers/checks"), _)) => folder,
        _ => path,
    }
}

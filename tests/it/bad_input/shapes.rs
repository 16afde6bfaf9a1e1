//! A value of the wrong shape in every field of every file: always a problem at its line, or fine,
//! and never a breakdown.

use handrail::problem::{Place, Point, Problem, Severity};
use serde_yaml::Value;

use crate::everything::{self, Facts, Step};
use crate::site::{self, Site};

/// A word that is found again in the text of the file.
const MARK: &str = "zzmark";

fn words(text: &str) -> Value {
    serde_yaml::from_str(text).expect("a value")
}

/// Puts a value into every field in turn, and tells where nothing was said that should have been.
fn try_everywhere(new: &Value, is_wrong: impl Fn(&Value) -> bool) -> Vec<String> {
    let mut silent = Vec::new();
    for file in everything::facts() {
        for way in file.ways() {
            let expected = is_wrong(file.at(&way));
            if let Some(reason) = try_at(&file, &way, new, expected) {
                silent.push(format!("{} {way:?}: {reason}", file.path));
            }
        }
    }
    silent
}

fn try_at(file: &Facts, way: &[Step], new: &Value, expected: bool) -> Option<String> {
    let text = file.with(way, new.clone()).text();
    let site = everything::site().file(&file.path, &text);
    let built = site.build();
    let places_are_true = built
        .problems
        .iter()
        .all(|problem| is_there(&site, &problem.place));
    if !places_are_true {
        return Some(format!(
            "a place is not there: {:?}",
            site::lines(&built.problems)
        ));
    }
    if !expected {
        return None;
    }
    let line = text.lines().position(|line| line.contains(MARK))? + 1;
    let is_at_it = |problem: &Problem| {
        let here = problem.place.path.as_str() == file.path;
        let Point::Text { line: found, .. } = problem.place.point else {
            return false;
        };
        let near = (line.saturating_sub(1)..=line + 1).contains(&(found as usize));
        here && near && problem.severity() == Severity::Error
    };
    let told = built.problems.iter().any(is_at_it);
    (!told).then(|| {
        format!(
            "nothing is said about line {line}: {:?}",
            site::lines(&built.problems)
        )
    })
}

fn is_there(site: &Site, place: &Place) -> bool {
    let Point::Text { line, .. } = place.point else {
        return true;
    };
    let source = site.sources.get(place.path.as_str());
    let text = source
        .and_then(|source| source.text().ok())
        .unwrap_or_default();
    (1..=text.lines().count().max(1)).contains(&(line as usize))
}

#[test]
fn a_group_where_none_belongs_is_reported_in_every_field() {
    let group = words(&format!("{MARK}: {{ {MARK}: 1 }}"));
    let silent = try_everywhere(&group, |_| true);
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn words_where_a_group_belongs_are_reported_in_every_field() {
    let silent = try_everywhere(&words(MARK), |old| match old {
        Value::Mapping(_) => true,
        Value::Sequence(items) => items.first().is_some_and(Value::is_mapping),
        _ => false,
    });
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn a_list_in_a_list_is_reported_in_every_field() {
    let silent = try_everywhere(&words(&format!("[[{MARK}]]")), |_| true);
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn numbers_and_nothing_break_no_field() {
    for value in ["~", "-1", "[]"] {
        let silent = try_everywhere(&words(value), |_| false);
        assert!(silent.is_empty(), "{value}: {}", silent.join("\n"));
    }
}

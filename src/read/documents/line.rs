//! One line of JSON -> its values. What is wrong with one is told in one sentence.

use serde_json::{Map, Value};

use crate::model::joined::JoinedStanding;
use crate::model::values::{Date, is_outward};
use crate::read::dates::read_date;
use crate::read::kinds_of_field::{one_line, shorten};

/// The most letters of what a card shows, by the name of the field.
const LONGEST: [(&str, usize); 6] = [
    ("name", 400),
    ("kind", 1_000),
    ("summary", 1_000),
    ("standing.state", 40),
    ("standing.words", 5_000),
    ("standing.ages", 50_000),
];

/// The most letters of other fields.
const LONGEST_OTHER: usize = 500;

/// The most days on which a standing changes.
const MOST_DAYS: usize = 50;

/// The fields of a line.
pub(super) struct Line {
    fields: Map<String, Value>,
    /// True when letters may be written in another way than they are read.
    pub(super) has_escapes: bool,
}

impl Line {
    /// Reads a line of JSON.
    pub(super) fn read(line: &str) -> Result<Line, String> {
        let fields = match serde_json::from_str(line) {
            Ok(Value::Object(fields)) => fields,
            Ok(_) => return Err("This line is not a page: it has no fields.".to_owned()),
            Err(_) => return Err("This line is not JSON, or it was cut off.".to_owned()),
        };
        Ok(Line {
            fields,
            has_escapes: line.contains('\\'),
        })
    }

    /// Text that must be there, on one line.
    pub(super) fn line(&self, name: &str) -> Result<String, String> {
        let value = self.fields.get(name);
        let value = value.ok_or_else(|| format!("The field `{name}` is missing."))?;
        text(name, value)
    }

    /// A list of texts.
    pub(super) fn list(&self, name: &str, must_be: bool) -> Result<Vec<String>, String> {
        match self.fields.get(name) {
            None if must_be => Err(format!("The field `{name}` is missing.")),
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| match item {
                    Value::String(words) => Ok(plain(words)),
                    other => Err(wrong_shape(name, other, "a list of texts")),
                })
                .collect(),
            Some(other) => Err(wrong_shape(name, other, "a list of texts")),
        }
    }

    /// The first part of a postcode.
    pub(super) fn district(&self) -> Result<Option<String>, String> {
        let Some(value) = self.fields.get("district") else {
            return Ok(None);
        };
        let typed = text("district", value)?;
        match is_outward(&typed) {
            true => Ok(Some(typed)),
            false => Err(format!(
                "`{}` is not the first part of a postcode.",
                shorten(&typed)
            )),
        }
    }

    /// Where a listing stands.
    pub(super) fn standing(&self) -> Result<Option<JoinedStanding>, String> {
        let value = match self.fields.get("standing") {
            None => return Ok(None),
            Some(Value::Object(fields)) => fields,
            Some(other) => return Err(wrong_shape("standing", other, "a group of fields")),
        };
        let part = |name: &str| {
            let value = value.get(name);
            let value = value.ok_or_else(|| format!("The field `standing.{name}` is missing."))?;
            text(&format!("standing.{name}"), value)
        };
        let standing = JoinedStanding {
            state: part("state")?,
            words: part("words")?,
            later: later(&part("ages")?)
                .ok_or("`standing.ages` does not say from which days words hold.".to_owned())?,
        };
        match is_state(&standing.state) {
            true => Ok(Some(standing)),
            false => Err("`standing.state` is not a status.".to_owned()),
        }
    }
}

fn text(name: &str, value: &Value) -> Result<String, String> {
    let Value::String(text) = value else {
        return Err(wrong_shape(name, value, "text"));
    };
    let text = plain(text);
    let longest = LONGEST.iter().find(|(known, _)| *known == name);
    let longest = longest.map_or(LONGEST_OTHER, |(_, longest)| *longest);
    match text.chars().count() <= longest {
        true => Ok(text),
        false => Err(format!("`{name}` has more than {longest} characters.")),
    }
}

/// Text on one line, without letters that turn the way of writing: they would turn our own words beside it too.
fn plain(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    one_line(&text.replace(turns, ""))
}

fn wrong_shape(name: &str, value: &Value, should_be: &str) -> String {
    let is = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a group of fields",
    };
    format!("`{name}` should be {should_be}. There is {is} instead.")
}

fn is_state(state: &str) -> bool {
    state.len() <= 40
        && state
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// `2027-03-05 late Our check is late.|…`: the status and the words that hold from each day on.
fn later(ages: &str) -> Option<Vec<(Date, String, String)>> {
    let one = |age: &str| {
        let (day, rest) = age.split_once(' ')?;
        let (state, words) = rest.split_once(' ').unwrap_or((rest, ""));
        let day = read_date(day).filter(|_| is_state(state))?;
        let state = if state == "-" { "" } else { state };
        Some((day, state.to_owned(), words.to_owned()))
    };
    let all: Option<Vec<_>> = match ages {
        "" => Some(Vec::new()),
        ages => ages.split('|').map(one).collect(),
    };
    let is_in_order = |all: &Vec<(Date, String, String)>| {
        all.len() <= MOST_DAYS && all.is_sorted_by_key(|(day, ..)| *day)
    };
    all.filter(is_in_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_words_have_their_days() {
        let day = |text: &str| read_date(text).unwrap();
        let known = later("2027-03-05 late It is late.|2027-04-05 - ").unwrap();
        let expected = [
            (
                day("2027-03-05"),
                "late".to_owned(),
                "It is late.".to_owned(),
            ),
            (day("2027-04-05"), String::new(), String::new()),
        ];
        assert_eq!(known, expected);
        assert_eq!(later(""), Some(Vec::new()));
        for bad in [
            "x",
            "2027-03-05",
            "2027-13-05 late a",
            "2027-03-05 LATE a",
            "|",
            "2027-04-05 late a|2027-03-05 late b",
        ] {
            assert_eq!(later(bad), None, "{bad}");
        }
    }
}

//! One row of the table: nothing new, a new check, or what is wrong with it.

use std::collections::BTreeMap;

use super::sheet::Row;
use super::was_asked;
use crate::import::day::read_day;
use crate::model::checks::{Check, CheckResult, CheckRole, Method};
use crate::model::days::Date;
use crate::model::lists::ListName;
use crate::model::site::Site;
use crate::model::values::{Id, day_words};
use crate::problem::near::{list_words, nearest};
use crate::read::YamlValue;
use crate::renewals::columns::Column;
use crate::renewals::table::of_check;

/// What a row says.
pub(super) enum Known {
    /// Nothing new, or nothing at all.
    Same,
    /// Something new about this provider.
    New(Id, Added),
}

/// What a row adds to a record.
pub(super) struct Added {
    /// The criterion.
    pub(super) criterion: Id,
    /// A new check, as it is written into the record.
    pub(super) check: Option<YamlValue>,
    /// The day on which the provider was asked.
    pub(super) contacted_on: Option<Date>,
    /// What is new, in words.
    pub(super) words: String,
}

/// What is wrong with a row: the column, a sentence, and what to do.
pub(super) type Wrong = Vec<(Option<Column>, String, String)>;

/// Reads rows.
pub(super) struct RowReader<'a> {
    pub(super) site: &'a Site,
    pub(super) today: Date,
}

/// The columns that hold a day.
const DAYS: [Column; 3] = [
    Column::CheckedOn,
    Column::EvidenceDate,
    Column::EvidenceEndsOn,
];

impl RowReader<'_> {
    /// Reads a row.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, at once.
    pub(super) fn read(
        &self,
        row: &Row<'_>,
        added: &BTreeMap<Id, Vec<Added>>,
    ) -> Result<Known, Wrong> {
        let (id, criterion) = self.names(row)?;
        let record = self.site.record(&id);
        let mut wrong = Vec::new();
        let facts = self.facts(row, &mut wrong);
        let asked = self.day(row, Column::ContactedOn, &mut wrong);
        if let Some(day) = asked.filter(|day| *day > self.today) {
            wrong.push(later(Column::ContactedOn, day, self.today));
        }
        let asked =
            asked.filter(|day| !record.is_some_and(|record| was_asked(record, *day, &criterion)));
        let own = || {
            let checks = record.into_iter().flat_map(|record| &record.checks);
            checks.filter(|check| check.criterion == criterion)
        };
        let is_empty = facts.iter().all(|(_, value)| value.is_empty());
        let is_known = is_empty || own().any(|check| is_same(check, &facts));
        if !is_known {
            self.is_whole(&facts, own().map(|one| one.checked_on).max(), &mut wrong);
            let twice = added.get(&id).into_iter().flatten();
            if twice
                .into_iter()
                .any(|one| one.criterion == criterion && one.check.is_some())
            {
                wrong.push((
                    Some(Column::Criterion),
                    format!("A row further up has a new check of `{criterion}` for `{id}` too."),
                    "Keep the row that is right, and take the other one out.".to_owned(),
                ));
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if is_known && asked.is_none() {
            return Ok(Known::Same);
        }
        let check = (!is_known).then(|| self.check(&criterion, &facts));
        let words = self.words(&id, &criterion, if is_known { &[] } else { &facts }, asked);
        Ok(Known::New(
            id,
            Added {
                criterion,
                check,
                contacted_on: asked,
                words,
            },
        ))
    }

    /// The provider and the criterion of a row.
    fn names(&self, row: &Row<'_>) -> Result<(Id, Id), Wrong> {
        let mut wrong = Vec::new();
        let providers = self.site.providers.keys();
        let id = known(row, Column::Provider, providers.collect(), &mut wrong);
        let criteria = self.site.criteria.iter().map(|one| &one.id);
        let criterion = known(row, Column::Criterion, criteria.collect(), &mut wrong);
        id.zip(criterion).ok_or(wrong)
    }

    /// Every fact of the check, as YAML has it.
    fn facts(&self, row: &Row<'_>, wrong: &mut Wrong) -> Vec<(Column, String)> {
        let words = |column| match column {
            Column::Result => CheckResult::WORDS.iter().map(|(word, _)| *word).collect(),
            Column::Method => Method::WORDS.iter().map(|(word, _)| *word).collect(),
            Column::CheckedBy | Column::SecondCheckBy => {
                CheckRole::WORDS.iter().map(|(word, _)| *word).collect()
            }
            Column::Evidence => {
                let list = self.site.lists.get(ListName::Evidence);
                list.items().iter().map(|item| item.id.as_str()).collect()
            }
            _ => Vec::new(),
        };
        Column::OF_CHECK
            .into_iter()
            .map(|column| {
                let choices: Vec<&str> = words(column);
                let value = if DAYS.contains(&column) {
                    let day = self.day(row, column, wrong);
                    day.map_or_else(String::new, |day| day.to_string())
                } else if choices.is_empty() {
                    let cell = row.get(column);
                    cell.split_whitespace().collect::<Vec<_>>().join(" ")
                } else {
                    choice(row, column, &choices, wrong)
                };
                (column, value)
            })
            .collect()
    }

    /// The day in a column. `04/03/2026` is read as the fourth of March.
    fn day(&self, row: &Row<'_>, column: Column, wrong: &mut Wrong) -> Option<Date> {
        let cell = row.get(column);
        if cell.is_empty() {
            return None;
        }
        let day = read_day(cell);
        if day.is_none() {
            wrong.push((
                Some(column),
                format!("`{}` is `{cell}`. That is no day.", column.heading()),
                format!(
                    "Write the year, the month and the day, like {}, or the day first, like {}.",
                    self.today,
                    self.today.strftime("%d/%m/%Y")
                ),
            ));
        }
        day
    }

    /// A new check needs these facts, and a day that is not before the last one.
    fn is_whole(&self, facts: &[(Column, String)], last: Option<Date>, wrong: &mut Wrong) {
        let needed = [
            Column::Result,
            Column::Method,
            Column::CheckedOn,
            Column::CheckedBy,
        ];
        for column in needed {
            let is_there = |(one, value): &(Column, String)| *one == column && !value.is_empty();
            if !facts.iter().any(is_there) && !wrong.iter().any(|one| one.0 == Some(column)) {
                wrong.push((
                    Some(column),
                    format!("This row has something new, but no `{}`.", column.heading()),
                    format!("Write it into the column `{}`.", column.heading()),
                ));
            }
        }
        let day = facts.iter().find(|(one, _)| *one == Column::CheckedOn);
        let Some(day) = day.and_then(|(_, value)| value.parse::<Date>().ok()) else {
            return;
        };
        if day > self.today {
            wrong.push(later(Column::CheckedOn, day, self.today));
        } else if last.is_some_and(|last| day <= last) {
            wrong.push((
                Some(Column::CheckedOn),
                format!(
                    "This row has something new, but `checked_on` is {}, and there is a check of \
                     that day or of a later one.",
                    day_words(day)
                ),
                "Write the day of the new check. To mend a mistake in an old check, change it in \
                 the YAML file."
                    .to_owned(),
            ));
        }
    }

    /// The check as it is written into the record.
    fn check(&self, criterion: &Id, facts: &[(Column, String)]) -> YamlValue {
        let newest = self.site.criteria.iter().find(|one| one.id == *criterion);
        let newest = newest.and_then(|one| one.newest());
        let text = |text: &str| YamlValue::Text(text.to_owned());
        let mut fields = vec![("criterion".to_owned(), text(criterion.as_str()))];
        fields.extend(newest.map(|one| {
            let number = YamlValue::Whole(i128::from(one.number));
            ("version".to_owned(), number)
        }));
        let facts = facts.iter().filter(|(_, value)| !value.is_empty());
        fields.extend(facts.map(|(column, value)| (column.heading().to_owned(), text(value))));
        YamlValue::Fields(fields)
    }

    fn words(
        &self,
        id: &Id,
        criterion: &Id,
        facts: &[(Column, String)],
        asked: Option<Date>,
    ) -> String {
        let fact = |column| {
            let found = facts.iter().find(|(one, _)| *one == column);
            found.map_or("", |(_, value)| value.as_str())
        };
        let name = self.site.providers.get(id).map(|one| one.name.as_str());
        let name = name.unwrap_or(id.as_str());
        let mut parts = Vec::new();
        if let Ok(day) = fact(Column::CheckedOn).parse::<Date>() {
            parts.push(format!("{} on {}", fact(Column::Result), day_words(day)));
        }
        if let Ok(day) = fact(Column::EvidenceEndsOn).parse::<Date>() {
            parts.push(format!("the paper ends on {}", day_words(day)));
        }
        parts.extend(asked.map(|day| format!("asked on {}", day_words(day))));
        format!("{name}, {criterion}: {}", parts.join(", "))
    }
}

/// True when a check in the record has the same facts. The same words in another layout are the same.
fn is_same(check: &Check, facts: &[(Column, String)]) -> bool {
    facts.iter().all(|(column, value)| {
        let known = of_check(check, *column);
        known.split_whitespace().eq(value.split_whitespace())
    })
}

fn later(column: Column, day: Date, today: Date) -> (Option<Column>, String, String) {
    (
        Some(column),
        format!(
            "`{}` is {}. That day has not come yet.",
            column.heading(),
            day_words(day)
        ),
        format!(
            "Today is {} here. Write the day on which it happened.",
            day_words(today)
        ),
    )
}

/// An id that the site knows.
fn known(row: &Row<'_>, column: Column, known: Vec<&Id>, wrong: &mut Wrong) -> Option<Id> {
    let cell = row.get(column);
    let found = known.iter().find(|id| id.as_str() == cell);
    if found.is_none() {
        let heading = column.heading();
        let near = nearest(cell, known.iter().map(|id| id.as_str()));
        wrong.push((
            Some(column),
            match cell {
                "" => format!("This row has no `{heading}`."),
                cell => format!("There is no {heading} `{cell}`."),
            },
            match near {
                Some(near) if !cell.is_empty() => format!("Did you mean `{near}`?"),
                _ => format!("Leave the column `{heading}` as `handrail due` wrote it."),
            },
        ));
    }
    found.map(|id| (*id).clone())
}

/// One of these words. Capital letters and spaces do not matter.
fn choice(row: &Row<'_>, column: Column, words: &[&str], wrong: &mut Wrong) -> String {
    let cell = row.get(column);
    let plain = cell
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join("-");
    if plain.is_empty() || words.contains(&plain.as_str()) {
        return plain;
    }
    let heading = column.heading();
    let help = match nearest(&plain, words.iter().copied()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None if words.len() < 10 => format!("Write one of {}.", list_words(words)),
        None => format!("Choose an id from `{}`.", ListName::Evidence.path()),
    };
    wrong.push((
        Some(column),
        format!("`{heading}` is `{cell}`, which is not known."),
        help,
    ));
    plain
}

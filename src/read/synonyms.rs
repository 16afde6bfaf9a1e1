//! `content/lists/synonyms.yml` and `content/search-checks.yml` -> what the people of a site know about
//! words, and what their search must find.

use std::cell::RefCell;

use super::Input;
use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME};
use super::yaml::Value;
use crate::model::synonyms::{SearchCheck, Synonyms};
use crate::problem::{KeyPath, Kind, Problems};
use crate::source::{SourcePath, Sources};

/// The file, beside the lists.
pub(crate) const PATH: &str = "content/lists/synonyms.yml";

/// Reads the file. Without it, nothing is known about words.
pub(crate) fn read_synonyms(sources: &Sources, input: &Input) -> (Synonyms, Problems) {
    let problems = RefCell::new(Problems::default());
    let mut synonyms = Synonyms::default();
    let path = SourcePath::new(PATH);
    input.read_yaml(sources, &path, &problems, |file, value| {
        let Value::List(items) = value else {
            file.report(
                Kind::WrongShape,
                KeyPath::default(),
                format!("This file is {}. It should be a list.", value.describe()),
                "Start each line with `- same: ` or `- typed: `.".to_owned(),
            );
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let keys = KeyPath::default().item(index);
            file.group(keys, item, |fields| read_item(fields, &mut synonyms));
        }
    });
    (synonyms, problems.into_inner())
}

fn read_item(fields: &Fields<'_>, synonyms: &mut Synonyms) {
    let same = fields.texts("same", NAME);
    let typed = fields.texts("typed", NAME);
    let means = fields.text("means", NAME);
    match (same.len(), typed.is_empty(), means) {
        (0, false, Some(means)) => {
            let all = typed.into_iter().map(|typed| (typed, means.clone()));
            synonyms.means.extend(all);
        }
        (2.., true, None) => synonyms.same.push(same),
        _ => fields.report(
            Kind::WrongShape,
            "same",
            "This is no pair of words.".to_owned(),
            "Write either `same: [carer, caring]`, or `typed: [OT]` and below it \
             `means: occupational therapy`.",
        ),
    }
}

/// The file of what the search must find.
pub(crate) const CHECKS_PATH: &str = "content/search-checks.yml";

/// The largest number of pages among which a page may be promised.
const MOST_WITHIN: usize = 50;

/// Reads what the search must find. Without the file, nothing.
pub(crate) fn read_search_checks(sources: &Sources, input: &Input) -> (Vec<SearchCheck>, Problems) {
    let problems = RefCell::new(Problems::default());
    let mut checks = Vec::new();
    let path = SourcePath::new(CHECKS_PATH);
    input.read_yaml(sources, &path, &problems, |file, value| {
        let Value::List(items) = value else {
            file.report(
                Kind::WrongShape,
                KeyPath::default(),
                format!("This file is {}. It should be a list.", value.describe()),
                "Start each check with `- typed: ` and put its other fields below.".to_owned(),
            );
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let keys = KeyPath::default().item(index);
            let check = file.group(keys, item, |fields| read_check(fields, index));
            checks.extend(check.flatten());
        }
    });
    (checks, problems.into_inner())
}

fn read_check(fields: &Fields<'_>, place: usize) -> Option<SearchCheck> {
    let typed = fields.required_text("typed", NAME, "typed: someone to sit with my mum");
    let finds = fields.required_text("finds", NAME, "finds: services/company-at-home/");
    let within = fields.parsed(
        "within",
        |text| {
            text.parse()
                .ok()
                .filter(|number| (1..=MOST_WITHIN).contains(number))
        },
        Kind::WrongShape,
        "a number from 1 to 50",
        "Write among how many pages the page must be, like `3`.",
    );
    // For people who read the file.
    let _ = fields.text("why", LINE);
    Some(SearchCheck {
        typed: typed?,
        finds: finds?.trim_start_matches('/').to_owned(),
        within: within.unwrap_or(SearchCheck::WITHIN),
        place,
    })
}

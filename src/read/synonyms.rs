//! `content/lists/synonyms.yml` and `content/search-checks.yml` -> what the people of a site know about
//! words, and what their search must find.

use std::cell::RefCell;

use super::Input;
use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME};
use crate::model::synonyms::{BestPage, SearchCheck, Synonyms};
use crate::problem::{Kind, Problems};
use crate::source::{SourcePath, Sources};

/// The file, beside the lists.
pub(crate) const PATH: &str = "content/lists/synonyms.yml";

/// Reads the file. Without it, nothing is known about words.
pub(crate) fn read_synonyms(sources: &Sources, input: &Input) -> (Synonyms, Problems) {
    let problems = RefCell::new(Problems::default());
    let mut synonyms = Synonyms::default();
    let path = SourcePath::new(PATH);
    input.read_yaml(sources, &path, &problems, |file, value| {
        let help = "Start each line with `- same: ` or `- typed: `.";
        file.items(value, help, |index, fields| {
            read_item(fields, index, &mut synonyms);
        });
    });
    (synonyms, problems.into_inner())
}

fn read_item(fields: &Fields<'_>, place: usize, synonyms: &mut Synonyms) {
    let same = fields.texts("same", NAME);
    let typed = fields.texts("typed", NAME);
    let means = fields.text("means", NAME);
    let shows = fields.text("shows", NAME);
    match (same.len(), typed.is_empty(), means, shows) {
        (0, false, Some(means), None) => {
            let all = typed.into_iter().map(|typed| (typed, means.clone()));
            synonyms.means.extend(all);
        }
        (0, false, None, Some(shows)) => {
            let shows = shows.trim_start_matches('/');
            synonyms
                .best
                .extend(typed.into_iter().map(|typed| BestPage {
                    typed,
                    shows: shows.to_owned(),
                    place,
                }));
        }
        (2.., true, None, None) => synonyms.same.push(same),
        _ => fields.report(
            Kind::WrongShape,
            "same",
            "This is no pair of words.".to_owned(),
            "Write `same: [carer, caring]`. Or write `typed: [OT]` and below it either \
             `means: occupational therapy`, or `shows: services/occupational-therapy/`.",
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
        let help = "Start each check with `- typed: ` and put its other fields below.";
        file.items(value, help, |index, fields| {
            checks.extend(read_check(fields, index));
        });
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

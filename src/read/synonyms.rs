//! `content/lists/synonyms.yml` -> what the people of a site know about words.

use std::cell::RefCell;

use super::Input;
use super::fields::Fields;
use super::kinds_of_field::NAME;
use super::yaml::Value;
use crate::model::synonyms::Synonyms;
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

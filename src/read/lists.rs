//! `content/lists/*.yml` -> the lists that members own.

use std::cell::RefCell;

use super::Input;
use super::fields::{Fields, FileReader};
use super::kinds_of_field::{LINE, NAME};
use crate::model::lists::{Item, List, ListName, Lists};
use crate::model::provider::PublicLocation;
use crate::model::values::{Id, is_outward};
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::Sources;

use super::yaml::Value;

/// Reads every list. A list whose file is missing is empty.
pub(crate) fn read_lists(sources: &Sources, input: &Input) -> (Lists, Problems) {
    let mut lists = Lists::default();
    let mut problems = Problems::default();
    for name in ListName::ALL {
        let (list, found) = read_list(sources, input, name);
        lists.insert(name, list);
        if found.has_errors() {
            lists.mark_broken(name);
        }
        problems.extend(found);
    }
    problems.extend(unknown_files(sources));
    (lists, problems)
}

fn read_list(sources: &Sources, input: &Input, name: ListName) -> (List, Problems) {
    let path = crate::source::SourcePath::new(name.path());
    let problems = RefCell::new(Problems::default());
    let mut list = List::default();
    input.read_yaml(sources, &path, &problems, |file, value| {
        let Value::List(items) = value else {
            file.report(
                Kind::WrongShape,
                KeyPath::default(),
                format!("This file is {}. It should be a list.", value.describe()),
                "Start each item with `- id: ` and put its other fields below.".to_owned(),
            );
            return;
        };
        for (index, item) in items.iter().enumerate() {
            let keys = KeyPath::default().item(index);
            let item = file.group(keys.clone(), item, read_item).flatten();
            if let Some(item) = item {
                add(&mut list, item, &file, keys);
            }
        }
    });
    (list, problems.into_inner())
}

fn add(list: &mut List, item: Item, file: &FileReader<'_>, keys: KeyPath) {
    let id = item.id.clone();
    let Some(first) = list.position(&id) else {
        list.push(item);
        return;
    };
    let first_place = Place::value(file.path, KeyPath::default().item(first).field("id"));
    file.problems.borrow_mut().push(
        Problem::new(
            Kind::SameId,
            Place::value(file.path, keys.field("id")),
            format!("Two items of this list have the id `{id}`."),
            "Give one of them another id, or take it out.",
        )
        .also(first_place, "the first one is here"),
    );
}

fn read_item(fields: &Fields<'_>) -> Option<Item> {
    if fields.value("id").is_none() {
        fields.report_missing("id", "id: washing-and-dressing");
    }
    let id = fields.parsed(
        "id",
        Id::parse,
        Kind::WrongShape,
        "a short name",
        "Use lower-case letters, digits and hyphens, like `washing-and-dressing`.",
    );
    let name = fields.required_text("name", NAME, "name: Help with washing and dressing");
    let explanation = fields.text("explanation", LINE);
    let picture = fields.id("picture");
    let synonyms = fields.texts("synonyms", NAME);
    let group = fields.text("group", NAME);
    let cqc = fields.texts("cqc", NAME);
    let code = fields.text("code", NAME);
    let outward_postcodes = outward_postcodes(fields);
    let is_person = fields.yes_no("is_person").unwrap_or(false);
    let is_cqc_exempt = fields.yes_no("cqc_exempt").unwrap_or(false);
    let when_closed = fields.id("when_closed");
    let helps_to_choose = fields.yes_no("helps_to_choose").unwrap_or(false);
    let is_regulated = fields.yes_no("regulated").unwrap_or(false);
    let public_location = fields.choice("public_location", &PublicLocation::WORDS);
    let tag = fields.text("tag", NAME);
    let own_name = fields.text("own_name", NAME);
    Some(Item {
        id: id?,
        name: name?,
        explanation,
        picture,
        synonyms,
        group,
        cqc,
        code,
        outward_postcodes,
        is_person,
        is_cqc_exempt,
        when_closed,
        helps_to_choose,
        is_regulated,
        public_location,
        tag,
        own_name,
    })
}

fn outward_postcodes(fields: &Fields<'_>) -> Vec<String> {
    let mut outward = fields.texts("outward_postcodes", NAME);
    outward.retain(|text| {
        is_outward(text) || {
            fields.report(
                Kind::BadPostcode,
                "outward_postcodes",
                format!("`{text}` is not the first part of a postcode."),
                "Write the part before the space in capitals, like `N7` or `NW10`.",
            );
            false
        }
    });
    outward
}

fn unknown_files(sources: &Sources) -> Problems {
    let mut problems = Problems::default();
    let known: Vec<&str> = ListName::ALL.iter().map(|name| name.file_name()).collect();
    for (path, _) in sources.under("content/lists") {
        let is_known = path.folder() == "content/lists"
            && path.extension() == "yml"
            && known.contains(&path.stem());
        if is_known || [super::synonyms::PATH, super::postcodes::PATH].contains(&path.as_str()) {
            continue;
        }
        let help = match near::nearest(path.stem(), known.iter().copied()) {
            Some(near) => format!("Did you mean `{near}.yml`?"),
            None => format!(
                "Take it out, or use one of these names with `.yml`: {}.",
                near::list_words(&known)
            ),
        };
        problems.push(Problem::new(
            Kind::UnusedFile,
            Place::file(path),
            format!("Handrail does not use a list called `{}`.", path.name()),
            help,
        ));
    }
    problems
}

//! The components of the theme: the options in the template and in its description are the same,
//! and a component's style selects nothing but the component.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use super::{none, texts};

/// The files of each component: name of the folder to ending to text.
fn components() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut components: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in texts("themes/easy-read/components", &["html", "css", "yml"]) {
        let mut parts = path.rsplit('/');
        let file = parts.next().unwrap_or_default();
        let folder = parts.next().unwrap_or_default();
        let (stem, ending) = file.rsplit_once('.').expect("an ending");
        assert_eq!(stem, folder, "{path} is not named after its folder");
        let files = components.entry(folder.to_owned()).or_default();
        files.insert(ending.to_owned(), text);
    }
    assert!(components.len() > 5, "only {} components", components.len());
    components
}

/// The name and the options of a template's one component.
fn signature(html: &str) -> Option<(String, BTreeSet<String>)> {
    let (_, after) = html.split_once("{% component ")?;
    let (name, rest) = after.split_once('(')?;
    let (options, rest) = rest.split_once(')')?;
    assert!(
        !rest.contains("{% component "),
        "{name}: one component in a file"
    );
    let name_of = |option: &str| {
        let end = option.find([':', '=']).unwrap_or(option.len());
        option[..end].trim().to_owned()
    };
    let options = options.split(',').map(name_of);
    Some((
        name.to_owned(),
        options
            .filter(|name| !name.starts_with('@') && !name.is_empty())
            .collect(),
    ))
}

fn fields(value: &Value) -> BTreeSet<String> {
    let names = value
        .as_mapping()
        .into_iter()
        .flat_map(|fields| fields.keys());
    names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

#[test]
fn every_component_says_what_it_takes() {
    let mut wrong = Vec::new();
    for (folder, files) in components() {
        let Some((name, options)) = files.get("html").and_then(|html| signature(html)) else {
            wrong.push(format!("{folder}: it has no template with one component"));
            continue;
        };
        if name != folder.replace('-', "_") {
            wrong.push(format!("{folder}: its component is called `{name}`"));
        }
        let Some(about) = files.get("yml") else {
            wrong.push(format!("{folder}: it has no `{folder}.yml`"));
            continue;
        };
        let about: Value = serde_yaml::from_str(about).expect("the description is YAML");
        let described = fields(&about["options"]);
        if described != options {
            wrong.push(format!(
                "{folder}: the template takes {options:?}, the description {described:?}"
            ));
        }
        if about["sentence"].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{folder}: no sentence says what it is for"));
        }
        let examples = about["examples"].as_sequence().cloned().unwrap_or_default();
        if examples.is_empty() {
            wrong.push(format!("{folder}: it has no example"));
        }
        for example in examples {
            let unknown: Vec<_> = fields(&example["options"])
                .difference(&options)
                .cloned()
                .collect();
            if !unknown.is_empty() {
                wrong.push(format!("{folder}: an example has the options {unknown:?}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn the_style_of_a_component_selects_nothing_else() {
    let mut wrong = Vec::new();
    for (folder, files) in components() {
        let Some(style) = files.get("css") else {
            continue;
        };
        for line in style
            .lines()
            .filter(|line| line.trim_end().ends_with(['{', ',']))
        {
            for (at, _) in line.match_indices('.') {
                let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                let class: String = line[at + 1..].chars().take_while(is_part).collect();
                let is_class = class.starts_with(|c: char| c.is_ascii_alphabetic());
                let rest = class.strip_prefix(folder.as_str());
                let is_own = rest.is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with("__") || rest.starts_with("--")
                });
                if is_class && !is_own {
                    wrong.push(format!("{folder}: {}", line.trim()));
                }
            }
        }
    }
    none(&wrong);
}

//! What components say about themselves, held against their templates.

use super::Renderer;
use super::templates::ComponentOption;
use crate::model::component::{Component, Example, Plain};
use crate::model::values::Id;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems, near};

/// The place of an example in the file of its component.
pub(crate) fn place_of(component: &Component, index: usize) -> Place {
    let keys = KeyPath::new("examples").item(index);
    Place::value(&component.path, keys)
}

impl Renderer<'_> {
    /// What components say about themselves, held against their templates.
    pub fn wrong_components(&self) -> Problems {
        let mut problems = Problems::default();
        for component in &self.theme.components {
            let Some(taken) = self.templates.known_options(&component.tag()) else {
                problems.push(no_component(component));
                continue;
            };
            for (name, _) in &component.options {
                if !taken.iter().any(|option| option.name == *name) {
                    let keys = KeyPath::new("options").field(name);
                    problems.push(unknown_option(component, keys, name, &taken));
                }
            }
            for option in &taken {
                if !component
                    .options
                    .iter()
                    .any(|(name, _)| *name == option.name)
                {
                    problems.push(undescribed(component, &option.name));
                }
            }
            for (index, example) in component.examples.iter().enumerate() {
                self.wrong_example(component, index, example, &taken, &mut problems);
            }
        }
        problems
    }

    fn wrong_example(
        &self,
        component: &Component,
        index: usize,
        example: &Example,
        taken: &[ComponentOption],
        problems: &mut Problems,
    ) {
        let keys = KeyPath::new("examples").item(index).field("options");
        for (name, value) in &example.options {
            match taken.iter().find(|option| option.name == *name) {
                None => problems.push(unknown_option(component, keys.field(name), name, taken)),
                Some(option) => problems.extend(wrong_shape(component, &keys, option, value)),
            }
            self.unknown_pictures(component, &keys.field(name), (name, value), problems);
        }
        for option in taken.iter().filter(|option| option.is_needed) {
            if !example.options.iter().any(|(name, _)| *name == option.name) {
                problems.push(Problem::new(
                    Kind::BrokenTheme,
                    place_of(component, index),
                    format!(
                        "The example `{}` lacks the option `{}`, which `{}` needs.",
                        example.name, option.name, component.name
                    ),
                    format!("Add a line for `{}` to its `options`.", option.name),
                ));
            }
        }
    }

    fn unknown_pictures(
        &self,
        component: &Component,
        keys: &KeyPath,
        (name, value): (&str, &Plain),
        problems: &mut Problems,
    ) {
        match value {
            Plain::Text(id) if name.ends_with("_html") && !id.is_empty() => {
                let pictures = &self.theme.pictures;
                if !Id::parse(id).is_some_and(|id| pictures.contains_key(&id)) {
                    let known = pictures.keys().map(Id::as_str);
                    let help = near::nearest(id, known).map_or_else(
                        || "Write the id of a picture of the theme, or `\"\"`.".to_owned(),
                        |nearest| format!("Did you mean `{nearest}`?"),
                    );
                    problems.push(Problem::new(
                        Kind::UnknownPicture,
                        Place::value(&component.path, keys.clone()),
                        format!("There is no picture called `{id}`."),
                        help,
                    ));
                }
            }
            Plain::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.unknown_pictures(component, &keys.item(index), (name, item), problems);
                }
            }
            Plain::Fields(fields) => {
                for (name, value) in fields {
                    let keys = keys.field(name);
                    self.unknown_pictures(component, &keys, (name, value), problems);
                }
            }
            _ => {}
        }
    }
}

/// The problem that a value is not what the template wants.
fn wrong_shape(
    component: &Component,
    keys: &KeyPath,
    option: &ComponentOption,
    value: &Plain,
) -> Problems {
    let mut problems = Problems::default();
    let fits = matches!(
        (option.shape, value),
        (None, _)
            | (Some("string"), Plain::Text(_))
            | (Some("bool"), Plain::Boolean(_))
            | (Some("array"), Plain::List(_))
            | (Some("map"), Plain::Fields(_))
            | (Some("integer" | "number"), Plain::Whole(_))
            | (Some("float" | "number"), Plain::Decimal(_))
    );
    if !fits {
        let wanted = match option.shape {
            Some("string") => "text",
            Some("bool") => "`true` or `false`",
            Some("array") => "a list",
            Some("map") => "a group of fields",
            Some("integer") => "a whole number",
            _ => "a number",
        };
        problems.push(Problem::new(
            Kind::BrokenTheme,
            Place::value(&component.path, keys.field(&option.name)),
            format!(
                "The option `{}` of `{}` is {}. It should be {wanted}.",
                option.name,
                component.name,
                value.describe()
            ),
            "Change the value in this example.",
        ));
    }
    problems
}

fn no_component(component: &Component) -> Problem {
    let tag = component.tag();
    Problem::new(
        Kind::BrokenTheme,
        Place::file(&component.path),
        format!("No template defines the component `{tag}`."),
        format!(
            "Start `{}.html` with `{{% component {tag}() %}}` and end it with \
             `{{% endcomponent {tag} %}}`.",
            component.name
        ),
    )
}

fn unknown_option(
    component: &Component,
    keys: KeyPath,
    name: &str,
    taken: &[ComponentOption],
) -> Problem {
    let known: Vec<&str> = taken.iter().map(|option| option.name.as_str()).collect();
    let help = match near::nearest(name, known.iter().copied()) {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None if known.is_empty() => "Take it out: the component has no options.".to_owned(),
        None => format!(
            "Take it out, or use one of these: {}.",
            near::list_words(&known)
        ),
    };
    Problem::new(
        Kind::BrokenTheme,
        Place::name(&component.path, keys),
        format!(
            "The component `{}` has no option called `{name}`.",
            component.name
        ),
        help,
    )
}

fn undescribed(component: &Component, name: &str) -> Problem {
    Problem::new(
        Kind::BrokenTheme,
        Place::value(&component.path, KeyPath::new("options")),
        format!(
            "The option `{name}` of `{}` is not described.",
            component.name
        ),
        format!("Add a line to `options` that says what it means: `{name}: …`."),
    )
}

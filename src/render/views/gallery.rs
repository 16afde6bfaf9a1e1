//! The gallery: what a designer sees of the theme's components, each filled with its examples.

use serde::Serialize;

use super::{Parts, link_to};
use crate::model::component::{Component, Example, Plain};
use crate::model::values::Id;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems, near};
use crate::render::apart::Apart;
use crate::render::html::{escape, picture_html};
use crate::render::templates::{ComponentOption, Shared, shared};
use crate::render::{Desk, Renderer};

/// What the list of components may see.
#[derive(Debug, Serialize)]
struct GalleryView {
    /// What the gallery is.
    lead: String,
    /// The components from A to Z.
    components: Vec<ComponentLinkView>,
}

/// A component on the list.
#[derive(Debug, Serialize)]
struct ComponentLinkView {
    /// Its name.
    name: String,
    /// Its page.
    href: String,
    /// What it is for.
    sentence: String,
}

/// What the page of one component may see.
#[derive(Debug, Serialize)]
struct ComponentView {
    /// What it is for.
    sentence: String,
    /// How a template uses it.
    usage: String,
    /// What it can be told.
    options: Vec<OptionView>,
    /// It, filled.
    examples: Vec<ExampleView>,
}

/// An option of a component.
#[derive(Debug, Serialize)]
struct OptionView {
    /// Its name.
    name: String,
    /// What it means.
    explanation_html: String,
    /// What it must be, such as "Text".
    shape: String,
    /// True when it cannot be left out.
    is_needed: bool,
}

/// An example of a component.
#[derive(Debug, Serialize)]
struct ExampleView {
    /// What it shows.
    name: String,
    /// The `id` of its heading.
    anchor: String,
    /// True when it is there for tests.
    is_hidden: bool,
    /// True when it must stand in a list.
    is_item: bool,
    /// The component, filled.
    example_html: String,
    /// What it was filled with, as it is written in the file.
    yaml: String,
}

/// The list of components.
pub(crate) fn gallery(desk: &Desk<'_, '_>) -> Parts {
    let routes = desk.routes();
    let components = &desk.renderer.theme.components;
    let view = GalleryView {
        lead: desk.wording.text("gallery.lead").to_owned(),
        components: components
            .iter()
            .map(|component| ComponentLinkView {
                name: component.name.clone(),
                href: desk.link(&routes.component(&component.name)),
                sentence: component.sentence.clone(),
            })
            .collect(),
    };
    Parts::new(&view, desk.wording.text("gallery.title"))
}

/// The page of one component.
pub(crate) fn component(desk: &Desk<'_, '_>, component: &Component) -> Result<Parts, Box<Problem>> {
    let taken = desk.renderer.templates.options_of(&component.tag());
    let options = component
        .options
        .iter()
        .map(|(name, explanation)| {
            let option = taken.iter().find(|option| option.name == *name);
            OptionView {
                name: name.clone(),
                explanation_html: with_code(explanation),
                shape: shape(desk, option.and_then(|option| option.shape)),
                is_needed: option.is_some_and(|option| option.is_needed),
            }
        })
        .collect();
    let mut examples = Vec::new();
    for (index, example) in component.examples.iter().enumerate() {
        examples.push(example_view(desk, component, index, example)?);
    }
    let view = ComponentView {
        sentence: component.sentence.clone(),
        usage: usage(component, &taken),
        options,
        examples,
    };
    let title = desk
        .wording
        .fill("gallery.component", &[("name", &component.name)]);
    let mut parts = Parts::new(&view, title);
    parts.above = vec![link_to(desk, "gallery.title", &desk.routes().gallery())];
    Ok(parts)
}

fn example_view(
    desk: &Desk<'_, '_>,
    component: &Component,
    index: usize,
    example: &Example,
) -> Result<ExampleView, Box<Problem>> {
    let renderer = desk.renderer;
    let options: Vec<(String, Shared)> = example
        .options
        .iter()
        .map(|(name, value)| (name.clone(), renderer.value(name, value)))
        .collect();
    let text = renderer.text_of(&desk.language);
    let html = renderer
        .templates
        .filled(&component.tag(), &component.name, &options, text)
        .map_err(|problem| {
            let place = place_of(component, index);
            Box::new(problem.also(place, "this example was being shown"))
        })?;
    let anchor = format!("example_{}", index + 1);
    let apart = Apart {
        number: index + 1,
        name: &example.name,
        heading: &anchor,
    };
    Ok(ExampleView {
        name: example.name.clone(),
        is_hidden: example.hidden,
        is_item: html.trim_start().starts_with("<li"),
        example_html: apart.html(&html),
        yaml: example.yaml.clone(),
        anchor,
    })
}

/// What an option must be, in words.
fn shape(desk: &Desk<'_, '_>, shape: Option<&str>) -> String {
    let shape = shape.unwrap_or("any");
    let name = format!("gallery.shapes.{shape}");
    desk.wording.text(&name).to_owned()
}

/// Text in which words between back-ticks are marked as code.
fn with_code(text: &str) -> String {
    let mut html = String::new();
    for (index, part) in text.split('`').enumerate() {
        let part = escape(part);
        match index % 2 {
            0 => html.push_str(&part),
            _ => html.push_str(&format!("<code>{part}</code>")),
        }
    }
    html
}

/// How a template uses the component: `{{ <notice title={…} words={…} /> }}`.
fn usage(component: &Component, taken: &[ComponentOption]) -> String {
    let mut usage = format!("{{{{ <{}", component.tag());
    for option in taken.iter().filter(|option| option.is_needed) {
        usage.push_str(&format!(" {}={{…}}", option.name));
    }
    usage.push_str(" /> }}");
    usage
}

fn place_of(component: &Component, index: usize) -> Place {
    let keys = KeyPath::new("examples").item(index);
    Place::value(&component.path, keys)
}

impl Renderer<'_> {
    /// A value of an example. What ends in `_html` names a picture of the pack: HTML itself cannot
    /// be written in an example.
    fn value(&self, name: &str, value: &Plain) -> Shared {
        match value {
            Plain::Nothing => shared(&()),
            Plain::Boolean(boolean) => shared(boolean),
            Plain::Whole(number) => shared(number),
            Plain::Decimal(number) => shared(number),
            Plain::Text(id) if name.ends_with("_html") => {
                let id = Id::parse(id);
                shared(&picture_html(&self.theme.pictures, id.as_ref()))
            }
            Plain::Text(text) => shared(text),
            Plain::List(items) => {
                Shared::list(items.iter().map(|item| self.value(name, item)).collect())
            }
            Plain::Fields(fields) => Shared::fields(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), self.value(name, value)))
                    .collect(),
            ),
        }
    }

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

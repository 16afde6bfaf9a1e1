//! The gallery: what a designer sees of the theme's components, each filled with its examples.

use serde::Serialize;

use super::{Parts, link_to};
use crate::model::component::{Component, Example, Plain};
use crate::model::values::Id;
use crate::problem::Problem;
use crate::render::apart::Apart;
use crate::render::component_rules::place_of;
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
    /// True when it stands on the ground of the header.
    is_in_header: bool,
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
        is_in_header: component.in_header,
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
}

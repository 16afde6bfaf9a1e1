//! The theme's templates. The only file that names `tera`.

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::template_faults::Fault;
use crate::model::theme::{Theme, Words};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::SourcePath;

/// The templates of a theme, ready to be filled.
pub(crate) struct Templates {
    tera: Tera,
    folder: String,
    /// The components by the names of their folders. The library forgets them when one is broken.
    components: Vec<String>,
}

/// Values that a template gets under a name.
#[derive(Clone, Serialize)]
pub(crate) struct Shared(Value);

impl Shared {
    /// A list of values.
    pub(crate) fn list(items: Vec<Shared>) -> Shared {
        Shared(Value::from(
            items.into_iter().map(|item| item.0).collect::<Vec<_>>(),
        ))
    }

    /// Values by name.
    pub(crate) fn fields(fields: Vec<(String, Shared)>) -> Shared {
        let mut map = tera::Map::new();
        for (name, value) in fields {
            map.insert(name.into(), value.0);
        }
        Shared(Value::from(map))
    }
}

/// An option that a component takes.
pub(crate) struct ComponentOption {
    /// Its name.
    pub(crate) name: String,
    /// What it must be, such as `string`.
    pub(crate) shape: Option<&'static str>,
    /// True when it cannot be left out.
    pub(crate) is_needed: bool,
}

impl Templates {
    /// Reads the templates of a theme. Each broken template is a problem with its line.
    pub(crate) fn new(theme: &Theme, folder: &str) -> (Templates, Problems) {
        let mut problems = Problems::default();
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        let all = theme
            .templates
            .iter()
            .map(|(name, file)| (name.as_str(), file.text.as_str()));
        let mut templates = Templates {
            tera,
            folder: folder.to_owned(),
            components: theme
                .templates
                .keys()
                .filter_map(|name| name.strip_prefix("components/")?.split('/').next())
                .map(|name| name.replace('-', "_"))
                .collect(),
        };
        if let Err(error) = templates.tera.add_raw_templates(all) {
            problems.push(templates.problem(&error, "layout.html"));
        }
        (templates, problems)
    }

    /// Fills a page's template with the values that it may see.
    pub(crate) fn page<T: Serialize>(
        &self,
        template: &str,
        frame: &T,
        view: &Shared,
        site: &Shared,
        text: &Shared,
    ) -> Result<String, Box<Problem>> {
        let mut context = Context::new();
        context.insert("page", frame);
        context.insert_value("view", view.0.clone());
        context.insert_value("site", site.0.clone());
        context.insert_value("text", text.0.clone());
        self.tera
            .render(template, &context)
            .map_err(|error| Box::new(self.problem(&error, template)))
    }

    /// Fills one component whose only option has the component's name.
    pub(crate) fn component<T: Serialize>(
        &self,
        name: &str,
        view: &T,
        text: &Shared,
    ) -> Result<String, Box<Problem>> {
        let mut context = Context::new();
        context.insert(name.to_owned(), view);
        self.fill_component(name, &context, text)
    }

    /// Fills one component. Each field of the view is one of its options.
    pub(crate) fn component_of<T: Serialize>(
        &self,
        name: &str,
        view: &T,
        text: &Shared,
    ) -> Result<String, Box<Problem>> {
        let context = Context::from_serialize(view)
            .map_err(|error| Box::new(self.problem(&error, &component_file(name))))?;
        self.fill_component(name, &context, text)
    }

    fn fill_component(
        &self,
        name: &str,
        context: &Context,
        text: &Shared,
    ) -> Result<String, Box<Problem>> {
        let mut implicit = Context::new();
        implicit.insert_value("text", text.0.clone());
        self.tera
            .render_component_with_implicits(name, context, &implicit, None, true)
            .map_err(|error| Box::new(self.problem(&error, &component_file(name))))
    }

    /// Fills the component `tag`, which stands in the folder `folder`, with these options.
    pub(crate) fn filled(
        &self,
        tag: &str,
        folder: &str,
        options: &[(String, Shared)],
        text: &Shared,
    ) -> Result<String, Box<Problem>> {
        let mut context = Context::new();
        for (name, value) in options {
            context.insert_value(name.clone(), value.0.clone());
        }
        let mut implicit = Context::new();
        implicit.insert_value("text", text.0.clone());
        self.tera
            .render_component_with_implicits(tag, &context, &implicit, None, true)
            .map_err(|error| {
                let template = format!("components/{folder}/{folder}.html");
                Box::new(self.problem(&error, &template))
            })
    }

    /// The options that a component takes, or nothing if there is no such component. What every
    /// component is given, such as the words of the language, is not among them.
    pub(crate) fn known_options(&self, tag: &str) -> Option<Vec<ComponentOption>> {
        let component = self.tera.get_component_definition(tag)?;
        let options = component
            .args()
            .iter()
            .filter(|option| !option.is_implicit());
        let options = options.map(|option| ComponentOption {
            name: option.name().to_owned(),
            shape: option.arg_type().map(|shape| shape.as_str()),
            is_needed: option.is_required(),
        });
        Some(options.collect())
    }

    /// The options that a component takes.
    pub(crate) fn options_of(&self, tag: &str) -> Vec<ComponentOption> {
        self.known_options(tag).unwrap_or_default()
    }

    fn problem(&self, error: &tera::Error, template: &str) -> Problem {
        let at = |name: &str| SourcePath::new(format!("{}/{name}", self.folder));
        let number = |value: usize| u32::try_from(value).unwrap_or(1).max(1);
        let (place, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let width = span.range.len();
                let place = Place::text(
                    &at(report.filename()),
                    number(span.start_line),
                    number(span.start_col + 1),
                    number(width.min(60)),
                );
                (place, report.message().to_owned())
            }
            _ => {
                let message = error.to_string();
                let place = reported_place(&message, at);
                (place.unwrap_or_else(|| Place::file(&at(template))), message)
            }
        };
        let fault = Fault::of(&message, &self.components);
        let place = match fault.template {
            Some(template) => Place::line(&at(&template), 1),
            None => place,
        };
        Problem::new(Kind::BrokenTheme, place, fault.message, fault.help)
    }
}

/// The template of a component. The folder has `-` where the component has `_`.
fn component_file(name: &str) -> String {
    let folder = name.replace('_', "-");
    format!("components/{folder}/{folder}.html")
}

/// The place in a report of Tera, from its line ` --> pages/text.html:2:6`.
fn reported_place(report: &str, at: impl Fn(&str) -> SourcePath) -> Option<Place> {
    let (_, rest) = report.split_once("--> ")?;
    let mut parts = rest.lines().next()?.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(Place::text(&at(parts.next()?), line, column, 1))
}

/// Values for templates, made once and used by many pages.
pub(crate) fn shared<T: Serialize>(value: &T) -> Shared {
    Shared(Value::from_serializable(value))
}

/// The theme's strings for templates.
pub(crate) fn shared_words(words: &Words) -> Shared {
    Shared(value_of(words))
}

fn value_of(words: &Words) -> Value {
    match words {
        Words::Text(text) => Value::from(text.as_str()),
        Words::List(list) => Value::from(list.iter().map(value_of).collect::<Vec<_>>()),
        Words::Group(group) => {
            let mut map = tera::Map::new();
            for (name, words) in group {
                map.insert(name.clone().into(), value_of(words));
            }
            Value::from(map)
        }
    }
}

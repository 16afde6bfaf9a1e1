//! What the template library says is wrong, in the words of this program.

use crate::problem::near;

/// A fault of a template in plain words.
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
    /// The template that it is in, when the library names it only in its sentence.
    pub(crate) template: Option<String>,
}

impl Fault {
    fn new(message: String, help: String) -> Fault {
        Fault {
            message,
            help,
            template: None,
        }
    }

    /// Takes the first line of the library's message.
    pub(crate) fn of(report: &str, components: &[String]) -> Fault {
        let report = report.lines().next().unwrap_or_default();
        let report = report.strip_prefix("error: ").unwrap_or(report);
        let marked: Vec<&str> = report.split('`').skip(1).step_by(2).collect();
        let quoted: Vec<&str> = report.split('\'').skip(1).step_by(2).collect();
        unknown(report, &marked, components)
            .or_else(|| component(report, &marked, &quoted))
            .unwrap_or_else(|| {
                Fault::new(
                    format!("This template cannot be used: {report}"),
                    "Change the template back to what worked before, or mend this line.".to_owned(),
                )
            })
    }
}

/// Names that there are not.
fn unknown(report: &str, marked: &[&str], components: &[String]) -> Option<Fault> {
    let name = marked.first()?;
    let starts = |start: &str| report.starts_with(start);
    let known: Vec<&str> = match report.split_once("Available ") {
        Some((_, list)) => {
            let (_, list) = list.split_once(": ")?;
            list.split(", ").collect()
        }
        None => Vec::new(),
    };
    if starts("Field `") {
        let help = "The fields are in `FIELDS.md`, beside the theme's `README.md`.";
        return Some(Fault::new(
            format!("There is no field called `{name}` here."),
            meant(name, &known, help),
        ));
    }
    if starts("Variable `") {
        let help = format!("Here a template sees {}.", near::list_words(&known));
        return Some(Fault::new(
            format!("There is nothing called `{name}` here."),
            meant(name, &known, &help),
        ));
    }
    if starts("Unknown component") {
        let help = "Use the name of a folder in `components/`, with `_` in place of `-`.";
        let known = components.iter().map(String::as_str);
        let known: Vec<&str> = known.filter(|known| known != name).collect();
        return Some(Fault::new(
            format!("There is no component called `{name}`."),
            meant(name, &known, help),
        ));
    }
    if starts("Unknown filter") || starts("Unknown test") || starts("Unknown function") {
        let help = "Take it out. Views give words that are ready to show.";
        return Some(Fault::new(
            format!("Templates do not know `{name}`."),
            help.to_owned(),
        ));
    }
    if starts("Unknown template") {
        return Some(no_template(name));
    }
    None
}

fn no_template(name: &str) -> Fault {
    Fault::new(
        format!("There is no template called `{name}`."),
        "Write its path inside the theme, like `layout.html`, or add the file.".to_owned(),
    )
}

/// Components, blocks and templates that do not fit together.
fn component(report: &str, marked: &[&str], quoted: &[&str]) -> Option<Fault> {
    if report.starts_with("Unknown argument") {
        let (wrong, possible) = report.split_once(" in component call")?;
        let names = |text: &str| -> Vec<String> {
            let names = text.split('`').skip(1).step_by(2);
            names.map(str::to_owned).collect()
        };
        let (mut wrong, possible) = (names(wrong), names(possible));
        wrong.sort();
        let possible: Vec<&str> = possible.iter().map(String::as_str).collect();
        let name = wrong.first()?;
        let help = match possible.as_slice() {
            [] => "Take it out: the component has no options.".to_owned(),
            possible => format!(
                "Take it out, or use one of these: {}.",
                near::list_words(possible)
            ),
        };
        return Some(Fault::new(
            format!("This component has no option called `{name}`."),
            meant(name, &possible, &help),
        ));
    }
    if let (true, [name, ..]) = (report.starts_with("Argument `"), marked) {
        return Some(Fault::new(
            format!("This component needs the option `{name}`."),
            format!("Add `{name}={{…}}` before the `/>`."),
        ));
    }
    if let (true, [name, given, wanted]) = (report.starts_with("Component argument"), marked) {
        return Some(Fault::new(
            format!("The option `{name}` should be a `{wanted}`, and here it is a `{given}`."),
            "Give it a value of that sort, or change what stands behind its name in the component."
                .to_owned(),
        ));
    }
    if let (true, [name]) = (report.starts_with("Block "), marked) {
        return Some(Fault::new(
            format!("The layout has no block called `{name}`."),
            format!(
                "Write `{{% block main %}}`, or add `{{% block {name} %}}{{% endblock {name} %}}` \
                 to the layout."
            ),
        ));
    }
    if let (true, [name, one, other]) = (report.contains("is defined in both"), marked) {
        let mut fault = Fault::new(
            format!("The component `{name}` is in `{one}` and in `{other}`."),
            "Take one of them out, or give it another name.".to_owned(),
        );
        fault.template = Some((*other).to_owned());
        return Some(fault);
    }
    if let (true, [child, parent, ..]) = (report.contains("is inheriting from"), quoted) {
        let mut fault = no_template(parent);
        fault.template = Some((*child).to_owned());
        return Some(fault);
    }
    None
}

/// The near miss, or else the other help.
fn meant(name: &str, known: &[&str], help: &str) -> String {
    match near::nearest(name, known.iter().copied()) {
        Some(nearest) => format!("Did you mean `{nearest}`?"),
        None => help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_foresaw_is_told_as_it_is() {
        for report in [
            "",
            "`",
            "Argument",
            "é'`'é",
            "Field `",
            "Unexpected end\nmore",
        ] {
            let fault = Fault::of(report, &[]);
            assert!(
                !fault.message.is_empty() && !fault.help.is_empty(),
                "{report}"
            );
        }
    }

    #[test]
    fn options_are_named_in_one_order() {
        let report = |names: &str| {
            let report = format!(
                "Unknown argument(s) {names} in component call. Possible argument(s) are: `facts`"
            );
            Fault::of(&report, &[]).message
        };
        assert_eq!(report("`a`, `b`"), report("`b`, `a`"));
    }
}

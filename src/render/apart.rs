//! Makes the HTML of one example fit beside others on a page of the gallery: ids, and the names of
//! landmarks, stay unique. Nothing else is changed.

use std::collections::BTreeSet;

/// Attributes that hold ids of the same page, with spaces between.
const REFERENCES: [&str; 9] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
    "list",
];

/// Elements that become landmarks when they have a name.
const LANDMARKS: [&str; 5] = ["aside", "form", "nav", "search", "section"];

/// What sets one example apart.
pub(crate) struct Apart<'a> {
    /// The number of the example, from 1.
    pub(crate) number: usize,
    /// The name of the example.
    pub(crate) name: &'a str,
    /// The id of the heading that holds its name.
    pub(crate) heading: &'a str,
}

impl Apart<'_> {
    /// The HTML with ids and names of its own.
    pub(crate) fn html(&self, html: &str) -> String {
        let mut ids = BTreeSet::new();
        rewrite(html, |attribute| {
            if attribute.name == "id" {
                ids.insert(attribute.value.to_owned());
            }
            None
        });
        rewrite(html, |attribute| self.changed(attribute, &ids))
    }

    fn changed(&self, attribute: &Attribute<'_>, ids: &BTreeSet<String>) -> Option<String> {
        let value = attribute.value;
        let is_landmark = LANDMARKS.contains(&attribute.element);
        let own = |id: &str| match ids.contains(id) {
            true => format!("{id}-{}", self.number),
            false => id.to_owned(),
        };
        match attribute.name {
            "id" => Some(own(value)),
            "href" => {
                let id = value.strip_prefix('#').filter(|id| ids.contains(*id))?;
                Some(format!("#{}", own(id)))
            }
            "aria-label" if is_landmark => {
                let name = super::html::escape(self.name);
                Some(format!("{value} ({name})"))
            }
            name if REFERENCES.contains(&name) => {
                let mut all: Vec<String> = value.split_whitespace().map(own).collect();
                if name == "aria-labelledby" && is_landmark {
                    all.push(self.heading.to_owned());
                }
                Some(all.join(" "))
            }
            _ => None,
        }
    }
}

/// An attribute of a tag.
struct Attribute<'h> {
    element: &'h str,
    name: &'h str,
    value: &'h str,
}

/// The HTML with the values of attributes that `change` gives.
fn rewrite(html: &str, mut change: impl FnMut(&Attribute<'_>) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let (element, mut inside) = after.split_at(end.unwrap_or(after.len()));
        out.push_str(element);
        // Values stand between double quotation marks; a `>` outside of them ends the tag.
        while let Some((start, later)) = inside.split_once('"').filter(|(s, _)| !s.contains('>')) {
            let Some((value, later)) = later.split_once('"') else {
                break;
            };
            let words = start.trim_end_matches('=').split_whitespace();
            let attribute = Attribute {
                element,
                name: words.last().unwrap_or_default(),
                value,
            };
            let changed = change(&attribute);
            out.push_str(start);
            out.push('"');
            out.push_str(changed.as_deref().unwrap_or(value));
            out.push('"');
            inside = later;
        }
        rest = inside;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const APART: Apart<'_> = Apart {
        number: 2,
        name: "A & B",
        heading: "example_2",
    };

    #[test]
    fn ids_and_what_refers_to_them_get_the_number() {
        let html = "<section class=\"a\" aria-labelledby=\"t\"><h2 id=\"t\">T</h2>\
                    <a href=\"#t\">x</a><a href=\"#other\" hidden>id=\"t\"</a></section>";
        assert_eq!(
            APART.html(html),
            "<section class=\"a\" aria-labelledby=\"t-2 example_2\"><h2 id=\"t-2\">T</h2>\
             <a href=\"#t-2\">x</a><a href=\"#other\" hidden>id=\"t\"</a></section>"
        );
    }

    #[test]
    fn landmarks_get_the_name_of_the_example() {
        assert_eq!(
            APART.html("<nav aria-label=\"Pages\"><a aria-label=\"Next\" title=\"a > b\">"),
            "<nav aria-label=\"Pages (A &amp; B)\"><a aria-label=\"Next\" title=\"a > b\">"
        );
    }
}

//! Scripts of the theme. A page asks for one with `data-module="name"` in its markup, and gets one
//! file with the scripts that it asks for and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::assets::add;
use super::html::escape;
use crate::model::theme::{Theme, ThemeFile};
use crate::problem::{Kind, Place, Problem};
use crate::routes::{Address, Links};
use crate::source::SourcePath;

/// Stands in a rendered page where its scripts are loaded. Content never holds it: readers take
/// control characters out.
pub(crate) const SCRIPTS: &str = "\u{2}";
const SCRIPTS_MARK: char = '\u{2}';

/// The scripts that some page asks for together.
pub(super) type Together = BTreeSet<String>;

/// The file of the scripts that some page asks for together: its address and its bytes.
type Bundles = BTreeMap<Arc<Together>, (Address, Vec<u8>)>;

/// The scripts of a theme, and the files that pages need of them.
pub(crate) struct Scripts {
    /// Loaded before a page is shown.
    start: Option<Address>,
    modules: BTreeMap<String, ThemeFile>,
    bundles: Mutex<Bundles>,
}

impl Scripts {
    /// Takes the scripts of a theme. The one that runs before a page is shown goes to `files`.
    pub(crate) fn new(theme: &Theme, files: &mut BTreeMap<String, Vec<u8>>) -> Self {
        let start = theme.start_script.as_ref();
        Scripts {
            start: start.map(|script| add(files, "start", "js", bare_script(&script.text))),
            modules: theme.scripts.clone(),
            bundles: Mutex::default(),
        }
    }

    /// Puts the scripts of a rendered page where its layout wants them, and tells which ones. The problem
    /// names a template's `data-module` that has no script.
    pub(crate) fn load(
        &self,
        page: &str,
        links: &Links,
        template: &SourcePath,
    ) -> Result<(String, Arc<Together>), Box<Problem>> {
        let Some(start) = &self.start else {
            return Ok((page.replace(SCRIPTS_MARK, ""), Arc::default()));
        };
        let mut tags = tag(&links.to(start), "");
        let together = asked_for(page);
        if let Some(unknown) = together
            .iter()
            .find(|name| !self.modules.contains_key(*name))
        {
            return Err(Box::new(Problem::new(
                Kind::BrokenTheme,
                Place::file(template),
                format!("A page asks for the script `{unknown}`, and no component has it."),
                format!(
                    "Add `components/{unknown}/{unknown}.js` to the theme, or take \
                     `data-module=\"{unknown}\"` out of the template."
                ),
            )));
        }
        if together.is_empty() {
            return Ok((page.replace(SCRIPTS_MARK, &tags), Arc::default()));
        }
        let (together, bundle) = self.bundle(together);
        tags.push('\n');
        tags.push_str(&tag(&links.to(&bundle), " defer"));
        Ok((page.replace(SCRIPTS_MARK, &tags), together))
    }

    /// Tells that a page asks for these scripts that was made before.
    pub(super) fn use_again(&self, together: &Together) {
        if !together.is_empty() && self.start.is_some() {
            self.bundle(together.clone());
        }
    }

    /// The files that pages have asked for so far.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let bundles = self.bundles.lock().unwrap_or_else(PoisonError::into_inner);
        bundles
            .values()
            .map(|(address, bytes)| (address.as_str().to_owned(), bytes.clone()))
            .collect()
    }

    fn bundle(&self, together: Together) -> (Arc<Together>, Address) {
        let mut bundles = self.bundles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, (address, _))) = bundles.get_key_value(&together) {
            return (Arc::clone(known), address.clone());
        }
        let together = Arc::new(together);
        let mut bytes = b"'use strict';\n".to_vec();
        for name in together.iter() {
            let script = self.modules.get(name).map_or("", |file| file.text.as_str());
            bytes.extend(b"{\n");
            bytes.extend(bare_script(script));
            bytes.extend(b"}\n");
        }
        let mut named = BTreeMap::new();
        let address = add(&mut named, "page", "js", bytes.clone());
        bundles.insert(Arc::clone(&together), (address.clone(), bytes));
        (together, address)
    }
}

fn tag(href: &str, how: &str) -> String {
    format!("<script src=\"{}\"{how}></script>", escape(href))
}

/// The names in every `data-module="…"` of a page. Words of content cannot be taken for one: a `"`
/// in them is written as `&quot;`.
fn asked_for(page: &str) -> Together {
    const START: &str = "data-module=\"";
    memchr::memmem::find_iter(page.as_bytes(), START)
        .filter_map(|place| page.get(place + START.len()..)?.split_once('"'))
        .flat_map(|(names, _)| names.split_whitespace())
        .map(str::to_owned)
        .collect()
}

/// A value as a script can hold it: JSON without signs that mean something in HTML, or that end a
/// line in old scripts.
pub(crate) fn data<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// A script without its comments and without spaces that say nothing. One that cannot be read stays as it is.
pub(crate) fn bare_script(text: &str) -> Vec<u8> {
    let bare = minifier::js::minify(text);
    let mut script = bare.map_or_else(|_| text.to_owned(), |bare| bare.to_string());
    script.push('\n');
    script.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme() -> Theme {
        let file = |text: &str| ThemeFile {
            path: SourcePath::new("themes/t/x.js"),
            text: text.to_owned(),
        };
        Theme {
            start_script: Some(file("// why\nvar handrail = {};\n")),
            scripts: BTreeMap::from([
                ("listen".to_owned(), file("  // what\n  one();\n")),
                ("shortlist".to_owned(), file("two(); // gone\n")),
            ]),
            ..Theme::default()
        }
    }

    type Loaded = (Result<String, Box<Problem>>, Vec<(String, Vec<u8>)>);

    fn loaded(page: &str) -> Loaded {
        let mut files = BTreeMap::new();
        let scripts = Scripts::new(&theme(), &mut files);
        let links = Links::from(&Address::new("a/"), crate::routes::Destination::Web);
        let page = scripts.load(page, &links, &SourcePath::new("themes/t/layout.html"));
        (page.map(|(page, _)| page), scripts.files())
    }

    #[test]
    fn a_page_gets_what_it_asks_for_and_no_more() {
        let (page, files) =
            loaded("\u{2}<p data-module=\"shortlist listen\"><p data-module=\"listen\">");
        assert!(page.unwrap().contains(" defer></script>"));
        let text = String::from_utf8(files[0].1.clone()).unwrap();
        assert_eq!(text, "'use strict';\n{\none();\n}\n{\ntwo();\n}\n");

        let (page, files) = loaded("\u{2}<p>data-module=&quot;listen&quot;");
        assert!(files.is_empty());
        assert_eq!(page.unwrap().matches("<script").count(), 1);
    }

    #[test]
    fn data_cannot_end_a_script_or_a_line() {
        assert_eq!(data(&"</script>\u{2028}"), "\"\\u003c/script>\\u2028\"");
    }

    #[test]
    fn a_script_that_is_not_there_is_a_problem() {
        let (page, _) = loaded("\u{2}<p data-module=\"sparkle\">");
        assert!(page.unwrap_err().message.contains("`sparkle`"));
    }
}

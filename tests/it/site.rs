//! The driver: a site in memory from one string, and what a build of it gives.
//!
//! Lines of `=== content/site.yml` divide the string into files. No disk is touched, so that a
//! thousand such tests are cheap.

use std::sync::LazyLock;

use handrail::model::values::Date;
use handrail::pipeline::{Built, Options, build};
use handrail::problem::{Place, Point, Problem, Problems};
use handrail::routes::Destination;
use handrail::source::{Source, SourcePath, Sources};
use handrail::starter;

/// The day on which every test takes place.
pub(crate) const TODAY: Date = Date::constant(2026, 11, 22);

/// The settings that every test site starts from. Nothing is wrong with them.
pub(crate) const SETTINGS: &str = "\
=== content/site.yml
name: Test Directory
run_by:
  name: Test Body
areas: [camden, islington]
contact:
  phone: 020 7946 0000
";

/// Lists and a picture pack of a few items each, in place of the built-in ones, for tests that
/// build many sites.
pub(crate) const SMALL_LISTS: &str = include_str!("small_lists.txt");

/// A provider with the fields that every listing needs, and a way to reach it.
pub(crate) const KITE_CARE: &str = "\
=== providers/kite-care.yml
name: Kite Care
kinds: [home-care-agency]
summary: Help at home for adults with a learning disability.
areas: [camden]
contact:
  phone: 020 7946 0011
";

static BUILT_IN: LazyLock<Sources> = LazyLock::new(starter::built_in);

/// The files of a site.
#[derive(Clone)]
pub(crate) struct Site {
    /// The files.
    pub(crate) sources: Sources,
}

impl Site {
    /// The settings of the tests, and what an installed Handrail brings along.
    pub(crate) fn base() -> Site {
        let site = Site {
            sources: BUILT_IN.clone(),
        };
        site.with(SETTINGS)
    }

    /// The same with short lists, so that it has few pages.
    pub(crate) fn small() -> Site {
        Site::base().with(SMALL_LISTS)
    }

    /// Adds the files of a string, in place of those of the same path.
    pub(crate) fn with(mut self, text: &str) -> Site {
        for (path, text) in files(text) {
            self.sources.insert_text(&path, &text);
        }
        self
    }

    /// Adds one file.
    pub(crate) fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Site {
        self.sources
            .insert(SourcePath::new(path), Source::new(bytes.as_ref()));
        self
    }

    /// Takes a file out.
    pub(crate) fn without(mut self, path: &str) -> Site {
        let removed = self.sources.remove(&SourcePath::new(path));
        assert!(removed.is_some(), "there is no file `{path}` to take out");
        self
    }

    /// Builds the site.
    pub(crate) fn build(&self) -> Built {
        self.build_with(false)
    }

    /// Builds the site with the gallery of the theme's components.
    pub(crate) fn build_gallery(&self) -> Built {
        self.build_with(true)
    }

    fn build_with(&self, gallery: bool) -> Built {
        let options = Options {
            today: TODAY,
            destination: Destination::Web,
            gallery,
            drafts: false,
        };
        build(&self.sources, &options)
    }

    /// Builds the site with the gallery. Nothing may be wrong.
    pub(crate) fn gallery(&self) -> Built {
        let built = self.build_gallery();
        assert_eq!(lines(&built.problems), [""; 0]);
        built
    }

    /// Builds the site, which must have no error.
    pub(crate) fn good(&self) -> Built {
        let built = self.build();
        let problems = lines(&built.problems).join("\n");
        assert!(!built.problems.has_errors(), "{problems}");
        built
    }

    /// Every problem, as `severity file:line:column kind: message`.
    pub(crate) fn problems(&self) -> Vec<String> {
        lines(&self.build().problems)
    }
}

/// The files of a string: each starts after a line of `=== path`.
pub(crate) fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("=== "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, file))) => file.push_str(line),
            (None, None) => assert!(line.trim().is_empty(), "a file needs a line of `=== path`"),
        }
    }
    files
}

/// Problems as `severity file:line:column kind: message`.
pub(crate) fn lines(problems: &Problems) -> Vec<String> {
    problems.iter().map(line).collect()
}

fn line(problem: &Problem) -> String {
    format!(
        "{} {} {}: {}",
        problem.severity().word(),
        place(&problem.place),
        problem.kind.name(),
        problem.message
    )
}

/// A place as `file:line:column`, or the file alone.
pub(crate) fn place(place: &Place) -> String {
    match &place.point {
        Point::Text { line, column, .. } => format!("{}:{line}:{column}", place.path),
        Point::WholeFile => place.path.to_string(),
        other => panic!("this place was never turned into a line: {other:?}"),
    }
}

/// The text of a page.
pub(crate) fn page<'b>(built: &'b Built, path: &str) -> &'b str {
    let Some(bytes) = built.output.get(path) else {
        let all: Vec<&str> = built.output.iter().map(|(path, _)| path).collect();
        panic!("there is no page `{path}`, only {}", all.join(", "));
    };
    std::str::from_utf8(bytes).expect("a page is text")
}

/// The inside of `<main>`.
pub(crate) fn main_of(html: &str) -> &str {
    let (_, after) = html.split_once("<main").expect("a page has a `main`");
    let (_, inside) = after.split_once('>').expect("the tag is closed");
    let (inside, _) = inside.split_once("</main>").expect("`main` ends");
    inside.trim()
}

#[test]
fn a_string_is_divided_into_files() {
    let text = "=== a/b.yml\none\ntwo\n=== c.md\n\n";
    let expected = [("a/b.yml", "one\ntwo\n"), ("c.md", "\n")];
    assert_eq!(
        files(text),
        expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
    );
}

#[test]
fn the_site_that_other_tests_start_from_is_good() {
    assert_eq!(Site::base().with(KITE_CARE).problems(), [""; 0]);
    assert_eq!(Site::small().with(KITE_CARE).problems(), [""; 0]);
    let built = Site::small().with(KITE_CARE).good();
    assert!(main_of(page(&built, "providers/kite-care/index.html")).contains("Kite Care"));
}

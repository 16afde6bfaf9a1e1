//! What people really send: every bad input gives a clear problem at its place, never a breakdown,
//! and leaves a site that is already published as it was.

mod addresses;
mod documents;
mod files;
mod folders;
mod links;
mod shapes;
mod themes;
mod words;
mod yaml;

use handrail::disk;
use handrail::output::Output;
use handrail::problem::Problem;

use crate::project::Project;
use crate::site::{self, KITE_CARE, Site};

/// Files that are added to the good small site of the tests.
#[derive(Clone, Default)]
pub(crate) struct Input {
    files: Vec<(String, Vec<u8>)>,
}

/// The files of a string. `=== path` divides them.
pub(crate) fn input(text: &str) -> Input {
    let files = site::files(text).into_iter();
    Input {
        files: files
            .map(|(path, text)| (path, text.into_bytes()))
            .collect(),
    }
}

/// One file of any bytes.
pub(crate) fn file(path: &str, bytes: impl AsRef<[u8]>) -> Input {
    Input {
        files: vec![(path.to_owned(), bytes.as_ref().to_vec())],
    }
}

/// A provider that has every field it needs, and these lines.
pub(crate) fn provider(lines: &str) -> Input {
    input(&format!(
        "=== providers/bad.yml\nname: Bad\nkinds: [home-care-agency]\nsummary: Help.\n\
         areas: [camden]\ncontact: {{ phone: 020 7946 0012 }}\n{lines}\n"
    ))
}

/// The line on which the lines of [`provider`] start.
pub(crate) const FIRST: usize = 6;

/// A guide with these words.
pub(crate) fn guide(body: &str) -> Input {
    input(&format!(
        "=== content/guides/bad.md\n---\ntitle: Bad\n---\n{body}\n"
    ))
}

impl Input {
    /// The site in memory.
    pub(crate) fn site(&self) -> Site {
        let good = Site::small().with(KITE_CARE);
        let add = |site: Site, (path, bytes): &(String, Vec<u8>)| site.file(path, bytes);
        self.files.iter().fold(good, add)
    }

    /// The project on disk.
    pub(crate) fn project(&self) -> Project {
        let add = |project: Project, (path, bytes): &(String, Vec<u8>)| project.file(path, bytes);
        self.files.iter().fold(Project::small(), add)
    }

    /// Exactly these problems are found, written `severity place kind`. If one is an error, the
    /// program says so and leaves the published site alone.
    pub(crate) fn gives(&self, expected: &[&str]) {
        let built = self.site().build();
        let found: Vec<String> = built.problems.iter().map(short).collect();
        let told = site::lines(&built.problems).join("\n");
        assert_eq!(found, expected, "{told}");
        if built.problems.has_errors() {
            assert!(built.output.is_empty() || is_theirs(&found), "{told}");
            refused(&self.project());
        }
    }

    /// Nothing is wrong with it.
    pub(crate) fn is_fine(&self) {
        self.gives(&[]);
    }

    /// The help of the only problem.
    pub(crate) fn help(&self) -> String {
        let built = self.site().build();
        let told = site::lines(&built.problems).join("\n");
        assert_eq!(built.problems.len(), 1, "{told}");
        let first = built.problems.iter().next();
        first
            .map(|problem| problem.help.clone())
            .unwrap_or_default()
    }
}

/// A template may break down only when a page is made, when other pages are there already.
fn is_theirs(found: &[String]) -> bool {
    found.iter().all(|line| line.ends_with("broken-theme"))
}

fn short(problem: &Problem) -> String {
    format!(
        "{} {} {}",
        problem.severity().word(),
        site::place(&problem.place),
        problem.kind.name()
    )
}

/// `handrail build` says that the content has errors, and a site that is already published stays
/// byte for byte as it was.
pub(crate) fn refused(project: &Project) -> String {
    let mut earlier = Output::default();
    earlier.insert("index.html", "<!doctype html><title>Published</title>");
    earlier.insert(
        "providers/kite-care/index.html",
        "<!doctype html><title>Kite</title>",
    );
    earlier.insert("assets/site.css", "a { color: black }");
    disk::write(&earlier, &project.path("public")).expect("a published site");
    let before = project.snapshot("public");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains("Nothing was written."),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
    assert_eq!(project.snapshot("public"), before);
    assert!(!project.path("public.handrail-new").exists());
    ran.stderr
}

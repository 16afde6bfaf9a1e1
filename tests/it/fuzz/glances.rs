//! A glance at a few providers gives the pages that the whole build gives, or it gives none.

use std::collections::BTreeMap;
use std::sync::Mutex;

use handrail::output::Sink;
use handrail::pipeline::{Built, Quiet, build, build_again, glance, only_about};
use handrail::source::{Source, SourcePath, Sources};

use super::deeds::Project;
use crate::site::KITE_CARE;

/// What a glance handed on.
#[derive(Default)]
struct Handed {
    pages: Mutex<BTreeMap<String, Vec<u8>>>,
    is_shown: Mutex<bool>,
}

impl Sink for Handed {
    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        let mut pages = self.pages.lock().expect("no thread failed");
        pages.insert(path.to_owned(), bytes.into_vec());
        true
    }

    fn lend(&self, path: &str, bytes: &[u8]) {
        self.take(path, Box::from(bytes));
    }

    fn first_are_here(&self) {
        *self.is_shown.lock().expect("no thread failed") = true;
    }
}

/// The sources with these texts in place of what was there.
fn after(sources: &Sources, changed: &[(&str, Option<String>)]) -> Sources {
    let mut after = sources.clone();
    for (path, text) in changed {
        match text {
            Some(text) => after.insert_text(path, text),
            None => _ = after.remove(&SourcePath::new(path)),
        }
    }
    after
}

/// Glances at a change. What was handed on must be what a build makes. It comes back, by path.
fn glanced(project: &mut Project, changed: &[(&str, Option<String>)]) -> Vec<String> {
    let whole = build(&after(&project.sources, changed), &project.options());
    let source = |text: &String| Source::new(text.as_bytes());
    let named = changed
        .iter()
        .map(|(path, text)| (SourcePath::new(path), text.as_ref().map(source)));
    let Some(few) = only_about(&project.sources, named.collect()) else {
        return Vec::new();
    };
    let handed = Handed::default();
    let options = project.options();
    let is_shown = glance(&few, &options, &handed, &mut project.memory);
    assert_eq!(is_shown, *handed.is_shown.lock().expect("no thread failed"));
    let pages = handed.pages.into_inner().expect("no thread failed");
    assert_eq!(is_shown, !pages.is_empty());
    if is_shown {
        assert!(!whole.problems.has_errors(), "{:?}", whole.problems);
    }
    for (path, bytes) in &pages {
        let same = whole.output.get(path).is_some_and(|file| file == bytes);
        assert!(same, "{path}: other bytes than those of the build");
    }
    let is_page = |path: &String| path.ends_with(".html");
    pages.into_keys().filter(is_page).collect()
}

/// Builds with the memory.
fn build_with_memory(project: &mut Project) -> Built {
    let options = project.options();
    let (before, memory, sources) = (&project.site, &mut project.memory, &project.sources);
    let (output, built) = before.gather_again(&|_| {}, |sink| {
        build_again(sources, &options, sink, &Quiet, memory)
    });
    assert!(!built.problems.has_errors(), "{:?}", built.problems);
    project.site = output;
    built
}

/// A listing on its own.
fn listing(name: &str) -> String {
    let (_, facts) = KITE_CARE.split_once('\n').expect("a listing");
    facts.replace("Kite Care", name)
}

/// A site that must have every field, with one more provider, after its first build.
fn project() -> Project {
    let mut project = Project::new();
    let checks = text_of(&project, "providers/checks/red-kite.yml");
    for name in ["rook", "jay"] {
        let path = format!("providers/checks/{name}.yml");
        project.sources.insert_text(&path, &checks);
    }
    project
        .sources
        .insert_text("providers/rook.yml", &listing("Rook Care"));
    build_with_memory(&mut project);
    project
}

fn text_of(project: &Project, path: &str) -> String {
    let source = project.sources.get(path).expect("the file is there");
    source.text().expect("text").to_owned()
}

#[test]
fn words_of_one_provider_are_seen_at_a_glance() {
    let mut project = project();
    let path = "providers/rook.yml";
    for words in ["Help in the garden.", "Help with meals."] {
        let text = text_of(&project, path);
        let old = text.lines().find(|line| line.starts_with("summary:"));
        let new = text.replace(old.expect("a summary"), &format!("summary: {words}"));
        let pages = glanced(&mut project, &[(path, Some(new.clone()))]);
        assert!(
            pages.contains(&"providers/rook/index.html".to_owned()),
            "{pages:?}"
        );
        assert!(pages.iter().all(|page| page.starts_with("providers/rook/")));
        // A glance does not count as a build: the next one still knows what it must make.
        project.sources.insert_text(path, &new);
        let warm = build_with_memory(&mut project);
        let cold = build(&project.sources, &project.options());
        assert_eq!(warm.problems, cold.problems);
        assert!(project.site == cold.output);
    }
    let same = text_of(&project, path);
    assert!(glanced(&mut project, &[(path, Some(same))]).is_empty());
    let new = ("providers/jay.yml", Some(listing("Jay Care")));
    assert!(!glanced(&mut project, &[new]).is_empty());
}

#[test]
fn everything_else_is_left_to_the_build() {
    let mut project = project();
    let path = "providers/rook.yml";
    let link = listing("Rook Care") + "about: |\n  [One](red-kite.yml)\n";
    let settings = text_of(&project, "content/site.yml") + "\n";
    let words = text_of(&project, "providers/red-kite.yml");
    let changes: [&[(&str, Option<String>)]; 6] = [
        &[(path, Some("name: [".to_owned()))],
        &[(path, Some(listing("Rook Care").replace("name:", "nam:")))],
        &[(path, Some(link))],
        &[(path, None)],
        &[("content/site.yml", Some(settings))],
        &[
            ("providers/red-kite.yml", Some(words + "\n")),
            ("content/lists/areas.yml", Some(String::new())),
        ],
    ];
    for change in changes {
        assert!(glanced(&mut project, change).is_empty(), "{change:?}");
    }
    // What editors leave for a moment is passed over.
    let text = listing("Old Rook Care");
    let change = [(path, Some(text)), ("providers/sedA1b2", None)];
    assert!(!glanced(&mut project, &change).is_empty());
    // Another day is on every page, and lists are too.
    project.today = handrail::model::days::days_later(project.today, 1);
    let text = listing("Jay Care");
    assert!(glanced(&mut project, &[(path, Some(text.clone()))]).is_empty());
}

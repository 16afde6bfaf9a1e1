//! The files of facts for the shortlist, which only large sites keep: after each change they are those of a build
//! without a memory.

use handrail::output::Output;
use handrail::pipeline::{Memory, Quiet, build, build_again};
use handrail::source::{SourcePath, Sources};

use super::deeds::Project;
use crate::site::{KITE_CARE, Site};

/// Enough for three files.
const PROVIDERS: usize = 40;

fn provider(number: usize, price: &str) -> (String, String) {
    let (_, facts) = KITE_CARE.split_once('\n').expect("a listing");
    let name = format!("Kite Care {number}");
    let prices = format!(
        "prices:\n  - what: A visit\n    amount: {price}\n    unit: hour\n    told_on: 2026-09-01\n"
    );
    let facts = facts.replace("Kite Care", &name) + &prices;
    (format!("providers/kite-care-{number}.yml"), facts)
}

/// Builds with the memory, and tells which files of facts are another one in memory: those were made.
fn facts_made(project: &mut Project) -> Vec<String> {
    let options = project.options();
    let (before, memory, sources) = (&project.site, &mut project.memory, &project.sources);
    let (output, built) = before.gather_again(&|_| {}, |sink| {
        build_again(sources, &options, sink, &Quiet, memory)
    });
    let cold = build(sources, &options);
    assert_eq!(built.problems, cold.problems);
    assert!(!built.problems.has_errors(), "{:?}", built.problems);
    assert!(output == cold.output, "the same site");
    let address = |output: &Output, path: &str| output.get(path).map(<[u8]>::as_ptr);
    let facts = output.iter().map(|(path, _)| path);
    let facts = facts.filter(|path| path.starts_with("compare/"));
    let made = facts.filter(|path| address(&output, path) != address(before, path));
    let made = made.map(str::to_owned).collect();
    project.site = output;
    made
}

fn with_listing(sources: &mut Sources, (path, text): &(String, String)) {
    sources.insert_text(path, text);
}

/// The site with so many listings, before its first build.
fn project(site: Site, listings: usize) -> Project {
    let mut sources = site.sources;
    for number in 0..listings {
        with_listing(&mut sources, &provider(number, "20"));
    }
    Project {
        sources,
        memory: Memory::new(),
        site: Output::default(),
        ..Project::new()
    }
}

/// A site whose readers may keep it is larger than what they keep of facts: then facts are kept from one build to the
/// next as well, and the worker must not miss them.
#[test]
fn a_large_site_without_internet_is_the_same_with_a_memory() {
    let mut project = project(Site::small(), 700);
    let all = facts_made(&mut project).len();
    assert!(all > 40, "{all} files");
    with_listing(&mut project.sources, &provider(7, "21"));
    assert_eq!(facts_made(&mut project).len(), 1);
}

#[test]
fn only_facts_that_changed_are_made_again() {
    let site = Site::small();
    let settings = site.sources.get("content/site.yml");
    let settings = settings
        .and_then(|file| file.text().ok())
        .expect("settings");
    let settings = format!("{settings}offline: no\n");
    let site = site.file("content/site.yml", settings);
    let mut project = project(site, PROVIDERS);
    assert_eq!(facts_made(&mut project).len(), 3);
    assert_eq!(facts_made(&mut project).len(), 0, "nothing changed");
    with_listing(&mut project.sources, &provider(7, "21"));
    assert_eq!(facts_made(&mut project).len(), 1);
    // A listing comes, one changes its kind of standing, one goes: all of them are in step each time.
    with_listing(&mut project.sources, &provider(PROVIDERS, "22"));
    assert!(!facts_made(&mut project).is_empty());
    let left = "left:\n  on: 2026-11-01\n  why: left\n  agreed:\n    - {role: host, on: 2026-11-01, by: Team}\n";
    let checks = "providers/checks/kite-care-3.yml";
    project.sources.insert_text(checks, left);
    assert!(!facts_made(&mut project).is_empty());
    let checks = SourcePath::new(checks);
    project.sources.remove(&checks);
    assert!(!facts_made(&mut project).is_empty());
    let (gone, _) = provider(5, "20");
    let gone = SourcePath::new(gone);
    project.sources.remove(&gone);
    assert_eq!(facts_made(&mut project).len(), 1);
    // Facts have their words from the theme.
    let words = "themes/easy-read/strings/en.yml";
    let text = project.sources.get(words).and_then(|file| file.text().ok());
    let text = text
        .expect("the words of the theme")
        .replace("an hour", "each hour");
    project.sources.insert_text(words, &text);
    assert_eq!(facts_made(&mut project).len(), 3);
}

//! The steps as people take them: print, copy, build, ask.

use std::fs;

use handrail::disk;

use super::{parts, settings};
use crate::project::Project;
use crate::site::SMALL_LISTS;

const NORTH: &str = "content/directories/north.ndjson";
const SOUTH: &str = "content/directories/south.ndjson";

fn joining() -> Project {
    let both = [
        ("north", "https://north.example.org/"),
        ("south", "../south/"),
    ];
    Project::empty().with(&settings(&both)).with(SMALL_LISTS)
}

fn printed(providers: &str) -> String {
    let project = Project::small().with(providers);
    let ran = project.command("search --documents");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout
}

#[test]
fn the_steps_of_the_guide_work() {
    let [north, south] = parts();
    let project = joining();
    let ran = project.command("check");
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    for id in ["north", "south"] {
        let command = format!(
            "handrail search --documents --project ../{id} > content/directories/{id}.ndjson"
        );
        assert!(ran.stderr.contains(&command), "{}", ran.stderr);
    }
    // Half an answer would look like a whole one.
    let ran = project.command("search quiet");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(
        ran.stderr.contains("content/directories/south.ndjson"),
        "{}",
        ran.stderr
    );
    let project = project
        .file(NORTH, printed(&north))
        .file(SOUTH, printed(&south));
    project.publish();
    let ran = project.command("search quiet");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for words in [
        "2 pages fit.",
        "Heron Help (Home care agency, in The north directory)\n     https://north.example.org/providers/heron-help/\n",
        "Wren House (Home care agency, in The south directory)\n     ../south/providers/wren-house/\n",
    ] {
        assert!(ran.stdout.contains(words), "{}", ran.stdout);
    }
    let ran = project.command("search help with meals --explain");
    assert!(
        ran.stdout.contains("     /services/meals/\n"),
        "{}",
        ran.stdout
    );
    // What a joining site prints has nothing of the others.
    let ran = project.command("search --documents");
    assert!(!ran.stdout.contains("Heron"), "{}", ran.stdout);
}

#[test]
fn a_promise_of_the_search_can_name_a_page_of_another_directory() {
    let [north, south] = parts();
    let checks = "- typed: quiet\n  finds: https://north.example.org/providers/heron-help/\n\
                  - typed: night\n  finds: ../south/providers/birch-care/\n\
                  - typed: night\n  finds: providers/birch-care/\n";
    let best = "- typed: [someone kind]\n  shows: https://north.example.org/providers/ash-care/\n";
    let project = joining()
        .file(NORTH, printed(&north))
        .file(SOUTH, printed(&south))
        .file("content/search-checks.yml", checks)
        .file("content/lists/synonyms.yml", best);
    let ran = project.command("check --format short");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let told: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.contains("search-checks.yml"))
        .collect();
    assert_eq!(told.len(), 1, "{ran:?}");
    assert!(told[0].contains("search-checks.yml:6:"), "{told:?}");
    let ran = project.command("search someone kind");
    assert!(ran.stdout.contains("  1. Ash Care"), "{}", ran.stdout);
}

#[test]
fn other_lines_make_another_site() {
    let [north, south] = parts();
    let project = joining()
        .file(NORTH, printed(&north))
        .file(SOUTH, printed(&south));
    project.publish();
    let first = project.snapshot("public");
    project.publish();
    assert_eq!(project.snapshot("public"), first);
    let other = project.text(NORTH).replace("Heron", "Crane");
    fs::write(project.path(NORTH), other).expect("the file can be written");
    project.publish();
    let second = project.snapshot("public");
    let changed = second
        .iter()
        .filter(|(path, bytes)| first.get(*path) != Some(*bytes));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    let is_about_search = |path: &&&String| {
        path.starts_with("search/")
            || path.as_str() == ".handrail-files"
            || path.as_str() == "_headers"
            || path.as_str() == "sw.js"
    };
    assert!(changed.len() > 3, "{changed:?}");
    let others: Vec<_> = changed
        .iter()
        .filter(|path| !is_about_search(path))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn only_pages_of_other_directories_may_be_large() {
    let large = vec![b' '; 21_000_000];
    let project = Project::empty()
        .file(NORTH, &large)
        .file("content/directories/north.yml", &large)
        .file("content/lists/north.ndjson", &large);
    let (sources, problems) = disk::load(&project.path("")).expect("the folder can be read");
    assert!(sources.get(NORTH).is_some());
    assert_eq!((sources.len(), problems.len()), (1, 2));
}

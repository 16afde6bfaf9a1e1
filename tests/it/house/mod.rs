//! The walls of the house: which part of the code may use which, and the marks of a tidy room.

mod colours;
mod components;
mod fields;
mod grounds;
mod scripts;
mod strings;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The parts of the code, from the ground up. A part may use parts of lower floors only, and only
/// those that are named here. `read`, `check`, `render` and `import` are the stages: none of them
/// knows another, but for `import`, which reads provider files as `read` does.
const FLOORS: [(&str, u8, &[&str]); 20] = [
    ("source", 1, &[]),
    ("output", 1, &[]),
    ("problem", 2, &["source"]),
    ("model", 3, &["source"]),
    ("routes", 4, &["model"]),
    ("serve", 3, &["problem", "output"]),
    ("disk", 4, &["serve", "problem", "source", "output"]),
    ("starter", 4, &["source"]),
    ("vetting", 4, &["model"]),
    ("search", 4, &[]),
    ("read", 5, &["starter", "model", "problem", "source"]),
    (
        "check",
        5,
        &["model", "routes", "vetting", "problem", "source"],
    ),
    (
        "render",
        5,
        &[
            "model", "routes", "search", "vetting", "problem", "source", "output",
        ],
    ),
    ("edit", 6, &["read", "problem"]),
    ("renewals", 6, &["vetting", "model"]),
    (
        "import",
        7,
        &["edit", "renewals", "read", "model", "problem", "source"],
    ),
    (
        "pipeline",
        7,
        &[
            "check", "render", "read", "search", "vetting", "routes", "model", "problem", "source",
            "output",
        ],
    ),
    (
        "agree",
        8,
        &["pipeline", "edit", "read", "model", "problem", "source"],
    ),
    (
        "cli",
        9,
        &[
            "agree", "pipeline", "import", "renewals", "serve", "vetting", "disk", "starter",
            "routes", "model", "problem", "source", "output",
        ],
    ),
    ("main", 10, &["cli"]),
];

/// Libraries that one place may name, so that each can be replaced in a day.
const ONE_HOME: [(&str, &[&str]); 23] = [
    ("annotate_snippets", &["src/cli/"]),
    ("anstream", &["src/cli/"]),
    ("clap", &["src/cli/"]),
    ("minifier", &["src/render/scripts.rs"]),
    ("csv", &["src/import/"]),
    ("httparse", &["src/disk/preview.rs"]),
    ("img_parts", &["src/read/photos.rs"]),
    ("imagesize", &["src/read/photos.rs"]),
    ("include_dir", &["src/problem/catalogue.rs", "src/starter/"]),
    (
        "jiff",
        &["src/model/days.rs", "src/problem/near.rs", "src/cli/"],
    ),
    ("notify", &["src/disk/watch.rs"]),
    ("pulldown_cmark", &["src/read/markdown.rs"]),
    ("memchr", &["src/render/scripts.rs", "src/render/html.rs"]),
    (
        "rayon",
        &[
            "src/pipeline/",
            "src/disk/",
            "src/check/vetting.rs",
            "src/render/compare.rs",
            "src/render/directory.rs",
            "src/render/plan.rs",
        ],
    ),
    ("roxmltree", &["src/read/drawings.rs"]),
    ("rustix", &["src/disk/system.rs"]),
    ("same_file", &["src/disk/lock.rs"]),
    // Files of other programs (`cli`), data for scripts, and the lines that other directories print.
    (
        "serde_json",
        &["src/cli/", "src/read/documents/", "src/render/scripts.rs"],
    ),
    ("serde_yaml", &["src/read/yaml/mod.rs"]),
    ("sha2", &["src/model/sum.rs"]),
    ("tantivy", &["src/search/"]),
    ("tera", &["src/render/templates.rs"]),
    ("walkdir", &["src/disk/"]),
];

/// The most lines of a file.
const LONGEST: usize = 400;

/// One file of the code.
struct File {
    /// Its path from the top, such as `src/read/mod.rs`.
    path: String,
    /// All of it.
    text: String,
    /// The same without comments and without the tests at its end.
    code: String,
}

impl File {
    /// The part that the file belongs to.
    fn part(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = inside.split('/').next().unwrap_or(inside);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// How many modules the file is below the top: `super` that many times leads there.
    fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inside.trim_end_matches("/mod").split('/').count()
    }

    /// The other parts that the file names.
    fn uses(&self) -> BTreeSet<String> {
        let to_top = "super::".repeat(self.depth());
        let after = |start: &'static str| {
            self.code
                .match_indices(start)
                .map(move |(at, _)| at + start.len())
        };
        let mut names: BTreeSet<String> =
            after("crate::").map(|at| name_at(&self.code, at)).collect();
        for (at, _) in self.code.match_indices(&to_top) {
            names.insert(name_at(&self.code, at + to_top.len()));
        }
        names.remove(self.part());
        names
    }
}

fn name_at(code: &str, at: usize) -> String {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    code[at..].chars().take_while(is_part).collect()
}

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with one of these endings: path from the top, and text.
pub(crate) fn texts(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    WalkDir::new(root().join(folder))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file() && has_ending(entry.path(), endings))
        .map(|entry| {
            let inside = entry.path().strip_prefix(root()).expect("a path inside");
            let path = inside.to_str().expect("a path of text").replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("a text file"))
        })
        .collect()
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| endings.contains(&ending))
}

fn code() -> Vec<File> {
    let files: Vec<File> = texts("src", &["rs"])
        .into_iter()
        .map(|(path, text)| {
            let before_tests = text.split("\n#[cfg(test)]").next().unwrap_or_default();
            let lines = before_tests
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let code = lines.collect::<Vec<_>>().join("\n");
            File { path, text, code }
        })
        .collect();
    assert!(files.len() > 50, "only {} files were found", files.len());
    files
}

/// Fails with every line, if there is one.
pub(crate) fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_part_uses_lower_floors_only() {
    let mut wrong = Vec::new();
    for file in code() {
        if file.part() == "lib" {
            continue;
        }
        let Some((_, _, allowed)) = FLOORS.iter().find(|(name, ..)| *name == file.part()) else {
            wrong.push(format!(
                "{}: the part `{}` has no floor",
                file.path,
                file.part()
            ));
            continue;
        };
        for used in file.uses() {
            if !allowed.contains(&used.as_str()) {
                wrong.push(format!(
                    "{}: `{}` may not use `{used}`",
                    file.path,
                    file.part()
                ));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_arrow_in_the_table_of_floors_points_up() {
    let floor = |name: &str| {
        FLOORS
            .iter()
            .find(|(known, ..)| *known == name)
            .map(|row| row.1)
    };
    for (part, own, uses) in FLOORS {
        for used in uses {
            assert!(
                floor(used).is_some_and(|lower| lower < own),
                "{part} -> {used}"
            );
        }
    }
}

#[test]
fn no_arrow_in_the_table_of_floors_is_idle() {
    let files = code();
    let mut idle = Vec::new();
    for (part, _, uses) in FLOORS.iter().filter(|(part, ..)| *part != "main") {
        let own = files.iter().filter(|file| file.part() == *part);
        let used: BTreeSet<String> = own.flat_map(File::uses).collect();
        let unused = uses.iter().filter(|name| !used.contains(**name));
        idle.extend(unused.map(|name| format!("{part} -> {name}")));
    }
    none(&idle);
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let files = code().into_iter();
    let silent = files
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path);
    none(&silent.collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut long: Vec<String> = Vec::new();
    for (path, text) in texts("src", &["rs"])
        .into_iter()
        .chain(texts("tests", &["rs"]))
    {
        let lines = text.lines().count();
        if lines > LONGEST {
            long.push(format!("{path}: {lines} lines"));
        }
    }
    none(&long);
}

#[test]
fn each_library_is_named_in_one_place() {
    let mut wrong = Vec::new();
    for file in code() {
        for (library, homes) in ONE_HOME {
            let named = file.code.contains(&format!("{library}::"));
            let at_home = homes.iter().any(|home| file.path.starts_with(home));
            if named && !at_home {
                wrong.push(format!(
                    "{}: `{library}` belongs in {}",
                    file.path,
                    homes.join(", ")
                ));
            }
        }
    }
    none(&wrong);
}

#[test]
fn only_the_hands_touch_files() {
    let mut wrong = Vec::new();
    for file in code().iter().filter(|file| file.part() != "disk") {
        for word in [
            "std::fs",
            "std::net",
            "std::process::Command",
            "File::open",
            "tempfile",
        ] {
            if file.code.contains(word) {
                wrong.push(format!("{}: `{word}`", file.path));
            }
        }
        let is_face = file.part() == "cli";
        for word in [
            "std::env",
            "SystemTime",
            "Instant::now",
            "Zoned::now",
            "println!",
            "std::thread",
        ] {
            if file.code.contains(word) && !is_face {
                wrong.push(format!("{}: `{word}`", file.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn each_change_of_a_site_on_the_disk_is_a_step_that_tests_can_stop() {
    let mut wrong = Vec::new();
    // `project` changes single files of a project, and `lock` makes the file that keeps others out.
    let own = ["hands", "project", "lock"].map(|name| format!("src/disk/{name}.rs"));
    for file in code().iter().filter(|file| file.part() == "disk") {
        for word in [
            "fs::write",
            "fs::rename(",
            "fs::copy",
            "fs::hard_link",
            "fs::create_dir",
            "fs::remove_",
            "fs::set_permissions",
            "File::create",
            "File::options",
        ] {
            if file.code.contains(word) && !own.contains(&file.path) {
                wrong.push(format!("{}: `{word}`", file.path));
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_is_global_and_every_name_is_imported_by_name() {
    let mut wrong = Vec::new();
    for file in code() {
        for (number, line) in file.code.lines().enumerate() {
            let is_glob = line.trim_start().starts_with("use ") && line.contains("::*");
            if is_glob || line.contains("static mut") || line.contains("thread_local!") {
                wrong.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

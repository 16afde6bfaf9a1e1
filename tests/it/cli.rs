//! The program as people meet it: what they type and what they see. The transcripts are in
//! `tests/cmd/`; `TRYCMD=overwrite cargo test --test it cli` renews them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use handrail::problem::Kind;

use crate::house::{none, root};
use crate::project::Project;

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .register_bin("handrail", Path::new(env!("CARGO_BIN_EXE_handrail")))
        .env("COLUMNS", "100")
        .case("tests/cmd/*.md");
}

/// What `handrail … --help` says.
fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(arguments)
        .arg("--help")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

const COMMANDS: [&[&str]; 16] = [
    &["build"],
    &["serve"],
    &["check"],
    &["new"],
    &["explain"],
    &["import"],
    &["import", "cqc"],
    &["import", "checks"],
    &["import", "postcodes"],
    &["search"],
    &["compare", "cqc"],
    &["due"],
    &["signoff"],
    &["pause"],
    &["leave"],
    &["close"],
];

/// The pieces of a page that are code: blocks, and words between back-ticks.
fn code(page: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for (index, part) in page.split("```").enumerate() {
        if index % 2 == 1 {
            pieces.extend(part.lines().skip(1).map(str::to_owned));
        } else {
            let words = part.split('`').skip(1).step_by(2);
            pieces
                .extend(words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    pieces
}

/// The words after `handrail`, or after the `--` of `cargo run`.
fn typed(line: &str) -> Option<Vec<&str>> {
    let start = |mark: &str| line.find(mark).map(|at| &line[at + mark.len()..]);
    let rest = start("cargo run --release -- ").or_else(|| {
        let is_command = line.starts_with("handrail ") || line.contains("$ handrail ");
        start("handrail ").filter(|_| is_command)
    });
    let known: BTreeSet<&str> = COMMANDS.iter().map(|command| command[0]).collect();
    let bare = Some(line).filter(|line| {
        line.split(' ')
            .next()
            .is_some_and(|word| known.contains(word))
    });
    Some(rest.or(bare)?.split_whitespace().collect())
}

#[test]
fn every_command_that_a_page_names_is_in_the_help() {
    let all = help(&[]);
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "STYLE.md",
        "themes/easy-read/README.md",
    ] {
        let text =
            fs::read_to_string(root().join(page)).unwrap_or_else(|_| panic!("{page} is there"));
        for line in code(&text) {
            let Some(words) = typed(&line) else {
                continue;
            };
            let Some(name) = words
                .first()
                .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
            else {
                continue;
            };
            seen.insert((*name).to_owned());
            if !all
                .lines()
                .any(|known| known.trim_start().starts_with(&format!("{name} ")))
            {
                wrong.push(format!("{page}: {line}"));
                continue;
            }
            let is_known = |path: &[&str]| COMMANDS.contains(&path);
            let path = if words.len() > 1 && is_known(&words[..2]) {
                &words[..2]
            } else {
                &words[..1]
            };
            let own = help(path);
            let flags = words
                .iter()
                .filter(|word| word.starts_with("--") && word.len() > 2);
            let missing =
                flags.filter(|flag| !own.contains(flag.split('=').next().unwrap_or(flag)));
            wrong.extend(missing.map(|flag| format!("{page}: {line}: {flag}")));
        }
    }
    none(&wrong);
    for name in ["build", "check", "new", "explain"] {
        assert!(seen.contains(name), "README.md does not name `{name}`");
    }
}

#[test]
fn every_flag_that_a_page_names_is_in_the_help() {
    let all: String = COMMANDS.iter().map(|command| help(command)).collect();
    let text = fs::read_to_string(root().join("README.md")).expect("README.md is there");
    let mut wrong = Vec::new();
    for line in code(&text).iter().filter(|line| line.starts_with("--")) {
        let flag = line.split_whitespace().next().unwrap_or_default();
        if !all.contains(flag) {
            wrong.push(line.clone());
        }
    }
    none(&wrong);
}

/// Standard output and error of `handrail check` in a project with one mistake.
fn check_with(variables: &[(&str, &str)]) -> String {
    let project = Project::small().file("providers/bad.yml", "name: [\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_handrail"));
    command
        .args(["check", "--today", "2026-11-22"])
        .current_dir(project.path(""));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command
        .envs(variables.iter().copied())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("text")
        + &String::from_utf8(output.stderr).expect("text")
}

#[test]
fn colours_are_used_only_where_they_are_wanted() {
    let escape = '\u{1b}';
    assert!(!check_with(&[]).contains(escape), "a pipe gets no colours");
    assert!(check_with(&[("CLICOLOR_FORCE", "1")]).contains(escape));
    let refused = check_with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!refused.contains(escape), "NO_COLOR counts most: {refused}");
}

#[test]
fn every_kind_of_problem_is_explained() {
    let project = Project::empty();
    for kind in Kind::ALL {
        let ran = project.run(&["explain", kind.name()]);
        assert_eq!(
            (ran.code, ran.stdout.trim_end()),
            (Some(0), kind.page().trim_end())
        );
    }
}

#[test]
fn problems_for_programs_are_json_and_nothing_else() {
    let project = Project::small()
        .file("providers/bad.yml", "name: [\n")
        .file("providers/x.txt", "");
    let ran = project.run(&["check", "--format", "json"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("JSON");
    let first = all
        .iter()
        .find(|problem| problem["kind"] == "broken-yaml")
        .expect("the mistake");
    assert_eq!(first["file"], "providers/bad.yml");
    assert_eq!(first["severity"], "error");
    assert!(first["line"].is_u64() && first["column"].is_u64());
    let ran = Project::small().run(&["check", "--format", "json"]);
    assert_eq!((ran.code, ran.stdout.trim()), (Some(0), "[]"));
}

#[test]
fn an_error_leaves_the_published_site_alone() {
    let project = Project::small();
    project.publish();
    let before = project.snapshot("public");
    let project = project.file("providers/kite-care.yml", "name: [\n");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("Nothing was written."),
        "{}",
        ran.stderr
    );
    assert_eq!(project.snapshot("public"), before);
}

#[test]
fn warnings_do_not_keep_a_site_from_being_published() {
    let project = Project::small().file("providers/notes.html", "<p>");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("warning: "), "{}", ran.stderr);
    assert!(project.path("public/index.html").exists());
}

#[test]
fn timings_come_last_and_add_up() {
    let project = Project::small();
    for command in [&["build", "--timings"][..], &["check", "--timings"]] {
        let ran = project.run(command);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let (_, told) = ran
            .stderr
            .split_once("Where the time went, in seconds:\n")
            .expect("timings");
        let rows: Vec<(f64, &str)> = told
            .lines()
            .map(|line| line.trim_start().split_once("  ").expect("a row"))
            .map(|(time, words)| (time.parse().expect("seconds"), words))
            .collect();
        let all = rows.iter().position(|(_, words)| *words == "All of it");
        let (parts, rest) = rows.split_at(all.expect("the sum"));
        assert!(parts.len() >= 6, "{told}");
        let sum: f64 = parts.iter().map(|(time, _)| time).sum();
        // Each row is rounded.
        assert!((sum - rest[0].0).abs() < 0.01 * rows.len() as f64, "{told}");
        assert_eq!(rest[1].1, "The search, on one core beside the pages");
        assert_eq!(rest.len(), 2, "nothing comes after the timings: {told}");
    }
    let quiet = project.run(&["check"]);
    assert!(!quiet.stderr.contains("Where the time went"));
}

//! What must never be in a project: private numbers and evidence. Nothing is written while they are
//! there, and no report repeats a number. All numbers are made up.

use std::fs;
use std::path::{Path, PathBuf};

use handrail::problem::Kind;
use handrail::read::hide_private_numbers;
use handrail::source::{Source, SourcePath};

use crate::house::{none, root};
use crate::project::Project;
use crate::site::{KITE_CARE, Site};

/// A line with each shape, and the number in it.
const PLANTED: [(&str, &str); 9] = [
    ("DBS certificate 001234567890", "001234567890"),
    ("criminal record check 0012 3456 7890", "0012 3456 7890"),
    ("NI AB 12 34 56 C", "AB 12 34 56 C"),
    ("999 012 6704", "999 012 6704"),
    ("9990126704", "9990126704"),
    ("sort code 65-43-29", "65-43-29"),
    ("account number 87654321", "87654321"),
    ("GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"),
    ("born on 12 May 1980", "12 May 1980"),
];

/// Files of every kind: path, what stands before each line, and what stands after it.
const FILES: [(&str, &str, &str); 17] = [
    ("content/site.yml", "# ", ""),
    ("content/accessibility.yml", "# ", ""),
    ("content/colours.yml", "# ", ""),
    ("content/words/en.yml", "# ", ""),
    ("content/lists/services.yml", "# ", ""),
    ("content/sheets/a-sheet.yml", "- ", ""),
    ("content/guides/a.md", "- ", ""),
    ("content/guides/a.easy.md", "", ""),
    ("content/pages/about.md", "<!-- ", " -->"),
    ("content/pictures/mine/pictures.yml", "- ", ""),
    ("content/pictures/mine/a.svg", "<!-- ", " -->"),
    ("content/README.md", "", ""),
    ("content/signoffs/a.yml", "- of: ", ""),
    ("content/strange/a.json", "\"", "\","),
    ("providers/a.yml", "- \"", "\""),
    ("providers/deep/er/rows.csv", "Sam,", ",x"),
    ("providers/notes.txt", "", ""),
];

/// Facts of a provider that are numbers in the wrong place: their problems name what was typed.
const FIELDS: &str = "\
=== providers/b.yml
name: 999 012 6704
kinds: [AB123456C]
summary: |
  DBS certificate
  001234567890
areas: [9990126704]
date_of_birth: 1980-05-12
9990126704: 9990126704
contact:
  phone: 9990126704
  email: AB 12 34 56 C
  postcode: AB123456C
  website: 999 012 6704
numbers:
  company: AB123456C
  charity: 9990126704
cqc:
  location: 9990126704
next_review: 999 012 6704
";

fn planted() -> Project {
    let mut project = Project::small().with(FIELDS);
    for (path, before, after) in FILES {
        let lines = PLANTED.map(|(line, _)| format!("{before}{line}{after}\n\n"));
        let old = fs::read_to_string(project.path(path)).unwrap_or_default();
        project = project.file(path, old + &lines.concat());
    }
    let latin: Vec<u8> = "Beyonc\u{e9}: 999 012 6704\nAB 12 34 56 C \u{e9}"
        .chars()
        .map(|letter| letter as u8)
        .collect();
    project.file("providers/latin.yml", latin)
}

/// Letters and digits alone, so that a number is found in whatever way it is written.
fn bare(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn no_report_repeats_a_private_number_and_nothing_is_written() {
    let project = planted();
    for format in ["human", "short", "json", "github"] {
        for command in ["check", "build"] {
            let ran = project.run(&[command, "--format", format]);
            assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
            let said = format!("{}{}", ran.stdout, ran.stderr);
            let compact = bare(&said);
            for (_, number) in PLANTED {
                assert!(!said.contains(number), "{format}: {number}\n{said}");
                assert!(!compact.contains(&bare(number)), "{format}: {number}");
            }
            for part in ["AB123456C", "1980-05-12", "1980"] {
                assert!(!said.contains(part), "{format}: {part}\n{said}");
            }
        }
    }
    assert!(!project.path("public").exists());
}

#[test]
fn every_private_number_in_every_kind_of_file_is_a_problem() {
    let ran = planted().run(&["check", "--format", "json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("JSON");
    let found = |path: &str| {
        let of_file = all.iter().filter(|problem| problem["file"] == path);
        of_file
            .filter(|problem| problem["kind"] == "private-number")
            .count()
    };
    for (path, ..) in FILES {
        assert_eq!(found(path), PLANTED.len(), "{path}");
    }
    assert_eq!(found("providers/latin.yml"), 2);
    assert_eq!(found("providers/b.yml"), 15);
}

#[test]
fn the_line_is_drawn_with_dots() {
    let project = Project::small().file("providers/notes.md", "Sam: DBS 0012 3456 7890, seen.\n");
    let ran = project.run(&["check"]);
    assert!(
        ran.stderr.contains("1 | Sam: DBS •••• •••• ••••, seen."),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("^^^^^^^^^^^^^^"), "{}", ran.stderr);
}

#[test]
fn an_import_shows_no_private_number() {
    let row = "Kite Care,,,,2079460012,,Homecare agencies,,,Kite Ltd,Camden,London,,1-000000001,\n";
    let file = "name: Kite Care\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\n\
                contact:\n  phone: 020 7946 0099 # NI AB 12 34 56 C\n\
                cqc:\n  location: 1-000000001\n  phone: 020 7946 0011\n";
    let project = Project::small()
        .file("cqc.csv", crate::import::directory(row))
        .file("providers/kite.yml", file);
    let ran = project.run(&["import", "cqc", "cqc.csv", "--today", "2026-11-22"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let drawn = "phone: 020 7946 0099 # NI •• •• •• •• •";
    assert!(ran.stderr.contains(drawn), "{}", ran.stderr);
    let kept = fs::read_to_string(project.path("providers/kite.yml")).expect("the file");
    assert!(
        kept.contains("AB 12 34 56 C"),
        "the file itself stays: {kept}"
    );
}

#[test]
fn files_of_evidence_stop_a_build_wherever_they_lie() {
    for path in [
        "content/a.pdf",
        "content/guides/a.docx",
        "content/lists/a.xlsx",
        "content/pictures/mine/a.tif",
        "content/words/a.odt",
        "content/strange/a.eml",
        "providers/a.zip",
        "providers/deep/er/a.msg",
        "providers/pictures/a.HEIC",
    ] {
        let built = Site::small().with(KITE_CARE).file(path, "PK").build();
        let found: Vec<(Kind, &str)> = built
            .problems
            .iter()
            .map(|problem| (problem.kind, problem.place.path.as_str()))
            .collect();
        assert_eq!(found, [(Kind::EvidenceFile, path)]);
        assert!(built.output.is_empty(), "{path}");
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    entries
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// The example site, the starter files, the theme, and public registers where they are at hand.
#[test]
fn real_files_give_no_false_alarm() {
    let mut alarms = Vec::new();
    for folder in [
        "content",
        "providers",
        "src/starter",
        "themes",
        "../shared/data",
    ] {
        let folder = root().join(folder);
        if !folder.exists() {
            println!("skipped: {} is not here", folder.display());
            continue;
        }
        for file in files(&folder) {
            let path = SourcePath::new(file.to_string_lossy());
            let bytes = fs::read(&file).expect("a readable file");
            if let Some(hidden) = hide_private_numbers(&path, &Source::new(bytes)) {
                alarms.extend(crate::site::lines(&hidden.problems));
            }
        }
    }
    none(&alarms);
}

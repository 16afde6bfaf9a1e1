//! `handrail import cqc` as people run it; and CQC's own files, where they are at hand, from an empty
//! project to a whole site.

use std::fs;
use std::path::PathBuf;

use handrail::import::{ImportOptions, Imported, NewAreas, import_cqc};
use handrail::source::{SourcePath, Sources};
use proptest::prelude::*;

use crate::import::{KITE, KITE_FILE, counts, directory, options, write};
use crate::project::Project;
use crate::site::{SETTINGS, Site};

/// Rows in each of the two files.
const FILES: [(&str, usize); 2] = [
    ("cqc_directory_layout.csv", 330),
    ("cqc_locations_with_ratings.csv", 999),
];

fn import(sources: &Sources, name: &str, bytes: &[u8]) -> Imported {
    let options = ImportOptions {
        new_areas: NewAreas::Add,
        ..options()
    };
    import_cqc(sources, &SourcePath::new(name), bytes, &options).expect("the file can be imported")
}

#[test]
fn both_of_cqcs_files_build_without_an_error() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/cqc");
    if !folder.exists() {
        println!("skipped: ../shared/data/cqc is not here");
        return;
    }
    let mut site = Site::base().with(&SETTINGS.replace("areas: [camden, islington]\n", ""));
    let read = |name: &str| fs::read(folder.join(name)).expect("a file of CQC");
    let mut new = 0;
    for (name, rows) in FILES {
        let imported = import(&site.sources, name, &read(name));
        assert_eq!(imported.rows, rows);
        let left_out: usize = imported.left_out.values().sum();
        assert!(left_out <= 2, "{:?}", imported.left_out);
        new += imported.new.len();
        write(&mut site.sources, &imported);
    }
    assert_eq!(new, 330 + 999 - 19 - 2);
    for (name, _) in FILES {
        let again = import(&site.sources, name, &read(name));
        assert_eq!((counts(&again), again.areas), ((0, 0, 0), None), "{name}");
    }
    assert_eq!(site.good().providers, new);
}

#[test]
fn the_program_writes_files_and_says_so() {
    let project = Project::empty()
        .with(SETTINGS)
        .file("cqc.csv", directory(KITE));
    let import = |arguments: &[&str]| {
        project.run(
            &[
                &["import", "cqc", "cqc.csv", "--today", "2026-11-22"],
                arguments,
            ]
            .concat(),
        )
    };
    let ran = import(&["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.ends_with("Nothing was written (`--dry-run`).\n"),
        "{}",
        ran.stdout
    );
    assert!(
        project
            .snapshot(".")
            .keys()
            .all(|path| !path.starts_with("providers"))
    );
    let ran = import(&[]);
    assert_eq!(
        ran.stdout,
        "CQC's file of 2026-05-20: 1 row.\n1 new:\n  providers/cqc-1-000000001.yml  Kite Care\n0 changed.\n0 the \
         same.\n0 left out.\n"
    );
    assert_eq!(
        project.snapshot("providers")["cqc-1-000000001.yml"],
        KITE_FILE.as_bytes()
    );
    let before = project.snapshot(".");
    assert_eq!(import(&["--format", "json"]).stdout, "[]\n");
    assert_eq!(project.snapshot("."), before);
    project.publish();
}

#[test]
fn the_program_says_why_it_imports_nothing() {
    let project = Project::empty()
        .with(SETTINGS)
        .file("cqc.csv", directory(KITE))
        .file("other.csv", "one,two\n");
    let ran = project.run(&["import", "cqc", "other.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("handrail explain import-header"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("Nothing was imported."),
        "{}",
        ran.stderr
    );
    let ran = project.run(&["import", "cqc", "cqc.csv", "--authority", "Camdn"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("Did you mean `Camden`?"),
        "{}",
        ran.stderr
    );
    assert_eq!(project.run(&["import", "cqc", "none.csv"]).code, Some(2));
    let nowhere = Project::empty().file("cqc.csv", directory(KITE));
    assert_eq!(nowhere.run(&["import", "cqc", "cqc.csv"]).code, Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_row_stops_the_import(
        cells in proptest::collection::vec("\\PC{0,30}|[,|;\"' ]{0,6}|1-[0-9]{9}|Camden|Homecare agencies|Clinic", 15),
        rest in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let mut bytes = directory(KITE).into_bytes();
        bytes.extend(quoted.join(",").as_bytes());
        bytes.push(b'\n');
        bytes.extend(rest);
        let mut sources = Site::small().sources;
        let imported = import(&sources, "cqc.csv", &bytes);
        write(&mut sources, &imported);
        let again = import(&sources, "cqc.csv", &bytes);
        prop_assert_eq!(counts(&again), (0, 0, 0));
    }
}

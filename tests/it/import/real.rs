//! CQC's own files, where they are at hand, from an empty project to a whole site.

use std::fs;
use std::path::PathBuf;

use handrail::import::{ImportOptions, Imported, NewAreas, import_cqc};
use handrail::source::{SourcePath, Sources};

use super::{counts, options, write};
use crate::site::{SETTINGS, Site};

/// Rows in each of the two files.
const FILES: [(&str, usize); 2] = [
    ("cqc_directory_layout.csv", 330),
    ("cqc_locations_with_ratings.csv", 999),
];

fn import(sources: &Sources, name: &str, bytes: &[u8]) -> Imported {
    let options = ImportOptions { new_areas: NewAreas::Add, ..options() };
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

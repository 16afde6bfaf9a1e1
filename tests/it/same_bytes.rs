//! The same files give the same bytes: in any order, from any folder, with any number of threads.

use std::fs;

use handrail::disk;
use handrail::output::Output;
use handrail::pipeline::{Options, build};
use handrail::routes::Destination;
use handrail::source::Sources;
use handrail::starter;
use rayon::ThreadPoolBuilder;

use crate::example::{BUILT, SOURCES};
use crate::house::root;
use crate::site::{KITE_CARE, Site, TODAY};

/// Builds the files with this number of threads.
fn output(sources: &Sources, threads: usize) -> Output {
    let options = Options {
        today: TODAY,
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    };
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    pool.install(|| build(sources, &options)).output
}

/// The same files, put in in another order: by the letters of their names read backwards.
fn shuffled(sources: &Sources) -> Sources {
    let mut files: Vec<_> = sources
        .iter()
        .map(|(path, source)| (path.clone(), source.clone()))
        .collect();
    files.sort_by_key(|(path, _)| path.as_str().chars().rev().collect::<String>());
    let mut shuffled = Sources::default();
    for (path, source) in files {
        shuffled.insert(path, source);
    }
    shuffled
}

fn assert_same(one: &Output, two: &Output) {
    assert!(one.len() > 100, "only {} files", one.len());
    for (path, bytes) in one.iter() {
        let other = two.get(path).unwrap_or_else(|| panic!("{path} is missing"));
        let at = bytes.iter().zip(other).position(|(one, two)| one != two);
        let near = at.map(|at| {
            String::from_utf8_lossy(&bytes[at.saturating_sub(40)..])
                .chars()
                .take(80)
                .collect::<String>()
        });
        assert!(bytes == other, "{path} differs: {near:?}");
    }
    assert_eq!(one.len(), two.len());
}

#[test]
fn the_order_of_files_changes_nothing_with_1_thread() {
    assert_same(&BUILT.output, &output(&shuffled(&SOURCES), 1));
}

#[test]
fn another_folder_changes_nothing_with_4_threads() {
    let elsewhere = tempfile::Builder::new()
        .prefix("Ŵ another folder ")
        .tempdir()
        .expect("a folder");
    for (path, source) in SOURCES.iter() {
        let file = elsewhere.path().join(path.as_str());
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, source.bytes()).expect("a file");
    }
    let (mut sources, problems) = disk::load(elsewhere.path()).expect("readable");
    assert!(problems.is_empty());
    sources.fill_from(&starter::built_in());
    assert_same(&BUILT.output, &output(&sources, 4));
}

#[test]
fn no_page_knows_the_computer_that_made_it() {
    let here = root();
    let here = here.to_str().expect("a path of text");
    for (path, bytes) in BUILT.output.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(here) && !text.contains("/tmp/"), "{path}");
    }
}

#[test]
fn every_text_ends_its_lines_as_unix_does() {
    for (path, bytes) in BUILT.output.iter() {
        let is_text = [".html", ".css", ".txt", ".xml", "_headers"]
            .iter()
            .any(|end| path.ends_with(end));
        assert!(!is_text || !bytes.contains(&b'\r'), "{path}");
    }
}

#[test]
fn a_style_is_named_by_what_it_holds() {
    let site = Site::small().with(KITE_CARE);
    let tokens = site
        .sources
        .get("themes/easy-read/tokens.css")
        .and_then(|file| file.text().ok());
    let changed = format!("{}\n:root {{ --new: 1px; }}\n", tokens.expect("a style"));
    let other = site.clone().file("themes/easy-read/tokens.css", changed);
    assert_eq!(stylesheet(&site), stylesheet(&site));
    assert_ne!(stylesheet(&site), stylesheet(&other));
}

fn stylesheet(site: &Site) -> String {
    let output = site.good().output;
    let mut paths = output.iter().map(|(path, _)| path);
    let style = paths.find(|path| path.starts_with("assets/site.") && path.ends_with(".css"));
    style.expect("a style").to_owned()
}

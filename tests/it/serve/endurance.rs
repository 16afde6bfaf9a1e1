//! A long day of writing in a few seconds: a thousand ways to save while somebody looks at the pages.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::browser::{Answer, Serving, until};
use super::{FILE, PAGE, provider};
use crate::html::Html;
use crate::project::Project;

/// How many times the file is saved.
const EDITS: usize = 1_000;

/// The pages that somebody looks at in the meantime. Only the first one may be gone for a moment.
const PAGES: [&str; 4] = [PAGE, "/", "/providers/", "/.handrail/problems/"];

/// Saves the file as one kind of editor does.
fn save(serving: &Serving, number: usize) {
    let path = serving.project.path(FILE);
    let text = provider(&format!("State {number} of it."));
    let beside = |name: &str| serving.project.path(&format!("providers/{name}"));
    match number % 6 {
        // All at once, after a look whether the folder can be written to.
        0 => {
            fs::write(beside("4913"), "").expect("written");
            fs::remove_file(beside("4913")).expect("removed");
            fs::write(&path, text).expect("written");
        }
        // Beside the file, and moved over it.
        1 => {
            let new = beside(".kite-care.yml.tmp");
            fs::write(&new, text).expect("written");
            fs::rename(new, &path).expect("moved");
        }
        // Taken away, and made again.
        2 => {
            fs::remove_file(&path).expect("removed");
            fs::write(&path, text).expect("written");
        }
        // Emptied, and filled in two parts.
        3 => {
            let mut file = File::create(&path).expect("emptied");
            let (one, other) = text.split_at(text.len() / 2);
            file.write_all(one.as_bytes()).expect("written");
            file.flush().expect("written");
            file.write_all(other.as_bytes()).expect("written");
        }
        // The old file is kept under another name.
        4 => {
            fs::rename(&path, beside("kite-care.yml~")).expect("moved");
            fs::write(&path, text).expect("written");
        }
        // With a mistake first.
        _ => {
            fs::write(&path, "name: [\n").expect("written");
            fs::write(&path, text).expect("written");
        }
    }
}

/// The states that a page tells of.
fn states(page: &str) -> BTreeSet<&str> {
    let after = page.split("State ").skip(1);
    after.filter_map(|rest| rest.split(' ').next()).collect()
}

/// A whole page, of one state.
fn assert_whole(target: &str, answer: &Answer) {
    let length = answer.body.len().to_string();
    assert_eq!(answer.header("content-length"), length, "{target}");
    let is_known = answer.status == 200 || (answer.status == 404 && target == PAGE);
    assert!(is_known, "{target}: {}", answer.status);
    assert!(
        answer.body.trim_end().ends_with("</html>"),
        "{target}: {}",
        answer.body
    );
    if let Err(wrong) = Html::read(&answer.body) {
        panic!("{target}: {wrong}");
    }
    let states = states(&answer.body);
    assert!(states.len() <= 1, "{target}: {states:?}");
}

/// Ends the looking when it goes, also when the test breaks off.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_thousand_quick_edits_are_no_strain() {
    let mut serving = Serving::start(Project::small(), &[]);
    let is_over = AtomicBool::new(false);
    let looked = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut marks = BTreeSet::new();
            let mut pages = 0;
            while !is_over.load(Ordering::Relaxed) {
                for target in PAGES {
                    assert_whole(target, &serving.get(target));
                    pages += 1;
                }
                marks.insert(serving.mark());
            }
            (marks, pages)
        });
        let over = Over(&is_over);
        for number in 0..EDITS {
            save(&serving, number);
            // Most saves follow each other at once. Sometimes there is time for a build.
            let pause = if number % 100 == 50 { 150 } else { 1 };
            thread::sleep(Duration::from_millis(pause));
        }
        let last = format!("State {} of it.", EDITS - 1);
        until("the last words are seen", || {
            reader.is_finished() || serving.get(PAGE).body.contains(&last)
        });
        drop(over);
        reader.join().expect("every page was whole")
    });
    let (marks, pages) = looked;
    assert!(marks.len() > 4, "only {} states were shown", marks.len());
    assert!(pages > 20, "only {pages} pages were asked for");
    assert!(serving.is_running(), "{}", serving.told());
    assert!(!serving.told().contains("panicked"), "{}", serving.told());
    let page = serving.get(PAGE);
    assert_eq!(states(&page.body), BTreeSet::from(["999"]));
    assert!(!page.body.contains("last good site"));
    println!("{pages} pages, {} states", marks.len());
}

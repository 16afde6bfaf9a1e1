//! A build with the memory of earlier builds gives what a build without one gives: the same files, byte
//! for byte, and the same problems. Whatever people do to the files in between, in any order.

use std::cell::Cell;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use handrail::model::days::days_later;
use handrail::model::sign_off::Signed;
use handrail::model::values::Date;
use handrail::output::{Output, Sink};
use handrail::pipeline::{Built, Quiet, build, build_again};
use handrail::read::sum_of_words;
use handrail::source::Source;
use proptest::prelude::{TestCaseError, prop_assert, prop_assert_eq};
use serde_yaml::Value;

use super::deeds::{Deed, Project, alone, deeds};
use super::run;
use crate::everything;
use crate::site::KITE_CARE;

impl Project {
    /// Builds with the memory, and says how many files were kept.
    fn build(&mut self) -> (Output, Built, usize) {
        let options = self.options();
        let (before, memory, sources) = (&self.site, &mut self.memory, &self.sources);
        let (output, (built, kept)) = before.gather_again(&|_| {}, |sink| {
            let counting = Counting(sink, AtomicUsize::new(0));
            let built = build_again(sources, &options, &counting, &Quiet, memory);
            (built, counting.1.into_inner())
        });
        (output, built, kept)
    }
}

/// Counts the files that are kept.
struct Counting<'s>(&'s dyn Sink, AtomicUsize);

impl Sink for Counting<'_> {
    fn begin(&self) -> bool {
        self.0.begin()
    }

    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        self.0.take(path, bytes)
    }

    fn keep(&self, path: &str) -> Option<u64> {
        let kept = self.0.keep(path);
        let count = usize::from(kept.is_some());
        self.1.fetch_add(count, Ordering::Relaxed);
        kept
    }
}

impl Project {
    /// Builds, and compares with a build that knows nothing of the others. What comes back is how many
    /// files were kept, or nothing when the files have errors.
    fn check(&mut self, done: &dyn Debug) -> Result<Option<usize>, TestCaseError> {
        let (output, warm, kept) = self.build();
        let cold = build(&self.sources, &self.options());
        prop_assert_eq!(&warm.problems, &cold.problems, "problems after {:?}", done);
        if cold.problems.has_errors() {
            return Ok(None);
        }
        for (path, bytes) in cold.output.iter() {
            prop_assert!(output.get(path) == Some(bytes), "{} after {:?}", path, done);
        }
        prop_assert_eq!(output.len(), cold.output.len(), "files after {:?}", done);
        prop_assert_eq!((warm.pages, &warm.size), (cold.pages, &cold.size));
        self.site = output;
        Ok(Some(kept))
    }
}

/// How many builds were good, and how many pages they kept.
#[derive(Clone, Copy, Default)]
struct Count {
    good: usize,
    kept: usize,
}

impl Count {
    fn add(&mut self, kept: Option<usize>) {
        self.good += usize::from(kept.is_some());
        self.kept += kept.unwrap_or_default();
    }
}

fn check(deeds: &[Deed], count: &Cell<Count>) -> Result<(), TestCaseError> {
    let mut project = Project::new();
    project.check(&"nothing")?.expect("nothing is wrong yet");
    for (number, deed) in deeds.iter().enumerate() {
        let before = project.sources.clone();
        project.do_it(deed);
        let kept = project.check(&&deeds[..=number])?;
        if kept.is_none() && number % 2 == 0 {
            // Half of what goes wrong is mended at once.
            project.sources = before;
        }
        let mut all = count.get();
        all.add(kept);
        count.set(all);
    }
    Ok(())
}

#[test]
fn a_memory_changes_nothing() {
    let count = Cell::default();
    run("memory", 16, &deeds(), |deeds| check(deeds, &count));
    let Count { good, kept } = count.get();
    println!("{good} good builds kept {kept} pages");
    assert!(good > 30, "only {good} good builds");
    assert!(kept > good, "only {kept} pages were kept");
}

/// A value that is not this one, and is right where this one is, if there is one like that.
fn another(value: &Value) -> Option<Value> {
    match value {
        Value::Bool(yes) => Some(Value::from(!yes)),
        Value::Number(number) => Some(Value::from(number.as_f64()? + 1.0)),
        Value::String(text) => Some(Value::from(match text.as_str() {
            date if date.parse::<Date>().is_ok() => days_later(date.parse().ok()?, 1).to_string(),
            "yes" => "no".to_owned(),
            "no" => "yes".to_owned(),
            "meals" => "washing-and-dressing".to_owned(),
            "camden" => "islington".to_owned(),
            "home-care-agency" => "personal-assistant".to_owned(),
            words => format!("{words} too"),
        })),
        _ => None,
    }
}

/// True for files of which something stands on the pages of providers.
fn is_on_pages_of_providers(path: &str) -> bool {
    let folders = [
        "providers/",
        "content/criteria/",
        "content/lists/",
        "content/site",
    ];
    folders.iter().any(|folder| path.starts_with(folder))
}

/// Every value of these files is another one for one build, or is not there.
#[test]
fn no_value_is_forgotten() {
    let mut edits: Vec<(String, String)> = everything::facts()
        .iter()
        .filter(|file| is_on_pages_of_providers(&file.path))
        .flat_map(|file| {
            let ways = file.ways();
            let changed = ways.iter().filter_map(|way| {
                let new = another(file.at(way))?;
                Some((file.path.clone(), file.with(way, new).text()))
            });
            let shorter = ways.iter().filter_map(|way| {
                let mut list = file.at(way).as_sequence()?.clone();
                list.pop();
                Some((file.path.clone(), file.with(way, Value::from(list)).text()))
            });
            changed.chain(shorter).collect::<Vec<_>>()
        })
        .collect();
    let words = "themes/easy-read/strings/en.yml";
    let first = Project::new().first;
    let text = first.get(words).and_then(|file| file.text().ok());
    let changed = text
        .expect("the words of the theme")
        .replace("Skip ", "Jump ");
    edits.push((words.to_owned(), changed));
    let part = &|edits: &[(String, String)]| -> Count {
        let mut project = Project::new();
        let mut count = Count::default();
        project
            .check(&"nothing")
            .expect("the same")
            .expect("a site");
        for (path, text) in edits {
            project.sources = project.first.clone();
            let text = match path.starts_with("providers/") {
                true => alone(text),
                false => text.clone(),
            };
            project.sources.insert_text(path, &text);
            let kept = project.check(&(path, text));
            count.add(kept.unwrap_or_else(|wrong| panic!("{wrong}")));
        }
        count
    };
    // Not on the threads of the builds: they would take up each other's work.
    let (one, other) = edits.split_at(edits.len() / 2);
    let counts = thread::scope(|scope| {
        let both = [one, other].map(|half| scope.spawn(move || part(half)));
        both.map(|half| half.join().expect("no panic"))
    });
    let good: usize = counts.iter().map(|count| count.good).sum();
    let kept: usize = counts.iter().map(|count| count.kept).sum();
    println!("{good} good builds of {} kept {kept} pages", edits.len());
    assert!(good > 200, "only {good} good builds of {}", edits.len());
    assert!(kept > good, "only {kept} pages were kept");
}

/// Who agreed to a listing is on its page, and what nobody agreed to is not.
#[test]
fn a_new_agreement_makes_new_pages() {
    let mut project = Project::new();
    let settings = project.sources.get("content/site.yml");
    let settings = settings
        .and_then(|file| file.text().ok())
        .expect("settings");
    let settings = settings.replace("providers: []", "providers: [host]");
    project.sources.insert_text("content/site.yml", &settings);
    let (_, listing) = KITE_CARE.split_once('\n').expect("a listing");
    let listing = Source::new(listing.as_bytes());
    let sum = sum_of_words(Signed::Providers, &listing, &|_| None);
    let sum = sum.expect("a sum").as_str().to_owned();
    let mut pages = Vec::new();
    for (by, decision) in [("Ann", "approve"), ("Bo", "approve"), ("Bo", "hold")] {
        let sign_off = format!(
            "- role: host\n  on: 2026-11-02\n  by: {by}\n  decision: {decision}\n  \
             reason: It is so.\n  conflict_of_interest: no\n  sum: {sum}\n"
        );
        let path = "content/signoffs/providers/kite-care.yml";
        project.sources.insert_text(path, &sign_off);
        let kept = project.check(&(by, decision)).expect("the same");
        assert!(kept.is_some(), "{by} {decision}");
        let page = project.site.get("providers/kite-care/index.html");
        pages.push(page.map(<[u8]>::to_vec));
    }
    let [first, second, held] = pages.as_slice() else {
        panic!("{pages:?}");
    };
    assert!(first.is_some() && second.is_some() && first != second && held.is_none());
}

/// What other directories print changes the search of this site, and nothing else.
#[test]
fn other_pages_of_another_directory_make_another_search() {
    let mut project = Project::new();
    let first = project.check(&"nothing").expect("the same");
    assert!(first.is_some());
    let path = "content/directories/haringey.ndjson";
    let line = project.sources.get(path).and_then(|file| file.text().ok());
    let line = line.expect("a line").to_owned();
    let second = line
        .replace("heron-help", "crane-help")
        .replace("Heron", "Crane");
    let pieces = |project: &Project| {
        let files = project.site.iter();
        let pieces = files.filter(|(path, _)| path.starts_with("search/"));
        let names = pieces.map(|(path, _)| path.to_owned());
        names.collect::<Vec<_>>()
    };
    let mut before = pieces(&project);
    for text in [
        line.replace("Heron", "Crane"),
        line.replace("N17", "N7"),
        line.replace("2030-02-01", "2030-02-02"),
        line.replace("[\"islington\"]", "[]"),
        format!("{line}{second}"),
        line,
    ] {
        project.sources.insert_text(path, &text);
        let kept = project.check(&text).expect("the same").expect("a site");
        let after = pieces(&project);
        assert!(after != before && kept > 20, "{kept} kept with {text}");
        before = after;
    }
    // A line that is wrong stops the build, and nothing of it is remembered.
    project.sources.insert_text(path, "{}\n");
    assert_eq!(project.check(&"a wrong line").expect("the same"), None);
    project.sources = project.first.clone();
    project.check(&"mended").expect("the same").expect("a site");
    assert_eq!(pieces(&project), before);
}

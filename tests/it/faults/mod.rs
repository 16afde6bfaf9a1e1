//! A build that is broken off at any step leaves the old site or the new one, each whole, and the
//! next build leaves nothing of it behind.

mod machine;
mod meanwhile;
mod one_by_one;
mod steps;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use handrail::disk::{Step, Written, finish_watched, write, write_watched};
use handrail::output::Output;
use tempfile::TempDir;

use crate::project::snapshot;

/// The files of a site, or what a reader sees of one.
type Files = BTreeMap<String, Vec<u8>>;

/// What others put into the folder of the site.
const OTHERS: [(&str, &str); 5] = [
    (".git/HEAD", "ref"),
    (".well-known/security.txt", "Contact"),
    ("CNAME", "support.example.org"),
    ("gone/notes.txt", "mine"),
    ("providers/mine.txt", "mine"),
];

const OLD: [(&str, &str); 7] = [
    ("about/index.html", "About"),
    ("assets/look.1.css", "old look"),
    ("gone/deep/index.html", "Gone"),
    ("index.html", "Home with look.1"),
    ("providers/a/index.html", "A with look.1"),
    ("providers/c/index.html", "C"),
    ("sw.js", "old worker"),
];

const NEW: [(&str, &str); 7] = [
    ("about/index.html", "About"),
    ("assets/look.2.css", "new look"),
    ("index.html", "Home with look.2"),
    ("new/deep/index.html", "New with look.2"),
    ("providers/a/index.html", "A with look.2"),
    ("providers/c/index.html", "C"),
    ("sw.js", "new worker"),
];

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        assert!(output.insert(*path, *text));
    }
    output
}

fn files(files: &[(&str, &str)]) -> Files {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
    files.iter().map(owned).collect()
}

/// How the disk behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disk {
    /// Folders can change places.
    Swaps,
    /// Files have one name only.
    HasNoLinks,
    /// Folders have to stay where they are.
    HasNoSwap,
}

impl Disk {
    fn refuses(self, step: Step<'_>) -> bool {
        match step {
            Step::Link(_) => self == Disk::HasNoLinks,
            Step::Swap(_) => self == Disk::HasNoSwap,
            _ => false,
        }
    }
}

/// A folder of a site in a scratch folder of its own.
struct Place {
    scratch: TempDir,
    folder: PathBuf,
}

impl Place {
    fn empty() -> Place {
        // In memory, where that can be had: thousands of builds are broken off here.
        let scratch = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let scratch = scratch.expect("a scratch folder");
        let folder = scratch.path().join("public");
        Place { scratch, folder }
    }

    /// A place with a site, with the files of others, and with dates of long ago.
    fn with(site: &[(&str, &str)]) -> Place {
        let place = Place::empty();
        write(&output(site), &place.folder).expect("written");
        for (path, text) in OTHERS {
            let file = place.folder.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        fs::create_dir(place.folder.join(".git/refs")).expect("a folder");
        #[cfg(unix)]
        std::os::unix::fs::symlink("CNAME", place.folder.join("link")).expect("a link");
        for path in snapshot(&place.folder).keys() {
            let file = fs::File::options()
                .append(true)
                .open(place.folder.join(path));
            file.expect("a file")
                .set_modified(long_ago())
                .expect("a time");
        }
        place
    }

    /// Writes a site, and stops for good before one of the steps.
    fn broken_off(&self, site: &[(&str, &str)], disk: Disk, stop: usize) -> Option<Written> {
        stopping(disk, stop, |watch| {
            write_watched(&output(site), &self.folder, watch)
        })
    }

    /// What a reader sees of the site. The files of others must all be there.
    fn seen(&self, why: &str) -> Files {
        let mut seen = snapshot(&self.folder);
        seen.retain(|path, _| !path.starts_with(".handrail"));
        for (path, text) in OTHERS {
            let found = seen.remove(path);
            assert_eq!(found.as_deref(), Some(text.as_bytes()), "{why}: {path}");
        }
        #[cfg(unix)]
        assert!(self.folder.join("link").is_symlink(), "{why}");
        assert!(self.folder.join(".git/refs").is_dir(), "{why}");
        seen
    }

    /// The next build goes well and leaves exactly the site, and what stayed has its old date.
    fn rebuild(&self, site: &[(&str, &str)], why: &str) {
        write(&output(site), &self.folder).unwrap_or_else(|error| panic!("{why}: {error}"));
        assert_eq!(self.seen(why), files(site), "{why}");
        self.is_tidy(why);
        let list: String = site.iter().map(|(path, _)| format!("{path}\n")).collect();
        let found = fs::read_to_string(self.folder.join(".handrail-files"));
        assert_eq!(found.expect("a list"), list, "{why}");
        let stayed = ["about/index.html", "providers/c/index.html"].into_iter();
        for path in stayed.chain(OTHERS.iter().map(|(path, _)| *path)) {
            let data = fs::metadata(self.folder.join(path)).expect("a file");
            assert_eq!(
                data.modified().expect("a time"),
                long_ago(),
                "{why}: {path}"
            );
        }
    }

    /// Nothing is left beside or in the folder, and no empty folder either.
    fn is_tidy(&self, why: &str) {
        let beside = fs::read_dir(self.scratch.path()).expect("readable");
        let names: Vec<_> = beside
            .map(|entry| entry.expect("readable").file_name())
            .collect();
        assert_eq!(names, ["public"], "{why}");
        for gone in [".handrail-new", ".handrail-lock", ".handrail-linked"] {
            assert!(!self.folder.join(gone).exists(), "{why}: {gone}");
        }
        for entry in walkdir::WalkDir::new(&self.folder) {
            let path = entry.expect("readable").into_path();
            let is_empty = path.is_dir() && fs::read_dir(&path).expect("readable").count() == 0;
            assert!(
                !is_empty || path.ends_with(".git/refs"),
                "{why}: {path:?} is empty"
            );
        }
    }
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

/// Runs work that may take `stop` steps. Nothing comes back when it was broken off.
fn stopping<T>(
    disk: Disk,
    stop: usize,
    work: impl FnOnce(&(dyn Fn(Step<'_>) -> io::Result<()> + Sync)) -> io::Result<T>,
) -> Option<T> {
    let taken = AtomicUsize::new(0);
    let done = work(&|step| {
        if taken.fetch_add(1, Ordering::SeqCst) >= stop {
            Err(io::Error::other("broken off"))
        } else if disk.refuses(step) {
            Err(io::ErrorKind::Unsupported.into())
        } else {
            Ok(())
        }
    });
    match done {
        Ok(done) => Some(done),
        // What could not be taken away at the very end does not make the work undone.
        Err(_) if taken.into_inner() > stop => None,
        Err(error) => panic!("not broken off: {error}"),
    }
}

/// Does something for each step at which a build can be broken off.
fn at_every_step(disk: Disk, mut work: impl FnMut(usize) -> Option<Written>) {
    for stop in 0..1000 {
        if work(stop).is_some() {
            assert!(stop > 10, "{disk:?}: only {stop} steps");
            return;
        }
    }
    panic!("{disk:?}: it never ended");
}

#[test]
fn a_first_build_is_whole_or_not_there() {
    at_every_step(Disk::Swaps, |stop| {
        let place = Place::empty();
        let done = place.broken_off(&OLD, Disk::Swaps, stop);
        let why = format!("stopped at {stop}");
        if place.folder.exists() {
            let mut seen = snapshot(&place.folder);
            seen.remove(".handrail-files").expect("a list");
            assert_eq!(seen, files(&OLD), "{why}");
        }
        write(&output(&NEW), &place.folder).expect("written");
        let mut seen = snapshot(&place.folder);
        seen.remove(".handrail-files").expect("a list");
        assert_eq!(seen, files(&NEW), "{why}");
        place.is_tidy(&why);
        done
    });
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_rebuild_leaves_the_old_site_or_the_new_one() {
    let mut both = (0, 0);
    at_every_step(Disk::Swaps, |stop| {
        let place = Place::with(&OLD);
        let done = place.broken_off(&NEW, Disk::Swaps, stop);
        let why = format!("stopped at {stop}");
        let seen = place.seen(&why);
        match seen == files(&OLD) {
            true => both.0 += 1,
            false => both.1 += 1,
        }
        assert!(
            seen == files(&OLD) || seen == files(&NEW),
            "{why}: {seen:?}"
        );
        place.rebuild(&NEW, &why);
        done
    });
    assert!(both.0 > 10 && both.1 > 10, "{both:?}");
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_was_broken_off_is_repaired_before_the_next_build_looks_at_anything() {
    at_every_step(Disk::Swaps, |stop| {
        let place = Place::with(&OLD);
        let done = place.broken_off(&NEW, Disk::Swaps, stop);
        let why = format!("stopped at {stop}");
        let before = place.seen(&why);
        handrail::disk::finish(&place.folder).expect("repaired");
        assert_eq!(place.seen(&why), before, "{why}");
        assert!(
            !place.scratch.path().join("public.handrail-new").exists(),
            "{why}"
        );
        place.rebuild(&OLD, &why);
        done
    });
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_repair_may_be_broken_off_as_well() {
    at_every_step(Disk::Swaps, |stop| {
        let mut ended = None;
        for second in (0..1000).step_by(3) {
            let place = Place::with(&OLD);
            ended = place.broken_off(&NEW, Disk::Swaps, stop);
            let why = format!("stopped at {stop}, then at {second}");
            let before = place.seen(&why);
            let watched = stopping(Disk::Swaps, second, |watch| {
                finish_watched(&place.folder, watch)
            });
            assert_eq!(place.seen(&why), before, "{why}");
            place.rebuild(&NEW, &why);
            if watched.is_some() {
                break;
            }
        }
        ended
    });
}

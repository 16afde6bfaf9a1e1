//! Events of a project's folders -> "look again".
//!
//! No event means more than that, so it does not matter how an editor saves, in which order events
//! come, or whether some get lost on the way. Folders that come and go are noticed by looking
//! whether they are still the same ones.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::load::FOLDERS;
use super::passes_over;
use crate::source::SourcePath;

/// Saving is over when nothing has happened for this long…
const QUIET: Duration = Duration::from_millis(100);

/// …or after this long, whatever happens.
const LONGEST: Duration = Duration::from_millis(500);

/// How often to see whether the folders are still the same ones.
const PULSE: Duration = Duration::from_millis(500);

/// The most files that events are remembered for.
const MOST_NAMED: usize = 100;

/// How often to look again where the system gives no events.
const BLIND: Duration = Duration::from_secs(2);

/// Watches a project.
pub struct Watch {
    root: PathBuf,
    /// The folders that are watched, and which ones they were.
    folders: Vec<(PathBuf, Option<Folder>)>,
    /// Each with the files that it is about, or with none.
    events: Receiver<Vec<PathBuf>>,
    /// The files that events were about since anybody asked. Nothing when it may have been any file.
    named: Option<Vec<PathBuf>>,
    /// Gives the events, for as long as it is kept. Nothing where the system gives none.
    watcher: Option<RecommendedWatcher>,
}

/// What tells a folder from another one of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Folder {
    made: Option<SystemTime>,
    /// The device and the number on it, where there are such things.
    number: Option<(u64, u64)>,
}

impl Watch {
    /// Starts to watch the project in `root`, whether it is there or not.
    pub fn new(root: &Path) -> Self {
        let (_, events) = channel();
        let mut watch = Watch {
            root: root.to_path_buf(),
            folders: Vec::new(),
            events,
            named: None,
            watcher: None,
        };
        watch.start_again();
        watch
    }

    /// Watches the folders as they are now. To be called before the files are read: then no change
    /// falls between.
    pub fn start_again(&mut self) {
        let inner = FOLDERS.map(|folder| self.root.join(folder));
        let all = std::iter::once(self.root.clone()).chain(inner);
        self.folders = all.map(|path| (path.clone(), Folder::at(&path))).collect();
        let (sender, events) = channel();
        self.events = events;
        self.named = Some(Vec::new());
        self.watcher = self.watcher_of(sender).ok();
    }

    fn watcher_of(&self, sender: Sender<Vec<PathBuf>>) -> notify::Result<RecommendedWatcher> {
        let root = self.root.clone();
        let real = fs::canonicalize(&root).unwrap_or_default();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let event = event.unwrap_or_default();
            if matters(&event, &[&root, &real]) {
                let paths = if event.need_rescan() {
                    Vec::new()
                } else {
                    event.paths
                };
                let _ = sender.send(paths); // Nobody may listen any more.
            }
        })?;
        let there = self.folders.iter().filter(|(_, folder)| folder.is_some());
        for (path, _) in there {
            let mode = if *path == self.root {
                RecursiveMode::NonRecursive
            } else {
                RecursiveMode::Recursive
            };
            watcher.watch(path, mode)?;
        }
        Ok(watcher)
    }

    /// Waits until there is a reason to look again. False when there is none within `patience`.
    pub fn wait(&mut self, patience: Duration) -> bool {
        let started = Instant::now();
        loop {
            let left = patience.saturating_sub(started.elapsed());
            match self.events.recv_timeout(left.min(PULSE)) {
                Ok(paths) => {
                    self.remember(paths);
                    self.settle();
                    return true;
                }
                // Without a watcher nobody sends: then time goes by by itself.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(left.min(PULSE)),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.folders_differ() || (self.watcher.is_none() && started.elapsed() >= BLIND) {
                self.named = None;
                self.settle();
                return true;
            }
            if started.elapsed() >= patience {
                return false;
            }
        }
    }

    /// True when the system gives no events, and Handrail looks by itself from time to time.
    pub fn is_blind(&self) -> bool {
        self.watcher.is_none()
    }

    /// The files that events were about since the folders were last watched anew, as far as they are files that
    /// people write. It is a hint where to look first, and no more: events get lost. Nothing comes back when it
    /// may have been any file.
    pub fn named(&self) -> Option<Vec<SourcePath>> {
        let real = fs::canonicalize(&self.root).unwrap_or_default();
        let mut all = Vec::new();
        for path in self.named.as_ref()? {
            if path_matters(path, &[&self.root, &real]) {
                let inside = [&self.root, &real].into_iter();
                let mut inside = inside.filter_map(|root| path.strip_prefix(root).ok());
                let parts: Option<Vec<&str>> = inside.next()?.iter().map(OsStr::to_str).collect();
                all.push(SourcePath::new(parts?.join("/")));
            }
        }
        Some(all)
    }

    fn remember(&mut self, paths: Vec<PathBuf>) {
        match &mut self.named {
            Some(named) if !paths.is_empty() && named.len() < MOST_NAMED => named.extend(paths),
            named => *named = None,
        }
    }

    fn folders_differ(&self) -> bool {
        let mut folders = self.folders.iter();
        folders.any(|(path, folder)| Folder::at(path) != *folder)
    }

    /// Waits until saving is over.
    fn settle(&mut self) {
        let started = Instant::now();
        loop {
            let left = LONGEST.saturating_sub(started.elapsed());
            if left.is_zero() {
                return;
            }
            let Ok(paths) = self.events.recv_timeout(left.min(QUIET)) else {
                return;
            };
            self.remember(paths);
        }
    }
}

impl Folder {
    /// The folder at a path, if there is one.
    fn at(path: &Path) -> Option<Folder> {
        let data = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt as _;
            Some((data.dev(), data.ino()))
        };
        #[cfg(not(unix))]
        let number = None;
        Some(Folder {
            made: data.created().ok(),
            number,
        })
    }
}

/// Whether an event is a reason to look again. Reading is none, nor are other folders of the project
/// and the files that editors keep for themselves.
fn matters(event: &Event, roots: &[&Path]) -> bool {
    if event.need_rescan() || event.paths.is_empty() {
        return true;
    }
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    !is_reading && event.paths.iter().any(|path| path_matters(path, roots))
}

fn path_matters(path: &Path, roots: &[&Path]) -> bool {
    let mut inside = roots.iter().filter_map(|root| path.strip_prefix(root).ok());
    let Some(inside) = inside.next() else {
        return true; // A link leads here.
    };
    let mut names = inside.iter().map(|name| name.to_string_lossy());
    match names.next() {
        None => true,
        Some(first) => FOLDERS.contains(&&*first) && !names.any(|name| is_of_an_editor(&name)),
    }
}

/// Files that editors make for a moment while they save.
fn is_of_an_editor(name: &str) -> bool {
    let endings = [".swp", ".swx", ".tmp"];
    passes_over(name) || name == "4913" || endings.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag, ModifyKind, RenameMode};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(PathBuf::from(path))
    }

    fn counts(event: &Event) -> bool {
        matters(event, &[Path::new("/site"), Path::new("/real/site")])
    }

    #[test]
    fn only_the_folders_of_the_project_count() {
        let made = EventKind::Create(CreateKind::File);
        for path in [
            "/site",
            "/site/content",
            "/site/themes/easy-read/a.css",
            "/real/site/providers/a.yml",
            "/elsewhere/a.yml",
        ] {
            assert!(counts(&event(made, path)), "{path}");
        }
        for path in [
            "/site/public",
            "/site/public/index.html",
            "/site/README.md",
            "/site/providers/.a.yml.swp",
            "/site/providers/a.yml~",
            "/site/providers/#a.yml#",
            "/site/content/4913",
            "/site/content/.git/index",
            "/site/content/a.tmp",
        ] {
            assert!(!counts(&event(made, path)), "{path}");
        }
    }

    #[test]
    fn a_rename_over_a_file_counts() {
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let from = event(moved, "/site/providers/.a.yml.new");
        assert!(!counts(&from));
        assert!(counts(
            &from.add_path(PathBuf::from("/site/providers/a.yml"))
        ));
    }

    #[test]
    fn reading_does_not_count_but_lost_events_do() {
        let path = "/site/content/site.yml";
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(!counts(&event(opened, path)));
        assert!(counts(&event(written, path)));
        let lost = event(EventKind::Other, "/site/public").set_flag(Flag::Rescan);
        assert!(counts(&lost));
        assert!(counts(&Event::new(EventKind::Any)));
    }
}

//! Which files were seen, and how they looked from outside: what did not change need not be opened again.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use crate::source::{Source, SourcePath};

/// A file that changed this little before it was read may change once more, and look the same from
/// outside: some disks tell the time in steps of two seconds.
const STILL_FRESH: Duration = Duration::from_secs(3);

/// What was seen of the files of a project. A new one has seen nothing.
#[derive(Debug, Default)]
pub struct Seen(BTreeMap<SourcePath, (Stamp, Source)>);

/// How a file looks from outside: its size, when it and anything about it changed, and its number on its
/// device. A copy that is put in its place has others, whatever time it claims to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: SystemTime,
    inner: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file, or nothing when it has only just changed.
    #[cfg(unix)]
    pub(super) fn of(data: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let changed = data.modified().ok()?;
        let since = Duration::from_secs(u64::try_from(data.ctime()).ok()?);
        let last = SystemTime::UNIX_EPOCH.checked_add(since)?.max(changed);
        let age = SystemTime::now().duration_since(last).ok()?;
        (age > STILL_FRESH).then(|| Stamp {
            bytes: data.len(),
            changed,
            inner: (data.dev(), data.ino(), data.ctime(), data.ctime_nsec()),
        })
    }

    /// Nothing: other systems do not tell enough. Their files are opened each time.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Option<Self> {
        None
    }
}

impl Seen {
    /// What is in a file, if it was seen with this stamp.
    pub(super) fn source(&self, path: &SourcePath, stamp: Option<&Stamp>) -> Option<Source> {
        let (known, source) = self.0.get(path)?;
        (Some(known) == stamp).then(|| source.clone())
    }

    pub(super) fn insert(&mut self, path: &SourcePath, stamp: Stamp, source: &Source) {
        self.0.insert(path.clone(), (stamp, source.clone()));
    }
}

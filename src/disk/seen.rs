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

/// How a file looks from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: SystemTime,
    /// Its number on its device, and when anything about it changed: a copy that is put in its place has
    /// others, whatever time it claims to be of.
    #[cfg(unix)]
    inner: (u64, u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file, or nothing when it says too little, or has only just changed.
    pub(super) fn of(data: &Metadata) -> Option<Self> {
        let changed = data.modified().ok()?;
        #[cfg(unix)]
        let (inner, last) = {
            use std::os::unix::fs::MetadataExt as _;
            let since = Duration::from_secs(u64::try_from(data.ctime()).ok()?);
            let last = SystemTime::UNIX_EPOCH.checked_add(since)?;
            let inner = (data.dev(), data.ino(), data.ctime(), data.ctime_nsec());
            (inner, last.max(changed))
        };
        #[cfg(not(unix))]
        let last = changed;
        let age = SystemTime::now().duration_since(last).ok()?;
        (age > STILL_FRESH).then_some(Stamp {
            bytes: data.len(),
            changed,
            #[cfg(unix)]
            inner,
        })
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

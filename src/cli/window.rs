//! What browsers see of the preview, while it is built again beside.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::output::Output;
use crate::serve::{self, Answer, Asked, Door, Shown};

/// A page that asks whether it is old gets an answer after this long, whatever happens.
const LONGEST_ANSWER: Duration = Duration::from_secs(20);

/// What browsers see.
#[derive(Default)]
pub(super) struct Window {
    shown: Mutex<Arc<Shown>>,
    changed: Condvar,
}

impl Window {
    fn lock(&self) -> MutexGuard<'_, Arc<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.lock())
    }

    /// Shows this from now on.
    pub(super) fn show(&self, shown: Shown) {
        *self.lock() = Arc::new(shown);
        self.changed.notify_all();
    }

    /// The answer to a request. A page that asks whether it is old waits here until it is.
    pub(super) fn answer(&self, asked: &Asked<'_>, door: Door) -> Answer {
        let started = Instant::now();
        let mut shown = self.lock();
        while serve::waits(&shown, asked, door) {
            let left = LONGEST_ANSWER.saturating_sub(started.elapsed());
            if left.is_zero() {
                break;
            }
            let waited = self.changed.wait_timeout(shown, left);
            shown = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let now = Arc::clone(&shown);
        drop(shown);
        serve::answer(&now, asked, door)
    }

    /// Shows the site before with the pages in it that people wait for.
    pub(super) fn show_first(&self, first: Output, before: &Shown, mark: &str) {
        self.show(Shown {
            site: Some(Arc::new(first)),
            mark: mark.to_owned(),
            ..before.clone()
        });
    }
}

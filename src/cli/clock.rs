//! How far a build is, and where its time went.

use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::pipeline::{Progress, Stage};

/// Only work that takes longer than this is told about.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the number of pages is told anew.
const EVERY: Duration = Duration::from_millis(100);

/// Measures a build. What goes on is told at a terminal, in one line that is gone in the end.
pub(super) struct Clock {
    is_heard: bool,
    lists_timings: bool,
    state: Mutex<State>,
}

struct State {
    started: Instant,
    now: Option<(&'static str, Instant)>,
    past: Vec<(&'static str, Duration)>,
    /// When the search began to be made, and how long that took.
    search: (Option<Instant>, Option<Duration>),
    told: Instant,
    is_line_full: bool,
}

impl Clock {
    /// Starts with the reading of the disk. With `lists_timings` it tells in the end where the time
    /// went.
    pub(super) fn start(lists_timings: bool) -> Clock {
        let started = Instant::now();
        Clock {
            is_heard: io::stderr().is_terminal(),
            lists_timings,
            state: Mutex::new(State {
                started,
                now: Some(("Opening files", started)),
                past: Vec::new(),
                search: (None, None),
                told: started,
                is_line_full: false,
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something else begins.
    pub(super) fn next(&self, words: &'static str) {
        let mut state = self.lock();
        state.change(Some(words));
        self.tell(&mut state, &format!("{words}…"));
    }

    fn tell(&self, state: &mut State, words: &str) {
        if self.is_heard && state.started.elapsed() > PATIENCE {
            anstream::eprint!("\r\x1b[K{words}");
            state.is_line_full = true;
            state.told = Instant::now();
        }
    }

    /// The work is done. The line goes.
    pub(super) fn end(&self) {
        let mut state = self.lock();
        state.change(None);
        if state.is_line_full {
            anstream::eprint!("\r\x1b[K");
            state.is_line_full = false;
        }
    }

    /// Says where the time went, if anybody asked.
    pub(super) fn say_timings(&self) {
        if !self.lists_timings {
            return;
        }
        let state = self.lock();
        let past = state.past.iter().copied();
        let all = ("All of it", past.clone().map(|(_, time)| time).sum());
        let search = state.search.1;
        let search = search.map(|time| ("The search, on one core beside the pages", time));
        anstream::eprintln!("Where the time went, in seconds:");
        for (words, time) in past.chain([all]).chain(search) {
            anstream::eprintln!("{:>9.2}  {words}", time.as_secs_f64());
        }
    }
}

impl State {
    fn change(&mut self, words: Option<&'static str>) {
        let now = Instant::now();
        if let Some((words, since)) = self.now.take() {
            self.past.push((words, now - since));
        }
        self.now = words.map(|words| (words, now));
    }
}

impl Progress for Clock {
    fn begins(&self, stage: Stage) {
        self.next(match stage {
            Stage::Reading => "Reading what is in the files",
            Stage::Checking => "Checking that everything fits together",
            Stage::Planning => "Planning the pages",
            Stage::Pages => "Making pages and the search",
            Stage::Files => "Making the other files",
        });
    }

    fn search(&self, is_made: bool) {
        let mut state = self.lock();
        match is_made {
            false => state.search.0 = Some(Instant::now()),
            true => state.search.1 = state.search.0.map(|since| since.elapsed()),
        }
    }

    fn pages(&self, made: usize, of: usize) {
        if !self.is_heard || !made.is_multiple_of(50) {
            return;
        }
        let mut state = self.lock();
        if state.told.elapsed() > EVERY {
            self.tell(&mut state, &format!("Making pages: {made} of {of}"));
        }
    }
}

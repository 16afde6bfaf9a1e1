//! `handrail serve`: build, show the site in the browser, and build again after each change.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use super::clock::Clock;
use super::{Format, Outcome, ProjectArguments, cannot_work, report, today};
use crate::disk::{self, Preview, Seen, Watch};
use crate::model::values::Date;
use crate::output::Output;
use crate::pipeline::{self, Built, Memory, Options};
use crate::problem::{Problem, Problems};
use crate::routes::Destination;
use crate::serve::{self, Answer, Asked, Door, Shown, changes};
use crate::source::Sources;
use crate::starter;

/// A page that asks whether it is old gets an answer after this long, whatever happens.
const LONGEST_ANSWER: Duration = Duration::from_secs(20);

/// How often to see whether a new day has begun.
const NEW_DAY: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// The port to use. If it is taken, Handrail takes the next one that is free. 0
    /// stands for any free one.
    #[arg(long, value_name = "NUMBER", default_value_t = 8000)]
    port: u16,
    /// Open the site in your browser.
    #[arg(long)]
    open: bool,
    /// Let everybody in your network see the site, for example on a phone. Without this, only this
    /// computer can.
    #[arg(long)]
    lan: bool,
    /// Tell after each build where its time went.
    #[arg(long)]
    timings: bool,
}

/// Serves the site until it is stopped.
pub(super) fn serve(arguments: &ServeArguments) -> Outcome {
    let project = &arguments.project;
    // The name of the folder counts, and not the folder: another one may take its place.
    let root = std::path::absolute(&project.project).unwrap_or_else(|_| project.project.clone());
    let preview = match Preview::open(arguments.port, arguments.lan) {
        Ok(preview) => preview,
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::PermissionDenied => "You are not allowed to use it".to_owned(),
                ErrorKind::AddrInUse => "It is taken, and so are the next ones".to_owned(),
                _ => error.to_string(),
            };
            return cannot_work(
                &format!("port {} cannot be used. {reason}.", arguments.port),
                "Choose another one, like `--port 8080`.",
            );
        }
    };
    let mut watch = Watch::new(&root);
    let mut workshop = Workshop::new(root, arguments.timings);
    let mut day = today(project);
    if let Err(error) = workshop.look(day) {
        return cannot_work(
            &format!("the project cannot be read. {error}."),
            "Go to the folder of the project, or name it with `--project`.",
        );
    }
    let door = preview.door();
    let window = Arc::clone(&workshop.window);
    preview.start(move |asked| window.answer(asked, door));
    welcome(arguments, door, &watch);
    loop {
        while !watch.wait(NEW_DAY) && today(project) == day {}
        watch.start_again();
        day = today(project);
        if let Err(error) = workshop.look(day) {
            workshop.say_unreadable(&format!("The project cannot be read. {error}."));
        }
    }
}

/// Says where the site is.
fn welcome(arguments: &ServeArguments, door: Door, watch: &Watch) {
    let address = format!("http://127.0.0.1:{}/", door.port);
    if ![0, door.port].contains(&arguments.port) {
        say(&format!("Port {} is taken.", arguments.port));
    }
    say(&format!("The site is at {address}"));
    if door.lan {
        match disk::address_in_network() {
            Some(own) => say(&format!(
                "In your network it is at http://{own}:{}/",
                door.port
            )),
            None => say("This computer is in no network now."),
        }
        say("Everybody in your network can read it, also what is not published yet.");
    }
    if watch.is_blind() {
        say("This system does not tell when files change. Handrail looks every 2 seconds.");
    }
    say("Handrail builds it again when you save a file. Press Ctrl and C to stop.");
    if arguments.open && disk::open_in_browser(&address).is_err() {
        say("The browser could not be opened. Open the address yourself.");
    }
}

/// What browsers see.
#[derive(Default)]
struct Window {
    shown: Mutex<Arc<Shown>>,
    changed: Condvar,
}

impl Window {
    fn lock(&self) -> MutexGuard<'_, Arc<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.lock())
    }

    fn show(&self, shown: Shown) {
        *self.lock() = Arc::new(shown);
        self.changed.notify_all();
    }

    /// The answer to a request. A page that asks whether it is old waits here until it is.
    fn answer(&self, asked: &Asked<'_>, door: Door) -> Answer {
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
}

/// Builds the site again and again.
struct Workshop {
    root: PathBuf,
    window: Arc<Window>,
    lists_timings: bool,
    /// What Handrail brings along.
    built_in: Sources,
    /// The files as they were last read from the disk.
    seen: Seen,
    /// What earlier builds worked out.
    memory: Memory,
    /// The site that the memory is about. It may be newer than the one that is shown: files that cannot be
    /// opened hold a site back that was built without them.
    made: Arc<Output>,
    /// What the last build was made of. The same again needs no build.
    last: Option<Material>,
    /// When this began, so that pages of an earlier preview are known to be old.
    started: i64,
    builds: usize,
}

/// All that a build depends on.
#[derive(PartialEq)]
struct Material {
    sources: Sources,
    /// What could not be loaded.
    problems: Problems,
    today: Date,
}

impl Material {
    /// The names of the files that are not the same in another one: `kite-care` for its file.
    fn differing_names<'m>(&'m self, other: &'m Material) -> BTreeSet<&'m str> {
        let differing = |one: &'m Material, other: &'m Material| {
            let files = one.sources.iter();
            files.filter(|(path, source)| other.sources.get(path.as_str()) != Some(source))
        };
        differing(self, other)
            .chain(differing(other, self))
            .map(|(path, _)| path.name().split('.').next().unwrap_or_default())
            .collect()
    }
}

impl Workshop {
    fn new(root: PathBuf, lists_timings: bool) -> Self {
        Workshop {
            root,
            lists_timings,
            built_in: starter::built_in(),
            seen: Seen::default(),
            memory: Memory::new(),
            made: Arc::default(),
            window: Arc::default(),
            last: None,
            started: jiff::Timestamp::now().as_millisecond(),
            builds: 0,
        }
    }

    /// Reads the files, and builds if anything is different.
    fn look(&mut self, today: Date) -> std::io::Result<()> {
        let clock = Clock::start(self.lists_timings);
        let (mut sources, problems) = disk::load_again(&self.root, &mut self.seen)?;
        sources.fill_from(&self.built_in);
        let material = Material {
            sources,
            problems,
            today,
        };
        if self.last.as_ref() != Some(&material) {
            self.build(&material, &clock);
            self.last = Some(material);
        }
        Ok(())
    }

    fn build(&mut self, material: &Material, clock: &Clock) {
        let before = self.window.shown();
        let (output, mut built) = self.make(material, &before, clock);
        clock.end();
        if !built.problems.has_errors() {
            self.made = Arc::new(output);
        }
        built.problems.extend(material.problems.clone());
        // Nothing of a private number may be drawn.
        let sources = built.shown.as_ref().unwrap_or(&material.sources);
        let has_errors = built.problems.has_errors();
        let new = not_said_yet(&built.problems, &before.problems);
        report::problems(&new, sources, Format::Human);
        let site = if has_errors {
            before.site.clone()
        } else {
            Some(Arc::clone(&self.made))
        };
        let consequence = match (has_errors, &site) {
            (true, Some(_)) => "The last good site stays until this is mended.",
            (true, None) => {
                "There is no site to show yet. Handrail looks again when you save a file."
            }
            (false, _) => "",
        };
        if has_errors || !new.is_empty() {
            report::total(&built.problems, Format::Human, consequence);
        }
        if let (Some(old), Some(new), false) = (&before.site, &site, has_errors) {
            if before.is_held_back() {
                say("This is mended. The site is up to date again.");
            }
            let written = self
                .last
                .as_ref()
                .map(|last| last.differing_names(material));
            let changes = changes(old, new).first_about(&written.unwrap_or_default());
            say(&changes.in_words());
        }
        self.show(Shown {
            site,
            problems: built.problems,
            ..Shown::default()
        });
        clock.say_timings();
    }

    /// Makes what is not known yet. The pages that people wait for are shown before all others are made,
    /// unless there is a notice on all pages now, or will be.
    fn make(&mut self, material: &Material, before: &Arc<Shown>, clock: &Clock) -> (Output, Built) {
        let options = Options {
            today: material.today,
            destination: Destination::Web,
            gallery: false,
        };
        let window = &self.window;
        self.builds += 1;
        let mark = self.mark();
        let is_held_back = before.is_held_back() || material.problems.has_errors();
        let show_first = |first: Output| {
            if !is_held_back {
                window.show(Shown {
                    site: Some(Arc::new(first)),
                    mark: mark.clone(),
                    ..Shown::clone(before)
                });
            }
        };
        let memory = &mut self.memory;
        self.made.gather_again(&show_first, |sink| {
            pipeline::build_again(&material.sources, &options, sink, clock, memory)
        })
    }

    /// Says once that the files cannot be read. The last good site stays.
    fn say_unreadable(&mut self, reason: &str) {
        self.last = None;
        let before = self.window.shown();
        if before.unreadable.as_deref() != Some(reason) {
            anstream::eprintln!("{reason} The last good site stays. Put the folder back.");
            self.show(Shown {
                site: before.site.clone(),
                unreadable: Some(reason.to_owned()),
                ..Shown::default()
            });
        }
    }

    /// Shows this under a new name, if it is anything new.
    fn show(&mut self, shown: Shown) {
        let before = self.window.shown();
        let mark = before.mark.clone();
        if (Shown {
            mark,
            ..shown.clone()
        }) != *before
            || before.mark.is_empty()
        {
            self.builds += 1;
            let mark = self.mark();
            self.window.show(Shown { mark, ..shown });
        }
    }

    /// A name for what is shown now. No other preview has the same.
    fn mark(&self) -> String {
        format!("{}-{}", self.started, self.builds)
    }
}

/// The problems that were not there before. The others stand further up in the terminal.
fn not_said_yet(problems: &Problems, before: &Problems) -> Problems {
    let before: BTreeSet<&Problem> = before.iter().collect();
    let mut new = Problems::default();
    let all = problems.iter().filter(|problem| !before.contains(problem));
    all.for_each(|problem| new.push(problem.clone()));
    new
}

/// Says something. It does not matter if nobody listens any more.
fn say(words: &str) {
    let _ = writeln!(anstream::stdout(), "{words}");
}

//! Builds the site for the preview again and again, and shows it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::clock::Clock;
use super::serve::say;
use super::window::Window;
use super::{Format, report};
use crate::disk::{self, Seen};
use crate::model::values::Date;
use crate::output::Output;
use crate::pipeline::{self, Built, Memory, Options};
use crate::problem::{Kind, Problem, Problems};
use crate::routes::Destination;
use crate::serve::{Shown, changes};
use crate::source::{SourcePath, Sources};
use crate::starter;

/// Builds the site again and again.
pub(super) struct Workshop {
    root: PathBuf,
    /// What browsers see.
    pub(super) window: Arc<Window>,
    lists_timings: bool,
    /// True to show words that nobody agreed to yet.
    drafts: bool,
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
    /// The site that was shown before a glance put pages into it.
    before_glance: Option<Arc<Output>>,
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
    /// Nothing was built yet.
    pub(super) fn new(root: PathBuf, lists_timings: bool) -> Self {
        Workshop {
            root,
            lists_timings,
            drafts: false,
            built_in: starter::built_in(),
            seen: Seen::default(),
            memory: Memory::new(),
            made: Arc::default(),
            window: Arc::default(),
            last: None,
            before_glance: None,
            started: jiff::Timestamp::now().as_millisecond(),
            builds: 0,
        }
    }

    /// The same, and words are shown that nobody agreed to yet.
    pub(super) fn with_drafts(self, drafts: bool) -> Self {
        Workshop { drafts, ..self }
    }

    /// Reads the files, and builds if anything is different.
    pub(super) fn look(&mut self, today: Date) -> std::io::Result<()> {
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
        } else if self.before_glance.is_some() {
            let shown = self.last_whole();
            self.show(shown);
        }
        Ok(())
    }

    /// What was shown when everything was looked at, without the pages of a glance since then.
    fn last_whole(&mut self) -> Shown {
        let mut shown = Shown::clone(&self.window.shown());
        if let Some(site) = self.before_glance.take() {
            shown.site = Some(site);
        }
        shown
    }

    /// Shows the pages about a few files at once, if they are about providers alone and nothing is wrong. The look at
    /// the whole project that follows makes up for everything else.
    pub(super) fn glance(&mut self, named: &[SourcePath], today: Date) {
        let before = self.window.shown();
        let (Some(last), false) = (&self.last, before.is_held_back()) else {
            return;
        };
        let Some(few) = pipeline::only_about(&last.sources, disk::open_few(&self.root, named))
        else {
            return;
        };
        let options = self.options(today);
        self.builds += 1;
        let mark = self.mark();
        let memory = &mut self.memory;
        let show = |first| self.window.show_first(first, &before, &mark);
        let (_, is_shown) = self
            .made
            .gather_again(&show, |sink| pipeline::glance(&few, &options, sink, memory));
        if is_shown {
            self.before_glance.clone_from(&before.site);
        }
    }

    fn build(&mut self, material: &Material, clock: &Clock) {
        let before = self.last_whole();
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
        let waits = [Kind::NotApproved, Kind::NotApprovedYet];
        if new.iter().any(|problem| waits.contains(&problem.kind)) {
            say(
                "The preview shows only what your groups agreed to. To see all words, start it with `--drafts`.",
            );
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
    fn make(&mut self, material: &Material, before: &Shown, clock: &Clock) -> (Output, Built) {
        let options = self.options(material.today);
        self.builds += 1;
        let mark = self.mark();
        let is_held_back = before.is_held_back() || material.problems.has_errors();
        let show = |first| {
            if !is_held_back {
                self.window.show_first(first, before, &mark);
            }
        };
        let memory = &mut self.memory;
        self.made.gather_again(&show, |sink| {
            pipeline::build_again(&material.sources, &options, sink, clock, memory)
        })
    }

    /// Says once that the files cannot be read. The last good site stays.
    pub(super) fn say_unreadable(&mut self, reason: &str) {
        self.last = None;
        let before = self.last_whole();
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

    fn options(&self, today: Date) -> Options {
        Options {
            today,
            destination: Destination::Web,
            gallery: false,
            drafts: self.drafts,
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 22);
    const FILE: &str = "providers/kite-care.yml";
    const PAGE: &str = "providers/kite-care/index.html";

    /// A project of one provider, and its preview after the first build.
    struct Project {
        folder: tempfile::TempDir,
        workshop: Workshop,
    }

    impl Project {
        fn new() -> Project {
            let folder = tempfile::tempdir().unwrap();
            let write = |path: &str, text: &str| {
                let file = folder.path().join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            };
            write(
                "content/site.yml",
                "name: Test Directory\nrun_by:\n  name: Test Body\nareas: [camden]\ncontact:\n  \
                 phone: 020 7946 0000\n",
            );
            let areas = "- id: camden\n  name: Camden\n";
            write("content/lists/areas.yml", areas);
            write(FILE, &listing("At first"));
            let mut workshop = Workshop::new(folder.path().to_path_buf(), false);
            workshop.look(TODAY).unwrap();
            Project { folder, workshop }
        }

        fn save(&self, text: &str) {
            fs::write(self.folder.path().join(FILE), text).unwrap();
        }

        fn glance(&mut self) {
            self.workshop.glance(&[SourcePath::new(FILE)], TODAY);
        }

        fn look(&mut self) {
            self.workshop.look(TODAY).unwrap();
        }

        fn shows(&self, words: &str) -> bool {
            let site = self.workshop.window.shown().site.clone().unwrap();
            let page = site.get(PAGE).unwrap();
            String::from_utf8_lossy(page).contains(words)
        }
    }

    fn listing(summary: &str) -> String {
        format!(
            "name: Kite Care\nkinds: [home-care-agency]\nsummary: {summary}\nareas: [camden]\n\
             contact:\n  phone: 020 7946 0011\n"
        )
    }

    #[test]
    fn a_glance_shows_words_before_everything_is_looked_at() {
        let mut project = Project::new();
        assert!(project.shows("At first"));
        project.save(&listing("Then"));
        project.glance();
        assert!(project.shows("Then"));
        project.look();
        assert!(project.shows("Then"));
    }

    #[test]
    fn what_was_there_for_a_glance_only_goes() {
        let mut project = Project::new();
        project.save(&listing("Then"));
        project.glance();
        project.save(&listing("At first"));
        project.look();
        assert!(project.shows("At first"));
        assert!(!project.shows("Then"));
    }

    #[test]
    fn an_error_takes_back_what_a_glance_showed() {
        let mut project = Project::new();
        project.save(&listing("Then"));
        project.glance();
        project.save("name: [");
        project.glance();
        project.look();
        assert!(project.workshop.window.shown().is_held_back());
        assert!(project.shows("At first"));
        // While there is an error, a glance shows nothing.
        project.save(&listing("Then"));
        project.glance();
        assert!(project.shows("At first"));
        project.look();
        assert!(project.shows("Then"));
    }
}

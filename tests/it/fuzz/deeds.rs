//! What people do to the files of a project between two builds.

use handrail::model::days::days_later;
use handrail::model::values::Date;
use handrail::output::Output;
use handrail::pipeline::{Memory, Options};
use handrail::routes::Destination;
use handrail::source::{Source, SourcePath, Sources};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::Index;

use crate::everything;
use crate::site::{KITE_CARE, TODAY};

/// Providers whose pages lead to each other, and one of which only the name is shown.
const NEIGHBOURS: &str = "\
=== providers/wren-house.yml
name: Wren House
kinds: [home-care-agency]
summary: A quiet house, and help with meals.
about: |
  We work with [Kite Care](kite-care.yml), and wrote a [guide](../content/guides/everything.md).
services: [meals]
areas: [camden, islington]
contact:
  phone: 020 7946 0012
=== providers/red-kite.yml
name: Red Kite
kinds: [home-care-agency]
summary: Help with washing.
services: [washing-and-dressing]
areas: [camden]
contact:
  phone: 020 7946 0014
=== providers/otter-help.yml
name: Otter Help
kinds: [personal-assistant]
summary: Help with meals in the evening.
services: [meals, washing-and-dressing]
areas: [islington]
contact:
  phone: 020 7946 0013
";

/// One thing that people do between two builds.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    TakeLine(Index, Index),
    RepeatLine(Index, Index),
    /// A line of one file takes the place of a line of another one.
    CarryLine(Index, Index, Index, Index),
    /// The value of a field gets another word.
    Word(Index, Index, Index),
    Remove(Index),
    Rename(Index),
    Copy(Index),
    Exchange(Index, Index),
    /// The file becomes what it was at first.
    MendOne(Index),
    MendAll,
    OtherDay(u16),
    Nothing,
}

/// Words for values.
const WORDS: [&str; 16] = [
    "Kite Care",
    "meals",
    "camden",
    "islington",
    "[camden]",
    "[meals]",
    "2026-11-30",
    "2026-01-05",
    "no",
    "£24.50",
    "everything.svg",
    "Help in the evening, and on Sundays.",
    "\"[A guide](../content/guides/everything.md)\"",
    "\"[A neighbour](otter-help.yml)\"",
    "personal-assistant",
    "Anna's Place & Garden",
];

pub(super) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let at = any::<Index>;
    let deed = prop_oneof![
        3 => (at(), at()).prop_map(|(file, line)| Deed::TakeLine(file, line)),
        1 => (at(), at()).prop_map(|(file, line)| Deed::RepeatLine(file, line)),
        3 => (at(), at(), at(), at())
            .prop_map(|(from, line, to, place)| Deed::CarryLine(from, line, to, place)),
        6 => (at(), at(), at()).prop_map(|(file, line, word)| Deed::Word(file, line, word)),
        2 => at().prop_map(Deed::Remove),
        1 => at().prop_map(Deed::Rename),
        2 => at().prop_map(Deed::Copy),
        1 => (at(), at()).prop_map(|(one, other)| Deed::Exchange(one, other)),
        3 => at().prop_map(Deed::MendOne),
        2 => at().prop_map(|_| Deed::MendAll),
        1 => (0..400_u16).prop_map(Deed::OtherDay),
        1 => at().prop_map(|_| Deed::Nothing),
    ];
    vec(deed, 4..14)
}

/// A listing without links to other pages of the site: only the pages of such a one are kept.
pub(super) fn alone(listing: &str) -> String {
    listing.replace(
        "(../content/guides/everything.md)",
        "(https://example.org/)",
    )
}

/// A project that is built again and again.
pub(super) struct Project {
    pub(super) first: Sources,
    pub(super) sources: Sources,
    pub(super) today: Date,
    pub(super) memory: Memory,
    /// The last good site.
    pub(super) site: Output,
}

impl Project {
    pub(super) fn new() -> Self {
        let mut site = everything::site().with(KITE_CARE).with(NEIGHBOURS);
        let house = site.sources.get("providers/everything.yml");
        let house = alone(house.and_then(|file| file.text().ok()).expect("a provider"));
        site = site.file("providers/everything.yml", house);
        let checks = site.sources.get("providers/checks/everything.yml");
        let checks = checks.and_then(|file| file.text().ok());
        let checks = checks.expect("checks").replace("2030-01-31", "2026-11-05");
        let (still_there, _) = checks.split_once("left:\n").expect("a provider that left");
        // Words of visits that change must be seen on pages, and not wait for a group.
        let settings = site.sources.get("content/site.yml");
        let settings = settings
            .and_then(|file| file.text().ok())
            .expect("settings");
        let settings = settings.replace("visits: [lived-experience, host]", "visits: []");
        site = site.file("content/site.yml", settings);
        for (name, checks) in [
            ("kite-care", still_there),
            ("wren-house", still_there),
            ("red-kite", still_there),
            ("otter-help", &checks),
        ] {
            site = site.file(&format!("providers/checks/{name}.yml"), checks);
        }
        Project {
            first: site.sources.clone(),
            sources: site.sources,
            today: TODAY,
            memory: Memory::new(),
            site: Output::default(),
        }
    }

    pub(super) fn options(&self) -> Options {
        Options {
            today: self.today,
            destination: Destination::Web,
            gallery: false,
            drafts: false,
        }
    }

    /// The files that people write, and now and then one of the theme.
    fn path(&self, at: Index) -> Option<SourcePath> {
        let is_theirs = |path: &&SourcePath| {
            let path = path.as_str();
            path.starts_with("providers/") || path.starts_with("content/")
        };
        let all = self.sources.iter().map(|(path, _)| path);
        let mut paths: Vec<&SourcePath> = all.filter(is_theirs).collect();
        for rare in [
            "themes/easy-read/strings/en.yml",
            "themes/easy-read/layout.html",
        ] {
            paths.extend(
                self.sources
                    .iter()
                    .map(|(path, _)| path)
                    .find(|path| path.as_str() == rare),
            );
        }
        (!paths.is_empty()).then(|| paths[at.index(paths.len())].clone())
    }

    fn lines(&self, path: &SourcePath) -> Vec<String> {
        let text = self
            .sources
            .get(path.as_str())
            .and_then(|file| file.text().ok());
        text.unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    fn write(&mut self, path: SourcePath, lines: &[String]) {
        let text = lines.join("\n") + "\n";
        self.sources.insert(path, Source::new(text.into_bytes()));
    }

    /// Changes the lines of a file.
    fn edit(&mut self, file: Index, work: impl FnOnce(&mut Vec<String>)) {
        let Some(path) = self.path(file) else { return };
        let mut lines = self.lines(&path);
        if !lines.is_empty() {
            work(&mut lines);
            self.write(path, &lines);
        }
    }

    pub(super) fn do_it(&mut self, deed: &Deed) {
        match deed {
            Deed::TakeLine(file, line) => self.edit(*file, |lines| {
                lines.remove(line.index(lines.len()));
            }),
            Deed::RepeatLine(file, line) => self.edit(*file, |lines| {
                let place = line.index(lines.len());
                lines.insert(place, lines[place].clone());
            }),
            Deed::CarryLine(from, line, to, place) => {
                let lines = self
                    .path(*from)
                    .map(|path| self.lines(&path))
                    .unwrap_or_default();
                if !lines.is_empty() {
                    let carried = lines[line.index(lines.len())].clone();
                    self.edit(*to, |lines| {
                        let place = place.index(lines.len());
                        lines[place] = carried;
                    });
                }
            }
            Deed::Word(file, line, word) => self.edit(*file, |lines| {
                let place = line.index(lines.len());
                if let Some((name, _)) = lines[place].split_once(": ") {
                    lines[place] = format!("{name}: {}", WORDS[word.index(WORDS.len())]);
                }
            }),
            Deed::OtherDay(days) => self.today = days_later(TODAY, *days),
            Deed::MendAll => self.sources = self.first.clone(),
            Deed::Nothing => {}
            Deed::Remove(at) | Deed::Rename(at) | Deed::Copy(at) | Deed::MendOne(at) => {
                if let Some(path) = self.path(*at) {
                    self.change_file(deed, &path);
                }
            }
            Deed::Exchange(one, other) => {
                if let Some((one, other)) = self.path(*one).zip(self.path(*other)) {
                    let (first, second) = (self.lines(&one), self.lines(&other));
                    self.write(one, &second);
                    self.write(other, &first);
                }
            }
        }
    }

    fn change_file(&mut self, deed: &Deed, path: &SourcePath) {
        let lines = self.lines(path);
        if matches!(deed, Deed::Remove(_) | Deed::Rename(_)) {
            self.sources.remove(path);
        }
        if matches!(deed, Deed::Copy(_) | Deed::Rename(_)) {
            let (stem, end) = path.as_str().split_once('.').unwrap_or((path.as_str(), ""));
            self.write(SourcePath::new(format!("{stem}-too.{end}")), &lines);
        }
        if let (Deed::MendOne(_), Some(first)) = (deed, self.first.get(path.as_str())) {
            self.sources.insert(path.clone(), first.clone());
        }
    }
}

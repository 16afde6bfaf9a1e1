//! What an installed `handrail` brings along: the default theme, the starter lists, and files to
//! fill in. Files on disk win over these.

use include_dir::{Dir, DirEntry, include_dir};

use crate::source::{Source, SourcePath, Sources};

/// A provider file to fill in. `{…}` stands for what was asked.
pub const PROVIDER: &str = include_str!("provider.yml");

/// A guide to fill in.
pub const GUIDE: &str = include_str!("guide.md");

/// A sheet to fill in.
pub const SHEET: &str = include_str!("sheet.yml");

/// The settings of a new site.
pub const SITE: &str = include_str!("site.yml");

/// The checks of a provider.
pub const CHECKS: &str = include_str!("checks.yml");

/// Colours that a site changes for itself.
pub const COLOURS: &str = include_str!("colours.yml");

/// Words that a site changes for itself, in English.
pub const WORDS: &str = include_str!("words.yml");

static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");
static CRITERIA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/criteria");
static LISTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content/lists");

/// The theme and the lists that are built in.
pub fn built_in() -> Sources {
    let mut sources = Sources::default();
    add(&mut sources, "themes", &THEMES);
    add(&mut sources, "content/lists", &LISTS);
    sources
}

/// The criteria to start from, each with the name of its file. They are the first version, from
/// `today` on. A site has criteria only if it asks for them.
pub fn criteria(today: &str) -> Vec<(String, String)> {
    let files = CRITERIA.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((name.to_owned(), first_version(file.contents_utf8()?, today)))
    });
    let mut files: Vec<(String, String)> = files.collect();
    files.sort();
    files
}

/// The same criterion without the history that it has in the example.
fn first_version(text: &str, today: &str) -> String {
    let (words, _) = text.split_once("\nversions:").unwrap_or((text, ""));
    format!("{words}\nversions:\n  - number: 1\n    from: {today}\n    change: First version.\n")
}

fn add(sources: &mut Sources, folder: &str, dir: &'static Dir<'static>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => add(sources, folder, inner),
            DirEntry::File(file) => {
                let path: Vec<&str> = file
                    .path()
                    .iter()
                    .filter_map(|part| part.to_str())
                    .collect();
                let path = format!("{folder}/{}", path.join("/"));
                sources.insert(SourcePath::new(path), Source::new(file.contents()));
            }
        }
    }
}

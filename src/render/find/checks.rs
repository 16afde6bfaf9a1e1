//! What the search must find, asked of the search itself.

use super::found::{Found, Wanted, found};
use super::{Index, Search};
use crate::model::synonyms::SearchCheck;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::render::Renderer;
use crate::source::SourcePath;

const PATH: &str = "content/search-checks.yml";

const ADDRESS: &str =
    "Write the address of a page from the top of the site, like `services/physiotherapy/`.";

/// The most pages that are named in a message.
const NAMED: usize = 3;

impl Renderer<'_> {
    /// What the search must find.
    pub fn search_checks(&self) -> &[SearchCheck] {
        &self.site.search_checks
    }

    /// Each promise of the search that does not hold.
    pub fn failed_searches(&self) -> Problems {
        let asked = self.with_index(|search, index| {
            let mut problems = self.lost_best_pages(index);
            let checks = self.site.search_checks.iter();
            let failed = checks.filter_map(|check| failed(search, index, check));
            failed.for_each(|problem| problems.push(problem));
            problems
        });
        asked.unwrap_or_default()
    }

    /// Pages that should come first and that the search does not know.
    fn lost_best_pages(&self, index: &Index) -> Problems {
        let mut problems = Problems::default();
        for best in &self.site.synonyms.best {
            if !index.has(&best.shows) {
                let keys = KeyPath::default().item(best.place).field("shows");
                problems.push(Problem::new(
                    Kind::SearchCheck,
                    Place::value(&SourcePath::new("content/lists/synonyms.yml"), keys),
                    format!("No page that the search knows is at `{}`.", best.shows),
                    ADDRESS,
                ));
            }
        }
        problems
    }
}

impl Index {
    /// Whether the search knows a page at this address.
    fn has(&self, address: &str) -> bool {
        self.entries.iter().any(|entry| entry.address == address)
    }
}

fn failed(search: &Search, index: &Index, check: &SearchCheck) -> Option<Problem> {
    let place = |field: &str| {
        let keys = KeyPath::default().item(check.place).field(field);
        Place::value(&SourcePath::new(PATH), keys)
    };
    if !index.has(&check.finds) {
        return Some(Problem::new(
            Kind::SearchCheck,
            place("finds"),
            format!("No page that the search knows is at `{}`.", check.finds),
            ADDRESS,
        ));
    }
    let wanted = Wanted {
        question: &check.typed,
        near: None,
        limit: check.within,
    };
    let found = found(search, index, &wanted).ok()?;
    if found.pages.iter().any(|page| page.address == check.finds) {
        return None;
    }
    Some(Problem::new(
        Kind::SearchCheck,
        place("typed"),
        format!(
            "Whoever types `{}` does not find `{}` among the first {}. {}",
            check.typed,
            check.finds,
            check.within,
            instead(&found)
        ),
        format!(
            "Put the words that people type under `synonyms` of an item in `content/lists`, or into \
                 `content/lists/synonyms.yml`. To see why: handrail search --explain {}",
            check.typed
        ),
    ))
}

fn instead(found: &Found) -> String {
    let names: Vec<String> = found
        .pages
        .iter()
        .take(NAMED)
        .map(|page| format!("`{}`", page.address))
        .collect();
    match names.is_empty() {
        true => "They find nothing.".to_owned(),
        false => format!("First come {}.", names.join(", ")),
    }
}

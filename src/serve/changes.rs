//! What changed between two sites, in words.

use std::collections::BTreeSet;

use crate::output::Output;

/// So many pages are named. The rest is counted.
const MOST_NAMED: usize = 3;

/// What changed between two sites. Pages are named by their address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pages with other content than before.
    pub changed: Vec<String>,
    /// Pages that were not there before.
    pub new: Vec<String>,
    /// Pages that are not there any more.
    pub gone: Vec<String>,
    /// How many other files are new, different or gone.
    pub files: usize,
}

/// What changed from one site to the next.
pub fn changes(before: &Output, after: &Output) -> Changes {
    let mut changes = Changes::default();
    for (path, _) in after.iter() {
        let list = match after.is_as_before(path, before) {
            Some(true) => continue,
            Some(false) => &mut changes.changed,
            None => &mut changes.new,
        };
        match address(path) {
            Some(address) => list.push(address),
            None => changes.files += 1,
        }
    }
    for (path, _) in before.iter().filter(|(path, _)| after.get(path).is_none()) {
        match address(path) {
            Some(address) => changes.gone.push(address),
            None => changes.files += 1,
        }
    }
    for list in [&mut changes.changed, &mut changes.new, &mut changes.gone] {
        list.sort();
    }
    changes
}

/// The address of a page, or nothing for another file.
fn address(path: &str) -> Option<String> {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => Some(format!("/{folder}")),
        _ => path.ends_with(".html").then(|| format!("/{path}")),
    }
}

impl Changes {
    /// The same with those pages first that are about the files that people changed: a page of
    /// `kite-care` has that name as a part of its address.
    #[must_use]
    pub fn first_about(mut self, names: &BTreeSet<&str>) -> Self {
        let is_about = |address: &String| address.split('/').any(|part| names.contains(part));
        for list in [&mut self.changed, &mut self.new, &mut self.gone] {
            list.sort_by_key(|address| !is_about(address));
        }
        self
    }

    /// Sentences that say it.
    pub fn in_words(&self) -> String {
        let lists = [
            (&self.changed, "changed", "changed"),
            (&self.new, "is new", "are new"),
            (&self.gone, "is gone", "are gone"),
        ];
        let mut sentences: Vec<String> = lists
            .into_iter()
            .filter(|(pages, ..)| !pages.is_empty())
            .map(|(pages, one, many)| sentence(pages, one, many))
            .collect();
        match (self.files, sentences.is_empty()) {
            (0, true) => sentences.push("Nothing on the pages changed.".to_owned()),
            (1, true) => sentences.push("1 file changed. The pages are the same.".to_owned()),
            (files, true) => {
                sentences.push(format!("{files} files changed. The pages are the same."));
            }
            _ => {}
        }
        sentences.join(" ")
    }
}

fn sentence(pages: &[String], one: &str, many: &str) -> String {
    let named: Vec<&str> = pages.iter().take(MOST_NAMED).map(String::as_str).collect();
    let count = pages.len();
    let start = match count {
        1 => format!("1 page {one}"),
        count => format!("{count} pages {many}"),
    };
    match count - named.len() {
        0 => format!("{start}: {}.", named.join(", ")),
        more => format!("{start}: {} and {more} more.", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Output {
        let mut site = Output::default();
        for (path, text) in files {
            site.insert(*path, *text);
        }
        site
    }

    #[test]
    fn pages_are_named_by_their_address() {
        let before = site(&[
            ("index.html", "a"),
            ("404.html", "a"),
            ("old/index.html", "a"),
            ("a.css", "a"),
        ]);
        let after = site(&[
            ("index.html", "b"),
            ("404.html", "b"),
            ("new/index.html", "a"),
            ("b.css", "a"),
        ]);
        let found = changes(&before, &after);
        assert_eq!(found.changed, ["/", "/404.html"]);
        assert_eq!(found.new, ["/new/"]);
        assert_eq!(found.gone, ["/old/"]);
        assert_eq!(found.files, 2);
        assert_eq!(
            found.in_words(),
            "2 pages changed: /, /404.html. 1 page is new: /new/. 1 page is gone: /old/."
        );
    }

    #[test]
    fn a_long_list_is_cut_short() {
        let names = [
            "a/index.html",
            "b/index.html",
            "c/index.html",
            "d/index.html",
        ];
        let before = site(&names.map(|name| (name, "a")));
        let after = site(&names.map(|name| (name, "b")));
        let words = changes(&before, &after).in_words();
        assert_eq!(words, "4 pages changed: /a/, /b/, /c/ and 1 more.");
    }

    #[test]
    fn pages_about_what_was_written_come_first() {
        let names = [
            "a/index.html",
            "b/kite/easy/index.html",
            "b/kite/index.html",
        ];
        let before = site(&names.map(|name| (name, "a")));
        let after = site(&names.map(|name| (name, "b")));
        let found = changes(&before, &after).first_about(&BTreeSet::from(["kite"]));
        assert_eq!(found.changed, ["/b/kite/", "/b/kite/easy/", "/a/"]);
    }

    #[test]
    fn no_change_is_said_too() {
        let before = site(&[("index.html", "a"), ("a.css", "a")]);
        let same = changes(&before, &before.clone());
        assert_eq!(same, Changes::default());
        assert_eq!(same.in_words(), "Nothing on the pages changed.");
        let after = site(&[("index.html", "a"), ("a.css", "b")]);
        let words = changes(&before, &after).in_words();
        assert_eq!(words, "1 file changed. The pages are the same.");
    }
}

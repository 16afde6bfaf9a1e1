//! Words that still stand as `handrail new` started them, so that nobody publishes them by accident.
//! They are compared with the starter files themselves, so there is no list of them.

use super::fields::FileReader;
use super::texts::split_front_matter;
use crate::problem::{Kind, Place};
use crate::starter;

/// Tells which sentences of a provider's `about` are those of the starter file.
pub(super) fn in_about(about: &str, file: &FileReader<'_>) {
    let lines = starter::PROVIDER.lines();
    let below = lines.skip_while(|line| !line.starts_with("about:")).skip(1);
    let started = below.take_while(|line| line.is_empty() || line.starts_with(' '));
    tell(started, about, file.text, 1, file);
}

/// Tells which sentences of a written page are those of the starter file. `body` starts on the line
/// `body_line`.
pub(super) fn in_body(body: &str, body_line: u32, file: &FileReader<'_>) {
    let started = split_front_matter(starter::GUIDE).map_or("", |parts| parts.body);
    tell(started.lines(), body, body, body_line, file);
}

/// Tells which of the `started` lines stand in the words. The words are found in `text`, which starts on
/// the line `first`.
fn tell<'s>(
    started: impl Iterator<Item = &'s str>,
    words: &str,
    text: &str,
    first: u32,
    file: &FileReader<'_>,
) {
    let started = started.map(str::trim).filter(|line| !line.is_empty());
    for sentence in started.filter(|sentence| words.contains(sentence)) {
        let mut lines = text.lines().enumerate();
        let found = lines.find_map(|(index, line)| Some((index, line.split_once(sentence)?.0)));
        let (index, before) = found.unwrap_or_default();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let line = first.saturating_add(count(index));
        let column = count(before.chars().count()).saturating_add(1);
        let width = count(sentence.chars().count());
        file.push(
            Kind::StarterWords,
            Place::text(file.path, line, column, width),
            format!("These words are still those of the file to fill in: `{sentence}`"),
            "Write your own words in their place, or take them out. Else the site shows them as they \
             are."
                .to_owned(),
        );
    }
}

//! Lists of documents that are too long for the dictionary, a few in each piece.

use super::index::Group;
use super::pieces::shortest_start;

/// Letters of a piece.
pub(super) const PACK: usize = 4_000;

/// Long lists, a few in each piece.
#[derive(Default)]
pub(super) struct Packs<'g> {
    /// The pieces.
    pub(super) texts: Vec<String>,
    /// Where each piece but the first starts.
    pub(super) starts: Vec<String>,
    /// The groups whose lists are in each piece, in order.
    pub(super) groups: Vec<Vec<&'g Group>>,
    /// The last of the forms in the last piece that start as the first form of their group does.
    reach: String,
}

impl<'g> Packs<'g> {
    /// Adds the list of a group. Its piece and its line come back.
    ///
    /// The script guesses the piece by the word that was typed, before it knows the group. So a piece does
    /// not end between forms that start alike, unless it gets twice as large.
    pub(super) fn add(&mut self, group: &'g Group, list: String) -> (usize, usize) {
        let forms = &group.forms;
        let first = forms.first().map_or("", String::as_str);
        match self.texts.last_mut() {
            Some(last) if !is_full(last.len() + list.len(), first <= self.reach.as_str()) => {
                last.push('\n');
                last.push_str(&list);
            }
            last => {
                if last.is_some() {
                    let before = self.reach.as_str().min(first);
                    self.starts.push(shortest_start(before, first));
                }
                self.texts.push(list);
                self.groups.push(Vec::new());
                self.reach.clear();
            }
        }
        let start: String = first.chars().take(ALIKE).collect();
        let alike = forms.iter().filter(|form| form.starts_with(&start));
        if let Some(last) = alike.max()
            && *last > self.reach
        {
            last.clone_into(&mut self.reach);
        }
        let place = self.groups.last_mut().map_or(0, |groups| {
            groups.push(group);
            groups.len() - 1
        });
        (self.texts.len() - 1, place)
    }
}

/// Forms that start with so many of the same letters are guessed to be of one group.
const ALIKE: usize = 3;

fn is_full(letters: usize, is_between: bool) -> bool {
    letters > if is_between { 2 * PACK } else { PACK }
}

//! The index in small pieces of plain text, for hosts that only give out files.
//!
//! - `s0`, `s1`, …: the dictionary. A line is a group of word forms, a tab, and the documents that have
//!   one of them. Documents stand as differences in base 36, with `.` and the count if it is not 1:
//!   `0,3.,1.4` is documents 0 (once), 4 (twice), 6 (four times).
//! - `b0`, …: long lists, a few in each piece. A list of most documents is `!`, a bit for each document in
//!   base64, `!`, and the counts in base 36. The line of a long list in the dictionary is `*`, how many
//!   documents there are, the place of the list, and the 20 documents that fit best.
//! - `x0`, …: the words from their last letter to their first, for finding slips in first letters.
//! - `n`: the length of each document, as one letter each.
//! - `f0-3`: the documents of value 3 of filter 0.
//! - `n0-3`, `b0-3-12`, …: on large sites, the same lengths and long lists for the documents of value 3 of
//!   filter 0 alone. `parts.rs` tells more.
//!
//! A word is looked up in the piece that [`Plan`] tells.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::index::{Group, Library};
use super::packs::Packs;
use super::parts;
use super::postings::{Posting, Scorer};

/// Letters of a piece of the dictionary.
const SHARD: usize = 3_400;

/// Letters of a list that is kept apart.
const LONG: usize = 400;

/// Words in a piece of reversed words.
const ENDINGS: usize = 700;

/// Documents that stand beside a long list.
const BEST: usize = 20;

/// The digits of base64: six bits each.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Where each word is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Before each piece of the dictionary but the first: the letters at which it starts.
    pub dictionary: Vec<String>,
    /// The same for long lists, by the first form of their group.
    pub long: Vec<String>,
    /// The same for reversed words.
    pub reversed: Vec<String>,
    /// The filter whose values have long lists of their own, on large sites.
    pub split_by: Option<usize>,
    /// The pieces of long lists at which those of parts start.
    pub runs: Vec<u32>,
}

/// The index in pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Where each word is looked up.
    pub plan: Plan,
    /// Each piece by its name.
    pub texts: BTreeMap<String, String>,
}

/// The piece of a word: the number of starts that are not after it.
pub(super) fn piece_of(starts: &[String], word: &str) -> usize {
    starts.partition_point(|start| start.as_str() <= word)
}

impl Library {
    /// Where each word is looked up.
    pub fn plan(&self) -> Plan {
        let scorer = Scorer::new(self.documents, self.tokens);
        self.written(&scorer).plan
    }

    /// The index in pieces.
    pub fn pieces(&self) -> Pieces {
        let scorer = Scorer::new(self.documents, self.tokens);
        let mut pieces = self.written(&scorer);
        pieces.texts.insert("n".to_owned(), lengths(&self.norms));
        for (facet, documents) in &self.facets {
            let name = format!("f{}-{}", facet.facet, facet.value);
            pieces.texts.insert(name, documents_as_text(documents));
        }
        pieces
    }

    /// Dictionary, long lists and reversed words.
    fn written(&self, scorer: &Scorer) -> Pieces {
        let mut pieces = Pieces::default();
        let mut packs = Packs::default();
        let lines: Vec<String> = self
            .groups
            .iter()
            .map(|group| self.line(group, scorer, &mut packs))
            .collect();
        let shards = shards(&lines);
        let first = |index: usize| self.groups.get(index).and_then(|group| group.forms.first());
        let mut starts = Vec::new();
        for pair in shards.windows(2) {
            if let [before, after] = pair
                && let (Some(last), Some(next)) = (first(before.end - 1), first(after.start))
            {
                starts.push(shortest_start(last, next));
            }
        }
        let mut texts: Vec<String> = shards
            .iter()
            .map(|shard| lines.get(shard.clone()).unwrap_or_default().join("\n"))
            .collect();
        // A form that sorts into another piece than the first form of its group.
        for (number, shard) in shards.iter().enumerate() {
            for group in self.groups.get(shard.clone()).unwrap_or_default() {
                for form in &group.forms {
                    let place = piece_of(&starts, form);
                    if place != number
                        && let Some(text) = texts.get_mut(place)
                    {
                        let _ = write!(text, "\n{form}\t>{number}");
                    }
                }
            }
        }
        pieces.texts.extend(named("s", texts));
        if let Some(facet) = self.split_by() {
            pieces.plan.split_by = Some(facet);
            let (runs, texts) = parts::written(self, facet, &packs.groups);
            pieces.plan.runs = runs;
            pieces.texts.extend(texts);
        }
        pieces.texts.extend(named("b", packs.texts));
        let (reversed, texts) = self.reversed();
        pieces.texts.extend(named("x", texts));
        pieces.plan = Plan {
            dictionary: starts,
            long: packs.starts,
            reversed,
            ..pieces.plan
        };
        pieces
    }

    fn line<'g>(&'g self, group: &'g Group, scorer: &Scorer, packs: &mut Packs<'g>) -> String {
        let forms = group.forms.join(" ");
        let list = list(&group.postings);
        if list.len() <= LONG {
            return format!("{forms}\t{list}");
        }
        let (pack, place) = packs.add(group, shorter(list, &group.postings, self.documents));
        let best: Vec<String> = self.best(group, scorer).into_iter().map(base36).collect();
        let count = base36(u32::try_from(group.postings.len()).unwrap_or(u32::MAX));
        format!("{forms}\t*{count} {pack}.{place} {}", best.join(","))
    }

    /// The documents that fit a term best.
    fn best(&self, group: &Group, scorer: &Scorer) -> Vec<u32> {
        let weight = scorer.weight(group.postings.len());
        let norm = |document: u32| {
            let place = usize::try_from(document).unwrap_or(usize::MAX);
            self.norms.get(place).copied().unwrap_or_default()
        };
        let mut all: Vec<(f32, u32)> = group
            .postings
            .iter()
            .map(|one| {
                (
                    scorer.score(weight, norm(one.document), one.count),
                    one.document,
                )
            })
            .collect();
        let better = |one: &(f32, u32), other: &(f32, u32)| {
            let by_score = other.0.partial_cmp(&one.0).unwrap_or(Ordering::Equal);
            by_score.then(one.1.cmp(&other.1))
        };
        if all.len() > BEST {
            all.select_nth_unstable_by(BEST, better);
            all.truncate(BEST);
        }
        all.sort_by(better);
        all.into_iter().map(|(_, document)| document).collect()
    }

    /// Words from their last letter to their first, with how many documents have them.
    fn reversed(&self) -> (Vec<String>, Vec<String>) {
        let least = self.least_documents();
        let mut all: Vec<(String, usize)> = self
            .groups
            .iter()
            .filter(|group| group.postings.len() >= least)
            .flat_map(|group| {
                let forms = group.forms.iter().filter(|form| can_be_meant(form));
                forms.map(|form| (reversed(form), group.postings.len()))
            })
            .collect();
        all.sort();
        let chunks: Vec<&[(String, usize)]> = all.chunks(ENDINGS).collect();
        let starts = chunks.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(shortest_start(&before.last()?.0, &after.first()?.0)),
            _ => None,
        });
        let line = |(word, count): &(String, usize)| {
            format!(
                "{word} {}",
                base36(u32::try_from(*count).unwrap_or(u32::MAX))
            )
        };
        let text =
            |chunk: &&[(String, usize)]| chunk.iter().map(line).collect::<Vec<_>>().join("\n");
        (starts.collect(), chunks.iter().map(text).collect())
    }

    /// A word in fewer documents is not what somebody meant. On small sites every word may be.
    pub(super) fn least_documents(&self) -> usize {
        if self.documents > 2_000 { 3 } else { 1 }
    }
}

/// True for a word that another one may be a slip of: not a phrase, and not very short.
pub(super) fn can_be_meant(form: &str) -> bool {
    form.chars().nth(3).is_some() && !form.contains(super::analyser::JOIN)
}

pub(super) fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

fn shards(lines: &[String]) -> Vec<std::ops::Range<usize>> {
    let mut shards = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        if length > 0 && length + line.len() > SHARD {
            shards.push(start..index);
            start = index;
            length = 0;
        }
        length += line.len() + 1;
    }
    shards.push(start..lines.len());
    shards
}

/// The shortest beginning of a word that sorts after another word.
pub(super) fn shortest_start(before: &str, word: &str) -> String {
    let same = before
        .chars()
        .zip(word.chars())
        .take_while(|(one, other)| one == other)
        .count();
    word.chars().take(same + 1).collect()
}

fn named(letter: &str, texts: Vec<String>) -> impl Iterator<Item = (String, String)> {
    let texts = texts.into_iter().enumerate();
    texts.map(move |(number, text)| (format!("{letter}{number}"), text))
}

/// Numbers of documents in order, as the script reads them.
pub fn documents_as_text(documents: &[u32]) -> String {
    let once = |document: &u32| Posting {
        document: *document,
        count: 1,
    };
    list(&documents.iter().map(once).collect::<Vec<_>>())
}

/// The length of each document, as one letter each.
pub(super) fn lengths(norms: &[u8]) -> String {
    let letter = |norm: &u8| char::from_u32(u32::from(*norm) + 35).unwrap_or('#');
    norms.iter().map(letter).collect()
}

/// A list, or the same as a dense list, if that is shorter.
pub(super) fn shorter(list: String, postings: &[Posting], documents: usize) -> String {
    match dense(postings, documents) {
        Some(dense) if dense.len() < list.len() => dense,
        _ => list,
    }
}

/// A list of most documents: a bit for each document, and then the counts. Not when a count has no digit.
fn dense(postings: &[Posting], documents: usize) -> Option<String> {
    // Whole groups of four digits, which are three bytes.
    let mut bits = vec![0_u8; documents.div_ceil(24) * 4];
    let mut counts = String::with_capacity(postings.len());
    for one in postings {
        let place = usize::try_from(one.document).ok()?;
        *bits.get_mut(place / 6)? |= 32 >> (place % 6);
        counts.push(char::from_digit(one.count, 36)?);
    }
    let bits: String = bits.into_iter().map(digit).collect();
    Some(format!("!{bits}!{counts}"))
}

/// A list as differences minus one.
pub(super) fn list(postings: &[Posting]) -> String {
    let mut text = String::new();
    let mut next = 0;
    for one in postings {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&base36(one.document - next));
        next = one.document + 1;
        match one.count {
            1 => {}
            2 => text.push('.'),
            count => {
                text.push('.');
                text.push_str(&base36(count));
            }
        }
    }
    text
}

fn digit(value: u8) -> char {
    DIGITS
        .get(usize::from(value))
        .map_or('A', |digit| char::from(*digit))
}

fn base36(number: u32) -> String {
    let mut rest = number;
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(rest % 36, 36));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    digits.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_short() {
        let posting = |document, count| Posting { document, count };
        assert_eq!(
            list(&[posting(0, 1), posting(4, 2), posting(6, 4)]),
            "0,3.,1.4"
        );
        assert_eq!(
            (base36(0), base36(35), base36(36)),
            ("0".into(), "z".into(), "10".into())
        );
    }

    #[test]
    fn a_word_is_looked_up_where_it_sorts() {
        let starts = ["d".to_owned(), "ho".to_owned()];
        let piece = |word| piece_of(&starts, word);
        assert_eq!(
            (piece("care"), piece("d"), piece("him"), piece("home")),
            (0, 1, 1, 2)
        );
        assert_eq!(shortest_start("carer", "caring"), "cari");
    }
}

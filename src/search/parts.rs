//! Long lists once more, for each value of one filter: who chose a place reads what is there, and no more.
//!
//! Only large sites have them. For value 3 of filter 0:
//!
//! - `n0-3`: the length of each document that has the value, as `n` has it for all.
//! - `b0-3-12`: the part of the long lists of `b12`, and of the pieces after it up to the next of
//!   [`Plan::runs`]. A blank line stands between those of two pieces. So the dictionary tells where each list
//!   is, in the same way for the whole and for the parts. `!!` is a list without documents.
//!
//! A number in these lists is the place of a document in `f0-3`. Points do not change: how many documents
//! have a word, how many there are and how long they are is counted over the whole site.
//!
//! [`Plan::runs`]: super::pieces::Plan

use std::collections::BTreeMap;

use super::index::{Group, Library};
use super::packs::PACK;
use super::pieces::{lengths, list, shorter};
use super::postings::Posting;

/// The documents that have one value.
struct Part<'l> {
    name: String,
    documents: &'l [u32],
}

/// Lengths and long lists of each part, and the pieces of whole lists at which those of parts start.
pub(super) fn written(
    library: &Library,
    facet: usize,
    packs: &[Vec<&Group>],
) -> (Vec<u32>, BTreeMap<String, String>) {
    let values = library.facets.iter().filter(|(one, _)| one.facet == facet);
    let parts: Vec<Part<'_>> = values
        .map(|(one, documents)| Part {
            name: format!("{facet}-{}", one.value),
            documents,
        })
        .collect();
    let norm = |document: &u32| library.norms.get(usize::try_from(*document).ok()?).copied();
    let mut texts = BTreeMap::new();
    for part in &parts {
        let norms: Vec<u8> = part.documents.iter().filter_map(norm).collect();
        texts.insert(format!("n{}", part.name), lengths(&norms));
    }
    let places = places(library.documents, &parts);
    let mut runs = Vec::new();
    let mut pieces = vec![String::new(); parts.len()];
    for (number, groups) in (0_u32..).zip(packs) {
        let lists = lists(groups, &parts, &places);
        let is_full = |(piece, list): (&String, &String)| piece.len() + list.len() > PACK;
        if runs.is_empty() || pieces.iter().zip(&lists).any(is_full) {
            finish(&parts, &mut pieces, runs.last(), &mut texts);
            runs.push(number);
        }
        for (piece, list) in pieces.iter_mut().zip(lists) {
            if !piece.is_empty() {
                piece.push_str("\n\n");
            }
            piece.push_str(&list);
        }
    }
    finish(&parts, &mut pieces, runs.last(), &mut texts);
    (runs, texts)
}

fn finish(
    parts: &[Part<'_>],
    pieces: &mut [String],
    run: Option<&u32>,
    texts: &mut BTreeMap<String, String>,
) {
    if let Some(run) = run {
        for (part, piece) in parts.iter().zip(pieces) {
            texts.insert(format!("b{}-{run}", part.name), std::mem::take(piece));
        }
    }
}

/// For each document: the parts that it is in, and its number there.
fn places(documents: usize, parts: &[Part<'_>]) -> Vec<Vec<(usize, u32)>> {
    let mut places = vec![Vec::new(); documents];
    for (number, part) in parts.iter().enumerate() {
        for (place, document) in (0_u32..).zip(part.documents) {
            let known = usize::try_from(*document).ok();
            if let Some(known) = known.and_then(|document| places.get_mut(document)) {
                known.push((number, place));
            }
        }
    }
    places
}

/// For each part: the lists of these groups, each on a line.
fn lists(groups: &[&Group], parts: &[Part<'_>], places: &[Vec<(usize, u32)>]) -> Vec<String> {
    let mut lines = vec![Vec::new(); parts.len()];
    for group in groups {
        let mut postings = vec![Vec::new(); parts.len()];
        for one in &group.postings {
            let known = usize::try_from(one.document).ok();
            let known = known.and_then(|document| places.get(document));
            for (part, document) in known.into_iter().flatten() {
                if let Some(postings) = postings.get_mut(*part) {
                    let (document, count) = (*document, one.count);
                    postings.push(Posting { document, count });
                }
            }
        }
        for ((part, postings), lines) in parts.iter().zip(&postings).zip(&mut lines) {
            lines.push(match postings.is_empty() {
                true => "!!".to_owned(),
                false => shorter(list(postings), postings, part.documents.len()),
            });
        }
    }
    lines.into_iter().map(|lines| lines.join("\n")).collect()
}

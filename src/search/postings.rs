//! tantivy's postings, and how well a document fits a word: BM25, exactly as tantivy counts it.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED};

/// A document that has a term, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The number of the document.
    pub(super) document: u32,
    /// How often the term stands in it.
    pub(super) count: u32,
}

/// Every term of the dictionary in order, with its postings.
pub(super) fn postings(
    inverted: &InvertedIndexReader,
) -> tantivy::Result<Vec<(String, Vec<Posting>)>> {
    let mut all = Vec::new();
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let term = String::from_utf8_lossy(terms.key()).into_owned();
        let mut found =
            inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
        let mut postings = Vec::new();
        while found.doc() != TERMINATED {
            postings.push(Posting {
                document: found.doc(),
                count: found.term_freq(),
            });
            found.advance();
        }
        all.push((term, postings));
    }
    Ok(all)
}

/// BM25 with tantivy's numbers, in 32 bits.
pub(super) struct Scorer {
    documents: f32,
    /// For each length in one byte: what a document of that length adds under the line.
    lengths: Vec<f32>,
}

const K1: f32 = 1.2;
const B: f32 = 0.75;

impl Scorer {
    /// For an index of so many documents and terms.
    #[allow(clippy::cast_precision_loss, reason = "tantivy counts in 32 bits too")]
    pub(super) fn new(documents: usize, tokens: u64) -> Self {
        let average = tokens as f32 / documents as f32;
        let length = |id: u32| {
            let length = length_of(id) as f32;
            K1 * (1.0 - B + B * length / average)
        };
        Scorer {
            documents: documents as f32,
            lengths: (0..256).map(length).collect(),
        }
    }

    /// How much a term says that stands in so many documents.
    #[allow(clippy::cast_precision_loss, reason = "tantivy counts in 32 bits too")]
    pub(super) fn weight(&self, documents: usize) -> f32 {
        let with = documents as f32;
        let odds = (self.documents - with + 0.5) / (with + 0.5);
        (1.0 + odds).ln() * (1.0 + K1)
    }

    /// How well a document fits a term.
    #[allow(clippy::cast_precision_loss, reason = "tantivy counts in 32 bits too")]
    pub(super) fn score(&self, weight: f32, norm: u8, count: u32) -> f32 {
        let count = count as f32;
        let length = self.lengths.get(usize::from(norm)).copied().unwrap_or(1.0);
        weight * (count / (count + length))
    }
}

/// The length that a byte of tantivy's stands for.
fn length_of(id: u32) -> u32 {
    if id < 24 {
        return id;
    }
    let (bits, shift) = ((id - 24) & 7, (id - 24) >> 3);
    match shift {
        0 => 24 + bits,
        shift => 24 + ((bits | 8) << (shift - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_grow_as_tantivy_keeps_them() {
        let known = [
            (0, 0),
            (23, 23),
            (24, 24),
            (39, 39),
            (40, 40),
            (41, 42),
            (48, 56),
        ];
        for (id, length) in known {
            assert_eq!(length_of(id), length, "{id}");
        }
    }
}

//! Sections -> pages that are short enough, cut at headings.

use std::ops::Range;

/// The most ideas of a page.
const MOST_IDEAS: usize = 12;

/// A section, or a part of a long one, on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The place of the section, from 0.
    pub(super) section: usize,
    /// Which of its ideas.
    pub(super) ideas: Range<usize>,
}

/// Puts sections with so many ideas on as few pages as it can, with pages of much the same length.
/// Pages end at a heading. Only a section that is longer than a page is cut itself, into pieces of
/// much the same length.
pub(super) fn cut(lengths: &[usize]) -> Vec<Vec<Piece>> {
    let pieces: Vec<Piece> = lengths
        .iter()
        .enumerate()
        .flat_map(|(section, length)| pieces_of(section, *length))
        .collect();
    let fewest = fill(&pieces, MOST_IDEAS);
    (1..MOST_IDEAS)
        .map(|most| fill(&pieces, most))
        .find(|pages| {
            pages.len() == fewest.len() && pages.iter().all(|page| ideas(page) <= MOST_IDEAS)
        })
        .unwrap_or(fewest)
}

fn pieces_of(section: usize, length: usize) -> Vec<Piece> {
    let count = length.div_ceil(MOST_IDEAS);
    (0..count)
        .map(|index| Piece {
            section,
            ideas: length * index / count..length * (index + 1) / count,
        })
        .collect()
}

/// Fills page after page with at most so many ideas. A piece that is longer has a page alone.
fn fill(pieces: &[Piece], most: usize) -> Vec<Vec<Piece>> {
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match pages.last_mut() {
            Some(page) if ideas(page) + piece.ideas.len() <= most => page.push(piece.clone()),
            _ => pages.push(vec![piece.clone()]),
        }
    }
    pages
}

fn ideas(page: &[Piece]) -> usize {
    page.iter().map(|piece| piece.ideas.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ideas of each piece on each page, for sections of these lengths.
    fn pages_of(lengths: &[usize]) -> Vec<Vec<usize>> {
        let of_page = |page: &Vec<Piece>| page.iter().map(|piece| piece.ideas.len()).collect();
        cut(lengths).iter().map(of_page).collect()
    }

    #[test]
    fn what_fits_on_one_page_stays_on_one_page() {
        assert_eq!(pages_of(&[4, 4, 4]), [[4, 4, 4]]);
        assert_eq!(pages_of(&[1]), [[1]]);
        assert!(pages_of(&[]).is_empty());
        assert!(pages_of(&[0]).is_empty());
    }

    #[test]
    fn pages_end_at_a_heading_and_are_much_the_same_length() {
        assert_eq!(pages_of(&[10, 1, 1, 1]), [vec![10], vec![1, 1, 1]]);
        assert_eq!(
            pages_of(&[2, 5, 2, 3, 3, 1]),
            [vec![2, 5, 2], vec![3, 3, 1]]
        );
    }

    #[test]
    fn a_section_that_is_too_long_goes_on_on_the_next_page() {
        assert_eq!(pages_of(&[13]), [[6], [7]]);
        let pages = cut(&[2, 25, 2]);
        let middle: Vec<Range<usize>> = pages
            .iter()
            .flatten()
            .filter(|piece| piece.section == 1)
            .map(|piece| piece.ideas.clone())
            .collect();
        assert_eq!(middle, [0..8, 8..16, 16..25]);
        assert_eq!(pages_of(&[2, 25, 2]), [vec![2, 8], vec![8], vec![9, 2]]);
    }

    #[test]
    fn every_idea_stands_on_one_page_and_no_page_is_too_long() {
        for lengths in [[30, 1, 30], [12, 12, 12], [1, 11, 1], [5, 13, 7]] {
            let pages = cut(&lengths);
            assert!(pages.iter().all(|page| (1..=12).contains(&ideas(page))));
            let shown: Vec<(usize, usize)> = pages
                .iter()
                .flatten()
                .flat_map(|piece| piece.ideas.clone().map(|idea| (piece.section, idea)))
                .collect();
            let all = lengths.iter().enumerate();
            let all =
                all.flat_map(|(section, length)| (0..*length).map(move |idea| (section, idea)));
            assert_eq!(shown, all.collect::<Vec<_>>());
        }
    }
}

//! Words that were not found: another ending of the same word, or a slip.

/// Endings that words change.
pub(super) const ENDINGS: &str = "s es ed d ing er ers r rs ly y ies ied e ment ments al ion ions ive \
    able ful fully ally ness ations ation ity ities";

/// How alike two words are that may be the same word with another ending. Nothing, if they are not.
pub(super) fn ending(typed: &str, known: &str) -> Option<i32> {
    let is_ending = |rest: &[char]| {
        let rest: String = rest.iter().collect();
        rest.is_empty() || ENDINGS.split_whitespace().any(|ending| ending == rest)
    };
    let (typed, known): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    let same = typed
        .iter()
        .zip(&known)
        .take_while(|(one, other)| one == other)
        .count();
    if same < 3 {
        return None;
    }
    let (left, right) = (typed.get(same..)?, known.get(same..)?);
    let last = typed.get(same - 1)?;
    // `swim` and `swimming`: the last letter may be doubled.
    let doubled = |rest: &[char]| rest.first() == Some(last);
    let fits = is_ending(left) && is_ending(right)
        || doubled(left) && is_ending(left.get(1..)?) && is_ending(right)
        || doubled(right) && is_ending(left) && is_ending(right.get(1..)?);
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    fits.then(|| number(same) * 10 - number(left.len()) - number(right.len()))
}

/// The most slips in a word of this length.
pub(super) fn most_slips(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

/// How many slips lie between two words: letters too many, missing, wrong, or swapped with the next.
pub(super) fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let at =
                |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&last, column + 1) + 1)
                .min(at(&next, column) + 1)
                .min(at(&last, column) + usize::from(letter != wanted));
            let is_swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(wanted)
                && other.get(column - 1) == Some(letter);
            if is_swapped {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
        }
        if next.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = last;
        last = next;
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_people_make_them() {
        assert_eq!(slips("autsim", "autism", 1), Some(1));
        assert_eq!(slips("speach", "speech", 1), Some(1));
        assert_eq!(slips("hpysiotherapy", "physiotherapy", 2), Some(1));
        assert_eq!(slips("care", "cart", 0), None);
        assert_eq!(slips("", "abc", 2), None);
        assert_eq!(slips("abcd", "badc", 2), Some(2));
    }

    #[test]
    fn the_same_word_may_have_another_ending() {
        assert!(ending("swimmer", "swimming").is_some());
        assert!(ending("swims", "swimming").is_some());
        assert_eq!(ending("swim", "switch"), None);
        assert_eq!(ending("be", "being"), None);
    }
}

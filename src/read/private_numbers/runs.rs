//! Digits as people write them: groups, with a space, a hyphen, a slash or a dot between them.

/// What stands between two groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Space,
    Hyphen,
    Slash,
    Dot,
}

/// The most groups that can belong together: no number that is looked for has more than 12 digits.
const MOST_GROUPS: usize = 13;

/// Groups of digits that follow each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// The first byte of each group, and the byte after its last.
    groups: Vec<(usize, usize)>,
    /// The mark after each group but the last.
    marks: Vec<Mark>,
}

impl Run {
    /// Reads the run that starts at a digit, in place of the one before.
    pub(super) fn read(&mut self, text: &str, digit: usize) {
        self.groups.clear();
        self.marks.clear();
        let mut start = digit;
        loop {
            let end = start + digits_at(text, start);
            self.groups.push((start, end));
            let Some((mark, next)) = mark_at(text, end) else {
                return;
            };
            self.marks.push(mark);
            start = next;
        }
    }

    /// How many groups it has.
    pub(super) fn len(&self) -> usize {
        self.groups.len()
    }

    /// The byte after its last digit.
    pub(super) fn end(&self) -> usize {
        self.groups.last().map_or(0, |(_, end)| *end)
    }

    /// The digits of one group. Empty if there is no such group.
    pub(super) fn group<'t>(&self, text: &'t str, index: usize) -> &'t str {
        let bytes = self.groups.get(index);
        bytes
            .and_then(|(start, end)| text.get(*start..*end))
            .unwrap_or_default()
    }

    /// The digits of some groups, without what stands between them.
    pub(super) fn digits(&self, text: &str, first: usize, count: usize) -> String {
        (first..first + count)
            .map(|index| self.group(text, index))
            .collect()
    }

    /// How many digits some groups have together.
    pub(super) fn count(&self, first: usize, count: usize) -> usize {
        let groups = self.groups.get(first..first + count).unwrap_or_default();
        groups.iter().map(|(start, end)| end - start).sum()
    }

    /// The bytes from the start of a group to the end of the last of `count` groups.
    pub(super) fn bytes(&self, first: usize, count: usize) -> Option<(usize, usize)> {
        let (start, _) = self.groups.get(first)?;
        let (_, end) = self.groups.get((first + count).checked_sub(1)?)?;
        Some((*start, *end))
    }

    /// The mark before a group.
    pub(super) fn mark_before(&self, index: usize) -> Option<Mark> {
        self.marks.get(index.checked_sub(1)?).copied()
    }

    /// The mark after a group.
    pub(super) fn mark_after(&self, index: usize) -> Option<Mark> {
        self.marks.get(index).copied()
    }

    /// Whether the groups from this one on have these lengths, with the same mark between all.
    pub(super) fn has(&self, first: usize, lengths: &[usize]) -> bool {
        let groups = self.groups.get(first..first + lengths.len());
        let fits = groups.is_some_and(|groups| {
            let own = groups.iter().map(|(start, end)| end - start);
            own.eq(lengths.iter().copied())
        });
        fits && self.same_marks(first, lengths.len())
    }

    /// How many groups, from this one on, have the same mark between them. Of a long row, as in a
    /// drawing, only the start is looked at.
    pub(super) fn stretch(&self, first: usize) -> usize {
        let mark = self.mark_after(first);
        let more = self.marks.get(first..).unwrap_or_default();
        let more = more.iter().take(MOST_GROUPS - 1);
        1 + more.take_while(|own| Some(**own) == mark).count()
    }

    /// Whether no group before or after these belongs to them: none has the mark that is between them.
    pub(super) fn is_whole(&self, first: usize, count: usize) -> bool {
        let inner = self.mark_after(first).filter(|_| count > 1);
        let after = self.mark_after((first + count).saturating_sub(1));
        [self.mark_before(first), after]
            .into_iter()
            .flatten()
            .all(|mark| inner.is_some_and(|inner| inner != mark))
    }

    fn same_marks(&self, first: usize, count: usize) -> bool {
        let marks = self
            .marks
            .get(first..(first + count).saturating_sub(1))
            .unwrap_or_default();
        marks.iter().all(|mark| Some(mark) == marks.first())
    }
}

/// How many digits stand from here on.
pub(super) fn digits_at(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A space inside a line, also one that keeps words together.
pub(super) fn is_space(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'
    )
}

fn mark_of(letter: char) -> Option<Mark> {
    match letter {
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' => Some(Mark::Hyphen),
        '/' => Some(Mark::Slash),
        '.' => Some(Mark::Dot),
        letter if is_space(letter) => Some(Mark::Space),
        _ => None,
    }
}

/// The mark at a byte, and the byte of the digit behind it. Spaces may stand around a hyphen or a
/// slash; a dot before a space ends a sentence.
fn mark_at(text: &str, at: usize) -> Option<(Mark, usize)> {
    let mut mark = Mark::Space;
    for (offset, letter) in text.get(at..)?.char_indices().take(4) {
        if letter.is_ascii_digit() {
            return (offset > 0).then_some((mark, at + offset));
        }
        match (mark, mark_of(letter)?) {
            (Mark::Space, Mark::Dot) if offset > 0 => return None,
            (Mark::Dot, _) => return None,
            (Mark::Space, new) => mark = new,
            (_, Mark::Space) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (Vec<&str>, Vec<Mark>) {
        let mut run = Run::default();
        run.read(text, text.find(|c: char| c.is_ascii_digit()).unwrap());
        let groups = (0..run.len()).map(|index| run.group(text, index));
        (groups.collect(), run.marks)
    }

    #[test]
    fn groups_end_where_something_else_starts() {
        use Mark::{Dot, Hyphen, Slash, Space};
        assert_eq!(
            run("a 12 34-5"),
            (vec!["12", "34", "5"], vec![Space, Hyphen])
        );
        assert_eq!(run("12 / 34"), (vec!["12", "34"], vec![Slash]));
        assert_eq!(run("12\u{a0}34"), (vec!["12", "34"], vec![Space]));
        assert_eq!(run("12.34"), (vec!["12", "34"], vec![Dot]));
        for alone in ["12. 34", "12\n34", "12, 34", "12--34", "12    34", "12 a34"] {
            assert_eq!(run(alone), (vec!["12"], vec![]), "{alone}");
        }
    }

    #[test]
    fn a_stretch_has_one_mark() {
        let text = "12-34-56 12345678";
        let mut run = Run::default();
        run.read(text, 0);
        assert_eq!((run.stretch(0), run.stretch(2)), (3, 2));
        assert!(run.has(0, &[2, 2, 2]) && !run.has(1, &[2, 2, 8]));
        assert!(run.is_whole(0, 3) && !run.is_whole(0, 2) && !run.is_whole(3, 1));
        assert_eq!(run.digits(text, 0, 3), "123456");
    }
}

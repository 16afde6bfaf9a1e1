//! Two versions of some lines -> what was taken out and what is new, with a little of what is around
//! it.

/// The lines around a change that are shown with it.
const AROUND: usize = 2;

/// The most pairs of lines that are compared. Larger files are shown as a whole.
const MOST_PAIRS: usize = 4_000_000;

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It is in both versions.
    Same(String),
    /// It is in the old version alone.
    TakenOut(String),
    /// It is in the new version alone.
    New(String),
    /// So many lines are in both versions and are left out here.
    Gap(usize),
}

/// What differs between two versions. Nothing, if they are the same.
pub fn differences(old: &[String], new: &[String]) -> Vec<Line> {
    let all = compare(old, new);
    let is_change = |line: &Line| !matches!(line, Line::Same(_));
    if !all.iter().any(is_change) {
        return Vec::new();
    }
    let mut shown = vec![false; all.len()];
    let changes = all
        .iter()
        .enumerate()
        .filter(|(_, line)| is_change(line))
        .map(|(index, _)| index);
    for index in changes {
        let around = index.saturating_sub(AROUND)..=index + AROUND;
        let above = lines_above(&all, index);
        for near in around.chain(above) {
            if let Some(shown) = shown.get_mut(near) {
                *shown = true;
            }
        }
    }
    let mut lines = Vec::new();
    for (line, shown) in all.into_iter().zip(shown) {
        match (shown, lines.last_mut()) {
            (true, _) => lines.push(line),
            (false, Some(Line::Gap(number))) => *number += 1,
            (false, _) => lines.push(Line::Gap(1)),
        }
    }
    lines
}

/// The lines that a line belongs to: each further to the left than the one before, such as the name
/// of its group.
fn lines_above(all: &[Line], index: usize) -> Vec<usize> {
    let text = |line: &Line| match line {
        Line::Same(text) | Line::TakenOut(text) | Line::New(text) => text.clone(),
        Line::Gap(_) => String::new(),
    };
    let indent = |text: &str| text.len() - text.trim_start().len();
    let mut found = Vec::new();
    let mut left = all.get(index).map_or(0, |line| indent(&text(line)));
    for (above, line) in all.iter().enumerate().take(index).rev() {
        let text = text(line);
        if left == 0 {
            break;
        }
        if !text.trim().is_empty() && indent(&text) < left {
            left = indent(&text);
            found.push(above);
        }
    }
    found
}

/// Every line of both versions, in order.
fn compare(old: &[String], new: &[String]) -> Vec<Line> {
    let pairs = old.iter().zip(new);
    let start = pairs.take_while(|(old, new)| old == new).count();
    let (same, old) = old.split_at_checked(start).unwrap_or((old, &[]));
    let new = new.get(start..).unwrap_or_default();
    let pairs = old.iter().rev().zip(new.iter().rev());
    let end = pairs.take_while(|(old, new)| old == new).count();
    let (old, rest) = old.split_at_checked(old.len() - end).unwrap_or((old, &[]));
    let new = new.get(..new.len() - end).unwrap_or_default();
    let mut lines: Vec<Line> = same.iter().cloned().map(Line::Same).collect();
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        lines.extend(old.iter().cloned().map(Line::TakenOut));
        lines.extend(new.iter().cloned().map(Line::New));
    } else {
        compare_inside(old, new, &mut lines);
    }
    lines.extend(rest.iter().cloned().map(Line::Same));
    lines
}

/// Compares by the longest lines in common.
fn compare_inside(old: &[String], new: &[String], lines: &mut Vec<Line>) {
    let common = common(old, new);
    let at = |row: usize, column: usize| {
        let row = common.get(row);
        row.and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (None, None) => return,
            (Some(old), Some(new)) if old == new => {
                lines.push(Line::Same(old.clone()));
                row += 1;
                column += 1;
            }
            (Some(old), new) if new.is_none() || at(row + 1, column) >= at(row, column + 1) => {
                lines.push(Line::TakenOut(old.clone()));
                row += 1;
            }
            (_, Some(new)) => {
                lines.push(Line::New(new.clone()));
                column += 1;
            }
            (Some(_), None) => return,
        }
    }
}

/// For each place in both versions: how many lines they have in common from there on.
fn common(old: &[String], new: &[String]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0; new.len() + 1]];
    for old in old.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0];
        let pairs = new.iter().zip(below.iter().zip(below.iter().skip(1)));
        for (new, (under, diagonal)) in pairs.rev() {
            let right = row.last().copied().unwrap_or(0);
            row.push(match old == new {
                true => diagonal + 1,
                false => right.max(*under),
            });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let line = |line: Line| match line {
            Line::Same(text) => format!("  {text}"),
            Line::TakenOut(text) => format!("- {text}"),
            Line::New(text) => format!("+ {text}"),
            Line::Gap(number) => format!("{number}"),
        };
        let all = differences(&lines(old), &lines(new));
        all.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_change_is_shown_with_what_is_around_it() {
        assert_eq!(shown("a\nb\n", "a\nb\n"), "");
        assert_eq!(shown("", "a\n"), "+ a");
        assert_eq!(shown("a\n", ""), "- a");
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n";
        assert_eq!(
            shown(old, new),
            "2\n  3\n  4\n- 5\n+ five\n  6\n  7\n  8\n  9\n+ 10"
        );
    }

    #[test]
    fn a_line_that_came_in_between_is_one_line() {
        assert_eq!(shown("a\nb\nc", "a\nx\nb\nc"), "  a\n+ x\n  b\n  c");
        assert_eq!(shown("a\nb\nc", "c\na\nb"), "+ c\n  a\n  b\n- c");
    }

    #[test]
    fn a_line_stands_with_the_names_above_it() {
        let old = "name: A\nprices:\n  - what: Help\n    from: 1\n    to: 2\n    unit: hour\n    who: all\n    amount: 3\n";
        let new = old.replace("amount: 3", "amount: 4");
        assert_eq!(
            shown(old, &new),
            "1\n  prices:\n    - what: Help\n2\n      unit: hour\n      who: all\n-     amount: 3\n+     amount: 4"
        );
    }
}

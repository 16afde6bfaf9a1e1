//! Dates of birth: a date right after words such as "date of birth", or right before them.

use super::near::{Labels, Spot, plain, sentence_end, window_after, window_before};
use super::runs::{Mark, Run, digits_at};

/// How people name a date of birth, as `near` compares words.
const LABELS: Labels = &[
    " date of birth ",
    " dateofbirth ",
    " birth date ",
    " birthdate ",
    " birthday ",
    " dob ",
    " d o b ",
    " born ",
];

/// Words that may stand between the name and the date.
const FILLERS: [&str; 31] = [
    "is",
    "was",
    "are",
    "on",
    "the",
    "of",
    "as",
    "in",
    "a",
    "my",
    "his",
    "her",
    "their",
    "your",
    "about",
    "dd",
    "mm",
    "yy",
    "yyyy",
    "date",
    "day",
    "value",
    "full",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "from",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a text names a date of birth anywhere. Most files do not, and their many dates need no
/// second look. All names have a `b`: `birth`, `born`, `dob`, `d.o.b.`
pub(super) fn names_births(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_name = |at: usize| {
        let after = bytes.get(at + 1..at + 4).unwrap_or_default();
        let before = bytes.get(at.saturating_sub(6)..at).unwrap_or_default();
        let mut letters = before
            .iter()
            .rev()
            .filter(|byte| byte.is_ascii_alphabetic());
        let mut is_next = |letter| {
            letters
                .next()
                .is_some_and(|byte| byte.eq_ignore_ascii_case(&letter))
        };
        after.eq_ignore_ascii_case(b"irt")
            || after.eq_ignore_ascii_case(b"orn")
            || (is_next(b'o') && is_next(b'd'))
    };
    let mut letters = bytes.iter().enumerate();
    letters.any(|(at, byte)| matches!(byte, b'b' | b'B') && is_name(at))
}

/// A date in a text: its bytes, and how many groups of the run are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) groups: usize,
}

/// The date that starts at this group, in any of the ways in which dates are written.
pub(super) fn date_at(text: &str, run: &Run, first: usize) -> Option<Written> {
    in_digits(text, run, first)
        .or_else(|| day_and_month(text, run, first))
        .or_else(|| month_and_day(text, run, first))
}

/// Whether the words around a date say that somebody was born on it.
pub(super) fn is_birth(spot: &Spot<'_>) -> bool {
    if spot.is_titled(LABELS) {
        return true;
    }
    let window = window_before(spot.text, spot.start, 80);
    let (above, line) = window.rsplit_once('\n').unwrap_or(("", window));
    let own = plain(sentence_end(line));
    // A value may stand on the line below its name, but then right below it.
    let is_below = own.trim().is_empty() && !above.is_empty();
    let before = if is_below {
        plain(above.trim_end().rsplit('\n').next().unwrap_or_default())
    } else {
        own
    };
    let mut words = before.trim_end();
    loop {
        if LABELS
            .iter()
            .any(|label| format!("{words} ").ends_with(label))
        {
            return true;
        }
        let (rest, last) = words.rsplit_once(' ').unwrap_or(("", ""));
        if is_below || last.is_empty() || !(FILLERS.contains(&last) || month(last).is_some()) {
            break;
        }
        words = rest;
    }
    let after = window_after(spot.text, spot.end, 24);
    let after = after.trim_start_matches([' ', '(', ',', ':', '-', '–']);
    let after = plain(after.lines().next().unwrap_or_default());
    LABELS
        .iter()
        .any(|label| *label != " born " && after.starts_with(label))
}

/// `1980-05-12`, `12/05/1980`, `12.5.80`, `19800512`.
fn in_digits(text: &str, run: &Run, first: usize) -> Option<Written> {
    let groups = if run.has(first, &[8]) { 1 } else { 3 };
    let (one, two, three) = if groups == 1 {
        let all = run.group(text, first);
        let year_first = all.starts_with("19") || all.starts_with("20");
        let (one, two) = if year_first { (4, 6) } else { (2, 4) };
        (all.get(..one)?, all.get(one..two)?, all.get(two..)?)
    } else if run.stretch(first) >= 3 {
        let group = |index| run.group(text, first + index);
        (group(0), group(1), group(2))
    } else {
        return None;
    };
    let is_date = if one.len() == 4 {
        is_year(one) && is_day_of_month(two, three)
    } else {
        is_year(three) && is_day_of_month(one, two)
    };
    let (start, end) = run.bytes(first, groups)?;
    is_date.then_some(Written { start, end, groups })
}

/// `12 May 1980`, `12th of May, 80`.
fn day_and_month(text: &str, run: &Run, first: usize) -> Option<Written> {
    let (start, day_end) = run.bytes(first, 1)?;
    let day = run.group(text, first);
    if !is_within(day, 31)
        || run
            .mark_before(first)
            .is_some_and(|mark| mark != Mark::Space)
    {
        return None;
    }
    let rest = text.get(day_end..)?;
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| rest.strip_prefix(end))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '\u{a0}', '-', '/', '.']);
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let name = word(rest);
    month(name)?;
    let end = year_end(text, text.len() - rest.len() + name.len())?;
    Some(Written {
        start,
        end,
        groups: 1,
    })
}

/// `May 12, 1980`.
fn month_and_day(text: &str, run: &Run, first: usize) -> Option<Written> {
    let (day_start, day_end) = run.bytes(first, 1)?;
    if !is_within(run.group(text, first), 31) {
        return None;
    }
    let before = text.get(..day_start)?.trim_end_matches([' ', '\u{a0}']);
    let name_at = before.len()
        - before
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphabetic)
            .count();
    month(before.get(name_at..)?)?;
    let rest = text.get(day_end..)?;
    let suffix = ["st", "nd", "rd", "th"]
        .iter()
        .find(|end| rest.starts_with(*end))
        .map_or(0, |end| end.len());
    let end = year_end(text, day_end + suffix)?;
    // The year can be a group of the same run.
    let in_run = run.bytes(first, 2).is_some_and(|(_, second)| second == end);
    Some(Written {
        start: name_at,
        end,
        groups: if in_run { 2 } else { 1 },
    })
}

/// The byte after the year that follows, if one does.
fn year_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let year = rest.trim_start_matches([' ', '\u{a0}', ',', '.', '-', '/', '\'', '’']);
    let start = at + (rest.len() - year.len());
    let end = start + digits_at(text, start);
    is_year(text.get(start..end)?).then_some(end)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphabetic());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The number of a month by its name, or by its first letters.
fn month(name: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase();
    let fits = |month: &&str| month.starts_with(&name) && (name.len() == 3 || **month == name);
    let is_sept = name == "sept";
    MONTHS
        .iter()
        .position(|month| fits(month) || (is_sept && *month == "september"))
}

fn is_within(digits: &str, most: u32) -> bool {
    digits.len() <= 2
        && digits
            .parse()
            .is_ok_and(|number: u32| (1..=most).contains(&number))
}

/// A day and a month, in either order.
fn is_day_of_month(one: &str, two: &str) -> bool {
    (is_within(one, 31) && is_within(two, 12)) || (is_within(one, 12) && is_within(two, 31))
}

fn is_year(digits: &str) -> bool {
    match digits.len() {
        2 => true,
        4 => digits.starts_with("19") || digits.starts_with("20"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<&str> {
        let mut run = Run::default();
        run.read(text, text.find(|c: char| c.is_ascii_digit()).unwrap());
        let found = date_at(text, &run, 0)?;
        text.get(found.start..found.end)
    }

    #[test]
    fn dates_are_known_in_many_ways_to_write_them() {
        for text in [
            "1980-05-12",
            "12/05/1980",
            "5.12.80",
            "12 05 1980",
            "12 / 05 / 1980",
            "19800512",
            "12051980",
            "12 May 1980",
            "12th of May, 1980",
            "12-Sept-80",
            "May 12, 1980",
            "May 12th 1980",
        ] {
            assert_eq!(date(text), Some(text));
        }
        for text in [
            "1980-13-32",
            "12 Maybe 1980",
            "12 May",
            "May 12",
            "020 7946 0011",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}

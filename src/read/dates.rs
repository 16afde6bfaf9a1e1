//! Dates as people write them: one shape is read, and the others are guessed for the help.

use crate::model::values::Date;

/// `2026-08-06` and nothing else.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i16>().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() || !(1900..=2200).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The day that someone most likely meant: `6/8/26`, `6 August 2026`, `6th Aug 26`, `2026/08/06`.
/// British order: the day before the month.
pub(crate) fn guess_date(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &str| -> Option<i16> {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse()
            .ok()
    };
    let month = |word: &str| -> Option<i16> {
        let named = word
            .get(..3)
            .and_then(|start| MONTHS.iter().position(|name| *name == start));
        named
            .and_then(|index| i16::try_from(index + 1).ok())
            .or_else(|| number(word))
    };
    let full_year = |year: i16| if year < 100 { year + 2000 } else { year };
    let [first, second, third] = words.get(..3)? else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 {
        (number(first)?, month(second)?, number(third)?)
    } else if month(first).is_some() && number(first).is_none() {
        (full_year(number(third)?), month(first)?, number(second)?)
    } else {
        (full_year(number(third)?), month(second)?, number(first)?)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_shape_of_date_is_read() {
        assert_eq!(read_date("2026-08-06").unwrap().to_string(), "2026-08-06");
        for bad in [
            "6/8/26",
            "2026-8-6",
            "2026-02-30",
            "06-08-2026",
            "20260806",
            "2026-08-06T00:00",
        ] {
            assert!(read_date(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_day_that_was_meant_is_guessed() {
        for (typed, meant) in [
            ("6/8/26", "2026-08-06"),
            ("06.08.2026", "2026-08-06"),
            ("6 August 2026", "2026-08-06"),
            ("6th Aug 26", "2026-08-06"),
            ("August 6, 2026", "2026-08-06"),
            ("2026/8/6", "2026-08-06"),
        ] {
            assert_eq!(guess_date(typed).unwrap().to_string(), meant, "{typed}");
        }
        for hopeless in ["", "soon", "31/31/2026", "2026"] {
            assert!(guess_date(hopeless).is_none(), "{hopeless}");
        }
    }
}

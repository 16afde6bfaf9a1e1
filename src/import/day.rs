//! The days in CQC's files, which are written in five ways.
//!
//! `2026-05-20`, `20 May 2026`, `03/May/2023 - 00:00`, `26/10/2016 - 00:00`, and, with AM or PM
//! after it, the American order `1/26/2025 12:00:00 AM`. Nothing is guessed beyond that.

use crate::model::values::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Reads a day. Nothing if it is not written in one of the known ways.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    let lower = text.trim().to_ascii_lowercase();
    let is_american = lower.ends_with("am") || lower.ends_with("pm");
    let mut parts = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    // `2023-05-03T00:00:00` keeps its time on the third part.
    let third = third.split('t').next().unwrap_or(third);
    if first.len() == 4 {
        return day(first, number(second)?, third);
    }
    if let Some(month) = month(second) {
        return day(third, month, first);
    }
    if is_american {
        day(third, number(first)?, second)
    } else {
        day(third, number(second)?, first)
    }
}

/// Finds the day in a line such as `This data was produced on 20 May 2026`.
pub(crate) fn day_in_line(text: &str) -> Option<Date> {
    let lower = text.to_ascii_lowercase();
    let (_, after) = lower.split_once("produced on")?;
    read_day(after.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
}

fn day(year: &str, month: i8, day: &str) -> Option<Date> {
    let year: i16 = number_of_length(year, 4)?.try_into().ok()?;
    let day: i8 = number(day.trim_end_matches(|c: char| c.is_ascii_alphabetic()))?;
    let known = (1990..=2200).contains(&year);
    known.then(|| Date::new(year, month, day).ok()).flatten()
}

fn month(word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    let index = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(index + 1).ok()
}

fn number(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

fn number_of_length(text: &str, length: usize) -> Option<i32> {
    (text.len() == length).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_way_that_cqc_writes_them() {
        let read = |text| read_day(text).map(|day| day.to_string());
        assert_eq!(read("03/May/2023 - 00:00"), Some("2023-05-03".into()));
        assert_eq!(read("26/10/2016 - 00:00"), Some("2016-10-26".into()));
        assert_eq!(read("1/26/2025 12:00:00 AM"), Some("2025-01-26".into()));
        assert_eq!(read("2/1/2025 12:00:00 AM"), Some("2025-02-01".into()));
        assert_eq!(read("2025-01-26"), Some("2025-01-26".into()));
        assert_eq!(read("2025-01-26T00:00:00"), Some("2025-01-26".into()));
        assert_eq!(read("20 May 2026"), Some("2026-05-20".into()));
        assert_eq!(read("1st August 2026"), Some("2026-08-01".into()));
        for bad in [
            "",
            "soon",
            "31/02/2024",
            "5",
            "1/2",
            "13/26/2025 12:00:00 AM",
            "May 2026",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_day_of_the_file_stands_in_a_sentence() {
        let day = day_in_line("This data was produced on 20 May 2026.");
        assert_eq!(day.map(|day| day.to_string()), Some("2026-05-20".into()));
        assert_eq!(day_in_line("CQC Locations data"), None);
    }
}

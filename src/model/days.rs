//! Days of the calendar: sums of days, and a day in words. No clock and no time zone.

use jiff::Span;
use jiff::civil::Weekday;

/// A day of the calendar.
pub use jiff::civil::Date;

/// The months, in their order.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as people write it: 6 August 2026.
pub fn day_words(date: Date) -> String {
    let index = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = MONTHS.get(index).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// Why a day such as `2026-11-31` is on no calendar. Nothing for a day that is, and for text of another
/// shape.
pub fn no_such_day(text: &str) -> Option<String> {
    let mut parts = text.trim().split('-').map(str::parse);
    let year: i16 = parts.next()?.ok()?;
    let month = i8::try_from(parts.next()?.ok()?).ok()?;
    let day = parts.next()?.ok()?;
    if parts.next().is_some() {
        return None;
    }
    let Ok(first) = Date::new(year, month, 1) else {
        return Some("A year has months from `01` to `12`.".to_owned());
    };
    let days = first.days_in_month();
    if (1..=i16::from(days)).contains(&day) {
        return None;
    }
    let index = usize::from(month.unsigned_abs()).saturating_sub(1);
    let name = MONTHS.get(index)?;
    Some(match month {
        2 => format!("{name} {year} has {days} days."),
        _ => format!("{name} has {days} days."),
    })
}

/// The day so many days later.
pub fn days_later(date: Date, days: u16) -> Date {
    date.saturating_add(Span::new().days(days))
}

/// The day so many days before.
pub fn days_before(date: Date, days: u16) -> Date {
    date.saturating_sub(Span::new().days(days))
}

/// The same day of the month so many months later, or the last day of a shorter month.
pub fn months_later(date: Date, months: u16) -> Date {
    date.saturating_add(Span::new().months(months))
}

/// The day so many working days later: Monday to Friday. Bank holidays are not known here, so the
/// day may come a little early.
pub fn working_days_later(date: Date, days: u16) -> Date {
    let mut day = date;
    let mut left = days;
    while left > 0 && day < Date::MAX {
        day = days_later(day, 1);
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

/// How many days there are from one day to another. Negative when the other is before.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_one() {
        for (from, months, to) in [
            ("2026-03-04", 12, "2027-03-04"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2023-02-28", 12, "2024-02-28"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("9999-12-01", 36, "9999-12-31"),
        ] {
            assert_eq!(
                months_later(day(from), months),
                day(to),
                "{from} + {months}"
            );
        }
    }

    #[test]
    fn days_are_counted_over_leap_days() {
        assert_eq!(days_later(day("2024-02-28"), 1), day("2024-02-29"));
        assert_eq!(days_before(day("2026-03-01"), 60), day("2025-12-31"));
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days_between(day("2026-03-04"), day("2026-03-03")), -1);
    }

    #[test]
    fn weekends_are_no_working_days() {
        // A Thursday, a Friday and a Saturday.
        assert_eq!(working_days_later(day("2026-11-26"), 3), day("2026-12-01"));
        assert_eq!(working_days_later(day("2026-11-27"), 1), day("2026-11-30"));
        assert_eq!(working_days_later(day("2026-11-28"), 1), day("2026-11-30"));
    }
}

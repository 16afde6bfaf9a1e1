//! What is due as a calendar (iCalendar, RFC 5545), so that staff get reminders without a server.

use std::collections::BTreeMap;

use crate::model::days::{Date, days_later};
use crate::model::values::Id;
use crate::vetting::due::Due;

/// The most bytes of a line, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar with one day for each provider and each day on which checks of it end. Before it, there
/// is a reminder of 30 days. The same rows and the same day give the same bytes.
pub fn calendar(rows: &[Due<'_>], today: Date) -> String {
    let mut days: BTreeMap<(Date, &Id), Vec<&Due<'_>>> = BTreeMap::new();
    for row in rows {
        if let Some(end) = row.end {
            days.entry((end, &row.provider.id)).or_default().push(row);
        }
    }
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Handrail//Checks that are due//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
    ];
    for ((end, id), rows) in days {
        lines.extend(event(end, id, &rows, today));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| fold(line)).collect()
}

fn event(end: Date, id: &Id, rows: &[&Due<'_>], today: Date) -> Vec<String> {
    let name = rows.first().map_or("", |row| row.provider.name.as_str());
    let what: Vec<String> = rows
        .iter()
        .map(|row| format!("{} ({})", row.criterion.name, row.criterion.id))
        .collect();
    let summary = match what.as_slice() {
        [one] => format!("{name}: 1 check ends: {one}"),
        many => format!("{name}: {} checks end", many.len()),
    };
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{id}-{end}@handrail"),
        format!("DTSTAMP:{}T000000Z", plain(today)),
        format!("DTSTART;VALUE=DATE:{}", plain(end)),
        format!("DTEND;VALUE=DATE:{}", plain(days_later(end, 1))),
        format!("SUMMARY:{}", escape(&summary)),
        format!("DESCRIPTION:{}", escape(&what.join("\n"))),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escape(&summary)),
        "TRIGGER:-P30D".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// `20270304`.
fn plain(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Text with what means something in a calendar marked (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// A line in parts of at most 75 bytes, each further one after a space.
fn fold(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(character);
        length += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let line = format!("SUMMARY:{}", "Tŷ'r Ŵydd ".repeat(20));
        let folded = fold(&line);
        assert!(folded.ends_with("\r\n"));
        assert!(folded.lines().count() > 3);
        assert!(folded.lines().all(|part| part.len() <= LONGEST_LINE));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line.trim_end());
    }

    #[test]
    fn marks_of_a_calendar_are_escaped() {
        assert_eq!(escape("a, b; c\\d\ne\r"), "a\\, b\\; c\\\\d\\ne");
    }
}

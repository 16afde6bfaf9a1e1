//! The words near a number: without them, 12 digits are only 12 digits.
//!
//! Words are compared in small letters, with one space for everything that is no letter or digit. So
//! `sort_code`, `Sort code:` and `**sort-code**` are the same.

/// How the text of a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Any text.
    Plain,
    /// Rows with commas, semicolons or tabs, below a row with the titles of the columns.
    Table,
    /// A drawing: most of its numbers are places on the paper.
    Drawing,
}

/// Words to look for. A space at the end of a label means that the word ends there.
pub(super) type Labels = &'static [&'static str];

/// How far words may stand from the number: bytes before it and after it.
pub(super) type Reach = (usize, usize);

/// Bytes of a row that are looked at for its start, and rows of a table in written text that are
/// looked at for its titles. A file can be one line of 20 MB.
const LONGEST_ROW: usize = 4_000;
const MOST_ROWS: usize = 200;

/// A number in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'t> {
    pub(super) text: &'t str,
    pub(super) form: Form,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Spot<'_> {
    /// The letter right before the number.
    pub(super) fn letter_before(&self) -> Option<char> {
        self.text.get(..self.start)?.chars().next_back()
    }

    /// The letter right after the number.
    pub(super) fn letter_after(&self) -> Option<char> {
        self.text.get(self.end..)?.chars().next()
    }

    /// Whether no letter or digit touches the number.
    pub(super) fn stands_alone(&self) -> bool {
        let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !touches(self.letter_before()) && !touches(self.letter_after())
    }

    /// Whether it is a part of a web address.
    pub(super) fn is_in_address(&self) -> bool {
        let before = window_before(self.text, self.start, 300);
        let word = before
            .rsplit(|c: char| c.is_whitespace() || "\"'<>(){}[]|,;".contains(c))
            .next()
            .unwrap_or_default();
        word.contains("://") || word.contains("www.")
    }

    /// Whether one of the words is near: in the same sentence, or in the title of the column.
    pub(super) fn is_near(&self, labels: Labels, reach: Reach) -> bool {
        let before = plain(sentence_end(self.before(reach.0)));
        let after = plain(sentence_start(self.after(reach.1)));
        has(&before, labels) || has(&after, labels) || self.is_titled(labels)
    }

    /// The same, also where sentences end in between.
    pub(super) fn is_around(&self, labels: Labels, reach: Reach) -> bool {
        let (before, after) = (plain(self.before(reach.0)), plain(self.after(reach.1)));
        has(&before, labels) || has(&after, labels) || self.is_titled(labels)
    }

    /// Whether one of these words stands nearer before the number than any of the others.
    pub(super) fn is_rather(&self, labels: Labels, others: Labels, reach: usize) -> bool {
        let before = plain(sentence_end(self.before(reach)));
        let last = |labels: Labels| labels.iter().filter_map(|label| before.rfind(label)).max();
        last(labels) > last(others)
    }

    /// The text before the number. A row of a table knows nothing of the row above.
    fn before(&self, most: usize) -> &str {
        let window = window_before(self.text, self.start, most);
        match self.form {
            Form::Table => window.rsplit('\n').next().unwrap_or_default(),
            _ => window,
        }
    }

    fn after(&self, most: usize) -> &str {
        let window = window_after(self.text, self.end, most);
        match self.form {
            Form::Table => window.split('\n').next().unwrap_or_default(),
            _ => window,
        }
    }

    /// Whether the title of the column has one of the words.
    pub(super) fn is_titled(&self, labels: Labels) -> bool {
        self.title().is_some_and(|title| has(&plain(title), labels))
    }

    /// The title of the column: in a table of its own, or in one within written text.
    fn title(&self) -> Option<&str> {
        let before = self.text.get(..self.start)?;
        let window = window_before(self.text, self.start, LONGEST_ROW);
        let line = window.rsplit('\n').next()?;
        if line.len() == LONGEST_ROW {
            return None;
        }
        let line_start = before.len() - line.len();
        if self.form == Form::Table {
            let header = self.text.lines().find(|line| !line.trim().is_empty())?;
            let count = |mark: &char| header.matches(*mark).count();
            let mark = [',', ';', '\t'].into_iter().max_by_key(count)?;
            return cells(header, mark).nth(cells(line, mark).count().checked_sub(1)?);
        }
        if !line.trim_start().starts_with('|') {
            return None;
        }
        let above = before.get(..line_start)?.lines().rev();
        let header = above
            .take_while(|line| line.trim_start().starts_with('|'))
            .take(MOST_ROWS)
            .last()?;
        cells(header, '|').nth(cells(line, '|').count().checked_sub(1)?)
    }
}

/// The cells of a row. A mark between quotation marks belongs to its cell.
fn cells(row: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    row.split(move |letter| {
        is_quoted ^= letter == '"';
        letter == mark && !is_quoted
    })
}

/// At most so many bytes before a place, without half a word at the start.
pub(super) fn window_before(text: &str, at: usize, most: usize) -> &str {
    let mut start = at.saturating_sub(most);
    let bytes = text.as_bytes();
    let is_inside = |start: usize| {
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        !text.is_char_boundary(start) || (is_letter(start) && is_letter(start.wrapping_sub(1)))
    };
    while start < at && is_inside(start) {
        start += 1;
    }
    text.get(start..at).unwrap_or_default()
}

/// At most so many bytes after a place.
pub(super) fn window_after(text: &str, at: usize, most: usize) -> &str {
    let mut end = at.saturating_add(most).min(text.len());
    while end > at && !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(at..end).unwrap_or_default()
}

/// Whether a sentence or a paragraph ends at this byte.
fn ends_at(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return false;
    };
    let more = rest.get(first.len_utf8()..).unwrap_or_default();
    let next = more.trim_start();
    match first {
        '\n' => more.trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
        '.' | '!' | '?' => next.len() < more.len() && next.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// What belongs to the sentence that goes on after the text.
pub(super) fn sentence_end(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?', '\n']);
    let last = ends.rev().find(|(at, _)| ends_at(text, *at));
    last.and_then(|(at, _)| text.get(at + 1..)).unwrap_or(text)
}

/// What belongs to the sentence that went on before the text.
fn sentence_start(text: &str) -> &str {
    let mut ends = text.match_indices(['.', '!', '?', '\n']);
    let first = ends.find(|(at, _)| ends_at(text, *at));
    first.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Small letters and digits, with a space before, after and between words.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 2);
    plain.push(' ');
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

fn has(words: &str, labels: Labels) -> bool {
    labels.iter().any(|label| words.contains(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labels = &[" sort code", " dob "];

    fn spot(text: &str, form: Form) -> Spot<'_> {
        let start = text.rfind('#').unwrap();
        let end = start + 1;
        Spot {
            text,
            form,
            start,
            end,
        }
    }

    #[test]
    fn words_are_near_in_any_writing() {
        for text in [
            "Sort code: #",
            "sort_code=#",
            "# (my **Sort-code**)",
            "sort code\n#",
            "The sort code of the account is no. #",
            "| Name | Sort code |\n|---|---|\n| Sam | #",
        ] {
            assert!(spot(text, Form::Plain).is_near(LABELS, (60, 30)), "{text}");
        }
        for text in [
            "Sort code. Then call #",
            "sort code\n\n#",
            "resort code #",
            "# is that? The sort code",
            "| Sort code | Name |\n|---|---|\n|  | Sam, so that it is far from the title | #",
        ] {
            assert!(!spot(text, Form::Plain).is_near(LABELS, (60, 30)), "{text}");
        }
    }

    #[test]
    fn the_title_of_a_column_counts_for_all_its_rows() {
        let rows = "name,dob,note\n".to_owned() + &"Sam,x,y\n".repeat(90);
        let in_second = format!("{rows}\"Lee, Ann\",#");
        assert!(spot(&in_second, Form::Table).is_titled(LABELS));
        assert!(!spot(&in_second, Form::Plain).is_titled(LABELS));
        assert!(!spot(&format!("{rows}Lee,a,#"), Form::Table).is_titled(LABELS));
    }

    #[test]
    fn an_address_is_known_by_its_start() {
        let is_in_address = |text| spot(text, Form::Plain).is_in_address();
        assert!(is_in_address("see https://example.org/a?b=#"));
        assert!(is_in_address("(www.example.org/#)"));
        assert!(!is_in_address("https://example.org #"));
    }
}

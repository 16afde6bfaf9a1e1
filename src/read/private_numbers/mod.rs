//! Numbers that must never be in a project: of criminal record checks, of National Insurance, of the
//! NHS, of bank accounts; and dates of birth. They name one person for life, and a file is copied and
//! kept in ways that nobody can undo.
//!
//! Every file of text is looked through before anything else reads it: front matter, comments and
//! files that no reader takes as well. What is found is a problem, and the rest of the program gets
//! the file with dots in place of the number. So no message and no drawn line can spread it.
//!
//! 1. `runs`: digits with spaces or hyphens between them.
//! 2. `shapes`: one walk over a text; `bank`, `births` and `insurance` know what each looks like.
//! 3. `near`: the words around a number.

#[cfg(test)]
mod any_text;
mod bank;
mod births;
mod insurance;
mod near;
mod runs;
mod shapes;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::{Source, SourcePath};

use near::Form;
use shapes::{Found, What, scan};

/// What stands in place of each letter and digit of a private number.
const DOT: char = '•';

/// A file that holds private numbers.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// A problem for each number, without the number.
    pub problems: Problems,
    /// The same file with dots in place of the numbers. Each line is as long as before.
    pub source: Source,
}

/// Looks through a file. Nothing comes back if it holds no private number, or is no text.
pub fn hide_private_numbers(path: &SourcePath, source: &Source) -> Option<Hidden> {
    let text = text_of(source)?;
    let found = scan(&text, form_of(path));
    if found.is_empty() {
        return None;
    }
    let mut problems = Problems::default();
    let mut place = Counter::new(&text);
    for one in &found {
        let (line, column) = place.at(one.start);
        let own = text.get(one.start..one.end).unwrap_or_default();
        let width = u32::try_from(own.chars().count()).unwrap_or(u32::MAX);
        let (message, help) = words(one.what);
        let place = Place::text(path, line, column, width);
        problems.push(Problem::new(Kind::PrivateNumber, place, message, help));
    }
    let source = Source::new(without(&text, &found).into_bytes());
    Some(Hidden { problems, source })
}

/// The text of a file, in any of the alphabets in which people save text. Nothing for pictures and the
/// like: they hold bytes of 0.
fn text_of(source: &Source) -> Option<Cow<'_, str>> {
    if let Ok(text) = source.text() {
        return Some(Cow::Borrowed(text));
    }
    let bytes = source.bytes();
    let wide = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.chunks_exact(2);
        let units = units.filter_map(|pair| pair.try_into().ok().map(read));
        let letters = char::decode_utf16(units);
        letters.map(|letter| letter.unwrap_or('\u{fffd}')).collect()
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(Cow::Owned(wide(u16::from_le_bytes, rest)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(Cow::Owned(wide(u16::from_be_bytes, rest)));
    }
    if bytes.contains(&0) {
        return None;
    }
    Some(Cow::Owned(
        bytes.iter().map(|byte| char::from(*byte)).collect(),
    ))
}

fn form_of(path: &SourcePath) -> Form {
    match path.extension().to_ascii_lowercase().as_str() {
        "csv" | "tsv" => Form::Table,
        "svg" => Form::Drawing,
        _ => Form::Plain,
    }
}

/// The text with dots in place of what was found.
fn without(text: &str, found: &[Found]) -> String {
    let mut hidden = String::with_capacity(text.len() + 32 * found.len());
    let mut at = 0;
    for one in found {
        let own = text.get(one.start..one.end).unwrap_or_default();
        hidden.push_str(text.get(at..one.start).unwrap_or_default());
        hidden.extend(own.chars().map(|letter| match letter {
            letter if letter.is_alphanumeric() => DOT,
            letter => letter,
        }));
        at = one.end;
    }
    hidden.push_str(text.get(at..).unwrap_or_default());
    hidden
}

/// Counts lines and columns while it goes through a text once.
struct Counter<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
}

impl<'t> Counter<'t> {
    fn new(text: &'t str) -> Self {
        Counter {
            text,
            at: 0,
            line: 1,
            line_start: 0,
        }
    }

    /// The line and the column of a byte, each from 1. It must not lie before the last one.
    fn at(&mut self, byte: usize) -> (u32, u32) {
        let between = self.text.get(self.at..byte).unwrap_or_default();
        for (offset, _) in between.match_indices('\n') {
            self.line = self.line.saturating_add(1);
            self.line_start = self.at + offset + 1;
        }
        self.at = byte;
        let before = self.text.get(self.line_start..byte).unwrap_or_default();
        let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX);
        (self.line, column.saturating_add(1))
    }
}

/// What is said of a number, and what to do.
fn words(what: What) -> (&'static str, &'static str) {
    match what {
        What::Dbs => (
            "This looks like the number of a DBS certificate.",
            "Take it out. Write only what kind of check was seen, and on which day. If it is another \
             number, move it away from words such as “DBS” and “certificate”.",
        ),
        What::NationalInsurance => (
            "This looks like a National Insurance number.",
            "Take it out. Nobody needs it here.",
        ),
        What::Nhs => (
            "This looks like an NHS number.",
            "Take it out. Nobody needs it here. If it is a phone number, write it with its 0 in front.",
        ),
        What::SortCode => (
            "This looks like the sort code of a bank account.",
            "Take it out. Tell people to ask for bank details when they need them.",
        ),
        What::Account => (
            "This looks like the number of a bank account.",
            "Take it out. Tell people to ask for bank details when they need them. If it is the number \
             of a company or a charity, say so right before it.",
        ),
        What::Iban => (
            "This looks like an IBAN: the number of a bank account.",
            "Take it out. Tell people to ask for bank details when they need them.",
        ),
        What::Birth => (
            "This looks like a date of birth.",
            "Take it out. Where age matters, write that the person is an adult.",
        ),
    }
}

//! Letters that no page can show.

use std::borrow::Cow;

use crate::problem::{Kind, Place, Problem};
use crate::source::{NotText, SourcePath};

/// The problem that a file is not UTF-8.
pub(super) fn not_text(path: &SourcePath, wrong: NotText) -> Problem {
    Problem::new(
        Kind::NotText,
        Place::line(path, wrong.line),
        "This line has letters that Handrail cannot read.",
        "Save the file again as UTF-8. Most editors have this under “Save as” or \
         “Encoding”.",
    )
}

/// Text without control letters, but for line ends and tabs. Pages are put together with the help of such
/// letters, so one from content would be taken for the program's own.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unreadable) {
        Cow::Owned(text.chars().filter(|c| !is_unreadable(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_unreadable(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_letters_are_left_out() {
        assert_eq!(readable("a\u{1}\u{2}b\u{7f}\u{85}c\r\n\td"), "abc\n\td");
        assert!(matches!(readable("Tŷ'r Ŵydd\n"), Cow::Borrowed(_)));
    }
}

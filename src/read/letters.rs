//! Letters that no page can show.

use std::borrow::Cow;

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

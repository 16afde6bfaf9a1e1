//! The bytes of a CSV file -> text. CQC's files are UTF-8, or Windows-1252 as Excel writes them.

use std::borrow::Cow;

/// What Windows-1252 has at 80 to 9F. Five places are empty; they stay control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text, without a byte-order mark. Bytes that are not UTF-8 are read as Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(windows_letter).collect()),
    }
}

fn windows_letter(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(0x80);
    let letter = place.and_then(|place| WINDOWS.get(place));
    letter.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_alphabets_are_read() {
        assert_eq!(
            decode(b"\xEF\xBB\xBFDr O\xE2\x80\x99Sullivan"),
            "Dr O’Sullivan"
        );
        assert_eq!(decode(b"Dr O\x92Sullivan, caf\xE9"), "Dr O’Sullivan, café");
        assert_eq!(decode(b"\x80 \x9F \xFF"), "€ Ÿ ÿ");
    }
}

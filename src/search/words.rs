//! Text -> words. The script in the browser does the same, step by step; a test compares the two.

use unicode_normalization::UnicodeNormalization as _;

/// The most letters of a word that count.
const LONGEST: usize = 40;

/// English words that say little by themselves.
const STOP_WORDS: &str = "a an and are as at be but by can do for from get has have he her his \
    how i if in into is it its me my near need no not of on or our she somebody someone such \
    that the their then there these they this to us want was we will with you your";

/// The words that say little by themselves, with a space between.
pub fn stop_words(language: &str) -> &'static str {
    if language.starts_with("en") {
        STOP_WORDS
    } else {
        ""
    }
}

/// The words of a text: small letters without accents, cut at everything that is no letter or digit.
pub fn words(text: &str) -> Vec<String> {
    let plain = plain(text);
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| match word.char_indices().nth(LONGEST) {
            Some((end, _)) => word.get(..end).unwrap_or(word).to_owned(),
            None => word.to_owned(),
        })
        .collect()
}

/// Small letters, without the marks above and below them.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace('\'', "");
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.to_lowercase().nfd().filter(|letter| !is_mark(*letter)) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            '\'' | '’' => {}
            letter => plain.push(letter),
        }
    }
    plain
}

/// Marks that people often leave out: accents, and the points of Hebrew and Arabic.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(
            words("Zoë's CAFÉ, 24-hour (Straße)"),
            ["zoes", "cafe", "24", "hour", "strasse"]
        );
        assert_eq!(
            words("St John’s and St John's"),
            ["st", "johns", "and", "st", "johns"]
        );
        assert_eq!(words(" \u{0}—🙂 <script>"), ["script"]);
        assert_eq!(words("صُعوبات"), ["صعوبات"]);
        assert_eq!(words(&"x".repeat(99)), ["x".repeat(40)]);
    }
}

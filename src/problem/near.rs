//! Words for messages: near misses and lists of names.

/// The known word that is nearest to `word`, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = plain(word);
    let allowed = match wanted.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .map(|candidate| {
            let candidate_plain = plain(candidate);
            let distance = strsim::damerau_levenshtein(&wanted, &candidate_plain);
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Words as a list in a sentence: `a`, `b` and `c`.
pub fn list_words<T: AsRef<str>>(words: &[T]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// Lower case, and without what people mix up: spaces, hyphens and underlines.
pub fn plain(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        let known = ["services", "summary", "pay_ways"];
        assert_eq!(nearest("servises", known), Some("services"));
        assert_eq!(nearest("pay-ways", known), Some("pay_ways"));
        assert_eq!(nearest("Sumary", known), Some("summary"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("x", known), None);
    }

    #[test]
    fn words_are_listed_as_people_say_them() {
        assert_eq!(list_words(&["a"]), "`a`");
        assert_eq!(list_words(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}

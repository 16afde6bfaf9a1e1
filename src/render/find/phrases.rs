//! Words that stand on many cards of a search, such as "Our check is late.": the page has them once, and a
//! card names them by their number. Ten cards lie in ten pieces, so that compressing alone does not help.

use std::collections::BTreeMap;

/// Stands around the number of a phrase. A text that has it itself stays as it is.
pub(super) const MARK: char = '~';

/// Shorter runs of letters are not worth a number.
const SHORTEST: usize = 12;

/// The most phrases. The page has to carry them.
const MOST: usize = 30;

/// Words that many cards share, the most useful first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrases(Vec<String>);

impl Phrases {
    /// The phrases of these texts: what lies between dates and other numbers, if it comes up often.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t String>) -> Phrases {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in texts {
            if text.contains(MARK) {
                return Phrases::default();
            }
            for run in runs(text) {
                *counts.entry(run).or_default() += 1;
            }
        }
        let mut all: Vec<(&str, usize)> = counts
            .into_iter()
            .filter(|(run, count)| run.len() >= SHORTEST && *count > 1)
            .collect();
        all.sort_by_key(|(run, count)| std::cmp::Reverse(run.len() * count));
        all.truncate(MOST);
        Phrases(all.into_iter().map(|(run, _)| run.to_owned()).collect())
    }

    /// All of them in one text, as the page carries them.
    pub(crate) fn joined(&self) -> String {
        self.0.join(&MARK.to_string())
    }

    /// A text with numbers in the place of its phrases.
    pub(super) fn shortened(&self, text: &str) -> String {
        let mut short = String::new();
        let mut rest = text;
        for run in runs(text) {
            let Some(number) = self.0.iter().position(|phrase| phrase == run) else {
                continue;
            };
            if let Some((before, after)) = rest.split_once(run) {
                short.push_str(before);
                short.push_str(&format!("{MARK}{number}{MARK}"));
                rest = after;
            }
        }
        short + rest
    }
}

/// What lies between digits and lines.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii_digit() || letter == '|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_names_what_many_cards_say() {
        let texts = [
            "Checked until 1 May 2027. Ask us first.".to_owned(),
            "Checked until 2 May 2027. Ask us first.".to_owned(),
            "Being checked.".to_owned(),
        ];
        let phrases = Phrases::of(texts.iter());
        assert_eq!(phrases.joined(), ". Ask us first.~Checked until ");
        let short: Vec<String> = texts.iter().map(|text| phrases.shortened(text)).collect();
        assert_eq!(
            short,
            ["~1~1 May 2027~0~", "~1~2 May 2027~0~", "Being checked."]
        );
        assert_eq!(Phrases::of(["~".to_owned()].iter()), Phrases::default());
    }
}

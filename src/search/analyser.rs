//! Words -> terms: one for all forms of a word, for words that mean the same, and for phrases.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

use super::Vocabulary;
use super::words::{stop_words, words};

/// The most words that a phrase or a synonym has.
pub const LONGEST_PHRASE: usize = 4;

/// Stands between the words of a phrase.
pub const JOIN: char = '_';

/// The longest text, in bytes, of which the terms are remembered.
const SHORT: usize = 48;

/// Turns text into terms, and remembers which forms of words stand behind each term.
pub struct Analyser {
    stemmer: Option<TextAnalyzer>,
    stop: BTreeSet<&'static str>,
    /// The term of each word that was met.
    terms: BTreeMap<String, String>,
    /// Stems that are another stem: of words that mean the same.
    same: BTreeMap<String, String>,
    /// What words are called here.
    means: BTreeMap<String, Vec<String>>,
    phrases: BTreeSet<String>,
    /// The first terms of all phrases, and the first words of what means something.
    starts: BTreeSet<String>,
    /// The terms of short texts, with a space after each: labels come up again and again.
    short: BTreeMap<String, String>,
    /// Phrases as they stand in texts, with their terms.
    met: BTreeMap<String, String>,
}

/// The stemmer that tantivy has for a language.
fn stemmer(language: &str) -> Option<TextAnalyzer> {
    let known = [
        ("ar", Language::Arabic),
        ("de", Language::German),
        ("en", Language::English),
        ("es", Language::Spanish),
        ("fr", Language::French),
        ("it", Language::Italian),
        ("pt", Language::Portuguese),
        ("ro", Language::Romanian),
        ("ru", Language::Russian),
        ("ta", Language::Tamil),
        ("tr", Language::Turkish),
    ];
    let (_, language) = known
        .into_iter()
        .find(|(tag, _)| language.starts_with(tag))?;
    let raw = TextAnalyzer::builder(RawTokenizer::default());
    Some(raw.filter(Stemmer::new(language)).build())
}

impl Analyser {
    /// Learns what the people of a site know about words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let language = vocabulary.language.as_str();
        let mut analyser = Analyser {
            stemmer: stemmer(language),
            stop: stop_words(language).split_whitespace().collect(),
            terms: BTreeMap::new(),
            same: BTreeMap::new(),
            means: BTreeMap::new(),
            phrases: BTreeSet::new(),
            starts: BTreeSet::new(),
            short: BTreeMap::new(),
            met: BTreeMap::new(),
        };
        for group in &vocabulary.same {
            analyser.learn_same(group);
        }
        for phrase in &vocabulary.phrases {
            let terms = analyser.terms_of_words(phrase);
            if (2..=LONGEST_PHRASE).contains(&terms.len()) {
                analyser.starts.extend(terms.first().cloned());
                analyser.phrases.insert(joined(&terms));
            }
        }
        for (typed, meaning) in &vocabulary.means {
            let from = analyser.spoken(typed);
            if (1..=LONGEST_PHRASE).contains(&from.len()) {
                analyser.starts.extend(from.first().cloned());
                let to = analyser.spoken(meaning);
                analyser.means.insert(joined(&from), to);
            }
        }
        analyser
    }

    /// The words of a text that say something.
    pub fn spoken(&self, text: &str) -> Vec<String> {
        let mut all = words(text);
        all.retain(|word| !self.stop.contains(word.as_str()));
        all
    }

    /// Adds the terms of a text to another text, with a space after each.
    pub fn push_terms(&mut self, text: &str, all: &mut String) {
        if let Some(known) = self.short.get(text) {
            all.push_str(known);
            return;
        }
        let start = all.len();
        for term in self.terms(text) {
            all.push_str(&term);
            all.push(' ');
        }
        if text.len() <= SHORT {
            let terms = all.get(start..).unwrap_or_default();
            self.short.insert(text.to_owned(), terms.to_owned());
        }
    }

    /// The terms of a text, in their order, with phrases and meanings between them.
    pub fn terms(&mut self, text: &str) -> Vec<String> {
        let words = self.spoken(text);
        let stems: Vec<String> = words.iter().map(|word| self.term(word)).collect();
        let mut terms = Vec::with_capacity(stems.len());
        for (at, stem) in stems.iter().enumerate() {
            terms.push(stem.clone());
            let word = words.get(at).map_or("", String::as_str);
            if self.starts.contains(stem) || self.starts.contains(word) {
                self.longer(&words, &stems, at, &mut terms);
            }
        }
        terms
    }

    /// The phrases and meanings that start at a word.
    fn longer(&mut self, words: &[String], stems: &[String], at: usize, terms: &mut Vec<String>) {
        for length in 1..=LONGEST_PHRASE {
            let Some(here) = words.get(at..at + length) else {
                return;
            };
            let form = joined(here);
            if let Some(meaning) = self.means.get(&form).cloned() {
                let meant = meaning
                    .iter()
                    .map(|word| self.term(word))
                    .collect::<Vec<_>>();
                let phrase = joined(&meant);
                let is_phrase = self.phrases.contains(&phrase);
                terms.extend(meant);
                if is_phrase {
                    self.met.insert(joined(&meaning), phrase.clone());
                    terms.push(phrase);
                }
            }
            let term = stems.get(at..at + length).map(joined).unwrap_or_default();
            if length > 1 && self.phrases.contains(&term) {
                self.met.insert(form, term.clone());
                terms.push(term);
            }
        }
    }

    /// What words are called here: each run of words, joined, with the words that it means.
    pub fn means(&self) -> &BTreeMap<String, Vec<String>> {
        &self.means
    }

    /// Every form of a word or phrase that was met, with its term.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.terms.iter().chain(&self.met);
        all.map(|(form, term)| (form.as_str(), term.as_str()))
    }

    /// The term of a word.
    fn term(&mut self, word: &str) -> String {
        if let Some(term) = self.terms.get(word) {
            return term.clone();
        }
        let stem = self.stem(word);
        let term = self.same.get(&stem).cloned().unwrap_or(stem);
        self.terms.insert(word.to_owned(), term.clone());
        term
    }

    fn stem(&mut self, word: &str) -> String {
        let Some(stemmer) = &mut self.stemmer else {
            return word.to_owned();
        };
        let mut tokens = stemmer.token_stream(word);
        match tokens.advance() {
            true => tokens.token().text.clone(),
            false => word.to_owned(),
        }
    }

    fn terms_of_words(&mut self, text: &str) -> Vec<String> {
        let words = self.spoken(text);
        words.iter().map(|word| self.term(word)).collect()
    }

    /// Words of a group get the stem of its first word. Groups that share a word become one.
    fn learn_same(&mut self, group: &[String]) {
        let words: Vec<String> = group.iter().flat_map(|word| words(word)).collect();
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let roots: BTreeSet<String> = stems
            .iter()
            .map(|stem| self.same.get(stem).cloned().unwrap_or_else(|| stem.clone()))
            .collect();
        let Some(root) = stems
            .first()
            .map(|stem| self.same.get(stem).unwrap_or(stem).clone())
        else {
            return;
        };
        for known in self.same.values_mut() {
            if roots.contains(known) {
                known.clone_from(&root);
            }
        }
        for stem in stems {
            self.same.insert(stem, root.clone());
        }
        for word in words {
            self.terms.insert(word, root.clone());
        }
        for term in self.terms.values_mut() {
            if roots.contains(term) {
                term.clone_from(&root);
            }
        }
    }
}

/// Words of a phrase as one.
pub fn joined<T: AsRef<str>>(words: impl AsRef<[T]>) -> String {
    let words: Vec<&str> = words.as_ref().iter().map(AsRef::as_ref).collect();
    words.join(&JOIN.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyser() -> Analyser {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect();
        Analyser::new(&Vocabulary {
            language: "en".to_owned(),
            same: vec![
                words(&["counselling", "counsellor"]),
                words(&["autism", "autistic"]),
            ],
            means: vec![("OT".to_owned(), "occupational therapy".to_owned())],
            best: Vec::new(),
            phrases: words(&["Care home", "Home care", "Occupational therapy"]),
        })
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        let mut analyser = analyser();
        assert_eq!(
            analyser.terms("Counsellors and counselling"),
            ["counsel", "counsel"]
        );
        assert_eq!(analyser.terms("autistic"), analyser.terms("Autism"));
    }

    #[test]
    fn a_phrase_keeps_its_order() {
        let mut analyser = analyser();
        assert_eq!(analyser.terms("care homes"), ["care", "care_home", "home"]);
        assert_eq!(analyser.terms("home care"), ["home", "home_care", "care"]);
        let met: Vec<&str> = analyser.forms().map(|(form, _)| form).collect();
        assert!(met.contains(&"care_homes"), "{met:?}");
    }

    #[test]
    fn what_is_called_otherwise_here_is_found_by_both_names() {
        let terms = analyser().terms("an OT");
        assert!(terms.contains(&"occup_therapi".to_owned()), "{terms:?}");
    }
}

//! Words -> terms: one for all forms of a word, for words that mean the same, and for phrases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// Each word that was met.
    terms: BTreeMap<String, Met>,
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
    phrases_met: BTreeMap<String, String>,
}

/// What is known of a word.
#[derive(Clone)]
struct Met {
    term: Arc<str>,
    /// True if a phrase or what means something may start with it.
    is_start: bool,
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
            phrases_met: BTreeMap::new(),
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
        // Words were met before all starts were known.
        for (word, met) in &mut analyser.terms {
            met.is_start = analyser.starts.contains(word) || analyser.starts.contains(&*met.term);
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
        self.push_terms_of(text, all);
        if text.len() <= SHORT {
            let terms = all.get(start..).unwrap_or_default();
            self.short.insert(text.to_owned(), terms.to_owned());
        }
    }

    /// The terms of a text, in their order, with phrases and meanings between them.
    fn push_terms_of(&mut self, text: &str, all: &mut String) {
        let words = self.spoken(text);
        let met: Vec<Met> = words.iter().map(|word| self.met(word)).collect();
        let mut push = |term: &str| {
            all.push_str(term);
            all.push(' ');
        };
        for (at, one) in met.iter().enumerate() {
            push(&one.term);
            if one.is_start {
                self.longer(&words, &met, at, &mut push);
            }
        }
    }

    /// The phrases and meanings that start at a word.
    fn longer(&mut self, words: &[String], met: &[Met], at: usize, push: &mut impl FnMut(&str)) {
        for length in 1..=LONGEST_PHRASE {
            let Some(here) = words.get(at..at + length) else {
                return;
            };
            let form = joined(here);
            if let Some(meaning) = self.means.get(&form).cloned() {
                let meant = meaning
                    .iter()
                    .map(|word| self.met(word).term)
                    .collect::<Vec<_>>();
                meant.iter().for_each(|term| push(term));
                let phrase = joined(&meant);
                if self.phrases.contains(&phrase) {
                    push(&phrase);
                    self.phrases_met.insert(joined(&meaning), phrase);
                }
            }
            let stems = met.get(at..at + length).unwrap_or_default();
            let stems: Vec<&str> = stems.iter().map(|one| &*one.term).collect();
            let term = joined(&stems);
            if length > 1 && self.phrases.contains(&term) {
                push(&term);
                self.phrases_met.insert(form, term);
            }
        }
    }

    /// What words are called here: each run of words, joined, with the words that it means.
    pub fn means(&self) -> &BTreeMap<String, Vec<String>> {
        &self.means
    }

    /// Every form of a word or phrase that was met, with its term.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = self.terms.iter();
        let words = words.map(|(word, met)| (word.as_str(), &*met.term));
        let phrases = self.phrases_met.iter();
        words.chain(phrases.map(|(form, term)| (form.as_str(), term.as_str())))
    }

    /// What is known of a word.
    fn met(&mut self, word: &str) -> Met {
        if let Some(met) = self.terms.get(word) {
            return met.clone();
        }
        let stem = self.stem(word);
        let term = self.same.get(&stem).cloned().unwrap_or(stem);
        let met = Met {
            is_start: self.starts.contains(word) || self.starts.contains(&term),
            term: Arc::from(term),
        };
        self.terms.insert(word.to_owned(), met.clone());
        met
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
        let terms = words.iter().map(|word| self.met(word).term.to_string());
        terms.collect()
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
        let root: Arc<str> = Arc::from(root);
        for word in words {
            let met = Met {
                term: Arc::clone(&root),
                is_start: false,
            };
            self.terms.insert(word, met);
        }
        for met in self.terms.values_mut() {
            if roots.contains(&*met.term) {
                met.term = Arc::clone(&root);
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

    fn terms(analyser: &mut Analyser, text: &str) -> Vec<String> {
        let mut all = String::new();
        analyser.push_terms(text, &mut all);
        all.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn forms_of_a_word_are_one_term() {
        let mut analyser = analyser();
        assert_eq!(
            terms(&mut analyser, "Counsellors and counselling"),
            ["counsel", "counsel"]
        );
        let autistic = terms(&mut analyser, "autistic");
        assert_eq!(autistic, terms(&mut analyser, "Autism"));
    }

    #[test]
    fn a_phrase_keeps_its_order() {
        let mut analyser = analyser();
        assert_eq!(
            terms(&mut analyser, "care homes"),
            ["care", "care_home", "home"]
        );
        assert_eq!(
            terms(&mut analyser, "home care"),
            ["home", "home_care", "care"]
        );
        let met: Vec<&str> = analyser.forms().map(|(form, _)| form).collect();
        assert!(met.contains(&"care_homes"), "{met:?}");
    }

    #[test]
    fn what_is_called_otherwise_here_is_found_by_both_names() {
        let terms = terms(&mut analyser(), "an OT");
        assert!(terms.contains(&"occup_therapi".to_owned()), "{terms:?}");
    }
}

//! Documents -> an index, made by tantivy in memory, with one thread and as one segment.

use std::collections::BTreeMap;

use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TokenizerManager, WhitespaceTokenizer};
use tantivy::{Index, IndexSettings, Searcher, TantivyDocument};

use super::analyser::{Analyser, joined};
use super::postings::{Posting, postings};
use super::{Document, FacetValue, Vocabulary};

/// Memory for the index while it is made. One segment must fit.
const BUDGET: usize = 2_000_000_000;

/// How often words count: names, labels, and the rest.
const WEIGHTS: [usize; 3] = [3, 2, 1];

/// All that a search needs.
pub struct Library {
    pub(super) searcher: Searcher,
    pub(super) field: Field,
    /// What is known about words.
    pub(super) analyser: Analyser,
    /// The groups of word forms, in the order of their first forms.
    pub(super) groups: Vec<Group>,
    /// The group of each form.
    pub(super) forms: BTreeMap<String, usize>,
    /// The number of documents.
    pub(super) documents: usize,
    /// The number of terms in all documents.
    pub(super) tokens: u64,
    /// The length of each document, as tantivy keeps it in one byte.
    pub(super) norms: Vec<u8>,
    /// The document that comes first for these words, joined, whatever else fits.
    best: BTreeMap<String, u32>,
    /// The documents of each value of each filter.
    pub(super) facets: BTreeMap<FacetValue, Vec<u32>>,
    split: Option<usize>,
}

/// All forms of words that are one term.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The term in tantivy's dictionary.
    pub(super) term: String,
    /// The forms, as they stand on pages, in order.
    pub(super) forms: Vec<String>,
    /// Where they stand, and how often.
    pub(super) postings: Vec<Posting>,
}

impl Library {
    /// Makes the index. The place of a document in the slice is its number.
    ///
    /// # Errors
    ///
    /// When tantivy cannot do it, in its words.
    pub fn new(documents: &[Document], vocabulary: &Vocabulary) -> Result<Library, String> {
        let mut analyser = Analyser::new(vocabulary);
        let (index, field) = fill(documents, &mut analyser).map_err(|error| error.to_string())?;
        let reader = index.reader().map_err(|error| error.to_string())?;
        let searcher = reader.searcher();
        let best = vocabulary.best.iter();
        let best = best.map(|(typed, document)| (joined(analyser.spoken(typed)), *document));
        let mut library = Library {
            best: best.filter(|(words, _)| !words.is_empty()).collect(),
            searcher,
            field,
            analyser,
            groups: Vec::new(),
            forms: BTreeMap::new(),
            documents: documents.len(),
            tokens: 0,
            norms: Vec::new(),
            facets: facets(documents),
            split: None,
        };
        library.read_out().map_err(|error| error.to_string())?;
        Ok(library)
    }

    /// The same library, with lists for each value of a filter.
    #[must_use]
    pub fn split(mut self, facet: Option<usize>) -> Library {
        self.split = facet;
        self
    }

    /// The filter whose values have lists of their own. With one value there is nothing to choose.
    pub(super) fn split_by(&self) -> Option<usize> {
        let facet = self.split?;
        let values = self.facets.keys().filter(|value| value.facet == facet);
        (values.count() > 1).then_some(facet)
    }

    /// The number of terms in all documents.
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The document that comes first for a question, if people chose one.
    pub(super) fn best_for(&self, question: &str) -> Option<u32> {
        let words = joined(self.analyser.spoken(question));
        self.best.get(&words).copied()
    }

    /// The words of questions, joined, each with the document that comes first.
    pub fn best_pages(&self) -> &BTreeMap<String, u32> {
        &self.best
    }

    /// What words are called here: each run of words, joined, with the words that it means.
    pub fn means(&self) -> &BTreeMap<String, Vec<String>> {
        self.analyser.means()
    }

    /// Takes dictionary, postings and norms out of tantivy's segment.
    fn read_out(&mut self) -> tantivy::Result<()> {
        let Some(segment) = self.searcher.segment_readers().first() else {
            return Ok(());
        };
        let norms = segment.get_fieldnorms_reader(self.field)?;
        self.norms = (0..segment.max_doc())
            .map(|document| norms.fieldnorm_id(document))
            .collect();
        let inverted = segment.inverted_index(self.field)?;
        self.tokens = inverted.total_num_tokens();
        let mut by_term: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (form, term) in self.analyser.forms() {
            by_term.entry(term).or_default().push(form.to_owned());
        }
        let mut groups = Vec::new();
        for (term, postings) in postings(&inverted)? {
            if let Some(forms) = by_term.remove(term.as_str()) {
                groups.push(Group {
                    term,
                    forms,
                    postings,
                });
            }
        }
        groups.sort_by(|one, other| one.forms.cmp(&other.forms));
        self.forms = groups
            .iter()
            .enumerate()
            .flat_map(|(index, group)| group.forms.iter().map(move |form| (form.clone(), index)))
            .collect();
        self.groups = groups;
        Ok(())
    }
}

fn facets(documents: &[Document]) -> BTreeMap<FacetValue, Vec<u32>> {
    let mut facets: BTreeMap<FacetValue, Vec<u32>> = BTreeMap::new();
    for (number, document) in (0_u32..).zip(documents) {
        for facet in &document.facets {
            let known = facets.entry(*facet).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
    }
    facets
}

fn fill(documents: &[Document], analyser: &mut Analyser) -> tantivy::Result<(Index, Field)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("terms")
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let options = TextOptions::default().set_indexing_options(indexing);
    let field = schema.add_text_field("text", options);
    let tokenizers = TokenizerManager::default();
    tokenizers.register("terms", WhitespaceTokenizer::default());
    let mut writer = Index::builder()
        .schema(schema.build())
        .tokenizers(tokenizers)
        .settings(IndexSettings::default())
        .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), BUDGET)?;
    let (mut text, mut terms) = (String::new(), String::new());
    for document in documents {
        text.clear();
        let parts = [&document.names, &document.labels, &document.text];
        for (part, weight) in parts.into_iter().zip(WEIGHTS) {
            terms.clear();
            for words in part {
                analyser.push_terms(words, &mut terms);
            }
            for _ in 0..weight {
                text.push_str(&terms);
            }
        }
        let mut row = TantivyDocument::default();
        row.add_text(field, &text);
        writer.add_document(row)?;
    }
    Ok((writer.finalize()?, field))
}

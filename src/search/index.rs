//! Documents -> an index, made by tantivy in memory, with one thread and as one segment.

use std::collections::BTreeMap;

use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
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

/// An index that is being made. It takes one document after another, so that they are never all in memory.
pub struct Indexing {
    analyser: Analyser,
    writer: SingleSegmentIndexWriter,
    field: Field,
    facets: BTreeMap<FacetValue, Vec<u32>>,
    documents: u32,
    /// The terms of a document, and of one part of it.
    text: String,
    terms: String,
}

impl Indexing {
    /// Starts with nothing.
    ///
    /// # Errors
    ///
    /// When tantivy cannot do it, in its words.
    pub fn new(vocabulary: &Vocabulary) -> Result<Indexing, String> {
        let (writer, field) = empty().map_err(|error| error.to_string())?;
        Ok(Indexing {
            analyser: Analyser::new(vocabulary),
            writer,
            field,
            facets: BTreeMap::new(),
            documents: 0,
            text: String::new(),
            terms: String::new(),
        })
    }

    /// Takes the next document. How many came before is its number.
    ///
    /// # Errors
    ///
    /// When tantivy cannot do it, in its words.
    pub fn add(&mut self, document: &Document) -> Result<(), String> {
        self.text.clear();
        let parts = [&document.names, &document.labels, &document.text];
        for (part, weight) in parts.into_iter().zip(WEIGHTS) {
            self.terms.clear();
            for words in part {
                self.analyser.push_terms(words, &mut self.terms);
            }
            for _ in 0..weight {
                self.text.push_str(&self.terms);
            }
        }
        for facet in &document.facets {
            let known = self.facets.entry(*facet).or_default();
            if known.last() != Some(&self.documents) {
                known.push(self.documents);
            }
        }
        self.documents += 1;
        let mut row = TantivyDocument::default();
        row.add_text(self.field, &self.text);
        let added = self.writer.add_document(row);
        added.map_err(|error| error.to_string())
    }

    /// The documents of each value of each filter so far.
    pub fn facets(&self) -> &BTreeMap<FacetValue, Vec<u32>> {
        &self.facets
    }

    /// The index of all that came. `best` are words that people type, with the number of the document that then comes
    /// first.
    ///
    /// # Errors
    ///
    /// When tantivy cannot do it, in its words.
    pub fn finish(self, best: &[(String, u32)]) -> Result<Library, String> {
        let index = self.writer.finalize().map_err(|error| error.to_string())?;
        let reader = index.reader().map_err(|error| error.to_string())?;
        let analyser = self.analyser;
        let best = best.iter();
        let best = best.map(|(typed, document)| (joined(analyser.spoken(typed)), *document));
        let mut library = Library {
            best: best.filter(|(words, _)| !words.is_empty()).collect(),
            searcher: reader.searcher(),
            field: self.field,
            analyser,
            groups: Vec::new(),
            forms: BTreeMap::new(),
            documents: usize::try_from(self.documents).unwrap_or(usize::MAX),
            tokens: 0,
            norms: Vec::new(),
            facets: self.facets,
            split: None,
        };
        library.read_out().map_err(|error| error.to_string())?;
        Ok(library)
    }
}

impl Library {
    /// Makes the index. The place of a document in the slice is its number.
    ///
    /// # Errors
    ///
    /// When tantivy cannot do it, in its words.
    pub fn new(documents: &[Document], vocabulary: &Vocabulary) -> Result<Library, String> {
        let mut indexing = Indexing::new(vocabulary)?;
        for document in documents {
            indexing.add(document)?;
        }
        indexing.finish(&vocabulary.best)
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

fn empty() -> tantivy::Result<(SingleSegmentIndexWriter, Field)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("terms")
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let options = TextOptions::default().set_indexing_options(indexing);
    let field = schema.add_text_field("text", options);
    let tokenizers = TokenizerManager::default();
    tokenizers.register("terms", WhitespaceTokenizer::default());
    let writer = Index::builder()
        .schema(schema.build())
        .tokenizers(tokenizers)
        .settings(IndexSettings::default())
        .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), BUDGET)?;
    Ok((writer, field))
}

//! A question -> the documents that fit, by tantivy. The script in the browser gives the same answer.

use tantivy::Term;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, DisjunctionMaxQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::analyser::{JOIN, LONGEST_PHRASE, joined};
use super::index::{Group, Library};
use super::pieces::{Plan, can_be_meant, piece_of, reversed};
use super::postings::Scorer;
use super::spelling::{ending, most_slips, slips};

/// The most groups of words that a beginning stands for: those in the most documents.
const MOST_BEGINNINGS: usize = 8;

/// The most words of a question that count.
const MOST_WORDS: usize = 20;

/// What happened to a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It stands on a page.
    Found,
    /// Words start with it.
    Beginning,
    /// The same word with another ending stands on a page.
    Ending(String),
    /// It was read as this word.
    Spelling(String),
    /// Nothing is like it.
    Unknown,
}

/// A word or phrase of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The word, or the words with `_` between.
    pub word: String,
    /// What happened to it.
    pub how: How,
    groups: Vec<usize>,
}

/// A document that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The number of the document.
    pub document: u32,
    /// How well it fits.
    pub score: f32,
}

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The words of the question that say something.
    pub words: Vec<Asked>,
    /// How many of the words that were found each document has at least.
    pub needed: usize,
    /// How many words were found.
    pub found: usize,
    /// How many documents fit.
    pub total: usize,
    /// Those that fit best, in order.
    pub hits: Vec<Hit>,
}

impl Answer {
    /// A document that people chose for this question stands before all others.
    fn put_first(&mut self, document: u32) {
        let place = self.hits.iter().position(|hit| hit.document == document);
        let hit = match place {
            Some(place) => self.hits.remove(place),
            None => {
                self.total += 1;
                Hit {
                    document,
                    score: 0.0,
                }
            }
        };
        self.hits.insert(0, hit);
    }
}

impl Library {
    /// Answers a question. With `is_typing`, the last word may be only the beginning of one.
    ///
    /// # Errors
    ///
    /// When tantivy cannot answer, in its words.
    pub fn ask(
        &self,
        plan: &Plan,
        question: &str,
        limit: usize,
        is_typing: bool,
    ) -> Result<Answer, String> {
        let words = self.asked(plan, question, is_typing);
        let mut used: Vec<&Asked> = Vec::new();
        for word in &words {
            let is_known = used
                .iter()
                .any(|known| known.groups.first() == word.groups.first());
            if !word.groups.is_empty() && !is_known {
                used.push(word);
            }
        }
        let mut answer = Answer {
            found: used.len(),
            needed: used.len(),
            ..Answer::default()
        };
        let first = self.best_for(question);
        let most = match first {
            Some(_) => self.documents,
            None => limit,
        };
        while answer.total == 0 && answer.needed > 0 {
            let query = self.query(&used, answer.needed);
            let wanted = (TopDocs::with_limit(most.max(1)).order_by_score(), Count);
            let found = self.searcher.search(&query, &wanted);
            let (top, total) = found.map_err(|error| error.to_string())?;
            answer.total = total;
            let hit = |(score, place): (f32, tantivy::DocAddress)| Hit {
                document: place.doc_id,
                score,
            };
            answer.hits = top.into_iter().map(hit).collect();
            if total == 0 {
                answer.needed -= 1;
            }
        }
        answer.words = words;
        if let Some(document) = first {
            answer.put_first(document);
            answer.hits.truncate(limit.max(1));
        }
        Ok(answer)
    }

    fn query(&self, used: &[&Asked], needed: usize) -> BooleanQuery {
        let clauses = used.iter().map(|word| {
            let groups = word
                .groups
                .iter()
                .filter_map(|index| self.groups.get(*index));
            let mut terms: Vec<Box<dyn Query>> =
                groups.map(|group| self.term_query(group)).collect();
            let clause = match terms.len() {
                1 => terms.remove(0),
                _ => Box::new(DisjunctionMaxQuery::new(terms)),
            };
            (Occur::Should, clause)
        });
        BooleanQuery::with_minimum_required_clauses(clauses.collect(), needed)
    }

    fn term_query(&self, group: &Group) -> Box<dyn Query> {
        let term = Term::from_field_text(self.field, &group.term);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    /// How many points each word gives to a document, for people who want to know why.
    pub fn points(&self, answer: &Answer, document: u32) -> Vec<(String, f32)> {
        let scorer = Scorer::new(self.documents, self.tokens);
        let norm = usize::try_from(document)
            .ok()
            .and_then(|place| self.norms.get(place));
        let points = |asked: &Asked| {
            let groups = asked
                .groups
                .iter()
                .filter_map(|index| self.groups.get(*index));
            groups
                .filter_map(|group| {
                    let one = group.postings.iter().find(|one| one.document == document)?;
                    let weight = scorer.weight(group.postings.len());
                    Some(scorer.score(weight, norm.copied().unwrap_or_default(), one.count))
                })
                .fold(0.0, f32::max)
        };
        let words = answer.words.iter();
        words
            .map(|asked| (asked.word.replace(JOIN, " "), points(asked)))
            .collect()
    }

    /// The words of a question, each with what it stands for.
    fn asked(&self, plan: &Plan, question: &str, is_typing: bool) -> Vec<Asked> {
        let mut words = self.meant(&self.analyser.spoken(question));
        words.truncate(MOST_WORDS);
        let mut asked = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let phrase = (2..=LONGEST_PHRASE).rev().find_map(|length| {
                let form = joined(words.get(at..at + length)?);
                let group = *self.forms.get(&form)?;
                Some((length, form, group))
            });
            if let Some((length, form, group)) = phrase {
                asked.push(Asked {
                    word: form,
                    how: How::Found,
                    groups: vec![group],
                });
                at += length;
                continue;
            }
            at += 1;
            asked.push(self.look_up(plan, word, is_typing && at == words.len()));
        }
        asked
    }

    /// Words with what they are called here in their place.
    fn meant(&self, words: &[String]) -> Vec<String> {
        let mut meant = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let meaning = (1..=LONGEST_PHRASE).rev().find_map(|length| {
                let form = joined(words.get(at..at + length)?);
                Some((length, self.analyser.means().get(&form)?))
            });
            match meaning {
                Some((length, meaning)) => {
                    meant.extend(meaning.iter().cloned());
                    at += length;
                }
                None => {
                    meant.extend(words.get(at).cloned());
                    at += 1;
                }
            }
        }
        meant
    }

    fn look_up(&self, plan: &Plan, word: &str, is_beginning: bool) -> Asked {
        let asked = |how, groups| Asked {
            word: word.to_owned(),
            how,
            groups,
        };
        let own = self.forms.get(word).copied();
        let beginnings = if own.is_none() || is_beginning {
            self.beginnings(word, own)
        } else {
            Vec::new()
        };
        if let Some(own) = own {
            let groups = std::iter::once(own).chain(beginnings).collect();
            return asked(How::Found, groups);
        }
        if !beginnings.is_empty() {
            return asked(How::Beginning, beginnings);
        }
        if let Some((form, group)) = self.other_ending(plan, word) {
            return asked(How::Ending(form), vec![group]);
        }
        match self.slip(plan, word) {
            Some((form, group)) => asked(How::Spelling(form), vec![group]),
            None => asked(How::Unknown, Vec::new()),
        }
    }

    /// The groups with a form that starts with a word of three letters or more: those in the most
    /// documents.
    fn beginnings(&self, word: &str, own: Option<usize>) -> Vec<usize> {
        if word.chars().count() < 3 {
            return Vec::new();
        }
        let from = self.forms.range(word.to_owned()..);
        let mut groups: Vec<usize> = from
            .take_while(|(form, _)| form.starts_with(word))
            .map(|(_, group)| *group)
            .filter(|group| Some(*group) != own)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups.sort_by_key(|group| std::cmp::Reverse(self.count(*group)));
        groups.truncate(MOST_BEGINNINGS);
        groups
    }

    fn count(&self, group: usize) -> usize {
        self.groups
            .get(group)
            .map_or(0, |group| group.postings.len())
    }

    /// The forms in the piece of the dictionary in which a word is looked up, in order.
    fn forms_beside(&self, plan: &Plan, word: &str) -> impl Iterator<Item = (&String, usize)> {
        let own = piece_of(&plan.dictionary, word);
        let start = own
            .checked_sub(1)
            .and_then(|before| plan.dictionary.get(before));
        let from = self.forms.range(start.cloned().unwrap_or_default()..);
        let end = plan.dictionary.get(own).cloned();
        from.take_while(move |(form, _)| end.as_ref().is_none_or(|end| *form < end))
            .map(|(form, group)| (form, *group))
    }

    /// The same word with another ending: the most alike, and of those the first.
    fn other_ending(&self, plan: &Plan, word: &str) -> Option<(String, usize)> {
        let mut best: Option<(i32, &String, usize)> = None;
        for (form, group) in self.forms_beside(plan, word) {
            if let Some(alike) = ending(word, form)
                && best.is_none_or(|(known, ..)| alike > known)
            {
                best = Some((alike, form, group));
            }
        }
        best.map(|(_, form, group)| (form.clone(), group))
    }

    /// The word that was meant: the fewest slips, then the most documents, then the first.
    fn slip(&self, plan: &Plan, word: &str) -> Option<(String, usize)> {
        let most = most_slips(word);
        if most == 0 {
            return None;
        }
        let backwards = reversed(word);
        let own_end = piece_of(&plan.reversed, &backwards);
        let least = self.least_documents();
        let same_start = self.forms_beside(plan, word).map(|(form, _)| form);
        let same_end = self.forms.iter().filter(|(form, group)| {
            self.count(**group) >= least && piece_of(&plan.reversed, &reversed(form)) == own_end
        });
        let all = same_start.chain(same_end.map(|(form, _)| form));
        let mut found: Vec<(usize, std::cmp::Reverse<usize>, &String)> = all
            .filter(|form| can_be_meant(form))
            .filter_map(|form| {
                let group = *self.forms.get(form)?;
                Some((
                    slips(word, form, most)?,
                    std::cmp::Reverse(self.count(group)),
                    form,
                ))
            })
            .collect();
        found.sort();
        let (_, _, form) = found.first()?;
        Some(((*form).clone(), *self.forms.get(*form)?))
    }
}

//! The search: every page as a document, the index of them in small pieces, and a card for each.
//!
//! Pieces are scripts that hand over text, because browsers read no other file of a memory stick. All of
//! them stand in one folder, which is named by what is in it: so a page never meets a piece of another
//! build.

mod checks;
mod documents;
mod filters;
mod found;
pub(crate) mod joined;
mod lines;
mod near;
mod phrases;
mod writing;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, RwLock};

use serde::Serialize;

use super::scripts::data;
use super::views::claim::Claim;
use super::{Desk, Renderer};
use crate::model::centre::Centres;
use crate::model::lists::ListName;
use crate::model::site::Site;
use crate::model::sum::Sum;
use crate::problem::{Kind, Place, Problem};
use crate::routes::{LISTED, Links};
use crate::search::index::{Indexing, Library};
use crate::search::pieces::Plan;
use crate::search::{Document, FacetValue, Vocabulary};
use crate::source::SourcePath;

use filters::{DIRECTORIES, FACETS, facet_items, split_by};
use found::found;
pub use found::{Found, FoundPage, Wanted};
use phrases::Phrases;

/// Cards in a piece.
const TOGETHER: usize = 3;

/// A page as a search shows it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its address from the top of the site. With the address of its site in front, if that is another one.
    pub(crate) address: String,
    /// The link to it from the page of the search.
    href: String,
    /// True for pages of this site.
    is_own: bool,
    /// Its name or title.
    pub(crate) name: String,
    /// What kind of page it is.
    pub(crate) kind: String,
    /// What it says first.
    summary: String,
    /// Where the listing stands.
    standing: Option<Claim>,
    /// The district of its postcode, if it may be public.
    outward: Option<String>,
}

/// A page, and what it says.
type Page = (Entry, Document);

/// The search of a site.
pub(crate) struct Search {
    /// The number of documents.
    pub(crate) documents: usize,
    /// The number of terms in all of them.
    pub(crate) tokens: u64,
    /// Where each word is looked up.
    pub(crate) plan: Plan,
    /// What can be asked, until it is let go.
    index: RwLock<Option<Index>>,
    /// The folder of the pieces.
    pub(crate) folder: String,
    /// The words that are called otherwise here, as the page hands them to the script.
    pub(crate) means: String,
    /// The pages that come first for some words, as the page hands them to the script.
    pub(crate) best: String,
    /// The filters.
    pub(crate) facets: Vec<Facet>,
    /// Words that many cards share.
    pub(crate) phrases: Phrases,
    /// Where the districts of this site are. None means that nobody can ask what is near.
    pub(crate) centres: Centres,
    /// The files, until they are asked for.
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

/// What a question is asked of.
struct Index {
    library: Library,
    /// The pages, by the numbers of their documents.
    entries: Vec<Entry>,
    /// The documents in each postcode district.
    districts: near::Districts,
}

/// A filter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Facet {
    /// Its name in the address of a search.
    pub(crate) key: &'static str,
    name: String,
    /// Its values that some page has.
    pub(crate) values: Vec<Value>,
}

/// A value of a filter.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Value {
    /// Its id in its list.
    pub(crate) id: String,
    number: usize,
    /// Its name for people.
    pub(crate) name: String,
    count: usize,
}

impl<'s> Renderer<'s> {
    /// Makes the search, so that it is there when it is asked for.
    pub fn prepare_search(&self) {
        self.search.get_or_init(|| self.make_search());
    }

    /// The search of the site, made once.
    pub(crate) fn search(&self) -> Result<&Search, Box<Problem>> {
        let made = self.search.get_or_init(|| self.make_search());
        made.as_ref().map_err(|reason| {
            Box::new(Problem::new(
                Kind::BrokenTheme,
                Place::file(&SourcePath::new("content")),
                format!("The index of the search could not be made: {reason}."),
                "Tell the people who look after Handrail.",
            ))
        })
    }

    /// The pages that fit a question best, as the search of the site finds them.
    ///
    /// # Errors
    ///
    /// When the index cannot be made or asked.
    pub fn find(&self, wanted: &Wanted<'_>) -> Result<Found, String> {
        self.with_index(|search, index| found(search, index, wanted))?
    }

    /// Asks the index. It must not have been let go.
    fn with_index<T>(&self, ask: impl FnOnce(&Search, &Index) -> T) -> Result<T, String> {
        let search = self.search().map_err(|problem| problem.message)?;
        let index = search.index.read().unwrap_or_else(PoisonError::into_inner);
        let index = index.as_ref();
        Ok(ask(search, index.ok_or("nothing more can be asked")?))
    }

    /// Lets the index go: nothing more will be asked. Its files and what pages say of it stay.
    pub fn let_index_go(&self) {
        if let Ok(search) = self.search() {
            let mut index = search.index.write().unwrap_or_else(PoisonError::into_inner);
            *index = None;
        }
    }

    /// The files of the search, by path. They come once.
    pub(crate) fn search_files(&self) -> BTreeMap<String, Vec<u8>> {
        let Ok(search) = self.search() else {
            return BTreeMap::new();
        };
        let mut files = search.files.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *files)
    }

    fn make_search(&self) -> Result<Search, String> {
        let language = &self.site.settings.language;
        let links = Links::from(&self.routes.search(), self.options.destination);
        let desk = self.desk(links, language);
        let mut indexing = Indexing::new(&vocabulary(&desk))?;
        let mut entries = Vec::new();
        for (entry, document) in documents::all(&desk) {
            indexing.add(&document)?;
            entries.push(entry);
        }
        let facets = facets(&desk, indexing.facets());
        let library = indexing.finish(&best(self.site, &entries))?;
        let library = library.split(split_by(&desk));
        let pieces = library.pieces();
        let mut texts = pieces.texts;
        let claims = entries.iter().filter_map(|entry| entry.standing.as_ref());
        let phrases = Phrases::of(claims.flat_map(|claim| [&claim.words, &claim.ages]));
        for (number, together) in entries.chunks(TOGETHER).enumerate() {
            let card = |entry: &Entry| entry.card(&phrases);
            let cards: Vec<_> = together.iter().map(card).collect();
            texts.insert(format!("c{number}"), data(&cards));
        }
        for (number, facet) in facets.iter().enumerate() {
            let last = facet
                .values
                .iter()
                .map(|value| value.number)
                .max()
                .unwrap_or(0);
            let lines = (0..=last).map(|value| {
                let piece = texts.get(&format!("f{number}-{value}"));
                piece.cloned().unwrap_or_default()
            });
            let lines = lines.collect::<Vec<_>>().join("\n");
            texts.insert(format!("f{number}"), lines);
        }
        let script = |(name, text): (String, String)| {
            let text = format!("handrail.piece({},{});\n", data(&name), data(&text));
            (name, text.into_bytes())
        };
        let mut districts = near::Districts::default();
        for (number, entry) in (0_u32..).zip(&entries) {
            if let Some(outward) = &entry.outward {
                districts.entry(outward.clone()).or_default().push(number);
            }
        }
        let centres = near::centres(self.site, &districts);
        if !centres.is_empty() {
            texts.insert("near".to_owned(), near::piece(&centres, &districts));
        }
        let scripts: Vec<(String, Vec<u8>)> = texts.into_iter().map(script).collect();
        let bytes = scripts.iter().map(|(_, bytes)| bytes.as_slice());
        let folder = Sum::of_all(bytes).start(8).to_owned();
        let files = scripts.into_iter().map(|(name, bytes)| {
            let address = self.routes.search_piece(&folder, &name);
            (address.as_str().to_owned(), bytes)
        });
        let means = library.means().iter();
        let means = means.map(|(from, to)| format!("{from}={}", to.join(" ")));
        let best = library.best_pages().iter();
        let best = best.map(|(words, document)| format!("{words}={document}"));
        Ok(Search {
            best: best.collect::<Vec<_>>().join("|"),
            means: means.collect::<Vec<_>>().join("|"),
            files: Mutex::new(files.collect()),
            plan: pieces.plan,
            documents: entries.len(),
            tokens: library.tokens(),
            index: RwLock::new(Some(Index {
                library,
                entries,
                districts,
            })),
            folder,
            facets,
            phrases,
            centres,
        })
    }
}

impl Entry {
    /// What the script needs to show it, in a fixed order.
    fn card(&self, phrases: &Phrases) -> [String; 7] {
        let standing = self.standing.as_ref();
        let part = |take: fn(&Claim) -> &str| standing.map_or("", take);
        [
            self.href.clone(),
            self.name.clone(),
            self.kind.clone(),
            self.summary.clone(),
            part(|claim| claim.state).to_owned(),
            phrases.shortened(part(|claim| &claim.words)),
            phrases.shortened(part(|claim| &claim.ages)),
        ]
    }
}

fn facets(desk: &Desk<'_, '_>, documents: &BTreeMap<FacetValue, Vec<u32>>) -> Vec<Facet> {
    let facet = |(number, (key, _)): (usize, &(&'static str, Option<ListName>))| Facet {
        key,
        name: desk
            .wording
            .text(&format!("search.facets.{key}"))
            .to_owned(),
        values: facet_items(desk, number)
            .into_iter()
            .enumerate()
            .filter_map(|(value, (id, name))| {
                let known = FacetValue {
                    facet: number,
                    value,
                };
                let count = documents.get(&known)?.len();
                Some(Value {
                    id,
                    number: value,
                    name,
                    count,
                })
            })
            .collect(),
    };
    let has_directories = !desk.site().settings.directories.is_empty();
    let all = FACETS.iter().enumerate();
    let wanted = all.filter(|(_, (key, _))| has_directories || *key != DIRECTORIES);
    wanted.map(facet).collect()
}

/// What the site knows about words: the names in its lists belong together.
fn vocabulary(desk: &Desk<'_, '_>) -> Vocabulary {
    let site = desk.site();
    let mut phrases = Vec::new();
    for list in LISTED
        .into_iter()
        .chain([ListName::PayWays, ListName::Communication])
    {
        for item in site.lists.get(list).items() {
            phrases.push(item.name.clone());
            phrases.extend(item.synonyms.iter().cloned());
        }
    }
    Vocabulary {
        language: site.settings.language.tag().to_owned(),
        same: site.synonyms.same.clone(),
        means: site.synonyms.means.clone(),
        best: Vec::new(),
        phrases,
    }
}

/// The pages that people chose to come first for some words.
fn best(site: &Site, entries: &[Entry]) -> Vec<(String, u32)> {
    let best = site.synonyms.best.iter().filter_map(|one| {
        let place = entries
            .iter()
            .position(|entry| entry.address == one.shows)?;
        Some((one.typed.clone(), u32::try_from(place).ok()?))
    });
    best.collect()
}

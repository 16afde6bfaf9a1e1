//! One picture with a few words: the block that Easy Read pages are made of.

use crate::model::lists::{Item, ListName};
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::views::LinkView;
use crate::render::views::claim::Claim;

/// The most words of a sentence.
const MOST_WORDS: usize = 15;

/// The most names beside one picture.
pub(super) const MOST_NAMES: usize = 4;

/// Ideas under one heading.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Its name among the theme's strings, and its place on the page.
    pub(super) name: &'static str,
    /// What it says.
    pub(super) ideas: Vec<Idea>,
}

impl Section {
    /// Its heading.
    pub(super) fn title(&self, desk: &Desk<'_, '_>) -> String {
        let string = format!("easy_provider.{}.title", self.name);
        desk.wording.text(&string).to_owned()
    }

    /// Its place on its page, for links to it.
    pub(super) fn anchor(&self) -> String {
        format!("part_{}", self.name)
    }
}

/// One picture, and a few words beside it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Idea {
    /// The picture of the pack.
    pub(super) picture: Option<Id>,
    /// A hard word, before its meaning.
    pub(super) term: Option<String>,
    /// One or two short sentences.
    pub(super) words: String,
    /// Names in a short list.
    pub(super) names: Vec<String>,
    /// Lines such as those of an address.
    pub(super) lines: Vec<String>,
    /// What a person can do.
    pub(super) link: Option<LinkView>,
    /// Where a fact comes from.
    pub(super) notes: Vec<String>,
    /// What the words are about, as one word for styles.
    pub(super) state: &'static str,
    /// The words of later days, for the script.
    pub(super) ages: String,
    /// The picture that belongs to the later words.
    pub(super) later_picture: Option<Id>,
}

impl Idea {
    /// A picture of the pack with words.
    pub(super) fn new(picture: &str, words: impl Into<String>) -> Idea {
        Idea {
            picture: Id::parse(picture),
            words: words.into(),
            ..Idea::default()
        }
    }

    /// A picture of the pack with words that may change by themselves, and the picture for then.
    pub(super) fn claim(picture: &str, claim: Claim, later_picture: &str) -> Idea {
        let later = Id::parse(later_picture).filter(|_| !claim.ages.is_empty());
        Idea {
            state: claim.state,
            ages: claim.ages,
            later_picture: later,
            ..Idea::new(picture, claim.words)
        }
    }

    /// A picture of the pack with the words of a string.
    pub(super) fn string(desk: &Desk<'_, '_>, picture: &str, string: &str) -> Idea {
        Idea::new(picture, desk.wording.text(string))
    }

    /// The same with what a person can do.
    pub(super) fn with_link(mut self, link: LinkView) -> Idea {
        self.link = Some(link);
        self
    }

    /// The same with this picture, if the pack has it.
    pub(super) fn with_picture(mut self, desk: &Desk<'_, '_>, picture: Option<&Id>) -> Idea {
        let known = &desk.renderer.theme.pictures;
        if let Some(picture) = picture.filter(|picture| known.contains_key(*picture)) {
            self.picture = Some(picture.clone());
        }
        self
    }

    /// The same with more words after its own.
    pub(super) fn and(mut self, words: &str) -> Idea {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(words);
        self
    }
}

/// An item of a list as a hard word with its meaning.
pub(super) fn item(desk: &Desk<'_, '_>, item: &Item, fallback: &str) -> Idea {
    let meaning = item.explanation.as_deref();
    let meaning = meaning.filter(|words| are_short(words));
    Idea {
        term: Some(item.name.clone()),
        ..Idea::new(fallback, meaning.unwrap_or_default())
    }
    .with_picture(desk, item.picture.as_ref())
}

/// The words before a list of names, first and when the list goes on.
pub(super) struct Lead {
    /// The string before the first names.
    pub(super) first: &'static str,
    /// The string before more names.
    pub(super) more: &'static str,
    /// The picture where the names have none.
    pub(super) picture: &'static str,
}

/// Items of a list, a few names beside each picture.
pub(super) fn items(desk: &Desk<'_, '_>, lead: &Lead, list: ListName, ids: &[Id]) -> Vec<Idea> {
    let items = desk.items(list, ids);
    let names = items.iter().map(|item| item.name.clone()).collect();
    let mut ideas = named(desk, lead, names);
    let chunks = items.chunks(even(items.len(), MOST_NAMES));
    for (idea, chunk) in ideas.iter_mut().zip(chunks) {
        let picture = chunk.iter().find_map(|item| item.picture.as_ref());
        *idea = std::mem::take(idea).with_picture(desk, picture);
    }
    ideas
}

/// Names, a few beside each picture. A list of one name is no list.
pub(super) fn named(desk: &Desk<'_, '_>, lead: &Lead, names: Vec<String>) -> Vec<Idea> {
    let first = Idea::string(desk, lead.picture, lead.first);
    let more = Idea::string(desk, lead.picture, lead.more);
    named_after(&first, &more, &names)
}

/// Names, a few beside each picture, with these ideas as the words before them.
pub(super) fn named_after(first: &Idea, more: &Idea, names: &[String]) -> Vec<Idea> {
    let size = even(names.len(), MOST_NAMES);
    let chunks = names.chunks(size).enumerate();
    chunks
        .map(|(index, chunk)| {
            let idea = if index == 0 { first } else { more }.clone();
            match chunk {
                [name] => Idea {
                    lines: vec![name.clone()],
                    ..idea
                },
                names => Idea {
                    names: names.to_vec(),
                    ..idea
                },
            }
        })
        .collect()
}

/// How many of `count` things to put together, at most `most`, so that all groups are much alike.
pub(super) fn even(count: usize, most: usize) -> usize {
    count.div_ceil(count.div_ceil(most).max(1)).max(1)
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let after = text.get(at + 1..).unwrap_or_default();
        if after.is_empty() || after.starts_with(char::is_whitespace) {
            sentences.extend(text.get(start..=at).map(str::trim));
            start = at + 1;
        }
    }
    let rest = text.get(start..).unwrap_or_default().trim();
    sentences.extend(Some(rest).filter(|rest| !rest.is_empty()));
    sentences
}

/// True when every sentence is short enough for Easy Read.
pub(super) fn are_short(text: &str) -> bool {
    let mut sentences = sentences(text).into_iter();
    sentences.all(|sentence| sentence.split_whitespace().count() <= MOST_WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_together_evenly() {
        let sizes = [0, 1, 4, 5, 6, 7, 8, 9, 13].map(|count| even(count, 4));
        assert_eq!(sizes, [1, 1, 4, 3, 3, 4, 4, 3, 4]);
    }

    #[test]
    fn a_text_is_cut_where_sentences_end() {
        let text = "It costs £26.50 an hour. Is it late? Visit kite.example.org today";
        let found = [
            "It costs £26.50 an hour.",
            "Is it late?",
            "Visit kite.example.org today",
        ];
        assert_eq!(sentences(text), found);
        assert!(sentences("  ").is_empty());
    }

    #[test]
    fn a_sentence_of_more_than_15_words_is_too_long() {
        let fifteen = "a b c d e f g h i j k l m n o.";
        assert!(are_short(fifteen) && are_short(&format!("{fifteen} {fifteen}")));
        assert!(!are_short(&format!("Short. And {fifteen}")));
    }
}

//! Choices: one of a few fixed words, or items of the lists that members own.

use super::fields::Fields;
use super::kinds_of_field::{NAME, scalar, shorten};
use super::yaml::Value;
use crate::model::lists::{ListName, Lists};
use crate::model::values::Id;
use crate::problem::Kind;
use crate::problem::near;

impl Fields<'_> {
    /// One of a few fixed words.
    pub(crate) fn choice<T: Copy>(
        &self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let value = self.value(name)?;
        let typed = scalar(value).unwrap_or_else(|| value.describe().to_owned());
        self.known_choice(name, &typed, words)
    }

    fn known_choice<T: Copy>(
        &self,
        name: &'static str,
        typed: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let wanted = near::plain(typed);
        let found = words.iter().find(|(word, _)| near::plain(word) == wanted);
        if let Some((_, choice)) = found {
            return Some(*choice);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let near = near::nearest(typed, known.iter().copied())
            .map(|near| format!("Did you mean `{near}`? "))
            .unwrap_or_default();
        self.report(
            Kind::UnknownChoice,
            name,
            format!(
                "`{}` is not one of the choices for `{name}`.",
                shorten(typed)
            ),
            &format!("{near}Choose one of {}.", near::list_words(&known)),
        );
        None
    }

    /// Some of a few fixed words, each once. A single word counts as a list of one.
    pub(crate) fn choices<T: Copy + PartialEq>(
        &self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<T> {
        let mut chosen = Vec::new();
        for typed in self.texts(name, NAME) {
            if let Some(choice) = self.known_choice(name, &typed, words)
                && !chosen.contains(&choice)
            {
                chosen.push(choice);
            }
        }
        chosen
    }

    /// Ids of one of the lists, each once.
    pub(crate) fn ids(&self, name: &'static str, lists: &Lists, list: ListName) -> Vec<Id> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let one;
        let items = match value {
            Value::List(items) => items.as_slice(),
            other => {
                one = [other.clone()];
                &one
            }
        };
        let single = !matches!(value, Value::List(_));
        let mut ids: Vec<Id> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if *item == Value::Nothing {
                continue;
            }
            let keys = if single {
                self.keys(name)
            } else {
                self.keys(name).item(index)
            };
            let typed = scalar(item).unwrap_or_else(|| item.describe().to_owned());
            // Thousands of listings have the same ids: the one of the list serves all.
            let known = Id::parse(&typed).and_then(|id| lists.item(list, &id));
            let id = known.map(|known| known.id.clone());
            match id {
                Some(id) if ids.contains(&id) => {}
                Some(id) => ids.push(id),
                None if lists.is_broken(list) => {}
                None if matches!(item, Value::List(_) | Value::Fields(_)) => self.file.report(
                    Kind::WrongShape,
                    keys,
                    format!(
                        "This item of `{name}` is {}. It should be a word.",
                        item.describe()
                    ),
                    format!("Choose an `id` from `{}`.", list.path()),
                ),
                None if single && typed.contains(',') => self.file.report(
                    Kind::WrongShape,
                    keys,
                    format!("`{name}` has several values and no brackets."),
                    format!(
                        "Put the list in square brackets, like `{name}: [{}]`.",
                        shorten(&typed)
                    ),
                ),
                None => self.file.report(
                    Kind::UnknownChoice,
                    keys,
                    format!(
                        "`{}` is not in the list of {}.",
                        shorten(&typed),
                        list_title(list)
                    ),
                    unknown_item_help(&typed, lists, list),
                ),
            }
        }
        ids
    }

    /// One id of a list.
    pub(crate) fn one_id(&self, name: &'static str, lists: &Lists, list: ListName) -> Option<Id> {
        let ids = self.ids(name, lists, list);
        if ids.len() > 1 {
            self.report(
                Kind::WrongShape,
                name,
                format!("`{name}` has {} values. It can have 1.", ids.len()),
                "Keep the one that fits best. Write the others as entries of their own.",
            );
        }
        ids.into_iter().next()
    }
}

fn list_title(list: ListName) -> String {
    list.file_name().replace('-', " ")
}

/// What to write in place of an unknown item: by id, by name, or by another word for it.
fn unknown_item_help(typed: &str, lists: &Lists, list: ListName) -> String {
    let items = lists.get(list).items();
    let wanted = near::plain(typed);
    let meant = items.iter().find(|item| {
        near::plain(&item.name) == wanted
            || item.synonyms.iter().any(|word| near::plain(word) == wanted)
    });
    let meant = meant
        .map(|item| item.id.as_str())
        .or_else(|| near::nearest(typed, items.iter().map(|item| item.id.as_str())))
        .or_else(|| {
            let start = format!("{}-", Id::suggest(typed)?);
            let found = items
                .iter()
                .find(|item| item.id.as_str().starts_with(&start));
            found.map(|item| item.id.as_str())
        });
    match meant {
        Some(id) => format!("Did you mean `{id}`?"),
        None => format!(
            "Choose an `id` from `{}`, or add a new item to that file.",
            list.path()
        ),
    }
}

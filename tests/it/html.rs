//! A strict reader of HTML: tags, attributes and text, as Handrail may write them and no other way.
//!
//! It knows less than a browser on purpose. What it cannot read is an error, so that nothing odd
//! can hide from the tests.

use std::collections::BTreeMap;

/// Elements that have no end.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The name in lower case.
    pub(crate) name: String,
    /// The attributes, each with its value as a reader would see it.
    pub(crate) attributes: BTreeMap<String, String>,
    /// True for `</name>`.
    pub(crate) is_end: bool,
    /// True for `<name/>`.
    is_closed: bool,
    /// Where the tag starts, and where the text after it starts.
    start: usize,
    after: usize,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A page that was read.
#[derive(Clone, Debug)]
pub(crate) struct Html {
    text: String,
    /// All tags, in order.
    pub(crate) tags: Vec<Tag>,
}

impl Html {
    /// True for a page that search engines leave out.
    pub(crate) fn is_left_out(&self) -> bool {
        let mut tags = self.all("meta");
        tags.any(|tag| tag.get("name") == Some("robots") && tag.get("content") == Some("noindex"))
    }

    /// Reads a page or a part of one.
    pub(crate) fn read(text: &str) -> Result<Html, String> {
        let mut tags = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find('<') {
            decoded(&text[at..at + found])?;
            let start = at + found;
            if let Some(rest) = text[start..].strip_prefix("<!") {
                let is_doctype = start == 0 && rest.to_lowercase().starts_with("doctype html>");
                if !is_doctype {
                    return Err(format!("no comment belongs here: {}", around(text, start)));
                }
                at = start + text[start..].find('>').unwrap_or(0) + 1;
                continue;
            }
            let tag = Reader { text, at: start }.tag()?;
            at = tag.after;
            tags.push(tag);
        }
        decoded(&text[at..])?;
        let html = Html {
            text: text.to_owned(),
            tags,
        };
        html.check_nesting()?;
        Ok(html)
    }

    /// The names of all tags in order, ends too.
    pub(crate) fn names(&self) -> Vec<String> {
        let name = |tag: &Tag| match tag.is_end {
            true => format!("/{}", tag.name),
            false => tag.name.clone(),
        };
        self.tags.iter().map(name).collect()
    }

    /// The tags that start an element of this name.
    pub(crate) fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h Tag> {
        self.tags
            .iter()
            .filter(move |tag| !tag.is_end && tag.name == name)
    }

    /// The words of every element of this name, without marks.
    pub(crate) fn words(&self, name: &str) -> Vec<String> {
        let starts = self.tags.iter().enumerate();
        starts
            .filter(|(_, tag)| !tag.is_end && tag.name == name)
            .map(|(index, _)| self.words_from(index))
            .collect()
    }

    fn words_from(&self, index: usize) -> String {
        let mut depth = 0;
        let mut words = String::new();
        for (tag, next) in self.tags[index..].iter().zip(&self.tags[index + 1..]) {
            let is_void = tag.is_closed || VOID.contains(&tag.name.as_str());
            match (tag.is_end, is_void) {
                (true, _) => depth -= 1,
                (false, false) => depth += 1,
                (false, true) => {}
            }
            if depth == 0 {
                break;
            }
            let text = decoded(&self.text[tag.after..next.start]).unwrap_or_default();
            words.push_str(&text);
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Every element that starts is ended, inner ones first.
    fn check_nesting(&self) -> Result<(), String> {
        let mut open: Vec<&Tag> = Vec::new();
        for tag in &self.tags {
            if tag.is_end {
                match open.pop() {
                    Some(started) if started.name == tag.name => {}
                    _ => {
                        return Err(format!(
                            "this end fits nothing: {}",
                            around(&self.text, tag.start)
                        ));
                    }
                }
            } else if !tag.is_closed && !VOID.contains(&tag.name.as_str()) {
                open.push(tag);
            }
        }
        match open.last() {
            None => Ok(()),
            Some(tag) => Err(format!(
                "this is never ended: {}",
                around(&self.text, tag.start)
            )),
        }
    }
}

fn around(text: &str, at: usize) -> String {
    text[at..].chars().take(80).collect()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn tag(mut self) -> Result<Tag, String> {
        let start = self.at;
        self.at += 1;
        let is_end = self.takes("/");
        let name = self.name().to_lowercase();
        if name.is_empty() {
            return Err(format!(
                "a `<` stands in the text: {}",
                around(self.text, start)
            ));
        }
        let mut attributes = BTreeMap::new();
        loop {
            let had_space = self.space();
            let is_closed = self.takes("/");
            if self.takes(">") {
                return Ok(Tag {
                    name,
                    attributes,
                    is_end,
                    is_closed,
                    start,
                    after: self.at,
                });
            }
            let key = self.name().to_owned();
            if key.is_empty() || !had_space || is_end || is_closed {
                return Err(format!("this tag is odd: {}", around(self.text, start)));
            }
            let value = if self.takes("=\"") {
                self.value()?
            } else {
                String::new()
            };
            if attributes.insert(key.to_lowercase(), value).is_some() {
                return Err(format!(
                    "`{key}` stands twice: {}",
                    around(self.text, start)
                ));
            }
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn takes(&mut self, what: &str) -> bool {
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    fn space(&mut self) -> bool {
        let rest = self.rest();
        let space = rest.len() - rest.trim_start_matches([' ', '\n']).len();
        self.at += space;
        space > 0
    }

    fn name(&mut self) -> &'t str {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':');
        let rest = self.rest();
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn value(&mut self) -> Result<String, String> {
        let rest = self.rest();
        let length = rest.find('"').ok_or("a value is never ended")?;
        self.at += length + 1;
        let value = &rest[..length];
        if value.contains(['<', '>']) {
            return Err(format!("a value holds a tag: {value}"));
        }
        decoded(value)
    }
}

/// Text with its `&…;` turned into letters. An `&` that starts nothing known is an error.
fn decoded(text: &str) -> Result<String, String> {
    let mut parts = text.split('&');
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').ok_or(format!("a bare `&`: {part}"))?;
        let number = name
            .strip_prefix("#x")
            .map(|digits| u32::from_str_radix(digits, 16));
        let number = number.or_else(|| name.strip_prefix('#').map(str::parse));
        words.push(match (name, number) {
            ("amp", _) => '&',
            ("lt", _) => '<',
            ("gt", _) => '>',
            ("quot", _) => '"',
            (_, Some(Ok(number))) => char::from_u32(number).ok_or("no such letter")?,
            _ => return Err(format!("`&{name};` is not known")),
        });
        words.push_str(rest);
    }
    Ok(words)
}

#[test]
fn a_page_is_read_as_it_is() {
    let html = Html::read("<!DOCTYPE html><p class=\"a &amp; b\" hidden>x &lt; <b>y</b><br> z</p>");
    let html = html.expect("a good page");
    assert_eq!(html.names(), ["p", "b", "/b", "br", "/p"]);
    assert_eq!(html.tags[0].get("class"), Some("a & b"));
    assert_eq!(html.tags[0].get("hidden"), Some(""));
    assert_eq!(html.words("p"), ["x < y z"]);
}

#[test]
fn what_is_odd_is_refused() {
    for odd in [
        "1 < 2",
        "a & b",
        "&nbsp;",
        "<p class=a>x</p>",
        "<p class='a'>x</p>",
        "<p a=\"1\"b=\"2\">x</p>",
        "<p a=\"1\" a=\"2\">x</p>",
        "<p a=\"<b>\">x</p>",
        "<p>x",
        "<p><b>x</p></b>",
        "</p>",
        "<!-- x -->",
        "<p",
    ] {
        assert!(Html::read(odd).is_err(), "{odd}");
    }
}

/// Headings of the content have no `_` in their ids, and the parts of the page all have one.
#[test]
fn headings_never_share_an_id_with_a_part_of_the_page() {
    let words = ["Page main", "Main", "Tell us", "Page tell us", "Contents"];
    let headings: String = words
        .map(|word| format!("## {word}\n\nWords.\n\n"))
        .concat();
    let guide =
        format!("=== content/guides/a.md\n---\ntitle: A\nlast_check: 2026-08-06\n---\n{headings}");
    let about = "about: |\n  ## Part services\n\n  Words.\n\n  ## Page contents\n\n  Words.\n";
    let provider = format!("{}{about}", crate::site::KITE_CARE);
    let built = crate::site::Site::small()
        .with(&guide)
        .with(&provider)
        .good();
    for path in ["guides/a/index.html", "providers/kite-care/index.html"] {
        let page = crate::site::page(&built, path);
        let ids = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let mut all: Vec<&str> = ids.collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert!(count > 4 && all.len() == count, "{path}: {all:?}");
    }
}

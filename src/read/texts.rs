//! `content/guides/*.md` and `content/pages/*.md` -> written pages.

use std::cell::RefCell;

use super::fields::{Fields, FileReader};
use super::kinds_of_field::{NAME, SUMMARY};
use super::{Input, markdown, started, text_of};
use crate::model::document::{Block, Document};
use crate::model::lists::{ListName, Lists};
use crate::model::page::{Text, TextKey};
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::{Source, SourcePath};

/// The most characters in a page's title (rule D-23).
pub(crate) const TITLE: usize = 65;

/// A Markdown file in its two parts.
pub(crate) struct FrontMatter<'t> {
    /// The YAML between the two lines of `---`. It starts on line 2.
    pub(crate) yaml: &'t str,
    /// The Markdown below.
    pub(crate) body: &'t str,
    /// The line, from 1, on which the body starts.
    pub(crate) body_line: u32,
}

/// Cuts a Markdown file at its lines of `---`. Nothing comes back if there are not two.
pub(crate) fn split_front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let first_end = text.find('\n')?;
    let (first, rest) = text.split_at(first_end + 1);
    if first.trim_end() != "---" {
        return None;
    }
    let mut start = 0;
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        if line.trim_end() == "---" {
            return Some(FrontMatter {
                yaml: rest.get(..start)?,
                body: rest.get(start + line.len()..)?,
                body_line: u32::try_from(index + 3).ok()?,
            });
        }
        start += line.len();
    }
    None
}

/// Reads one text.
pub(crate) fn read_text(
    input: &Input,
    path: &SourcePath,
    source: &Source,
    key: &TextKey,
    lists: &Lists,
    problems: &RefCell<Problems>,
) -> Option<Text> {
    let text = text_of(path, source, problems)?;
    let Some(parts) = split_front_matter(text) else {
        problems.borrow_mut().push(Problem::new(
            Kind::BrokenFrontMatter,
            Place::line(path, 1),
            "This page does not start with its facts between two lines of `---`.",
            "Start the file like this:\n---\ntitle: Meet safely\nlast_check: 2026-08-06\n---",
        ));
        return None;
    };
    let file = FileReader {
        path,
        text: parts.yaml,
        today: input.today,
        problems,
    };
    let body = markdown::read_body(parts.body, parts.body_line, &file);
    started::in_body(parts.body, parts.body_line, &file);
    if key.easy {
        check_easy_blocks(&body, &file, parts.body_line);
    }
    input
        .read_yaml_text(path, parts.yaml, 1, problems, |file, value| {
            file.group(KeyPath::default(), value, |fields| {
                front_matter(fields, lists, body)
            })
        })
        .flatten()
        .flatten()
}

fn front_matter(fields: &Fields<'_>, lists: &Lists, body: Document) -> Option<Text> {
    let title = fields.required_text("title", TITLE, "title: Meet safely");
    let text = Text {
        path: fields.file.path.clone(),
        title: title.clone().unwrap_or_default(),
        summary: fields.text("summary", SUMMARY),
        topic: fields.text("topic", NAME),
        order: order(fields),
        picture: fields.id("picture"),
        owner: fields.text("owner", NAME),
        last_check: fields.past_date("last_check"),
        next_check: fields.date("next_check"),
        opens: fields.date("opens"),
        closes: fields.date("closes"),
        needs: fields.ids("needs", lists, ListName::Needs),
        services: fields.ids("services", lists, ListName::Services),
        body,
    };
    check_order_of_dates(fields, text.last_check, text.next_check);
    if let (Some(opens), Some(closes)) = (text.opens, text.closes)
        && closes < opens
    {
        fields.report(
            Kind::DatesOutOfOrder,
            "closes",
            format!(
                "This closes on {}, before it opens on {}.",
                day_words(closes),
                day_words(opens)
            ),
            "Check both dates.",
        );
    }
    title.is_some().then_some(text)
}

/// The next check comes after the last one.
pub(crate) fn check_order_of_dates(fields: &Fields<'_>, last: Option<Date>, next: Option<Date>) {
    if let (Some(last), Some(next)) = (last, next)
        && next <= last
    {
        fields.report(
            Kind::DatesOutOfOrder,
            "next_check",
            format!(
                "The next check ({}) is not after the last check ({}).",
                day_words(next),
                day_words(last)
            ),
            "Write the day by which the page must be checked again.",
        );
    }
}

/// The place on a list: small numbers first.
pub(crate) fn order(fields: &Fields<'_>) -> i64 {
    fields
        .parsed(
            "order",
            |text| text.parse().ok(),
            Kind::WrongShape,
            "a whole number",
            "Write a number like `10`. Pages with small numbers come first.",
        )
        .unwrap_or(i64::MAX)
}

/// An Easy Read text is made of headings and of pictures with a sentence beside them (rule D-4).
fn check_easy_blocks(body: &Document, file: &FileReader<'_>, body_line: u32) {
    let plain = body
        .blocks
        .iter()
        .filter(|block| !matches!(block, Block::Idea { .. } | Block::Heading { .. }))
        .count();
    if plain == 0 && !body.is_empty() {
        return;
    }
    let message = if body.is_empty() {
        "This Easy Read page has no blocks yet.".to_owned()
    } else {
        match plain {
            1 => "1 part of this Easy Read page has no picture.".to_owned(),
            many => format!("{many} parts of this Easy Read page have no picture."),
        }
    };
    file.push(
        Kind::EasyReadBlock,
        Place::line(file.path, body_line),
        message,
        "Start each part with a picture and put its sentence on the next line, like this:\n\
         ![](money)\nThis is money from the NHS."
            .to_owned(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_stand_between_two_lines() {
        let parts = split_front_matter("---\ntitle: A\n---\n\nText\n").unwrap();
        assert_eq!(
            (parts.yaml, parts.body, parts.body_line),
            ("title: A\n", "\nText\n", 4)
        );
        let windows = split_front_matter("---\r\ntitle: A\r\n---\r\nText").unwrap();
        assert_eq!((windows.yaml, windows.body), ("title: A\r\n", "Text"));
        for bad in ["", "---", "---\ntitle: A\n", "title: A\n---\n"] {
            assert!(split_front_matter(bad).is_none(), "{bad:?}");
        }
    }
}

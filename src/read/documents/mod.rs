//! `content/directories/*.ndjson` -> pages of other directories. `handrail search --documents` prints such a file, and
//! people copy it here. So what is wrong in it is not mended by hand: the file is printed again.
//!
//! Everything in it was written by others. An address must be one that Handrail makes, text has no control letters, and
//! where a link leads is not taken from here: the settings of this site say it.

mod line;

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::kinds_of_field::shorten;
use super::letters::not_text;
use super::private_numbers::hide_private_numbers;
use crate::model::joined::{JoinedDirectory, JoinedPage, PlainAddress};
use crate::model::lists::{ListName, Lists};
use crate::model::values::Id;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::{Source, SourcePath};

use line::Line;

/// The most bytes of a line.
const LONGEST_LINE: usize = 1_000_000;

/// The most lines of a file.
const MOST_LINES: usize = 200_000;

/// The most problems of one sort that are told of a file.
const MOST_TOLD: usize = 20;

/// The lists that filters are made of, by their names in the file.
const FILTERS: [(&str, ListName); 9] = [
    ("services", ListName::Services),
    ("needs", ListName::Needs),
    ("areas", ListName::Areas),
    ("kinds", ListName::Kinds),
    ("ages", ListName::Ages),
    ("pay_ways", ListName::PayWays),
    ("access", ListName::Access),
    ("communication", ListName::Communication),
    ("languages", ListName::Languages),
];

impl Input {
    /// Reads the pages of another directory. A line with something wrong is left out.
    pub fn read_documents(
        &self,
        path: &SourcePath,
        source: &Source,
        lists: &Lists,
    ) -> (Vec<JoinedPage>, Problems) {
        let mut reader = Reader {
            path,
            lists,
            command: again(path),
            problems: Problems::default(),
            wrong: 0,
            unknown: BTreeSet::new(),
            lines: BTreeMap::new(),
        };
        let pages = match source.text() {
            Ok(text) => reader.pages(text),
            Err(wrong) => {
                reader.problems.push(not_text(path, wrong));
                Vec::new()
            }
        };
        (pages, reader.problems)
    }
}

/// What to do with a file in which something is wrong.
fn again(path: &SourcePath) -> String {
    let command = Id::parse(path.stem()).map(|id| JoinedDirectory::command(&id));
    let command = command.unwrap_or_else(|| "handrail search --documents".to_owned());
    format!(
        "Do not change this file by hand. Print it again, with the same Handrail as here:\n{command}"
    )
}

struct Reader<'r> {
    path: &'r SourcePath,
    lists: &'r Lists,
    command: String,
    problems: Problems,
    /// How many lines cannot be used.
    wrong: usize,
    /// The ids that this site does not know.
    unknown: BTreeSet<(ListName, String)>,
    /// The line of each address.
    lines: BTreeMap<PlainAddress, u32>,
}

/// Why a line cannot be used.
enum Wrong {
    Line(String),
    Private(String),
}

impl From<String> for Wrong {
    fn from(words: String) -> Self {
        Wrong::Line(words)
    }
}

impl Reader<'_> {
    fn pages(&mut self, text: &str) -> Vec<JoinedPage> {
        let mut pages = Vec::new();
        let lines = (1_u32..).zip(text.lines());
        let lines = lines.filter(|(_, line)| !line.trim().is_empty());
        for (count, (number, line)) in lines.enumerate() {
            if count == MOST_LINES {
                self.tell(
                    Place::line(self.path, number),
                    format!("This file has more than {MOST_LINES} lines."),
                );
                break;
            }
            match self.page(number, line) {
                Ok(page) => pages.push(page),
                Err(wrong) => self.leave_out(number, wrong),
            }
        }
        if pages.is_empty() && self.wrong == 0 {
            self.problems.push(Problem::new(
                Kind::EmptyFile,
                Place::file(self.path),
                "There is no page in this file.",
                self.command.clone(),
            ));
        }
        if self.wrong > MOST_TOLD {
            let more = self.wrong - MOST_TOLD;
            self.tell(
                Place::file(self.path),
                format!("{more} more lines of this file cannot be used."),
            );
        }
        self.tell_unknown_left_out();
        pages
    }

    fn tell(&mut self, place: Place, message: String) {
        let problem = Problem::new(Kind::DocumentLine, place, message, self.command.clone());
        self.problems.push(problem);
    }

    fn leave_out(&mut self, number: u32, wrong: Wrong) {
        self.wrong += 1;
        if self.wrong > MOST_TOLD {
            return;
        }
        match wrong {
            Wrong::Line(message) => self.tell(Place::line(self.path, number), message),
            // The line itself is not shown: the number is in it.
            Wrong::Private(message) => self.problems.push(Problem::new(
                Kind::PrivateNumber,
                Place::file(self.path),
                format!("Line {number}: {message}"),
                "Tell the people who run that directory, so that they take it out. Then print the file again.",
            )),
        }
    }

    fn page(&mut self, number: u32, line: &str) -> Result<JoinedPage, Wrong> {
        if line.len() > LONGEST_LINE {
            return Err("This line is longer than 1 MB.".to_owned().into());
        }
        let line = Line::read(line)?;
        let address = line.line("address")?;
        let address = PlainAddress::parse(&address).ok_or_else(|| {
            format!(
                "`{}` is not the address of a page of Handrail.",
                shorten(&address)
            )
        })?;
        let page = JoinedPage {
            address: address.clone(),
            kind: line.line("kind")?,
            name: line.line("name")?,
            summary: line.line("summary")?,
            names: line.list("names", true)?,
            labels: line.list("labels", true)?,
            text: line.list("text", true)?,
            standing: line.standing()?,
            district: line.district()?,
            has_space: !line.list("space", false)?.is_empty(),
            is_in_date: !line.list("checks", false)?.is_empty(),
            items: self.items(number, &line)?,
        };
        if page.name.is_empty() {
            return Err("`name` is empty.".to_owned().into());
        }
        if line.has_escapes {
            no_private_number(self.path, &page)?;
        }
        match self.lines.insert(address, number) {
            None => Ok(page),
            Some(first) => {
                let address = page.address.as_str();
                Err(
                    format!("`{address}` stands in this file twice: line {first} has it too.")
                        .into(),
                )
            }
        }
    }

    /// The items of this site's lists that a page belongs to. Those that the site does not know are told once.
    fn items(&mut self, number: u32, line: &Line) -> Result<BTreeMap<ListName, Vec<Id>>, String> {
        let mut items = BTreeMap::new();
        for (name, list) in FILTERS {
            let mut known = Vec::new();
            for typed in line.list(name, false)? {
                match Id::parse(&typed).filter(|id| self.lists.item(list, id).is_some()) {
                    Some(id) => known.push(id),
                    None => self.unknown_item(number, list, &typed),
                }
            }
            if !known.is_empty() {
                items.insert(list, known);
            }
        }
        Ok(items)
    }

    fn unknown_item(&mut self, number: u32, list: ListName, typed: &str) {
        let is_new = !self.lists.is_broken(list) && self.unknown.insert((list, typed.to_owned()));
        if !is_new || self.unknown.len() > MOST_TOLD {
            return;
        }
        self.problems.push(Problem::new(
            Kind::UnknownItem,
            Place::line(self.path, number),
            format!("`{}` is not in `{}` of this site.", shorten(typed), list.path()),
            format!(
                "Copy `{}` from that directory's project, or add the item here. Until then words find these pages, and \
                 the filters do not know the item.",
                list.path()
            ),
        ));
    }

    fn tell_unknown_left_out(&mut self) {
        let more = self.unknown.len().saturating_sub(MOST_TOLD);
        if more > 0 {
            self.problems.push(Problem::new(
                Kind::UnknownItem,
                Place::file(self.path),
                format!("{more} more items of this file are not in the lists of this site."),
                "Copy `content/lists` from that directory's project.",
            ));
        }
    }
}

/// The file was looked through for private numbers as it stands. Letters that JSON writes in another way could hide one.
fn no_private_number(path: &SourcePath, page: &JoinedPage) -> Result<(), Wrong> {
    let lists = [&page.names, &page.labels, &page.text];
    let alone = [&page.name, &page.kind, &page.summary];
    let standing = page.standing.iter();
    let standing = standing.flat_map(|one| {
        let later = one.later.iter().map(|(.., words)| words);
        std::iter::once(&one.words).chain(later)
    });
    for words in lists.into_iter().flatten().chain(alone).chain(standing) {
        let hidden = hide_private_numbers(path, &Source::new(words.as_bytes()));
        if let Some(problem) = hidden.iter().flat_map(|one| one.problems.iter()).next() {
            return Err(Wrong::Private(problem.message.clone()));
        }
    }
    Ok(())
}

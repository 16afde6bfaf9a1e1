//! Text that YAML takes for a comment: in `summary: help from agency #1 in Camden`, everything after
//! ` #` is lost, and nothing says so.
//!
//! A comment has a blank after its `#`. Where letters follow at once, and the rest of the line can go
//! without any change to what the file says, the rest was most likely meant.

use super::yaml::{self, Value};
use crate::problem::{Kind, Place, Problem};
use crate::source::SourcePath;

/// The most lines of one file that are looked at closely. Each costs one more look at the whole file.
const MOST: usize = 20;

/// The end of a line that is left out.
pub(super) struct CutOff {
    line: usize,
    column: usize,
    width: usize,
}

impl CutOff {
    /// The problem that it makes. The YAML starts `lines_before` lines below the top of its file.
    pub(super) fn problem(&self, path: &SourcePath, lines_before: u32) -> Problem {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let line = count(self.line).saturating_add(lines_before);
        Problem::new(
            Kind::CutOffText,
            Place::text(path, line, count(self.column), count(self.width)),
            "Everything after ` #` is left out.",
            "Put the text in quotation marks. If this is a note for you, write a blank after the `#`.",
        )
    }
}

/// The ends of lines of this text that are left out. `value` is what the text says.
pub(super) fn find(text: &str, value: &Value) -> Vec<CutOff> {
    // Most files have no such line, and are looked through once.
    if !text.match_indices(" #").any(|(at, _)| is_tight(text, at)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut looked = 0;
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let next = start + line.len();
        if let Some(at) = line.find(" #").filter(|at| is_tight(line, *at))
            && loses_text(line.split_at(at), text.get(next..).unwrap_or_default())
        {
            looked += 1;
            if looked > MOST {
                break;
            }
            let before = text.get(..start + at).unwrap_or_default();
            let after = text.get(next..).unwrap_or_default();
            let without = yaml::parse(&format!("{before}\n{after}"));
            if without.is_ok_and(|without| without.value == *value) {
                let count = |part: Option<&str>| part.unwrap_or_default().chars().count();
                // A note for people may follow.
                let lost = line.get(at + 1..).and_then(|rest| rest.split(" # ").next());
                found.push(CutOff {
                    line: index + 1,
                    column: count(line.get(..at)) + 2,
                    width: count(lost.map(str::trim_end)),
                });
            }
        }
        start = next;
    }
    found
}

/// True when letters follow at once after the ` #` at this place.
fn is_tight(text: &str, at: usize) -> bool {
    let after = text.get(at + 2..).and_then(|rest| rest.chars().next());
    after.is_some_and(|c| !c.is_whitespace() && c != '#')
}

/// True when the part of a line before its ` #` is the beginning of plain text, or the name of a field
/// with nothing below it. A colour without its quotation marks has a problem of its own.
fn loses_text((before, rest): (&str, &str), below: &str) -> bool {
    let value = before.trim();
    if value.is_empty() || value.starts_with('#') {
        return false;
    }
    let is_name = value.ends_with(':');
    if !is_name {
        return !value.ends_with(['"', '\'', ']', '}', '[', '{', ',', '|', '>', '-', '+']);
    }
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let colour = rest.trim().trim_start_matches('#');
    if colour.len() >= 3 && colour.chars().all(|c| c.is_ascii_hexdigit()) {
        return false;
    }
    let mut lines = below.lines();
    let next = lines.find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    next.is_none_or(|next| indent(next) <= indent(before) && !next.trim().starts_with("- "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, usize, usize)> {
        let value = yaml::parse(text).unwrap().value;
        let found = find(text, &value).into_iter();
        found.map(|one| (one.line, one.column, one.width)).collect()
    }

    #[test]
    fn text_that_is_lost_is_found() {
        let text = "name: Oak\nsummary: help from agency #1 in Camden\nterms:\n  - Flat #2\n";
        assert_eq!(lines(text), [(2, 27, 12), (4, 10, 2)]);
        assert_eq!(lines("note: caf\u{e9} #1\r\nname: A\r\n"), [(1, 12, 2)]);
        assert_eq!(lines("name: agency #1   # a note\n"), [(1, 14, 2)]);
        assert_eq!(lines("summary: #1 in Camden\nname: A\n"), [(1, 10, 12)]);
        assert_eq!(lines("summary: one\n  two #3\nname: A\n"), [(2, 7, 2)]);
    }

    #[test]
    fn comments_quotes_and_blocks_are_left_alone() {
        for text in [
            "name: x # a comment\n",
            "name: x ## a comment\n",
            "# name: x #1\nname: y\n",
            "name: x # see #1\n",
            "name: \"agency #1\"\n",
            "name: 'agency #1'\n",
            "name: \"agency\n  #1 in\n  Camden #2 too\"\n",
            "about: |\n  Agency #1 in Camden\n",
            "about: >\n  Agency #1 in Camden\n",
            "about: | #note\n  Agency\n",
            "kinds: [a, b] #note\n",
            "terms: #note\n  notice: a\n",
            "list: #note\n- a\n",
            "name: a#1\n",
            "colour: #1a2b3c\n",
        ] {
            assert_eq!(lines(text), [], "{text}");
        }
    }
}

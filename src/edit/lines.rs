//! Finds and changes the line of one field in a YAML file that is written plainly: a field on each
//! line, groups further right. What is written in any other way is given back unchanged, as nothing.

use super::fields::{Edit, Order};
use super::text::scalar;

/// Makes the change in the lines of the text.
pub(crate) fn change_lines(lines: &mut Vec<String>, edit: &Edit, order: &Order) -> Option<()> {
    let whole = Block {
        start: 0,
        end: lines.len(),
        indent: 0,
    };
    let Some(group) = edit.group else {
        return change_in_block(lines, whole, edit, order.top, 0);
    };
    let Some(head) = whole.find(lines, group) else {
        let Some(value) = &edit.value else {
            return Some(());
        };
        let place = whole.place_for(lines, group, order.top, lines.len());
        insert(
            lines,
            place,
            &[
                format!("{group}:"),
                format!("  {}: {}", edit.field, scalar(value)),
            ],
        );
        return Some(());
    };
    let after_name = lines.get(head)?.get(group.len() + 1..)?.trim_start();
    if !(after_name.is_empty() || after_name.starts_with('#')) {
        return None;
    }
    let span = Block {
        start: head + 1,
        end: end_of_group(lines, head),
        indent: 0,
    };
    let first = lines
        .get(span.start..span.end)?
        .iter()
        .find(|line| has_content(line));
    let indent = first.map_or(2, |line| indent_of(line));
    let group_order = order.groups.iter().find(|(name, _)| *name == group);
    let group_order = group_order.map_or(&[][..], |(_, fields)| *fields);
    change_in_block(lines, Block { indent, ..span }, edit, group_order, head + 1)
}

fn change_in_block(
    lines: &mut Vec<String>,
    block: Block,
    edit: &Edit,
    order: &[&str],
    place_if_first: usize,
) -> Option<()> {
    let found = block.find(lines, edit.field);
    match (found, &edit.value) {
        (None, None) => {}
        (None, Some(value)) => {
            let place = block.place_for(lines, edit.field, order, place_if_first);
            let indent = " ".repeat(block.indent);
            insert(
                lines,
                place,
                &[format!("{indent}{}: {}", edit.field, scalar(value))],
            );
        }
        (Some(index), value) => {
            if block.end_of_field(lines, index) != index + 1 {
                return None;
            }
            match value {
                None => {
                    lines.remove(index);
                }
                Some(value) => {
                    let line = lines.get_mut(index)?;
                    *line = with_value(line, block.indent + edit.field.len(), value)?;
                }
            }
        }
    }
    Some(())
}

/// Some lines, and how far right their fields start.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) indent: usize,
}

impl Block {
    /// The line of a field.
    pub(super) fn find(self, lines: &[String], field: &str) -> Option<usize> {
        let in_block = lines.get(self.start..self.end)?;
        let found = in_block.iter().position(|line| self.names(line, field))?;
        Some(self.start + found)
    }

    fn names(self, line: &str, field: &str) -> bool {
        let rest = line
            .get(self.indent..)
            .and_then(|rest| rest.strip_prefix(field));
        let after = rest.and_then(|rest| rest.strip_prefix(':'));
        indent_of(line) == self.indent
            && after
                .is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r', '\n']))
    }

    /// The line after a field. Lines that are further right belong to it; so do list items.
    pub(super) fn end_of_field(self, lines: &[String], index: usize) -> usize {
        let mut end = index + 1;
        for (number, line) in lines.iter().enumerate().take(self.end).skip(index + 1) {
            if !has_content(line) {
                continue;
            }
            let belongs = indent_of(line) > self.indent
                || (indent_of(line) == self.indent && line.trim_start().starts_with("- "));
            if !belongs {
                break;
            }
            end = number + 1;
        }
        end
    }

    /// Where a new field goes: below the nearest field that stands before it in `order`.
    pub(super) fn place_for(
        self,
        lines: &[String],
        field: &str,
        order: &[&str],
        if_first: usize,
    ) -> usize {
        let before = order.iter().take_while(|name| **name != field);
        let nearest = before.filter_map(|name| self.find(lines, name)).last();
        nearest.map_or(if_first, |index| self.end_of_field(lines, index))
    }
}

/// The line after a group: the next line at the left edge.
fn end_of_group(lines: &[String], head: usize) -> usize {
    let after = lines.iter().enumerate().skip(head + 1);
    let next = after
        .into_iter()
        .find(|(_, line)| has_content(line) && indent_of(line) == 0);
    next.map_or(lines.len(), |(index, _)| index)
}

pub(super) fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

pub(super) fn has_content(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

/// Puts new lines in, with the line ending of the file.
pub(super) fn insert(lines: &mut Vec<String>, place: usize, new: &[String]) {
    let ending = match lines.first() {
        Some(line) if line.ends_with("\r\n") => "\r\n",
        _ => "\n",
    };
    let mut at_end_of_text = false;
    if let Some(line) = place.checked_sub(1).and_then(|index| lines.get_mut(index))
        && !line.ends_with('\n')
    {
        line.push_str(ending);
        at_end_of_text = true;
    }
    for (offset, text) in new.iter().enumerate() {
        let is_last = at_end_of_text && offset + 1 == new.len();
        let ending = if is_last { "" } else { ending };
        lines.insert(place + offset, format!("{text}{ending}"));
    }
}

/// The line with another value. What stands after the value, such as a comment, stays.
pub(super) fn with_value(line: &str, name_end: usize, value: &str) -> Option<String> {
    let (name, after) = line.split_at_checked(name_end + 1)?;
    let rest = after.trim_start_matches([' ', '\t']);
    let (gap, _) = after.split_at_checked(after.len() - rest.len())?;
    let tail = match rest.chars().next() {
        None | Some('\r' | '\n') => rest.to_owned(),
        Some('#') => format!("  {rest}"),
        Some('"') => after_quoted(rest, '"')?.to_owned(),
        Some('\'') => after_quoted(rest, '\'')?.to_owned(),
        Some('&' | '*' | '!' | '|' | '>' | '[' | '{' | '@' | '`' | '%') => return None,
        Some(_) => after_bare(rest).to_owned(),
    };
    let gap = if gap.is_empty() || rest.starts_with('#') {
        " "
    } else {
        gap
    };
    Some(format!("{name}{gap}{}{tail}", scalar(value)))
}

fn after_bare(rest: &str) -> &str {
    let comment = rest.match_indices('#').find(|(index, _)| {
        rest.get(..*index)
            .is_some_and(|before| before.ends_with([' ', '\t']))
    });
    let end = comment.map_or(rest.len(), |(index, _)| index);
    let value = rest.get(..end).unwrap_or(rest).trim_end();
    rest.strip_prefix(value).unwrap_or_default()
}

fn after_quoted(rest: &str, mark: char) -> Option<&str> {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((index, character)) = characters.next() {
        if character == '\\' && mark == '"' {
            characters.next();
        } else if character == mark {
            let is_doubled =
                mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == mark);
            if !is_doubled {
                return rest.get(index + 1..);
            }
            characters.next();
        }
    }
    None
}

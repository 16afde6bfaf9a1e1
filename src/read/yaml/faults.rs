//! The slip behind text that is not YAML: what a person most likely did, and on which line.

use super::{Broken, Fault, number};

/// Finds the slip, from the words of the error and the lines around its place.
pub(super) fn find(text: &str, message: &str, line: u32, column: u32) -> Broken {
    let at = |line: u32, column: u32, fault| Broken {
        line,
        column,
        fault,
    };
    if let Some(tab) = text.lines().position(starts_with_tab) {
        return at(number(tab + 1), 1, Fault::Tab);
    }
    if message.contains("quoted scalar") || message.contains("escape") {
        let (line, column) = opened_at(message).unwrap_or((line, column));
        return at(line, column, Fault::Quote);
    }
    if !message.contains("mapping values are not allowed") {
        return at(line, column, Fault::Spacing);
    }
    let index = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let here = text.lines().nth(index).unwrap_or_default();
    let above = index
        .checked_sub(1)
        .and_then(|index| text.lines().nth(index));
    match above {
        Some(above) if lacks_space(above) => at(line - 1, 1, Fault::NoSpace),
        Some(above) if has_value(above) && indent(here) > indent(above) && colons(here) < 2 => {
            at(line, 1, Fault::Indent)
        }
        _ => at(line, column, Fault::Colon),
    }
}

fn starts_with_tab(line: &str) -> bool {
    line.chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .any(|c| c == '\t')
}

/// The place after "while scanning", at which a quotation mark was opened.
fn opened_at(message: &str) -> Option<(u32, u32)> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.trim().parse().ok()?, column.trim().parse().ok()?))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '-']).len()
}

fn colons(line: &str) -> usize {
    line.matches(": ").count() + usize::from(line.trim_end().ends_with(':'))
}

/// `name: Kite`, which cannot have fields below it.
fn has_value(line: &str) -> bool {
    line.split_once(": ")
        .is_some_and(|(_, value)| !value.trim().is_empty() && !value.trim_start().starts_with('#'))
}

/// `name:Kite`
fn lacks_space(line: &str) -> bool {
    let name = line.trim_start().trim_start_matches("- ");
    name.split_once(':').is_some_and(|(name, value)| {
        let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_name && !name.is_empty() && !value.is_empty() && !value.starts_with([' ', '/'])
    })
}

//! Problems as people and programs read them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::Format;
use crate::disk::Written;
use crate::pipeline::Built;
use crate::problem::{Place, Point, Problem, Problems, Severity};
use crate::source::Sources;

use std::path::Path;

/// Shows every problem.
pub(super) fn problems(problems: &Problems, sources: &Sources, format: Format) {
    let problems: Vec<Problem> = problems.iter().map(without_orders).collect();
    match format {
        Format::Human => {
            for problem in &problems {
                anstream::eprintln!("{}\n", human(problem, sources));
            }
        }
        Format::Short => {
            for problem in &problems {
                anstream::println!("{}", short(problem));
            }
        }
        Format::Json => {
            let all: Vec<JsonProblem> = problems.iter().map(json).collect();
            let text = serde_json::to_string_pretty(&all).unwrap_or_else(|_| "[]".to_owned());
            anstream::println!("{text}");
        }
        Format::Github => {
            for problem in &problems {
                anstream::println!("{}", github(problem));
            }
        }
    }
}

/// Says how many problems there are, and what that means.
pub(super) fn total(problems: &Problems, format: Format, consequence: &str) {
    if format != Format::Human || problems.is_empty() {
        return;
    }
    let mut files: Vec<&str> = problems
        .iter()
        .map(|problem| problem.place.path.as_str())
        .collect();
    files.dedup();
    let kinds = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Advice, "piece of advice", "pieces of advice"),
    ];
    let counts: Vec<String> = kinds
        .into_iter()
        .filter(|(severity, ..)| problems.count(*severity) > 0)
        .map(|(severity, one, many)| number(problems.count(severity), one, many))
        .collect();
    let sentence = format!(
        "{} in {}: {}. {consequence}",
        number(problems.len(), "problem", "problems"),
        number(files.len(), "file", "files"),
        counts.join(", ")
    );
    anstream::eprintln!("{}", sentence.trim_end());
}

/// Says what was written.
pub(super) fn written(built: &Built, written: Written, out: &Path) {
    anstream::println!(
        "Built {} for {} into `{}`.",
        number(built.pages, "page", "pages"),
        number(built.providers, "provider", "providers"),
        out.display()
    );
    let parts = [
        (written.made, "new"),
        (written.changed, "changed"),
        (written.kept, "the same as before"),
        (written.removed, "removed"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    anstream::println!("Files: {}.", parts.join(", "));
}

/// A number of things in words.
pub(super) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A problem with its line, as people read it.
fn human(problem: &Problem, sources: &Sources) -> String {
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    };
    let help = Level::HELP.message(problem.help.clone());
    let more = format!("handrail explain {}", problem.kind.name());
    let more = Level::NOTE.with_name("more").message(more);
    let group = level.primary_title(problem.message.clone());
    let mut report = match snippet(&problem.place, sources) {
        Some(snippet) => group.element(snippet),
        None => group.element(Origin::path(shown(problem.place.path.as_str()))),
    };
    for (place, words) in &problem.also {
        report = report.element(Level::NOTE.message(format!("{words}: {}", spot(place))));
    }
    report = report.element(help).element(more);
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(&[report])
}

/// The line of a problem. Only that line is handed on, so that a large file costs nothing.
fn snippet<'a>(
    place: &Place,
    sources: &Sources,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let Point::Text {
        line,
        column,
        width,
    } = place.point
    else {
        return None;
    };
    let source = sources.get(place.path.as_str())?;
    let text = String::from_utf8_lossy(source.bytes());
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let wanted: String = text.lines().nth(index)?.chars().take(400).collect();
    let wanted = shown(&wanted);
    let at = |characters: u32| {
        let characters = usize::try_from(characters).unwrap_or(usize::MAX);
        wanted
            .char_indices()
            .nth(characters)
            .map_or(wanted.len(), |(byte, _)| byte)
    };
    let start = at(column.saturating_sub(1));
    let end = at(column.saturating_sub(1).saturating_add(width)).max(start);
    Some(
        Snippet::source(wanted)
            .line_start(index + 1)
            .path(shown(place.path.as_str()))
            .annotation(AnnotationKind::Primary.span(start..end)),
    )
}

/// `providers/kite-care.yml:12:1`, or the file alone.
fn spot(place: &Place) -> String {
    match place.point {
        Point::Text { line, column, .. } => {
            format!("{}:{line}:{column}", shown(place.path.as_str()))
        }
        _ => shown(place.path.as_str()),
    }
}

/// A problem without letters that a terminal does not show but obeys. Messages and paths repeat what stands
/// in files, and a file can come from a stranger.
fn without_orders(problem: &Problem) -> Problem {
    let mut plain = problem.clone();
    plain.message = shown(&problem.message);
    plain.help = shown(&problem.help);
    for (_, words) in &mut plain.also {
        *words = shown(words);
    }
    plain
}

/// Text with a sign in the place of each letter that a terminal obeys: control letters, and those that
/// turn the way of writing. Line ends stay.
fn shown(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_order = |letter: char| turns(letter) || (letter.is_control() && letter != '\n');
    text.replace(is_order, "\u{fffd}")
}

fn short(problem: &Problem) -> String {
    let (line, column) = line_and_column(&problem.place);
    format!(
        "{}:{line}:{column}: {}: {}",
        shown(problem.place.path.as_str()),
        problem.severity().word(),
        problem.message
    )
}

fn line_and_column(place: &Place) -> (u32, u32) {
    match place.point {
        Point::Text { line, column, .. } => (line, column),
        _ => (1, 1),
    }
}

/// A note for GitHub, as its workflow commands want it.
fn github(problem: &Problem) -> String {
    let escape = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let command = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let (line, column) = line_and_column(&problem.place);
    format!(
        "::{command} file={},line={line},col={column},title={}::{}",
        property(problem.place.path.as_str()),
        property(problem.kind.name()),
        escape(&format!("{}\n{}", problem.message, problem.help))
    )
}

#[derive(Serialize)]
struct JsonProblem<'p> {
    kind: &'static str,
    severity: &'static str,
    file: &'p str,
    line: u32,
    column: u32,
    message: &'p str,
    help: &'p str,
    also: Vec<String>,
}

fn json(problem: &Problem) -> JsonProblem<'_> {
    let (line, column) = line_and_column(&problem.place);
    JsonProblem {
        kind: problem.kind.name(),
        severity: problem.severity().word(),
        file: problem.place.path.as_str(),
        line,
        column,
        message: &problem.message,
        help: &problem.help,
        also: problem
            .also
            .iter()
            .map(|(place, words)| format!("{words}: {}", spot(place)))
            .collect(),
    }
}

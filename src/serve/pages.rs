//! The preview's own words: the page of problems, the notice on pages that are not up to date, and
//! the way its script gets into a page.
//!
//! The page of problems is written here and not by a theme, because the theme itself may be broken.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::Shown;
use super::answer::{PROBLEMS, SCRIPT, STYLES};
use crate::problem::{Place, Point, Problem, Severity};

/// The page of problems.
pub(super) fn problems(shown: &Shown) -> String {
    let title = title(shown);
    let words = introduction(shown) + &by_file(shown);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} - Handrail preview</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLES}\">\n{}\n</head>\n\
         <body class=\"handrail-problems\">\n<main>\n<h1>{title}</h1>\n{words}</main>\n</body>\n</html>\n",
        script(shown, &words)
    )
}

fn title(shown: &Shown) -> String {
    let errors = shown.problems.count(Severity::Error);
    match (&shown.unreadable, errors, shown.problems.len()) {
        (Some(_), ..) => "The project cannot be read".to_owned(),
        (None, 0, 0) => "Nothing is wrong".to_owned(),
        (None, 0, 1) => "1 thing could be better".to_owned(),
        (None, 0, more) => format!("{more} things could be better"),
        (None, 1, _) => "1 error to mend".to_owned(),
        (None, errors, _) => format!("{errors} errors to mend"),
    }
}

fn introduction(shown: &Shown) -> String {
    let reason = shown.unreadable.as_deref().map(|reason| {
        format!(
            "<p>{}</p>\n<p>Put the folder back. Then the site is shown again by itself.</p>\n",
            in_html(reason)
        )
    });
    let way = match (&shown.site, shown.is_held_back()) {
        (Some(_), true) => {
            "<p>Until this is mended, the pages show the last good site. When you save a file, Handrail \
             looks again by itself.</p>\n<p><a href=\"/\">Go to the last good site</a></p>\n"
        }
        (Some(_), false) => {
            "<p>The pages are up to date.</p>\n<p><a href=\"/\">Go to the site</a></p>\n"
        }
        (None, _) => {
            "<p>There is no site to show yet. When you save a file, Handrail looks again by itself.</p>\n"
        }
    };
    reason.unwrap_or_default() + way
}

/// Every problem below the file that it is in, with those files first that hold the site back.
fn by_file(shown: &Shown) -> String {
    if shown.unreadable.is_some() {
        return String::new();
    }
    let broken = shown.problems.files_with_errors();
    let mut all: Vec<&Problem> = shown.problems.iter().collect();
    all.sort_by_key(|problem| !broken.contains(&problem.place.path));
    let mut html = String::new();
    let mut file = None;
    for problem in all {
        if file != Some(&problem.place.path) {
            file = Some(&problem.place.path);
            html.push_str(&format!(
                "<h2><code>{}</code></h2>\n",
                escape(problem.place.path.as_str())
            ));
        }
        html.push_str(&one(problem));
    }
    html
}

fn one(problem: &Problem) -> String {
    let word = match problem.severity() {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Advice => "Advice",
    };
    let line = match problem.place.point {
        Point::Text { line, .. } => format!(" on line {line}"),
        _ => String::new(),
    };
    let also: String = problem
        .also
        .iter()
        .map(|(place, words)| format!("<p>{}: {}</p>\n", in_html(words), spot(place)))
        .collect();
    format!(
        "<h3>{word}{line}: {}</h3>\n{also}<p>What to do:</p>\n<p class=\"handrail-help\">{}</p>\n\
         <p>To read more, type: <code>handrail explain {}</code></p>\n",
        in_html(&problem.message),
        in_html(&problem.help),
        problem.kind.name()
    )
}

/// `providers/kite-care.yml, line 12`, or the file alone.
fn spot(place: &Place) -> String {
    let file = escape(place.path.as_str());
    match place.point {
        Point::Text { line, .. } => format!("<code>{file}</code>, line {line}"),
        _ => format!("<code>{file}</code>"),
    }
}

/// The page with the preview's script in it, and with a notice while it is not up to date.
pub(super) fn with_preview(page: &[u8], shown: &Shown) -> Vec<u8> {
    let Ok(page) = std::str::from_utf8(page) else {
        return page.to_vec();
    };
    let mut page = page.to_owned();
    let mut styles = String::new();
    if shown.is_held_back() {
        styles = format!("<link rel=\"stylesheet\" href=\"{STYLES}\">");
        put_in(&mut page, top_of_body, &notice(shown));
    }
    let head = script(shown, &page) + &styles;
    put_in(&mut page, before_end_of_head, &head);
    page.into_bytes()
}

/// Puts a piece in at a place, or at the end when there is no such place.
fn put_in(page: &mut String, place: impl Fn(&str) -> Option<usize>, piece: &str) {
    let at = place(page).unwrap_or(page.len());
    page.insert_str(at, piece);
}

fn before_end_of_head(page: &str) -> Option<usize> {
    page.find("</head>")
}

/// The notice stands before the header: the link that skips to the words of a page stays the first.
fn top_of_body(page: &str) -> Option<usize> {
    let body = page.find("<body")?;
    let inside = page.get(body..)?;
    let header = inside.find("<header");
    Some(body + header.or_else(|| Some(inside.find('>')? + 1))?)
}

/// The script that loads the page again, with what it must know: what is shown now, and which page this is.
fn script(shown: &Shown, page: &str) -> String {
    let mark = escape(&shown.mark);
    let mut sum = DefaultHasher::new();
    page.hash(&mut sum);
    let page = format!("{:016x}", sum.finish());
    format!("<script src=\"{SCRIPT}\" data-mark=\"{mark}\" data-page=\"{page}\" defer></script>")
}

fn notice(shown: &Shown) -> String {
    let errors: Vec<&Problem> = shown
        .problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .collect();
    let why = match (&shown.unreadable, errors.as_slice()) {
        (None, [only]) => format!("1 error must be mended first, in {}.", spot(&only.place)),
        (None, [first, ..]) => format!(
            "{} errors must be mended first. One is in {}.",
            errors.len(),
            spot(&first.place)
        ),
        _ => "The project cannot be read.".to_owned(),
    };
    format!(
        "<aside class=\"handrail-notice\" aria-label=\"Preview\"><p><strong>This is the last good site. It \
         is not up to date.</strong> {why} <a href=\"{PROBLEMS}\">See what to mend</a></p></aside>"
    )
}

/// Words with what stands between back-ticks as code.
fn in_html(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(words); // A back-tick has no partner.
    }
    let mut html = String::new();
    for (index, part) in parts.into_iter().enumerate() {
        let part = escape(part);
        if index.is_multiple_of(2) {
            html.push_str(&part);
        } else {
            html.push_str(&format!("<code>{part}</code>"));
        }
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Output;
    use crate::problem::Kind;
    use crate::source::SourcePath;
    use std::sync::Arc;

    fn shown_with(message: &str) -> Shown {
        let file = SourcePath::new("providers/<a>.yml");
        let place = Place::text(&file, 14, 1, 1);
        let help = "Add it, like this:\n`told_on: 2026-08-06`";
        let mut shown = Shown {
            site: Some(Arc::new(Output::default())),
            mark: "7\"".to_owned(),
            ..Shown::default()
        };
        let problem = Problem::new(Kind::MissingDate, place, message, help);
        shown.problems.push(problem);
        shown
    }

    #[test]
    fn the_page_says_the_file_the_line_and_what_to_do() {
        let page = problems(&shown_with("This price <b> has no date."));
        assert!(page.contains("<h1>1 error to mend</h1>"), "{page}");
        assert!(page.contains("<h2><code>providers/&lt;a&gt;.yml</code></h2>"));
        assert!(page.contains("<h3>Error on line 14: This price &lt;b&gt; has no date.</h3>"));
        assert!(page.contains("Add it, like this:\n<code>told_on: 2026-08-06</code>"));
        assert!(page.contains("the last good site"));
        assert!(page.contains("data-mark=\"7&quot;\""));
        assert!(!page.contains("style=") && !page.contains("<style"));
    }

    #[test]
    fn a_project_that_is_gone_is_said_alone() {
        let mut shown = shown_with("x");
        shown.unreadable = Some("`/x`: it is not there.".to_owned());
        let page = problems(&shown);
        assert!(
            page.contains("<h1>The project cannot be read</h1>"),
            "{page}"
        );
        assert!(page.contains("<code>/x</code>: it is not there.") && !page.contains("<h2>"));
    }

    #[test]
    fn a_page_gets_the_script_and_while_it_is_old_a_notice() {
        let page = b"<html><head><title>a</title></head><body class=\"b\">c</body></html>";
        let mut shown = shown_with("x");
        let old = String::from_utf8(with_preview(page, &shown)).unwrap();
        assert!(old.contains("<body class=\"b\"><aside "), "{old}");
        assert!(old.contains("defer></script><link "), "{old}");
        shown.problems = Default::default();
        let good = String::from_utf8(with_preview(page, &shown)).unwrap();
        assert!(good.contains("defer></script></head><body class=\"b\">c</body>"));
    }

    #[test]
    fn the_notice_comes_after_the_link_that_skips_to_the_words() {
        let page = b"<head></head><body><a class=\"skip\">Skip</a><header class=\"top\">";
        let page = String::from_utf8(with_preview(page, &shown_with("x"))).unwrap();
        assert!(page.contains("Skip</a><aside "), "{page}");
        assert!(page.ends_with("</aside><header class=\"top\">"), "{page}");
    }

    #[test]
    fn a_page_without_head_or_body_gets_them_at_its_end() {
        let shown = shown_with("x");
        let page = String::from_utf8(with_preview(b"words", &shown)).unwrap();
        assert!(page.starts_with("words<aside ") && page.contains("<script "));
        assert_eq!(with_preview(b"\xff", &shown), b"\xff");
    }

    #[test]
    fn back_ticks_become_code_only_in_pairs() {
        assert_eq!(in_html("a `b<` c"), "a <code>b&lt;</code> c");
        assert_eq!(in_html("a ` c"), "a ` c");
    }
}

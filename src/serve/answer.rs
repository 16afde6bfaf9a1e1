//! Which answer belongs to which request.

use super::headers::{kind, of_preview, of_site};
use super::hosts::is_own;
use super::pages;
use super::target::{Target, encode, read};
use super::{Answer, Asked, Door, Shown};
use crate::output::Output;

/// Where the preview's own addresses are. No page of a site starts with a dot.
const PROBLEMS_PATH: &str = ".handrail/problems/";
const SCRIPT_PATH: &str = ".handrail/preview.js";
const STYLES_PATH: &str = ".handrail/preview.css";
const CHANGES_PATH: &str = ".handrail/changes";

/// The page of problems.
pub(super) const PROBLEMS: &str = "/.handrail/problems/";
/// The script that loads a page again.
pub(super) const SCRIPT: &str = "/.handrail/preview.js";
/// How the preview's own words look.
pub(super) const STYLES: &str = "/.handrail/preview.css";

/// The site's page for addresses that do not exist.
const NOT_FOUND: &str = "404.html";

/// True when the answer to this request must wait until something else is shown: a page asks
/// whether it is old, and it is not.
pub fn waits(shown: &Shown, asked: &Asked<'_>, door: Door) -> bool {
    let Ok(target) = admit(asked, door) else {
        return false;
    };
    target.path == CHANGES_PATH && target.query == Some(&format!("since={}", shown.mark))
}

/// The answer to a request, from what is in memory.
pub fn answer(shown: &Shown, asked: &Asked<'_>, door: Door) -> Answer {
    match admit(asked, door) {
        Err(refusal) => refusal,
        Ok(target) => own(shown, &target).unwrap_or_else(|| match &shown.site {
            Some(site) => of_the_site(site, shown, &target),
            None => page(503, pages::problems(shown)),
        }),
    }
}

/// An answer that only says why there is none.
pub fn refuse(status: u16, words: &str) -> Answer {
    Answer {
        status,
        headers: of_preview("text/plain; charset=utf-8"),
        body: format!("{words}\n").into_bytes(),
    }
}

/// Who may ask, and how.
fn admit<'a>(asked: &Asked<'a>, door: Door) -> Result<Target<'a>, Answer> {
    if !is_own(asked, door) {
        return Err(refuse(
            403,
            "This address is not the one of the preview. Use the address that Handrail shows.",
        ));
    }
    if !matches!(asked.method, "GET" | "HEAD") {
        let mut refusal = refuse(405, "The preview only shows pages.");
        let allowed = ("Allow".to_owned(), "GET, HEAD".to_owned());
        refusal.headers.push(allowed);
        return Err(refusal);
    }
    read(asked.target).ok_or_else(|| refuse(400, "This address cannot be read."))
}

/// What the preview says itself.
fn own(shown: &Shown, target: &Target<'_>) -> Option<Answer> {
    let text = |kind: &str, body: &str| Answer {
        status: 200,
        headers: of_preview(kind),
        body: body.as_bytes().to_vec(),
    };
    match target.path.as_str() {
        PROBLEMS_PATH => Some(page(200, pages::problems(shown))),
        SCRIPT_PATH => Some(text(kind(SCRIPT_PATH), include_str!("preview.js"))),
        STYLES_PATH => Some(text(kind(STYLES_PATH), include_str!("preview.css"))),
        CHANGES_PATH => Some(text("text/plain; charset=utf-8", &shown.mark)),
        _ => None,
    }
}

fn page(status: u16, html: String) -> Answer {
    Answer {
        status,
        headers: of_preview(kind("x.html")),
        body: html.into_bytes(),
    }
}

fn of_the_site(site: &Output, shown: &Shown, target: &Target<'_>) -> Answer {
    let file = target.file();
    let address = format!("/{}", target.path);
    let send = |status, file: &str, bytes: &[u8]| Answer {
        status,
        headers: of_site(site, file, &address),
        body: match file.ends_with(".html") {
            true => pages::with_preview(bytes, shown),
            false => bytes.to_vec(),
        },
    };
    if let Some(bytes) = site.get(&file) {
        return send(200, &file, bytes);
    }
    if site.get(&format!("{file}/index.html")).is_some() {
        let mut answer = send(302, "x.txt", b"");
        let is_plain = |query: &&str| query.bytes().all(|byte| byte.is_ascii_graphic());
        let query = target.query.filter(is_plain);
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let place = format!("/{}/{query}", encode(&file));
        answer.headers.push(("Location".to_owned(), place));
        return answer;
    }
    match site.get(NOT_FOUND) {
        Some(bytes) => send(404, NOT_FOUND, bytes),
        None => send(404, "x.txt", b"There is no such page.\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Kind, Place, Problem};
    use crate::source::SourcePath;
    use std::sync::Arc;

    const DOOR: Door = Door {
        port: 8000,
        lan: false,
    };

    fn shown() -> Shown {
        let mut site = Output::default();
        site.insert("index.html", "<head></head><body>Home</body>");
        site.insert("a b/index.html", "<head></head><body>Page</body>");
        site.insert("404.html", "<head></head><body>Missing</body>");
        site.insert("assets/a.css", "p{}");
        site.insert("_headers", "/*\n  X-Site: yes\n");
        Shown {
            site: Some(Arc::new(site)),
            mark: "1-1".to_owned(),
            ..Shown::default()
        }
    }

    fn asked<'a>(method: &'a str, target: &'a str) -> Asked<'a> {
        Asked {
            method,
            target,
            hosts: vec!["localhost:8000"],
            sent_to: "127.0.0.1".to_owned(),
        }
    }

    fn get(shown: &Shown, target: &str) -> Answer {
        answer(shown, &asked("GET", target), DOOR)
    }

    fn text(answer: &Answer) -> String {
        String::from_utf8(answer.body.clone()).unwrap()
    }

    #[test]
    fn files_come_from_memory_with_the_headers_of_the_site() {
        let shown = shown();
        let home = get(&shown, "/?x");
        assert_eq!((home.status, home.header("x-site")), (200, Some("yes")));
        assert_eq!(home.header("Cache-Control"), Some("no-store"));
        assert!(text(&home).contains("Home") && text(&home).contains(SCRIPT));
        let styles = get(&shown, "/assets/a.css");
        assert_eq!(text(&styles), "p{}");
        assert_eq!(
            styles.header("Content-Type"),
            Some("text/css; charset=utf-8")
        );
        assert_eq!(answer(&shown, &asked("HEAD", "/?x"), DOOR), home);
    }

    #[test]
    fn a_folder_without_its_end_leads_to_the_page() {
        let answer = get(&shown(), "/a%20b?q=1");
        assert_eq!(answer.status, 302);
        assert_eq!(answer.header("Location"), Some("/a%20b/?q=1"));
    }

    #[test]
    fn what_is_not_in_memory_is_not_there() {
        for target in [
            "/x",
            "/../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "//",
            "//example.org/",
            "//example.org",
            "/./",
            "/assets/../index.html",
            "/\\",
            "/%00",
        ] {
            let answer = get(&shown(), target);
            assert_eq!(answer.status, 404, "{target}");
            assert!(text(&answer).contains("Missing"), "{target}");
            assert_eq!(answer.header("Location"), None, "{target}");
        }
        let long = format!("/{}", "a".repeat(100_000));
        assert_eq!(get(&shown(), &long).status, 404);
    }

    #[test]
    fn odd_requests_are_refused() {
        assert_eq!(get(&shown(), "/%ff").status, 400);
        assert_eq!(get(&shown(), "http://localhost:8000/").status, 400);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get"] {
            let refused = answer(&shown(), &asked(method, "/"), DOOR);
            assert_eq!(
                (refused.status, refused.header("Allow")),
                (405, Some("GET, HEAD"))
            );
        }
        let mut foreign = asked("GET", "/");
        foreign.hosts = vec!["example.org:8000"];
        assert_eq!(answer(&shown(), &foreign, DOOR).status, 403);
    }

    #[test]
    fn a_page_that_is_new_waits_and_one_that_is_old_hears_so() {
        let shown = shown();
        let new = asked("GET", "/.handrail/changes?since=1-1");
        assert!(waits(&shown, &new, DOOR));
        assert!(!waits(
            &shown,
            &asked("GET", "/.handrail/changes?since=1-0"),
            DOOR
        ));
        assert!(!waits(&shown, &asked("GET", "/.handrail/changes"), DOOR));
        assert!(!waits(&shown, &asked("GET", "/"), DOOR));
        let mut foreign = new.clone();
        foreign.hosts = vec!["example.org"];
        assert!(!waits(&shown, &foreign, DOOR));
        assert_eq!(text(&get(&shown, "/.handrail/changes")), "1-1");
    }

    #[test]
    fn an_error_keeps_the_last_good_site_and_says_so() {
        let mut shown = shown();
        let place = Place::line(&SourcePath::new("providers/a.yml"), 3);
        let problem = Problem::new(Kind::BrokenYaml, place, "This is broken.", "Mend it.");
        shown.problems.push(problem);
        let home = text(&get(&shown, "/"));
        assert!(
            home.contains("Home") && home.contains("not up to date"),
            "{home}"
        );
        let problems = get(&shown, PROBLEMS);
        assert_eq!(problems.status, 200);
        assert!(text(&problems).contains("Error on line 3: This is broken."));
        shown.site = None;
        let home = get(&shown, "/");
        assert_eq!(home.status, 503);
        assert!(text(&home).contains("There is no site to show yet."));
        assert_eq!(get(&shown, STYLES).status, 200);
    }
}

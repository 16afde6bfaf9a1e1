//! `handrail serve`: a real folder, real events, a real port.
//!
//! Nothing here waits for a fixed time. Each test asks until the answer is right, and gives up late.

mod browser;
mod drafts;
mod endurance;

use std::fs;
use std::io::Write as _;
use std::thread;
use std::time::Duration;

use crate::project::{Project, snapshot};
use browser::{PATIENCE, Serving, until};

const PAGE: &str = "/providers/kite-care/";
const FILE: &str = "providers/kite-care.yml";

/// The provider's file with another summary.
fn provider(summary: &str) -> String {
    format!(
        "name: Kite Care\nkinds: [home-care-agency]\nsummary: {summary}\nareas: [camden]\n\
         contact:\n  phone: 020 7946 0011\n"
    )
}

fn save(serving: &Serving, summary: &str) {
    fs::write(serving.project.path(FILE), provider(summary)).expect("the file can be written");
}

#[test]
fn what_is_saved_is_seen() {
    let serving = Serving::start(Project::small(), &[]);
    assert!(serving.get(PAGE).body.contains("Help at home"));
    save(&serving, "Help in the garden.");
    serving.sees(PAGE, "Help in the garden.");
    serving.says("changed: /providers/kite-care/,");
    // An editor that writes beside the file and moves it there.
    let beside = serving.project.path("providers/.kite-care.yml.new");
    fs::write(&beside, provider("Help with meals.")).expect("it can be written");
    fs::rename(&beside, serving.project.path(FILE)).expect("it can be moved");
    serving.sees(PAGE, "Help with meals.");
    // A new page, and an old one that goes.
    let new = serving.project.path("providers/rook.yml");
    fs::write(&new, provider("Help of rooks.")).expect("it can be written");
    serving.sees("/providers/rook/", "Help of rooks.");
    fs::remove_file(&new).expect("it can be removed");
    until("the page is gone", || {
        serving.get("/providers/rook/").status == 404
    });
    serving.says("3 pages are gone: /providers/rook/,");
    let site = serving.project.path("public");
    assert!(!site.exists(), "nothing is written");
}

#[test]
fn an_error_keeps_the_last_good_site_and_says_what_to_mend() {
    let serving = Serving::start(Project::small(), &[]);
    let mark = serving.mark();
    fs::write(serving.project.path(FILE), "name: Kite Care\nsumary: x\n").expect("written");
    serving.sees(PAGE, "This is the last good site");
    let page = serving.get(PAGE);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Help at home"), "{}", page.body);
    assert!(page.body.contains("href=\"/.handrail/problems/\""));
    let problems = serving.get("/.handrail/problems/").body;
    for part in [
        "<html lang=\"en\">",
        "<title>",
        "<main>",
        "<h1>",
        FILE,
        "on line 2",
        "summary",
    ] {
        assert!(problems.contains(part), "{part}: {problems}");
    }
    assert!(!problems.contains("style=") && !problems.contains("<style"));
    serving.says("The last good site stays");
    assert_ne!(serving.mark(), mark, "open pages are loaded again");
    save(&serving, "Help is back.");
    serving.sees(PAGE, "Help is back.");
    assert!(!serving.get(PAGE).body.contains("last good site"));
    assert!(
        serving
            .get("/.handrail/problems/")
            .body
            .contains("The pages are up to date.")
    );
    serving.says("This is mended.");
}

#[test]
fn a_site_that_never_was_good_shows_its_problems_until_it_is() {
    let project = Project::small().file("providers/bad.yml", "name: [\n");
    let serving = Serving::start(project, &[]);
    let page = serving.get("/");
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("There is no site to show yet."),
        "{}",
        page.body
    );
    assert!(page.body.contains("providers/bad.yml"));
    serving.project.remove("providers/bad.yml");
    until("the site is there", || serving.get("/").status == 200);
}

#[test]
fn folders_may_go_and_come_back() {
    let serving = Serving::start(Project::small(), &[]);
    let path = |name: &str| serving.project.path(name);
    for folder in ["providers", "content"] {
        fs::rename(path(folder), path("away")).expect("it can be moved");
        let is_noticed = || serving.get("/").body.contains("last good site");
        if folder == "content" {
            until("the content is missed", is_noticed);
        } else {
            until("the provider is missed", || serving.get(PAGE).status == 404);
        }
        fs::rename(path("away"), path(folder)).expect("it can be moved back");
        until("all is well", || {
            serving.get(PAGE).status == 200 && !serving.get("/").body.contains("last good site")
        });
    }
    // A theme of the project's own, for a while.
    fs::create_dir_all(path("themes/easy-read/strings")).expect("made");
    fs::write(path("themes/easy-read/layout.html"), "<p>{{ nothing").expect("written");
    serving.sees("/", "last good site");
    serving.project.remove("themes");
    until("all is well", || {
        !serving.get("/").body.contains("last good site")
    });
    save(&serving, "Watched still.");
    serving.sees(PAGE, "Watched still.");
}

#[test]
fn a_project_that_comes_back_is_picked_up_again() {
    let holder = Project::empty().file("site/x", "");
    holder.remove("site/x");
    let inner = Project::small();
    for (path, bytes) in snapshot(&inner.path("")) {
        let place = holder.path("site").join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, bytes).expect("written");
    }
    let serving = Serving::start(holder, &["--project", "site"]);
    let path = |name: &str| serving.project.path(name);
    fs::rename(path("site"), path("away")).expect("moved");
    serving.sees(PAGE, "The project cannot be read.");
    assert!(
        serving.get(PAGE).body.contains("Help at home"),
        "the last good site stays"
    );
    assert!(
        serving
            .get("/.handrail/problems/")
            .body
            .contains("Put the folder back.")
    );
    fs::rename(path("away"), path("site")).expect("moved back");
    until("the site is back", || {
        !serving.get(PAGE).body.contains("last good site")
    });
    fs::write(path("site").join(FILE), provider("Here again.")).expect("written");
    serving.sees(PAGE, "Here again.");
}

/// What was saved while a file could not be opened is there when that is mended.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_holds_the_site_back_and_hides_nothing() {
    let serving = Serving::start(Project::small(), &[]);
    let link = serving.project.path("content/pages/draft.md");
    fs::create_dir_all(link.parent().expect("a folder")).expect("made");
    std::os::unix::fs::symlink("nowhere.md", &link).expect("a link");
    save(&serving, "Saved in the meantime.");
    serving.says("The last good site stays");
    fs::remove_file(&link).expect("removed");
    serving.sees(PAGE, "Saved in the meantime.");
}

#[test]
fn files_outside_the_three_folders_are_no_reason_to_build() {
    let serving = Serving::start(Project::small(), &[]);
    let mark = serving.mark();
    serving.project.publish();
    fs::write(serving.project.path("providers/.kite-care.yml.swp"), "x").expect("written");
    save(&serving, "After all of that.");
    serving.sees(PAGE, "After all of that.");
    assert_ne!(serving.mark(), mark);
    serving.says("changed: ");
    let told = serving.told();
    let builds = told.matches("changed").count() + told.matches("Nothing on").count();
    assert_eq!(builds, 1, "{told}");
}

#[test]
fn only_this_machine_is_answered() {
    let serving = Serving::start(Project::small(), &[]);
    let port = serving.port;
    for host in [
        "example.org",
        "example.org:80",
        "127.0.0.1",
        "192.168.0.9",
        "",
    ] {
        let answer = serving.ask(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.body.contains("Kite"), "{host}");
    }
    for host in [format!("localhost:{port}"), format!("[::1]:{port}")] {
        let answer = serving.ask(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(answer.status, 200, "{host}");
    }
    assert_eq!(serving.ask(b"GET / HTTP/1.1\r\n\r\n").status, 403);
}

#[test]
fn odd_requests_get_no_file_and_do_no_harm() {
    let serving = Serving::start(Project::small(), &[]);
    let host = format!("Host: 127.0.0.1:{}\r\n\r\n", serving.port);
    let ask = |start: &[u8]| serving.ask(&[start, host.as_bytes()].concat());
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "//",
        "//etc/passwd",
        "/content/site.yml",
        "/%00",
        "/providers/kite-care.yml",
    ] {
        let answer = ask(format!("GET {path} HTTP/1.1\r\n").as_bytes());
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("root:") && !answer.body.contains("run_by"),
            "{path}"
        );
    }
    assert_eq!(ask(b"GET /%ff%fe HTTP/1.1\r\n").status, 400);
    assert_eq!(ask(b"GET /\xff\xfe HTTP/1.1\r\n").status, 400);
    assert_eq!(ask(b"\x16\x03\x01\x02\x00\r\n\r\n").status, 400);
    let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(100_000));
    assert_eq!(ask(long.as_bytes()).status, 431);
    let many = format!("GET / HTTP/1.1\r\n{}", "A: b\r\n".repeat(500));
    assert_eq!(ask(many.as_bytes()).status, 431);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = ask(format!("{method} / HTTP/1.1\r\n").as_bytes());
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"));
    }
    let head = ask(b"HEAD / HTTP/1.1\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let whole = serving.get("/").body.len().to_string();
    assert_eq!(head.header("content-length"), whole);
}

#[test]
fn a_slow_browser_holds_up_nobody() {
    let serving = Serving::start(Project::small(), &[]);
    // Some say nothing, some stop half way, some never read, some wait for changes.
    let since = format!(
        "GET /.handrail/changes?since={} HTTP/1.1\r\n",
        serving.mark()
    );
    let host = format!("Host: 127.0.0.1:{}\r\n\r\n", serving.port);
    let lines: Vec<_> = (0..40)
        .map(|number| {
            let mut line = serving.connect();
            let words = match number % 4 {
                0 => String::new(),
                1 => "GET / HT".to_owned(),
                2 => format!("GET / HTTP/1.1\r\n{host}"),
                _ => format!("{since}{host}"),
            };
            line.write_all(words.as_bytes())
                .expect("it can be written to");
            line
        })
        .collect();
    let started = std::time::Instant::now();
    for _ in 0..20 {
        assert_eq!(serving.get("/").status, 200);
    }
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    drop(lines);
    save(&serving, "Still here.");
    serving.sees(PAGE, "Still here.");
}

#[test]
fn a_page_that_waits_hears_of_a_change() {
    let serving = Serving::start(Project::small(), &[]);
    let mark = serving.mark();
    let heard = thread::scope(|scope| {
        let waiting = scope.spawn(|| serving.get(&format!("/.handrail/changes?since={mark}")));
        thread::sleep(Duration::from_millis(1)); // Whichever is first, the answer is the same.
        save(&serving, "Something new.");
        waiting.join().expect("an answer")
    });
    assert_eq!(heard.body, serving.mark());
    assert_ne!(heard.body, mark);
}

#[test]
fn pages_have_the_headers_of_the_published_site_and_its_files_are_the_same() {
    let serving = Serving::start(Project::small(), &[]);
    serving.project.publish();
    let files = serving.project.snapshot("public");
    let headers = String::from_utf8(files["_headers"].clone()).expect("text");
    let lines = headers
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with(' '));
    let wanted: Vec<(&str, &str)> = lines
        .filter_map(|line| line.trim().split_once(": "))
        .collect();
    assert!(wanted.len() > 3, "{headers}");
    let assets = files.keys().filter(|path| path.starts_with("assets/"));
    let mut paths: Vec<&str> = assets.map(String::as_str).collect();
    paths.extend([
        "",
        "404.html",
        "sw.js",
        "robots.txt",
        "providers/kite-care/",
    ]);
    for path in paths {
        let answer = serving.get(&format!("/{path}"));
        for (name, value) in &wanted {
            assert_eq!(answer.header(name), *value, "{path}");
        }
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        if let Some(file) = files.get(path).filter(|_| !path.ends_with(".html")) {
            assert_eq!(answer.body, String::from_utf8_lossy(file), "{path}");
        }
    }
    assert_eq!(
        serving.get("/").header("content-type"),
        "text/html; charset=utf-8"
    );
    assert_eq!(
        serving.get("/sw.js").header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(serving.get("/").body.contains("/.handrail/preview.js"));
    let own = files
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains("/.handrail/"));
    assert!(!own, "the built site knows nothing of the preview");
    let folder = serving.get("/providers/kite-care");
    assert_eq!(
        (folder.status, folder.header("location")),
        (302, "/providers/kite-care/")
    );
}

#[test]
fn a_taken_port_is_left_alone_and_the_network_only_asked_for() {
    let first = Serving::start(Project::small(), &[]);
    let taken = first.port.to_string();
    let second = Serving::start(Project::small(), &["--port", &taken]);
    assert_ne!(second.port, first.port);
    second.says(&format!("Port {taken} is taken."));
    assert!(!second.told().contains("network"));
    let open = Serving::start(Project::small(), &["--lan"]);
    open.says("Everybody in your network can read it");
    assert_eq!(open.get("/").status, 200);
    let foreign = open.ask(b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
    assert_eq!(foreign.status, 403);
}

#[test]
fn without_a_project_there_is_nothing_to_serve() {
    let ran = Project::empty().run(&["serve", "--port", "0", "--project", "nowhere"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("the project cannot be read"),
        "{}",
        ran.stderr
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_when_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::small().file("bin/xdg-open", "#!/bin/sh\necho \"$1\" > opened\n");
    let opener = project.path("bin/xdg-open");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("it can be run");
    let serving = Serving::start(project, &["--open"]);
    let address = format!("http://127.0.0.1:{}/", serving.port);
    until("the browser is opened", || {
        serving.project.text("opened").trim() == address
    });
}

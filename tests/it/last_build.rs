//! A build that nothing changed for takes its word from the last one: fast, and the same in all that people see.

use std::fs;

use handrail::problem::{Kind, Severity};

use crate::project::{Project, Ran};

/// A site with something to warn of, so that warnings must come back too.
fn project() -> Project {
    Project::small().file("providers/notes.html", "<p>")
}

/// Runs a build, and tells whether pages were made for it.
fn built(project: &Project, more: &[&str]) -> (bool, Ran) {
    let ran = project.run(&[&["build", "--timings"], more].concat());
    let made = ran.stderr.contains("Making pages");
    (made, ran)
}

/// What people are told, without the times.
fn told(ran: &Ran) -> (Option<i32>, String, String) {
    let (told, _) = ran
        .stderr
        .split_once("Where the time went")
        .expect("timings");
    (ran.code, ran.stdout.clone(), told.to_owned())
}

/// Where the note of the last build is.
fn note(project: &Project) -> String {
    let mut names = project.snapshot(".handrail").into_keys();
    let name = names.find(|name| name.starts_with("last-build-"));
    format!(".handrail/{}", name.expect("a note"))
}

#[test]
fn nothing_is_made_again_when_nothing_changed() {
    let project = project();
    assert!(built(&project, &[]).0);
    let site = project.snapshot("public");
    let (made, second) = built(&project, &[]);
    assert!(!made, "{}", second.stderr);
    assert!(second.stderr.contains("warning: "), "{}", second.stderr);
    assert!(
        second.stdout.contains("the same as before."),
        "{}",
        second.stdout
    );
    // Without the note everything is made, and people are told the same.
    project.remove(".handrail");
    let (made, without) = built(&project, &[]);
    assert!(made);
    assert_eq!(told(&second), told(&without));
    for form in ["human", "short", "json", "github"] {
        let with = built(&project, &["--format", form]);
        project.remove(".handrail");
        let without = built(&project, &["--format", form]);
        assert_eq!((with.0, without.0), (false, true));
        assert_eq!(told(&with.1), told(&without.1), "{form}");
    }
    assert_eq!(project.snapshot("public"), site);
}

#[test]
fn anything_that_goes_in_counts() {
    let project = project();
    project.publish();
    let changed = [
        ("providers/notes.html", "<p>Other"),
        ("providers/new.html", "<p>"),
        ("content/directories/haringey.ndjson", "{}"),
        ("themes/easy-read/strings/en.yml", ""),
    ];
    for (path, text) in changed {
        let before = fs::read(project.path(path)).ok();
        let _ = project.path(path).parent().map(fs::create_dir_all);
        fs::write(project.path(path), text).expect("the file can be written");
        let (made, ran) = built(&project, &[]);
        assert!(made || ran.code == Some(1), "{path}: {}", ran.stderr);
        match before {
            Some(before) => fs::write(project.path(path), before).expect("it can be written"),
            None => project.remove(path),
        }
        project.publish();
        assert!(!built(&project, &[]).0, "{path}");
    }
    project.remove("providers/notes.html");
    assert!(built(&project, &[]).0);
    assert!(built(&project, &["--for", "disk"]).0);
    assert!(built(&project, &[]).0);
    // Each folder has its own note.
    assert!(built(&project, &["--out", "stick"]).0);
    assert!(!built(&project, &[]).0);
    assert!(!built(&project, &["--out", "stick"]).0);
}

#[test]
fn another_day_is_another_build() {
    let project = project();
    let build = |day: &str| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_handrail"))
            .args(["build", "--timings", "--today", day])
            .current_dir(project.path("."))
            .output();
        String::from_utf8(program.expect("it runs").stderr).expect("text")
    };
    assert!(build("2026-11-22").contains("Making pages"));
    assert!(!build("2026-11-22").contains("Making pages"));
    assert!(build("2026-11-23").contains("Making pages"));
}

#[test]
fn a_site_that_others_changed_is_made_whole() {
    let project = project();
    project.publish();
    let site = project.snapshot("public");
    let file = |path: &str| project.path(&format!("public/{path}"));
    let harm: [&dyn Fn(); 4] = [
        &|| fs::write(file("index.html"), "Others").expect("it can be written"),
        &|| fs::remove_file(file("index.html")).expect("it can be removed"),
        &|| {
            let (one, other) = (file("index.html"), file("404.html"));
            let between = file("between");
            fs::rename(&one, &between).expect("it can be moved");
            fs::rename(&other, &one).expect("it can be moved");
            fs::rename(&between, &other).expect("it can be moved");
        },
        &|| fs::remove_dir_all(project.path("public")).expect("it can be removed"),
    ];
    for harm in harm {
        harm();
        assert!(built(&project, &[]).0);
        assert_eq!(project.snapshot("public"), site);
        assert!(!built(&project, &[]).0);
    }
    // What others put there is theirs, and no reason to make anything.
    fs::write(file("theirs.txt"), "Theirs").expect("it can be written");
    assert!(!built(&project, &[]).0);
    assert!(file("theirs.txt").exists());
}

#[test]
fn a_note_that_is_no_good_is_as_none() {
    let project = project();
    project.publish();
    let site = project.snapshot("public");
    let path = project.path(&note(&project));
    let good = fs::read_to_string(&path).expect("a note");
    let half = good.get(..good.len() / 2).expect("its first half");
    let bad = [
        String::new(),
        half.to_owned(),
        "[]".to_owned(),
        good.replace("\"form\":2", "\"form\":1"),
        good.replace("\"unused-file\"", "\"no-such-kind\""),
        good.replace("\"unused-file\"", "\"private-number\""),
        good.replace("\"pages\":", "\"pages\":9"),
        good.replace("\"sum\":\"", "\"sum\":\"0"),
        good.replace("\"went_in\":\"", "\"went_in\":\"0"),
    ];
    for bad in bad {
        assert_ne!(bad, good);
        fs::write(&path, &bad).expect("it can be written");
        let (made, ran) = built(&project, &[]);
        assert!(made, "{bad}");
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert_eq!(project.snapshot("public"), site);
        assert!(!built(&project, &[]).0, "a new note was kept");
    }
    // A file stands where the notes go: they cannot be kept, and the build goes well all the same.
    project.remove(".handrail");
    fs::write(project.path(".handrail"), "").expect("it can be written");
    assert!(built(&project, &[]).0);
    let (made, ran) = built(&project, &[]);
    assert_eq!((made, ran.code), (true, Some(0)));
}

#[test]
fn a_build_with_errors_leaves_no_note_and_the_next_one_tells_them_again() {
    let project = project();
    project.publish();
    let good = project.text("providers/kite-care.yml");
    let path = project.path("providers/kite-care.yml");
    fs::write(&path, "name: [").expect("it can be written");
    for _ in 0..2 {
        let (_, ran) = built(&project, &[]);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    }
    fs::write(&path, good).expect("it can be written");
    assert!(!built(&project, &[]).0, "the good site is still there");
}

/// The same files, but they did not come onto this disk by a build. So a pull request that brings a site along with its
/// note has no use.
#[cfg(unix)]
#[test]
fn a_site_that_came_from_somewhere_else_is_made_again() {
    let project = project();
    project.publish();
    let note = project.text(&note(&project));
    for (path, bytes) in project.snapshot("public") {
        let file = project.path(&format!("public/{path}"));
        let copy = file.with_file_name("copy");
        fs::write(&copy, bytes).expect("it can be written");
        fs::rename(&copy, &file).expect("it can be moved");
    }
    let (made, ran) = built(&project, &[]);
    assert!(made, "{}", ran.stdout);
    assert!(ran.stdout.contains("the same as before."), "{}", ran.stdout);
    assert_ne!(project.text(&self::note(&project)), note);
}

#[test]
fn errors_and_what_was_hidden_are_never_noted() {
    for kind in [Kind::PrivateNumber, Kind::EvidenceFile] {
        assert_eq!(kind.severity(), Severity::Error);
    }
    let text = "<p>Born on 3 May 2011, NHS number 943 476 5919";
    let project = Project::small().file("providers/notes.html", text);
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(!project.path(".handrail").exists());
}

#[test]
fn git_passes_over_the_notes() {
    let project = project();
    project.publish();
    let lines = project.text(".handrail/.gitignore");
    assert!(lines.lines().any(|line| line == "*"), "{lines}");
    // It comes again when it is lost.
    project.remove(".handrail/.gitignore");
    assert!(built(&project, &["--for", "disk"]).0);
    assert_eq!(project.text(".handrail/.gitignore"), lines);
}

#[test]
fn old_notes_go() {
    let project = project();
    for number in 0..12 {
        assert!(built(&project, &["--out", &format!("site-{number}")]).0);
    }
    let names = project.snapshot(".handrail").into_keys();
    let notes = names.filter(|name| name.starts_with("last-build-"));
    assert_eq!(notes.count(), 8);
    assert!(!built(&project, &["--out", "site-11"]).0);
    assert!(built(&project, &["--out", "site-0"]).0);
}

#[test]
fn no_site_is_built_among_the_notes() {
    let ran = project().run(&["build", "--out", ".handrail/site"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("the project's own files"),
        "{}",
        ran.stderr
    );
}

/// Somebody could put a link into a pull request that leads to a folder or a file which is not the project's.
#[cfg(unix)]
#[test]
fn notes_are_not_written_through_links() {
    use std::os::unix::fs::symlink;
    let project = project();
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    symlink(elsewhere.path(), project.path(".handrail")).expect("a link");
    project.publish();
    let mut found = fs::read_dir(elsewhere.path()).expect("a folder");
    assert!(found.next().is_none(), "the folder of others is empty");
    project.remove(".handrail");
    project.publish();
    let file = elsewhere.path().join("theirs");
    fs::write(&file, "Theirs").expect("it can be written");
    let name = note(&project);
    project.remove(&name);
    for link in [name.clone(), format!("{name}.handrail-new")] {
        symlink(&file, project.path(&link)).expect("a link");
    }
    assert!(built(&project, &[]).0);
    assert!(!built(&project, &[]).0, "a note was kept");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "Theirs");
    // Nor are they read through links: they may lead to something without an end.
    let note = project.path(&name);
    let copy = elsewhere.path().join("copy");
    fs::rename(&note, &copy).expect("it can be moved");
    symlink(&copy, &note).expect("a link");
    assert!(built(&project, &[]).0);
    project.remove(&name);
    symlink("/dev/zero", &note).expect("a link");
    assert!(built(&project, &[]).0);
    let index = project.path("public/index.html");
    fs::remove_file(&index).expect("it can be removed");
    symlink("/dev/zero", &index).expect("a link");
    assert!(built(&project, &[]).0);
}

//! Writing a site into a folder: only what changed, nothing of others, and never half.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use handrail::disk::{Written, write};
use handrail::output::Output;

use crate::project::{Project, snapshot};

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        assert!(output.insert(*path, *text));
    }
    output
}

/// The files of the folder, without Handrail's own list.
fn shown(folder: &Path) -> BTreeMap<String, String> {
    let files = snapshot(folder)
        .into_iter()
        .filter(|(path, _)| path != ".handrail-files");
    files
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
        .collect()
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn a_site_is_written_into_a_new_folder() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("deep/down/public");
    let files = [("a/index.html", "A"), ("index.html", "Home")];
    let written = write(&output(&files), &folder).expect("it is written");
    assert_eq!(
        written,
        Written {
            made: 2,
            ..Written::default()
        }
    );
    assert_eq!(shown(&folder), texts(&files));
    let beside: Vec<_> = fs::read_dir(scratch.path().join("deep/down"))
        .expect("readable")
        .collect();
    assert_eq!(beside.len(), 1, "nothing is left beside the folder");
}

#[test]
fn only_files_that_changed_are_touched() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    write(
        &output(&[("a.html", "A"), ("b.html", "B"), ("c/d.html", "D")]),
        &folder,
    )
    .expect("written");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in ["a.html", "b.html", "c/d.html", ".handrail-files"] {
        let file = File::options()
            .write(true)
            .open(folder.join(file))
            .expect("a file");
        file.set_modified(long_ago).expect("a time");
    }
    let written = write(
        &output(&[("a.html", "A"), ("b.html", "new"), ("c/d.html", "D")]),
        &folder,
    );
    assert_eq!(
        written.expect("written"),
        Written {
            changed: 1,
            kept: 2,
            ..Written::default()
        }
    );
    let touched = |file: &str| {
        let data = fs::metadata(folder.join(file)).expect("a file");
        data.modified().expect("a time") != long_ago
    };
    assert!(touched("b.html"));
    for file in ["a.html", "c/d.html", ".handrail-files"] {
        assert!(!touched(file), "{file}");
    }
}

#[test]
fn pages_that_are_gone_are_removed_and_their_empty_folders_too() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    write(
        &output(&[("a.html", "A"), ("b/c/d.html", "D"), ("b/e.html", "E")]),
        &folder,
    )
    .expect("written");
    fs::write(folder.join("b/mine.txt"), "mine").expect("a file");
    let written = write(&output(&[("a.html", "A")]), &folder).expect("written");
    assert_eq!(
        written,
        Written {
            kept: 1,
            removed: 2,
            ..Written::default()
        }
    );
    assert_eq!(
        shown(&folder),
        texts(&[("a.html", "A"), ("b/mine.txt", "mine")])
    );
    assert!(!folder.join("b/c").exists());
    fs::remove_file(folder.join("b/mine.txt")).expect("it goes");
    fs::remove_dir(folder.join("b")).expect("it goes");
    write(&output(&[("f.html", "F")]), &folder).expect("written");
    assert_eq!(shown(&folder), texts(&[("f.html", "F")]));
}

#[test]
fn files_of_others_are_kept() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir_all(folder.join(".well-known")).expect("a folder");
    fs::write(folder.join("CNAME"), "support.example.org").expect("a file");
    fs::write(folder.join(".well-known/security.txt"), "Contact").expect("a file");
    write(&output(&[("index.html", "1")]), &folder).expect("written");
    write(&output(&[("index.html", "2")]), &folder).expect("written");
    write(&output(&[]), &folder).expect("written");
    let kept = [
        (".well-known/security.txt", "Contact"),
        ("CNAME", "support.example.org"),
    ];
    assert_eq!(shown(&folder), texts(&kept));
}

#[test]
fn a_site_of_nothing_leaves_the_files_of_others() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    write(&output(&[("a.html", "A"), ("b/c.html", "C")]), &folder).expect("written");
    fs::write(folder.join("CNAME"), "support.example.org").expect("a file");
    write(&output(&[]), &folder).expect("written");
    assert_eq!(
        snapshot(&folder).into_iter().collect::<Vec<_>>(),
        [
            (".handrail-files".to_owned(), Vec::new()),
            ("CNAME".to_owned(), b"support.example.org".to_vec())
        ]
    );
    assert!(!folder.join("b").exists());
}

#[test]
fn a_file_of_others_in_the_way_is_never_written_over() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("index.html"), "mine").expect("a file");
    let error = write(
        &output(&[("a.html", "A"), ("index.html", "theirs")]),
        &folder,
    )
    .expect_err("refused");
    assert!(error.to_string().contains("index.html"), "{error}");
    assert!(
        error.to_string().contains("Handrail did not make it"),
        "{error}"
    );
    assert_eq!(shown(&folder), texts(&[("index.html", "mine")]));
}

#[test]
fn a_folder_of_others_in_the_way_is_refused() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir_all(folder.join("a.html")).expect("a folder");
    fs::write(folder.join("a.html/mine.txt"), "mine").expect("a file");
    write(&output(&[("a.html", "A")]), &folder).expect_err("refused");
    assert_eq!(shown(&folder), texts(&[("a.html/mine.txt", "mine")]));
}

#[test]
fn a_list_that_was_tampered_with_removes_nothing_outside() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::write(scratch.path().join("precious.txt"), "precious").expect("a file");
    write(&output(&[("index.html", "1")]), &folder).expect("written");
    let outside = scratch.path().join("precious.txt");
    let list = format!(
        "../precious.txt\n{}\n./x\na//b\n..\\precious.txt\n\nindex.html\n",
        outside.display()
    );
    fs::write(folder.join(".handrail-files"), list).expect("a file");
    write(&output(&[("a.html", "A")]), &folder).expect("written");
    assert_eq!(
        fs::read_to_string(outside).expect("still there"),
        "precious"
    );
    assert_eq!(shown(&folder), texts(&[("a.html", "A")]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link_that_leads_out() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (folder, elsewhere) = (
        scratch.path().join("public"),
        scratch.path().join("elsewhere"),
    );
    write(&output(&[("a/b.html", "B"), ("index.html", "1")]), &folder).expect("written");
    fs::create_dir(&elsewhere).expect("a folder");
    fs::write(elsewhere.join("b.html"), "precious").expect("a file");
    fs::remove_dir_all(folder.join("a")).expect("it goes");
    std::os::unix::fs::symlink(&elsewhere, folder.join("a")).expect("a link");
    let _ = write(&output(&[("index.html", "1")]), &folder);
    assert_eq!(
        fs::read_to_string(elsewhere.join("b.html")).expect("still there"),
        "precious"
    );
}

#[test]
fn a_broken_off_build_is_taken_up_again() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir_all(scratch.path().join("public.handrail-new/old")).expect("a folder");
    fs::write(
        scratch.path().join("public.handrail-new/old/x.html"),
        "half",
    )
    .expect("a file");
    fs::write(
        scratch.path().join("public.handrail-new/.handrail-files"),
        "index.html\nold/x.html\n",
    )
    .expect("a file");
    write(&output(&[("index.html", "1")]), &folder).expect("written");
    assert_eq!(shown(&folder), texts(&[("index.html", "1")]));
    assert!(!scratch.path().join("public.handrail-new").exists());
}

#[test]
fn the_project_itself_is_never_the_place_for_the_site() {
    let project = Project::small();
    let before = project.snapshot("");
    for out in [
        ".",
        "content",
        "content/site",
        "providers",
        "themes/x/..",
        "../",
        "public/../content",
        "./content/./a",
    ] {
        let ran = project.run(&["build", "--out", out]);
        assert_eq!(ran.code, Some(2), "{out}: {}{}", ran.stdout, ran.stderr);
        assert!(
            ran.stderr.contains("Choose a folder of its own"),
            "{out}: {}",
            ran.stderr
        );
        assert_eq!(project.snapshot(""), before, "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_project_is_never_the_place_for_the_site() {
    let project = Project::small();
    std::os::unix::fs::symlink("content", project.path("public")).expect("a link");
    let before = project.snapshot("content");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(project.snapshot("content"), before);
}

#[test]
fn a_folder_that_cannot_be_written_gives_exit_code_2() {
    let project = Project::small().file("taken", "a file, not a folder");
    for out in ["taken", "taken/public"] {
        let ran = project.run(&["build", "--out", out]);
        assert_eq!(ran.code, Some(2), "{out}: {}{}", ran.stdout, ran.stderr);
        assert!(
            ran.stderr.contains("could not be written"),
            "{out}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains("taken"), "{out}: {}", ran.stderr);
    }
    let text = fs::read_to_string(project.path("taken")).expect("still a file");
    assert_eq!(text, "a file, not a folder");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_gives_exit_code_2() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::small();
    let shut = project.path("shut");
    fs::create_dir(&shut).expect("a folder");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).expect("permissions");
    if File::create(shut.join("probe")).is_ok() {
        println!("skipped: this user may write everywhere");
        return;
    }
    let ran = project.run(&["build", "--out", "shut/public"]);
    assert_eq!(ran.code, Some(2), "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains("you are not allowed to change it"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_second_build_keeps_every_file() {
    let project = Project::small();
    project.publish();
    let before = project.snapshot("public");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("the same as before"), "{}", ran.stdout);
    assert!(
        !ran.stdout.contains("changed") && !ran.stdout.contains("new"),
        "{}",
        ran.stdout
    );
    assert_eq!(project.snapshot("public"), before);
}

//! What a disk holds besides plain files: links, folders, pipes, closed doors.

#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use handrail::disk;

use super::refused;
use crate::project::Project;
use crate::site;

/// The problems of loading, as `severity place kind: message`.
fn loaded(project: &Project) -> Vec<String> {
    let (_, problems) = disk::load(&project.path("")).expect("the folder can be read");
    site::lines(&problems)
}

fn link(project: &Project, to: &str, at: &str) {
    let at = project.path(at);
    fs::create_dir_all(at.parent().expect("a folder")).expect("the folder can be made");
    symlink(to, at).expect("a link");
}

#[test]
fn a_link_out_of_the_project_is_reported() {
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    fs::write(elsewhere.path().join("secret.yml"), "name: Secret\n").expect("a file");
    let secret = elsewhere.path().to_str().expect("a path of text");
    for (to, at) in [
        (format!("{secret}/secret.yml"), "providers/secret.yml"),
        ("/etc/passwd".to_owned(), "content/pages/secret.md"),
        ("/dev/zero".to_owned(), "providers/pictures/zero.svg"),
    ] {
        let project = Project::small();
        link(&project, &to, at);
        let told = refused(&project);
        assert!(told.contains(at), "{told}");
        assert!(!told.contains("Secret"), "{told}");
    }
    let project = Project::small();
    link(&project, secret, "content/shared");
    let found = loaded(&project);
    assert!(
        found[0].starts_with("error content/shared link-outside: "),
        "{found:?}"
    );
    refused(&project);
}

#[test]
fn a_link_out_of_the_project_is_one_problem_for_a_folder() {
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    for name in ["a.yml", "b.yml", "c.yml"] {
        fs::write(elsewhere.path().join(name), "name: Secret\n").expect("a file");
    }
    let project = Project::small();
    link(
        &project,
        elsewhere.path().to_str().expect("text"),
        "content/shared",
    );
    let found = loaded(&project);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn a_link_inside_the_project_is_fine() {
    let project = Project::small().file("content/notes/kite.yml", "not read");
    link(&project, "../providers/kite-care.yml", "content/kite.yml");
    assert_eq!(loaded(&project), [""; 0]);
    let real = Project::small();
    let door = tempfile::tempdir().expect("a scratch folder");
    symlink(real.path(""), door.path().join("project")).expect("a link");
    let (sources, problems) = disk::load(&door.path().join("project")).expect("readable");
    assert!(problems.is_empty() && sources.get("content/site.yml").is_some());
}

#[test]
fn links_that_go_round_in_a_circle_are_reported() {
    let project = Project::small();
    link(&project, "..", "content/up");
    link(&project, "here", "providers/here");
    let found = loaded(&project);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0].starts_with("error content/up link-outside: "),
        "{found:#?}"
    );
    assert!(
        found[1].starts_with("error providers/here unreadable-file: "),
        "{found:#?}"
    );
    refused(&project);
}

#[test]
fn a_link_to_nothing_is_reported() {
    let project = Project::small();
    link(&project, "gone.yml", "providers/bad.yml");
    let found = loaded(&project);
    assert_eq!(
        found,
        ["error providers/bad.yml unreadable-file: This is a link to something that is not there."]
    );
    refused(&project);
}

#[test]
fn what_is_not_a_file_is_reported() {
    let project = Project::small();
    let pipe = project.path("providers/pipe.yml");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: this computer has no `mkfifo`");
        return;
    }
    let found = loaded(&project);
    assert_eq!(
        found,
        ["error providers/pipe.yml unreadable-file: This is not a file that can be read."]
    );
    refused(&project);
}

#[test]
fn a_folder_with_the_name_of_a_file_is_reported() {
    let project = Project::small();
    fs::create_dir(project.path("providers/oak.yml")).expect("a folder");
    let found = loaded(&project);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("error providers/oak.yml unreadable-file: "),
        "{found:#?}"
    );
    refused(&project);
    let project = Project::small();
    project.remove("content/site.yml");
    fs::create_dir(project.path("content/site.yml")).expect("a folder");
    refused(&project);
}

#[test]
fn a_file_that_may_not_be_read_is_reported() {
    let project = Project::small().file("providers/shut.yml", "name: Shut\n");
    let shut = project.path("providers/shut.yml");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&shut).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    let found = loaded(&project);
    assert_eq!(
        found,
        ["error providers/shut.yml unreadable-file: Handrail is not allowed to read this."]
    );
    refused(&project);
}

#[test]
fn a_folder_that_may_not_be_read_is_reported() {
    let project = Project::small().file("content/shut/a.md", "");
    let shut = project.path("content/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).expect("permissions");
    let is_open = fs::read_dir(&shut).is_ok();
    if !is_open {
        let found = loaded(&project);
        assert!(
            found[0].starts_with("error content/shut unreadable-file: "),
            "{found:#?}"
        );
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("permissions");
    if is_open {
        println!("skipped: this user may read every folder");
    }
}

#[test]
fn a_name_that_is_not_text_is_reported() {
    let project = Project::small();
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.yml");
    if fs::write(project.path("providers").join(name), "name: A\n").is_err() {
        println!("skipped: this disk takes names of text only");
        return;
    }
    let found = loaded(&project);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("bad-file-name"), "{found:#?}");
    refused(&project);
}

#[test]
fn what_editors_leave_behind_is_not_read() {
    let project = Project::small()
        .file("providers/.kite-care.yml.swp", [0xFF])
        .file("providers/kite-care.yml~", [0xFF])
        .file("providers/#kite-care.yml#", [0xFF])
        .file("content/.DS_Store", [0xFF])
        .file("providers/README.md", "How we write these files.");
    assert_eq!(loaded(&project), [""; 0]);
    project.publish();
}

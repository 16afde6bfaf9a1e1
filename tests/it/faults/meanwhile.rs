//! What others do to a folder while a build is at work, and disks that fill up half way.

use std::fs;
use std::io;

use super::{Disk, NEW, OLD, Place, files, output};

use handrail::disk::{Step, finish, write, write_made, write_watched};
use handrail::output::Sink;

/// Hands over a site, with something that happens after the first file.
fn with(site: &[(&str, &str)], sink: &dyn Sink, meanwhile: impl FnOnce()) -> ((), bool) {
    assert!(sink.begin());
    let mut meanwhile = Some(meanwhile);
    for (path, text) in site {
        sink.take(path, Box::from(text.as_bytes()));
        if let Some(meanwhile) = meanwhile.take() {
            meanwhile();
        }
    }
    ((), true)
}

#[test]
fn a_folder_that_is_taken_away_meanwhile_is_no_success() {
    let place = Place::with(&OLD);
    let gone = || fs::remove_dir_all(&place.folder).expect("it goes");
    let error = write_made(|sink| with(&NEW, sink, gone), &place.folder)
        .1
        .expect_err("refused");
    assert!(
        error.to_string().contains("somebody made or took away"),
        "{error}"
    );
    assert!(!place.folder.exists());
    assert_eq!(
        fs::read_dir(place.scratch.path())
            .expect("readable")
            .count(),
        0
    );
    write(&output(&NEW), &place.folder).expect("written");
}

#[test]
fn a_folder_that_comes_meanwhile_stays_as_it_is() {
    let place = Place::empty();
    let mine = place.folder.join("index.html");
    let comes = || {
        fs::create_dir(&place.folder).expect("a folder");
        fs::write(&mine, "mine").expect("a file");
    };
    let error = write_made(|sink| with(&NEW, sink, comes), &place.folder)
        .1
        .expect_err("refused");
    assert!(
        error.to_string().contains("somebody made or took away"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
}

#[test]
fn a_file_that_others_save_meanwhile_is_not_written_over() {
    for disk in [Disk::Swaps, Disk::HasNoLinks] {
        let place = Place::with(&OLD);
        let mine = place.folder.join("new/deep/index.html");
        let written = write_watched(&output(&NEW), &place.folder, &|step| {
            // All files were compared, and the last one is put aside.
            if matches!(step, Step::MakeFile(path) if path.ends_with("4")) {
                fs::create_dir_all(mine.parent().expect("a folder"))?;
                fs::write(&mine, "mine")?;
            }
            match disk.refuses(step) {
                true => Err(io::ErrorKind::Unsupported.into()),
                false => Ok(()),
            }
        });
        let error = written.expect_err("refused");
        assert!(
            error.to_string().contains("Handrail did not make it"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
    }
}

#[test]
fn a_disk_that_fills_up_while_the_new_folder_is_made_leaves_the_old_site() {
    let place = Place::with(&OLD);
    let written = write_watched(&output(&NEW), &place.folder, &|step| match step {
        Step::MakeFolder(path)
            if path.starts_with(place.scratch.path().join("public.handrail-new")) =>
        {
            Err(io::ErrorKind::StorageFull.into())
        }
        _ => Ok(()),
    });
    let error = written.expect_err("there is no room");
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert_eq!(place.seen("full"), files(&OLD));
    place.is_tidy("full");
    place.rebuild(&NEW, "full");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_parts_is_not_followed() {
    for name in ["public.handrail-parts", "public/.handrail-new"] {
        let place = Place::with(&OLD);
        let others = tempfile::tempdir().expect("a folder");
        for number in ["0", "1", "2026"] {
            fs::write(others.path().join(number), "mine").expect("a file");
        }
        std::os::unix::fs::symlink(others.path(), place.scratch.path().join(name)).expect("a link");
        let _ = write(&output(&NEW), &place.folder);
        let left = fs::read_dir(others.path()).expect("readable").count();
        assert_eq!(left, 3, "{name}");
    }
}

#[test]
fn a_folder_of_others_in_the_place_of_parts_is_named() {
    let place = Place::empty();
    let mine = place.scratch.path().join("public.handrail-parts/notes.txt");
    fs::create_dir(mine.parent().expect("a folder")).expect("a folder");
    fs::write(&mine, "mine").expect("a file");
    let error = write(&output(&NEW), &place.folder).expect_err("refused");
    let words = error.to_string();
    assert!(
        words.contains("public.handrail-parts` is in the way: Handrail did not make it. Move it"),
        "{words}"
    );
    assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
    fs::create_dir(&place.folder).expect("a folder");
    write(&output(&NEW), &place.folder).expect("a folder that is there can do without it");
    assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
}

#[test]
fn folders_above_go_with_a_site_that_is_not_wanted() {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = scratch.path().join("a/b/public");
    let unwanted = |sink: &dyn Sink| (with(&NEW, sink, || ()).0, false);
    assert_eq!(
        write_made(unwanted, &folder).1.expect("nothing failed"),
        None
    );
    assert_eq!(fs::read_dir(scratch.path()).expect("readable").count(), 0);
    let wanted = |sink: &dyn Sink| with(&NEW, sink, || ());
    assert!(write_made(wanted, &folder).1.expect("written").is_some());
    assert!(folder.join("index.html").is_file());
}

#[test]
fn parts_are_taken_away_all_or_none() {
    let place = Place::empty();
    let parts = place.scratch.path().join("public.handrail-parts");
    fs::create_dir(&parts).expect("a folder");
    let names = ["0", "1", "a", "2", "3", "zz", "4"];
    for name in names {
        fs::write(parts.join(name), "left").expect("a file");
    }
    finish(&place.folder).expect("nothing to do");
    assert_eq!(fs::read_dir(&parts).expect("readable").count(), names.len());
    for name in ["a", "zz"] {
        fs::remove_file(parts.join(name)).expect("it goes");
    }
    finish(&place.folder).expect("repaired");
    assert!(!parts.exists());
}

//! Folders that cannot change places: files change one by one, after a note of all that is to be done.

use super::{Disk, Files, NEW, OLD, Place, at_every_step, files, stopping};

use handrail::disk::{finish, finish_watched, write};

/// Whether every file is whole, as it was before or as it will be.
fn is_whole(seen: &Files, why: &str) {
    let (old, new) = (files(&OLD), files(&NEW));
    for (path, bytes) in seen {
        let is_known = [&old, &new]
            .iter()
            .any(|site| site.get(path) == Some(bytes));
        assert!(is_known, "{why}: {path}");
    }
    for (path, bytes) in seen.iter().filter(|(path, _)| path.ends_with(".html")) {
        for look in ["look.1", "look.2"] {
            let asks = String::from_utf8_lossy(bytes).contains(look);
            let has = seen.contains_key(&format!("assets/{look}.css"));
            assert!(!asks || has, "{why}: {path} asks for {look}");
        }
    }
    for path in new.keys().filter(|path| old.contains_key(*path)) {
        assert!(seen.contains_key(path), "{why}: {path} is missing");
    }
}

#[test]
fn every_page_stays_whole_and_the_next_build_finishes() {
    for disk in [Disk::HasNoLinks, Disk::HasNoSwap] {
        let mut finished = 0;
        at_every_step(disk, |stop| {
            let place = Place::with(&OLD);
            let done = place.broken_off(&NEW, disk, stop);
            let why = format!("{disk:?}, stopped at {stop}");
            let mixed = place.seen(&why);
            is_whole(&mixed, &why);
            let had_note = place.folder.join(".handrail-new/ready").exists();
            assert!(
                had_note || mixed == files(&OLD) || mixed == files(&NEW),
                "{why}"
            );
            finish(&place.folder).expect("finished");
            let seen = place.seen(&why);
            let expected = if had_note { files(&NEW) } else { mixed };
            assert_eq!(seen, expected, "{why}");
            finished += usize::from(had_note);
            place.rebuild(&NEW, &why);
            done
        });
        assert!(finished > 10, "{disk:?}: {finished}");
    }
}

#[test]
fn finishing_may_be_broken_off_as_well() {
    at_every_step(Disk::HasNoLinks, |stop| {
        let mut ended = None;
        for second in (0..1000).step_by(3) {
            let place = Place::with(&OLD);
            ended = place.broken_off(&NEW, Disk::HasNoLinks, stop);
            let why = format!("stopped at {stop}, then at {second}");
            let watched = stopping(Disk::HasNoLinks, second, |watch| {
                finish_watched(&place.folder, watch)
            });
            is_whole(&place.seen(&why), &why);
            place.rebuild(&NEW, &why);
            if watched.is_some() {
                break;
            }
        }
        ended
    });
}

#[test]
fn another_site_may_come_after_one_that_was_broken_off() {
    at_every_step(Disk::HasNoLinks, |stop| {
        let place = Place::with(&OLD);
        let done = place.broken_off(&NEW, Disk::HasNoLinks, stop);
        place.rebuild(&OLD, &format!("stopped at {stop}"));
        done
    });
}

#[test]
fn one_file_changes_in_one_step_on_every_disk() {
    let mut one = OLD;
    one[3].1 = "Home, other";
    let mut without = OLD.to_vec();
    without.remove(2);
    let mut more = OLD.to_vec();
    more.push(("z/index.html", "Z"));
    for site in [&one[..], &without, &more] {
        at_every_step(Disk::HasNoLinks, |stop| {
            let place = Place::with(&OLD);
            let done = place.broken_off(site, Disk::HasNoLinks, stop);
            let why = format!("stopped at {stop}");
            let seen = place.seen(&why);
            assert!(
                seen == files(&OLD) || seen == files(site),
                "{why}: {seen:?}"
            );
            place.rebuild(site, &why);
            done
        });
    }
}

#[test]
fn a_note_that_was_tampered_with_changes_nothing_outside() {
    let place = Place::with(&OLD);
    let inner = place.folder.join(".handrail-new");
    std::fs::create_dir(&inner).expect("a folder");
    let outside = place.scratch.path().join("precious.txt");
    std::fs::write(&outside, "precious").expect("a file");
    std::fs::write(inner.join("0"), "bad").expect("a file");
    let note = format!(
        "remove ../precious.txt\nput 0 ../precious.txt\nput 0 {0}\nput ../../precious.txt a\n\
         remove {0}\nput 0\nput x y\n\nnonsense\n",
        outside.display()
    );
    std::fs::write(inner.join("ready"), note).expect("a file");
    write(&super::output(&OLD), &place.folder).expect("written");
    assert_eq!(
        std::fs::read_to_string(&outside).expect("still there"),
        "precious"
    );
    assert_eq!(place.seen("tampered"), files(&OLD));
    assert!(!inner.exists());
}

#[test]
fn a_folder_of_others_in_the_place_for_the_note_is_kept() {
    let place = Place::with(&OLD);
    let mine = place.folder.join(".handrail-new/mine.txt");
    std::fs::create_dir(mine.parent().expect("a folder")).expect("a folder");
    std::fs::write(&mine, "mine").expect("a file");
    let error = write(&super::output(&NEW), &place.folder).expect_err("refused");
    assert!(
        error.to_string().contains("Handrail did not make it"),
        "{error}"
    );
    assert_eq!(std::fs::read_to_string(&mine).expect("still there"), "mine");
    assert_eq!(place.seen("in the way"), files(&OLD));
}

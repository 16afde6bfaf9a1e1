//! Which steps a build takes, in which order, and what it does when one of them fails.

use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Disk, Files, NEW, OLD, Place, files, output};

use handrail::disk::{Step, finish, write, write_watched};

/// The names of the steps of a rebuild, in order.
fn steps(disk: Disk, old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
    let place = Place::with(old);
    let told = Mutex::new(Vec::new());
    let written = write_watched(&output(new), &place.folder, &|step| {
        let name = format!("{step:?}");
        let name = name.split('(').next().unwrap_or_default().to_owned();
        told.lock().expect("a list").push(name);
        match disk.refuses(step) {
            true => Err(io::ErrorKind::Unsupported.into()),
            false => Ok(()),
        }
    });
    written.expect("written");
    told.into_inner().expect("a list")
}

#[test]
fn a_site_that_is_the_same_is_not_touched() {
    assert_eq!(steps(Disk::Swaps, &OLD, &OLD), ["Lock", "RemoveFile"]);
}

#[test]
fn everything_lasts_before_a_reader_can_see_it() {
    let is_write = |step: &String| ["MakeFile", "Fill", "Link", "MakeFolder"].contains(&&**step);
    let swapped = steps(Disk::Swaps, &OLD, &NEW);
    if cfg!(any(target_os = "linux", target_vendor = "apple")) {
        let swap = swapped
            .iter()
            .position(|step| step == "Swap")
            .expect("a swap");
        let (before, after) = swapped.split_at(swap);
        let settled = before
            .iter()
            .rposition(|step| step == "Settle")
            .expect("lasting");
        assert!(!before[settled..].iter().any(is_write), "{swapped:?}");
        assert_eq!(after[1], "Settle", "{swapped:?}");
    }
    // File by file: what is new lasts before the note is complete, and the note before it is used.
    let single = steps(Disk::HasNoLinks, &OLD, &NEW);
    let settled = single
        .iter()
        .position(|step| step == "Settle")
        .expect("lasting");
    assert_eq!(single[settled + 1], "Move", "{single:?}");
    assert_eq!(single[settled + 2], "Settle", "{single:?}");
}

#[test]
fn one_step_that_fails_never_leaves_half_a_site() {
    for disk in [Disk::Swaps, Disk::HasNoLinks] {
        for failing in 0..1000 {
            let place = Place::with(&OLD);
            let taken = AtomicUsize::new(0);
            let written = write_watched(&output(&NEW), &place.folder, &|step| {
                if taken.fetch_add(1, Ordering::SeqCst) == failing {
                    Err(io::ErrorKind::StorageFull.into())
                } else if disk.refuses(step) {
                    Err(io::ErrorKind::Unsupported.into())
                } else {
                    Ok(())
                }
            });
            let why = format!("{disk:?}: step {failing} failed");
            let seen = place.seen(&why);
            let is_whole = |seen: &Files| *seen == files(&OLD) || *seen == files(&NEW);
            if written.is_ok() {
                assert_eq!(seen, files(&NEW), "{why}");
            } else if !place.folder.join(".handrail-new/ready").exists() {
                assert!(is_whole(&seen), "{why}: {seen:?}");
            }
            // Before anything else, the next build makes whole what it finds.
            finish(&place.folder).unwrap_or_else(|error| panic!("{why}: {error}"));
            let finished = place.seen(&why);
            assert!(is_whole(&finished), "{why}: {finished:?}");
            place.rebuild(&NEW, &why);
            if taken.into_inner() <= failing {
                break;
            }
        }
    }
}

#[test]
fn a_second_build_is_told_that_another_is_at_work() {
    for disk in [Disk::Swaps, Disk::HasNoLinks] {
        let place = Place::with(&OLD);
        let refused = AtomicUsize::new(0);
        let written = write_watched(&output(&NEW), &place.folder, &|step| {
            if !matches!(step, Step::Lock(_)) {
                let error = write(&output(&OLD), &place.folder).expect_err("refused");
                assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
                assert!(
                    error.to_string().contains("another build is at work in"),
                    "{error}"
                );
                refused.fetch_add(1, Ordering::SeqCst);
            }
            match disk.refuses(step) {
                true => Err(io::ErrorKind::Unsupported.into()),
                false => Ok(()),
            }
        });
        written.expect("the first one is not disturbed");
        assert!(refused.into_inner() > 10);
        assert_eq!(place.seen("two builds"), files(&NEW));
        place.is_tidy("two builds");
    }
}

#[test]
fn a_file_of_others_with_the_name_of_the_lock_is_kept() {
    let place = Place::with(&OLD);
    let mine = place.scratch.path().join("public.handrail-lock");
    std::fs::write(&mine, "mine").expect("a file");
    write(&output(&NEW), &place.folder).expect("written");
    assert_eq!(std::fs::read_to_string(&mine).expect("still there"), "mine");
}

#[cfg(unix)]
#[test]
fn a_new_folder_has_the_permissions_of_the_old_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| {
        let data = std::fs::metadata(path).expect("a folder");
        data.permissions().mode() & 0o7777
    };
    let place = Place::with(&OLD);
    for (path, wanted) in [("", 0o2750), (".git", 0o700), ("providers", 0o711)] {
        let path = place.folder.join(path);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted))
            .expect("permissions");
    }
    place.rebuild(&NEW, "permissions");
    assert_eq!(mode(&place.folder), 0o2750);
    assert_eq!(mode(&place.folder.join(".git")), 0o700);
    assert_eq!(mode(&place.folder.join("providers")), 0o711);
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_others_bring_while_a_build_is_at_work_is_kept() {
    let place = Place::with(&OLD);
    let written = write_watched(&output(&NEW), &place.folder, &|step| {
        if matches!(step, Step::Swap(_)) {
            std::fs::create_dir(place.folder.join("late"))?;
            std::fs::write(place.folder.join("late/visitor.txt"), "late")?;
        }
        Ok(())
    });
    written.expect("written");
    let late = std::fs::read_to_string(place.folder.join("late/visitor.txt"));
    assert_eq!(late.expect("it came over"), "late");
    place.is_tidy("late");
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_others_took_away_after_a_build_was_broken_off_does_not_come_back() {
    let place = Place::with(&OLD);
    let stopped = write_watched(&output(&NEW), &place.folder, &|step| match step {
        Step::Link(path) if path.ends_with("sw.js") => Err(io::Error::other("broken off")),
        Step::RemoveFile(_) | Step::RemoveFolder(_) => Err(io::Error::other("broken off")),
        _ => Ok(()),
    });
    stopped.expect_err("broken off");
    let beside = place.scratch.path().join("public.handrail-new");
    assert!(beside.join("CNAME").is_file());
    std::fs::remove_file(place.folder.join("CNAME")).expect("it goes");
    write(&output(&NEW), &place.folder).expect("written");
    assert!(!place.folder.join("CNAME").exists());
    place.is_tidy("taken away");
}

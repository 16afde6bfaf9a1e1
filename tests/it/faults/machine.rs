//! The program itself: killed, on a full disk, on a disk that only reads, and twice at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{NEW, OLD, output};

use handrail::disk::write;

use crate::project::{Project, snapshot};
use crate::site::KITE_CARE;

/// A site of a few hundred pages. The word stands on every page of a provider.
fn project(providers: usize) -> Project {
    let project = Project::small();
    (0..providers).fold(project, |project, number| {
        project.file(&format!("providers/p{number}.yml"), provider(number, "Old"))
    })
}

fn provider(number: usize, word: &str) -> String {
    let text = KITE_CARE.split_once('\n').expect("a file").1;
    text.replace("Kite Care", &format!("{word} Care {number}"))
}

fn renew(project: &Project, providers: usize, word: &str) {
    for number in 0..providers {
        let path = project.path(&format!("providers/p{number}.yml"));
        fs::write(path, provider(number, word)).expect("a file");
    }
}

/// What a reader sees: everything but Handrail's own notes.
fn seen(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut seen = snapshot(folder);
    seen.retain(|path, _| !path.starts_with(".handrail"));
    seen
}

/// Starts a build and kills it a moment after it began to write. Says whether it was hit.
fn kill(project: &Project, after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(["build", "--today", "2026-11-22"])
        .current_dir(project.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let started = Instant::now();
    let beside = ["public.handrail-parts", "public.handrail-new"].map(|name| project.path(name));
    let is_running = |child: &mut std::process::Child| child.try_wait().expect("a state").is_none();
    while !beside.iter().any(|path| path.exists()) && is_running(&mut child) {
        assert!(
            started.elapsed() < Duration::from_secs(300),
            "it never wrote"
        );
        std::thread::sleep(Duration::from_micros(200));
    }
    std::thread::sleep(after);
    let hit = is_running(&mut child);
    let _ = child.kill();
    child.wait().expect("it ended");
    hit
}

#[test]
fn a_build_that_is_killed_leaves_one_whole_site() {
    const PROVIDERS: usize = 60;
    let project = project(PROVIDERS);
    let mut hits = 0;
    // The first build: all or nothing.
    for moment in [0, 3] {
        hits += usize::from(kill(&project, Duration::from_millis(moment)));
        if project.path("public").exists() {
            project.remove("public");
        }
    }
    project.publish();
    let old = seen(&project.path("public"));
    renew(&project, PROVIDERS, "New");
    project.publish();
    let new = seen(&project.path("public"));
    assert!(old != new && old.len() > 200, "{} files", old.len());
    for moment in [0, 4, 16, 64, 128, 256, 512] {
        renew(&project, PROVIDERS, "Old");
        project.publish();
        fs::write(project.path("public/CNAME"), "mine").expect("a file");
        renew(&project, PROVIDERS, "New");
        hits += usize::from(kill(&project, Duration::from_millis(moment)));
        let mut left = seen(&project.path("public"));
        assert_eq!(left.remove("CNAME").expect("still there"), b"mine");
        assert!(left == old || left == new, "killed after {moment} ms");
        project.publish();
        let mut left = seen(&project.path("public"));
        left.remove("CNAME");
        assert!(left == new, "built again after {moment} ms");
        for gone in [
            "public.handrail-parts",
            "public.handrail-new",
            "public.handrail-lock",
            "public/.handrail-new",
        ] {
            assert!(!project.path(gone).exists(), "{gone} after {moment} ms");
        }
    }
    assert!(hits > 0, "no build was hit while it wrote");
}

#[test]
fn a_second_program_says_that_another_build_is_at_work() {
    let project = Project::small();
    project.publish();
    let before = project.snapshot("public");
    let lock = fs::File::create(project.path("public.handrail-lock")).expect("a file");
    lock.lock().expect("a lock");
    fs::write(
        project.path("providers/kite-care.yml"),
        provider(1, "Other"),
    )
    .expect("a file");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(2), "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stderr.contains("another build is at work in `"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("Wait until it has ended."),
        "{}",
        ran.stderr
    );
    assert_eq!(project.snapshot("public"), before);
    drop(lock);
    project.publish();
    assert!(!project.path("public.handrail-lock").exists());
}

#[test]
fn a_build_that_finds_errors_still_makes_the_site_whole() {
    let project = Project::small();
    project.publish();
    let inner = project.path("public/.handrail-new");
    fs::create_dir(&inner).expect("a folder");
    fs::write(inner.join("0"), "the rest").expect("a file");
    fs::write(inner.join("ready"), "put 0 rest.html\n").expect("a file");
    let project = project.file("providers/kite-care.yml", "name: [");
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(project.text("public/rest.html"), "the rest");
    assert!(!inner.exists());
}

/// A small disk of its own, for as long as the test runs.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// Nothing, and the reason is said, when this user may not mount one.
    fn mounted(at: &Path, size: &str) -> Option<SmallDisk> {
        fs::create_dir_all(at).expect("a folder");
        let size = format!("size={size}");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "handrail-test"])
            .arg(at)
            .stderr(Stdio::null())
            .status();
        if mount.is_ok_and(|status| status.success()) {
            return Some(SmallDisk(at.to_path_buf()));
        }
        println!("skipped: this user may not mount a disk");
        None
    }

    fn remount(&self, options: &str) {
        let options = format!("remount,{options}");
        let mount = Command::new("mount")
            .args(["-o", &options])
            .arg(&self.0)
            .status();
        assert!(mount.expect("it runs").success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A site that needs about one megabyte.
#[cfg(target_os = "linux")]
fn large(mark: &str) -> handrail::output::Output {
    let mut site = output(&[("index.html", mark)]);
    for number in 0..100 {
        site.insert(format!("p{number}/index.html"), mark.repeat(10_000));
    }
    site
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let Some(disk) = SmallDisk::mounted(&scratch.path().join("disk"), "1500k") else {
        return;
    };
    // Once beside other things on the disk, and once as the whole disk.
    for folder in [disk.0.join("public"), disk.0.clone()] {
        write(&large("a"), &folder).unwrap_or_else(|error| panic!("{error}"));
        let before = seen(&folder);
        let error = write(&large("b"), &folder).expect_err("the disk is full");
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert!(seen(&folder) == before);
        assert!(!folder.join(".handrail-new").exists());
        assert!(!disk.0.join("public.handrail-new").exists());
        disk.remount("size=10m");
        write(&large("b"), &folder).expect("there is room now");
        assert_eq!(seen(&folder)["index.html"], b"b");
        assert!(!disk.0.join("public.handrail-new").exists());
        let _ = fs::remove_dir_all(disk.0.join("public"));
        disk.remount("size=1500k");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_a_disk_of_its_own_stays_where_it_is() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let Some(disk) = SmallDisk::mounted(&scratch.path().join("public"), "5m") else {
        return;
    };
    write(&output(&OLD), &disk.0).expect("written");
    write(&output(&NEW), &disk.0).expect("written");
    assert_eq!(seen(&disk.0), super::files(&NEW));
    let beside = fs::read_dir(scratch.path()).expect("readable").count();
    assert_eq!(beside, 1, "nothing is left beside the folder");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_only_reads_leaves_the_old_site() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let Some(disk) = SmallDisk::mounted(&scratch.path().join("disk"), "5m") else {
        return;
    };
    let folder = disk.0.join("public");
    write(&output(&OLD), &folder).expect("written");
    let before = snapshot(&disk.0);
    disk.remount("ro");
    let error = write(&output(&NEW), &folder).expect_err("it only reads");
    assert!(
        error.to_string().contains("cannot be written to"),
        "{error}"
    );
    assert_eq!(snapshot(&disk.0), before);
    disk.remount("rw");
    write(&output(&NEW), &folder).expect("written");
    assert_eq!(seen(&folder), super::files(&NEW));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_changed_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    write(&output(&OLD), &folder).expect("written");
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    mode(&folder, 0o555);
    if fs::File::create(folder.join("probe")).is_ok() {
        println!("skipped: this user may write everywhere");
        return;
    }
    let before = snapshot(&folder);
    let error = write(&output(&NEW), &folder).expect_err("refused");
    assert!(error.to_string().contains("you are not allowed"), "{error}");
    assert_eq!(snapshot(&folder), before);
    assert_eq!(fs::read_dir(scratch.path()).expect("readable").count(), 1);
    // The folder above may not be changed either way round.
    mode(&folder, 0o755);
    mode(scratch.path(), 0o555);
    write(&output(&NEW), &folder).expect("the folder itself may be changed");
    mode(scratch.path(), 0o755);
    assert_eq!(seen(&folder), super::files(&NEW));
}

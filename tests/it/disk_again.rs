//! Writing and loading where something is in the way: builds that were broken off, links, and files
//! of others or too big.

use std::fs;
use std::path::Path;

use handrail::disk::{write, write_made};
use handrail::output::{Output, Sink};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::import::{KITE, directory};
use crate::project::{Project, snapshot};
use crate::site::SETTINGS;

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        assert!(output.insert(*path, *text));
    }
    output
}

fn refused(files: &[(&str, &str)], folder: &Path) -> String {
    let error = write(&output(files), folder).expect_err("refused");
    error.to_string()
}

#[test]
fn an_empty_folder_stays_where_it_is() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir(&folder).expect("a folder");
    // Nothing may be needed beside it: it can be a disk of its own.
    fs::write(scratch.path().join("public.handrail-new"), "mine").expect("a file");
    write(&output(&[("a/b.html", "1")]), &folder).expect("written");
    assert_eq!(snapshot(&folder)["a/b.html"], b"1");
}

#[cfg(unix)]
#[test]
fn a_link_to_an_empty_folder_stays_a_link() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (folder, real) = (scratch.path().join("public"), scratch.path().join("real"));
    std::os::unix::fs::symlink("real", &folder).expect("a link");
    let words = refused(&[("a.html", "1")], &folder);
    assert!(words.contains("a folder that is not there"), "{words}");
    fs::create_dir(&real).expect("a folder");
    write(&output(&[("a.html", "1")]), &folder).expect("written");
    write(&output(&[("b.html", "1")]), &folder).expect("written");
    assert!(folder.is_symlink());
    assert_eq!(
        snapshot(&real).keys().collect::<Vec<_>>(),
        [".handrail-files", "b.html"]
    );
}

#[test]
fn a_folder_of_others_beside_the_place_is_kept() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    let beside = scratch.path().join("public.handrail-new");
    fs::create_dir(&beside).expect("a folder");
    write(&output(&[("a.html", "1")]), &folder).expect("an empty one is of no use to anybody");
    fs::remove_dir_all(&folder).expect("it goes");

    fs::create_dir(&beside).expect("a folder");
    fs::write(beside.join("mine.txt"), "mine").expect("a file");
    for _ in 0..2 {
        let words = refused(&[("a.html", "1")], &folder);
        assert!(
            words.contains("public.handrail-new` is in the way: Handrail did not make it"),
            "{words}"
        );
        assert_eq!(snapshot(&beside)["mine.txt"], b"mine");
        assert!(!folder.exists());
        fs::write(beside.join(".handrail-files"), "a.html\n").expect("a list");
    }
}

#[test]
fn a_folder_is_never_taken_for_a_file_nor_a_file_for_a_folder() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir_all(folder.join("z.html")).expect("a folder");
    let words = refused(&[("a.html", "1"), ("z.html", "1")], &folder);
    assert!(words.contains("z.html` is a folder"), "{words}");
    fs::write(folder.join("y"), "mine").expect("a file");
    let words = refused(&[("a.html", "1"), ("y/index.html", "1")], &folder);
    assert!(words.contains("y` is a file"), "{words}");
    assert_eq!(snapshot(&folder).keys().collect::<Vec<_>>(), ["y"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_not_written_over() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    fs::create_dir(&folder).expect("a folder");
    for to in ["a.html", "gone.html"] {
        std::os::unix::fs::symlink(to, folder.join("a.html")).expect("a link");
        let words = refused(&[("a.html", "1")], &folder);
        assert!(words.contains("Handrail did not make it"), "{to}: {words}");
        assert!(folder.join("a.html").is_symlink());
        fs::remove_file(folder.join("a.html")).expect("it goes");
    }
}

#[cfg(unix)]
#[test]
fn an_empty_folder_elsewhere_is_not_removed_through_a_link() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (folder, elsewhere) = (
        scratch.path().join("public"),
        scratch.path().join("elsewhere"),
    );
    write(&output(&[("a/b/c/d.html", "D"), ("e.html", "E")]), &folder).expect("written");
    fs::create_dir_all(elsewhere.join("b")).expect("a folder");
    fs::remove_dir_all(folder.join("a")).expect("it goes");
    std::os::unix::fs::symlink(&elsewhere, folder.join("a")).expect("a link");
    write(&output(&[("e.html", "E")]), &folder).expect("written");
    assert!(elsewhere.join("b").is_dir());
}

#[test]
fn a_guide_that_is_too_big_is_one_problem() {
    let project = Project::small().file("content/guides/big.md", vec![b'a'; 20_000_001]);
    let path = project.path("providers/kite-care.yml");
    let text = fs::read_to_string(&path).expect("a provider");
    let about = "about: Read [the guide](../content/guides/big.md).\n";
    fs::write(&path, format!("{}\n{about}", text.trim_end())).expect("a provider");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("file-too-big"), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 problem in 1 file"), "{}", ran.stderr);
    project.remove("content/guides/big.md");
    let ran = project.run(&["check"]);
    assert!(ran.stderr.contains("dead-link"), "{}", ran.stderr);
}

#[test]
fn a_list_that_could_not_be_loaded_stops_an_import() {
    let elsewhere = Project::empty().file("areas.yml", "camden:\n  name: Camden\n");
    let settings = Project::empty().with(SETTINGS);
    let project = settings.file("cqc.csv", directory(&KITE.replace("Camden", "Anytown")));
    let path = project.path("content/lists/areas.yml");
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let stops = || {
        let before = project.snapshot("");
        let ran = project.run(&["import", "cqc", "cqc.csv", "--add-areas"]);
        assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
        let told = &ran.stderr;
        assert!(told.contains("content/lists/areas.yml"), "{told}");
        assert!(told.contains("Nothing was imported."), "{told}");
        assert!(project.snapshot("") == before, "nothing is written");
    };
    fs::write(&path, vec![b'#'; 20_000_001]).expect("a file");
    stops();
    fs::remove_file(&path).expect("it goes");
    fs::create_dir(&path).expect("a folder");
    stops();
    #[cfg(unix)]
    {
        fs::remove_dir(&path).expect("it goes");
        std::os::unix::fs::symlink(elsewhere.path("areas.yml"), &path).expect("a link");
        stops();
        assert!(path.is_symlink());
    }
    assert!(elsewhere.path("areas.yml").is_file());
}

#[test]
fn files_may_come_from_many_threads_while_much_is_left_of_an_earlier_build() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    let left = scratch.path().join("public.handrail-new");
    let paths: Vec<String> = (0..300).map(|number| format!("p{number}.html")).collect();
    fs::create_dir(&left).expect("a folder");
    for path in &paths {
        fs::write(left.join(path), "old").expect("a file");
    }
    fs::write(left.join(".handrail-files"), paths.join("\n")).expect("a list");
    let made = |sink: &dyn Sink| {
        assert!(sink.begin());
        paths.par_iter().for_each(|path| {
            assert!(sink.take(path, Box::from(path.as_bytes())));
        });
        ((), true)
    };
    let ((), written) = write_made(made, &folder);
    let written = written.expect("written").expect("wanted");
    assert_eq!(written.made, paths.len());
    let found = snapshot(&folder);
    assert!(paths.iter().all(|path| found[path] == path.as_bytes()));
    assert!(!left.exists());
}

#[test]
fn what_was_put_aside_goes_when_it_is_not_wanted() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path().join("public");
    write(&output(&[("a.html", "1")]), &folder).expect("written");
    let unwanted = |sink: &dyn Sink| {
        assert!(sink.take("a.html", Box::from(*b"2")) && sink.take("b.html", Box::from(*b"3")));
        assert!(scratch.path().join("public.handrail-parts/1").is_file());
        ("told", false)
    };
    let (told, written) = write_made(unwanted, &folder);
    assert_eq!(told, "told");
    assert_eq!(written.expect("nothing failed"), None);
    assert_eq!(snapshot(&folder)["a.html"], b"1");
    let beside = fs::read_dir(scratch.path()).expect("readable").count();
    assert_eq!(beside, 1, "nothing is left beside the folder");
}

//! A project on disk in a folder of its own, and the program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::site::{KITE_CARE, SETTINGS, SMALL_LISTS, files};

/// A project in a scratch folder, which goes when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code. Nothing when the program was killed or broke down.
    pub(crate) code: Option<i32>,
    /// What was asked for.
    pub(crate) stdout: String,
    /// Problems and progress.
    pub(crate) stderr: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Project {
        let folder = tempfile::tempdir().expect("a scratch folder");
        Project { folder }
    }

    /// The good small site of the tests, with one provider.
    pub(crate) fn small() -> Project {
        Project::empty()
            .with(SETTINGS)
            .with(SMALL_LISTS)
            .with(KITE_CARE)
    }

    /// Writes the files of a string. `=== path` divides them.
    pub(crate) fn with(self, text: &str) -> Project {
        files(text)
            .into_iter()
            .fold(self, |project, (path, text)| project.file(&path, text))
    }

    /// Writes one file.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Project {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&path, bytes).expect("the file can be written");
        self
    }

    /// Takes a file or folder away.
    pub(crate) fn remove(&self, path: &str) {
        let path = self.path(path);
        let done = if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        done.expect("it can be removed");
    }

    /// The real path of a file of the project.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The text of a file. Nothing, if it is not there.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Runs `handrail` with arguments that have no space in them.
    pub(crate) fn command(&self, arguments: &str) -> Ran {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        self.run(&arguments)
    }

    /// Runs `handrail` in the folder, on the day of the tests.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let takes_a_day = matches!(
            arguments.first(),
            Some(&("build" | "check" | "signoff" | "pause" | "leave" | "close"))
        );
        let day: &[&str] = if takes_a_day {
            &["--today", "2026-11-22"]
        } else {
            &[]
        };
        let output = Command::new(env!("CARGO_BIN_EXE_handrail"))
            .args(arguments)
            .args(day)
            .current_dir(self.folder.path())
            .env("RAYON_NUM_THREADS", "1")
            .env_remove("CLICOLOR_FORCE")
            .output()
            .expect("the program runs");
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("the program prints text"),
            stderr: String::from_utf8(output.stderr).expect("the program prints text"),
        }
    }

    /// Runs `handrail build`, which must go well.
    pub(crate) fn publish(&self) {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    }

    /// Every file of a folder of the project.
    pub(crate) fn snapshot(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        snapshot(&self.path(folder))
    }
}

/// Every file of a folder and of the folders in it: path to bytes.
pub(crate) fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("a path inside");
            let path = path.to_str().expect("a path of text").replace('\\', "/");
            (path, fs::read(entry.path()).expect("a readable file"))
        })
        .collect()
}

//! What is built into Handrail: licences, sources, libraries in two versions, and libraries that have no
//! place here. `deny.toml` holds the rules, for `cargo deny check` and for this test alike.
//!
//! No network is needed: `cargo metadata` tells about what was built for this system, and `Cargo.lock`
//! about all others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::house::{none, root};

/// A line of a list in `deny.toml`: a value, and why it stands there.
struct Row {
    value: String,
    why: String,
}

/// The rules: each list of `deny.toml` by its group and name, like `bans.skip`.
static RULES: LazyLock<BTreeMap<String, Vec<Row>>> = LazyLock::new(|| {
    let text = fs::read_to_string(root().join("deny.toml")).expect("the rules");
    rules(&text)
});

/// Reads the part of TOML in which the lists are written: one value on each line. Anything else in a list
/// is a fault.
fn rules(text: &str) -> BTreeMap<String, Vec<Row>> {
    let mut lists: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut group = String::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let line = line.trim();
        if let Some(name) = &open {
            if line == "]" {
                open = None;
            } else {
                lists.entry(name.clone()).or_default().push(row(line));
            }
        } else if let Some(name) = line.strip_suffix(" = [") {
            open = Some(format!("{group}.{name}"));
        } else if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut group);
        }
    }
    lists
}

/// `"MIT", # why` or `{ crate = "syn@2", reason = "why" },`.
fn row(line: &str) -> Row {
    let quoted = |text: &str| text.split('"').nth(1).map(str::to_owned);
    let (value, why) = match line.split_once("reason = ") {
        Some((value, why)) => (quoted(value), quoted(why)),
        None => {
            let (value, why) = line.split_once('#').unwrap_or((line, ""));
            (quoted(value), Some(why.trim().to_owned()))
        }
    };
    match (value, why) {
        (Some(value), Some(why)) => Row { value, why },
        _ => panic!("this line of `deny.toml` cannot be read: {line}"),
    }
}

fn list(name: &str) -> &'static [Row] {
    let rows = RULES.get(name);
    rows.unwrap_or_else(|| panic!("`deny.toml` has no list `{name}`"))
}

fn values(name: &str) -> BTreeSet<&'static str> {
    list(name).iter().map(|row| row.value.as_str()).collect()
}

/// A library.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Library {
    name: String,
    version: String,
    source: String,
    licence: String,
}

impl Library {
    /// The part of the version that must be the same for two to be one: `1` of `1.2.3`, `0.9` of `0.9.5`.
    fn kind(&self) -> String {
        let parts: Vec<&str> = self.version.split('.').collect();
        let count = if parts[0] == "0" { 2 } else { 1 };
        parts[..count].join(".")
    }
}

/// Every library that is built for this system, tests included.
static BUILT: LazyLock<BTreeSet<Library>> = LazyLock::new(|| {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let system = ran(&cargo, &["-vV"]);
    let system = system.lines().find_map(|line| line.strip_prefix("host: "));
    let system = system.expect("cargo says for what it builds");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let metadata = ran(
        &cargo,
        &[&arguments[..], &["--filter-platform", system]].concat(),
    );
    let metadata: Value = serde_json::from_str(&metadata).expect("JSON");
    let nodes = metadata["resolve"]["nodes"].as_array().expect("a list");
    let used: BTreeSet<&str> = nodes
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let packages = metadata["packages"].as_array().expect("a list").iter();
    let of = |package: &Value, name: &str| package[name].as_str().unwrap_or_default().to_owned();
    packages
        .filter(|package| used.contains(package["id"].as_str().unwrap_or_default()))
        .map(|package| Library {
            name: of(package, "name"),
            version: of(package, "version"),
            source: of(package, "source"),
            licence: of(package, "license"),
        })
        .collect()
});

/// Every library that is built for any system, without its licence.
static LOCKED: LazyLock<Vec<Library>> = LazyLock::new(|| {
    let text = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file");
    let parts = text.split("[[package]]").skip(1);
    let of = |part: &str, name: &str| {
        let start = format!("{name} = \"");
        let mut lines = part.lines();
        let value = lines.find_map(|line| line.strip_prefix(start.as_str())?.strip_suffix('"'));
        value.unwrap_or_default().to_owned()
    };
    parts
        .map(|part| Library {
            name: of(part, "name"),
            version: of(part, "version"),
            source: of(part, "source"),
            licence: String::new(),
        })
        .collect()
});

fn ran(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

/// The licences out of these that an expression needs: `MIT OR Zlib` needs one, `MIT AND Zlib` both.
/// Nothing comes back when these are not enough.
fn needed<'l>(expression: &str, allowed: &BTreeSet<&'l str>) -> Option<BTreeSet<&'l str>> {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Expression {
        words: &words,
        allowed,
    };
    let found = reader.any();
    assert!(
        reader.words.is_empty(),
        "this licence cannot be read: {expression}"
    );
    found
}

struct Expression<'w, 'l> {
    words: &'w [&'w str],
    allowed: &'w BTreeSet<&'l str>,
}

impl<'l> Expression<'_, 'l> {
    fn takes(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    fn any(&mut self) -> Option<BTreeSet<&'l str>> {
        let mut found = self.all();
        while self.takes("OR") {
            let other = self.all();
            found = found.or(other);
        }
        found
    }

    fn all(&mut self) -> Option<BTreeSet<&'l str>> {
        let mut found = self.one();
        while self.takes("AND") {
            let other = self.one();
            found = found.zip(other).map(|(one, other)| &one | &other);
        }
        found
    }

    fn one(&mut self) -> Option<BTreeSet<&'l str>> {
        if self.takes("(") {
            let inner = self.any();
            assert!(self.takes(")"), "a bracket of a licence is not closed");
            return inner;
        }
        let (name, rest) = self.words.split_first().expect("the name of a licence");
        self.words = rest;
        if self.takes("WITH") {
            // A licence with an exception is another one, and none of them is on the list.
            self.words = self.words.get(1..).expect("the name of an exception");
            return None;
        }
        let found = self.allowed.get::<str>(name);
        found.map(|name| BTreeSet::from([*name]))
    }
}

#[test]
fn every_licence_is_on_the_list_and_the_list_is_no_longer_than_that() {
    let allowed = values("licenses.allow");
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    assert!(BUILT.len() > 100, "only {} libraries", BUILT.len());
    for library in BUILT.iter() {
        match needed(&library.licence, &allowed) {
            Some(needed) => used.extend(needed),
            None => wrong.push(format!("{}: {}", library.name, library.licence)),
        }
    }
    none(&wrong);
    if cfg!(target_os = "linux") {
        let idle: Vec<String> = allowed
            .difference(&used)
            .map(|name| format!("{name} is idle"))
            .collect();
        none(&idle);
    }
    for row in list("licenses.allow") {
        assert!(row.why.ends_with('.'), "why is {} allowed?", row.value);
    }
}

#[test]
fn every_library_comes_from_one_place() {
    let allowed = values("sources.allow-registry");
    let is_allowed = |source: &str| {
        let registry = source.strip_prefix("registry+");
        registry.is_some_and(|registry| allowed.contains(registry))
    };
    let others = LOCKED.iter().filter(|library| !is_allowed(&library.source));
    let names: Vec<&str> = others.map(|library| library.name.as_str()).collect();
    assert_eq!(names, ["handrail"]);
    assert!(LOCKED.len() >= BUILT.len(), "{} locked", LOCKED.len());
    assert_eq!(allowed.len(), 1, "{allowed:?}");
}

#[test]
fn a_library_has_two_versions_only_for_a_reason() {
    let skipped = values("bans.skip");
    let kinds = |libraries: &mut dyn Iterator<Item = &Library>| {
        let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for library in libraries {
            kinds
                .entry(library.name.clone())
                .or_default()
                .insert(library.kind());
        }
        kinds.retain(|_, kinds| kinds.len() > 1);
        kinds
    };
    let mut wrong = Vec::new();
    for (name, kinds) in kinds(&mut BUILT.iter()) {
        let named = |kind: &&String| skipped.contains(format!("{name}@{kind}").as_str());
        if kinds.iter().filter(|kind| !named(kind)).count() > 1 {
            wrong.push(format!("{name} is there as {kinds:?}"));
        }
    }
    let locked = kinds(&mut LOCKED.iter());
    for row in list("bans.skip") {
        let (name, kind) = row.value.split_once('@').expect("a name and a version");
        if !locked.get(name).is_some_and(|kinds| kinds.contains(kind)) {
            wrong.push(format!(
                "{} is not there twice any more: take it out",
                row.value
            ));
        }
        assert!(!row.why.is_empty(), "why is {} there twice?", row.value);
    }
    none(&wrong);
}

#[test]
fn no_library_opens_the_network() {
    let barred = values("bans.deny");
    assert!(barred.len() > 20 && barred.contains("tokio"), "{barred:?}");
    let found = LOCKED
        .iter()
        .filter(|library| barred.contains(library.name.as_str()));
    none(
        &found
            .map(|library| format!("{} is barred", library.name))
            .collect::<Vec<_>>(),
    );
    for row in list("bans.deny") {
        assert!(!row.why.is_empty(), "why is {} barred?", row.value);
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Apache-2.0"]);
    let needed = |text: &str| needed(text, &allowed).map(|found| Vec::from_iter(found).join(" "));
    assert_eq!(needed("MIT").as_deref(), Some("MIT"));
    assert_eq!(needed("GPL-3.0 OR Zlib").as_deref(), Some("Zlib"));
    assert_eq!(needed("GPL-3.0 / Zlib / MIT").as_deref(), Some("Zlib"));
    assert_eq!(
        needed("(MIT OR GPL-3.0) AND Zlib").as_deref(),
        Some("MIT Zlib")
    );
    assert_eq!(needed("MIT OR GPL-3.0 AND Zlib").as_deref(), Some("MIT"));
    assert_eq!(
        needed("Apache-2.0 WITH LLVM-exception OR MIT").as_deref(),
        Some("MIT")
    );
    for refused in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "Apache-2.0 WITH LLVM-exception",
        "mit",
    ] {
        assert_eq!(needed(refused), None, "{refused}");
    }
}

//! The sites that the browser tests open: `tests/browser/build.mjs` takes them from here.
//!
//! Each field holds as many attacks as it can, and others in each site, so that all of the sites together have
//! every attack in every long field. Beside each there is the same site with harmless words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handrail::problem::Kind;

use super::corpus::{attacks, harmless};
use super::{Field, must_differ, planted_each};
use crate::everything::Step;
use crate::site::Site;

/// The most letters in a name, the shortest of the fields that are not short.
const ROOM: usize = 190;

/// The attacks in packs that fit into most fields.
fn packs() -> Vec<String> {
    let mut packs = vec![String::new()];
    for attack in attacks("words") {
        let last = packs.last_mut().expect("a pack");
        if last.is_empty() {
            *last = attack;
        } else if last.chars().count() + attack.chars().count() < ROOM {
            *last = format!("{last} {attack}");
        } else {
            packs.push(attack);
        }
    }
    packs
}

/// The names of fields that take less than a pack.
fn short_fields() -> BTreeSet<String> {
    let site = planted_each(|number, _| format!("{} {number}", "words ".repeat(ROOM / 6)));
    let built = site.build();
    let long = built
        .problems
        .iter()
        .filter(|problem| problem.kind == Kind::TooLong);
    let name = |message: &str| message.split('`').nth(1).map(str::to_owned);
    long.filter_map(|problem| name(&problem.message)).collect()
}

fn name(field: &Field) -> &str {
    let last = field.way.iter().rev().find_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Item(_) => None,
    });
    last.unwrap_or_default()
}

/// The site in which field number `n` has pack number `n` + `turn`, as it is or made harmless.
fn turned(
    turn: usize,
    packs: &[String],
    short: &BTreeSet<String>,
    change: fn(&str) -> String,
) -> Site {
    let single = attacks("words");
    let site = planted_each(|number, field| {
        let words = match short.contains(name(field)) {
            true => &single[(number + turn * 7) % single.len()],
            false => &packs[(number + turn) % packs.len()],
        };
        match must_differ(field) {
            true => format!("{} {number}", change(words)),
            false => change(words),
        }
    });
    with_a_second(site)
}

/// The site with a second whole provider, so that two can be compared.
fn with_a_second(site: Site) -> Site {
    let first = site
        .sources
        .get("providers/everything.yml")
        .expect("a provider");
    let text = first.text().expect("text").to_owned();
    let mut facts: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let name = facts["name"].as_str().expect("a name").to_owned();
    facts["name"] = format!("{name} second").into();
    site.file(
        "providers/second.yml",
        serde_yaml::to_string(&facts).expect("YAML"),
    )
}

fn write(folder: &Path, site: &Site) {
    let built = site.good();
    for (path, bytes) in built.output.iter() {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(file, bytes).expect("the file can be written");
    }
}

#[test]
fn sites_for_the_browser_tests_are_written() {
    let top = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("attacked");
    let (packs, short) = (packs(), short_fields());
    assert!(short.contains("title") && short.len() < 10, "{short:?}");
    assert!((5..12).contains(&packs.len()), "{} packs", packs.len());
    if top.exists() {
        fs::remove_dir_all(&top).expect("the old sites can be removed");
    }
    for turn in 0..packs.len() {
        let attacked = turned(turn, &packs, &short, str::to_owned);
        let calm = turned(turn, &packs, &short, harmless);
        write(&top.join(format!("attacked-{turn}")), &attacked);
        write(&top.join(format!("harmless-{turn}")), &calm);
    }
}

//! Addresses: links lead to `http`, `https`, `mailto`, `tel` and pages of this site, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use handrail::pipeline::Built;
use serde_yaml::Value;

use super::corpus::attacks;
use super::{CLEAN, HARMLESS, PLANTED, kinds_with, pages};
use crate::everything::{self, Facts, Step};

/// True for an address that may stand in a link: as a browser reads it, it is one of the few kinds.
pub(super) fn is_safe(address: &str) -> bool {
    // Browsers leave these letters out before they look for the scheme.
    let read: String = address.chars().filter(|c| !c.is_control()).collect();
    let is_as_read = read == address && read.trim() == address && !read.contains(['\\', ' ']);
    let scheme = read.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    is_as_read
        && match scheme {
            Some("http" | "https") => {
                let rest = read.split_once("://").map(|(_, rest)| rest);
                let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
                host.is_some_and(|host| host.contains('.') && !host.contains('@'))
            }
            // `sms` only ever comes from a checked number of the site's own contact.
            Some("mailto" | "tel" | "sms") => !read.contains("//"),
            Some(_) => false,
            None => !read.starts_with("//"),
        }
}

/// What is wrong with the links of a site: each is of a safe kind, and those inside of the site lead to a file.
fn faults(built: &Built) -> Vec<String> {
    let files: BTreeSet<&str> = built.output.iter().map(|(path, _)| path).collect();
    let mut faults = Vec::new();
    for (path, html) in pages(built) {
        for tag in &html.tags {
            for name in ["href", "src"] {
                let Some(link) = tag.get(name) else {
                    continue;
                };
                let is_far = ["http:", "https:", "mailto:", "tel:", "sms:"]
                    .iter()
                    .any(|scheme| link.starts_with(scheme));
                let leads =
                    is_far || path == "404.html" || files.contains(target(&path, link).as_str());
                if !is_safe(link) || !leads {
                    faults.push(format!("{path}: {name}=\"{link}\""));
                }
            }
        }
    }
    faults
}

/// The file that a relative link on a page leads to.
fn target(page: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = page.split('/').collect();
    if !link.is_empty() {
        parts.pop();
    }
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leads above the site"),
            "" | "." => {}
            part => parts.push(part),
        }
    }
    if link.ends_with('/') || (link.is_empty() && page.is_empty()) {
        parts.push("index.html");
    }
    let file = parts.join("/");
    match link {
        "" | "./" => page.to_owned(),
        _ if link.ends_with("..") => format!("{file}/index.html"),
        _ => file,
    }
}

/// Every field that takes an address and not any text.
fn fields() -> Vec<(Facts, Vec<Step>)> {
    let mut fields = Vec::new();
    for file in everything::facts() {
        for way in file.ways() {
            let is_leaf = !file.at(&way).is_mapping() && !file.at(&way).is_sequence();
            let takes = |words: &str| kinds_with(&file, &way, words).is_empty();
            let is_address = file.at(&way).as_str().is_some_and(|text| {
                text.contains("://") || text.contains('@') || text.starts_with("0")
            });
            if is_leaf && is_address && !takes(HARMLESS) {
                fields.push((file.clone(), way));
            }
        }
    }
    fields
}

#[test]
fn what_a_browser_would_follow_is_known() {
    for good in [
        "a/",
        "../",
        "#x",
        "./",
        "https://a.example.org/?a=b:c",
        "tel:+442079460000",
        "mailto:a@example.org",
    ] {
        assert!(is_safe(good), "{good}");
    }
    for bad in attacks("addresses") {
        let is_markup = bad.starts_with("https://a.example.org") || bad.starts_with('&');
        assert!(is_markup || !is_safe(&bad), "{bad}");
    }
}

#[test]
fn every_link_of_a_planted_site_is_safe_and_leads_somewhere() {
    assert_eq!(faults(&CLEAN), [""; 0]);
    for (attack, built) in PLANTED.iter() {
        assert_eq!(faults(built), [""; 0], "{attack}");
    }
}

#[test]
fn a_field_for_an_address_takes_no_other_kind() {
    let fields = fields();
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, _) in &fields {
        *files.entry(&file.path).or_default() += 1;
    }
    assert!(fields.len() >= 14 && files.len() >= 4, "{files:?}");
    let mut refused = 0;
    for attack in attacks("addresses") {
        for (file, way) in &fields {
            if !kinds_with(file, way, &attack).is_empty() {
                refused += 1;
                continue;
            }
            let text = file.with(way, Value::from(attack.as_str())).text();
            let built = everything::site().file(&file.path, text).good();
            assert_eq!(
                faults(&built),
                [""; 0],
                "{attack} at {way:?} of {}",
                file.path
            );
        }
    }
    assert!(refused > 300, "only {refused} were refused");
}

//! The address of a link in Markdown -> where it leads. Only safe kinds of address get through.

use super::kinds_of_field::shorten;
use crate::model::document::Target;
use crate::model::values::{Email, Phone, WebAddress};
use crate::problem::Kind;

/// Why an address was refused.
pub(crate) struct Refused {
    /// The kind of problem.
    pub(crate) kind: Kind,
    /// What is wrong.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
}

const WAYS: &str = "Link to another page by its file, like `meet-safely.md`, to a page of this \
                    site, like `/providers/`, or to a full web address that starts with \
                    `https://`.";

/// Reads an address as it stands in a file of `folder`.
pub(crate) fn read_target(address: &str, folder: &str) -> Result<Target, Refused> {
    let address = address.trim();
    let has_odd_letters = address.contains(char::is_control);
    if address.starts_with("//") || has_odd_letters {
        return Err(unsafe_link(address));
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Ok(Target::Anchor(anchor.to_owned()));
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    if let Some(path) = path.strip_prefix('/') {
        return Ok(Target::Site {
            address: path.to_owned(),
            anchor: anchor.to_owned(),
        });
    }
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '.', '?']));
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("https" | "http") => WebAddress::parse(address)
            .map(|good| Target::Outside(good.as_str().to_owned()))
            .ok_or_else(|| dead(address, WAYS)),
        Some("mailto") => address
            .split_once(':')
            .and_then(|(_, email)| Email::parse(email))
            .map(|email| Target::Outside(format!("mailto:{}", email.as_str())))
            .ok_or_else(|| dead(address, "Write it like `mailto:hello@example.org`.")),
        Some("tel") => address
            .split_once(':')
            .and_then(|(_, phone)| Phone::parse(phone))
            .map(|phone| Target::Outside(phone.link()))
            .ok_or_else(|| dead(address, "Write it like `tel:+442079460011`.")),
        Some(_) => Err(unsafe_link(address)),
        None => file_target(path, anchor, folder),
    }
}

fn file_target(path: &str, anchor: &str, folder: &str) -> Result<Target, Refused> {
    if !path.ends_with(".md") && !path.ends_with(".yml") {
        let help = format!("Did you mean `{path}.md`? {WAYS}");
        let looks_like_a_name = !path.is_empty() && !path.contains(['.', ' ']);
        return Err(dead(path, if looks_like_a_name { &help } else { WAYS }));
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Err(dead(
                        path,
                        "This address leads out of the project. Link to a page of this site.",
                    ));
                }
            }
            part => parts.push(part),
        }
    }
    Ok(Target::File {
        path: parts.join("/"),
        anchor: anchor.to_owned(),
    })
}

fn dead(address: &str, help: &str) -> Refused {
    Refused {
        kind: Kind::DeadLink,
        message: format!("The link `{}` does not lead anywhere.", shorten(address)),
        help: help.to_owned(),
    }
}

fn unsafe_link(address: &str) -> Refused {
    Refused {
        kind: Kind::UnsafeLink,
        message: format!("Links may not use the address `{}`.", shorten(address)),
        help: WAYS.to_owned(),
    }
}

/// Words that do not say where a link goes (NHS content guide; WCAG 2.4.9).
pub(crate) fn is_unclear(words: &str) -> bool {
    let words = words.trim().trim_end_matches('.').to_lowercase();
    matches!(
        words.as_str(),
        "" | "click here"
            | "click"
            | "here"
            | "more"
            | "read more"
            | "find out more"
            | "learn more"
            | "link"
            | "this link"
            | "this page"
            | "this"
    ) || words.starts_with("https://")
        || words.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(address: &str) -> Option<Target> {
        read_target(address, "content/guides").ok()
    }

    #[test]
    fn addresses_lead_to_files_pages_and_safe_places() {
        let file = |path: &str, anchor: &str| {
            Some(Target::File {
                path: path.into(),
                anchor: anchor.into(),
            })
        };
        assert_eq!(
            target("meet-safely.md"),
            file("content/guides/meet-safely.md", "")
        );
        assert_eq!(
            target("../pages/about.md#how"),
            file("content/pages/about.md", "how")
        );
        assert_eq!(target("#top"), Some(Target::Anchor("top".into())));
        assert_eq!(
            target("/areas/camden/"),
            Some(Target::Site {
                address: "areas/camden/".into(),
                anchor: String::new()
            })
        );
        assert_eq!(
            target("tel:02079460011"),
            Some(Target::Outside("tel:+442079460011".into()))
        );
        assert_eq!(
            target("mailto:a@example.org"),
            Some(Target::Outside("mailto:a@example.org".into()))
        );
    }

    #[test]
    fn unsafe_and_broken_addresses_are_refused() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example.org",
            "file:///etc/passwd",
            "../../../etc/passwd.md",
            "meet-safely",
            "https://",
            "mailto:x",
            "/providers/#a\u{2}b",
            "#a\u{1}",
        ] {
            assert!(target(bad).is_none(), "{bad}");
        }
    }
}

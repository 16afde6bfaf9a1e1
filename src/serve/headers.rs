//! The headers of an answer: those that the site's own file `_headers` asks for, and a few more.
//!
//! The policy of the site lets a page ask its own host (`connect-src 'self'`), so the preview's
//! script needs nothing wider than what the published site gets.

use crate::output::Output;

/// The file in which a site says its headers.
const FILE: &str = "_headers";

/// What the preview's own pages may load, and a site that says nothing.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a browser may do with every answer of the preview.
const ALWAYS: [(&str, &str); 2] = [
    // The next look must be a fresh one.
    ("Cache-Control", "no-store"),
    // Pages of others must not load what is not published yet.
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// The headers of a file of the site.
pub(super) fn of_site(site: &Output, file: &str, address: &str) -> Vec<(String, String)> {
    let text = site.get(FILE).map(String::from_utf8_lossy);
    let mut headers = wanted(text.as_deref().unwrap_or_default(), address);
    headers.retain(|(name, _)| !is_one_of(name, &ALWAYS));
    headers.push(pair("Content-Type", kind(file)));
    headers.extend(ALWAYS.map(|(name, value)| pair(name, value)));
    headers
}

/// The headers of what the preview says itself.
pub(super) fn of_preview(kind: &str) -> Vec<(String, String)> {
    let own = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Type", kind),
    ];
    let all = own.into_iter().chain(ALWAYS);
    all.map(|(name, value)| pair(name, value)).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn is_one_of(name: &str, headers: &[(&str, &str)]) -> bool {
    let mut names = headers.iter().map(|(known, _)| known);
    names.any(|known| name.eq_ignore_ascii_case(known))
}

/// The headers that the text of `_headers` asks for at an address, such as `/assets/a.css`. The first rule
/// is for the whole site: the folder that it names is the top of the preview.
fn wanted(text: &str, address: &str) -> Vec<(String, String)> {
    let first = text.lines().find(|line| line.starts_with('/'));
    let root = first.and_then(|rule| rule.trim_end().strip_suffix("/*"));
    let address = &format!("{}{address}", root.unwrap_or_default());
    let mut headers = Vec::new();
    let mut counts = false;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with('/') {
            counts = fits(line.trim_end(), address);
        } else if let Some((name, value)) = line.split_once(':').filter(|_| counts) {
            headers.push(pair(name.trim(), value.trim()));
        }
    }
    headers
}

/// Whether a rule is for an address. `*` at its end stands for anything.
fn fits(rule: &str, address: &str) -> bool {
    match rule.strip_suffix('*') {
        Some(start) => address.starts_with(start),
        None => address == rule,
    }
}

/// What is in a file, by its ending.
pub(super) fn kind(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ if file == FILE => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "/*\n  X-All: a: b\n# /x\n/assets/*\n  Cache-Control: public\n/sw.js\n  X-One: c\n";

    #[test]
    fn the_file_says_which_headers_belong_to_which_address() {
        assert_eq!(wanted(TEXT, "/"), [pair("X-All", "a: b")]);
        let assets = [pair("X-All", "a: b"), pair("Cache-Control", "public")];
        assert_eq!(wanted(TEXT, "/assets/a.css"), assets);
        let worker = [pair("X-All", "a: b"), pair("X-One", "c")];
        assert_eq!(wanted(TEXT, "/sw.js"), worker);
        assert_eq!(wanted(TEXT, "/sw.js/x"), [pair("X-All", "a: b")]);
        assert_eq!(wanted("", "/"), []);
        let inside = TEXT
            .replace("\n/", "\n/a/b/")
            .replace("/*\n  X-All", "/a/b/*\n  X-All");
        assert_eq!(wanted(&inside, "/assets/a.css"), assets);
        assert_eq!(wanted(&inside, "/sw.js"), worker);
    }

    #[test]
    fn nothing_is_kept_by_the_browser() {
        let mut site = Output::default();
        site.insert("_headers", TEXT);
        let headers = of_site(&site, "assets/a.css", "/assets/a.css");
        let kept: Vec<_> = headers
            .iter()
            .filter(|(name, _)| name == "Cache-Control")
            .collect();
        assert_eq!(kept, [&pair("Cache-Control", "no-store")]);
        assert!(headers.contains(&pair("Content-Type", "text/css; charset=utf-8")));
    }

    #[test]
    fn every_kind_of_file_is_known_by_its_ending() {
        assert_eq!(kind("a/b.jpg"), "image/jpeg");
        assert_eq!(kind("_headers"), "text/plain; charset=utf-8");
        assert_eq!(kind("a.b/c"), "application/octet-stream");
    }
}

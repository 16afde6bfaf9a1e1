//! Files for hosts and search engines: `robots.txt`, `sitemap.xml` and `_headers`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::html::escape;
use super::offline::WORKER;
use super::plan::Planned;
use crate::model::site::Site;
use crate::routes::Routes;

/// What a page may load: styles, scripts, pictures and pages of this site, and nothing else at all.
/// Nothing may be sent anywhere.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// The most addresses in one file (sitemaps.org).
const MOST_ADDRESSES: usize = 50_000;

/// The files, by path. The files in `lasting` never change.
pub(crate) fn files(
    site: &Site,
    routes: &Routes,
    plan: &[Planned<'_>],
    lasting: Option<&str>,
) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("robots.txt".to_owned(), robots(site).into_bytes());
    let base = site.settings.base_address.as_ref();
    let root = base.map_or("/", |base| folder(base.as_str()));
    let headers = headers(root, lasting);
    files.insert("_headers".to_owned(), headers.into_bytes());
    if let Some(base) = &site.settings.base_address {
        files.extend(sitemaps(base.as_str(), routes, plan));
    }
    files
}

fn robots(site: &Site) -> String {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &site.settings.base_address {
        let _ = writeln!(text, "Sitemap: {}sitemap.xml", base.as_str());
    }
    text
}

/// The addresses for search engines. A sitemap needs full addresses (sitemaps.org), so it is made only when the base is
/// known.
fn sitemaps(base: &str, routes: &Routes, plan: &[Planned<'_>]) -> BTreeMap<String, Vec<u8>> {
    let not_found = routes.not_found();
    let mut addresses: Vec<&str> = plan
        .iter()
        .filter(|planned| !planned.is_hidden() && planned.address != not_found)
        .map(|planned| planned.address.as_str())
        .collect();
    addresses.sort_unstable();
    maps(base, &addresses, MOST_ADDRESSES)
}

/// One file of addresses, or a file that names the files of addresses when there are too many for one.
fn maps(base: &str, addresses: &[&str], most: usize) -> BTreeMap<String, Vec<u8>> {
    let mut maps = BTreeMap::new();
    if addresses.len() <= most {
        let map = map("urlset", "url", base, addresses.iter().copied());
        maps.insert("sitemap.xml".to_owned(), map);
        return maps;
    }
    for (number, addresses) in (1..).zip(addresses.chunks(most)) {
        let map = map("urlset", "url", base, addresses.iter().copied());
        maps.insert(format!("sitemap-{number}.xml"), map);
    }
    let names: Vec<String> = maps.keys().cloned().collect();
    let names = names.iter().map(String::as_str);
    let index = map("sitemapindex", "sitemap", base, names);
    maps.insert("sitemap.xml".to_owned(), index);
    maps
}

fn map<'a>(all: &str, one: &str, base: &str, addresses: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{all} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    let base = escape(base);
    for address in addresses {
        let _ = writeln!(map, "<{one}><loc>{base}{}</loc></{one}>", escape(address));
    }
    let _ = writeln!(map, "</{all}>");
    map.into_bytes()
}

/// The folder of a host that a web address names, from the first `/` to the last one.
fn folder(base: &str) -> &str {
    let (_, host) = base.split_once("://").unwrap_or(("", base));
    let path = host.find('/').and_then(|at| host.get(at..));
    let path = path.unwrap_or("/");
    path.rfind('/')
        .and_then(|last| path.get(..=last))
        .unwrap_or("/")
}

/// Headers in the form that Netlify and Cloudflare Pages read. Hosts that do not know the file
/// serve it as text, which does no harm: every page carries the same policy itself. Hosts count the
/// addresses from the top of the host, so they start with the folder of the site, the `root`.
fn headers(root: &str, lasting: Option<&str>) -> String {
    const FOREVER: &str = "Cache-Control: public, max-age=31536000, immutable";
    let lasting = lasting.map(|folder| format!("{root}{folder}/*\n  {FOREVER}\n"));
    let lasting = lasting.unwrap_or_default();
    format!(
        "{root}*\n  \
         Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  \
         X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n\
         {root}assets/*\n  \
         {FOREVER}\n\
         {lasting}\
         {root}{WORKER}\n  \
         Cache-Control: no-cache\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_the_folder_that_the_site_lies_in() {
        for (base, root) in [
            ("https://example.org", "/"),
            ("https://example.org/", "/"),
            ("https://example.org/phb/directory/", "/phb/directory/"),
        ] {
            assert_eq!(folder(base), root);
        }
        let text = headers("/phb/directory/", Some("lasting"));
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        let expected = ["*", "assets/*", "lasting/*", "sw.js"];
        assert_eq!(rules, expected.map(|rule| format!("/phb/directory/{rule}")));
    }

    #[test]
    fn too_many_addresses_for_one_file_stand_in_several() {
        let texts = |most| -> Vec<(String, String)> {
            let maps = maps("https://example.org/", &["", "a/", "b/"], most).into_iter();
            maps.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
                .collect()
        };
        let one = texts(3);
        let [(path, text)] = one.as_slice() else {
            panic!("{one:?}");
        };
        assert_eq!(path, "sitemap.xml");
        assert_eq!(text.matches("<url><loc>https://example.org/").count(), 3);
        let several = texts(2);
        let [(one, first), (two, second), (index, names)] = several.as_slice() else {
            panic!("{several:?}");
        };
        assert_eq!(
            (one.as_str(), two.as_str(), index.as_str()),
            ("sitemap-1.xml", "sitemap-2.xml", "sitemap.xml")
        );
        assert_eq!(first.matches("<url>").count(), 2);
        assert!(second.contains("<url><loc>https://example.org/b/</loc></url>"));
        let named = "<sitemap><loc>https://example.org/sitemap-2.xml</loc></sitemap>\n";
        assert!(names.contains(named), "{names}");
        assert!(names.ends_with("</sitemapindex>\n"), "{names}");
    }
}

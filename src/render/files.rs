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

/// The files, by path. The files in `lasting` never change.
pub(crate) fn files(
    site: &Site,
    routes: &Routes,
    plan: &[Planned<'_>],
    lasting: Option<&str>,
) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("robots.txt".to_owned(), robots(site).into_bytes());
    files.insert("_headers".to_owned(), headers(lasting).into_bytes());
    if let Some(base) = &site.settings.base_address {
        let map = sitemap(base.as_str(), routes, plan);
        files.insert("sitemap.xml".to_owned(), map.into_bytes());
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

/// A sitemap needs full addresses (sitemaps.org), so it is made only when the base is known.
fn sitemap(base: &str, routes: &Routes, plan: &[Planned<'_>]) -> String {
    let mut addresses: Vec<&str> = plan
        .iter()
        .filter(|planned| !planned.is_hidden() && planned.address != routes.not_found())
        .map(|planned| planned.address.as_str())
        .collect();
    addresses.sort_unstable();
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in addresses {
        let _ = writeln!(
            map,
            "<url><loc>{}</loc></url>",
            escape(&format!("{base}{address}"))
        );
    }
    map.push_str("</urlset>\n");
    map
}

/// Headers in the form that Netlify and Cloudflare Pages read. Hosts that do not know the file
/// serve it as text, which does no harm: every page carries the same policy itself.
fn headers(lasting: Option<&str>) -> String {
    const FOREVER: &str = "Cache-Control: public, max-age=31536000, immutable";
    let lasting = lasting.map(|folder| format!("/{folder}/*\n  {FOREVER}\n"));
    let lasting = lasting.unwrap_or_default();
    format!(
        "/*\n  \
         Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  \
         X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n\
         /assets/*\n  \
         {FOREVER}\n\
         {lasting}\
         /{WORKER}\n  \
         Cache-Control: no-cache\n"
    )
}

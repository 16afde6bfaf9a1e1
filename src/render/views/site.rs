//! What every template may see of the site itself.

use serde::Serialize;

use crate::model::site::Site;

/// The site's settings in words.
#[derive(Debug, Serialize)]
pub(crate) struct SiteView {
    /// The name of the directory.
    name: String,
    /// The `lang` of what content/site.yml says: the main language.
    language: String,
    /// The `dir` of the main language.
    direction: &'static str,
    /// What it is, in a sentence.
    summary: Option<String>,
    /// True when the listings are invented.
    is_example: bool,
    /// Who runs it.
    run_by: String,
    /// The website of who runs it.
    run_by_website: Option<String>,
    /// Who it is made with.
    made_with: Option<String>,
    /// Names that it had before.
    formerly: Vec<String>,
}

pub(crate) fn site_view(site: &Site) -> SiteView {
    let settings = &site.settings;
    let website = settings.run_by.website.as_ref();
    SiteView {
        name: settings.name.clone(),
        language: settings.language.tag().to_owned(),
        direction: settings.language.direction(),
        summary: settings.summary.clone(),
        is_example: settings.example,
        run_by: settings.run_by.name.clone(),
        run_by_website: website.map(|website| website.as_str().to_owned()),
        made_with: settings.made_with.clone(),
        formerly: settings.formerly.clone(),
    }
}
